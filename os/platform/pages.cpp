#include "os/platform/pages.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "os/host_error.h"

namespace tatu::os {
namespace {

int hostProtection(Protection protection) {
  switch (protection) {
    case Protection::Read: return PROT_READ;
    case Protection::ReadWrite: return PROT_READ | PROT_WRITE;
    case Protection::ReadExecute: return PROT_READ | PROT_EXEC;
    case Protection::None: break;
  }
  return PROT_NONE;
}

tl::unexpected<OsError> memoryFailure(Operation operation) {
  return tl::unexpected(describe({kindOfErrno(errno), errno}, operation, "memory"));
}

tl::unexpected<OsError> outOfRange() {
  return tl::unexpected(makeError(ErrorKind::InvalidArgument, Operation::ProtectMemory, "memory",
                                  "the pages do not lie inside the reserved range"));
}

}  // namespace

std::size_t pageSize() noexcept {
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

std::size_t roundUpToPages(std::size_t bytes) noexcept {
  const std::size_t mask = pageSize() - 1;
  return bytes > SIZE_MAX - mask ? 0 : (bytes + mask) & ~mask;
}

// The host aligns to small pages only: what is too much at both ends goes back.
void* mapLargePages(std::size_t bytes) noexcept {
  if (bytes > SIZE_MAX - kLargePageBytes) return nullptr;
  void* const mapped =
      ::mmap(nullptr, bytes + kLargePageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  auto* const begin = static_cast<std::byte*>(mapped);
  const std::size_t before = -reinterpret_cast<std::uintptr_t>(begin) % kLargePageBytes;
  std::byte* const memory = begin + before;
  if (before > 0) (void)::munmap(begin, before);
  (void)::munmap(memory + bytes, kLargePageBytes - before);
  (void)::madvise(memory, bytes, MADV_HUGEPAGE);
  return memory;
}

PageRange::~PageRange() { release(); }

PageRange::PageRange(PageRange&& other) noexcept
    : base_(std::exchange(other.base_, nullptr)), size_(std::exchange(other.size_, 0)) {}

PageRange& PageRange::operator=(PageRange&& other) noexcept {
  if (this != &other) {
    release();
    base_ = std::exchange(other.base_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

Result<PageRange> PageRange::reserve(std::size_t bytes) {
  const std::size_t size = roundUpToPages(bytes);
  if (size == 0) {
    return tl::unexpected(makeError(ErrorKind::InvalidArgument, Operation::ReserveMemory, "memory",
                                    bytes == 0 ? "no bytes were asked for" : "the size is too large"));
  }
  void* base = ::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (base == MAP_FAILED) return memoryFailure(Operation::ReserveMemory);
  return PageRange(static_cast<std::byte*>(base), size);
}

bool PageRange::covers(std::size_t offset, std::size_t bytes) const noexcept {
  const std::size_t mask = pageSize() - 1;
  return (offset & mask) == 0 && (bytes & mask) == 0 && offset <= size_ && bytes <= size_ - offset;
}

Result<void> PageRange::commit(std::size_t offset, std::size_t bytes) {
  return protect(offset, bytes, Protection::ReadWrite);
}

Result<void> PageRange::protect(std::size_t offset, std::size_t bytes, Protection protection) {
  if (!covers(offset, bytes)) return outOfRange();
  if (bytes != 0 && ::mprotect(base_ + offset, bytes, hostProtection(protection)) != 0) {
    return memoryFailure(Operation::ProtectMemory);
  }
  return {};
}

// Mapping anew both drops the content and takes the pages off the host's account of promised memory.
Result<void> PageRange::decommit(std::size_t offset, std::size_t bytes) {
  if (!covers(offset, bytes)) return outOfRange();
  if (bytes == 0) return {};
  constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
  if (::mmap(base_ + offset, bytes, PROT_NONE, kFlags, -1, 0) == MAP_FAILED) {
    return memoryFailure(Operation::ProtectMemory);
  }
  return {};
}

void PageRange::release() noexcept {
  if (size_ != 0) ::munmap(base_, size_);
  base_ = nullptr;
  size_ = 0;
}

}  // namespace tatu::os
