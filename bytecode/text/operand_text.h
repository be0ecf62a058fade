// Small things of the text form that need no module: names of entities, kinds, flags, characters, floating-point
// numbers, sets of locals.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/text/scanner.h"

namespace tatu::bytecode {

// Package, owner and name of an entity: "core::List.add". Package and owner may be empty.
struct EntityName {
  std::string package;
  std::string owner;
  std::string name;
  [[nodiscard]] std::string key() const { return package + "\n" + owner + "\n" + name; }
};

[[nodiscard]] EntityName readEntityName(LineScanner& line);
[[nodiscard]] TypeKind readBuiltinKind(LineScanner& line);
// As far as the line goes.
void readClassFlags(LineScanner& line, Class& entry);
[[nodiscard]] std::uint32_t readFunctionFlags(LineScanner& line);
// "U+0041"
[[nodiscard]] char32_t readCharacter(LineScanner& line);
void setInitialisedBit(std::vector<std::uint8_t>& bits, std::uint32_t local);

template <typename Float>
[[nodiscard]] Float readFloating(LineScanner& line) {
  const std::string_view word = line.numberText();
  Float value = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
  if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) line.fail("expected a number");
  return value;
}

}  // namespace tatu::bytecode
