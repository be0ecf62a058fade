// The thread sanitizer does not see what machine code reads: an entry, a dispatch table, the cache of a call, each
// published with release by another thread, and read with acquire, as this processor reads everything. So it would take
// what C++ then reads of the same things for races. In its build those who publish such a thing say so, and C++ that is
// called from machine code, or returned to, sees all that was said. In other builds both are nothing.
#pragma once

#if defined(__SANITIZE_THREAD__)
extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);
#endif

namespace tatu::vm {

#if defined(__SANITIZE_THREAD__)
inline char unseenReads = 0;  // only its address counts
inline void publishForUnseenReads() { __tsan_release(&unseenReads); }
inline void afterUnseenReads() { __tsan_acquire(&unseenReads); }
#else
inline void publishForUnseenReads() {}
inline void afterUnseenReads() {}
#endif

}  // namespace tatu::vm
