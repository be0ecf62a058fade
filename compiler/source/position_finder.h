// Line and column of many positions of one file. Asked in about the order of the text, each answer costs next to
// nothing, also in a line of a megabyte.
#pragma once

#include <vector>

#include "compiler/source/source_map.h"

namespace tatu::compiler {

class PositionFinder {
 public:
  // The file must outlive the finder.
  explicit PositionFinder(const SourceFile& file) : file_(&file) {}

  [[nodiscard]] LineColumn at(SourcePosition position);

 private:
  void enterLine(SourcePosition position);
  [[nodiscard]] std::uint32_t charactersBefore(std::uint32_t offsetInLine) const;

  static constexpr std::uint32_t kStep = 256;

  const SourceFile* file_;
  std::uint32_t line_ = 0;   // of the last question
  std::uint32_t begin_ = 0;  // the bytes of that line
  std::uint32_t end_ = 0;
  bool isAscii_ = false;
  std::vector<std::uint32_t> counts_;  // of a line that is not ASCII: characters before byte i * kStep
};

}  // namespace tatu::compiler
