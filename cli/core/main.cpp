// tatu_core_compiler FOLDER OUTPUT: compiles the core library from the files of a folder to a verified module.
#include <string>
#include <utility>
#include <vector>

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

}  // namespace

int main(int argumentCount, char** arguments) {
  tatu::os::prepareProcess();
  if (argumentCount != 3) return fail("usage: tatu_core_compiler FOLDER OUTPUT");
  auto outcome = tatu::cli::compileCoreLibrary(arguments[1], {});
  if (!outcome.module) return fail(outcome.messages);
  const std::vector<std::uint8_t> bytes = tatu::bytecode::writeModule(*outcome.module);
  const auto verified = tatu::bytecode::verifyModule(std::move(*outcome.module), {}, {"core", true});
  if (!verified) return fail(verified.error().text());
  const auto written =
      tatu::os::writeHostFileAtomically(arguments[2], {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  return written ? 0 : fail(written.error().message);
}
