#include "os/platform/twin_pages.h"

#include <sys/mman.h>

#include <cerrno>

#include "os/host_error.h"

namespace tatu::os {
namespace {

tl::unexpected<OsError> failure(int code) {
  return tl::unexpected(describe({kindOfErrno(code), code}, Operation::ReserveMemory, "machine code"));
}

}  // namespace

// Moving a shared mapping of length 0 leaves it and makes another one of the same memory.
Result<void> replaceByAnonymousTwins(std::byte* writable, std::byte* executable, std::size_t bytes) {
  constexpr int kFlags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
  if (::mmap(writable, bytes, PROT_READ | PROT_WRITE, kFlags, -1, 0) == MAP_FAILED) return failure(errno);
  if (::mremap(writable, 0, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, executable) == MAP_FAILED) return failure(errno);
  if (::mprotect(executable, bytes, PROT_READ | PROT_EXEC) != 0) return failure(errno);
  return {};
}

}  // namespace tatu::os
