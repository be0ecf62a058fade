// A generated program of ordinary code, of any length, for measuring what depends on the size of a program: classes and
// interfaces, generics, enums and matches, lambdas, loops, strings, exceptions. Every unit of it has names of its own
// and calls the one before it, so nothing can be found twice. It compiles without a message.
#pragma once

#include <cstddef>
#include <string>

namespace tatu::benchmarks {

// At least so many lines, with a `main` at the end.
[[nodiscard]] std::string ordinaryCode(std::size_t lines);

}  // namespace tatu::benchmarks
