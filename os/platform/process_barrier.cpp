#include "os/platform/process_barrier.h"

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tatu::os {

namespace {

long membarrier(int command) { return ::syscall(SYS_membarrier, command, 0, 0); }

void barrier() { (void)membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED); }

}  // namespace

// The thread sanitizer does not know what it does.
ProcessBarrier processBarrier() {
#if defined(__SANITIZE_THREAD__)
  return nullptr;
#else
  return membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) == 0 ? barrier : nullptr;
#endif
}

}  // namespace tatu::os
