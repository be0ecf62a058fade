// Dice: the random choices of the mutators. Equal seeds give equal choices on every host.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>

namespace tatu::mutation {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  [[nodiscard]] std::uint64_t bits() { return engine_(); }
  // A number below `count`; 0 if there is none.
  [[nodiscard]] std::size_t below(std::size_t count) { return count == 0 ? 0 : engine_() % count; }
  [[nodiscard]] bool oneIn(std::size_t count) { return below(count) == 0; }
  // An element of a container that is not empty.
  template <typename Container>
  [[nodiscard]] auto& in(Container& container) {
    return container[below(std::size(container))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace tatu::mutation
