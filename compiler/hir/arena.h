// Memory for the HIR of one declaration: nodes are made one by one and dropped all together.
//
// Nodes hold vectors and strings, so unlike the syntax tree's arena this one runs destructors, newest first.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace tatu::compiler::hir {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() { clear(); }

  template <class T, class... Arguments>
  [[nodiscard]] T* make(Arguments&&... arguments) {
    void* place = allocate(sizeof(T), alignof(T));
    T* node = ::new (place) T{std::forward<Arguments>(arguments)...};
    ++count_;
    if constexpr (!std::is_trivially_destructible_v<T>) {
      destructors_.push_back({[](void* object) { static_cast<T*>(object)->~T(); }, node});
    }
    return node;
  }

  // How much there is: a measure of code.
  [[nodiscard]] std::size_t count() const { return count_; }

  // Drops all nodes; the memory is kept for the next declaration.
  void clear() {
    count_ = 0;
    for (auto it = destructors_.rbegin(); it != destructors_.rend(); ++it) it->destroy(it->object);
    destructors_.clear();
    if (blocks_.size() > 1) blocks_.resize(1);
    used_ = 0;
  }

 private:
  static constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
  struct Destructor {
    void (*destroy)(void*);
    void* object;
  };

  void* allocate(std::size_t bytes, std::size_t alignment) {
    used_ = (used_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || used_ + bytes > kBlockBytes) {
      blocks_.push_back(std::make_unique<std::byte[]>(kBlockBytes));
      used_ = 0;
    }
    void* place = blocks_.back().get() + used_;
    used_ += bytes;
    return place;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t used_ = 0;
  std::size_t count_ = 0;
  std::vector<Destructor> destructors_;
};

}  // namespace tatu::compiler::hir
