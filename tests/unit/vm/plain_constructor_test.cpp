// Constructors that do no more than to store what they get, and those that only look so: they are done in place of
// their calls, and must be the same as called.
#include <gtest/gtest.h>

#include "program.h"

namespace tatu::vm::test {
namespace {

// Makes 300 pairs from (3, i) and adds up 10 a + b.
std::shared_ptr<const bytecode::Module> pairsMadeBy(const std::string& locals, const std::string& body) {
  return assembledCore(
      "main main\nclass Pair\n  field a: Int\n  field b: Int\nend\n"
      "function tick\n  result Int\ncode\n    push.int 5\n    return\nend\n"
      "function Pair.init constructor\n  parameter this: Pair\n  parameter x: Int\n  parameter y: Int\n  result Unit\n"
      "  local Int ; 3\n" +
      locals + "code\n" + body +
      "    object.complete\n    push.unit\n    return\nend\n"
      "function main\n  result Int\n  local Int ; 0\n  local Int ; 1\n  local Pair ; 2\ncode\n"
      "    push.int 0\n    local.set 0\n    push.int 0\n    local.set 1\n  again: {0 1}\n"
      "    push.int 3\n    local.get 1\n    object.new Pair.init of Pair\n    local.set 2\n"
      "    local.get 0\n    local.get 2\n    field.get a of Pair\n    push.int 10\n    int.multiply\n    int.add\n"
      "    local.get 2\n    field.get b of Pair\n    int.add\n    local.set 0\n"
      "    local.get 1\n    push.int 1\n    int.add\n    local.set 1\n"
      "    local.get 1\n    push.int 300\n    int.less\n    jump.true again\n"
      "    local.get 0\n    return\nend\n");
}

constexpr std::int64_t kSum = 300 * 299 / 2;

struct Case {
  const char* name;
  const char* body;
  std::int64_t result;
};

class PlainConstructor : public testing::TestWithParam<Case> {};

TEST_P(PlainConstructor, IsTheSameInPlaceOfItsCall) {
  Machine machine(pairsMadeBy("", GetParam().body));
  EXPECT_EQ(machine.agree(400).exitValue, GetParam().result);
}

// So many locals are cleared at the entry, which costs something.
TEST(ConstructorWithManyLocals, PaysForThemInAllTiers) {
  const std::string body = "    local.get 1\n    field.init a of Pair\n    local.get 2\n    field.init b of Pair\n";
  std::string locals;
  for (int i = 0; i < 20'000; ++i) locals += "  local Int\n";
  for (int i = 0; i < 40'000; ++i) locals += "  local Unit\n";
  Machine machine(pairsMadeBy(locals, body));
  machine.compareWith(machine.run(Tier::Reference), kUnlimitedFuel);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, PlainConstructor,
    testing::Values(
        Case{"Parameters", "    local.get 1\n    field.init a of Pair\n    local.get 2\n    field.init b of Pair\n",
             9000 + kSum},
        Case{"Constants", "    push.int -7\n    field.init a of Pair\n    push.int 0\n    field.init b of Pair\n",
             -70 * 300},
        Case{"ByLocal",
             "    push.int 8\n    local.set 3\n    local.get 2\n    field.init b of Pair\n    local.get 3\n"
             "    field.init a of Pair\n",
             80 * 300 + kSum},
        Case{"ParametersSetBefore",
             "    local.get 1\n    local.set 3\n    local.get 2\n    local.set 1\n    local.get 3\n    local.set 2\n"
             "    local.get 1\n    field.init a of Pair\n    local.get 2\n    field.init b of Pair\n",
             10 * kSum + 900},
        Case{"ParametersSetBetween",
             "    local.get 2\n    field.init a of Pair\n    push.int 4\n    local.set 2\n    local.get 2\n"
             "    field.init b of Pair\n",
             10 * kSum + 1200},
        Case{"CallsAndForgets",
             "    call tick\n    local.set 3\n    local.get 1\n    field.init a of Pair\n    local.get 2\n"
             "    field.init b of Pair\n",
             9000 + kSum},
        Case{"Calls",
             "    call tick\n    local.set 3\n    local.get 3\n    field.init a of Pair\n    local.get 2\n"
             "    field.init b of Pair\n",
             50 * 300 + kSum}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace tatu::vm::test
