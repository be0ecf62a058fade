#include "bytecode/text/operand_text.h"

#include <algorithm>

#include "bytecode/text/names.h"

namespace tatu::bytecode {

EntityName readEntityName(LineScanner& line) {
  EntityName result;
  result.name = line.name();
  if (line.accept("::")) {
    result.package = std::move(result.name);
    result.name = line.name();
  }
  if (line.accept(".")) {
    result.owner = std::move(result.name);
    result.name = line.name();
  }
  return result;
}

TypeKind readBuiltinKind(LineScanner& line) {
  const std::string_view word = line.keyword();
  for (std::uint32_t kind = 0; kind <= static_cast<std::uint32_t>(TypeKind::Variable); ++kind) {
    if (builtinName(static_cast<TypeKind>(kind)) == word) return static_cast<TypeKind>(kind);
  }
  line.fail("unknown builtin type");
  return TypeKind::Unit;
}

void readClassFlags(LineScanner& line, Class& entry) {
  while (!line.isAtEnd()) {
    if (line.acceptKeyword("pub"))
      entry.isPublic = true;
    else if (line.acceptKeyword("open"))
      entry.isOpen = true;
    else if (line.acceptKeyword("abstract"))
      entry.isAbstract = true;
    else if (line.acceptKeyword("data"))
      entry.isData = true;
    else if (line.acceptKeyword("sealed"))
      entry.isSealed = true;
    else
      return line.fail("unknown flag of a class");
  }
}

std::uint32_t readFunctionFlags(LineScanner& line) {
  std::uint32_t flags = 0;
  while (!line.isAtEnd()) {
    const std::string_view word = line.keyword();
    const auto flag = std::ranges::find(kFunctionFlagNames, word, [](const auto& each) { return each.first; });
    if (flag == kFunctionFlagNames.end()) {
      line.fail("unknown flag of a function");
      return flags;
    }
    flags |= static_cast<std::uint32_t>(flag->second);
  }
  return flags;
}

char32_t readCharacter(LineScanner& line) {
  std::uint32_t value = 0;
  std::string_view word = line.numberText();
  if (word.starts_with("U+")) word.remove_prefix(2);
  const auto read = std::from_chars(word.data(), word.data() + word.size(), value, 16);
  if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) line.fail("expected a character as U+0041");
  return value;
}

void setInitialisedBit(std::vector<std::uint8_t>& bits, std::uint32_t local) {
  if (bits.size() <= local / 8) bits.resize(local / 8 + 1);
  bits[local / 8] |= static_cast<std::uint8_t>(1u << (local % 8));
}

}  // namespace tatu::bytecode
