// Schedulers: many guests on a few threads, fair by fuel.
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

#include "host.h"
#include "include/tatu/capabilities.h"
#include "include/tatu/scheduler.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;
using Arguments = std::span<const tatu_value>;

class Schedulers : public EveryTier {};
TATU_IN_EVERY_TIER(Schedulers);

class Scheduler {
 public:
  explicit Scheduler(Host& host, std::uint32_t threads = 2, std::uint64_t quantum = 0) {
    tatu_scheduler_options options;
    tatu_scheduler_options_defaults(&options, sizeof options);
    options.threads = threads;
    if (quantum != 0) options.quantum = quantum;
    EXPECT_EQ(tatu_scheduler_create(host.runtime(), &options, &scheduler_, nullptr), TATU_OK);
  }
  ~Scheduler() {
    EXPECT_EQ(tatu_scheduler_wait(scheduler_), TATU_OK);
    EXPECT_EQ(tatu_scheduler_destroy(scheduler_), TATU_OK);
  }
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;
  [[nodiscard]] tatu_scheduler* get() { return scheduler_; }
  void wait() { EXPECT_EQ(tatu_scheduler_wait(scheduler_), TATU_OK); }

 private:
  tatu_scheduler* scheduler_ = nullptr;
};

// A call that is under way, and what it ends with.
class Job {
 public:
  void call(Scheduler& scheduler, Guest& guest, const char* function, const std::vector<tatu_value>& arguments = {}) {
    isOver_ = false;
    tatu_error* error = nullptr;
    const tatu_status status = tatu_scheduler_call(scheduler.get(), guest.get(), guest.function(function),
                                                   arguments.data(), arguments.size(), end, this, &error);
    EXPECT_EQ(status, TATU_OK) << tatu_error_message(error);
    tatu_error_destroy(error);
  }
  void resume(Scheduler& scheduler, Guest& guest) {
    isOver_ = false;
    EXPECT_EQ(tatu_scheduler_resume(scheduler.get(), guest.get(), end, this, nullptr), TATU_OK);
  }
  // Waits for the end: the result, or the error's message.
  [[nodiscard]] const std::string& text() {
    std::unique_lock lock(mutex_);
    over_.wait(lock, [&] { return isOver_; });
    return text_;
  }
  [[nodiscard]] bool isOver() {
    const std::scoped_lock lock(mutex_);
    return isOver_;
  }
  [[nodiscard]] tatu_status status() {
    (void)text();
    return status_;
  }
  [[nodiscard]] tatu_limit limit() {
    (void)text();
    return limit_;
  }
  [[nodiscard]] std::chrono::steady_clock::time_point endedAt() {
    (void)text();
    return endedAt_;
  }

 private:
  static void end(tatu_guest*, tatu_status status, const tatu_value* result, const tatu_error* error, void* data) {
    auto& job = *static_cast<Job*>(data);
    const std::scoped_lock lock(job.mutex_);
    job.endedAt_ = std::chrono::steady_clock::now();
    job.status_ = status;
    job.text_ = result != nullptr ? show(*result) : tatu_error_message(error);
    job.limit_ = tatu_error_limit(error);
    job.isOver_ = true;
    job.over_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable over_;
  bool isOver_ = false;
  tatu_status status_ = TATU_OK;
  tatu_limit limit_ = TATU_LIMIT_NONE;
  std::string text_;
  std::chrono::steady_clock::time_point endedAt_;
};

constexpr std::string_view kProgram = R"(
pub fun fib(n: Int): Int = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
pub fun print(n: Int): Int {
  var sum = 0
  for i in 1..n {
    println("line ${i}")
    sum += i
  }
  return sum
}
pub fun spin() { while true {} }
pub fun sleep(milliseconds: Int): Int {
  Time.sleep(milliseconds)
  return milliseconds
}
pub fun naps(n: Int): Int = scope {
  val tasks = (1..n).map(i => spawn {
    Time.sleep(i % 7)
    i
  }).toList()
  tasks.map(task => task.await()).sum()
}
pub fun fail(): Int { throw StateException("this is how it ends") }
pub fun leave() { exit(7) }
pub fun stuck() { Channel<Int>().receive() }
pub fun echo(values: Array<String>): Array<String> = values
)";

tatu_guest_options withEverything() {
  tatu_guest_options options = Guest::defaults();
  static const tatu_grant grants[] = {{TATU_GRANT_ALL, 0, nullptr}};
  options.grants = grants;
  options.grant_count = 1;
  return options;
}

void setSchedule(Guest& guest, std::uint32_t weight, tatu_priority priority = TATU_PRIORITY_NORMAL, int thread = -1) {
  tatu_schedule schedule;
  tatu_schedule_defaults(&schedule, sizeof schedule);
  schedule.weight = weight;
  schedule.priority = static_cast<std::uint32_t>(priority);
  schedule.thread = thread;
  ASSERT_EQ(tatu_guest_set_schedule(guest.get(), &schedule), TATU_OK);
}

TEST_P(Schedulers, CallsEndAsTheyDoWithoutOne) {
  Host host(GetParam());
  tatu_module* const module = host.program(kProgram);
  for (const std::uint64_t quantum : {1ULL, 5'000ULL, 100'000ULL, 10'000'000ULL}) {
    Guest alone(module, withEverything());
    EXPECT_EQ(called(alone, "print", {intValue(100)}), "5050");
    EXPECT_EQ(called(alone, "fib", {intValue(18)}), "2584");
    Scheduler scheduler(host, 2, quantum);
    Guest guest(module, withEverything());
    Job job;
    job.call(scheduler, guest, "print", {intValue(100)});
    EXPECT_EQ(job.text(), "5050");
    job.call(scheduler, guest, "fib", {intValue(18)});
    EXPECT_EQ(job.text(), "2584");
    EXPECT_EQ(guest.output(), alone.output());
    EXPECT_EQ(guest.counters().fuel_used, alone.counters().fuel_used) << quantum;
    job.call(scheduler, guest, "fail");
    EXPECT_EQ(job.text(), "StateException: this is how it ends");
    EXPECT_EQ(job.status(), TATU_UNCAUGHT);
    job.call(scheduler, guest, "stuck");
    EXPECT_EQ(job.status(), TATU_DEADLOCKED);
    job.call(scheduler, guest, "leave");
    EXPECT_EQ(job.status(), TATU_EXITED);
  }
}

TEST_P(Schedulers, ArgumentsAreCopied) {
  Host host(GetParam());
  Guest guest(host.program(kProgram));
  Scheduler scheduler(host);
  Job job;
  {
    std::string text = "a text that is long enough to be somewhere";
    const std::vector<tatu_value> items{textValue(text), textValue("b")};
    job.call(scheduler, guest, "echo", {listValue(TATU_ARRAY, items)});
    text.assign(text.size(), '?');
  }
  EXPECT_EQ(job.text(), "[\"a text that is long enough to be somewhere\", \"b\"]");
}

TEST_P(Schedulers, ManyGuestsAtOnce) {
  Host host(GetParam());
  tatu_module* const module = host.program(kProgram);
  Scheduler scheduler(host, 3, 2'000);
  std::vector<std::unique_ptr<Guest>> guests;
  std::deque<Job> jobs;
  for (int i = 0; i < 200; ++i) {
    guests.push_back(std::make_unique<Guest>(module, withEverything()));
    jobs.emplace_back().call(scheduler, *guests.back(), i % 2 == 0 ? "fib" : "naps", {intValue(i % 2 == 0 ? 12 : 20)});
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) EXPECT_EQ(jobs[i].text(), i % 2 == 0 ? "144" : "210");
}

TEST_P(Schedulers, WhoWaitsHoldsNoThread) {
  Host host(GetParam());
  tatu_module* const module = host.program(kProgram);
  Scheduler scheduler(host, 1);
  std::vector<std::unique_ptr<Guest>> guests;
  std::deque<Job> jobs;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) {
    guests.push_back(std::make_unique<Guest>(module, withEverything()));
    jobs.emplace_back().call(scheduler, *guests.back(), "sleep", {intValue(200)});
  }
  for (Job& job : jobs) EXPECT_EQ(job.text(), "200");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

// Long before there is a reason to publish what it has: it has hardly used any fuel.
TEST_P(Schedulers, WhoWaitsIsCountedAsItStands) {
  Host host(GetParam());
  Guest guest(host.program(R"(
pub fun fill(): Int {
  val numbers = Array.filled(50_000, 1)
  Time.sleep(60_000)
  return numbers.size
}
)"),
              withEverything());
  Scheduler scheduler(host, 1);
  Job job;
  job.call(scheduler, guest, "fill");
  const auto end = std::chrono::steady_clock::now() + 20s;
  while (guest.counters().memory_bytes < 400'000 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_GE(guest.counters().memory_bytes, 400'000);
  EXPECT_GT(guest.counters().fuel_used, 0);
  tatu_guest_stop(guest.get());
  EXPECT_EQ(job.limit(), TATU_LIMIT_STOP);
}

TEST_P(Schedulers, ConnectionsWakeTheirGuests) {
  Host host(GetParam());
  tatu_module* const module = host.program(R"(
    pub fun talk(rounds: Int): Int = scope {
      val listener = TcpListener.listen("127.0.0.1", 0)
      val port = listener.address.port
      val server = spawn {
        val connection = listener.accept()
        while true {
          val line = connection.readLine(100)
          if line == null { break }
          connection.writeText("${line}!\n")
        }
        connection.close()
      }
      val client = TcpConnection.connect("127.0.0.1", port)
      var size = 0
      for i in 1..rounds {
        client.writeText("hello ${i}\n")
        size += (client.readLine(100) ?? "").length
      }
      client.close()
      server.await()
      size
    })");
  Scheduler scheduler(host, 1);
  std::vector<std::unique_ptr<Guest>> guests;
  std::deque<Job> jobs;
  for (int i = 0; i < 5; ++i) {
    guests.push_back(std::make_unique<Guest>(module, withEverything()));
    jobs.emplace_back().call(scheduler, *guests.back(), "talk", {intValue(9)});
  }
  for (Job& job : jobs) EXPECT_EQ(job.text(), "72");
}

TEST_P(Schedulers, LimitsAreResumed) {
  Host host(GetParam());
  tatu_guest_options options = Guest::defaults();
  options.fuel = 20'000;
  Guest guest(host.program(kProgram), options);
  Scheduler scheduler(host, 1, 1'000);
  Job job;
  job.call(scheduler, guest, "fib", {intValue(20)});
  int limits = 0;
  while (job.status() == TATU_LIMIT) {
    ++limits;
    EXPECT_EQ(job.limit(), TATU_LIMIT_FUEL);
    scheduler.wait();
    EXPECT_EQ(tatu_guest_add_fuel(guest.get(), 20'000), TATU_OK);
    job.resume(scheduler, guest);
  }
  EXPECT_GT(limits, 3);
  EXPECT_EQ(job.text(), "6765");
}

// The fuel that guests use within a quarter of a second, each beside that of the second one.
std::vector<double> sharesOf(const std::vector<std::unique_ptr<Guest>>& guests) {
  std::vector<double> used;
  for (const auto& guest : guests) used.push_back(-static_cast<double>(guest->counters().fuel_used));
  std::this_thread::sleep_for(250ms);
  for (std::size_t i = 0; i < guests.size(); ++i) used[i] += static_cast<double>(guests[i]->counters().fuel_used);
  const double unit = used[1];
  for (double& share : used) share /= unit;
  return used;
}

// The same, as soon as it is within a tenth of what is expected, or after ten seconds. It is time that is shared: what
// fuel a guest uses in it also depends on whether it is in machine code yet, and on what else the machine does.
std::vector<double> sharesOnceNear(const std::vector<double>& expected,
                                   const std::vector<std::unique_ptr<Guest>>& guests) {
  std::vector<double> shares;
  const auto isNear = [](double share, double wanted) { return std::abs(share - wanted) <= wanted / 10; };
  for (int i = 0; i < 40; ++i) {
    shares = sharesOf(guests);
    if (std::ranges::equal(shares, expected, isNear)) break;
  }
  return shares;
}

TEST_P(Schedulers, FuelIsSharedByWeight) {
  Host host(GetParam());
  std::atomic<bool> isOpen{false};
  Body wait = [&](tatu_host_call*, Arguments, tatu_value&) {
    isOpen.wait(false);
    return TATU_OK;
  };
  host.hostModule("gate", {{"fun wait()", callBody, &wait}});
  Guest holding(host.program("import gate\npub fun hold() { gate.wait() }"));
  Job hold;
  tatu_module* const module = host.program(kProgram);
  std::vector<std::unique_ptr<Guest>> guests;
  std::deque<Job> jobs(4);
  const std::uint32_t weights[] = {50, 100, 200, 400};
  const std::vector<double> expected = {0.5, 1, 2, 4};
  {
    Scheduler scheduler(host, 1, 20'000);
    hold.call(scheduler, holding, "hold");  // so that all begin at once
    for (const std::uint32_t weight : weights) {
      tatu_guest_options options = Guest::defaults();
      options.fuel = UINT64_MAX;
      options.milliseconds = UINT64_MAX;
      guests.push_back(std::make_unique<Guest>(module, options));
      setSchedule(*guests.back(), weight);
    }
    for (std::size_t i = 0; i < 4; ++i) jobs[i].call(scheduler, *guests[i], "spin");
    isOpen = true;
    isOpen.notify_all();
    const std::vector<double> shares = sharesOnceNear(expected, guests);
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(shares[i], expected[i], expected[i] / 10) << i;
    for (auto& guest : guests) tatu_guest_stop(guest->get());
  }
}

TEST_P(Schedulers, PrioritiesComeFirst) {
  Host host(GetParam());
  tatu_module* const module = host.program(kProgram);
  tatu_guest_options options = Guest::defaults();
  options.fuel = UINT64_MAX;
  Guest low(module, options);
  Guest normal(module, options);
  Guest high(module, options);
  setSchedule(low, 1'000'000, TATU_PRIORITY_LOW);
  setSchedule(high, 1, TATU_PRIORITY_HIGH);
  Scheduler scheduler(host, 1, 10'000);
  Job lowJob;
  Job normalJob;
  Job highJob;
  normalJob.call(scheduler, normal, "spin");
  lowJob.call(scheduler, low, "fib", {intValue(1)});
  std::this_thread::sleep_for(30ms);
  EXPECT_FALSE(lowJob.isOver());
  highJob.call(scheduler, high, "fib", {intValue(15)});
  EXPECT_EQ(highJob.text(), "610");
  EXPECT_FALSE(lowJob.isOver());
  tatu_guest_stop(normal.get());
  EXPECT_EQ(normalJob.limit(), TATU_LIMIT_STOP);
  EXPECT_EQ(lowJob.text(), "1");
}

TEST_P(Schedulers, AGuestStaysOnItsThread) {
  Host host(GetParam());
  std::mutex mutex;
  std::set<std::thread::id> seen;
  Body where = [&](tatu_host_call*, Arguments, tatu_value&) {
    const std::scoped_lock lock(mutex);
    seen.insert(std::this_thread::get_id());
    return TATU_OK;
  };
  host.hostModule("host", {{"fun note()", callBody, &where}});
  tatu_module* const module = host.program(R"(
    import host
    pub fun work() {
      for i in 1..300 {
        host.note()
        Fiber.pass()
        var sum = 0
        for j in 1..1000 { sum += j }
      }
    })");
  Scheduler scheduler(host, 3, 1'000);
  Guest guest(module);
  std::vector<std::unique_ptr<Guest>> others;
  std::deque<Job> jobs;
  setSchedule(guest, 100, TATU_PRIORITY_NORMAL, 1);
  for (int i = 0; i < 3; ++i) {
    jobs.emplace_back().call(scheduler, guest, "work");
    EXPECT_EQ(jobs.back().status(), TATU_OK);
    scheduler.wait();
  }
  EXPECT_EQ(seen.size(), 1u);
  setSchedule(guest, 100, TATU_PRIORITY_NORMAL, 3);
  tatu_error* error = nullptr;
  const Outcome outcome =
      outcomeOf(tatu_scheduler_call(
                    scheduler.get(), guest.get(), guest.function("work"), nullptr, 0, [](auto...) {}, nullptr, &error),
                error);
  EXPECT_EQ(outcome.status, TATU_MISUSE);
  EXPECT_THAT(outcome.message, ::testing::HasSubstr("does not have"));
}

// Running, ready behind others, asleep, and in a call of the host.
TEST_P(Schedulers, StopsAreSeenSoonWhereverTheGuestIs) {
  Host host(GetParam());
  tatu_pending_call* pending = nullptr;
  Body never = [&](tatu_host_call* call, Arguments, tatu_value&) {
    EXPECT_EQ(tatu_host_call_suspend(call, &pending), TATU_OK);
    return TATU_PENDING;
  };
  host.hostModule("host", {{"fun never(): Int", callBody, &never}});
  tatu_module* const module =
      host.program(std::string("import host\npub fun never(): Int = host.never()\n") + std::string(kProgram));
  Scheduler scheduler(host, 1);
  tatu_guest_options options = withEverything();
  options.fuel = UINT64_MAX;
  std::vector<std::unique_ptr<Guest>> guests;
  std::deque<Job> jobs;
  for (const char* function : {"spin", "spin", "spin", "spin", "sleep", "never"}) {
    guests.push_back(std::make_unique<Guest>(module, options));
    std::vector<tatu_value> arguments;
    if (std::string_view(function) == "sleep") arguments.push_back(intValue(100'000));
    jobs.emplace_back().call(scheduler, *guests.back(), function, arguments);
  }
  std::this_thread::sleep_for(50ms);
  for (std::size_t i = jobs.size(); i-- > 0;) {
    const auto asked = std::chrono::steady_clock::now();
    tatu_guest_stop(guests[i]->get());
    EXPECT_EQ(jobs[i].limit(), TATU_LIMIT_STOP);
    EXPECT_LT(jobs[i].endedAt() - asked, 500ms);  // how soon is a figure of the benchmarks
  }
  scheduler.wait();
  guests.clear();
  tatu_pending_call_destroy(pending);
}

TEST_P(Schedulers, TheEndMayCallAgainOrDestroyTheGuest) {
  Host host(GetParam());
  tatu_module* const module = host.program(kProgram);
  struct Chain {
    Scheduler scheduler;
    const tatu_function* function;
    std::atomic<int> calls{0};
    explicit Chain(Host& of, const tatu_function* what) : scheduler(of, 2), function(what) {}
    static void ended(tatu_guest* guest, tatu_status status, const tatu_value* result, const tatu_error*, void* data) {
      auto& chain = *static_cast<Chain*>(data);
      EXPECT_EQ(status, TATU_OK);
      EXPECT_EQ(show(*result), "8");
      EXPECT_EQ(tatu_scheduler_wait(chain.scheduler.get()), TATU_MISUSE);
      EXPECT_EQ(tatu_scheduler_destroy(chain.scheduler.get()), TATU_MISUSE);
      if (++chain.calls % 50 == 0) {
        EXPECT_EQ(tatu_guest_destroy(guest), TATU_OK);
      } else {
        chain.begin(guest);
      }
    }
    void begin(tatu_guest* guest) {
      const tatu_value six = intValue(6);
      EXPECT_EQ(tatu_scheduler_call(scheduler.get(), guest, function, &six, 1, ended, this, nullptr), TATU_OK);
    }
  };
  Chain chain(host, tatu_module_function(module, "fib"));
  tatu_guest* guest = nullptr;
  ASSERT_EQ(tatu_guest_create(module, nullptr, &guest, nullptr), TATU_OK);
  chain.begin(guest);
  chain.scheduler.wait();
  EXPECT_EQ(chain.calls, 50);
}

TEST_P(Schedulers, AGuestBelongsToItsSchedulerWhileItHasACall) {
  Host host(GetParam());
  Guest guest(host.program(kProgram), withEverything());
  Scheduler scheduler(host, 1);
  Job job;
  job.call(scheduler, guest, "sleep", {intValue(10'000)});
  EXPECT_EQ(guest.call("fib", {intValue(3)}).status, TATU_MISUSE);
  EXPECT_EQ(guest.resume().status, TATU_MISUSE);
  EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_MISUSE);
  EXPECT_EQ(tatu_guest_destroy(guest.get()), TATU_MISUSE);
  EXPECT_EQ(tatu_guest_add_fuel(guest.get(), 1), TATU_MISUSE);
  EXPECT_EQ(tatu_scheduler_destroy(scheduler.get()), TATU_MISUSE);
  EXPECT_EQ(tatu_scheduler_call(
                scheduler.get(), guest.get(), guest.function("fail"), nullptr, 0, [](auto...) {}, nullptr, nullptr),
            TATU_MISUSE);
  tatu_guest_stop(guest.get());
  EXPECT_EQ(job.limit(), TATU_LIMIT_STOP);
  scheduler.wait();
  EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  EXPECT_EQ(called(guest, "fib", {intValue(10)}), "55");
}

TEST_P(Schedulers, WrongCallsAreRefused) {
  Host host(GetParam());
  Guest guest(host.program(kProgram));
  Scheduler scheduler(host, 1);
  const auto ended = [](tatu_guest*, tatu_status, const tatu_value*, const tatu_error*, void*) { ADD_FAILURE(); };
  const tatu_value text = textValue("x");
  const tatu_function* const fib = guest.function("fib");
  EXPECT_EQ(tatu_scheduler_call(scheduler.get(), guest.get(), fib, &text, 1, ended, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_scheduler_call(scheduler.get(), guest.get(), fib, nullptr, 1, ended, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_scheduler_call(scheduler.get(), guest.get(), fib, &text, 1, nullptr, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_scheduler_resume(scheduler.get(), guest.get(), ended, nullptr, nullptr), TATU_MISUSE);
  tatu_schedule schedule;
  tatu_schedule_defaults(&schedule, sizeof schedule);
  schedule.weight = 0;
  EXPECT_EQ(tatu_guest_set_schedule(guest.get(), &schedule), TATU_MISUSE);
  tatu_scheduler_options options;
  tatu_scheduler_options_defaults(&options, sizeof options);
  options.threads = 5'000;
  tatu_scheduler* refused = nullptr;
  EXPECT_EQ(tatu_scheduler_create(host.runtime(), &options, &refused, nullptr), TATU_MISUSE);
  EXPECT_EQ(called(guest, "fib", {intValue(10)}), "55");
}

// Guests that wait for answers, get them from several threads, are stopped in the middle, and go on.
TEST_P(Schedulers, AnswersAndStopsAtAnyMoment) {
  Host host(GetParam());
  std::mutex mutex;
  std::vector<tatu_pending_call*> waiting;
  std::atomic<bool> isOver{false};
  Body ask = [&](tatu_host_call* call, Arguments, tatu_value&) {
    tatu_pending_call* pending = nullptr;
    EXPECT_EQ(tatu_host_call_suspend(call, &pending), TATU_OK);
    const std::scoped_lock lock(mutex);
    waiting.push_back(pending);
    return TATU_PENDING;
  };
  host.hostModule("host", {{"fun ask(): Int", callBody, &ask}});
  tatu_module* const module = host.program(R"(
    import host
    pub fun work(): Int = scope {
      val tasks = (1..4).map(i => spawn {
        var sum = 0
        for j in 1..50 { sum += host.ask() }
        sum
      }).toList()
      tasks.map(task => task.await()).sum()
    })");
  std::vector<std::thread> answering;
  for (int i = 0; i < 2; ++i) {
    answering.emplace_back([&] {
      const tatu_value one = intValue(1);
      while (!isOver) {
        std::vector<tatu_pending_call*> taken;
        {
          const std::scoped_lock lock(mutex);
          taken.swap(waiting);
        }
        for (tatu_pending_call* pending : taken) EXPECT_EQ(tatu_pending_call_return(pending, &one, nullptr), TATU_OK);
        std::this_thread::yield();
      }
    });
  }
  {
    Scheduler scheduler(host, 2, 1'000);
    std::vector<std::unique_ptr<Guest>> guests;
    std::deque<Job> jobs;
    for (int i = 0; i < 8; ++i) {
      guests.push_back(std::make_unique<Guest>(module));
      jobs.emplace_back().call(scheduler, *guests.back(), "work");
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      tatu_guest_stop(guests[i]->get());
      while (jobs[i].status() == TATU_LIMIT) {
        std::this_thread::sleep_for(100us);
        jobs[i].resume(scheduler, *guests[i]);
      }
      EXPECT_EQ(jobs[i].text(), "200");
    }
    scheduler.wait();
  }
  isOver = true;
  for (std::thread& thread : answering) thread.join();
}

}  // namespace
}  // namespace tatu::embedding::test
