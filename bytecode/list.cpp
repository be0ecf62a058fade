#include "bytecode/list.h"

namespace tatu::bytecode {

namespace {

// The place of the first element after a head at `at`.
std::byte* placeAfterHead(std::byte* at, std::size_t alignment) {
  const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(at) + sizeof(std::uint32_t);
  return at + sizeof(std::uint32_t) + (alignment - address % alignment) % alignment;
}

}  // namespace

std::byte* ListArena::allocate(std::size_t mostBytes, std::size_t elementBytes, std::size_t alignment) {
  if (mostBytes > left_ && isLarge(mostBytes)) {
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(mostBytes));
    return placeAfterHead(blocks_.back().get(), alignment);
  }
  if (mostBytes > left_) {
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(blockBytes_));
    at_ = blocks_.back().get();
    left_ = blockBytes_;
  }
  std::byte* const place = placeAfterHead(at_, alignment);
  left_ -= static_cast<std::size_t>(place + elementBytes - at_);
  at_ = place + elementBytes;
  return place;
}

}  // namespace tatu::bytecode
