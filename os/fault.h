// Fault: one of our own invariants is broken. It is reported, and the process ends; it never goes on. Never for
// anything that a guest, a file or a full memory can bring about.
//
// The report says what was found to be broken, and where: the frames of the thread, as places in the files that are
// loaded, which need no debugging information to be read later. It goes to standard error, and to the host.
//
// Threads: any. Of several faults at once one is reported.
#pragma once

#include <string_view>

namespace tatu::os {

/// Gets the report, of several lines. It is called where the fault was found: with locks that are held, and a memory
/// that may be broken.
using FaultFunction = void (*)(const char* report, void* data);

/// Tells this function, too; null: nobody. For the whole process, as a fault is.
void onFault(FaultFunction function, void* data) noexcept;

[[noreturn, gnu::cold]] void fault(std::string_view what) noexcept;

inline void require(bool holds, std::string_view what) noexcept {
  if (!holds) [[unlikely]]
    fault(what);
}

}  // namespace tatu::os
