// What the language knows of each Unicode scalar value. The tables are written when Tatu is built
// (stdlib/tools/write_character_table.cpp), from those of utf8proc, and hold a tenth of what is there.
#pragma once

#include <cstdint>

namespace tatu::stdlib {

// By the general category.
enum class CharacterKind : std::uint8_t {
  Other,
  UpperCase,    // Lu
  LowerCase,    // Ll
  OtherLetter,  // Lt, Lm, Lo
  Separator,    // Zs, Zl, Zp
};

struct CharacterFacts {
  CharacterKind kind;
  std::int32_t toUpper;  // what has to be added
  std::int32_t toLower;
};

inline constexpr std::uint32_t kLastScalar = 0x10FFFF;
inline constexpr std::uint32_t kBlockBits = 7;
inline constexpr std::uint32_t kBlockSize = 1u << kBlockBits;

// A scalar value's block, the blocks one behind the other, and what the entries of a block stand for.
extern const std::uint8_t kCharacterBlocks[(kLastScalar + 1) >> kBlockBits];
extern const std::uint8_t kCharacterEntries[];
extern const CharacterFacts kCharacterFacts[];

[[nodiscard]] inline const CharacterFacts& factsOf(char32_t scalar) {
  const std::uint32_t value = scalar <= kLastScalar ? scalar : kLastScalar;  // which is nothing
  return kCharacterFacts[kCharacterEntries[kCharacterBlocks[value >> kBlockBits] * kBlockSize + value % kBlockSize]];
}

}  // namespace tatu::stdlib
