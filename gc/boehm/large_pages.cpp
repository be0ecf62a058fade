// The heap in large pages.
//
// Whoever walks through more memory than the processor's tables of pages know waits for those at nearly every object,
// on a virtual machine twice as long. So a heap that has become large asks the host for large pages. A small one does
// not: a large page is 512 times as much memory as the one byte may need that it was taken for.
//
// The library has no hook that knows the addresses. So the linker has it call the function below instead of its own
// (CMakeLists.txt); where it is a shared library it does not, and has pages as they come.
#include <cstddef>

#include "gc/boehm/library.h"
#include "os/platform/pages.h"

namespace {

// What is added from here on is large, too: the library lets its heap grow by a part of what there is.
constexpr std::size_t kLargeHeapBytes = std::size_t{4} << 20;

}  // namespace

extern "C" {

// Names that the linker gives. Weak, as a shared library does not show its own.
// NOLINTBEGIN(bugprone-reserved-identifier)
[[gnu::weak]] void* __real_GC_unix_get_mem(std::size_t bytes);

// Called with the library's lock held. Null: there is none.
void* __wrap_GC_unix_get_mem(std::size_t bytes) {
  void* const memory = __real_GC_unix_get_mem(bytes);
  if (memory != nullptr && GC_get_heap_size() >= kLargeHeapBytes) tatu::os::preferLargePages(memory, bytes);
  return memory;
}
// NOLINTEND(bugprone-reserved-identifier)

}  // extern "C"
