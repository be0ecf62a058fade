// What `import` names: a file of this compilation or a package that was given to it. The rest of the checker does not
// care which.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/types/symbol.h"

namespace tatu::compiler::check {

struct Entity;
struct FileScope;
class ImportedPackage;

// Invariant: one of the two is set, but in an Entity that is no module.
struct ImportedModule {
  FileScope* file = nullptr;
  ImportedPackage* package = nullptr;

  [[nodiscard]] bool isNone() const { return file == nullptr && package == nullptr; }
  [[nodiscard]] std::string_view name() const;
  // Private declarations too: the caller tells that they are.
  [[nodiscard]] Entity find(std::string_view name) const;
  [[nodiscard]] bool hasExtension(std::string_view name) const;
  [[nodiscard]] std::vector<FunctionSymbol*> publicExtensions(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> publicNames() const;  // sorted
  // What is not found may be in what could not be read; nothing is said about it.
  [[nodiscard]] bool hasUnknownNames() const;
};

}  // namespace tatu::compiler::check
