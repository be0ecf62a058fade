// What host and worker send one another: numbers, texts and values, one behind the other. Both run on the same machine,
// so numbers are as the machine has them.
//
// A reader trusts nobody: what a worker sends may have been written by whoever has taken it over. Whatever the bytes
// are, reading ends, within the message, with values that are well formed or with a failure; only whether a text is
// UTF-8 is not looked at.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include <tatu/tatu.h>

class MessageWriter {
 public:
  void number(std::uint64_t number);
  void text(std::string_view text);
  void value(const tatu_value& value);
  [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

// What it reads belongs to it.
class MessageReader {
 public:
  explicit MessageReader(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

  [[nodiscard]] std::uint64_t number();
  [[nodiscard]] std::string_view text();
  [[nodiscard]] tatu_value value() { return valueBelow(0); }
  // `count` of them, as an array.
  [[nodiscard]] std::span<const tatu_value> values(std::uint64_t count) { return valuesBelow(count, 0); }
  // Something was not there, or made no sense; all that is read afterwards is zero and empty.
  [[nodiscard]] bool hasFailed() const { return hasFailed_; }

 private:
  [[nodiscard]] std::span<const std::uint8_t> take(std::uint64_t size);
  [[nodiscard]] tatu_value valueBelow(int depth);
  [[nodiscard]] std::span<const tatu_value> valuesBelow(std::uint64_t count, int depth);

  std::vector<std::uint8_t> bytes_;
  std::size_t at_ = 0;
  bool hasFailed_ = false;
  std::deque<std::vector<tatu_value>> lists_;
};
