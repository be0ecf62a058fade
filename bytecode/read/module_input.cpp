#include "bytecode/read/module_input.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/limits.h"

namespace tatu::bytecode {

ModuleInput::ModuleInput(std::span<const std::uint8_t> bytes, std::string_view file)
    : whole_(bytes),
      at_(bytes.data()),
      end_(bytes.data() + bytes.size()),
      file_(file),
      memoryLeft_(kFreeDecodedBytes + kDecodedBytesPerByte * bytes.size()) {}

bool ModuleInput::fail(Rule rule, const std::uint8_t* place, std::string message, std::string expected,
                       std::string found) {
  if (!reject_) {
    const auto offset = static_cast<std::uint32_t>(place - whole_.data());
    reject_ = Reject{rule,
                     std::string(file_),
                     std::string(nameOf(section_)),
                     {},
                     offset,
                     std::move(expected),
                     std::move(found),
                     std::move(message)};
  }
  at_ = end_;
  return false;
}

void ModuleInput::failTruncated() { fail(Rule::Truncated, end_, "The data ends too early"); }

std::uint64_t ModuleInput::failNumber(const LebUnsigned& read) {
  if (read.error == LebError::None)
    failVarint(LebError::Overflow, at_);
  else
    failVarint(read.error, read.next);
  return 0;
}

void ModuleInput::failVarint(LebError error, const std::uint8_t* place) {
  switch (error) {
    case LebError::Truncated: fail(Rule::Truncated, place, "The data ends in a number"); return;
    case LebError::NotShortest: fail(Rule::Varint, place, "A number is not written in its shortest form"); return;
    default: fail(Rule::Varint, place, "A number is too large"); return;
  }
}

std::uint64_t ModuleInput::longNumber(std::uint64_t maximum) {
  const LebUnsigned read = decodeUnsigned(at_, end_);
  if (read.error != LebError::None || read.value > maximum) return failNumber(read);
  at_ = read.next;
  return read.value;
}

std::int64_t ModuleInput::signedNumber() {
  const LebSigned read = decodeSigned(at_, end_);
  if (read.error != LebError::None) {
    failVarint(read.error, read.next);
    return 0;
  }
  at_ = read.next;
  return read.value;
}

std::uint32_t ModuleInput::smallValue(std::uint32_t bound) {
  const std::uint8_t* const place = at_;
  const std::uint32_t value = byte();
  if (value < bound) return value;
  fail(Rule::EnumValue, place, "A kind or flag is unknown", fmt::format("below {}", bound), fmt::format("{}", value));
  return 0;
}

std::size_t ModuleInput::largeCount(const std::uint8_t* place, std::uint64_t value, std::size_t minimumBytes) {
  if (value <= remaining() / minimumBytes) return static_cast<std::size_t>(value);
  fail(Rule::Count, place, "A count is larger than its section", fmt::format("at most {}", remaining() / minimumBytes),
       fmt::format("{}", value));
  return 0;
}

bool ModuleInput::take(std::size_t bytes) {
  if (bytes == 0) return true;
  const std::size_t block = std::max<std::size_t>((bytes + 8 + 15) / 16 * 16, 32);
  if (block > memoryLeft_) {
    return fail(Rule::Limit, at_, "The module would take too much memory for its size",
                fmt::format("at most {} bytes for each of the file", kDecodedBytesPerByte));
  }
  memoryLeft_ -= block;
  return true;
}

}  // namespace tatu::bytecode
