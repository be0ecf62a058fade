// What a compilation is asked to do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"

namespace tatu::compiler {

// The text of an imported file, with the name under which messages show it.
struct LoadedSource {
  std::string name;
  std::string text;
};

struct CheckOptions {
  // The core library itself: its files share one namespace, and `builtin` and `native` are allowed.
  bool isCore = false;
  // Without `main` a file can still be checked; a program needs it.
  bool needsMain = false;
  // Modules of imported packages; they outlive the compilation. The one named "core" is in scope everywhere.
  std::vector<const bytecode::Module*> packages;
  // The file of `import geometry.shapes` ("geometry/shapes"), or nothing if there is none.
  std::function<std::optional<LoadedSource>(std::string_view path)> loadFile;
};

}  // namespace tatu::compiler
