// Charges: what the instructions of prepared code take of the fuel, as far as that is written in the code.
#pragma once

#include <cstdint>

#include "jit/baseline/code_map.h"

namespace tatu::jit {

// What one instruction charges, in units of fuel.
struct Charges {
  std::int64_t most = 0;    // whichever way control takes from it
  std::int64_t passed = 0;  // if no test jumps
  // It goes another, longer way if there is less fuel than that before it. 0: it does not ask.
  std::int64_t asked = 0;
};
[[nodiscard]] Charges chargesAt(const CodeMap& map, std::uint32_t word);

// Whether the instruction, or what it calls, may look at the fuel or use some that is not written in the code.
[[nodiscard]] bool mayUseFuel(PreparedOp op);
// The same, but for direct calls, which leave alone what is reserved.
[[nodiscard]] bool mayUseReserve(const CodeMap& map, std::uint32_t word);

// What happens from `word` to `end`, further down, if no test jumps. Of a way that is too long the worst is assumed.
struct Way {
  std::int64_t charged = 0;  // since fuel was used
  bool usesFuel = false;
};
[[nodiscard]] Way wayBetween(const CodeMap& map, std::uint32_t word, std::uint32_t end);

}  // namespace tatu::jit
