// The C++ interface: channels.
#include <gmock/gmock.h>

#include <thread>

#include "include/tatu/compiler.hpp"
#include "include/tatu/scheduler.hpp"
#include "include/tatu/tatu.hpp"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;

using Order = std::tuple<std::string, std::int64_t>;

struct Reply {
  std::string text;
  std::int64_t price = 0;
};

// Several kinds that carry the same.
struct Names {
  using Message = std::string;
};
struct Cities {
  using Message = std::string;
};

}  // namespace
}  // namespace tatu::embedding::test

template <>
struct tatu::Type<tatu::embedding::test::Reply>
    : tatu::Record<tatu::embedding::test::Reply, &tatu::embedding::test::Reply::text,
                   &tatu::embedding::test::Reply::price> {};

namespace tatu::embedding::test {
namespace {

class CppChannels : public ::testing::Test {
 protected:
  using Question = std::tuple<std::string, tatu::Sender<Reply>>;
  void SetUp() override {
    HostModule market = runtime.host_module("market");
    market.channel<Order>("Orders").channel<Reply>("Replies").channel<Question>("Questions");
    market.channel<Names>("Names").channel<Cities>("Cities");
    market.function("open", {"city"}, [this](const std::string& city) {
      auto [sender, receiver] = runtime.channel<Cities>();
      EXPECT_TRUE(*sender.try_send(city));
      return receiver;
    });
    market.function("isMine", [this](const tatu::Sender<Order>& of) { return of.raw() == mine; });
    CompileOptions options;
    options.import(market.finish());
    const auto program = compile(R"(
import market
pub fun fill(orders: market.OrdersSender, n: Int) {
  for i in 1..n { orders.send(("rope", i)) }
  orders.close()
}
pub fun total(orders: market.OrdersReceiver): Int {
  var sum = 0
  while true {
    val order = orders.receiveOrNull()
    if order == null { return sum }
    sum += order.1
  }
}
pub fun clerk(questions: market.QuestionsReceiver) {
  while true {
    val question = questions.receiveOrNull()
    if question == null { return }
    val (text, to) = question
    to.send(("${text}?", text.length))
  }
}
pub fun isMine(of: market.OrdersSender): Bool = market.isMine(of)
pub fun give(of: market.OrdersSender): market.OrdersSender = of
pub fun city(): String = market.open("Lima").receive()
)",
                                 options);
    ASSERT_TRUE(program) << program.messages();
    module = runtime.load(program.bytes(), "market");
  }

  tatu_object* mine = nullptr;
  Runtime runtime;
  Module module;
};

TEST_F(CppChannels, ConnectGuests) {
  const auto [sender, receiver] = runtime.channel<Order>();
  std::atomic<int> total{0};
  Guest shop(module), store(module);
  {
    Scheduler scheduler(runtime);
    scheduler.call<int>(
        store, "total", [&](Result<int> sum) { total = *sum; }, receiver);
    scheduler.call(
        shop, "fill", [](Result<void> result) { EXPECT_TRUE(result); }, sender, 1000);
  }
  EXPECT_EQ(total, 500500);
  EXPECT_TRUE(receiver.counters().is_closed);
  EXPECT_EQ(receiver.counters().received, 1000u);
}

TEST_F(CppChannels, AreTriedByTheHost) {
  ChannelOptions options;
  options.messages = 1;
  const auto [sender, receiver] = runtime.channel<Order>(options);
  int worthwhile = 0;
  sender.on_ready([&worthwhile, kept = std::make_shared<int>(1)] { worthwhile += *kept; });
  EXPECT_FALSE(receiver.try_receive().value());
  EXPECT_TRUE(sender.try_send({"rope", 3}).value());
  EXPECT_FALSE(sender.try_send({"lantern", 1}).value());
  EXPECT_EQ(*receiver.try_receive().value(), Order("rope", 3));
  EXPECT_EQ(worthwhile, 1);
  sender.close();
  EXPECT_EQ(sender.try_send({"lantern", 1}).error().status(), TATU_FAILED);
  EXPECT_STREQ(receiver.try_receive().error().what(), "the channel is closed");
  sender.revoke();
  EXPECT_TRUE(sender.is_revoked());
  EXPECT_THROW((void)runtime.channel<int>(), Error);
}

TEST_F(CppChannels, CarryRecordsAndEnds) {
  auto [questions, forClerk] = runtime.channel<Question>();
  const auto [toMe, replies] = runtime.channel<Reply>();
  EXPECT_TRUE(*questions.try_send({"rope", toMe}));
  EXPECT_TRUE(*questions.try_send({"lantern", toMe}));
  questions.close();
  Guest clerk(module);
  clerk.call("clerk", forClerk);
  EXPECT_EQ(replies.try_receive().value()->text, "rope?");
  EXPECT_EQ(replies.try_receive().value()->price, 7);
}

TEST_F(CppChannels, EndsAreArgumentsAndResults) {
  const auto [sender, receiver] = runtime.channel<Order>();
  const auto other = runtime.channel<Order>();
  mine = sender.raw();
  Guest guest(module);
  EXPECT_TRUE(guest.call<bool>("isMine", sender));
  EXPECT_FALSE(guest.call<bool>("isMine", other.sender));
  EXPECT_EQ(guest.call<tatu::Sender<Order>>("give", sender).raw(), sender.raw());
  EXPECT_EQ(guest.call<std::string>("city"), "Lima");
  EXPECT_FALSE(guest.try_call("give", receiver));
}

TEST_F(CppChannels, SayWhatCannotBeDeclared) {
  HostModule late = runtime.host_module("late");
  late.channel<Question>("Questions");
  EXPECT_THAT(late.try_finish().error().what(), HasSubstr("has not been bound (bind_class, channel)"));
  HostModule twice = runtime.host_module("twice");
  twice.channel<std::string>("Names").channel<std::string>("Cities");
  EXPECT_STREQ(twice.try_finish().error().what(),
               "the channel Cities needs a type of its own as its kind: the module has NamesSender for this one");
  HostModule optional = runtime.host_module("optional");
  optional.channel<std::optional<std::string>>("Names");
  EXPECT_THAT(optional.try_finish().error().what(), HasSubstr("cannot be of the type String?"));
}

}  // namespace
}  // namespace tatu::embedding::test
