// What compiles the programs of a runtime to machine code. There is one definition in jit/ and one in interpreter/; a
// library is made with either, and is otherwise the same.
#pragma once

#include <memory>

#include "include/tatu/tatu.h"
#include "vm/compiled/method_compiler.h"

namespace tatu::embedding {

// Null: programs are interpreted.
[[nodiscard]] std::unique_ptr<vm::MethodCompiler> makeMethodCompiler(const tatu_runtime_options& options);

}  // namespace tatu::embedding
