// Channels as hosts have them: declared, made, tried, and used by many guests at once.
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <numeric>
#include <random>
#include <thread>

#include "bytecode/module_builder.h"
#include "bytecode/writer.h"
#include "include/tatu/scheduler.h"
#include "market.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class ChannelHosts : public MarketInEveryTier {};
TATU_IN_EVERY_TIER(ChannelHosts);

// ---- Declarations

struct Builder {
  explicit Builder(Market& market) {
    EXPECT_EQ(tatu_host_module_create(market.host.runtime(), "shop", &raw, nullptr), TATU_OK);
  }
  ~Builder() { tatu_host_module_destroy(raw); }
  Outcome add(const char* name, const char* message, const tatu_class** added = nullptr) const {
    tatu_channel_declaration declaration;
    tatu_channel_declaration_defaults(&declaration, sizeof declaration);
    declaration.name = name;
    declaration.message = message;
    tatu_error* error = nullptr;
    return outcomeOf(tatu_host_module_add_channel(raw, &declaration, added, &error), error);
  }
  tatu_host_module* raw = nullptr;
};

TEST(ChannelDeclarations, SayWhatIsWrong) {
  Market market;
  const Builder builder(market);
  EXPECT_EQ(builder.add("Orders", "Int?").message,
            "messages of a channel cannot be of the type Int?: null is what receiveOrNull gives at the end; make it a "
            "part of a tuple");
  EXPECT_EQ(builder.add("Orders", "(Int?)").status, TATU_MISUSE);
  EXPECT_THAT(builder.add("Orders", "List<Int>").message, HasSubstr("a type (Bool, Byte"));
  EXPECT_EQ(builder.add("Orders", "Int, Int").message, "the end of the type was expected at column 4: Int, Int");
  EXPECT_THAT(builder.add("Orders", "OrdersSender").message, HasSubstr("a type"));
  EXPECT_THAT(builder.add("", "Int").message, HasSubstr("cannot have the name \"\""));
  EXPECT_THAT(builder.add("Bad name", "Int").message, HasSubstr("cannot have the name \"Bad name\""));
  EXPECT_EQ(builder.add(nullptr, "Int").status, TATU_MISUSE);
  EXPECT_EQ(builder.add("Orders", nullptr).status, TATU_MISUSE);
  const tatu_class* of = nullptr;
  EXPECT_EQ(builder.add("Orders", "(Int?, String)", &of).status, TATU_OK);
  EXPECT_STREQ(tatu_class_name(of), "shop.OrdersSender");
  EXPECT_EQ(builder.add("Orders", "Int").message, "there is a OrdersSender already");
  EXPECT_EQ(builder.add("Replies", "(OrdersSender, Array<OrdersReceiver>)").status, TATU_OK);
  tatu_object* sender = nullptr;
  tatu_object* receiver = nullptr;
  EXPECT_EQ(tatu_channel_create(of, nullptr, &sender, &receiver, nullptr), TATU_MISUSE);  // not finished yet
}

TEST(ChannelDeclarations, OfTypesThatAreTooLargeAreRejected) {
  Market market;
  Builder builder(market);
  std::string type = "Int";
  for (int i = 0; i < 6; ++i) type = "(" + type + ", " + type + ", " + type + ", " + type + ")";
  ASSERT_EQ(builder.add("Wide", type.c_str()).status, TATU_OK);
  tatu_error* error = nullptr;
  const Outcome finished =
      outcomeOf(tatu_host_module_finish(std::exchange(builder.raw, nullptr), nullptr, &error), error);
  EXPECT_EQ(finished.status, TATU_REJECTED);
  EXPECT_THAT(finished.message, HasSubstr("shop"));
}

TEST(ChannelDeclarations, AreCheckedByTheCompiler) {
  Market market;
  EXPECT_THAT(market.host.messagesOf("import market\npub fun f(to: market.NumbersSender) { to.send(\"one\") }"),
              HasSubstr("String"));
  EXPECT_THAT(market.host.messagesOf("import market\npub fun f(to: market.NumbersSender): Int = to.receive()"),
              HasSubstr("receive"));
  EXPECT_THAT(market.host.messagesOf("import market\npub fun f() { market.NumbersSender() }"), HasSubstr("error"));
}

TEST(ChannelDeclarations, MisuseChangesNothing) {
  Market market;
  const TestChannel channel = market.numbers();
  tatu_object* object = nullptr;
  tatu_object* other = nullptr;
  EXPECT_EQ(tatu_object_create(market.ofNumbers, nullptr, nullptr, &object, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_channel_create(market.thing, nullptr, &object, &other, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_channel_create(nullptr, nullptr, &object, &other, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_channel_create(market.ofNumbers, nullptr, nullptr, &other, nullptr), TATU_MISUSE);
  tatu_channel_options options;
  tatu_channel_options_defaults(&options, sizeof options);
  EXPECT_EQ(options.messages, 64u);
  EXPECT_EQ(options.bytes, 1u << 20);
  options.bytes = kMessage - 1;
  EXPECT_EQ(tatu_channel_create(market.ofNumbers, &options, &object, &other, nullptr), TATU_MISUSE);
  EXPECT_EQ(object, nullptr);
  EXPECT_EQ(channel.receiver.trySend(intValue(1)), TATU_MISUSE);
  EXPECT_EQ(channel.sender.trySend(textValue("one")), TATU_MISUSE);
  EXPECT_EQ(channel.sender.trySend(nullValue()), TATU_MISUSE);
  EXPECT_EQ(tatu_channel_try_send(channel.sender.get(), nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_channel_try_send(nullptr, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(channel.sender.tryReceive(), "`receiver` is no receiver of a channel");
  EXPECT_EQ(tatu_channel_try_receive(channel.receiver.get(), nullptr, nullptr), TATU_MISUSE);
  ASSERT_EQ(tatu_object_create(market.thing, nullptr, nullptr, &object, nullptr), TATU_OK);
  EXPECT_EQ(tatu_channel_close(object), TATU_MISUSE);
  EXPECT_EQ(tatu_channel_close(nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_channel_on_ready(object, nullptr, nullptr, nullptr), TATU_MISUSE);
  tatu_message_counters counters{};
  EXPECT_EQ(tatu_channel_counters(channel.sender.get(), &counters), TATU_MISUSE);  // without a size
  EXPECT_EQ(tatu_channel_counters(object, &counters), TATU_MISUSE);
  tatu_object_release(object);
  EXPECT_EQ(tatu_message_value(nullptr), nullptr);
  tatu_message_destroy(nullptr);
  EXPECT_EQ(channel.sender.counters().sent, 0u);
}

// ---- The host's own tries

TEST(ChannelTries, TellWhenTheyAreWorthwhile) {
  Market market;
  const TestChannel channel = market.numbers(1);
  Guest guest(market.module);
  int toSend = 0;
  int toReceive = 0;
  const auto count = [](void* data) { ++*static_cast<int*>(data); };
  ASSERT_EQ(tatu_channel_on_ready(channel.sender.get(), count, &toSend, nullptr), TATU_OK);
  ASSERT_EQ(tatu_channel_on_ready(channel.receiver.get(), count, &toReceive, nullptr), TATU_OK);
  EXPECT_EQ(channel.sender.trySend(intValue(1)), TATU_OK);
  EXPECT_EQ(toReceive, 0);  // nobody has tried
  EXPECT_EQ(channel.sender.trySend(intValue(2)), TATU_WAITING);
  EXPECT_EQ(channel.sender.trySend(intValue(2)), TATU_WAITING);
  EXPECT_EQ(called(guest, "receive", {channel.receiver.value()}), "1");
  EXPECT_EQ(toSend, 1);
  EXPECT_EQ(channel.receiver.tryReceive(), "nothing");
  EXPECT_EQ(called(guest, "send", {channel.sender.value(), intValue(3)}), "()");
  EXPECT_EQ(toReceive, 1);
  EXPECT_EQ(channel.receiver.tryReceive(), "3");
  EXPECT_EQ(channel.receiver.tryReceive(), "nothing");
  EXPECT_EQ(tatu_channel_close(channel.sender.get()), TATU_OK);
  EXPECT_EQ(toReceive, 2);
  EXPECT_EQ(toSend, 1);
}

// A message that comes back from a guest that goes is news, too; and what is called may try again.
TEST(ChannelTries, AreMadeFromInsideOfWhatIsCalled) {
  Market market;
  const TestChannel channel = market.numbers();
  std::vector<std::string> received;
  struct Taker {
    const End& from;
    std::vector<std::string>& into;
    static void take(void* data) {
      auto& taker = *static_cast<Taker*>(data);
      for (std::string text; (text = taker.from.tryReceive()) != "nothing";) taker.into.push_back(text);
    }
  } taker{channel.receiver, received};
  ASSERT_EQ(tatu_channel_on_ready(channel.receiver.get(), Taker::take, &taker, nullptr), TATU_OK);
  EXPECT_EQ(channel.receiver.tryReceive(), "nothing");
  Guest guest(market.module);
  EXPECT_EQ(called(guest, "sendAll", {channel.sender.value(), intValue(1), intValue(5)}), "()");
  EXPECT_THAT(received, ::testing::ElementsAre("1", "2", "3", "4", "5"));
  {
    Guest going(market.module, returningToWait());
    EXPECT_EQ(going.call("receive", {channel.receiver.value()}).status, TATU_WAITING);
    EXPECT_EQ(channel.sender.trySend(intValue(6)), TATU_OK);
    EXPECT_EQ(received.size(), 5u);
  }
  EXPECT_EQ(received.back(), "6");
}

TEST(ChannelTries, LetGoOfWhatTheyCall) {
  Market market;
  int destroyed = 0;
  const auto nothing = [](void*) {};
  const auto destroy = [](void* data) { ++*static_cast<int*>(data); };
  {
    TestChannel channel = market.numbers();
    for (int i = 0; i < 3; ++i) {
      ASSERT_EQ(tatu_channel_on_ready(channel.sender.get(), nothing, &destroyed, destroy), TATU_OK);
      EXPECT_EQ(destroyed, i);
    }
    ASSERT_EQ(tatu_channel_on_ready(channel.sender.get(), nullptr, nullptr, nullptr), TATU_OK);
    EXPECT_EQ(destroyed, 3);
    ASSERT_EQ(tatu_channel_on_ready(channel.sender.get(), nothing, &destroyed, destroy), TATU_OK);
    ASSERT_EQ(tatu_channel_on_ready(channel.receiver.get(), nothing, &destroyed, destroy), TATU_OK);
    channel.sender.release();
    EXPECT_EQ(destroyed, 4);
    tatu_object_revoke(channel.receiver.get());
    EXPECT_EQ(destroyed, 5);
  }
  EXPECT_EQ(destroyed, 5);
}

// ---- Many guests

TEST_P(ChannelHosts, GuestsOfManyThreads) {
  constexpr std::int64_t kEach = 2'000;
  for (const std::uint64_t capacity : {0, 3, 64}) {
    const TestChannel channel = market.numbers(capacity);
    std::vector<std::thread> threads;
    std::atomic<std::int64_t> sum{0};
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&, i] {
        Guest shop(market.module);
        EXPECT_EQ(called(shop, "sendAll", {channel.sender.value(), intValue(i * kEach), intValue(kEach)}), "()");
      });
      threads.emplace_back([&] {
        Guest store(market.module);
        const Outcome outcome = store.call("sumOf", {channel.receiver.value(), intValue(kEach)});
        EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
        sum += outcome.result.as.integer;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(sum, 3 * kEach * (3 * kEach - 1) / 2);
    EXPECT_EQ(channel.sender.counters().bytes, 0u);
    EXPECT_EQ(channel.sender.counters().received, 3u * kEach);
  }
}

class Scheduler {
 public:
  Scheduler(Market& market, std::uint32_t threads) {
    tatu_scheduler_options options;
    tatu_scheduler_options_defaults(&options, sizeof options);
    options.threads = threads;
    EXPECT_EQ(tatu_scheduler_create(market.host.runtime(), &options, &raw_, nullptr), TATU_OK);
  }
  ~Scheduler() {
    EXPECT_EQ(tatu_scheduler_wait(raw_), TATU_OK);
    EXPECT_EQ(tatu_scheduler_destroy(raw_), TATU_OK);
  }
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  // What it ends with is added to `ends`.
  void call(Guest& guest, const char* function, const std::vector<tatu_value>& arguments) {
    const auto ended = [](tatu_guest*, tatu_status status, const tatu_value* result, const tatu_error* error,
                          void* data) {
      auto& scheduler = *static_cast<Scheduler*>(data);
      const std::scoped_lock lock(scheduler.mutex_);
      scheduler.ends_.push_back(status == TATU_OK ? show(*result) : tatu_error_message(error));
    };
    EXPECT_EQ(tatu_scheduler_call(raw_, guest.get(), guest.function(function), arguments.data(), arguments.size(),
                                  ended, this, nullptr),
              TATU_OK);
  }
  [[nodiscard]] std::vector<std::string> ends() {
    EXPECT_EQ(tatu_scheduler_wait(raw_), TATU_OK);
    const std::scoped_lock lock(mutex_);
    return ends_;
  }

 private:
  tatu_scheduler* raw_ = nullptr;
  std::mutex mutex_;
  std::vector<std::string> ends_;
};

TEST_P(ChannelHosts, AThousandGuestsPassATokenRound) {
  constexpr int kGuests = 1000;
  constexpr int kRounds = 10;
  std::vector<TestChannel> channels;
  std::vector<std::unique_ptr<Guest>> guests;
  Scheduler scheduler(market, 3);
  for (int i = 0; i < kGuests; ++i) channels.push_back(market.numbers(i % 2 == 0 ? 0 : 1));
  for (std::size_t i = 0; i + 1 < channels.size(); ++i) {
    guests.push_back(std::make_unique<Guest>(market.module));
    scheduler.call(*guests.back(), "passOn",
                   {channels[i].receiver.value(), channels[i + 1].sender.value(), intValue(kRounds)});
  }
  Guest first(market.module);
  scheduler.call(first, "begin",
                 {channels.front().sender.value(), channels.back().receiver.value(), intValue(kRounds)});
  const std::vector<std::string> ends = scheduler.ends();
  EXPECT_EQ(std::count(ends.begin(), ends.end(), "()"), kGuests - 1);
  EXPECT_EQ(std::count(ends.begin(), ends.end(), "10"), 1);
}

// Each message that was sent is received once, whatever becomes of those who wait.
class Stress {
 public:
  Stress(Market& market, std::uint64_t capacity, std::uint64_t seed)
      : market_(market), channel_(market.numbers(capacity)), seed_(seed) {}

  void run() {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) threads.emplace_back([this, i] { work(i); });
    for (std::thread& thread : threads) thread.join();
    for (std::string text; (text = channel_.receiver.tryReceive()) != "nothing";) note(received_, std::stoll(text));
    EXPECT_EQ(channel_.sender.counters().bytes, 0u);
    EXPECT_EQ(channel_.sender.counters().waiting_senders, 0u);
    EXPECT_EQ(channel_.sender.counters().waiting_receivers, 0u);
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      const int times = received_[i];
      ASSERT_LE(times, 1) << i;
      ASSERT_TRUE(times == sent_[i] || sent_[i] == kMaybe) << i;
    }
  }

 private:
  static constexpr int kThreads = 4;
  static constexpr int kSteps = 1500;
  static constexpr int kMaybe = 2;  // the call was dropped: it may have been sent before

  static void note(std::vector<std::atomic<int>>& list, std::int64_t number) {
    ++list[static_cast<std::size_t>(number)];
  }
  void work(int thread) {
    std::mt19937_64 dice(seed_ * 100 + static_cast<std::uint64_t>(thread));
    auto guest = std::make_unique<Guest>(market_.module, returningToWait());
    for (int step = 0; step < kSteps; ++step) {
      if (dice() % 50 == 0) guest = std::make_unique<Guest>(market_.module, returningToWait());
      const bool sends = dice() % 2 == 0;
      const std::int64_t number = thread * kSteps + step;
      Outcome outcome = sends ? guest->call("send", {channel_.sender.value(), intValue(number)})
                              : guest->call("receive", {channel_.receiver.value()});
      while (outcome.status == TATU_WAITING && dice() % 4 != 0) {
        if (dice() % 8 == 0) std::this_thread::yield();
        outcome = guest->resume();
      }
      if (outcome.status == TATU_WAITING) {
        if (sends) sent_[static_cast<std::size_t>(number)] = kMaybe;
        if (dice() % 2 == 0) {
          EXPECT_EQ(tatu_guest_drop_call(guest->get()), TATU_OK);
        } else {
          guest = std::make_unique<Guest>(market_.module, returningToWait());
        }
      } else if (sends) {
        ++sent_[static_cast<std::size_t>(number)];
      } else {
        note(received_, outcome.result.as.integer);
      }
    }
  }

  Market& market_;
  const TestChannel channel_;
  const std::uint64_t seed_;
  std::vector<std::atomic<int>> sent_ = std::vector<std::atomic<int>>(kThreads * kSteps);
  std::vector<std::atomic<int>> received_ = std::vector<std::atomic<int>>(kThreads * kSteps);
};

TEST_P(ChannelHosts, NothingIsLostOrDoubledByThoseWhoGo) {
  for (const std::uint64_t capacity : {0, 1, 5, 1000}) Stress(market, capacity, capacity + 1).run();
}

TEST_P(ChannelHosts, EndsAreRevokedAndClosedAtAnyMoment) {
  for (int round = 0; round < 60; ++round) {
    const TestChannel channel = market.numbers(static_cast<std::uint64_t>(round % 3));
    std::atomic<int> ended{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&, i] {
        Guest guest(market.module);
        const Outcome outcome = i == 0 ? guest.call("sendAll", {channel.sender.value(), intValue(1), intValue(100'000)})
                                       : guest.call("receiveAll", {channel.receiver.value()});
        ++ended;
        const bool isRight = outcome.status == TATU_OK || outcome.exception == "ClosedException" ||
                             outcome.exception == "StateException";
        EXPECT_TRUE(isRight) << outcome.details;
      });
    }
    std::this_thread::sleep_for(std::chrono::microseconds(100 * (round % 10)));
    switch (round % 4) {
      case 0: tatu_object_revoke(channel.sender.get()); break;
      case 1: tatu_object_revoke(channel.receiver.get()); break;
      case 2: EXPECT_EQ(tatu_channel_close(channel.sender.get()), TATU_OK); break;
      default: EXPECT_EQ(tatu_channel_close(channel.receiver.get()), TATU_OK); break;
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(ended, 3);
  }
}

// ---- Hostile guests

TEST_P(ChannelHosts, FloodsStandAtTheChannelsBounds) {
  const TestChannel channel = market.channel(market.ofTexts, kUnlimited, 100'000);
  tatu_guest_options options = returningToWait();
  options.memory_bytes = 2'000'000;
  Guest flood(market.module, options);
  const Outcome outcome = flood.call("sendTexts", {channel.sender.value(), intValue(10'000), intValue(5'000)});
  EXPECT_EQ(outcome.limit, TATU_LIMIT_MEMORY) << outcome.details;
  const tatu_message_counters counters = channel.sender.counters();
  EXPECT_LE(counters.bytes, 100'000u);
  EXPECT_EQ(counters.messages, 9u);
  EXPECT_LE(counters.waiting_senders * 10'160, 2'000'000u);
}

TEST_P(ChannelHosts, MessagesThatAreTooLargeCostWhatTheyAreLookedAt) {
  Guest guest(market.host.program(R"(
import market
fun one<T>(x: T): Array<T> = Array.build(1, i => x)
pub fun deep(to: market.DeepSender, n: Int): String {
  val numbers = Array.build(n, i => i)
  try {
    to.send(one(one(one(one(one(one(one(numbers))))))))
    return "sent"
  } catch e: ArgumentException {
    return e.message
  }
}
pub fun shared(to: market.DeepSender, n: Int): String {
  val numbers = Array.build(n, i => i)
  try {
    to.send(one(one(one(one(one(Array.build(n, i => Array.build(n, j => numbers))))))))
    return "sent"
  } catch e: ArgumentException {
    return e.message
  }
}
)"));
  const TestChannel channel = market.channel(market.ofDeep);
  EXPECT_EQ(called(guest, "deep", {channel.sender.value(), intValue(10)}), "\"sent\"");
  EXPECT_EQ(channel.receiver.tryReceive(), "[[[[[[[[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]]]]]]]");
  const std::uint64_t before = guest.counters().fuel_used;
  // Looks like eight million numbers.
  EXPECT_THAT(called(guest, "shared", {channel.sender.value(), intValue(200)}),
              HasSubstr("more than the 1048576 bytes"));
  EXPECT_GE(guest.counters().fuel_used - before, (1u << 20) / 8);
  EXPECT_EQ(channel.sender.counters().sent, 1u);
  // Of a channel without bounds the sender's own memory is one.
  const TestChannel endless = market.channel(market.ofDeep, kUnlimited, kUnlimited);
  EXPECT_EQ(guest.call("shared", {endless.sender.value(), intValue(200)}).limit, TATU_LIMIT_MEMORY);
  EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
}

// A module that sends an array whose places it has never set.
std::vector<std::uint8_t> sendingUnset() {
  using bytecode::Opcode;
  bytecode::ModuleBuilder builder("forged", "1");
  const auto package = builder.package("market", "1");
  const auto string = builder.leaf(bytecode::TypeKind::String);
  bytecode::Class row;
  row.name = builder.string("ListsSender");
  row.isPublic = true;
  row.package = package;
  const auto cls = builder.addClass(std::move(row));
  const auto sender = builder.classType(cls, {});
  bytecode::Function send;
  send.name = builder.string("send");
  send.package = package;
  send.owner = cls;
  send.flags = static_cast<std::uint32_t>(bytecode::FunctionFlag::Public);
  send.parameters = {{builder.string("this"), sender}, {builder.string("message"), builder.arrayOf(string)}};
  send.result = builder.leaf(bytecode::TypeKind::Unit);
  bytecode::Function run = send;
  const auto imported = builder.addFunction(std::move(send));
  run.name = builder.string("run");
  run.package = {};
  run.owner = {};
  run.parameters.resize(1);
  bytecode::CodeBuilder& code = builder.codeOf(builder.addFunction(std::move(run)));
  code.emit(Opcode::LocalGet, bytecode::LocalIndex(0));
  code.emitInt(2);
  code.emit(Opcode::ArrayNew, string);
  code.emit(Opcode::Call, builder.call({imported, sender, {}}));
  code.emit(Opcode::Return);
  return bytecode::writeModule(std::move(builder).finish());
}

TEST_P(ChannelHosts, UnsetPlacesAreNotSent) {
  const std::vector<std::uint8_t> bytes = sendingUnset();
  tatu_error* error = nullptr;
  tatu_module* forged = nullptr;
  const Outcome loaded =
      outcomeOf(tatu_module_load(market.host.runtime(), bytes.data(), bytes.size(), "forged", &forged, &error), error);
  ASSERT_EQ(loaded.status, TATU_OK) << loaded.details;
  const TestChannel channel = market.channel(market.ofLists);
  Guest guest(forged);
  EXPECT_EQ(guest.call("run", {channel.sender.value()}).message,
            "ArgumentException: the message [0] is null and should be a value of String");
  EXPECT_EQ(channel.sender.counters().sent, 0u);
}

TEST_P(ChannelHosts, ProgramsCannotBlockOthersByStandingStill) {
  const TestChannel channel = market.numbers(1);
  Guest idle(market.module, returningToWait());
  EXPECT_EQ(idle.call("manySenders", {channel.sender.value(), intValue(3)}).status, TATU_WAITING);
  Guest other(market.module, returningToWait());
  for (int i = 1; i <= 3; ++i) EXPECT_EQ(called(other, "tryReceive", {channel.receiver.value()}), std::to_string(i));
  EXPECT_EQ(called(other, "trySend", {channel.sender.value(), intValue(4)}), "true");
  EXPECT_EQ(called(other, "tryReceive", {channel.receiver.value()}), "4");
  EXPECT_EQ(idle.resume().status, TATU_OK);
  // Fibers that wait for messages keep what they have been handed, and no more.
  EXPECT_EQ(idle.call("manyReceivers", {channel.receiver.value(), intValue(2)}).status, TATU_WAITING);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(called(other, "trySend", {channel.sender.value(), intValue(i)}), "true");
  EXPECT_EQ(called(other, "tryReceive", {channel.receiver.value()}), "2");
  EXPECT_EQ(show(idle.resume().result), "1");
}

// ---- Lives

std::int64_t pagesOfProcess() {
  std::int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return pages;
}

TEST_P(ChannelHosts, LeaveNothingBehind) {
  const auto live = [&](int lives) {
    for (int i = 0; i < lives; ++i) {
      const TestChannel channel = market.channel(market.ofTexts, 2);
      Guest shop(market.module, returningToWait());
      Guest store(market.module, returningToWait());
      ASSERT_EQ(store.call("receiveText", {channel.receiver.value()}).status, TATU_WAITING);
      ASSERT_EQ(shop.call("sendTexts", {channel.sender.value(), intValue(1000), intValue(5)}).status, TATU_WAITING);
      ASSERT_TRUE(i % 2 == 0 || show(store.resume().result) == "1000");
    }
  };
  live(3000);
  const std::int64_t before = pagesOfProcess();
  live(5000);
  if (TATU_SLOWDOWN == 1) {
    EXPECT_LE(pagesOfProcess(), before + 1024);  // 4 MiB
  }
}

TEST(ChannelLives, EndWithTheirRuntime) {
  int destroyed = 0;
  auto market = std::make_unique<Market>();
  TestChannel things = market->channel(market->ofThings);
  tatu_object* thing = nullptr;
  const auto destroy = [](void* data) { ++*static_cast<int*>(data); };
  ASSERT_EQ(tatu_object_create(market->thing, &destroyed, destroy, &thing, nullptr), TATU_OK);
  const std::vector<tatu_value> parts{objectValue(thing), nullValue()};
  ASSERT_EQ(things.sender.trySend(listValue(TATU_RECORD, parts)), TATU_OK);
  tatu_object_release(thing);
  // A host that never releases what it has.
  static tatu_object* kept[2];
  kept[0] = things.sender.get();
  kept[1] = things.receiver.get();
  ASSERT_TRUE(tatu_object_retain(kept[0]) && tatu_object_retain(kept[1]));
  things.sender.release();
  things.receiver.release();
  EXPECT_EQ(destroyed, 0);
  market.reset();
  EXPECT_EQ(destroyed, 1);
}

}  // namespace
}  // namespace tatu::embedding::test
