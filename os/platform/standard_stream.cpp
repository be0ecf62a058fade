#include "os/platform/standard_stream.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <span>

#include "os/platform/descriptor.h"
#include "os/platform/process.h"
#include "os/platform/read_all.h"
#include "os/platform/transfer.h"

namespace tatu::os {
namespace {

int numberOf(StandardStream stream) { return static_cast<int>(stream); }

std::string_view nameOf(StandardStream stream) {
  switch (stream) {
    case StandardStream::Input: return "standard input";
    case StandardStream::Output: return "standard output";
    case StandardStream::Error: break;
  }
  return "standard error";
}

bool isSetAndNotEmpty(const char* variable) {
  const auto value = hostEnvironment(variable);
  return value.has_value() && !value->empty();
}

}  // namespace

Result<void> writeStandard(StandardStream stream, std::string_view text) {
  const HostResult<void> written = writeAll(numberOf(stream), std::as_bytes(std::span(text)));
  if (!written) return tl::unexpected(describe(written.error(), Operation::WriteHostStream, nameOf(stream)));
  return {};
}

Result<std::string> readStandardInput(std::size_t limit) {
  HostResult<std::string> content = readAll(STDIN_FILENO, limit);
  if (content) return std::move(*content);
  const std::string_view name = nameOf(StandardStream::Input);
  if (content.error().kind != ErrorKind::Limit) {
    return tl::unexpected(describe(content.error(), Operation::ReadHostStream, name));
  }
  return tl::unexpected(makeError(ErrorKind::Limit, Operation::ReadHostStream, name, describeSizeLimit(limit)));
}

bool isTerminal(StandardStream stream) noexcept { return ::isatty(numberOf(stream)) == 1; }

std::optional<unsigned> terminalWidth(StandardStream stream) noexcept {
  winsize size{};
  if (::ioctl(numberOf(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

bool wantsColor(StandardStream stream, ColorChoice choice) {
  if (choice != ColorChoice::Auto) return choice == ColorChoice::Always;
  const auto forced = hostEnvironment("CLICOLOR_FORCE");
  if (forced.has_value() && !forced->empty() && *forced != "0") return true;
  if (isSetAndNotEmpty("NO_COLOR") || hostEnvironment("TERM") == "dumb") return false;
  return isTerminal(stream);
}

}  // namespace tatu::os
