// A host that goes on whatever its guests do to it: each runs in a process of its own.
//
//   host_workers [BYTES MILLISECONDS]     how many addresses each of them may have (0: as many as there are), and how
//                                         long the host waits for an answer
//
// One guest is well-behaved, one breaks the limits, and one makes the process fail in which it runs.
#include <signal.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "worker.h"
#include "worker_process.h"

namespace {

constexpr const char* kCounter = R"(
  var visits = 0
  pub fun visit(): Int {
    visits += 1
    return visits
  }
  pub fun shout(words: Array<String>): String = words.map(word => word.toUpper()).joinToString(" ")
)";

constexpr const char* kGreedy = R"(
  pub fun loop(): Int {
    var i = 0
    while i >= 0 { i = (i + 1) % 10 }
    return i
  }
  pub fun hoard(): Int {
    val all: List<String> = []
    while all.size >= 0 { all.add("more and more ${all.size}") }
    return all.size
  }
  pub fun half(n: Int): Int {
    if n % 2 != 0 { throw ArgumentException("${n} is odd") }
    return n / 2
  }
)";

constexpr const char* kFaulty = R"(
  import faults
  pub fun crash() { faults.crash() }
  pub fun hang() { faults.hang() }
  pub fun greet(): String = "here I am again"
)";

std::string shown(std::int64_t value) { return std::to_string(value); }
std::string shown(const std::string& value) { return value; }

template <typename R, typename... Arguments>
void show(const char* name, Worker& worker, const char* function, const Arguments&... arguments) {
  auto result = worker.try_call<R>(function, arguments...);
  const std::string outcome = result ? shown(*result) : result.error().what();
  std::printf("%-8s %-6s %s\n", name, function, outcome.substr(0, outcome.find('\n')).c_str());
}

// Somebody else ends the process, between two calls.
void killFromOutside(const Worker& worker) {
  if (worker.process() <= 0) return;  // kill would take 0 for all of this group
  kill(worker.process(), SIGKILL);
  siginfo_t ended{};
  waitid(P_PID, static_cast<id_t>(worker.process()), &ended, WEXITED | WNOWAIT);
}

// Behind each thing that goes wrong elsewhere the counter has lost nothing.
void demonstrate(const WorkerLimits& limits) {
  Worker counter("counter", kCounter, limits);
  Worker greedy("greedy", kGreedy, limits);
  Worker faulty("faulty", kFaulty, limits);
  Worker wrong("wrong", "pub fun f(): Int = \"one\"", limits);

  show<std::string>("counter", counter, "shout", std::vector<std::string>{"nothing", "unusual"});
  show<std::int64_t>("counter", counter, "visit");
  for (const char* function : {"loop", "hoard"}) show<std::int64_t>("greedy", greedy, function);
  show<std::int64_t>("greedy", greedy, "half", 7);
  show<std::int64_t>("greedy", greedy, "half", 8);
  show<std::int64_t>("wrong", wrong, "f");
  show<std::int64_t>("counter", counter, "visit");
  for (const char* function : {"greet", "crash", "greet", "hang", "greet"})
    show<std::string>("faulty", faulty, function);
  show<std::int64_t>("counter", counter, "visit");
  killFromOutside(faulty);
  show<std::string>("faulty", faulty, "greet");
  show<std::int64_t>("counter", counter, "visit");
  std::printf("processes: counter %u, greedy %u, faulty %u\n", counter.starts(), greedy.starts(), faulty.starts());
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 3 && std::strcmp(arguments[1], kWorkerArgument) == 0) return runWorker(arguments[2]);
  WorkerLimits limits;
  if (count == 3) {
    limits.process_bytes = std::strtoull(arguments[1], nullptr, 10);
    limits.patience = std::chrono::milliseconds(std::strtoll(arguments[2], nullptr, 10));
  }
  try {
    demonstrate(limits);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
