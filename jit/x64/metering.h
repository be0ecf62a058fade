// Whether code counts fuel and memory. In a build with TATU_UNMETERED, which exists to measure what counting costs (see
// benchmarks/), it does not: a guest in such code cannot be stopped.
#pragma once

namespace tatu::jit::x64 {

#ifdef TATU_UNMETERED
inline constexpr bool kIsMetered = false;
#else
inline constexpr bool kIsMetered = true;
#endif

}  // namespace tatu::jit::x64
