// Reserves: how much fuel compiled code asks for in advance where it polls, at the entry of a method and at the head of
// a loop. Whoever has it can charge what comes next without a test, and enter inlined bodies without another.
//
// A reserve is a guess at what is useful. Nothing depends on it but speed.
#pragma once

#include <cstdint>

#include "jit/baseline/code_map.h"

namespace tatu::jit {

// Asked for at `word`, where control arrives: enough for what is likely to come up to the next place where the fuel
// must be exact; just that, if possible, so that nothing is to be subtracted or given back there.
[[nodiscard]] std::int64_t reserveAt(const CodeMap& map, std::uint32_t word);

// The same for any other instruction, of which nothing has been charged yet.
[[nodiscard]] std::int64_t reserveOnWay(const CodeMap& map, std::uint32_t word);

}  // namespace tatu::jit
