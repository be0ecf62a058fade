#include "embedding/method_compiler.h"

namespace tatu::embedding {

std::unique_ptr<vm::MethodCompiler> makeMethodCompiler(const tatu_runtime_options&) { return nullptr; }

}  // namespace tatu::embedding
