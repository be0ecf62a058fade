// What the command says to people: on standard error, in the format and colours that were asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/reject.h"
#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/source_texts.h"
#include "vm/guest.h"

namespace tatu::cli {

class Console {
 public:
  explicit Console(const Options& options);

  // Text on standard output or error as it is. A closed output ends the process quietly.
  void print(std::string_view text) const;
  void printError(std::string_view text) const;

  // A message about what went wrong, with advice if there is any; gives back the code.
  [[nodiscard]] ExitCode fail(ExitCode code, std::string_view message, std::string_view hint = {}) const;
  [[nodiscard]] ExitCode fail(const bytecode::Reject& reject) const;
  // The messages of the compiler have been shown already; only a machine still needs the verdict.
  [[nodiscard]] ExitCode sourceHasErrors() const;
  // An exception that the program did not catch.
  [[nodiscard]] ExitCode fail(const vm::UncaughtException& exception, const SourceTexts& sources) const;
  // All fibers wait for each other, at these places.
  [[nodiscard]] ExitCode failDeadlocked(const vm::RunResult& result, const SourceTexts& sources) const;
  // A limit, and where the program stood.
  [[nodiscard]] ExitCode stopped(ExitCode code, std::string_view message, std::string_view hint,
                                 const vm::StackTrace& where, const SourceTexts& sources) const;
  void note(std::string_view text) const;

  [[nodiscard]] bool isJson() const { return format_ == compiler::DiagnosticFormat::Json; }
  [[nodiscard]] bool hasColor() const { return hasColor_; }
  [[nodiscard]] compiler::RenderOptions renderOptions() const;

 private:
  // Where the program was: for people with the line of source, if that is at hand.
  [[nodiscard]] std::string whereText(const vm::StackTrace& trace, const SourceTexts& sources) const;
  [[nodiscard]] std::string headline(std::string_view word, std::string_view text) const;

  compiler::DiagnosticFormat format_;
  bool hasColor_;
};

// A path, message or name from outside, with what could drive a terminal or deceive the eye written as an escape:
// control and invisible characters, those that turn the direction, bytes that are no text. Line feeds and tabs stay.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace tatu::cli
