// Modules made to be slow: keys that collide in tables of a known hash, and counts that would do so in any.
#include <gtest/gtest.h>

#include <unordered_set>

#include "bytecode/instruction.h"
#include "bytecode/seeded_hash.h"
#include "bytecode/verifier.h"
#include "test_modules.h"
#include "tests/unit/timing.h"

namespace tatu::bytecode {
namespace {

// Owners and names whose key, owner · 2^32 + name, is a multiple of the number of buckets that a table of that many
// keys has in the common implementation of hash tables.
Module collidingMembers(std::uint32_t count) {
  std::unordered_set<std::uint64_t> table;
  for (std::uint64_t i = 0; i < count; ++i) table.insert(i);
  const std::uint64_t buckets = table.bucket_count();
  Module module;
  module.strings = {"m", "1"};
  module.name = StringIndex(0);
  module.version = StringIndex(1);
  for (std::uint32_t i = 2; i < buckets; ++i) module.strings.push_back("n" + std::to_string(i));
  module.types.push_back({TypeKind::Unit, {}, 0, {}});
  for (std::uint32_t i = 0; i < count; ++i) {
    Class entry;
    entry.name = StringIndex(2 + i);
    module.classes.push_back(entry);
    const std::uint64_t high = (std::uint64_t{i} << 32) % buckets;
    Function function;
    function.name = StringIndex(high == 0 ? 0 : buckets - high);
    function.owner = ClassIndex(i);
    function.flags = static_cast<std::uint32_t>(FunctionFlag::Static);
    function.result = TypeIndex(0);
    function.code = i;
    module.functions.push_back(function);
    Code code;
    code.bytes = {static_cast<std::uint8_t>(Opcode::PushUnit), static_cast<std::uint8_t>(Opcode::Return)};
    module.code.push_back(code);
  }
  return module;
}

double secondsToVerify(const Module& module) {
  const tatu::test::Stopwatch watch;
  const auto verified = verifyModule(module, {});
  EXPECT_TRUE(verified.has_value()) << verified.error().text();
  return watch.seconds();
}

TEST(HostileNames, CollidingMembersTakeLinearTime) {
  EXPECT_LT(secondsToVerify(collidingMembers(60'000)), 2.0 * tatu::test::kSlowdown);
}

TEST(SeededHash, SpreadsNumbersAndTexts) {
  std::unordered_set<std::size_t> seen;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    seen.insert(SeededHash()(i) >> 40);
    seen.insert(SeededHash()(i << 32) >> 40);
    seen.insert(SeededHash()(std::string(i % 50, 'a') + std::to_string(i)) >> 40);
  }
  EXPECT_GT(seen.size(), 2900u);
  EXPECT_EQ(SeededHash()(std::string_view("name")), SeededHash()(std::string_view("name")));
}

}  // namespace
}  // namespace tatu::bytecode
