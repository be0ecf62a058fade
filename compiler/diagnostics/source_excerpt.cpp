#include "compiler/diagnostics/source_excerpt.h"

#include <algorithm>

#include "compiler/source/unicode.h"

namespace tatu::compiler {
namespace {

constexpr unsigned kTabWidth = 4;
constexpr std::string_view kCutMark = "...";
// Lines longer than this are laid out only around the focus: an error in a line of 1 MiB must not cost a megabyte.
constexpr std::size_t kWindowBytes = 4096;

// What stands for a character that must not reach the screen: `<U+001B>`.
std::string visibleForm(char32_t scalar) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string text = "<U+";
  for (int shift = scalar > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) text += kHex[(scalar >> shift) & 15];
  return text + ">";
}

std::string visibleByte(unsigned char byte) {
  constexpr char kHex[] = "0123456789ABCDEF";
  return std::string("<") + kHex[byte >> 4] + kHex[byte & 15] + ">";
}

// The character at the start of the text as it may be shown.
std::string shown(std::string_view text, const DecodedCharacter& character) {
  if (!character.valid) return visibleByte(static_cast<unsigned char>(text[0]));
  if (isControlOrBidirectional(character.scalar) || isInvisible(character.scalar)) return visibleForm(character.scalar);
  return std::string(text.substr(0, character.length));
}

}  // namespace

std::string neutralized(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter character = decodeUtf8(text.substr(i));
    result += shown(text.substr(i), character);
    i += character.length;
  }
  return result;
}

unsigned displayWidth(std::string_view text) {
  unsigned width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter character = decodeUtf8(text.substr(i));
    width += character.valid ? displayWidth(character.scalar) : 1;
    i += character.length;
  }
  return width;
}

SourceExcerpt::SourceExcerpt(std::string_view line, std::size_t focusBegin, std::size_t focusEnd, unsigned width) {
  std::size_t skipped = 0;
  if (line.size() > kWindowBytes) {
    skipped = focusBegin > kWindowBytes / 2 ? focusBegin - kWindowBytes / 2 : 0;
    while (skipped > 0 && (line[skipped] & 0xC0) == 0x80) --skipped;
    line = line.substr(skipped, kWindowBytes);
  }
  layOut(line);
  for (Cell& cell : cells_) cell.byte += skipped;
  cut(focusBegin, std::min(focusEnd, skipped + line.size()), width);
  if (skipped > 0 && shift_ == 0) {
    text_.insert(0, kCutMark);
    shift_ = static_cast<unsigned>(kCutMark.size());
  }
}

void SourceExcerpt::layOut(std::string_view line) {
  for (std::size_t i = 0; i < line.size();) {
    const DecodedCharacter character = decodeUtf8(line.substr(i));
    std::string text = character.scalar == U'\t' ? std::string(kTabWidth - totalWidth_ % kTabWidth, ' ')
                                                 : shown(line.substr(i), character);
    const unsigned width = displayWidth(text);
    cells_.push_back({i, totalWidth_, std::move(text)});
    totalWidth_ += width;
    i += character.length;
  }
  cells_.push_back({line.size(), totalWidth_, {}});
}

void SourceExcerpt::cut(std::size_t focusBegin, std::size_t focusEnd, unsigned width) {
  firstColumn_ = 0;
  lastColumn_ = totalWidth_;
  if (totalWidth_ > width) {
    const unsigned begin = columnOf(focusBegin);
    const unsigned end = std::min(columnOf(focusEnd), begin + width / 2);
    const unsigned margin = (width - (end - begin)) / 2;
    firstColumn_ = begin > margin ? begin - margin : 0;
    lastColumn_ = std::min(firstColumn_ + width, totalWidth_);
    if (lastColumn_ == totalWidth_) firstColumn_ = totalWidth_ - width;
  }
  // A cut through a wide character or a tab leaves it out.
  const auto first =
      std::find_if(cells_.begin(), cells_.end(), [&](const Cell& c) { return c.column >= firstColumn_; });
  firstColumn_ = first->column;
  for (auto cell = first; cell + 1 != cells_.end() && (cell + 1)->column <= lastColumn_; ++cell) text_ += cell->text;
  if (firstColumn_ > 0) {
    text_.insert(0, kCutMark);
    shift_ = static_cast<unsigned>(kCutMark.size());
  }
  if (lastColumn_ < totalWidth_) text_ += kCutMark;
}

unsigned SourceExcerpt::columnOf(std::size_t byte) const {
  const auto after = std::upper_bound(cells_.begin(), cells_.end(), byte,
                                      [](std::size_t wanted, const Cell& cell) { return wanted < cell.byte; });
  const unsigned column = after == cells_.begin() ? 0 : std::prev(after)->column;
  return std::clamp(column, firstColumn_, lastColumn_) - firstColumn_ + shift_;
}

}  // namespace tatu::compiler
