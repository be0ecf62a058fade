// Session: the machine of one run of the command: the runtime with the core library loaded, and the way from bytes to a
// module in it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

#include "bytecode/verifier.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "vm/runtime.h"

namespace tatu::cli {

using Verified = std::shared_ptr<const bytecode::VerifiedModule>;

// The core library as a verified module, without a machine: enough to compile and to verify.
[[nodiscard]] tl::expected<Verified, ExitCode> loadCoreLibrary(const Console& console);

// Verifies a program's module, or a package's, against the core library and others. `isCompiled`: it was made from
// source just now, so that the user has seen no module.
[[nodiscard]] tl::expected<Verified, ExitCode> verifyProgram(const Console& console, bytecode::Module module,
                                                             std::span<const Verified> packages,
                                                             std::string_view fileName, bool isCompiled);

class Session {
 public:
  // Makes the runtime, and loads the packages into it, the core library first. `console` outlives the session.
  [[nodiscard]] static tl::expected<Session, ExitCode> start(const Console& console, std::uint64_t collectEvery,
                                                             std::unique_ptr<vm::MethodCompiler> compiler,
                                                             std::span<const Verified> packages);
  // Loads a verified module into the runtime.
  [[nodiscard]] tl::expected<const vm::ModuleImage*, ExitCode> load(const Verified& module);
  [[nodiscard]] vm::Runtime& runtime() { return *runtime_; }

 private:
  Session(const Console& console, std::unique_ptr<vm::Runtime> runtime)
      : console_(&console), runtime_(std::move(runtime)) {}

  const Console* console_;
  std::unique_ptr<vm::Runtime> runtime_;
};

}  // namespace tatu::cli
