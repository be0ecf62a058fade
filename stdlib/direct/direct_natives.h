// The natives of the core package that compiled code calls directly. They are templates in natives/*_calls.h; here they
// are made for that. Whoever links no compiler to machine code does not link this.
#pragma once

#include "vm/compiled/direct_call.h"

namespace tatu::stdlib {

[[nodiscard]] vm::DirectNatives directNatives();

}  // namespace tatu::stdlib
