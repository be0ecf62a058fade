#include "compiler/source/source_file.h"

#include <algorithm>
#include <cstring>

namespace tatu::compiler {

SourceFile::SourceFile(FileId id, SourcePosition base, std::string name, std::string text)
    : id_(id), base_(base), name_(std::move(name)), text_(std::move(text)) {}

void SourceFile::indexLines() const {
  lineStarts_.push_back(0);
  const char* begin = text_.data();
  const char* end = begin + text_.size();
  const char* next = begin;
  while ((next = static_cast<const char*>(std::memchr(next, '\n', static_cast<std::size_t>(end - next)))) != nullptr) {
    ++next;
    lineStarts_.push_back(static_cast<std::uint32_t>(next - begin));
  }
}

std::uint32_t SourceFile::lineCount() const {
  if (lineStarts_.empty()) indexLines();
  return static_cast<std::uint32_t>(lineStarts_.size());
}

LineOffset SourceFile::lineOffset(SourcePosition position) const {
  if (lineStarts_.empty()) indexLines();
  const std::uint32_t offset = offsetOf(position);
  const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - lineStarts_.begin() - 1);
  return {line, offset - lineStarts_[line]};
}

std::string_view SourceFile::lineText(std::uint32_t line) const {
  const std::uint32_t count = lineCount();
  const std::uint32_t begin = lineStarts_[line];
  std::string_view result =
      text().substr(begin, line + 1 < count ? lineStarts_[line + 1] - 1 - begin : std::string_view::npos);
  if (result.ends_with('\r')) result.remove_suffix(1);
  return result;
}

SourcePosition SourceFile::lineStart(std::uint32_t line) const {
  (void)lineCount();
  return positionAt(lineStarts_[line]);
}

}  // namespace tatu::compiler
