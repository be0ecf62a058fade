#include "cli/input.h"

#include <cstdint>
#include <span>

#include "bytecode/limits.h"
#include "bytecode/reader.h"
#include "os/platform/host_file.h"
#include "os/platform/standard_stream.h"

namespace tatu::cli {

namespace {

// A module may be larger than a source file; the compiler checks its own limit again.
constexpr std::size_t kMostBytes = bytecode::kMaxFileBytes;

bool isModule(std::string_view content) {
  return bytecode::looksLikeModule({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
}

}  // namespace

tl::expected<Input, ExitCode> readInput(const Console& console, const std::string& file) {
  const bool isStream = file == "-";
  if (isStream && os::isTerminal(os::StandardStream::Input)) {
    console.note("reading the program from the terminal; end it with Ctrl-D");
  }
  auto content = isStream ? os::readStandardInput(kMostBytes) : os::readHostFile(file, kMostBytes);
  if (!content) return tl::unexpected(console.fail(content.error()));
  Input input;
  input.name = isStream ? "<stdin>" : file;
  input.path = isStream ? "" : file;
  input.isModule = isModule(*content);
  input.content = std::move(*content);
  return input;
}

ExitCode writeOutput(const Console& console, const std::string& file, std::string_view content) {
  if (file == "-") {
    console.print(content);
    return ExitCode::Success;
  }
  const auto written = os::writeHostFileAtomically(file, content);
  return written ? ExitCode::Success : console.fail(written.error());
}

}  // namespace tatu::cli
