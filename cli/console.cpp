#include "cli/console.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "os/platform/process.h"
#include "os/text.h"

namespace tatu::cli {

namespace {

constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kReset = "\x1b[0m";

// A program can make the text of its exception as long as its memory; so much of it is shown.
constexpr std::size_t kMostOfAMessage = 16 << 10;

// What can drive a terminal, or make it show something else than there is.
bool canDeceive(char32_t scalar) {
  return (os::isControl(scalar) && scalar != U'\n' && scalar != U'\t') || os::isHiddenFormat(scalar);
}

// "Class: message", cut between two characters.
std::string textOf(const vm::UncaughtException& exception) {
  const std::string_view message = exception.message;
  if (message.size() <= kMostOfAMessage) return fmt::format("{}: {}", exception.className, message);
  std::size_t end = kMostOfAMessage;
  while ((static_cast<unsigned char>(message[end]) & 0xC0) == 0x80) --end;
  return fmt::format("{}: {}... ({} more bytes)", exception.className, message.substr(0, end), message.size() - end);
}

// Of a module that some other version of the command has made.
bool isOfAnotherTime(bytecode::Rule rule) {
  return rule == bytecode::Rule::Version || rule == bytecode::Rule::Features;
}

std::string placeOf(const vm::TraceEntry& entry) {
  // A module can name a file so that it would look like further lines of the trace.
  const auto inOneLine = [](const std::string& name) {
    std::string text = harmless(name);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  };
  if (entry.line == 0) return inOneLine(entry.function);
  return fmt::format("{} ({}:{}:{})", inOneLine(entry.function), inOneLine(entry.file), entry.line, entry.column);
}

// How many entries from `first` on, but not beyond `end`, show the same place.
std::size_t runLength(const std::vector<vm::TraceEntry>& entries, std::size_t first, std::size_t end) {
  std::size_t next = first + 1;
  while (next < end && placeOf(entries[next]) == placeOf(entries[first])) ++next;
  return next - first;
}

// Calls from `first` up to `end`; a place that repeats is shown once with a count.
std::string callsText(const std::vector<vm::TraceEntry>& entries, std::size_t first, std::size_t end) {
  std::string text;
  for (std::size_t i = first; i < end;) {
    const std::size_t repeated = runLength(entries, i, end);
    text += "  at " + placeOf(entries[i]) + "\n";
    if (repeated > 1) text += fmt::format("     the same {} more times\n", repeated - 1);
    i += repeated;
  }
  return text;
}

// Innermost call first. What was left out of a long trace lies behind its first 64 calls.
std::string traceText(const vm::StackTrace& trace) {
  constexpr std::size_t kInnermost = 64;
  const std::size_t count = trace.entries.size();
  const std::size_t middle = trace.omitted == 0 ? count : std::min(kInnermost, count);
  std::string text = callsText(trace.entries, 0, middle);
  if (trace.omitted != 0) text += fmt::format("  ... {} more calls ...\n", trace.omitted);
  return text + callsText(trace.entries, middle, count);
}

nlohmann::json traceJson(const vm::StackTrace& trace) {
  nlohmann::json rows = nlohmann::json::array();
  for (const vm::TraceEntry& entry : trace.entries) {
    rows.push_back(
        {{"function", entry.function}, {"file", entry.file}, {"line", entry.line}, {"column", entry.column}});
  }
  return rows;
}

nlohmann::json verdictJson(ExitCode code, std::string_view message, std::string_view hint = {}) {
  nlohmann::json object{
      {"severity", "error"}, {"verdict", nameOf(code)}, {"code", static_cast<int>(code)}, {"message", message}};
  if (!hint.empty()) object["hint"] = hint;
  return object;
}

nlohmann::json exceptionJson(const vm::UncaughtException& exception, ExitCode code) {
  nlohmann::json object = verdictJson(code, textOf(exception));
  object["trace"] = traceJson(exception.trace);
  for (const vm::UncaughtException* cause = exception.cause.get(); cause != nullptr; cause = cause->cause.get()) {
    object["causes"].push_back({{"message", textOf(*cause)}, {"trace", traceJson(cause->trace)}});
  }
  return object;
}

nlohmann::json deadlockJson(const vm::RunResult& result, std::string_view message) {
  nlohmann::json object = verdictJson(ExitCode::Failure, message);
  for (const vm::WaitingFibers& fibers : result.waiting) {
    object["fibers"].push_back({{"first", fibers.first}, {"count", fibers.count}, {"trace", traceJson(fibers.trace)}});
  }
  object["elsewhere"] = result.waitingElsewhere;
  return object;
}

std::string lineOf(const nlohmann::json& object) {
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const os::DecodedScalar step = os::decodeScalar(text, at);
    if (!step.valid) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    } else if (canDeceive(step.scalar)) {
      result += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(step.scalar));
    } else {
      result += text.substr(at, step.length);
    }
    at += step.length;
  }
  return result;
}

Console::Console(const Options& options)
    : format_(options.errorFormat),
      hasColor_(options.errorFormat == compiler::DiagnosticFormat::Human &&
                os::wantsColor(os::StandardStream::Error, options.color)) {}

void Console::print(std::string_view text) const {
  const auto written = os::writeStandard(os::StandardStream::Output, text);
  if (written) return;
  const bool isClosed = written.error().kind == os::ErrorKind::ClosedPipe;
  const ExitCode code =
      isClosed ? ExitCode::ClosedOutput : fail(ExitCode::ToolFailure, written.error().message, written.error().hint);
  os::endProcess(static_cast<int>(code));
}

// Nobody can be told that standard error does not work.
void Console::printError(std::string_view text) const {
  (void)os::writeStandard(os::StandardStream::Error, text).has_value();
}

compiler::RenderOptions Console::renderOptions() const {
  return {format_, hasColor_, os::terminalWidth(os::StandardStream::Error).value_or(120)};
}

std::string Console::headline(std::string_view word, std::string_view text) const {
  if (!hasColor_) return fmt::format("{}: {}\n", word, text);
  return fmt::format("{}{}{}: {}\n", word == "error" ? kRed : kBlue, word, kReset, text);
}

std::string Console::whereText(const vm::StackTrace& trace, const SourceTexts& sources) const {
  const bool isHuman = format_ == compiler::DiagnosticFormat::Human;
  return (isHuman ? sources.excerpt(trace, renderOptions()) : "") + traceText(trace);
}

ExitCode Console::fail(ExitCode code, std::string_view message, std::string_view hint) const {
  if (isJson()) {
    printError(lineOf(verdictJson(code, message, hint)));
    return code;
  }
  std::string text = headline("error", harmless(message));
  if (!hint.empty()) text += headline("help", harmless(hint));
  printError(text);
  return code;
}

ExitCode Console::fail(const bytecode::Reject& reject) const {
  std::string_view help = "the file is damaged, or was not made by tatu build";
  if (isOfAnotherTime(reject.rule)) help = "another version of tatu has made this module; build it again with this one";
  if (reject.rule == bytecode::Rule::Dependency)
    help = "--package=FILE gives a package; one that others import comes before them";
  return fail(ExitCode::Rejected, reject.text(), help);
}

ExitCode Console::sourceHasErrors() const {
  if (isJson()) printError(lineOf(verdictJson(ExitCode::Failure, "the program has errors")));
  return ExitCode::Failure;
}

ExitCode Console::fail(const vm::UncaughtException& exception, const SourceTexts& sources) const {
  const ExitCode code = exception.className == "DeniedException" ? ExitCode::Denied : ExitCode::Failure;
  if (isJson()) {
    printError(lineOf(exceptionJson(exception, code)));
    return code;
  }
  std::string text = headline("error", harmless(textOf(exception))) + whereText(exception.trace, sources);
  for (const vm::UncaughtException* cause = exception.cause.get(); cause != nullptr; cause = cause->cause.get()) {
    text += "caused by " + harmless(textOf(*cause)) + "\n" + traceText(cause->trace);
  }
  printError(text);
  return code;
}

ExitCode Console::failDeadlocked(const vm::RunResult& result, const SourceTexts& sources) const {
  constexpr std::string_view kMessage = "deadlock: every fiber waits, and nothing can wake one of them";
  if (isJson()) {
    printError(lineOf(deadlockJson(result, kMessage)));
    return ExitCode::Failure;
  }
  std::string text = headline("error", kMessage);
  for (const vm::WaitingFibers& fibers : result.waiting) {
    text += fibers.first == 0 ? "the first fiber" : fmt::format("fiber {}", fibers.first);
    if (fibers.count > 1) text += fmt::format(" and {} more", fibers.count - 1);
    text += fibers.count > 1 ? " wait:\n" : " waits:\n";
    text += whereText(fibers.trace, sources);
  }
  if (result.waitingElsewhere != 0) text += fmt::format("{} more fibers wait elsewhere\n", result.waitingElsewhere);
  printError(text);
  return ExitCode::Failure;
}

ExitCode Console::stopped(ExitCode code, std::string_view message, std::string_view hint, const vm::StackTrace& where,
                          const SourceTexts& sources) const {
  if (isJson()) {
    nlohmann::json object = verdictJson(code, message, hint);
    object["trace"] = traceJson(where);
    printError(lineOf(object));
    return code;
  }
  std::string text = headline("error", message) + whereText(where, sources);
  if (!hint.empty()) text += headline("help", hint);
  printError(text);
  return code;
}

void Console::note(std::string_view text) const {
  if (isJson()) return;
  printError(hasColor_ ? fmt::format("{}{}{}\n", kDim, text, kReset) : fmt::format("{}\n", text));
}

}  // namespace tatu::cli
