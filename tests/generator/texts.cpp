// Conditions, characters, strings.
#include "tests/generator/maker.h"

namespace tatu::generator {

// ---- Bool

std::string Maker::condition(int depth) {
  spend(1);
  const Type type{Kind::Bool};
  if (depth <= 0) {
    std::string text = dice_.oneIn(3) ? fromVariable(type, 0) : "";
    return text.empty() ? comparison(type, 0) : text;
  }
  std::string text =
      tryForms({&Maker::comparison, &Maker::comparison, &Maker::comparison, &Maker::equality, &Maker::logic,
                &Maker::typeTest, &Maker::nullTest, &Maker::computedTwice, &Maker::boolMethod},
               type, depth - 1);
  return text.empty() ? comparison(type, 0) : text;
}

std::string Maker::comparison(const Type&, int depth) {
  static constexpr Kind kKinds[] = {Kind::Int,   Kind::Int,   Kind::Int,     Kind::Int32, Kind::Byte,
                                    Kind::Float, Kind::Float, Kind::Float32, Kind::Char,  Kind::String};
  Type type{dice_.in(kKinds)};
  if (dice_.oneIn(2)) type = simpleType();
  if (type.kind == Kind::Bool) return equality(type, depth);
  const std::string left = value(type, depth);
  const std::string sign = oneOf({"<", "<=", ">", ">=", "==", "!="});
  return "(" + left + " " + sign + " " + operand(type, depth) + ")";
}

// The same number in two ways: so bits are seen that are none of its own.
std::string Maker::computedTwice(const Type&, int) {
  const Type type = simpleType();
  if (!isInteger(type.kind)) return {};
  const std::string x = leaf(type);
  const std::string y = leaf(type);
  switch (dice_.below(5)) {
    case 0: return "((" + x + " + " + y + ") == (" + x + " - (-(" + y + "))))";
    case 1: return "((" + x + " - " + y + ") == (((~(" + y + ")) + " + x + ") + 1))";
    case 2: return "((" + x + " ^ " + y + ") == ((" + x + " | " + y + ") - (" + x + " & " + y + ")))";
    case 3: return "((-(" + x + ")) == ((~(" + x + ")) + 1))";
    default: return "((" + x + " * 4) != (" + x + " << 2))";
  }
}

std::string Maker::equality(const Type&, int depth) {
  Type type = anyType(1);
  if (!isEquatable(type) || type.kind == Kind::Optional) type = simpleType();
  spend(20);
  const std::string left = value(type, depth);
  if (dice_.oneIn(4)) return "equal<" + textOf(type) + ">(" + left + ", " + expected(type, depth) + ")";
  return "(" + left + oneOf({" == ", " != "}) + value(type, depth) + ")";
}

std::string Maker::logic(const Type& type, int depth) {
  if (dice_.oneIn(4)) return "(!" + condition(depth) + ")";
  const std::string left = condition(depth);
  return "(" + left + " " + oneOf({"&&", "||", "&&", "||", "&", "|", "^"}) + " " + value(type, depth) + ")";
}

// Behind a call, so that the test does not narrow a variable where nobody expects it.
std::string Maker::typeTest(const Type&, int depth) {
  const Type wanted = presentType(1);
  const Type given = dice_.oneIn(2) ? wanted : presentType(1);
  if (!canBeBoxed(wanted) || !canBeBoxed(given)) return {};
  const std::string boxed = value(given, depth);
  if (dice_.oneIn(3)) return "isOne<" + textOf(wanted) + ">(" + boxed + ")";
  return "(same<Any>(" + boxed + ")" + oneOf({" is ", " !is "}) + textOf(wanted) + ")";
}

std::string Maker::nullTest(const Type&, int depth) {
  const Type type = optionalOf(presentType(1));
  return "(same<" + textOf(type) + ">(" + value(type, depth) + ")" + oneOf({" == null)", " != null)"});
}

std::string Maker::boolMethod(const Type&, int depth) {
  switch (dice_.below(4)) {
    case 0: return value({Kind::Float}, depth) + oneOf({".isNaN", ".isInfinite", ".isFinite"});
    case 1: return value({Kind::Char}, depth) + oneOf({".isDigit", ".isAscii", ".isLetter"});
    case 2: return value({Kind::String}, depth) + ".startsWith(" + value({Kind::String}, 0) + ")";
    default: return value({Kind::Float32}, depth) + ".isNaN";
  }
}

// ---- Char

std::string Maker::character(const Type& type, int depth) {
  switch (dice_.below(6)) {
    case 0: return value({Kind::Int}, depth) + ".toChar()";
    case 1:
      return "((" + value({Kind::Int}, depth) + " & 127) + " + oneOf({"0", "1", "0xD780", "0x10FF90"}) + ").toChar()";
    case 2: return value({Kind::Byte}, depth) + ".toChar()";
    case 3: return value(type, depth) + oneOf({".toUpper()", ".toLower()"});
    case 4: return value({Kind::String}, depth) + ".charAt(0)";
    default: return "(" + value(type, depth) + " + " + std::to_string(dice_.below(4)) + ")";
  }
}

// ---- String

std::string Maker::text(const Type& type, int depth) {
  spend(30);
  switch (dice_.below(7)) {
    case 0: return "short(" + value(type, depth) + " + " + value(type, depth) + ")";
    case 1: return "short(" + value(simpleType(), depth) + ".toString())";
    case 2: return "short(" + value(type, depth) + ").slice(0, " + indexBelow(2, 0) + ")";
    case 3: return value({Kind::Int}, depth) + ".toStringRadix(" + oneOf({"2", "16", "36"}) + ")";
    case 4: return value(type, depth) + oneOf({".toUpper()", ".reversed()", ".trim()"});
    case 5:
      return "StringBuilder().append(" + value(type, depth) + ").addChar(" + value({Kind::Char}, depth) +
             ").toString()";
    default: return "short(" + interpolation(depth) + ")";
  }
}

std::string Maker::interpolation(int depth) {
  std::string text = "\"";
  for (std::size_t i = 1 + dice_.below(3); i > 0; --i) {
    const Type type = dice_.oneIn(4) ? anyType(1) : simpleType();
    text += "${" + value(type, depth) + (dice_.oneIn(4) ? format(type.kind) : "") + "}" + (i > 1 ? " " : "");
  }
  return text + "\"";
}

}  // namespace tatu::generator
