#include "tests/unit/gc/failing_memory.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<int> requestsLeft{-1};

}  // namespace

namespace tatu::gc::test {

void serveNothrowRequests(int count) { requestsLeft = count; }

}  // namespace tatu::gc::test

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  if (requestsLeft == 0) return nullptr;
  if (requestsLeft > 0) --requestsLeft;
  return std::malloc(size);
}

void* operator new(std::size_t size) {
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
