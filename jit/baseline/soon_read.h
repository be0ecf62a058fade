// What the code behind a label reads soon: worth a register on all ways to the label.
#pragma once

#include <cstdint>
#include <vector>

#include "jit/baseline/code_map.h"

namespace tatu::jit {

struct SoonRead {
  int slot = 0;
  bool isFloat = false;  // as a number of the floating-point registers
};

// Slots that are read, before anything is written to them, in the next few instructions from `word` on, up to the next
// label, call of guest code or end of the block. First come those that are read first.
[[nodiscard]] std::vector<SoonRead> soonRead(const CodeMap& map, std::uint32_t word);

}  // namespace tatu::jit
