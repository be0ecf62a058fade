// The C++ interface: functions and methods that answer later.
#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "include/tatu/compiler.hpp"
#include "include/tatu/scheduler.hpp"
#include "include/tatu/tatu.hpp"

namespace tatu::embedding::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Document {
  std::string text;
  void load(Answer<std::string> answer, const std::string& place) { answer.give(text + " from " + place); }
};

struct Place {
  std::int64_t x = 0;
  double y = 0;
};

}  // namespace
}  // namespace tatu::embedding::test

template <>
struct tatu::Type<tatu::embedding::test::Place>
    : tatu::Record<tatu::embedding::test::Place, &tatu::embedding::test::Place::x, &tatu::embedding::test::Place::y> {};

namespace tatu::embedding::test {
namespace {

// Threads that are joined at the end.
class Threads {
 public:
  ~Threads() { join(); }
  template <typename F>
  void run(F function) {
    threads_.emplace_back(std::move(function));
  }
  void join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  std::vector<std::thread> threads_;
};

class CppAnswers : public ::testing::Test {
 protected:
  CppAnswers() : runtime(std::make_unique<Runtime>()), desk(runtime->host_module("desk")) {
    toWait.returns = TATU_RETURNS_TO_WAIT;
  }
  Module program(std::string_view text) {
    options.import(desk.finish());
    const Compiled compiled = compile("import desk\n" + std::string(text), options);
    EXPECT_TRUE(compiled) << compiled.messages();
    return runtime->load(compiled.bytes(), "program");
  }
  // Binds `fun ask(n: Int): Int`, which keeps its answers.
  void bindAsk() {
    desk.function("ask", {"n"}, [this](Answer<std::int64_t> answer, std::int64_t n) {
      answers.insert_or_assign(n, std::move(answer));
    });
  }
  Answer<std::int64_t> take(std::int64_t n) {
    Answer<std::int64_t> answer(std::move(answers.at(n)));
    answers.erase(n);
    return answer;
  }

  std::map<std::int64_t, Answer<std::int64_t>> answers;
  std::unique_ptr<Runtime> runtime;
  std::mutex mutex;
  Threads threads;
  HostModule desk;
  CompileOptions options;
  GuestOptions toWait;
};

constexpr std::string_view kAsk = R"(
pub fun one(n: Int): Int = desk.ask(n)
pub fun caught(n: Int): String = try { "${desk.ask(n)}" } catch e: Exception { "${e}" }
pub fun many(n: Int): Int = scope {
  val tasks = (1..n).map(i => spawn desk.ask(i)).toList()
  tasks.map(task => task.await()).sum()
}
pub fun cancelled(n: Int): String = scope {
  val task = spawn desk.ask(n)
  Fiber.pass()
  task.cancel()
  try { "${task.await()}" } catch e: CancelledException { "cancelled" }
}
)";

// Gives it from a thread of its own.
template <typename T, typename V>
auto later(Threads& threads, V value) {
  return [&threads, value](Answer<T> answer) {
    threads.run([answer = std::move(answer), value]() mutable { answer.give(value); });
  };
}

TEST_F(CppAnswers, GiveEachKindOfValueFromAnotherThread) {
  using Texts = std::vector<std::optional<std::string>>;
  desk.function("int", later<std::int64_t>(threads, 7))
      .function("float", later<double>(threads, 0.5))
      .function("bool", later<bool>(threads, true))
      .function("char", later<char32_t>(threads, U'ä'))
      .function("text", later<std::string>(threads, std::string(1000, 'x')))
      .function("view", later<std::string_view>(threads, "seen"))
      .function("bytes", later<std::vector<std::uint8_t>>(threads, std::vector<std::uint8_t>{1, 2, 255}))
      .function("texts", later<Texts>(threads, Texts{"a", std::nullopt}))
      .function("place", later<Place>(threads, Place{3, 0.5}))
      .function("none", later<std::optional<std::int32_t>>(threads, std::nullopt))
      .function("nothing", [this](Answer<void> answer) {
        threads.run([answer = std::move(answer)]() mutable { answer.give(); });
      });
  const Guest guest(program(R"(
pub fun all(): String {
  desk.nothing()
  return "${desk.int()} ${desk.float()} ${desk.bool()} ${desk.char()} ${desk.text().length} ${desk.view()} " +
    "${desk.bytes().toList()} ${desk.texts().toList()} ${desk.place().0} ${desk.place().1} ${desk.none() == null}"
}
)"));
  EXPECT_EQ(guest.call<std::string>("all"), "7 0.5 true ä 1000 seen [1, 2, 255] [a, null] 3 0.5 true");
}

TEST_F(CppAnswers, ComeInAnyOrderWhileOtherFibersRun) {
  bindAsk();
  const Guest guest(program(kAsk), toWait);
  EXPECT_EQ(guest.try_call<int>("many", 3).error().status(), TATU_WAITING);
  threads.run([this] {
    for (const std::int64_t n : {2, 3, 1}) take(n).give(10 * n);
  });
  threads.join();
  EXPECT_EQ(guest.resume<int>(), 60);
}

TEST_F(CppAnswers, StandBehindTheCallAndTheObject) {
  desk.function("price", [](HostCall call, Answer<std::int64_t> answer, std::int64_t n) {
    call.charge(1'000'000);
    answer.give(n + 1);
  });
  desk.bind_class<Document>("Document")
      .method("load", {"place"}, &Document::load)
      .method("size", [](Document& document,
                         Answer<std::int64_t> answer) { answer.give(static_cast<std::int64_t>(document.text.size())); })
      .method("again",
              [this](HostCall, const std::shared_ptr<Document>& document, Answer<std::shared_ptr<Document>> answer) {
                threads.run([answer = std::move(answer), document]() mutable { answer.give(document); });
              })
      .function("find", {"text"},
                [this](Answer<std::shared_ptr<Document>> answer, const std::string& text) {
                  threads.run([answer = std::move(answer), text]() mutable {
                    answer.give(std::make_shared<Document>(Document{text}));
                  });
                })
      .property("text", [this](const Document& document, Answer<std::string> answer) {
        threads.run([answer = std::move(answer), text = document.text]() mutable { answer.give(text); });
      });
  const Module module = program(R"(
pub fun all(): String {
  val document = desk.Document.find("letter")
  return "${desk.price(1)} ${document.load("home")} ${document.size()} ${document.again() === document} ${document.text}"
}
)");
  EXPECT_STREQ(module.function("all").signature(), "() -> String");
  const Guest guest(module);
  EXPECT_EQ(guest.call<std::string>("all"), "2 letter from home 6 true letter");
  EXPECT_GT(guest.counters().fuel_used, 1'000'000U);
}

TEST_F(CppAnswers, AreDeclaredAsResults) {
  bindAsk();
  desk.function("nothing", [](Answer<void>) {});
  options.import(desk.finish());
  const Compiled compiled =
      compile("import desk\nfun f(): String = desk.ask(true)\nfun g(): Int = desk.nothing()", options);
  EXPECT_THAT(compiled.messages(), HasSubstr("Int"));
  EXPECT_THAT(compiled.messages(), HasSubstr("Unit"));
}

TEST_F(CppAnswers, FailWithTheExceptionThatItIs) {
  desk.function("fail", [this](Answer<std::int64_t> answer, std::int64_t how) {
    threads.run([answer = std::move(answer), how]() mutable {
      try {
        if (how == 0) throw Exception("NotFoundException", "no such door");
        if (how == 1) throw std::runtime_error("out of order");
        if (how == 2) throw Exception("NoSuchException", "unknown");
        throw how;
      } catch (const std::exception& exception) {
        answer.fail(exception);
      } catch (...) {
        answer.fail(std::current_exception());
      }
    });
  });
  const Guest guest(program(R"(
pub fun outcome(how: Int): String = try { "${desk.fail(how)}" } catch e: NotFoundException { "caught ${e.message}" } catch e: Exception { "${e}" }
)"));
  EXPECT_EQ(guest.call<std::string>("outcome", 0), "caught no such door");
  EXPECT_EQ(guest.call<std::string>("outcome", 1), "StateException: out of order");
  EXPECT_EQ(guest.call<std::string>("outcome", 2), "StateException: unknown");
  EXPECT_EQ(guest.call<std::string>("outcome", 3),
            "StateException: the host has thrown something that is no std::exception");
}

TEST_F(CppAnswers, ThatAreDroppedAreExceptions) {
  bindAsk();
  desk.function("forget", [](Answer<std::int64_t>) {});
  const Guest guest(program(std::string(kAsk) + "pub fun forgotten(): Int = desk.forget()"), toWait);
  EXPECT_STREQ(guest.try_call("forgotten").error().what(), "StateException: desk.forget: the host gave no answer");
  EXPECT_EQ(guest.try_call("caught", 1).error().status(), TATU_WAITING);
  answers.clear();
  EXPECT_EQ(guest.resume<std::string>(), "StateException: desk.ask: the host gave no answer");
}

TEST_F(CppAnswers, WhatTheFunctionThrowsReachesTheProgramOnce) {
  int cancels = 0;
  desk.function("fail", [&](Answer<std::int64_t> answer, std::int64_t how) {
    answer.on_cancel([&] { ++cancels; });
    if (how == 0) answer.give(1);
    if (how == 1) answers.insert_or_assign(1, std::move(answer));
    throw std::runtime_error("after all");
  });
  const Guest guest(program(R"(
pub fun fail(how: Int): String {
  val first = try { "${desk.fail(how)}" } catch e: Exception { e.message }
  Fiber.pass()
  return first
}
)"));
  for (const int how : {0, 1, 2}) EXPECT_EQ(guest.call<std::string>("fail", how), "after all");
  EXPECT_EQ(cancels, 1);
  EXPECT_FALSE(answers.at(1).is_awaited());
  take(1).give(5);
  EXPECT_EQ(guest.call<std::string>("fail", 2), "after all");
}

TEST_F(CppAnswers, AreGivenOnce) {
  static_assert(!std::is_copy_constructible_v<Answer<int>> && !std::is_copy_assignable_v<Answer<int>>);
  static_assert(std::is_nothrow_move_constructible_v<Answer<int>>);
  bindAsk();
  const Guest guest(program(kAsk), toWait);
  EXPECT_EQ(guest.try_call("one", 1).error().status(), TATU_WAITING);
  Answer<std::int64_t> answer = take(1);
  EXPECT_TRUE(answer.is_awaited());
  answer.give(1);
  EXPECT_FALSE(answer.is_awaited());
  const auto misuseOf = [](auto&& action) {
    try {
      action();
    } catch (const Error& error) {
      return error.status();
    }
    return TATU_OK;
  };
  EXPECT_EQ(misuseOf([&] { answer.give(2); }), TATU_MISUSE);
  EXPECT_EQ(misuseOf([&] { answer.fail(std::runtime_error("late")); }), TATU_MISUSE);
  EXPECT_EQ(misuseOf([&] { answer.on_cancel([] {}); }), TATU_MISUSE);
  EXPECT_EQ(guest.resume<int>(), 1);
}

TEST_F(CppAnswers, WithoutAValueInTheLanguageAreExceptions) {
  desk.bind_class<Document>("Document");
  desk.function("text", [](Answer<std::string> answer) { answer.give("\xff"); });
  desk.function("document", [](Answer<std::shared_ptr<Document>> answer) { answer.give(nullptr); });
  const Guest guest(
      program("pub fun text(): String = desk.text()\npub fun document(): desk.Document = desk.document()"));
  EXPECT_THAT(guest.try_call("text").error().what(), HasSubstr("StateException: the host's result is a text of other"));
  EXPECT_THAT(guest.try_call("document").error().what(), HasSubstr("the host's result has no value in the language"));
}

TEST_F(CppAnswers, TellWhenNobodyWaitsAnyMore) {
  std::vector<std::int64_t> cancelled;
  desk.function("ask", {"n"}, [&](Answer<std::int64_t> answer, std::int64_t n) {
    Answer<std::int64_t>& kept = answers.insert_or_assign(n, std::move(answer)).first->second;
    kept.on_cancel([] { ADD_FAILURE(); });  // until there is another one
    kept.on_cancel([&, n, own = std::make_unique<int>(1)] {
      cancelled.push_back(n + *own - 1);
      answers.erase(n);  // and this with it
      cancelled.push_back(n + *own - 1);
    });
  });
  Guest guest(program(kAsk), toWait);
  EXPECT_EQ(guest.call<std::string>("cancelled", 1), "cancelled");
  EXPECT_THAT(cancelled, ElementsAre(1, 1));
  EXPECT_EQ(guest.try_call("one", 2).error().status(), TATU_WAITING);
  guest.drop_call();
  EXPECT_THAT(cancelled, ElementsAre(1, 1, 2, 2));
  EXPECT_EQ(guest.try_call("many", 2).error().status(), TATU_WAITING);
  take(1).give(1);  // nobody is told of this one
  guest = Guest();
  EXPECT_THAT(cancelled, ElementsAre(1, 1, 2, 2, 2, 2));
  EXPECT_TRUE(answers.empty());
}

TEST_F(CppAnswers, TellAtOnceIfNobodyWaits) {
  bindAsk();
  const Guest guest(program(kAsk), toWait);
  EXPECT_EQ(guest.call<std::string>("cancelled", 1), "cancelled");
  bool isTold = false;
  answers.at(1).on_cancel([&] {
    answers.erase(1);
    isTold = true;
  });
  EXPECT_TRUE(isTold);
}

// Objects of the host are made only while somebody waits for them.
TEST_F(CppAnswers, OutliveGuestAndRuntime) {
  desk.bind_class<Document>("Document");
  std::vector<Answer<std::shared_ptr<Document>>> documents;
  desk.function("document", [&](Answer<std::shared_ptr<Document>> answer) { documents.push_back(std::move(answer)); });
  bindAsk();
  const Module module = program(std::string(kAsk) + "pub fun document(): desk.Document = desk.document()");
  for (std::int64_t n = 0; n < 4; ++n) {
    const Guest guest(module, toWait);
    EXPECT_EQ(guest.try_call("one", n).error().status(), TATU_WAITING);
    const Guest other(module, toWait);
    EXPECT_EQ(other.try_call("document").error().status(), TATU_WAITING);
  }
  const auto shared = std::make_shared<Document>();
  take(0).give(1);
  documents.front().give(shared);
  runtime.reset();
  take(1).give(1);
  take(2).fail(std::runtime_error("nobody hears this"));
  documents[1].give(shared);
  documents.clear();
  answers.at(3).on_cancel([] {});
  answers.clear();
  EXPECT_EQ(shared.use_count(), 1);
}

// The guest goes while the answer is given, and at any other moment.
TEST_F(CppAnswers, AreGivenWhileGuestsGo) {
  desk.bind_class<Document>("Document");
  std::atomic<int> cancels{0};
  desk.function("document", [&](Answer<std::shared_ptr<Document>> answer) {
    answer.on_cancel([&] { ++cancels; });
    threads.run([answer = std::move(answer)]() mutable { answer.give(std::make_shared<Document>()); });
  });
  const Module module = program("pub fun document(): desk.Document = desk.document()");
  int answered = 0;
  for (int i = 0; i < 200; ++i) {
    const Guest guest(module, toWait);
    const auto result = guest.try_call<std::shared_ptr<Document>>("document");
    answered += result ? 1 : 0;
  }
  threads.join();
  EXPECT_LE(answered + cancels, 200);
}

TEST_F(CppAnswers, WakeGuestsOfSchedulers) {
  desk.function("ask", {"n"}, [this](Answer<std::int64_t> answer, std::int64_t n) {
    const std::scoped_lock lock(mutex);
    threads.run([answer = std::move(answer), n]() mutable {
      if (n % 10 == 0) return;
      answer.give(n);
    });
  });
  const Module module = program(kAsk);
  std::vector<Guest> guests;
  std::atomic<int> right{0};
  {
    Scheduler scheduler(*runtime);
    for (int i = 1; i <= 50; ++i) {
      guests.emplace_back(module);
      const std::string wanted = i % 10 == 0 ? "StateException: desk.ask: the host gave no answer" : std::to_string(i);
      scheduler.call<std::string>(
          guests.back(), "caught", [&right, wanted](Result<std::string> result) { right += *result == wanted ? 1 : 0; },
          i);
    }
  }
  EXPECT_EQ(right, 50);
}

}  // namespace
}  // namespace tatu::embedding::test
