#include "embedding_compiler/packages.h"

#include <utility>

#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "stdlib/core_library.h"

namespace tatu::embedding {

namespace {

using Verified = std::shared_ptr<const bytecode::VerifiedModule>;
using Read = tl::expected<Verified, std::string>;

// One for all compilations: nothing can change it.
const tl::expected<Verified, bytecode::Reject>& coreLibrary() {
  static const auto core = stdlib::readCoreLibrary();
  return core;
}

bool hasPackage(const Packages& packages, std::string_view name) {
  for (const Verified& package : packages) {
    if (package->linked().name() == name) return true;
  }
  return false;
}

Read readPackage(const tatu_compile_package& given, const Packages& packages, const std::string& file) {
  if (given.bytes == nullptr) return tl::unexpected(file + ": `bytes` is null");
  const std::span bytes(static_cast<const std::uint8_t*>(given.bytes), given.size);
  auto module = bytecode::readModule(bytes, file);
  if (!module) return tl::unexpected(module.error().text());
  auto package = bytecode::verifyModule(std::move(*module), packages, {file, false});
  if (!package) return tl::unexpected(package.error().text());
  const std::string name((*package)->linked().name());
  if (hasPackage(packages, name)) return tl::unexpected(file + ": there is a package " + name + " already");
  return std::move(*package);
}

}  // namespace

tl::expected<Packages, std::string> readPackages(std::span<const tatu_compile_package> given) {
  const auto& core = coreLibrary();
  if (!core) return tl::unexpected(core.error().text());
  Packages packages{*core};
  for (std::size_t i = 0; i < given.size(); ++i) {
    auto package = readPackage(given[i], packages, "package " + std::to_string(i));
    if (!package) return tl::unexpected(package.error());
    packages.push_back(std::move(*package));
  }
  return packages;
}

}  // namespace tatu::embedding
