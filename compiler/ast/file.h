// The syntax tree of one file.
#pragma once

#include "compiler/ast/declarations.h"
#include "compiler/ast/node.h"
#include "compiler/source/source_file.h"

namespace tatu::compiler::ast {

// `area`, `area as a` in the braces of an import.
struct ImportItem {
  SourceSpan span;
  Identifier name;
  Identifier alias;  // empty if none

  [[nodiscard]] const Identifier& localName() const { return alias.empty() ? name : alias; }
};

// `import shapes`, `import geometry.shapes as s`, `import shapes.{Circle, area}`. Not both an alias and items.
struct Import {
  SourceSpan span;
  std::span<const Identifier> path;  // at least one
  Identifier alias;                  // empty if none
  bool hasItems;
  std::span<const ImportItem> items;

  // The name under which the module is seen; meaningless with items.
  [[nodiscard]] const Identifier& localName() const { return alias.empty() ? path.back() : alias; }
};

struct File {
  FileId id;
  SourceSpan span;
  std::span<const Import> imports;
  NodeList<Declaration> declarations;  // in source order
  bool hasBrokenImport;                // an import could not be read: unknown names may come from it
};

}  // namespace tatu::compiler::ast
