// All source files of one compilation, and the address space of their positions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "compiler/source/source_file.h"

namespace tatu::compiler {

inline constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMaxIdentifierBytes = 255;  // of an identifier

enum class AddFileError : std::uint8_t {
  FileTooLarge,  // over kMaxFileBytes
  TooMuchInAll,  // the address space of 4 GiB is full
};

class SourceMap {
 public:
  // Takes over the text of a file. The reference stays valid as long as the map.
  [[nodiscard]] tl::expected<const SourceFile*, AddFileError> add(std::string name, std::string text);

  [[nodiscard]] std::size_t fileCount() const { return files_.size(); }
  [[nodiscard]] const SourceFile& file(FileId id) const { return *files_.at(id.index); }
  // The file that holds a position; the position must come from this map.
  [[nodiscard]] const SourceFile& fileOf(SourcePosition position) const;

 private:
  std::vector<std::unique_ptr<SourceFile>> files_;
  std::uint64_t nextBase_ = 0;
};

// One-based line and column as people count them: the column counts Unicode scalar values.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

[[nodiscard]] LineColumn lineColumn(const SourceFile& file, SourcePosition position);

}  // namespace tatu::compiler
