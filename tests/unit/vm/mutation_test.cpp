// Mutated programs: whatever the verifier accepts runs the same way in both interpreters, within its limits.
#include <gtest/gtest.h>

#include <random>

#include "bytecode/verifier.h"
#include "kernels.h"

namespace tatu::vm::test {
namespace {

using bytecode::Module;

// Changes one to three bytes of the code of one function, or the types of two entries of the tables.
void mutate(Module& module, std::mt19937_64& random) {
  const std::size_t number = random() % module.code.size();
  bytecode::Code code = module.code[number];
  const int changes = 1 + static_cast<int>(random() % 3);
  for (int i = 0; i < changes; ++i) {
    std::uint8_t& byte = code.bytes[random() % code.bytes.size()];
    const std::uint8_t other = code.bytes[random() % code.bytes.size()];
    switch (random() % 3) {
      case 0: byte = other; break;
      case 1: byte = static_cast<std::uint8_t>(byte + (random() % 2 == 0 ? 1 : -1)); break;
      default: byte = static_cast<std::uint8_t>(random());
    }
  }
  module.code.replace(number, code);
}

bool isAccepted(const Module& module) {
  bytecode::VerifyOptions options;
  options.isCore = true;
  return bytecode::verifyModule(module, {}, options).has_value();
}

GuestOptions tight() {
  GuestOptions options;
  options.memoryLimit = 1 << 16;
  options.stackSlots = 3000;
  return options;
}

TEST(Mutation, AcceptedProgramsAgree) {
  std::mt19937_64 random(20261121);
  int accepted = 0;
  for (const auto& seed : {fibonacci(9), sieve(40), lists(6, 3), series(20)}) {
    for (int i = 0; i < 4000; ++i) {
      Module module = *seed;
      mutate(module, random);
      if (!isAccepted(module)) continue;
      ++accepted;
      Machine machine(std::make_shared<const Module>(std::move(module)));
      for (const std::int64_t fuel : {97, 20'000}) {
        ASSERT_EQ(machine.run(Tier::Reference, fuel, tight()), machine.run(Tier::Interpreter, fuel, tight())) << i;
      }
    }
  }
  EXPECT_GT(accepted, 400);
}

}  // namespace
}  // namespace tatu::vm::test
