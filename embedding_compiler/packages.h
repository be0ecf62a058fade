// The core library and the packages that a host gives, read and verified: what a program can import.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "bytecode/verified_module.h"
#include "include/tatu/compiler.h"

namespace tatu::embedding {

using Packages = std::vector<std::shared_ptr<const bytecode::VerifiedModule>>;  // the core library first

// Or what is wrong with one of them.
[[nodiscard]] tl::expected<Packages, std::string> readPackages(std::span<const tatu_compile_package> given);

}  // namespace tatu::embedding
