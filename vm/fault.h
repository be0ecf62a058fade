// Fault: one of our own invariants is broken. Reported, and the process ends; it never goes on.
#pragma once

#include <string_view>

namespace tatu::vm {

[[noreturn, gnu::cold]] void fault(std::string_view what);

inline void require(bool holds, std::string_view what) {
  if (!holds) [[unlikely]]
    fault(what);
}

}  // namespace tatu::vm
