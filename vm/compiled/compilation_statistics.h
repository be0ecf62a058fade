// What making machine code took, and what it made.
#pragma once

#include <chrono>
#include <cstdint>

namespace tatu::vm {

struct CompilationStatistics {
  std::uint64_t methods = 0;
  std::uint64_t machineBytes = 0;   // of their machine code,
  std::uint64_t preparedBytes = 0;  // of the prepared code that it was made from,
  std::uint64_t bytecodeBytes = 0;  // and of the bytecode that this was made from
  std::chrono::nanoseconds time{};  // of the processor, in all compilations, failed ones included
};

}  // namespace tatu::vm
