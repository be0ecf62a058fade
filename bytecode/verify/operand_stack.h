// The types on a function's operand stack at one place. As deep as the machine's limit; the caller asks isFull() and
// size() before it pushes or pops.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "bytecode/limits.h"
#include "bytecode/resolve/type_store.h"

namespace tatu::bytecode {

class OperandStack {
 public:
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] bool isEmpty() const { return size_ == 0; }
  [[nodiscard]] bool isFull() const { return size_ == kMaxStackEntries; }
  [[nodiscard]] std::uint32_t highest() const { return highest_; }  // size() at its greatest
  [[nodiscard]] TypeId operator[](std::size_t position) const { return entries_[position]; }
  // The last `count` entries; valid until the next push.
  [[nodiscard]] std::span<const TypeId> top(std::uint32_t count) const {
    return {entries_.data() + (size_ - count), count};
  }

  void push(TypeId type) {
    entries_[size_++] = type;
    highest_ = std::max(highest_, size_);
  }
  TypeId pop() { return entries_[--size_]; }
  void drop(std::uint32_t count) { size_ -= count; }
  // At most kMaxStackEntries.
  void assign(std::span<const TypeId> types) {
    std::copy(types.begin(), types.end(), entries_.begin());
    size_ = static_cast<std::uint32_t>(types.size());
    highest_ = std::max(highest_, size_);
  }
  void restart() { size_ = highest_ = 0; }

 private:
  std::array<TypeId, kMaxStackEntries> entries_;
  std::uint32_t size_ = 0;
  std::uint32_t highest_ = 0;
};

}  // namespace tatu::bytecode
