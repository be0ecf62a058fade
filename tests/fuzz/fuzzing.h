// What the fuzzers share: a failed check ends the process with its reason, and modules run in both interpreters.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "tests/mutation/tier_comparison.h"

namespace tatu::fuzzing {

void check(bool isRight, std::string_view what);

// The machine of this process, with the core library.
[[nodiscard]] const mutation::TierComparison& machine();

// Runs the module in both interpreters, with slices of fuel and a collector that depend on the bytes, and checks that
// they agree.
void checkTiers(const mutation::Verified& module, std::span<const std::uint8_t> bytes);

}  // namespace tatu::fuzzing
