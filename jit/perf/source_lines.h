// The lines of source that a method's machine code is of.
#pragma once

#include <string_view>
#include <vector>

#include "jit/code_observer.h"

namespace tatu::jit {

// From `offset` on.
struct SourceLine {
  std::size_t offset = 0;
  std::uint32_t line = 0;
  std::string_view file;
};

// By offset; nothing for stubs and for modules without lines.
[[nodiscard]] std::vector<SourceLine> sourceLines(const PublishedCode& code);

}  // namespace tatu::jit
