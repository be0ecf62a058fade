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
  // Of the core package only: it was read from bytes that are part of this very program, and the build put them there
  // after this verifier had accepted all of them. Who could change them could change the verifier as well, so tables,
  // declarations and what only all code together shows are not proved again. Code is, function by function, when its
  // facts are first asked for (VerifiedModule::factsOf). `file` must then live as long as the module.
  bool isBuiltIn = false;
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
