// A line of source text as it can be shown: with tabs as blanks, without control characters, cut to a width.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tatu::compiler {

// The text with every control and invisible formatting character, and every invalid byte, made visible.
[[nodiscard]] std::string neutralized(std::string_view text);
[[nodiscard]] unsigned displayWidth(std::string_view text);

class SourceExcerpt {
 public:
  // `focusBegin` and `focusEnd` are byte offsets in the line; what lies between is kept if the line must be cut.
  SourceExcerpt(std::string_view line, std::size_t focusBegin, std::size_t focusEnd, unsigned width);

  [[nodiscard]] const std::string& text() const { return text_; }
  // The screen column at which the byte of the line is shown, clamped to what is shown.
  [[nodiscard]] unsigned columnOf(std::size_t byte) const;

 private:
  // What is shown for one character of the line.
  struct Cell {
    std::size_t byte;
    unsigned column;
    std::string text;
  };
  void layOut(std::string_view line);
  void cut(std::size_t focusBegin, std::size_t focusEnd, unsigned width);

  std::vector<Cell> cells_;
  unsigned totalWidth_ = 0;
  unsigned firstColumn_ = 0;  // of what is shown
  unsigned lastColumn_ = 0;
  unsigned shift_ = 0;  // columns taken by the mark of a cut at the left
  std::string text_;
};

}  // namespace tatu::compiler
