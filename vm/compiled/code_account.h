// CodeAccount: what making machine code of one module's functions takes, and may take. When that is used up, the rest
// of the module is interpreted, and no other module is harmed.
//
// Bytes come back when code is discarded; time does not. The core package has no limits.
//
// Threads: any. Each number is by itself; one method at a time is compiled, so the limit on bytes is exact.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tatu::vm {

struct CodeAccount {
  static constexpr std::uint64_t kUnlimited = UINT64_MAX;

  std::atomic<std::uint64_t> mostBytes{kUnlimited};
  std::atomic<std::uint64_t> mostNanoseconds{kUnlimited};
  std::atomic<std::uint64_t> bytes{0};        // of machine code that is there now
  std::atomic<std::uint64_t> nanoseconds{0};  // of the processor, in all compilations
  std::atomic<std::uint64_t> compiled{0};     // methods, each as often as it was
  std::atomic<std::uint64_t> refused{0};      // how often there was no room for one

  [[nodiscard]] bool hasRoomFor(std::uint64_t more) const {
    const std::uint64_t most = mostBytes.load(std::memory_order_relaxed);
    const std::uint64_t taken = bytes.load(std::memory_order_relaxed);
    return taken <= most && more <= most - taken &&
           nanoseconds.load(std::memory_order_relaxed) < mostNanoseconds.load(std::memory_order_relaxed);
  }
};

}  // namespace tatu::vm
