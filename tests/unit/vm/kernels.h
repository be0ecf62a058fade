// Programs that several tests run, each a module with a main that returns an Int.
#pragma once

#include "assembly.h"

namespace tatu::vm::test {

std::shared_ptr<const bytecode::Module> fibonacci(std::int64_t n);
std::shared_ptr<const bytecode::Module> sieve(std::int64_t n);
// A linked list of `n` cells is built and summed, `rounds` times.
std::shared_ptr<const bytecode::Module> lists(std::int64_t n, std::int64_t rounds);
// Sum of a float series.
std::shared_ptr<const bytecode::Module> series(std::int64_t n);

// So many groups of functions with so many in each; main calls every group in each round, and a group calls its
// functions. All of them have code of their own, and none is small enough to be inlined.
std::shared_ptr<const bytecode::Module> crowd(int groups, int each, std::int64_t rounds);
// So many functions that call each other in a ring, so deep. The result is the depth.
std::shared_ptr<const bytecode::Module> ring(int functions, std::int64_t depth);
// One function of at least so many instructions, which is called so often.
std::shared_ptr<const bytecode::Module> longFunction(int instructions, std::int64_t calls);

// Declarations for assembledCore: f() runs f0<Int>, which calls f1 with two types, each of which calls f2 with two, …:
// 2^depth instances of a few instructions each. The result is 2^depth.
std::string doubling(int depth);

}  // namespace tatu::vm::test
