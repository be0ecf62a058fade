#include "compiler/source/position_finder.h"

#include <algorithm>

#include "compiler/source/unicode.h"

namespace tatu::compiler {

namespace {

// Every byte that does not continue a UTF-8 sequence begins a character.
std::uint32_t charactersIn(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

}  // namespace

LineColumn PositionFinder::at(SourcePosition position) {
  const std::uint32_t offset = file_->offsetOf(position);
  if (offset < begin_ || offset >= end_) enterLine(position);
  const std::uint32_t inLine = offset - begin_;
  return {line_ + 1, (isAscii_ ? inLine : charactersBefore(inLine)) + 1};
}

void PositionFinder::enterLine(SourcePosition position) {
  line_ = file_->lineOffset(position).line;
  begin_ = file_->offsetOf(file_->lineStart(line_));
  const bool isLast = line_ + 1 >= file_->lineCount();
  end_ = isLast ? static_cast<std::uint32_t>(file_->text().size()) + 1 : file_->offsetOf(file_->lineStart(line_ + 1));
  const std::string_view text = file_->text().substr(begin_, end_ - begin_);
  isAscii_ = asciiPrefix(text) == text.size();
  counts_.clear();
  if (isAscii_) return;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i <= text.size(); i += kStep) {
    counts_.push_back(count);
    count += charactersIn(text.substr(i, kStep));
  }
}

std::uint32_t PositionFinder::charactersBefore(std::uint32_t offsetInLine) const {
  const std::uint32_t step = offsetInLine / kStep;
  const std::uint32_t from = step * kStep;
  return counts_[step] + charactersIn(file_->text().substr(begin_ + from, offsetInLine - from));
}

}  // namespace tatu::compiler
