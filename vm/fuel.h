// Amounts of fuel.
#pragma once

#include <cstdint>

namespace tatu::vm {

// As good as endless, and far from overflow: the sum of four is still a number.
inline constexpr std::int64_t kUnlimitedFuel = INT64_MAX / 4;

}  // namespace tatu::vm
