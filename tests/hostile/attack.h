// Attack: a hostile program or module from a file in a folder here, with what its head says about it. The head is the
// comments at the beginning (`//` in programs, `;` in modules):
//
//   // attacks: what is attacked, and how (may go on in the lines below, indented)
//   // ends: limit memory
//   // memory: 1048576
//
// `ends:` is how it ends, in every tier and on any thread:
//   ok                        it runs to its end
//   exit 3                    it ends itself
//   uncaught StateException   nobody catches this; `: message` may follow
//   limit fuel                it stops at that limit
//   deadlock                  all of its fibers wait for each other
//   refused E0123             the compiler refuses it
//   rejected stack-type       the verifier refuses it, by that rule
//
// What it prints stands in lines `// => text`, anywhere; `prints: 65536` instead says how many bytes there are.
// A limit is given where it is to differ from those of `AttackLimits`, in the same units; `grants:` are flags of the
// command, of paths and names in the world around (world.h). `unscheduled:` keeps a program from the scheduler and the
// disk, and says why. Anything else of the form `word:` is a mistake in the file. Modules import `core "any"`: whatever
// its version is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <tl/expected.hpp>

namespace tatu::hostile {

struct AttackLimits {
  std::uint64_t fuel = 2'000'000;
  std::uint64_t memory = 1 << 20;
  std::uint64_t stack = 256 << 10;   // bytes of one fiber
  std::uint64_t fibers = 2'000;      // at a time
  std::uint64_t stacks = 512 << 10;  // bytes of all fibers
  std::uint64_t code = 20'000;       // units for instances of generic code
  std::uint64_t handles = 16;        // open at a time, without the standard streams
  std::uint64_t output = 64 << 10;   // bytes
  std::uint64_t deadline = 600'000;  // milliseconds
};

struct Attack {
  std::string name;  // "fibers/bomb.tatu"
  std::string source;
  std::string meaning;  // what stands behind `attacks:`
  std::string ending;
  std::string output;
  std::optional<std::size_t> outputBytes;  // instead of the output
  AttackLimits limits;
  std::vector<std::string> grants;
  bool isForScheduler = true;

  [[nodiscard]] bool isAssembly() const { return name.ends_with(".tasm"); }
};

// Sorted names of all files: "fibers/bomb.tatu".
[[nodiscard]] std::vector<std::string> attackNames();
// As a test is called: "fibers_bomb".
[[nodiscard]] std::string testNameOf(const testing::TestParamInfo<std::string>& attack);
// Or what is wrong with the file.
[[nodiscard]] tl::expected<Attack, std::string> readAttack(const std::string& name);
[[nodiscard]] std::string readText(const std::string& path);

// How an attack went.
struct Ending {
  std::string how;  // as `ends:` says it; of an exception with its message
  std::string details;
  std::string output;
};
// What is not as the attack says; empty: all is.
[[nodiscard]] std::string differenceOf(const Ending& ending, const Attack& attack);

}  // namespace tatu::hostile
