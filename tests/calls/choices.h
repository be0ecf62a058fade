// Choices: where random calls take their choices from, a sequence of bytes. A test makes them of a number, a fuzzer
// gives what it likes, and both do the same with the same bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace tatu::calls {

class Choices {
 public:
  explicit Choices(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool areOver() const { return bytes_.empty(); }
  // From 0 to n - 1; 0 once they are over, which is always what comes to an end.
  std::uint64_t below(std::uint64_t n) {
    std::uint64_t number = 0;
    for (std::uint64_t most = n - 1; most != 0; most >>= 8) number = number << 8 | next();
    return number % n;
  }
  bool oneIn(std::uint64_t n) { return below(n) == n - 1; }
  template <typename List>
  decltype(auto) oneOf(const List& list) {
    return list[below(std::size(list))];
  }
  // The next few of them, for somebody else.
  [[nodiscard]] Choices split(std::size_t most) {
    const Choices part(bytes_.first(std::min(most, bytes_.size())));
    bytes_ = bytes_.subspan(part.bytes_.size());
    return part;
  }

 private:
  std::uint8_t next() {
    if (bytes_.empty()) return 0;
    const std::uint8_t byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return byte;
  }

  std::span<const std::uint8_t> bytes_;
};

[[nodiscard]] inline std::vector<std::uint8_t> choicesOf(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 dice(seed);
  std::vector<std::uint8_t> bytes(count);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(dice() >> 32);
  return bytes;
}

}  // namespace tatu::calls
