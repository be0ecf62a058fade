#include "cli/input.h"

#include <algorithm>

#include "bytecode/limits.h"
#include "bytecode/reader.h"
#include "os/platform/host_file.h"
#include "os/platform/standard_stream.h"
#include "os/text.h"

namespace tatu::cli {

namespace {

// A module may be larger than a source file; the compiler checks its own limit again.
constexpr std::size_t kMostBytes = bytecode::kMaxFileBytes;

bool isModule(std::string_view content) {
  return bytecode::looksLikeModule({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
}

// Behind its comments, assembler text begins with the name of the module, which no source text does.
bool isAssemblerText(std::string_view content) {
  while (content.starts_with(';') || content.starts_with('\n')) {
    const std::size_t end = content.find('\n');
    if (end == std::string_view::npos) return false;
    content.remove_prefix(end + 1);
  }
  return content.starts_with("module \"");
}

// Control characters among the first bytes show it. A single one may have slipped into source text, where the compiler
// shows its place.
bool isBinary(std::string_view content) {
  constexpr std::size_t kLooked = 512;
  const std::string_view start = content.substr(0, kLooked);
  const auto isOdd = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && std::string_view("\t\n\v\f\r\x1b").find(c) == std::string_view::npos;
  };
  return std::count_if(start.begin(), start.end(), isOdd) > 1;
}

InputKind kindOf(std::string_view name, std::string_view content) {
  if (isModule(content) || name.ends_with(".tbc")) return InputKind::Module;
  if (isAssemblerText(content) || name.ends_with(".tasm")) return InputKind::AssemblerText;
  return isBinary(content) ? InputKind::Foreign : InputKind::Source;
}

ExitCode cannotRead(const Console& console, const os::OsError& error) {
  const ExitCode code = error.kind == os::ErrorKind::NotFound ? ExitCode::NotFound : ExitCode::CannotRun;
  return console.fail(code, error.message, error.hint);
}

}  // namespace

tl::expected<Input, ExitCode> readInput(const Console& console, const std::string& file) {
  const bool isStream = file == "-";
  if (isStream && os::isTerminal(os::StandardStream::Input)) {
    console.note("reading the program from the terminal; end it with Ctrl-D");
  }
  auto content = isStream ? os::readStandardInput(kMostBytes) : os::readHostFile(file, kMostBytes);
  if (!content) return tl::unexpected(cannotRead(console, content.error()));
  Input input;
  input.name = isStream ? "<stdin>" : os::replaceInvalidUtf8(file);
  input.path = isStream ? "" : file;
  input.kind = kindOf(input.name, *content);
  input.content = std::move(*content);
  return input;
}

ExitCode writeOutput(const Console& console, const std::string& file, std::string_view content) {
  if (file == "-") {
    console.print(content);
    return ExitCode::Success;
  }
  const auto written = os::writeHostFileAtomically(file, content);
  if (written) return ExitCode::Success;
  return console.fail(ExitCode::ToolFailure, written.error().message, written.error().hint);
}

ExitCode writeModule(const Console& console, const std::string& file, std::span<const std::uint8_t> bytes) {
  if (file == "-" && os::isTerminal(os::StandardStream::Output)) {
    return console.fail(ExitCode::Usage, "a module is not text, and standard output is a terminal",
                        "-o FILE writes it to a file");
  }
  return writeOutput(console, file, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

bool wouldReplace(const Console& console, const std::string& output, const std::string& input) {
  if (output == "-" || input == "-") return false;
  const auto target = os::canonicalHostPath(output);
  const auto source = os::canonicalHostPath(input);
  if (!target || !source || *target != *source) return false;
  (void)console.fail(ExitCode::Usage, "the result would replace " + os::quoteForDisplay(input) + " itself",
                     "name another file with -o");
  return true;
}

}  // namespace tatu::cli
