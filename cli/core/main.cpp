// tatu_core_compiler FOLDER OUTPUT: compiles the core library from the files of a folder to a verified module.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "cli/compile.h"
#include "os/platform/host_file.h"
#include "os/platform/process.h"
#include "os/platform/standard_stream.h"

namespace {

int fail(const std::string& message) {
  (void)tatu::os::writeStandard(tatu::os::StandardStream::Error, message + "\n").has_value();
  return 1;
}

// A process that runs the module relies on this proof (VerifyOptions::isBuiltIn), so it is one of the very bytes.
std::optional<tatu::bytecode::Reject> rejectionOf(const std::vector<std::uint8_t>& bytes) {
  auto module = tatu::bytecode::readModule(bytes, "core");
  if (!module) return module.error();
  const auto verified = tatu::bytecode::verifyModule(std::move(*module), {}, {"core", true});
  return verified ? std::nullopt : std::optional(verified.error());
}

}  // namespace

int main(int argumentCount, char** arguments) {
  tatu::os::prepareProcess();
  if (argumentCount != 3) return fail("usage: tatu_core_compiler FOLDER OUTPUT");
  auto outcome = tatu::cli::compileCoreLibrary(arguments[1], {});
  if (!outcome.module) return fail(outcome.messages);
  const std::vector<std::uint8_t> bytes = tatu::bytecode::writeModule(*outcome.module);
  if (const auto reject = rejectionOf(bytes)) return fail(reject->text());
  const auto written =
      tatu::os::writeHostFileAtomically(arguments[2], {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return written ? 0 : fail(written.error().message);
}
