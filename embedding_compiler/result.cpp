#include "embedding_compiler/result.h"

#include <cstddef>
#include <cstring>

extern "C" {

const void* tatu_compile_result_module(const tatu_compile_result* result, size_t* size) {
  const bool has = result != nullptr && !result->module.empty();
  if (size != nullptr) *size = has ? result->module.size() : 0;
  return has ? result->module.data() : nullptr;
}

const char* tatu_compile_result_messages(const tatu_compile_result* result) {
  return result == nullptr ? "" : result->messages.c_str();
}

size_t tatu_compile_result_diagnostics(const tatu_compile_result* result) {
  return result == nullptr ? 0 : result->diagnostics.size();
}

tatu_status tatu_compile_result_diagnostic(const tatu_compile_result* result, size_t index,
                                           tatu_compile_diagnostic* diagnostic) {
  if (result == nullptr || diagnostic == nullptr || index >= result->diagnostics.size()) return TATU_MISUSE;
  if (diagnostic->size < sizeof diagnostic->size || diagnostic->size > sizeof *diagnostic) return TATU_MISUSE;
  const tatu::embedding::CompileMessage& message = result->diagnostics[index];
  tatu_compile_diagnostic filled{};
  filled.size = diagnostic->size;
  filled.severity = message.isError ? TATU_COMPILE_ERROR : TATU_COMPILE_WARNING;
  filled.line = message.line;
  filled.column = message.column;
  filled.length = message.length;
  filled.code = message.code.c_str();
  filled.file = message.file.c_str();
  filled.message = message.text.c_str();
  std::memcpy(diagnostic, &filled, diagnostic->size);
  return TATU_OK;
}

void tatu_compile_result_destroy(tatu_compile_result* result) { delete result; }

}  // extern "C"
