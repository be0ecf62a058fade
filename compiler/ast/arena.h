// Memory for the nodes of one file: taken piece by piece, given back all at once.
//
// Only trivially destructible objects live here: no destructor ever runs. Addresses stay valid as long as the arena.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tatu::compiler::ast {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T, class... Arguments>
  [[nodiscard]] T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  // A copy of the elements that lives as long as the arena.
  template <class T>
  [[nodiscard]] std::span<const T> copy(std::span<const T> elements) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (elements.empty()) return {};
    auto* target = static_cast<T*>(allocate(elements.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void*>(target), elements.data(), elements.size_bytes());
    return {target, elements.size()};
  }
  template <class T>
  [[nodiscard]] std::span<const T> copy(const std::vector<T>& elements) {
    return copy(std::span<const T>(elements));
  }
  [[nodiscard]] std::string_view copy(std::string_view text) {
    const auto bytes = copy(std::span<const char>(text));
    return {bytes.data(), bytes.size()};
  }

  [[nodiscard]] void* allocate(std::size_t bytes, std::size_t alignment);
  // Bytes taken from the system, for statistics.
  [[nodiscard]] std::size_t reservedBytes() const { return reservedBytes_; }

 private:
  void addBlock(std::size_t atLeast);

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
  std::size_t reservedBytes_ = 0;
};

}  // namespace tatu::compiler::ast
