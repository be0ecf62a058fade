#include "tests/fuzz/fuzzing.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace tatu::fuzzing {

void check(bool isRight, std::string_view what) {
  if (isRight) return;
  std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

const mutation::TierComparison& machine() {
  static const auto made = mutation::TierComparison::create();
  check(made.has_value(), "the core library cannot be loaded");
  return *made;
}

void checkTiers(const mutation::Verified& module, std::span<const std::uint8_t> bytes) {
  std::uint32_t sum = 0;
  for (const std::uint8_t byte : bytes) sum = sum * 31 + byte;
  mutation::RunOptions options;
  options.grants = {1 + sum % 100, 1 + sum % 1'000, 5'000};
  options.collectEvery = sum % 4;
  const std::string difference = machine().differenceOf(module, options);
  check(difference.empty(), "the interpreters differ\n" + difference);
}

}  // namespace tatu::fuzzing
