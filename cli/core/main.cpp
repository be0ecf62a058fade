// tatu_core_compiler FOLDER OUTPUT: compiles the core library from the files of a folder to a verified module. Where
// its bodies lie in it is written to OUTPUT.positions, for the program that the module is built into.
#include <string>
#include <utility>
#include <vector>

#include "bytecode/read/body_positions.h"
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
tatu::bytecode::VerifyResult verify(const std::vector<std::uint8_t>& bytes) {
  auto module = tatu::bytecode::readModule(bytes, "core");
  if (!module) return tl::unexpected(module.error());
  return tatu::bytecode::verifyModule(std::move(*module), {}, {"core", true});
}

tatu::os::Result<void> write(const std::string& path, const std::vector<std::uint8_t>& bytes) {
  return tatu::os::writeHostFileAtomically(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace

int main(int argumentCount, char** arguments) {
  tatu::os::prepareProcess();
  if (argumentCount != 3) return fail("usage: tatu_core_compiler FOLDER OUTPUT");
  auto outcome = tatu::cli::compileCoreLibrary(arguments[1], {});
  if (!outcome.module) return fail(outcome.messages);
  const std::vector<std::uint8_t> bytes = tatu::bytecode::writeModule(*outcome.module);
  const auto verified = verify(bytes);
  if (!verified) return fail(verified.error().text());
  const std::string output = arguments[2];
  const auto positions = tatu::bytecode::positionsOfBodies((*verified)->module().code);
  auto written = write(output + ".positions", positions);
  if (written) written = write(output, bytes);
  return written ? 0 : fail(written.error().message);
}
