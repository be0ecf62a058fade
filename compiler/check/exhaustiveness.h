// Is a `match` exhaustive, and can each arm be reached? Luc Maranget, "Warnings for pattern matching", JFP 2007: a pattern is useful after others if
// some value matches it and none of them.
//
// Rows are patterns of arms without a guard; columns are the parts of the value that are still to be looked at. A column's type has a finite list of
// constructors (null and present, true and false, an enum's cases, the one of a tuple or data class), or an open one (numbers, strings, type tests).
// The work is bounded by a budget; a match that needs more is called too complex, never exhaustive.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/hir/hir.h"

namespace tatu::compiler::check {

struct MatchCoverage {
  // A value that no arm matches, as a pattern a programmer could write; none: exhaustive.
  std::optional<std::string> missing;
  // Arms (by position) that can never be chosen.
  std::vector<std::size_t> unreachable;
  bool isTooComplex = false;
};

// `arms` in order; a guarded arm covers nothing. Every pattern has its subject's type.
[[nodiscard]] MatchCoverage coverageOf(const Type* subject, std::span<const hir::Arm> arms);

// True if the pattern matches every value of its type.
[[nodiscard]] bool isIrrefutable(const hir::Pattern& pattern);

}  // namespace tatu::compiler::check
