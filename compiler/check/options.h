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
  // Verified modules of packages, with all those that they stand on; they outlive the compilation. The names of the one
  // that is named "core" are in scope everywhere; others are for `import`, where they come before files. Of several
  // with one name it finds the first.
  std::vector<const bytecode::Module*> packages;
  // The file of `import geometry.shapes` ("geometry/shapes"), or nothing if there is none.
  std::function<std::optional<LoadedSource>(std::string_view path)> loadFile;
};

}  // namespace tatu::compiler
