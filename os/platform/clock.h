// The host's clocks, for the VM's own measurements and deadlines. Guests have theirs in `System`.
#pragma once

#include <chrono>

namespace tatu::os {

/// Since an unspecified moment; never goes back.
[[nodiscard]] std::chrono::nanoseconds monotonicNow() noexcept;

/// Since 1970-01-01 UTC; may jump.
[[nodiscard]] std::chrono::nanoseconds wallNow() noexcept;

/// Processor time used by this process so far.
[[nodiscard]] std::chrono::nanoseconds processorTime() noexcept;

/// Processor time used by the calling thread so far.
[[nodiscard]] std::chrono::nanoseconds threadProcessorTime() noexcept;

}  // namespace tatu::os
