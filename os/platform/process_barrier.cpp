#include "os/platform/process_barrier.h"

#include <linux/membarrier.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace tatu::os {

namespace {

long membarrier(int command) { return ::syscall(SYS_membarrier, command, 0, 0); }

// Threads count on it, so there is nothing to go on with where it fails (the kernel has no memory for a moment, or a
// filter of system calls refuses it).
void barrier() {
  constexpr int kTries = 1000;
  for (int i = 0; i < kTries; ++i) {
    if (membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) == 0) return;
    if (errno != ENOMEM && errno != EINTR) break;
    ::sched_yield();
  }
  constexpr std::string_view kWhy = "tatu: the host has refused a memory barrier (membarrier)\n";
  (void)!::write(STDERR_FILENO, kWhy.data(), kWhy.size());
  std::abort();
}

// The thread sanitizer does not know what it does.
#if defined(__SANITIZE_THREAD__)
constexpr bool kIsUnderstood = false;
#elif defined(__has_feature)
constexpr bool kIsUnderstood = !__has_feature(thread_sanitizer);
#else
constexpr bool kIsUnderstood = true;
#endif

}  // namespace

ProcessBarrier processBarrier() {
  const bool isThere = kIsUnderstood && membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) == 0;
  return isThere ? barrier : nullptr;
}

}  // namespace tatu::os
