// Text through the compiler. What is no program gets diagnostics that can be shown in every format; what is one becomes
// a module that the verifier accepts and that both interpreters run alike.
#include <cstdint>
#include <string>

#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "cli/compile.h"
#include "tests/fuzz/fuzzing.h"

namespace tatu::fuzzing {

namespace {

cli::CompileOutcome compile(std::string_view source, compiler::DiagnosticFormat format) {
  cli::CompileRequest request;
  request.name = "fuzz.tatu";
  request.text = source;
  request.core = &machine().core()->module();
  request.rendering.format = format;
  return cli::compileText(request);
}

void checkModule(bytecode::Module module) {
  const std::vector<std::uint8_t> bytes = bytecode::writeModule(module);
  const auto verified = bytecode::verifyModule(std::move(module), {&machine().core(), 1}, {"fuzz.tatu", false});
  check(verified.has_value(), "a compiled module is refused: " + (verified ? "" : verified.error().text()));
  checkTiers(*verified, bytes);
}

void fuzzCompiler(std::string_view source) {
  const auto format = source.size() % 2 == 0 ? compiler::DiagnosticFormat::Human : compiler::DiagnosticFormat::Json;
  cli::CompileOutcome outcome = compile(source, format);
  bool hasError = false;
  for (const cli::DiagnosticPlace& place : outcome.places) hasError = hasError || place.isError;
  check(outcome.module.has_value() != hasError, "there is a module exactly if there is no error");
  if (!outcome.module) return;
  checkModule(std::move(*outcome.module));
}

}  // namespace

}  // namespace tatu::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tatu::fuzzing::fuzzCompiler({reinterpret_cast<const char*>(data), size});
  return 0;
}
