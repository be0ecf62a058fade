#include "tests/calls/typed_values.h"

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "tests/calls/values.h"

namespace tatu::calls {

namespace {

using Kind = Type::Kind;

bool isWellFormed(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned first = at(i);
    if (first < 0x80) {
      i += 1;
    } else if (first >= 0xC2 && first <= 0xDF && follows(i + 1)) {
      i += 2;
    } else if (first >= 0xE0 && first <= 0xEF && follows(i + 1) && follows(i + 2)) {
      const unsigned scalar = (first & 0xFU) << 12 | (at(i + 1) & 0x3FU) << 6;
      if (scalar < 0x800 || (scalar >= 0xD800 && scalar <= 0xDFFF)) return false;
      i += 3;
    } else if (first >= 0xF0 && first <= 0xF4 && follows(i + 1) && follows(i + 2) && follows(i + 3)) {
      const unsigned scalar = (first & 7U) << 18 | (at(i + 1) & 0x3FU) << 12;
      if (scalar < 0x10000 || scalar > 0x10FFFF) return false;
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

bool isIntIn(const tatu_value& value, std::int64_t least, std::int64_t most) {
  return value.kind == TATU_INT && value.as.integer >= least && value.as.integer <= most;
}

bool isFloatOf(const tatu_value& value, int bits) {
  const std::int64_t most = std::int64_t{1} << bits;
  return value.kind == TATU_FLOAT || isIntIn(value, -most, most);
}

bool areItems(const tatu_value& value, const Type& type) {
  if (value.as.items == nullptr) return value.size == 0 && type.kind != Kind::Tuple;
  for (std::size_t i = 0; i < value.size; ++i) {
    if (!fits(value.as.items[i], type.kind == Kind::Tuple ? type.parts[i] : type.parts[0])) return false;
  }
  return true;
}

bool isScalar(std::uint32_t character) { return character < 0xD800 || (character > 0xDFFF && character <= 0x10FFFF); }

double numberOf(const tatu_value& value) {
  return value.kind == TATU_INT ? static_cast<double>(value.as.integer) : value.as.number;
}

bool isSameNumber(double given, double back) {
  if (std::isnan(given)) return std::isnan(back);
  return std::bit_cast<std::uint64_t>(given) == std::bit_cast<std::uint64_t>(back);
}

std::string_view bytesOf(const tatu_value& value) {
  if (value.kind == TATU_STRING) return {value.as.text, value.size};
  return {reinterpret_cast<const char*>(value.as.bytes), value.size};
}

}  // namespace

const std::vector<Type>& echoedTypes() {
  static const Type kInt{Kind::Int, "Int", {}};
  static const Type kFloat{Kind::Float, "Float", {}};
  static const Type kFloat32{Kind::Float32, "Float32", {}};
  static const Type kBool{Kind::Bool, "Bool", {}};
  static const Type kChar{Kind::Char, "Char", {}};
  static const Type kString{Kind::String, "String", {}};
  static const Type kThing{Kind::Object, "game.Thing", {}};
  static const Type kMaybeThing{Kind::Optional, "game.Thing?", {kThing}};
  static const Type kMaybeInt{Kind::Optional, "Int?", {kInt}};
  static const Type kBools{Kind::Array, "Array<Bool>", {kBool}};
  static const Type kPair{Kind::Tuple, "(Int?, String)", {kMaybeInt, kString}};
  static const std::vector<Type> kTypes{
      {Kind::Unit, "Unit", {}},
      kBool,
      {Kind::Byte, "Byte", {}},
      {Kind::Int32, "Int32", {}},
      kInt,
      kFloat32,
      kFloat,
      kChar,
      kString,
      kMaybeInt,
      {Kind::Optional, "String?", {kString}},
      {Kind::Bytes, "Array<Byte>", {}},
      {Kind::Array, "Array<Int>", {kInt}},
      {Kind::Array, "Array<Float32?>", {{Kind::Optional, "Float32?", {kFloat32}}}},
      kPair,
      {Kind::Array, "Array<(Float, Char)>", {{Kind::Tuple, "(Float, Char)", {kFloat, kChar}}}},
      {Kind::Array, "List<String>", {kString}},
      {Kind::Array, "List<Array<Bool>>", {kBools}},
      {Kind::Optional, "(Int?, String)?", {kPair}},
      kThing,
      kMaybeThing,
      {Kind::Array, "Array<game.Thing?>", {kMaybeThing}},
  };
  return kTypes;
}

bool fits(const tatu_value& value, const Type& type) {
  switch (type.kind) {
    case Kind::Unit: return value.kind == TATU_UNIT;
    case Kind::Bool: return value.kind == TATU_BOOL;
    case Kind::Byte: return isIntIn(value, 0, 255);
    case Kind::Int32: return isIntIn(value, INT32_MIN, INT32_MAX);
    case Kind::Int: return value.kind == TATU_INT;
    case Kind::Float32: return isFloatOf(value, 24);
    case Kind::Float: return isFloatOf(value, 53);
    case Kind::Char: return value.kind == TATU_CHAR && isScalar(value.as.character);
    case Kind::String: {
      if (value.kind != TATU_STRING || value.as.text == nullptr) return value.kind == TATU_STRING && value.size == 0;
      return isWellFormed(bytesOf(value));
    }
    case Kind::Bytes: return value.kind == TATU_BYTES && (value.as.bytes != nullptr || value.size == 0);
    case Kind::Object: return value.kind == TATU_OBJECT && value.as.object != nullptr;
    case Kind::Optional: return value.kind == TATU_NULL || fits(value, type.parts[0]);
    case Kind::Array: return value.kind == TATU_ARRAY && areItems(value, type);
    case Kind::Tuple: return value.kind == TATU_RECORD && value.size == type.parts.size() && areItems(value, type);
  }
  return false;
}

bool isEcho(const tatu_value& given, const tatu_value& back, const Type& type) {
  if (given.kind == TATU_NULL) return back.kind == TATU_NULL;
  switch (type.kind) {
    case Kind::Unit: return back.kind == TATU_UNIT;
    case Kind::Bool: return back.kind == TATU_BOOL && back.as.boolean == given.as.boolean;
    case Kind::Byte:
    case Kind::Int32:
    case Kind::Int: return back.kind == TATU_INT && back.as.integer == given.as.integer;
    case Kind::Float32: {
      const auto single = static_cast<float>(numberOf(given));
      return back.kind == TATU_FLOAT && isSameNumber(static_cast<double>(single), back.as.number);
    }
    case Kind::Float: return back.kind == TATU_FLOAT && isSameNumber(numberOf(given), back.as.number);
    case Kind::Char: return back.kind == TATU_CHAR && back.as.character == given.as.character;
    case Kind::String:
    case Kind::Bytes: return back.kind == given.kind && bytesOf(back) == bytesOf(given);
    case Kind::Object: return back.kind == TATU_OBJECT && back.as.object == given.as.object;
    case Kind::Optional: return isEcho(given, back, type.parts[0]);
    case Kind::Array:
    case Kind::Tuple: break;
  }
  if (back.kind != given.kind || back.size != given.size) return false;
  for (std::size_t i = 0; i < given.size; ++i) {
    const Type& part = type.kind == Kind::Tuple ? type.parts[i] : type.parts[0];
    if (!isEcho(given.as.items[i], back.as.items[i], part)) return false;
  }
  return true;
}

// ---- Making them

tatu_value ValueMaker::make(const Type& type) { return choices_.oneIn(16) ? anything(0) : fitting(type); }

tatu_value ValueMaker::fitting(const Type& type) {
  switch (type.kind) {
    case Kind::Unit: return {};
    case Kind::Bool: return boolValue(choices_.oneIn(2));
    case Kind::Byte: return intValue(static_cast<std::int64_t>(choices_.below(choices_.oneIn(8) ? 300 : 256)));
    case Kind::Int32:
    case Kind::Int: return intValue(integer());
    case Kind::Float32:
    case Kind::Float: return choices_.oneIn(3) ? intValue(integer()) : floatValue(number());
    case Kind::Char: return charValue(static_cast<std::uint32_t>(choices_.below(choices_.oneIn(4) ? 0x120000 : 0x80)));
    case Kind::String: return text(TATU_STRING);
    case Kind::Bytes: return text(TATU_BYTES);
    case Kind::Object: return objectValue(objects_.any(choices_));
    case Kind::Optional: return choices_.oneIn(3) ? nullValue() : make(type.parts[0]);
    case Kind::Array:
    case Kind::Tuple: break;
  }
  const bool isTuple = type.kind == Kind::Tuple;
  std::vector<tatu_value> list(isTuple ? type.parts.size() : choices_.below(choices_.oneIn(8) ? 100 : 4));
  for (std::size_t i = 0; i < list.size(); ++i) list[i] = make(type.parts[isTuple ? i : 0]);
  return items(isTuple ? TATU_RECORD : TATU_ARRAY, std::move(list));
}

tatu_value ValueMaker::anything(int depth) {
  tatu_value value{};
  value.kind = static_cast<std::uint32_t>(choices_.below(13));  // two more than there are
  switch (value.kind) {
    case TATU_INT: return intValue(integer());
    case TATU_FLOAT: return floatValue(number());
    case TATU_CHAR: return charValue(static_cast<std::uint32_t>(choices_.below(0x120000)));
    case TATU_STRING:
    case TATU_BYTES: return text(static_cast<tatu_kind>(value.kind));
    case TATU_OBJECT: return objectValue(choices_.oneIn(2) ? nullptr : objects_.any(choices_));
    case TATU_ARRAY:
    case TATU_RECORD: break;
    default: value.size = choices_.below(3); return value;  // of those that have none, nobody reads it
  }
  if (choices_.oneIn(4)) {
    value.size = choices_.below(2);  // of nothing
    return value;
  }
  std::vector<tatu_value> list(depth == 3 ? 0 : choices_.below(4));
  for (tatu_value& item : list) item = anything(depth + 1);
  return items(static_cast<tatu_kind>(value.kind), std::move(list));
}

tatu_value ValueMaker::items(tatu_kind kind, std::vector<tatu_value> items) {
  return listValue(kind, lists_.emplace_back(std::move(items)));
}

tatu_value ValueMaker::text(tatu_kind kind) {
  constexpr std::array<std::string_view, 7> kPieces{"a", "text", "\n", "ä", "\U0001F600", "\xff", "\xed\xa0\x80"};
  std::string made;
  for (std::uint64_t i = choices_.below(5); i > 0; --i) {
    made += kPieces[choices_.below(choices_.oneIn(8) ? kPieces.size() : kPieces.size() - 2)];
  }
  if (choices_.oneIn(16)) made.append(choices_.below(100'000), 'x');
  tatu_value value = textValue(texts_.emplace_back(std::move(made)));
  value.kind = kind;
  return value;
}

std::int64_t ValueMaker::integer() {
  constexpr std::array<std::int64_t, 11> kEdges{1 << 24,         0,         -1,        INT32_MAX,     INT32_MIN,
                                                INT32_MAX + 1LL, INT64_MAX, INT64_MIN, (1 << 24) + 1, (1LL << 53) + 1,
                                                -(1LL << 53)};
  return choices_.oneIn(4) ? choices_.oneOf(kEdges) : static_cast<std::int64_t>(choices_.below(1000)) - 500;
}

double ValueMaker::number() {
  constexpr std::array kEdges{
      0.0,   -0.0, std::numeric_limits<double>::infinity(),  std::numeric_limits<double>::quiet_NaN(),
      1e300, 0.1,  std::numeric_limits<double>::denorm_min()};
  return choices_.oneIn(2) ? choices_.oneOf(kEdges) : static_cast<double>(choices_.below(1000)) / 4;
}

}  // namespace tatu::calls
