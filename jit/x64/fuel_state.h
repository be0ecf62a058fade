// FuelState: what is known of the fuel at a place in compiled code, while it is compiled.
//
// The fuel register is not the fuel. Charges are put off until somebody can see them, and where code polls it takes
// more than it owes, so that what comes next need not ask for fuel again. At every place the fuel is the register less
// `owed`, which is known and may be negative; at a label it is the same whichever way control arrives.
#pragma once

#include <cstdint>

namespace tatu::jit::x64 {

struct FuelState {
  // Far enough from the end for whatever is added or taken.
  static constexpr std::int64_t kUnknown = INT64_MIN / 4;

  std::int64_t owed = 0;          // charged, but not yet subtracted
  std::int64_t least = kUnknown;  // what the register holds at least
  std::int64_t spent = 0;         // since the inlined body was entered, if it is a plain one
  bool isGiven = false;           // of a label: whoever comes there has to see to it that this is so

  // More than that is never owed, and less than that below zero never known: it fits into an instruction.
  static constexpr std::int64_t kMost = 1 << 30;

  void subtracted(std::int64_t cost) { least = least - cost < -kMost ? kUnknown : least - cost; }
  [[nodiscard]] bool isKnown() const { return least >= -kMost; }
};

}  // namespace tatu::jit::x64
