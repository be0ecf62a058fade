// The text of a program that was compiled for this run, to show the line at which it went wrong.
#pragma once

#include <memory>
#include <string>

#include "compiler/diagnostics/renderer.h"
#include "compiler/source/source_map.h"
#include "vm/guest.h"

namespace tatu::cli {

class SourceTexts {
 public:
  // Of a module, whose source is not here.
  SourceTexts() = default;
  // The first file is the main one; the others lie below `folder`, which ends in a slash or is empty.
  SourceTexts(std::shared_ptr<const compiler::SourceMap> files, std::string folder)
      : files_(std::move(files)), folder_(std::move(folder)) {}

  // The place of the innermost call whose source is here, with its line and a caret; empty if there is none.
  [[nodiscard]] std::string excerpt(const vm::StackTrace& trace, const compiler::RenderOptions& options) const;

 private:
  [[nodiscard]] const compiler::SourceFile* find(const vm::TraceEntry& entry) const;
  [[nodiscard]] std::string nameInTraces(const compiler::SourceFile& file) const;

  std::shared_ptr<const compiler::SourceMap> files_;
  std::string folder_;
};

}  // namespace tatu::cli
