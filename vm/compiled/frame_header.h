// The header of a frame of the fast interpreter and of compiled code: three slots from fp on.
//   [0] where to return to: a word of prepared code, or a ReturnSite (compiled_code.h)
//   [1] the caller's fp
//   [2] the method; the lowest bit is set if the frame is settled
//
// Settled: neither this frame nor any older one returns to compiled code; each return from one asks again whether there
// is some. Headers of callers do not change while the callee's frame is there, so the first settled frame ends the work
// of settle(): each call of a program is settled once at most, however often it is done and however deep it nests.
#pragma once

#include <cstdint>

#include "vm/compiled/compiled_code.h"

namespace tatu::vm {

inline constexpr Slot kSettledBit = 1;
static_assert(alignof(Method) > kSettledBit);

[[nodiscard]] inline Method& methodOf(const Slot* fp) { return *reinterpret_cast<Method*>(fp[2] & ~kSettledBit); }
[[nodiscard]] inline Slot* callerOf(const Slot* fp) { return reinterpret_cast<Slot*>(fp[1]); }

// In prepared code, also if the call was made by compiled code.
[[nodiscard]] inline const Word* returnOf(const Slot* fp) {
  const Word* const word = reinterpret_cast<const Word*>(fp[0]);
  const ReturnSite* const site = siteOf(word);
  return site == nullptr ? word : site->returnTo;
}

inline void makeHeader(Slot* fp, const Word* returnTo, const Slot* caller, const Method& method) {
  fp[0] = reinterpret_cast<std::uintptr_t>(returnTo);
  fp[1] = reinterpret_cast<std::uintptr_t>(caller);
  fp[2] = reinterpret_cast<std::uintptr_t>(&method);
}

// The frame and all older ones. Their thread is not in compiled code.
inline void settle(Slot* fp) {
  for (; fp != nullptr && (fp[2] & kSettledBit) == 0; fp = callerOf(fp)) {
    fp[0] = reinterpret_cast<std::uintptr_t>(returnOf(fp));
    fp[2] |= kSettledBit;
  }
}

}  // namespace tatu::vm
