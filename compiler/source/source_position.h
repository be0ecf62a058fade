// Positions in source text.
//
// All files of one compilation share one address space of byte offsets: a file occupies [base, base + size], and a
// position names file and offset at once. SourceMap turns a position into file, line and column. Invariant of a span:
// begin <= end, and both lie in the same file (end may be one past its last byte).
#pragma once

#include <compare>
#include <cstdint>

namespace tatu::compiler {

struct SourcePosition {
  std::uint32_t offset = 0;
  auto operator<=>(const SourcePosition&) const = default;
};

struct SourceSpan {
  SourcePosition begin;
  SourcePosition end;

  [[nodiscard]] bool contains(const SourceSpan& other) const { return begin <= other.begin && other.end <= end; }

  bool operator==(const SourceSpan&) const = default;
  [[nodiscard]] constexpr std::uint32_t size() const { return end.offset - begin.offset; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  // The empty span at the start, for messages that point between two tokens.
  [[nodiscard]] constexpr SourceSpan startOnly() const { return {begin, begin}; }
  [[nodiscard]] constexpr SourceSpan endOnly() const { return {end, end}; }
};

// The smallest span that holds both; they must lie in the same file.
[[nodiscard]] constexpr SourceSpan join(SourceSpan first, SourceSpan last) {
  return {first.begin < last.begin ? first.begin : last.begin, first.end < last.end ? last.end : first.end};
}

}  // namespace tatu::compiler
