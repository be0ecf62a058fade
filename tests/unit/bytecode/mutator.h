// Damages the bytes of a module file a little and repairs the content hash, so that the damage reaches what lies behind
// it.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace tatu::bytecode::test {

[[nodiscard]] std::vector<std::uint8_t> mutate(const std::vector<std::uint8_t>& file, std::mt19937_64& random);

}  // namespace tatu::bytecode::test
