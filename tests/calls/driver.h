// Random calls of the C interface, from outside and from inside of host functions, beside a model that says which of
// them are allowed: what they end with must be what the model allows, a guest that nobody touches must not notice, and
// at the end everything that was the host's must have been given back to it.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "tests/calls/world.h"

namespace tatu::calls {

struct Driven {
  std::string wrong;  // what was first; empty: nothing
  Statistics statistics;
};

// Makes calls until the choices are over.
[[nodiscard]] Driven drive(std::span<const std::uint8_t> choices, tatu_tier tier, std::uint64_t collectEvery);

}  // namespace tatu::calls
