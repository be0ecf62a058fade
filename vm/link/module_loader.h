// ModuleLoader: makes the image of a module: own definitions first, then imports by name.
#pragma once

#include <memory>
#include <tl/expected.hpp>

#include "bytecode/text/type_text.h"
#include "vm/link/linker.h"

namespace tatu::vm {

class ModuleLoader {
 public:
  ModuleLoader(Linker& linker, std::shared_ptr<const bytecode::VerifiedModule> module);

  [[nodiscard]] tl::expected<std::unique_ptr<ModuleImage>, LinkError> run();

 private:
  [[nodiscard]] tl::expected<void, LinkError> resolvePackages();
  [[nodiscard]] tl::expected<void, LinkError> resolveClasses();
  [[nodiscard]] tl::expected<void, LinkError> resolveFunctions();
  [[nodiscard]] tl::expected<void, LinkError> resolveGlobals();
  void addOwnClasses();
  void linkSuperclasses();
  void addFunction(const bytecode::Function& row, std::size_t index);
  void addGlobal(const bytecode::Global& row, std::size_t index);
  void prepareTypes();
  void layOutGlobals();
  void noteBuiltins();

  [[nodiscard]] ClassDefinition* importedClass(const bytecode::Class& row) const;
  [[nodiscard]] FunctionDefinition* importedFunction(const bytecode::Function& row) const;
  [[nodiscard]] GlobalDefinition* importedGlobal(const bytecode::Global& row) const;
  [[nodiscard]] tl::unexpected<LinkError> missing(std::string_view what, bytecode::PackageIndex package,
                                                  std::string_view name) const;
  [[nodiscard]] tl::unexpected<LinkError> nativeError(std::string_view name, std::string_view why) const;
  [[nodiscard]] tl::expected<const Native*, LinkError> nativeOf(const bytecode::Function& row) const;

  Linker& linker_;
  std::unique_ptr<ModuleImage> image_;
  const bytecode::Module& module_;
  bytecode::TypeText typeText_;
};

// How a static value is found by name: "Class.name"; a top-level one by its name alone.
[[nodiscard]] std::string globalKey(std::string_view owner, std::string_view name);

}  // namespace tatu::vm
