// A heap that has become large asks for large pages, a small one does not; of the Boehm implementation.
#if defined(TATU_HEAP_BOEHM)

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

// Of the mapping with this address, as the host tells them: two letters for each.
std::string mappingFlags(const void* address) {
  std::ifstream maps("/proc/self/smaps");
  bool isIn = false;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t first = 0;
    std::uintptr_t end = 0;
    char dash = 0;
    std::istringstream words(line);
    if (words >> std::hex >> first >> dash >> end && dash == '-') {
      isIn = first <= reinterpret_cast<std::uintptr_t>(address) && reinterpret_cast<std::uintptr_t>(address) < end;
    } else if (isIn && line.starts_with("VmFlags:")) {
      return line + ' ';
    }
  }
  return {};
}

bool hostHasLargePages() { return std::ifstream("/sys/kernel/mm/transparent_hugepage/enabled").good(); }

using LargePagesTest = HeapTest;

TEST_F(LargePagesTest, AreForLargeHeaps) {
  if (!hostHasLargePages()) return;
  const void* const small = &object(layouts->leaf);
  if (heap->statistics().heapBytes < 4 * kMiB) {  // no test before this one has made it large
    EXPECT_EQ(mappingFlags(small).find(" hg "), std::string::npos) << mappingFlags(small);
  }
  constexpr std::size_t kArrays = 32;
  guest->slots().resize(kArrays);
  for (Object*& slot : guest->slots()) slot = &array(layouts->words, kMiB / 8);
  EXPECT_NE(mappingFlags(guest->slots().back()).find(" hg "), std::string::npos) << mappingFlags(guest->slots().back());
}

}  // namespace
}  // namespace tatu::gc::test

#endif
