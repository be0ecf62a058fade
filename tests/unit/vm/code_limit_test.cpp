// Instances of generic code: what a small program can cause is bounded, and shared instances are free.
#include <gtest/gtest.h>

#include "kernels.h"
#include "vm/link/instantiation_cost.h"

namespace tatu::vm::test {
namespace {

class CodeLimit : public testing::TestWithParam<Tier> {
 protected:
  std::unique_ptr<Guest> guestWith(Machine& machine, std::int64_t codeLimit) {
    GuestOptions options;
    options.codeLimit = codeLimit;
    auto guest = machine.guest(GetParam(), std::move(options));
    guest->schedule(*machine.image->findFunction("f"));
    guest->grantFuel(kUnlimitedFuel);
    return guest;
  }
};

TEST_P(CodeLimit, StopsAGuestThatMakesTooManyInstances) {
  Machine machine(assembledCore(doubling(13)));
  const auto guest = guestWith(machine, 100);
  RunResult result = guest->run(*machine.worker);
  ASSERT_EQ(result.status, RunStatus::LimitReached);
  EXPECT_EQ(result.limit, LimitKind::Code);
  EXPECT_FALSE(result.where.entries.empty());
  EXPECT_EQ(guest->run(*machine.worker).limit, LimitKind::Code);
  guest->grantCode(1'000'000);
  result = guest->run(*machine.worker);
  EXPECT_EQ(result.status, RunStatus::Finished);
  EXPECT_EQ(result.exitValue, 8192);
}

TEST_P(CodeLimit, WhatOthersHaveMadeIsFree) {
  Machine machine(assembledCore(doubling(8)));
  EXPECT_EQ(guestWith(machine, 1'000'000)->run(*machine.worker).exitValue, 256);
  EXPECT_EQ(guestWith(machine, 0)->run(*machine.worker).exitValue, 256);
}

TEST_P(CodeLimit, CodeWithoutTypeParametersIsFree) {
  Machine machine(
      assembledCore("function f\n  result Int\ncode\n    call g\n    return\nend\n"
                    "function g\n  result Int\ncode\n    push.int 3\n    return\nend\n"));
  EXPECT_EQ(guestWith(machine, 0)->run(*machine.worker).exitValue, 3);
}

INSTANTIATE_TEST_SUITE_P(Tiers, CodeLimit, testing::Values(Tier::Reference, Tier::Interpreter),
                         [](const auto& info) { return info.param == Tier::Reference ? "Reference" : "Interpreter"; });

// A class of many fields costs what it takes, not what naming it takes.
TEST(InstantiationCost, CountsFieldsAndTypes) {
  std::string fields;
  for (int i = 0; i < 1000; ++i) fields += "  field f" + std::to_string(i) + ": #0\n";
  Machine machine(assembledCore("class Wide\n  type T\n" + fields +
                                "end\nfunction f\n  type T\n  parameter w: Wide<#0>\n"
                                "  result #0\ncode\n    local.get 0\n    field.get f0 of Wide<#0>\n    local.get 0\n"
                                "    field.get f1 of Wide<#0>\n    pop\n    return\nend\n"));
  Linker& linker = machine.runtime->linker();
  Method& method =
      linker.methodFor(*machine.image->findFunction("f"), nullptr, {&linker.leaf(bytecode::TypeKind::Int)});
  EXPECT_GE(instantiationCost(linker, method), 1000u);
  EXPECT_LT(instantiationCost(linker, method), 1100u);
}

}  // namespace
}  // namespace tatu::vm::test
