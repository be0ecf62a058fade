// Damages the bytes of a module file a little and repairs the content hash, so that the damage reaches what lies behind
// it.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/mutation/dice.h"

namespace tatu::mutation {

[[nodiscard]] std::vector<std::uint8_t> mutateBytes(const std::vector<std::uint8_t>& file, Dice& dice);

}  // namespace tatu::mutation
