// Numbers: literals with the values at which something changes, operators, conversions.
#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

const char* const kInts[] = {"0",
                             "1",
                             "2",
                             "3",
                             "7",
                             "10",
                             "63",
                             "64",
                             "127",
                             "128",
                             "255",
                             "256",
                             "32767",
                             "32768",
                             "65535",
                             "65536",
                             "2147483647",
                             "2147483648",
                             "4294967295",
                             "4294967296",
                             "0xD7FF",
                             "0xD800",
                             "0xDFFF",
                             "0xE000",
                             "0x10FFFF",
                             "0x110000",
                             "1000003",
                             "9007199254740992",
                             "9007199254740993",
                             "9223372036854775807",
                             "4611686018427387904",
                             "0x5555555555555555"};
const char* const kNegativeInts[] = {"(-1)",
                                     "(-1)",
                                     "(-2)",
                                     "(-3)",
                                     "(-7)",
                                     "(-128)",
                                     "(-129)",
                                     "(-32768)",
                                     "(-32769)",
                                     "(-2147483648)",
                                     "(-2147483649)",
                                     "(-9223372036854775807)",
                                     "(-9223372036854775808)",
                                     "(-4294967296)"};
const char* const kInt32s[] = {"0",
                               "1",
                               "2",
                               "5",
                               "31",
                               "32",
                               "127",
                               "128",
                               "255",
                               "256",
                               "65535",
                               "65536",
                               "2147483647",
                               "1000003",
                               "(-1)",
                               "(-1)",
                               "(-2)",
                               "(-31)",
                               "(-128)",
                               "(-32769)",
                               "(-2147483647)",
                               "(-2147483648)"};
const char* const kBytes[] = {"0", "1", "2", "7", "8", "10", "127", "128", "129", "200", "254", "255"};
const char* const kFloats[] = {"0.0",
                               "(-0.0)",
                               "1.0",
                               "(-1.0)",
                               "0.5",
                               "(-2.5)",
                               "3.7",
                               "0.1",
                               "1e300",
                               "(-1e300)",
                               "1e-300",
                               "5e-324",
                               "(-5e-324)",
                               "2.2250738585072014e-308",
                               "1.7976931348623157e308",
                               "9007199254740992.0",
                               "9007199254740993.0",
                               "9223372036854775807.0",
                               "(-9223372036854775808.0)",
                               "2147483647.5",
                               "2147483648.0",
                               "(-2147483648.5)",
                               "(-2147483649.0)",
                               "4294967296.5",
                               "3.5e38",
                               "1e-45",
                               "Float.nan",
                               "Float.nan",
                               "Float.infinity",
                               "(-Float.infinity)",
                               "16777217.0"};
const char* const kFloat32s[] = {"0.0", "1.0", "1.5", "0.1", "3.25", "16777216.0", "1e30", "1e-30"};
const char* const kChars[] = {"'a'",         "'z'",         "'0'",          "' '",           "'\\n'",
                              "'\\u{7F}'",   "'\\u{80}'",   "'\\u{7FF}'",   "'\\u{800}'",    "'\\u{D7FF}'",
                              "'\\u{E000}'", "'\\u{FFFF}'", "'\\u{10000}'", "'\\u{10FFFF}'", "'é'"};
const char* const kStrings[] = {"\"\"",  "\"a\"",  "\"b\"",  "\"abc\"",       "\"abd\"", "\"né\"",
                                "\"😀\"", "\"12\"", "\"-7\"", "\"two words\"", "\"1.5\""};
const char* const kDivisors[] = {"1",  "2",  "3",   "5",   "7",    "8",    "10",   "16",
                                 "25", "64", "100", "125", "(-1)", "(-1)", "(-3)", "(-8)"};
const char* const kByteDivisors[] = {"1", "2", "3", "7", "10", "255"};

}  // namespace

std::string Maker::integerLiteral(Kind kind) {
  if (kind == Kind::Byte) return dice_.in(kBytes);
  if (kind == Kind::Int32) return dice_.in(kInt32s);
  if (dice_.oneIn(3)) return std::to_string(dice_.below(40));
  return dice_.oneIn(3) ? dice_.in(kNegativeInts) : dice_.in(kInts);
}

std::string Maker::literal(Kind kind) {
  switch (kind) {
    case Kind::Float: return dice_.in(kFloats);
    case Kind::Float32: return dice_.in(kFloat32s);
    case Kind::Bool: return oneOf({"true", "false"});
    case Kind::Char: return dice_.in(kChars);
    case Kind::String: return dice_.oneIn(6) ? rawText() : dice_.in(kStrings);
    default: return integerLiteral(kind);
  }
}

// A literal's type may be another one than what is expected: then it is said.
std::string Maker::typedLiteral(Kind kind) {
  if (kind == Kind::Float32 && dice_.oneIn(2)) return "(" + std::string(dice_.in(kFloats)) + ").toFloat32()";
  if (kind != Kind::Int32 && kind != Kind::Byte && kind != Kind::Float32) return literal(kind);
  return "same<" + textOf({kind}) + ">(" + literal(kind) + ")";
}

// The right side of an operator, whose left side has the same type.
std::string Maker::operand(const Type& type, int depth) {
  return dice_.oneIn(3) ? literal(type.kind) : value(type, depth);
}

std::string Maker::integer(const Type& type, int depth) {
  return tryForms({&Maker::integerBinary, &Maker::integerBinary, &Maker::integerBinary, &Maker::integerDivision,
                   &Maker::integerShift, &Maker::unary, &Maker::converted, &Maker::converted, &Maker::intOnly},
                  type, depth);
}

std::string Maker::integerBinary(const Type& type, int depth) {
  const std::string left = value(type, depth);
  const std::string sign = oneOf({"+", "-", "*", "+", "-", "&", "|", "^"});
  return "(" + left + " " + sign + " " + operand(type, depth) + ")";
}

std::string Maker::integerDivision(const Type& type, int depth) {
  const std::string left = value(type, depth);
  const std::string sign = oneOf({"/", "%"});
  if (dice_.oneIn(4)) return "(" + left + " " + sign + " " + value(type, depth) + ")";
  const std::string divisor = type.kind == Kind::Byte ? dice_.in(kByteDivisors) : dice_.in(kDivisors);
  // Behind a call the compiler knows the divisor no longer.
  if (dice_.oneIn(2)) return "(" + left + " " + sign + " " + divisor + ")";
  return "(" + left + " " + sign + " same<" + textOf(type) + ">(" + divisor + "))";
}

std::string Maker::integerShift(const Type& type, int depth) {
  const std::string left = value(type, depth);
  const std::string sign = oneOf({"<<", ">>", ">>>"});
  const std::string count = dice_.oneIn(2) ? std::to_string(dice_.below(70)) : value({Kind::Int}, depth);
  return "(" + left + " " + sign + " " + count + ")";
}

std::string Maker::unary(const Type& type, int depth) {
  return "(" + oneOf({"-", "~"}) + "(" + value(type, depth) + "))";
}

std::string Maker::converted(const Type& type, int depth) {
  switch (type.kind) {
    case Kind::Int: return convertedToInt(depth);
    case Kind::Int32: return convertedToInt32(depth);
    case Kind::Byte: return convertedToByte(depth);
    case Kind::Float: return convertedToFloat(depth);
    default: return convertedToFloat32(depth);
  }
}

std::string Maker::convertedToInt(int depth) {
  switch (dice_.below(10)) {
    case 0: return value({Kind::Byte}, depth) + ".toInt()";
    case 1: return value({Kind::Char}, depth) + ".toInt()";
    case 2: return value({Kind::Float}, depth) + ".toIntSaturating()";
    case 3: return value({Kind::Float}, depth) + ".toBits()";
    case 4: return value({Kind::Float}, depth) + ".toInt()";
    case 5: return value({Kind::Float32}, depth) + ".toInt()";
    case 6: return "(Int.parseOrNull(" + value({Kind::String}, depth) + ") ?? " + std::to_string(dice_.below(9)) + ")";
    case 7: return "(" + value({Kind::String}, depth) + ".indexOf(" + value({Kind::String}, depth) + ") ?? -1)";
    default: return value({Kind::Int32}, depth) + ".toInt()";
  }
}

std::string Maker::convertedToInt32(int depth) {
  switch (dice_.below(8)) {
    case 0: return value({Kind::Byte}, depth) + ".toInt32()";
    case 1: return value({Kind::Char}, depth) + ".toInt32()";
    case 2: return value({Kind::Float}, depth) + ".toInt32()";
    case 3: return value({Kind::Float32}, depth) + ".toBits()";
    case 4: return value({Kind::Int}, depth) + ".toInt32()";
    case 5: return value({Kind::Int}, depth) + ".toInt32Saturating()";
    default: return value({Kind::Int}, depth) + ".toInt32Wrapping()";
  }
}

std::string Maker::convertedToByte(int depth) {
  switch (dice_.below(5)) {
    case 0: return value({Kind::Int}, depth) + ".toByte()";
    case 1: return value({Kind::Int}, depth) + ".toByteSaturating()";
    case 2: return value({Kind::Int32}, depth) + ".toByteWrapping()";
    case 3: return "(" + value({Kind::Int}, depth) + " & 255).toByte()";
    default: return value({Kind::Int}, depth) + ".toByteWrapping()";
  }
}

std::string Maker::convertedToFloat(int depth) {
  switch (dice_.below(5)) {
    case 0: return value({Kind::Int32}, depth) + ".toFloat()";
    case 1: return value({Kind::Float32}, depth) + ".toFloat()";
    case 2: return "Float.fromBits(" + value({Kind::Int}, depth) + ")";
    case 3: return value({Kind::Byte}, depth) + ".toFloat()";
    default: return value({Kind::Int}, depth) + ".toFloat()";
  }
}

std::string Maker::convertedToFloat32(int depth) {
  switch (dice_.below(4)) {
    case 0: return value({Kind::Int}, depth) + ".toFloat32()";
    case 1: return "Float32.fromBits(" + value({Kind::Int32}, depth) + ")";
    case 2: return value({Kind::Int32}, depth) + ".toFloat32()";
    default: return value({Kind::Float}, depth) + ".toFloat32()";
  }
}

std::string Maker::intOnly(const Type& type, int depth) {
  if (type.kind != Kind::Int) return {};
  switch (dice_.below(6)) {
    case 0: return value(type, depth) + ".abs()";
    case 1: return value({Kind::String}, depth) + ".length";
    case 2: return "Math." + oneOf({"min", "max"}) + "(" + value(type, depth) + ", " + expected(type, depth) + ")";
    case 3: return value({Kind::String}, depth) + ".compareTo(" + value({Kind::String}, depth) + ")";
    case 4: return value({Kind::Float}, depth) + ".compareTo(" + value({Kind::Float}, depth) + ")";
    default: return value(type, depth) + ".coerceIn(" + expected(type, 0) + ", " + expected(type, 0) + ")";
  }
}

std::string Maker::floating(const Type& type, int depth) {
  return tryForms(
      {&Maker::floatBinary, &Maker::floatBinary, &Maker::floatBinary, &Maker::floatMethod, &Maker::converted}, type,
      depth);
}

std::string Maker::floatBinary(const Type& type, int depth) {
  // A literal on the left is a form of its own in prepared code.
  const std::string left = type.kind == Kind::Float && dice_.oneIn(5) ? literal(type.kind) : value(type, depth);
  const std::string sign = oneOf({"+", "-", "*", "/", "+", "-", "*", "/", "%"});
  return "(" + left + " " + sign + " " + operand(type, depth) + ")";
}

std::string Maker::floatMethod(const Type& type, int depth) {
  const std::string subject = value(type, depth);
  if (dice_.oneIn(4)) return "(-(" + subject + "))";
  if (type.kind == Kind::Float32) return subject + oneOf({".abs()", ".squareRoot()"});
  return subject + oneOf({".abs()", ".squareRoot()", ".floor()", ".round()", ".truncate()"});
}

}  // namespace tatu::generator
