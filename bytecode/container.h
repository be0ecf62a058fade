// The container of a module file (.tbc): what reader and writer share.
//
//   magic  version  features  section…  content hash
//
// Version and features are varints. A section is its number (one byte), the length of its content (varint) and the
// content. All sections are present, in the order of Section. The hash is BLAKE2b-256 of all bytes before it.
// docs/bytecode.md describes the contents.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace tatu::bytecode {

inline constexpr std::array<std::uint8_t, 4> kMagic = {0x89, 'T', 'B', 'C'};
inline constexpr std::uint64_t kFormatVersion = 1;
inline constexpr std::uint64_t kKnownFeatures = 0;
inline constexpr std::size_t kHashBytes = 32;

enum class Section : std::uint8_t {
  Strings = 1,
  Module = 2,
  Packages = 3,
  Types = 4,
  Classes = 5,
  Functions = 6,
  Globals = 7,
  Calls = 8,
  FieldRefs = 9,
  CaseRefs = 10,
  Code = 11,
};
inline constexpr std::uint8_t kFirstSection = 1;
inline constexpr std::uint8_t kLastSection = 11;

[[nodiscard]] std::string_view nameOf(Section section);

using ContentHash = std::array<std::uint8_t, kHashBytes>;
[[nodiscard]] ContentHash contentHash(std::span<const std::uint8_t> bytes);

// A label's row begins with (distance to the previous label << kLabelFlagBits | flags).
inline constexpr std::uint32_t kLabelFlagBits = 3;
inline constexpr std::uint32_t kLabelRaw = 1;    // Label::isObjectRaw
inline constexpr std::uint32_t kLabelStack = 2;  // the stack is not empty: a count and its types follow
inline constexpr std::uint32_t kLabelSameLocals =
    4;  // the set of initialised locals is that of the previous label; else it follows
// A larger set is always written out, so that a small file cannot ask for a large amount of memory.
inline constexpr std::size_t kMaxRepeatedLocalsBytes = 8;

// A line row begins with one byte: offset distance in the high 5 bits, line distance in the low 3; the highest value of
// each escapes.
inline constexpr std::uint32_t kLineOffsetEscape = 31;
inline constexpr std::uint32_t kLineDeltaEscape = 7;

// Flags of classes, fields and globals.
inline constexpr std::uint32_t kClassKindMask = 3;
inline constexpr std::uint32_t kClassPublic = 4;
inline constexpr std::uint32_t kClassOpen = 8;
inline constexpr std::uint32_t kClassAbstract = 16;
inline constexpr std::uint32_t kClassData = 32;
inline constexpr std::uint32_t kClassSealed = 64;
inline constexpr std::uint32_t kMemberMutable = 1;
inline constexpr std::uint32_t kMemberPublic = 2;

}  // namespace tatu::bytecode
