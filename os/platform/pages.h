// PageRange: a reserved range of addresses whose pages are committed, protected and given back one by one.
//
// Invariants
// - Reserved pages cannot be touched until committed; committed pages read as zero.
// - No page is ever writable and executable at once: `Protection` has no such value.
// - Offsets and lengths are multiples of `pageSize()` and lie inside the range; anything else is refused.
#pragma once

#include <cstddef>
#include <cstdint>

#include "os/error.h"

namespace tatu::os {

enum class Protection : std::uint8_t { None, Read, ReadWrite, ReadExecute };

[[nodiscard]] std::size_t pageSize() noexcept;

/// `bytes` rounded up to whole pages; 0 if that overflows.
[[nodiscard]] std::size_t roundUpToPages(std::size_t bytes) noexcept;

/// Zeroed memory for good, at a multiple of kLargePageBytes, that the host may back with pages of that size as it is
/// touched. A wish: a host that has no such pages gives its usual ones. Null if there is no memory; `bytes` is a
/// multiple of kLargePageBytes.
inline constexpr std::size_t kLargePageBytes = std::size_t{2} << 20;
[[nodiscard]] void* mapLargePages(std::size_t bytes) noexcept;

class PageRange {
 public:
  PageRange() = default;
  ~PageRange();
  PageRange(PageRange&& other) noexcept;
  PageRange& operator=(PageRange&& other) noexcept;
  PageRange(const PageRange&) = delete;
  PageRange& operator=(const PageRange&) = delete;

  /// `bytes` is rounded up to whole pages. Costs address space only.
  [[nodiscard]] static Result<PageRange> reserve(std::size_t bytes);

  /// Makes the pages usable (read and write). Committing a committed page keeps its content.
  [[nodiscard]] Result<void> commit(std::size_t offset, std::size_t bytes);
  [[nodiscard]] Result<void> protect(std::size_t offset, std::size_t bytes, Protection protection);
  /// Gives the memory back and keeps the addresses; the pages are as if never committed.
  [[nodiscard]] Result<void> decommit(std::size_t offset, std::size_t bytes);
  /// Gives everything back; the range is empty afterwards. The destructor does the same.
  void release() noexcept;

  [[nodiscard]] std::byte* data() const noexcept { return base_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

 private:
  PageRange(std::byte* base, std::size_t size) : base_(base), size_(size) {}
  [[nodiscard]] bool covers(std::size_t offset, std::size_t bytes) const noexcept;

  std::byte* base_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace tatu::os
