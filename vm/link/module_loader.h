// ModuleLoader: makes the image of a module: own definitions, and for imports those that the verifier found.
#pragma once

#include <memory>
#include <tl/expected.hpp>

#include "bytecode/text/type_text.h"
#include "vm/link/linker.h"

namespace tatu::vm {

class ModuleLoader {
 public:
  ModuleLoader(Linker& linker, std::shared_ptr<const bytecode::VerifiedModule> module, const LoadOptions& options);

  [[nodiscard]] tl::expected<std::unique_ptr<ModuleImage>, LinkError> run();

 private:
  [[nodiscard]] tl::expected<void, LinkError> resolvePackages();
  void resolveAll();
  void linkSuperclasses();
  void linkOwners();
  [[nodiscard]] tl::expected<void, LinkError> linkNatives();
  void prepareTypes();
  void layOutGlobals();
  void noteBuiltins();

  // One of the image's tables: definitions of the rows from `imported` on, and before them those of other packages.
  template <typename Definition>
  using Own = std::vector<Definition> ModuleImage::*;
  template <typename Definition>
  using All = std::vector<Definition*> ModuleImage::*;
  template <typename Index, typename Row, typename Definition>
  void resolve(const std::vector<Row>& rows, std::size_t imported, Own<Definition> ownTable, All<Definition> allTable);
  [[nodiscard]] tl::unexpected<LinkError> nativeError(std::string_view name, std::string_view why) const;
  [[nodiscard]] tl::expected<const Native*, LinkError> nativeOf(const bytecode::Function& row) const;

  Linker& linker_;
  const LoadOptions options_;
  std::unique_ptr<ModuleImage> image_;
  const bytecode::LinkedModule& linked_;
  const bytecode::Module& module_;
  bytecode::TypeText typeText_;
};

}  // namespace tatu::vm
