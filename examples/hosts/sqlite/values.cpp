#include "values.h"

#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT3

namespace {

constexpr std::uint8_t kNothing = 0;

std::string withoutNull(std::string_view type) {
  const auto first = type.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  type.remove_prefix(first);
  if (type.ends_with('?')) type.remove_suffix(1);
  return std::string(type);
}

int depthChange(char character) {
  if (character == '(' || character == '<') return 1;
  return character == ')' || character == '>' ? -1 : 0;
}

// In UTF-16, since SQLite makes UTF-8 of that.
void giveCharacter(sqlite3_context* context, std::uint32_t scalar) {
  const std::uint32_t beyond = scalar - 0x10000;
  const std::uint16_t pair[] = {static_cast<std::uint16_t>(0xD800 | beyond >> 10),
                                static_cast<std::uint16_t>(0xDC00 | (beyond & 0x3FF))};
  const auto unit = static_cast<std::uint16_t>(scalar);
  const bool isPair = scalar >= 0x10000;
  sqlite3_result_text16(context, isPair ? pair : &unit, isPair ? 4 : 2, SQLITE_TRANSIENT);
}

tatu_value fromInteger(sqlite3_int64 integer, std::string_view type) {
  tatu_value result{};
  if (type == "Float" || type == "Float32") {
    result.kind = TATU_FLOAT;
    result.as.number = static_cast<double>(integer);
  } else if (type == "Bool") {
    result.kind = TATU_BOOL;
    result.as.boolean = integer != 0;
  } else {
    result.kind = TATU_INT;
    result.as.integer = integer;
  }
  return result;
}

}  // namespace

std::vector<std::string> parameterTypes(std::string_view signature) {
  std::vector<std::string> types;
  std::size_t begin = 1;
  int depth = 0;
  for (std::size_t at = 0; at < signature.size(); ++at) {
    depth += depthChange(signature[at]);
    const bool isEnd = depth == 0 && signature[at] == ')';
    if (!isEnd && !(depth == 1 && signature[at] == ',')) continue;
    types.push_back(withoutNull(signature.substr(begin, at - begin)));
    begin = at + 1;
    if (isEnd) break;
  }
  return types;
}

tatu_value fromSql(sqlite3_value* value, std::string_view type) {
  tatu_value result{};
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return fromInteger(sqlite3_value_int64(value), type);
    case SQLITE_FLOAT:
      result.kind = TATU_FLOAT;
      result.as.number = sqlite3_value_double(value);
      return result;
    case SQLITE_TEXT:
      result.kind = TATU_STRING;
      result.as.text = reinterpret_cast<const char*>(sqlite3_value_text(value));
      break;
    case SQLITE_BLOB:
      result.kind = TATU_BYTES;
      result.as.bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
      if (result.as.bytes == nullptr) result.as.bytes = &kNothing;  // it is empty
      break;
    default: result.kind = TATU_NULL; return result;
  }
  result.size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  return result;
}

bool giveResult(sqlite3_context* context, const tatu_value& value) {
  switch (value.kind) {
    case TATU_UNIT:
    case TATU_NULL: sqlite3_result_null(context); return true;
    case TATU_BOOL: sqlite3_result_int(context, value.as.boolean ? 1 : 0); return true;
    case TATU_INT: sqlite3_result_int64(context, value.as.integer); return true;
    case TATU_FLOAT: sqlite3_result_double(context, value.as.number); return true;
    case TATU_CHAR: giveCharacter(context, value.as.character); return true;
    case TATU_STRING:
      sqlite3_result_text64(context, value.as.text, value.size, SQLITE_TRANSIENT, SQLITE_UTF8);
      return true;
    case TATU_BYTES: sqlite3_result_blob64(context, value.as.bytes, value.size, SQLITE_TRANSIENT); return true;
    default: return false;
  }
}
