#include "cli/source_texts.h"

#include <string_view>

#include <fmt/core.h>

#include "compiler/diagnostics/source_excerpt.h"

namespace tatu::cli {

namespace {

// The byte of the line at which its n-th character begins; n counts from 1.
std::size_t byteOfColumn(std::string_view line, std::uint32_t column) {
  std::size_t at = 0;
  for (std::uint32_t i = 1; i < column && at < line.size(); ++i) {
    ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

// Laid out and coloured as the compiler's errors are.
std::string excerptOf(const compiler::SourceFile& file, const vm::TraceEntry& entry,
                      const compiler::RenderOptions& options) {
  const std::string_view line = file.lineText(entry.line - 1);
  const std::size_t at = byteOfColumn(line, entry.column);
  const compiler::SourceExcerpt shown(line, at, at + 1, options.width);
  const auto painted = [&](std::string_view colour, const std::string& text) {
    return options.colour ? fmt::format("\x1b[1;{}m{}\x1b[0m", colour, text) : text;
  };
  const auto gutter = [&](const std::string& text) { return painted("34", text); };
  const std::string number = std::to_string(entry.line);
  const std::string margin(number.size(), ' ');
  return fmt::format("{}{} {}:{}:{}\n", margin, gutter("-->"), compiler::neutralized(file.name()), number,
                     entry.column) +
         gutter(margin + " |") + "\n" +                       //
         gutter(number + " |") + " " + shown.text() + "\n" +  //
         gutter(margin + " | ") + std::string(shown.columnOf(at), ' ') + painted("31", "^") + "\n";
}

}  // namespace

// Traces name the main file without its folder, and with an ending if it has none; imports as they are written.
std::string SourceTexts::nameInTraces(const compiler::SourceFile& file) const {
  const std::string& name = file.name();
  if (file.id().index != 0) return name.substr(folder_.size());
  const std::string inFolder = name.substr(name.find_last_of('/') + 1);
  return inFolder.ends_with(".tatu") ? inFolder : inFolder + ".tatu";
}

const compiler::SourceFile* SourceTexts::find(const vm::TraceEntry& entry) const {
  for (std::uint32_t i = 0; i < files_->fileCount(); ++i) {
    const compiler::SourceFile& file = files_->file({i});
    const bool hasPlace = entry.line != 0 && entry.line <= file.lineCount() && entry.column != 0;
    if (hasPlace && nameInTraces(file) == entry.file) return &file;
  }
  return nullptr;
}

std::string SourceTexts::excerpt(const vm::StackTrace& trace, const compiler::RenderOptions& options) const {
  if (files_ == nullptr) return {};
  for (const vm::TraceEntry& entry : trace.entries) {
    if (const compiler::SourceFile* const file = find(entry)) return excerptOf(*file, entry, options);
  }
  return {};
}

}  // namespace tatu::cli
