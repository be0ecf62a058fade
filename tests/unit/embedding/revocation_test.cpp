// Grants are taken back by another thread while the guest uses them, and names change under its feet.
#include <fcntl.h>
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "include/tatu/scheduler.h"
#include "policy.h"
#include "tests/unit/timing.h"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;

// `hold` keeps one file open and reads it over and over, `reopen` opens it each time; both until they are refused, or
// have seen the secret.
constexpr std::string_view kProgram = R"(
import race
pub fun hold(path: String): String {
  var file = File.openToRead(path)
  var turns = 0
  try {
    while true {
      val text = String.fromBytes(file.read(100))
      if text.contains("SECRET") { return "seen" }
      if text == "" { file.close(); file = File.openToRead(path) }
      turns += 1
      if turns == 3 { race.begin() }
    }
  } catch e: DeniedException { return "denied" }
  return "?"
}
pub fun reopen(path: String): String {
  var turns = 0
  try {
    while true {
      if File.readText(path).contains("SECRET") { return "seen" }
      turns += 1
      if turns == 3 { race.begin() }
    }
  } catch e: DeniedException { return "denied" }
  return "?"
}
pub fun sleep(): String {
  race.begin()
  return try { Time.sleep(600_000); "?" } catch e: DeniedException { e.message }
}
pub fun accept(): String {
  val listener = TcpListener.listen("127.0.0.1", 0)
  race.begin()
  return try { listener.accept(); "?" } catch e: DeniedException { e.message }
}
pub fun sleepAndAccept(): List<String> {
  val listener = TcpListener.listen("127.0.0.1", 0)
  return scope {
    val a = spawn { try { Time.sleep(600_000); "?" } catch e: DeniedException { "time" } }
    val b = spawn { try { listener.accept(); "?" } catch e: DeniedException { "network" } }
    race.begin()
    [a.await(), b.await()]
  }
}
pub fun walk(path: String, times: Int): Int {
  var found = 0
  for i in 0..<times {
    try { if File.readText(path).contains("SECRET") { return -1 } else { found += 1 } } catch e: IoException { }
  }
  return found
}
)";

class Revocation : public EveryTier {
 protected:
  Revocation() {
    host.hostModule("race", {{"fun begin()", begin, this}});
    module = host.program(kProgram);
  }
  static tatu_status begin(tatu_host_call*, const tatu_value*, std::size_t, tatu_value*, void* data) {
    static_cast<Revocation*>(data)->begun = true;
    return TATU_OK;
  }
  void awaitBegin() {
    while (!begun) std::this_thread::yield();
    begun = false;
  }
  // Calls the function in a thread of its own, and revokes once the guest has begun.
  template <typename Action>
  std::string during(Guest& guest, const char* function, const std::vector<tatu_value>& arguments, Action action) {
    std::string result;
    std::thread caller([&] { result = called(guest, function, arguments); });
    awaitBegin();
    action();
    caller.join();
    return result;
  }

  Host host{GetParam()};
  TemporaryFolder folder;
  tatu_module* module = nullptr;
  std::atomic<bool> begun{false};
};
TATU_IN_EVERY_TIER(Revocation);

// What is written after a revocation has returned, no guest can read. A thousand times in all tiers.
TEST_P(Revocation, NothingIsUsedAfterItHasReturned) {
  const int rounds = static_cast<int>(170 / tatu::test::kSlowdown) + 1;
  const std::string path = folder.path();
  const std::string file = folder / "f";
  const Grants grants{grant(TATU_GRANT_READ, path.c_str())};
  for (int i = 0; i < rounds; ++i) {
    for (const char* function : {"hold", "reopen"}) {
      putFile(file, "public");
      tatu_guest_options options = optionsWith(grants);
      options.fuel = UINT64_MAX;
      Guest guest(module, options);
      const std::string result = during(guest, function, {textValue(file)}, [&] {
        const Outcome outcome =
            i % 2 == 0 ? revoke(guest.get(), TATU_GRANT_READ, path.c_str()) : restrictTo(guest.get(), {});
        EXPECT_EQ(outcome.status, TATU_OK) << outcome.message;
        putFile(file, "SECRET");
      });
      ASSERT_EQ(result, "\"denied\"") << function << " " << i;
    }
  }
}

TEST_P(Revocation, WakesThoseWhoWait) {
  const Grants grants{grant(TATU_GRANT_CLOCK), grant(TATU_GRANT_NETWORK, "127.0.0.1:*")};
  tatu_guest_options options = optionsWith(grants);
  options.milliseconds = 120'000;
  Guest sleeper(module, options);
  // Who was not waiting yet meets a refusal, too: either way at once.
  EXPECT_THAT(during(sleeper, "sleep", {},
                     [&] {
                       std::this_thread::sleep_for(std::chrono::milliseconds(5));
                       revoke(sleeper.get(), TATU_GRANT_CLOCK);
                     }),
              HasSubstr("access was "));
  Guest acceptor(module, options);
  EXPECT_THAT(during(acceptor, "accept", {},
                     [&] {
                       std::this_thread::sleep_for(std::chrono::milliseconds(5));
                       revoke(acceptor.get(), TATU_GRANT_NETWORK, "127.0.0.1:*");
                     }),
              HasSubstr("the access was taken back"));
  Guest both(module, options);
  EXPECT_EQ(during(both, "sleepAndAccept", {},
                   [&] {
                     std::this_thread::sleep_for(std::chrono::milliseconds(5));
                     revoke(both.get(), TATU_GRANT_ALL);
                   }),
            "[\"time\", \"network\"]");
}

// The call of a scheduler that waits has no thread which could be woken.
TEST_P(Revocation, IsMetByCallsThatASchedulerHas) {
  const Grants grants{grant(TATU_GRANT_NETWORK, "127.0.0.1:*")};
  for (int i = 0; i < 50; ++i) {
    Guest guest(module, optionsWith(grants));
    tatu_scheduler* scheduler = nullptr;
    ASSERT_EQ(tatu_scheduler_create(host.runtime(), nullptr, &scheduler, nullptr), TATU_OK);
    std::string result;
    const auto ended = [](tatu_guest*, tatu_status status, const tatu_value* value, const tatu_error*, void* data) {
      *static_cast<std::string*>(data) = status == TATU_OK ? show(*value) : "failed";
    };
    ASSERT_EQ(
        tatu_scheduler_call(scheduler, guest.get(), guest.function("accept"), nullptr, 0, ended, &result, nullptr),
        TATU_OK);
    awaitBegin();
    if (i % 2 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_EQ(revoke(guest.get(), TATU_GRANT_NETWORK, "127.0.0.1:*").status, TATU_OK);
    EXPECT_EQ(tatu_scheduler_wait(scheduler), TATU_OK);
    EXPECT_THAT(result, HasSubstr("the access was taken back"));
    EXPECT_EQ(tatu_scheduler_destroy(scheduler), TATU_OK);
  }
}

TEST_P(Revocation, ByManyThreadsAtOnce) {
  const std::string path = folder.path();
  const std::string file = folder / "f";
  putFile(file, "public");
  Grants grants{grant(TATU_GRANT_READ, path.c_str())};
  std::vector<std::string> ports;
  for (int i = 0; i < 1000; ++i) ports.push_back("127.0.0.1:" + std::to_string(2000 + i));
  for (const std::string& port : ports) grants.push_back(grant(TATU_GRANT_NETWORK, port.c_str()));
  tatu_guest_options options = optionsWith(grants);
  options.fuel = UINT64_MAX;
  Guest guest(module, options);
  std::atomic<int> done{0};
  const std::string result = during(guest, "reopen", {textValue(file)}, [&] {
    std::vector<std::thread> threads;
    for (std::size_t first = 0; first < 2; ++first) {
      threads.emplace_back([&, first] {
        for (std::size_t i = first; i < ports.size(); i += 2) {
          if (revoke(guest.get(), TATU_GRANT_NETWORK, ports[i].c_str()).status == TATU_OK) ++done;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(revoke(guest.get(), TATU_GRANT_READ, path.c_str()).status, TATU_OK);
  });
  EXPECT_EQ(done, 1000);
  EXPECT_EQ(result, "\"denied\"");
}

// A directory of the grant changes places with a link to the outside all the time.
TEST_P(Revocation, NamesThatChangeLeadNobodyOut) {
  const std::string inside = folder / "inside";
  const std::string outside = folder / "outside";
  std::filesystem::create_directories(inside + "/swap");
  std::filesystem::create_directories(outside);
  putFile(inside + "/swap/f", "public");
  putFile(outside + "/f", "SECRET");
  std::filesystem::create_symlink(outside, inside + "/trap");
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> swaps{0};
  std::thread swapper([&] {
    while (!stop) {
      ::renameat2(AT_FDCWD, (inside + "/swap").c_str(), AT_FDCWD, (inside + "/trap").c_str(), RENAME_EXCHANGE);
      ++swaps;
    }
  });
  while (swaps == 0) std::this_thread::yield();
  const Grants grants{grant(TATU_GRANT_READ, inside.c_str())};
  tatu_guest_options options = optionsWith(grants);
  options.fuel = UINT64_MAX;
  options.milliseconds = UINT64_MAX;
  Guest guest(module, options);
  const int times = static_cast<int>(20'000 / tatu::test::kSlowdown);
  const Outcome walked = guest.call("walk", {textValue(inside + "/swap/f"), intValue(times)});
  stop = true;
  swapper.join();
  ASSERT_EQ(walked.status, TATU_OK) << walked.details;
  EXPECT_GT(walked.result.as.integer, 0);      // never the secret, which is -1
  EXPECT_LT(walked.result.as.integer, times);  // and the link was met
}

}  // namespace
}  // namespace tatu::embedding::test
