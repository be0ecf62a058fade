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

}  // namespace tatu::vm::test
