// Formats of values in texts, and the forms of literals: raw ones, of several lines, of bytes.
#include "tests/generator/maker.h"

namespace tatu::generator {

// With its colon; for a value of the kind.
std::string Maker::format(Kind kind) {
  switch (kind) {
    case Kind::Int:
    case Kind::Int32:
    case Kind::Byte: return oneOf({":x", ":08b", ":+5", ":>6", ":*^9", ":o", ":012X", ":<4"});
    case Kind::Float:
    case Kind::Float32: return oneOf({":.2", ":9.3", ":+.1e", ":12f", ":<8.0", ":010.4", ":e"});
    case Kind::String: return oneOf({":8", ":>5", ":-^7", ":.3", ":6.2"});
    case Kind::Bool:
    case Kind::Char: return oneOf({":6", ":>4", ":.^5"});
    default: return {};
  }
}

bool Maker::textBlock() {
  if (!canSpend(120)) return false;
  spend(60);
  const std::string first = value(simpleType(), 1);
  const std::string second = value(simpleType(), 1);
  const std::string name = fresh("_v");
  line("val " + name + " = short(\"\"\"");
  line("a \"${" + first + "}\"" + oneOf({"", " \\", " \\u{e9}"}));
  line(oneOf({"  b", "b", "\\tb $"}) + " ${" + second + "}");
  line("\"\"\")");
  declare(name, {Kind::String});
  return true;
}

std::string Maker::rawText() { return oneOf({"r\"a\\b\"", "r\"${x}\\\"", "r\"\"", "r\"\\u{41}\""}); }

// Of four bytes or a few more.
std::string Maker::byteText() { return oneOf({"b\"abcd\"", "b\"\\xff\\x00\\x80z\"", "b\"\\n\\t012\""}); }

}  // namespace tatu::generator
