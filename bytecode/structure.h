// Look-ups in the side tables of a function's code: labels, handlers, lines.
//
// The code must be verified (or otherwise known to be sorted as module.h says); then each look-up is a binary search,
// except that of handlers, which is linear in their number.
#pragma once

#include <cstdint>

#include "bytecode/module.h"

namespace tatu::bytecode {

// The label at exactly that offset, or none.
[[nodiscard]] LabelIndex findLabel(const Code& code, std::uint32_t offset);

// The row that covers the offset, or null if there is none.
[[nodiscard]] const LineRow* findLine(const Code& code, std::uint32_t offset);

// The next handler, from number `from` on, whose range has the offset; code.handlers.size() if there is none. The
// caller tests whether the exception is of its type, and goes on with the next number if it is not.
[[nodiscard]] std::size_t findHandler(const Code& code, std::uint32_t offset, std::size_t from = 0);

// Whether non-parameter local `local` (0 is the first after the parameters) is initialised in a label's map.
[[nodiscard]] inline bool isInitialised(const Label& label, std::uint32_t local) {
  return local / 8 < label.initialised.size() && (label.initialised[local / 8] >> (local % 8) & 1) != 0;
}

void setInitialised(Label& label, std::uint32_t local);

// How many entities of a table are imported: they stand before the module's own.
[[nodiscard]] std::uint32_t importedClassCount(const Module& module);
[[nodiscard]] std::uint32_t importedFunctionCount(const Module& module);
[[nodiscard]] std::uint32_t importedGlobalCount(const Module& module);

}  // namespace tatu::bytecode
