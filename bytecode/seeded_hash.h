// Hashing of what comes from modules: names, numbers, types. Whoever writes a module cannot know the seed, which is
// another one in each process, so nobody can prepare keys that all fall into one place of a table and make a linear
// check quadratic.
//
// Tables that are hashed with this are looked things up in; nothing may depend on their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tatu::bytecode {

[[nodiscard]] std::uint64_t makeProcessSeed();

[[nodiscard]] inline std::uint64_t processSeed() {
  static const std::uint64_t seed = makeProcessSeed();
  return seed;
}

// The two halves of a product, so that each bit of the result hangs on all bits of both.
[[nodiscard]] inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Adds a number to a hash under way; begin with processSeed().
[[nodiscard]] inline std::uint64_t hashWith(std::uint64_t hash, std::uint64_t value) {
  return mixed(hash ^ value, processSeed() ^ 0x9E3779B97F4A7C15u);
}

struct SeededHash {
  using is_transparent = void;
  std::size_t operator()(std::uint64_t value) const { return hashWith(processSeed(), value); }
  std::size_t operator()(std::string_view text) const;
};

}  // namespace tatu::bytecode
