// The bytes of a module file as a reader takes them: numbers in their one encoding, counts that the rest can hold, and
// a budget of memory. The first problem is kept; after it the input is at its end and every further read gives zeros.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "bytecode/container.h"
#include "bytecode/index.h"
#include "bytecode/leb128.h"
#include "bytecode/reject.h"

namespace tatu::bytecode {

class ModuleInput {
 public:
  ModuleInput(std::span<const std::uint8_t> bytes, std::string_view file);

  // ---- Where it is. What follows up to `end` can be read.
  [[nodiscard]] const std::uint8_t* at() const { return at_; }
  [[nodiscard]] const std::uint8_t* end() const { return end_; }
  [[nodiscard]] std::size_t remaining() const { return static_cast<std::size_t>(end_ - at_); }
  [[nodiscard]] std::span<const std::uint8_t> whole() const { return whole_; }
  void moveTo(const std::uint8_t* place) { at_ = place; }
  void setEnd(const std::uint8_t* end) { end_ = end; }
  void enter(Section section) { section_ = section; }
  void skip(std::size_t bytes) { at_ += bytes; }

  // ---- Failing
  bool fail(Rule rule, const std::uint8_t* place, std::string message, std::string expected = {},
            std::string found = {});
  [[nodiscard]] bool hasFailed() const { return reject_.has_value(); }
  [[nodiscard]] Reject takeReject() { return std::move(*reject_); }

  // ---- Numbers
  std::uint32_t byte() {
    if (at_ != end_) return *at_++;
    failTruncated();
    return 0;
  }
  std::uint64_t number(std::uint64_t maximum) {
    if (at_ != end_ && *at_ < 0x80 && *at_ <= maximum) return *at_++;  // nearly always
    return longNumber(maximum);
  }
  std::int64_t signedNumber();
  std::uint32_t number32() { return static_cast<std::uint32_t>(number(kMaxIndex)); }
  template <typename IndexType>
  IndexType index() {
    return IndexType(number32());
  }
  template <typename IndexType>
  IndexType optionalIndex() {
    const std::uint64_t value = number(std::uint64_t{kMaxIndex} + 1);
    return value == 0 ? IndexType::none() : IndexType(value - 1);
  }
  // A kind or flags: one byte below `bound`.
  std::uint32_t smallValue(std::uint32_t bound);
  // The number of entries that follow. An entry takes at least `minimumBytes`, so a count that the rest cannot hold is
  // refused before anything is reserved.
  std::size_t count(std::size_t minimumBytes) {
    const std::uint8_t* const place = at_;
    const std::uint64_t value = number(UINT64_MAX);
    if (value == 0 || (value < 0x80 && value * minimumBytes <= remaining())) return static_cast<std::size_t>(value);
    return largeCount(place, value, minimumBytes);
  }

  // Memory is asked for here before it is taken. A block costs what malloc makes of it.
  bool take(std::size_t bytes);

 private:
  static constexpr std::uint32_t kMaxIndex = 0x7FFFFFFF;

  [[nodiscard]] std::uint64_t longNumber(std::uint64_t maximum);
  [[nodiscard]] std::size_t largeCount(const std::uint8_t* place, std::uint64_t value, std::size_t minimumBytes);
  void failTruncated();
  std::uint64_t failNumber(const LebUnsigned& read);
  void failVarint(LebError error, const std::uint8_t* place);

  std::span<const std::uint8_t> whole_;
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::string_view file_;
  Section section_{0};
  std::optional<Reject> reject_;
  std::size_t memoryLeft_;
};

}  // namespace tatu::bytecode
