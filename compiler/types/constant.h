// The value of a `const`.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/types/type.h"

namespace tatu::compiler {

struct Constant {
  TypeKind kind = TypeKind::Int;
  std::int64_t integer = 0;  // Int, Int32, Byte, Char, and Bool as 0 or 1
  double number = 0;         // Float, Float32
  std::string text;          // String
};

}  // namespace tatu::compiler
