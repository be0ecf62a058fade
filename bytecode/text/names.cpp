#include "bytecode/text/names.h"

#include <algorithm>

#include <fmt/format.h>

namespace tatu::bytecode {

std::string_view builtinName(TypeKind kind) {
  switch (kind) {
    case TypeKind::Array: return kArrayTypeName;
    case TypeKind::Optional: return "Optional";
    case TypeKind::Tuple: return "Tuple";
    case TypeKind::Class: return "Class";
    case TypeKind::Function: return "Function";
    case TypeKind::Variable: return "Variable";
    default: return kLeafTypeNames[static_cast<std::size_t>(kind)];
  }
}

bool isIdentifierStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isIdentifierPart(char c) { return isIdentifierStart(c) || (c >= '0' && c <= '9') || c == '$'; }

bool isPlainIdentifier(std::string_view name) {
  return !name.empty() && isIdentifierStart(name.front()) && std::all_of(name.begin(), name.end(), isIdentifierPart);
}

std::string quotedName(std::string_view name) {
  return isPlainIdentifier(name) ? std::string(name) : quotedString(name, '`');
}

std::string quotedString(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == '\n')
      result += "\\n";
    else if (c == '\t')
      result += "\\t";
    else if (c == '\r')
      result += "\\r";
    else if (c == '\\' || c == quote)
      (result += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      result += fmt::format("\\x{:02X}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result += quote;
}

}  // namespace tatu::bytecode
