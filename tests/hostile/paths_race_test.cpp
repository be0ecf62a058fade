// Names that change under the feet of a guest: a thread of the host, as another program would, swaps folders and links
// on the real disk all the time, while the guest reads, writes, lists and renames, and the witness works beside it.
#include <fcntl.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "tests/hostile/street.h"
#include "tests/unit/timing.h"

namespace tatu::hostile {
namespace {

// Each does its thing many times: how often it was refused, -1 if it has got outside.
constexpr std::string_view kProgram = R"(
fun attempts(times: Int, action: () -> Bool): Int {
  var refused = 0
  for _ in 1..times {
    try { if action() { return -1 } } catch _e: IoException { refused += 1 }
  }
  return refused
}
pub fun reads(times: Int): Int = attempts(times, () => File.readText("home/swap/secret.txt") == "secret\n")
pub fun lists(times: Int): Int = attempts(times, () => Directory.list("home/swap").contains("only-outside"))
pub fun sizes(times: Int): Int = attempts(times, () => File.size("home/swap/secret.txt") == 7)
pub fun writes(times: Int): Int = attempts(times, () => {
  File.writeText("home/swap/new.txt", "new")
  false
})
pub fun makes(times: Int): Int = attempts(times, () => {
  Directory.create("home/swap/made")
  false
})
pub fun removes(times: Int): Int = attempts(times, () => {
  File.remove("home/swap/secret.txt")
  false
})
pub fun renames(times: Int): Int = attempts(times, () => {
  File.writeText("home/own.txt", "own")
  File.rename("home/own.txt", "home/swap/own.txt")
  File.rename("home/swap/own.txt", "home/own.txt")
  false
})
pub fun steals(times: Int): Int = attempts(times, () => {
  File.rename("home/swap/secret.txt", "home/stolen.txt")
  File.readText("home/stolen.txt") == "secret\n"
})
)";

// Swaps two names as long as it is there.
class Swapper {
 public:
  Swapper(std::string first, std::string second)
      : thread_([this, first = std::move(first), second = std::move(second)] {
          while (!isOver_) {
            ::renameat2(AT_FDCWD, first.c_str(), AT_FDCWD, second.c_str(), RENAME_EXCHANGE);
            ++swaps_;
          }
        }) {
    while (swaps_ == 0) std::this_thread::yield();
  }
  ~Swapper() {
    isOver_ = true;
    thread_.join();
  }
  Swapper(const Swapper&) = delete;
  Swapper& operator=(const Swapper&) = delete;

 private:
  std::atomic<bool> isOver_{false};
  std::atomic<int> swaps_{0};
  std::thread thread_;
};

class HostilePaths : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(By, HostilePaths,
                         testing::Values("reads", "lists", "sizes", "writes", "makes", "removes", "renames", "steals"),
                         [](const auto& function) { return std::string(function.param); });

TEST_P(HostilePaths, LeadNobodyOutWhileAThreadSwapsThem) {
  const DiskWorld world;
  const std::string home = world.path() + "/home/";
  std::filesystem::create_directory(home + "swap");
  host::putFile(home + "swap/secret.txt", "public");
  host::putFile(world.path() + "/outside/only-outside", "");
  Street street;
  const Policy policy(AttackLimits{.fuel = UINT64_MAX, .memory = 16 << 20},
                      {"--allow-read=home", "--allow-write=home"});
  host::Guest guest(street.host().program(kProgram), policy.options());
  const int times = static_cast<int>(1'000 / test::kSlowdown);
  std::int64_t refused = 0;
  {
    const Swapper swapper(home + "swap", home + "out");
    // Until the link was met.
    for (int i = 0; i < 100 && refused == 0; ++i) {
      const host::Outcome outcome = guest.call(GetParam(), {host::intValue(times)});
      ASSERT_EQ(outcome.status, TATU_OK) << outcome.details;
      refused = outcome.result.as.integer;
      EXPECT_EQ(street.aLife(), street.lonelyLife());
    }
  }
  EXPECT_GT(refused, 0);
  std::filesystem::remove(world.path() + "/outside/only-outside");
  EXPECT_TRUE(world.isUnharmed());
}

}  // namespace
}  // namespace tatu::hostile
