#include "compiler/ast/arena.h"

#include <algorithm>
#include <cstdint>

namespace tatu::compiler::ast {

namespace {

constexpr std::size_t kFirstBlock = std::size_t{8} << 10;
constexpr std::size_t kLargestBlock = std::size_t{1} << 20;

}  // namespace

void* Arena::allocate(std::size_t bytes, std::size_t alignment) {
  auto address = reinterpret_cast<std::uintptr_t>(next_);
  address = (address + alignment - 1) & ~(alignment - 1);
  if (next_ == nullptr || address + bytes > reinterpret_cast<std::uintptr_t>(end_)) {
    addBlock(bytes + alignment);
    return allocate(bytes, alignment);
  }
  next_ = reinterpret_cast<std::byte*>(address + bytes);
  return reinterpret_cast<void*>(address);
}

// Blocks grow with the tree: small files stay small.
void Arena::addBlock(std::size_t atLeast) {
  const std::size_t size = std::max(atLeast, std::clamp(reservedBytes_, kFirstBlock, kLargestBlock));
  blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
  next_ = blocks_.back().get();
  end_ = next_ + size;
  reservedBytes_ += size;
}

}  // namespace tatu::compiler::ast
