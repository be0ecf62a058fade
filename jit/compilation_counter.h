// CompilationCounter: counts what the compiler does, for --stats.
//
// Threads: noted by one thread at a time, read by any.
#pragma once

#include <atomic>
#include <cstdint>

#include "os/platform/clock.h"
#include "vm/compiled/code_account.h"
#include "vm/compiled/compilation_statistics.h"
#include "vm/frame/method_layout.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::jit {

class CompilationCounter {
 public:
  // The time of one compilation: as long as it exists, on the thread that makes it.
  class Timer {
   public:
    Timer(CompilationCounter& counter, vm::CodeAccount& account)
        : counter_(counter), account_(account), start_(os::threadProcessorTime()) {}
    ~Timer() {
      const auto time = static_cast<std::uint64_t>((os::threadProcessorTime() - start_).count());
      counter_.nanoseconds_ += time;
      account_.nanoseconds += time;
    }
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

   private:
    CompilationCounter& counter_;
    vm::CodeAccount& account_;
    const std::chrono::nanoseconds start_;
  };

  void note(const vm::Method& method, const vm::PreparedCode& prepared, std::size_t machineBytes) {
    ++methods_;
    machineBytes_ += machineBytes;
    preparedBytes_ += prepared.wordCount * sizeof(vm::Word);
    bytecodeBytes_ += method.layout.load(std::memory_order_acquire)->code->body().bytes.size();
  }

  [[nodiscard]] vm::CompilationStatistics read() const {
    return {methods_, machineBytes_, preparedBytes_, bytecodeBytes_, std::chrono::nanoseconds(nanoseconds_)};
  }

 private:
  std::atomic<std::uint64_t> methods_{0};
  std::atomic<std::uint64_t> machineBytes_{0};
  std::atomic<std::uint64_t> preparedBytes_{0};
  std::atomic<std::uint64_t> bytecodeBytes_{0};
  std::atomic<std::uint64_t> nanoseconds_{0};
};

}  // namespace tatu::jit
