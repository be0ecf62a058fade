// Host functions that answer later.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "host.h"
#include "include/tatu/capabilities.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;
using Arguments = std::span<const tatu_value>;

class Later : public EveryTier {};
TATU_IN_EVERY_TIER(Later);

// Calls that wait for an answer, with what they were asked.
class Desk {
 public:
  struct Question {
    tatu_pending_call* pending = nullptr;
    std::int64_t number = 0;
  };

  tatu_status ask(tatu_host_call* call, std::int64_t number) {
    tatu_pending_call* pending = nullptr;
    EXPECT_EQ(tatu_host_call_suspend(call, &pending), TATU_OK);
    {
      const std::scoped_lock lock(mutex_);
      questions_.push_back({pending, number});
    }
    come_.notify_one();
    return TATU_PENDING;
  }
  Question take() {
    std::unique_lock lock(mutex_);
    come_.wait(lock, [&] { return !questions_.empty(); });
    const Question question = questions_.front();
    questions_.pop_front();
    return question;
  }
  [[nodiscard]] std::size_t size() {
    const std::scoped_lock lock(mutex_);
    return questions_.size();
  }
  void answer() {
    const Question question = take();
    const tatu_value value = intValue(question.number * 10);
    EXPECT_EQ(tatu_pending_call_return(question.pending, &value, nullptr), TATU_OK);
  }

 private:
  std::mutex mutex_;
  std::condition_variable come_;
  std::deque<Question> questions_;
};

constexpr std::string_view kProgram = R"(
import desk
pub fun one(n: Int): Int = desk.ask(n) + 1
pub fun many(n: Int): Int = scope {
  val tasks = List<Task<Int>>()
  for i in 1..n { tasks.add(spawn { desk.ask(i) }) }
  var sum = 0
  for task in tasks { sum += task.await() }
  sum
}
pub fun guarded(n: Int): String {
  try {
    return "${desk.ask(n)}"
  } catch e: Exception {
    return e.message
  }
}
pub fun impatient(): String {
  try {
    return "${withTimeout(5, () => desk.ask(1))}"
  } catch e: TimeoutException {
    return "late"
  }
}
pub fun cancelled(): String {
  var how = "not at all"
  scope {
    val task = spawn {
      try { desk.ask(1) } catch e: CancelledException {
        how = e.message
        throw e
      }
    }
    Fiber.pass()
    task.cancel()
  }
  return how
}
pub fun meanwhile(): Int = scope {
  val answer = spawn { desk.ask(4) }
  var turns = 0
  while !answer.isDone {
    Fiber.pass()
    turns += 1
  }
  if turns > 0 { answer.await() } else { -1 }
}
pub fun spin() { while true { desk.ask(0) } }
pub fun text(size: Int): Int = desk.text(size).length
)";

struct Program {
  explicit Program(tatu_tier tier, std::uint64_t collectEvery = 0)
      : host(tier, collectEvery), ask([this](tatu_host_call* call, Arguments arguments, tatu_value&) {
          return desk.ask(call, arguments[0].as.integer);
        }) {
    host.hostModule("desk",
                    {{"fun ask(number: Int): Int", callBody, &ask}, {"fun text(size: Int): String", callBody, &ask}});
    module = host.program(kProgram);
  }
  [[nodiscard]] static tatu_guest_options options() {
    tatu_guest_options options = Guest::defaults();
    static const tatu_grant grants[] = {{TATU_GRANT_ALL, 0, nullptr}};  // for withTimeout
    options.grants = grants;
    options.grant_count = 1;
    return options;
  }

  Desk desk;
  Host host;
  Body ask;
  tatu_module* module = nullptr;
};

TEST_P(Later, AnswersOfAnotherThreadEndTheCall) {
  Program program(GetParam());
  Guest guest(program.module);
  std::thread answering([&] {
    for (int i = 0; i < 100; ++i) program.desk.answer();
  });
  for (int i = 0; i < 100; ++i) EXPECT_EQ(called(guest, "one", {intValue(i)}), std::to_string(i * 10 + 1));
  answering.join();
}

TEST_P(Later, AnswersInAnyOrderWhileOthersWait) {
  Program program(GetParam());
  Guest guest(program.module);
  std::thread answering([&] {
    std::vector<Desk::Question> questions;
    for (int i = 0; i < 1000; ++i) questions.push_back(program.desk.take());
    for (auto at = questions.rbegin(); at != questions.rend(); ++at) {
      const tatu_value value = intValue(at->number);
      EXPECT_EQ(tatu_pending_call_return(at->pending, &value, nullptr), TATU_OK);
    }
  });
  EXPECT_EQ(called(guest, "many", {intValue(1000)}), "500500");
  answering.join();
}

TEST_P(Later, AnAnswerBeforeTheFunctionReturnsCounts) {
  Host host(GetParam());
  Body body = [](tatu_host_call* call, Arguments arguments, tatu_value&) {
    tatu_pending_call* pending = nullptr;
    EXPECT_EQ(tatu_host_call_suspend(call, &pending), TATU_OK);
    EXPECT_EQ(tatu_pending_call_return(pending, &arguments[0], nullptr), TATU_OK);
    return TATU_PENDING;
  };
  host.hostModule("desk", {{"fun ask(n: Int): Int", callBody, &body}});
  Guest guest(host.program("import desk\npub fun one(n: Int): Int = desk.ask(n)"));
  EXPECT_EQ(called(guest, "one", {intValue(7)}), "7");
}

TEST_P(Later, OthersRunMeanwhile) {
  Program program(GetParam());
  Guest guest(program.module);
  std::thread answering([&] {
    const Desk::Question question = program.desk.take();
    std::this_thread::sleep_for(5ms);
    const tatu_value value = intValue(40);
    EXPECT_EQ(tatu_pending_call_return(question.pending, &value, nullptr), TATU_OK);
  });
  EXPECT_EQ(called(guest, "meanwhile"), "40");
  answering.join();
}

TEST_P(Later, ExceptionsAreThrownWhereTheCallStands) {
  Program program(GetParam());
  Guest guest(program.module);
  std::thread answering([&] {
    Desk::Question question = program.desk.take();
    EXPECT_EQ(tatu_pending_call_throw(question.pending, "NoSuchException", "x"), TATU_MISUSE);
    EXPECT_EQ(tatu_pending_call_throw(question.pending, "IoException", "the line is cut"), TATU_OK);
    tatu_pending_call_destroy(program.desk.take().pending);
  });
  EXPECT_EQ(called(guest, "guarded", {intValue(1)}), "\"the line is cut\"");
  EXPECT_EQ(called(guest, "guarded", {intValue(2)}), "\"desk.ask: the host gave no answer\"");
  answering.join();
}

TEST_P(Later, AWrongAnswerIsTheHostsMisuse) {
  Program program(GetParam());
  Guest guest(program.module);
  std::thread answering([&] {
    const Desk::Question question = program.desk.take();
    const tatu_value wrong = textValue("5");
    tatu_error* error = nullptr;
    const Outcome outcome = outcomeOf(tatu_pending_call_return(question.pending, &wrong, &error), error);
    EXPECT_EQ(outcome.status, TATU_MISUSE);
    EXPECT_THAT(outcome.message, ::testing::HasSubstr("is a String"));
    EXPECT_TRUE(tatu_pending_call_is_awaited(question.pending));
    const tatu_value right = intValue(5);
    EXPECT_EQ(tatu_pending_call_return(question.pending, &right, nullptr), TATU_OK);
  });
  EXPECT_EQ(called(guest, "one", {intValue(1)}), "6");
  answering.join();
}

TEST_P(Later, CancelledFibersDoNotWait) {
  Program program(GetParam());
  Guest guest(program.module, Program::options());
  EXPECT_EQ(called(guest, "cancelled"), "\"the fiber was cancelled\"");
  EXPECT_EQ(called(guest, "impatient"), "\"late\"");
  std::atomic<int> cancels{0};
  for (int i = 0; i < 2; ++i) {
    const Desk::Question question = program.desk.take();
    EXPECT_FALSE(tatu_pending_call_is_awaited(question.pending));
    const auto count = [](void* data) { ++*static_cast<std::atomic<int>*>(data); };
    EXPECT_EQ(tatu_pending_call_on_cancel(question.pending, count, &cancels), TATU_OK);
    const tatu_value late = intValue(1);
    EXPECT_EQ(tatu_pending_call_return(question.pending, &late, nullptr), TATU_OK);
  }
  EXPECT_EQ(cancels, 2);
  EXPECT_EQ(called(guest, "cancelled"), "\"the fiber was cancelled\"");
  tatu_pending_call_destroy(program.desk.take().pending);
}

TEST_P(Later, AStopEndsTheWait) {
  Program program(GetParam());
  Guest guest(program.module);
  std::thread stopping([&] {
    const Desk::Question question = program.desk.take();
    std::this_thread::sleep_for(2ms);
    tatu_guest_stop(guest.get());
    std::this_thread::sleep_for(2ms);
    const tatu_value value = intValue(3);
    EXPECT_EQ(tatu_pending_call_return(question.pending, &value, nullptr), TATU_OK);
  });
  EXPECT_EQ(guest.call("one", {intValue(3)}).limit, TATU_LIMIT_STOP);
  stopping.join();
  EXPECT_EQ(show(guest.resume().result), "4");
}

TEST_P(Later, ADeadlineEndsTheWait) {
  Program program(GetParam());
  tatu_guest_options options = Guest::defaults();
  options.milliseconds = 300;  // time enough to get there
  Guest guest(program.module, options);
  EXPECT_EQ(guest.call("one", {intValue(3)}).limit, TATU_LIMIT_DEADLINE);
  std::atomic<bool> isCancelled{false};
  const Desk::Question question = program.desk.take();
  const auto note = [](void* data) { *static_cast<std::atomic<bool>*>(data) = true; };
  EXPECT_EQ(tatu_pending_call_on_cancel(question.pending, note, &isCancelled), TATU_OK);
  EXPECT_FALSE(isCancelled);
  EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  EXPECT_TRUE(isCancelled);
  tatu_pending_call_destroy(question.pending);
}

TEST_P(Later, HostsThatDoNotWaitHearOfIt) {
  Program program(GetParam());
  tatu_guest_options options = Guest::defaults();
  options.returns = TATU_RETURNS_TO_WAIT;
  Guest guest(program.module, options);
  EXPECT_EQ(guest.call("many", {intValue(3)}).status, TATU_WAITING);
  EXPECT_EQ(guest.resume().status, TATU_WAITING);
  program.desk.answer();
  EXPECT_EQ(guest.resume().status, TATU_WAITING);
  program.desk.answer();
  program.desk.answer();
  EXPECT_EQ(show(guest.resume().result), "60");
}

TEST_P(Later, AnswersOutliveGuestsAndRuntimes) {
  auto program = std::make_unique<Program>(GetParam());
  tatu_guest_options options = Guest::defaults();
  options.returns = TATU_RETURNS_TO_WAIT;
  std::vector<Desk::Question> questions;
  {
    Guest guest(program->module, options);
    EXPECT_EQ(guest.call("many", {intValue(50)}).status, TATU_WAITING);
    for (int i = 0; i < 50; ++i) questions.push_back(program->desk.take());
  }
  const tatu_value value = intValue(1);
  EXPECT_EQ(tatu_pending_call_return(questions.back().pending, &value, nullptr), TATU_OK);
  questions.pop_back();
  program.reset();
  for (const Desk::Question& question : questions) {
    EXPECT_FALSE(tatu_pending_call_is_awaited(question.pending));
    EXPECT_EQ(tatu_pending_call_return(question.pending, &value, nullptr), TATU_OK);
  }
}

TEST_P(Later, AnAnswerWithoutRoomWaitsForTheLimit) {
  Program program(GetParam());
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = 200'000;
  Guest guest(program.module, options);
  const std::string large(300'000, 'x');
  std::thread answering([&] {
    const tatu_value value = textValue(large);
    EXPECT_EQ(tatu_pending_call_return(program.desk.take().pending, &value, nullptr), TATU_OK);
  });
  EXPECT_EQ(guest.call("text", {intValue(1)}).limit, TATU_LIMIT_MEMORY);
  answering.join();
  EXPECT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_MEMORY, 1'000'000), TATU_OK);
  EXPECT_EQ(show(guest.resume().result), "300000");
  EXPECT_EQ(program.desk.size(), 0u);
}

TEST_P(Later, MisuseOfTheFunctionIsAnException) {
  Host host(GetParam());
  tatu_pending_call* kept = nullptr;
  int turn = 0;
  Body body = [&](tatu_host_call* call, Arguments, tatu_value& result) {
    tatu_pending_call* again = nullptr;
    if (++turn == 1) return TATU_PENDING;  // without having suspended
    EXPECT_EQ(tatu_host_call_suspend(call, &kept), TATU_OK);
    EXPECT_EQ(tatu_host_call_suspend(call, &again), TATU_MISUSE);
    result = intValue(5);
    return TATU_OK;  // has an answer after all
  };
  host.hostModule("desk", {{"fun ask(n: Int): Int", callBody, &body}});
  Guest guest(host.program("import desk\npub fun one(): Int = desk.ask(1)"));
  EXPECT_THAT(called(guest, "one"), ::testing::HasSubstr("has not suspended the call"));
  EXPECT_EQ(called(guest, "one"), "5");
  EXPECT_FALSE(tatu_pending_call_is_awaited(kept));
  tatu_pending_call_destroy(kept);
}

TEST_P(Later, InsideOfNestedCalls) {
  Program program(GetParam());
  Host& host = program.host;
  Body nest = [](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const tatu_function* const one = tatu_module_function(tatu_host_call_module(call), "one");
    const Outcome outcome = callAgain(call, one, {arguments[0]});
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.message;
    result = outcome.result;
    return outcome.status;
  };
  host.hostModule("nest", {{"fun call(n: Int): Int", callBody, &nest}});
  tatu_guest_options options = Guest::defaults();
  options.returns = TATU_RETURNS_TO_WAIT;
  Guest guest(host.program(R"(
import desk
import nest
pub fun one(n: Int): Int = desk.ask(n)
pub fun two(): Int = scope {
  val other = spawn { desk.ask(1) }
  nest.call(2) + other.await()
})"),
              options);
  std::thread answering([&] {
    program.desk.answer();
    program.desk.answer();
  });
  Outcome outcome = guest.call("two");
  while (outcome.status == TATU_WAITING) outcome = guest.resume();
  EXPECT_EQ(show(outcome.result), "30");
  answering.join();
}

TEST_P(Later, TheFuelDoesNotDependOnWhenTheAnswerComes) {
  const auto fuelOf = [&](bool answersAtOnce) {
    Host host(GetParam());
    std::vector<std::thread> answering;
    Body body = [&](tatu_host_call* call, Arguments arguments, tatu_value&) {
      tatu_pending_call* pending = nullptr;
      EXPECT_EQ(tatu_host_call_suspend(call, &pending), TATU_OK);
      const auto answer = [pending, value = arguments[0]] {
        EXPECT_EQ(tatu_pending_call_return(pending, &value, nullptr), TATU_OK);
      };
      if (answersAtOnce) {
        answer();
      } else {
        answering.emplace_back([answer] {
          std::this_thread::sleep_for(1ms);
          answer();
        });
      }
      return TATU_PENDING;
    };
    host.hostModule("desk", {{"fun ask(n: Int): Int", callBody, &body}});
    Guest guest(
        host.program("import desk\npub fun sum(n: Int): Int {\n  var sum = 0\n"
                     "  for i in 1..n { sum += desk.ask(i) }\n  return sum\n}"));
    EXPECT_EQ(called(guest, "sum", {intValue(20)}), "210");
    for (std::thread& thread : answering) thread.join();
    return guest.counters().fuel_used;
  };
  EXPECT_EQ(fuelOf(true), fuelOf(false));
}

}  // namespace
}  // namespace tatu::embedding::test
