// A broken invariant of the heap or a breach of its caller's duties: reported, and the process ends. Never for anything
// that a guest, a file or a full memory can bring about.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace tatu::gc {

[[noreturn, gnu::cold]] inline void fault(const char* what) {
  std::fprintf(stderr, "tatu: fault in the heap: %s\n", what);
  std::abort();
}

inline void require(bool condition, const char* what) {
  if (!condition) [[unlikely]]
    fault(what);
}

}  // namespace tatu::gc
