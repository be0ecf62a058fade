// List: the short lists of a module's declarations (parameters, type arguments, fields, …), in 8 bytes where a vector
// takes 24.
//
// It is used like a vector. Its elements lie in a block of its own, or in a block that a ListArena lent it: a module
// that was read keeps all of its lists in one arena, without a block of malloc for each. A copy never shares a block.
//
// The caller owes: a lent list, also one that was moved, does not outlive its arena.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace tatu::bytecode {

template <typename T>
class List {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  List() = default;
  List(std::initializer_list<T> items) : List(items.begin(), items.end()) {}
  template <std::forward_iterator Iterator>
  List(Iterator first, Iterator last) {
    const auto count = static_cast<std::size_t>(std::distance(first, last));
    if (count == 0) return;
    items_ = newBlock(count);
    std::uninitialized_copy(first, last, items_);
    setSize(count, kOwned);
  }
  List(const std::vector<T>& items) : List(items.begin(), items.end()) {}
  List(const List& other) : List(other.begin(), other.end()) {}
  List(List&& other) noexcept : items_(std::exchange(other.items_, nullptr)) {}
  List& operator=(const List& other) {
    if (this != &other) *this = List(other);
    return *this;
  }
  List& operator=(List&& other) noexcept {
    List(std::move(other)).swap(*this);
    return *this;
  }
  ~List() { release(); }

  void swap(List& other) noexcept { std::swap(items_, other.items_); }

  [[nodiscard]] std::size_t size() const { return items_ == nullptr ? 0 : word() & ~kOwned; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] T* data() { return items_; }
  [[nodiscard]] const T* data() const { return items_; }
  [[nodiscard]] T* begin() { return items_; }
  [[nodiscard]] T* end() { return items_ + size(); }
  [[nodiscard]] const T* begin() const { return items_; }
  [[nodiscard]] const T* end() const { return items_ + size(); }
  [[nodiscard]] T& operator[](std::size_t i) { return items_[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return items_[i]; }
  [[nodiscard]] T& front() { return items_[0]; }
  [[nodiscard]] const T& front() const { return items_[0]; }
  [[nodiscard]] T& back() { return items_[size() - 1]; }
  [[nodiscard]] const T& back() const { return items_[size() - 1]; }

  void push_back(T item) {
    const std::size_t count = size();
    if (count >= capacity()) reserve(std::max<std::size_t>(2 * count, 2));
    new (items_ + count) T(std::move(item));
    setSize(count + 1, kOwned);
  }
  void reserve(std::size_t count) {
    if (count <= capacity()) return;
    T* const block = newBlock(count);
    const std::size_t kept = size();
    std::uninitialized_move(begin(), end(), block);
    release();
    items_ = block;
    setSize(kept, kOwned);
  }
  // The item is a copy: it may be one of these elements.
  void resize(std::size_t count, T item = T()) {
    while (size() > count) pop_back();
    reserve(count);
    while (size() < count) push_back(item);
  }
  void pop_back() {
    const std::size_t count = size() - 1;
    std::destroy_at(items_ + count);
    setSize(count, word() & kOwned);
  }
  void erase(const T* place) {
    std::move(items_ + (place - items_) + 1, end(), items_ + (place - items_));
    pop_back();
  }
  void clear() { List().swap(*this); }

  friend bool operator==(const List& a, const List& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

 private:
  friend class ListArena;
  // Before the first element stands the number of elements; with kOwned if the block is the list's own, and then
  // before that the number of elements that the block can hold.
  static constexpr std::uint32_t kOwned = 0x80000000u;
  static constexpr std::size_t kLentHead = sizeof(std::uint32_t);
  static constexpr std::size_t kOwnHead = 2 * sizeof(std::uint32_t);

  [[nodiscard]] std::uint32_t* words() const { return reinterpret_cast<std::uint32_t*>(items_); }
  [[nodiscard]] std::uint32_t word() const { return words()[-1]; }
  [[nodiscard]] bool isOwned() const { return items_ != nullptr && (word() & kOwned) != 0; }
  [[nodiscard]] std::size_t capacity() const { return isOwned() ? words()[-2] : 0; }
  void setSize(std::size_t count, std::uint32_t owned) {
    if (items_ != nullptr) words()[-1] = static_cast<std::uint32_t>(count) | owned;
  }

  static T* newBlock(std::size_t count) {
    static_assert(alignof(T) <= kOwnHead && alignof(T) >= alignof(std::uint32_t));
    auto* const head = static_cast<std::uint32_t*>(::operator new(kOwnHead + count * sizeof(T)));
    head[0] = static_cast<std::uint32_t>(count);
    return reinterpret_cast<T*>(head + 2);
  }
  void release() {
    std::destroy(begin(), end());
    if (isOwned()) ::operator delete(words() - 2);
    items_ = nullptr;
  }

  T* items_ = nullptr;
};

// The memory of the lists that one reader makes. A copy of an arena is empty, as the copies of its lists have blocks of
// their own.
class ListArena {
 public:
  // No list, and no rest of a block, takes more than this beyond what was asked for.
  ListArena() : ListArena(4096) {}
  explicit ListArena(std::size_t blockBytes) : blockBytes_(blockBytes) {}
  ListArena(const ListArena& other) : blockBytes_(other.blockBytes_) {}
  ListArena(ListArena&& other) noexcept : ListArena(other.blockBytes_) { swap(other); }
  // Lists of this arena may still be there while a module is assigned member by member: what it has lent stays.
  ListArena& operator=(const ListArena& other) {
    blockBytes_ = other.blockBytes_;
    return *this;
  }
  ListArena& operator=(ListArena&& other) noexcept {
    swap(other);
    return *this;
  }
  ~ListArena() = default;

  // The size of the block that must be allocated for such a list; 0 if there is room for it.
  template <typename T>
  [[nodiscard]] std::size_t blockFor(std::size_t count) const {
    const std::size_t bytes = mostBytes<T>(count);
    if (count == 0 || bytes <= left_) return 0;
    return isLarge(bytes) ? bytes : blockBytes_;
  }

  // A list of so many elements, each as its type's default.
  template <typename T>
  [[nodiscard]] List<T> make(std::size_t count) {
    List<T> list;
    if (count == 0) return list;
    list.items_ = reinterpret_cast<T*>(allocate(mostBytes<T>(count), count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(list.items_, count);
    list.setSize(count, 0);
    return list;
  }

 private:
  using Block = std::unique_ptr<std::byte[]>;

  // The head and what aligns the first element take no more than the element's alignment: see newBlock().
  template <typename T>
  [[nodiscard]] static std::size_t mostBytes(std::size_t count) {
    return alignof(T) + count * sizeof(T);
  }
  // Such a list gets a block of its own, so that the rest of the last block stays in use.
  [[nodiscard]] bool isLarge(std::size_t bytes) const { return bytes > blockBytes_ / 4; }

  // Room for the elements, with that for the head before it.
  std::byte* allocate(std::size_t mostBytes, std::size_t elementBytes, std::size_t alignment);

  void swap(ListArena& other) noexcept {
    std::swap(blocks_, other.blocks_);
    std::swap(at_, other.at_);
    std::swap(left_, other.left_);
    std::swap(blockBytes_, other.blockBytes_);
  }

  std::vector<Block> blocks_;
  std::byte* at_ = nullptr;  // a multiple of four, as the sizes of elements are
  std::size_t left_ = 0;
  std::size_t blockBytes_;
};

}  // namespace tatu::bytecode
