// Bytes that are a function of a seed: for runs that repeat, not for secrets. (SplitMix64.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tatu::os {

class SeededRandom {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

  [[nodiscard]] std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
  }

  /// Little-endian on every host. Each call starts with a fresh word.
  void fill(std::span<std::byte> into) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < into.size(); ++i) {
      if (i % 8 == 0) word = next();
      into[i] = static_cast<std::byte>(word >> (8 * (i % 8)));
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace tatu::os
