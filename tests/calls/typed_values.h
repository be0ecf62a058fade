// Random values for the types of the language that cross, most of which fit and some of which do not; and what of them
// must come back. Nothing here asks the runtime: it is what the runtime is compared with.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "include/tatu/tatu.h"
#include "tests/calls/choices.h"
#include "tests/calls/objects.h"

namespace tatu::calls {

struct Type {
  enum class Kind : std::uint8_t {
    Unit,
    Bool,
    Byte,
    Int32,
    Int,
    Float32,
    Float,
    Char,
    String,
    Bytes,
    Object,
    Optional,
    Array,
    Tuple
  };
  Kind kind;
  std::string_view text;  // as the language writes it
  std::vector<Type> parts;
};

// Those that functions of the program take and give back.
[[nodiscard]] const std::vector<Type>& echoedTypes();

[[nodiscard]] bool fits(const tatu_value& value, const Type& type);
// Whether the guest has given back what it was given, which fits.
[[nodiscard]] bool isEcho(const tatu_value& given, const tatu_value& back, const Type& type);

// Makes values, and keeps what they point to.
class ValueMaker {
 public:
  ValueMaker(Choices& choices, Objects& objects) : choices_(choices), objects_(objects) {}

  [[nodiscard]] tatu_value make(const Type& type);

 private:
  [[nodiscard]] tatu_value fitting(const Type& type);
  [[nodiscard]] tatu_value anything(int depth);
  [[nodiscard]] tatu_value items(tatu_kind kind, std::vector<tatu_value> items);
  [[nodiscard]] tatu_value text(tatu_kind kind);
  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] double number();

  Choices& choices_;
  Objects& objects_;
  std::deque<std::string> texts_;
  std::deque<std::vector<tatu_value>> lists_;
};

}  // namespace tatu::calls
