#include "compiler/source/source_map.h"

#include <algorithm>
#include <limits>

namespace tatu::compiler {

tl::expected<const SourceFile*, AddFileError> SourceMap::add(std::string name, std::string text) {
  if (text.size() > kMaxFileBytes) return tl::unexpected(AddFileError::FileTooLarge);
  // One address more than bytes: the end of a file is a position too, and differs from the next file's start.
  const std::uint64_t next = nextBase_ + text.size() + 1;
  if (next > std::numeric_limits<std::uint32_t>::max()) return tl::unexpected(AddFileError::TooMuchInAll);
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  const SourcePosition base{static_cast<std::uint32_t>(nextBase_)};
  files_.push_back(std::make_unique<SourceFile>(id, base, std::move(name), std::move(text)));
  nextBase_ = next;
  return files_.back().get();
}

const SourceFile& SourceMap::fileOf(SourcePosition position) const {
  const auto after = std::upper_bound(files_.begin(), files_.end(), position,
                                      [](SourcePosition wanted, const auto& file) { return wanted < file->base(); });
  return **std::prev(after);
}

LineColumn lineColumn(const SourceFile& file, SourcePosition position) {
  const LineOffset place = file.lineOffset(position);
  const std::string_view before = file.lineText(place.line).substr(0, place.offset);
  // Every byte that does not continue a UTF-8 sequence begins a character.
  const auto characters = std::count_if(before.begin(), before.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  return {place.line + 1, static_cast<std::uint32_t>(characters) + 1};
}

}  // namespace tatu::compiler
