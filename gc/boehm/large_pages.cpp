// The heap in large pages.
//
// Whoever walks through more memory than the processor's tables of pages know waits for those at nearly every object,
// on a virtual machine twice as long. So a heap that has become large asks the host for large pages. A small one does
// not: a large page is 512 times as much memory as the one byte may need that it was taken for.
//
// The library has no hook for where its memory comes from. So the linker has it call the function below instead of its
// own (CMakeLists.txt); where it is a shared library it does not, and has pages as they come.
#include <cstddef>

#include "gc/boehm/library.h"
#include "os/platform/pages.h"

namespace {

constexpr std::size_t kLargeHeapBytes = std::size_t{4} << 20;

// What is left of the last mapping, for the next request that fits: the library asks for tables of 64 KiB in between,
// and for sizes that are no multiples of a large page. Used with the library's lock held.
struct Rest {
  std::byte* memory = nullptr;
  std::size_t bytes = 0;
};
constinit Rest rest;

void* takeLarge(std::size_t bytes) {
  if (bytes > rest.bytes) {
    const std::size_t mapped =
        (bytes + tatu::os::kLargePageBytes - 1) / tatu::os::kLargePageBytes * tatu::os::kLargePageBytes;
    auto* const memory = mapped < bytes ? nullptr : static_cast<std::byte*>(tatu::os::mapLargePages(mapped));
    if (memory == nullptr) return nullptr;
    if (mapped - bytes <= rest.bytes) return memory;  // of the two rests the larger one is kept
    rest = {memory, mapped};
  }
  void* const taken = rest.memory;
  rest = {rest.memory + bytes, rest.bytes - bytes};
  return taken;
}

}  // namespace

extern "C" {

// Names that the linker gives. Weak, as a shared library does not show its own.
// NOLINTBEGIN(bugprone-reserved-identifier)
[[gnu::weak]] void* __real_GC_unix_get_mem(std::size_t bytes);

// Called with the library's lock held, for whole pages. Null: there is none.
void* __wrap_GC_unix_get_mem(std::size_t bytes) {
  if (GC_get_heap_size() < kLargeHeapBytes) return __real_GC_unix_get_mem(bytes);
  void* const memory = takeLarge(bytes);
  return memory != nullptr ? memory : __real_GC_unix_get_mem(bytes);
}
// NOLINTEND(bugprone-reserved-identifier)

}  // extern "C"
