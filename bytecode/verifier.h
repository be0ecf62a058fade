// The verifier: the one gate between bytes and execution.
//
// What it proves, in this order, each part in files of its own under verify/:
//
// - tables: every index is inside its table; types are well-formed terms; declarations have a possible shape (tables.h)
// - structure: code is a sequence of whole instructions; labels, handlers and lines stand at their starts
//   (code_structure.h)
// - links: what is imported exists and is what this module says it is (import_linker.h)
// - declarations: classes, overriding, bounds, variance, conformances fit together (declarations.h)
// - types: one linear pass per function: whatever way it is run, every instruction finds the types it asks for
//   (function_verifier.h)
//
// It takes time linear in the size of the module (times constants in limits.h), and no native recursion follows the
// input's depth.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include <tl/expected.hpp>

#include "bytecode/module.h"
#include "bytecode/reject.h"
#include "bytecode/verified_module.h"

namespace tatu::bytecode {

struct VerifyOptions {
  std::string_view file;  // for messages
  bool isCore = false;  // this is the runtime's own core package, which may have its name, builtin classes and natives
  // Of the core package only, of which a program needs a small part: code is verified function by function, when its
  // facts are first asked for (VerifiedModule::factsOf); instantiations that grow without end, which only all code
  // together shows, are not looked for (the build verifies core whole). `file` must then live as long as the module.
  bool defersCode = false;
};

using VerifyResult = tl::expected<std::shared_ptr<const VerifiedModule>, Reject>;

// `packages` are those that the module may import, directly; others in it are ignored.
[[nodiscard]] VerifyResult verifyModule(Module module, std::span<const std::shared_ptr<const VerifiedModule>> packages,
                                        const VerifyOptions& options = {});

// For tests: what the verifier would say if it did not have one rule. It gives no verified module, so it is no way
// around the gate.
[[nodiscard]] std::optional<Reject> rejectionWithout(Rule rule, Module module,
                                                     std::span<const std::shared_ptr<const VerifiedModule>> packages,
                                                     const VerifyOptions& options = {});

}  // namespace tatu::bytecode
