// One source file: its name, its text, and where its lines begin.
//
// A SourceFile never changes and never moves after it was added to a SourceMap, so views into its text stay valid as
// long as the map. The text is kept as it was read, byte order mark and all; it need not be valid UTF-8 (the lexer
// reports that).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_position.h"

namespace tatu::compiler {

// Index of a file in its SourceMap.
struct FileId {
  std::uint32_t index = 0;
  bool operator==(const FileId&) const = default;
};

// Zero-based line and byte offset within the line.
struct LineOffset {
  std::uint32_t line = 0;
  std::uint32_t offset = 0;
};

class SourceFile {
 public:
  SourceFile(FileId id, SourcePosition base, std::string name, std::string text);
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  [[nodiscard]] FileId id() const { return id_; }
  // The name as it is shown in messages: the path that the user gave.
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] SourcePosition base() const { return base_; }
  [[nodiscard]] SourcePosition end() const { return {base_.offset + static_cast<std::uint32_t>(text_.size())}; }

  [[nodiscard]] SourcePosition positionAt(std::size_t offset) const {
    return {base_.offset + static_cast<std::uint32_t>(offset)};
  }
  [[nodiscard]] std::uint32_t offsetOf(SourcePosition position) const { return position.offset - base_.offset; }
  [[nodiscard]] std::string_view textOf(SourceSpan span) const {
    return text().substr(offsetOf(span.begin), span.size());
  }

  // Lines end at LF, CR LF or the end of the text. The index is made when it is first asked for: a program without
  // errors that needs no line table never pays for it. Not for use from several threads at once.
  [[nodiscard]] std::uint32_t lineCount() const;
  [[nodiscard]] LineOffset lineOffset(SourcePosition position) const;
  // Zero-based, without the line end.
  [[nodiscard]] std::string_view lineText(std::uint32_t line) const;
  [[nodiscard]] SourcePosition lineStart(std::uint32_t line) const;

 private:
  void indexLines() const;

  FileId id_;
  SourcePosition base_;
  std::string name_;
  std::string text_;
  mutable std::vector<std::uint32_t> lineStarts_;
};

}  // namespace tatu::compiler
