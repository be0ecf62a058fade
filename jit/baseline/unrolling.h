// Unrolling: short innermost loops are emitted several times in a row, so that fuel is charged and tested once for all
// these turns: the head has asked for as much as they can take (reserve.h).
#pragma once

#include <cstdint>
#include <optional>

#include "jit/baseline/code_map.h"

namespace tatu::jit {

// The turns of a loop, words [first, branch] each, that are emitted one behind the other. Nothing in them may use fuel
// by itself, and no other loop is in them.
struct Unrolling {
  std::uint32_t first = 0;   // a head
  std::uint32_t branch = 0;  // the first branch back to it
  std::int64_t cost = 0;     // most units of a turn
  int turns = 1;

  // Behind the branch: where control goes on that leaves the loop there.
  [[nodiscard]] std::uint32_t behind(const CodeMap& map) const {
    return branch + CodeMap::widthAt(map.words() + branch);
  }
};

// None: the loop with this head does not suit.
[[nodiscard]] std::optional<Unrolling> unrollingAt(const CodeMap& map, std::uint32_t head);

}  // namespace tatu::jit
