// Whether code counts fuel. In a build with TATU_UNMETERED, which exists to measure what counting costs (see
// benchmarks/), it does not: a guest in such code cannot be stopped.
#pragma once

#include "vm/fuel.h"

namespace tatu::jit::x64 {

inline constexpr bool kIsMetered = vm::kCountsFuel;

}  // namespace tatu::jit::x64
