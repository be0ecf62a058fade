// What can be seen of how a run has ended, as text, so that runs can be compared.
#pragma once

#include <fmt/format.h>

#include <string>

#include "vm/guest.h"

namespace tatu::test {

inline std::string textOf(const vm::StackTrace& trace) {
  std::string text;
  for (const vm::TraceEntry& entry : trace.entries) {
    text += fmt::format("  {} {}:{}:{}\n", entry.function, entry.file, entry.line, entry.column);
  }
  return text + fmt::format("  and {} more\n", trace.omitted);
}

// With its causes.
inline std::string textOf(const vm::UncaughtException& exception) {
  std::string text = fmt::format("{}: {}\n{}", exception.className, exception.message, textOf(exception.trace));
  if (exception.cause != nullptr) text += "caused by " + textOf(*exception.cause);
  return text;
}

// Who waits where, of a run that has ended in a deadlock.
inline std::string waitingText(const vm::RunResult& result) {
  std::string text = fmt::format("{} elsewhere\n", result.waitingElsewhere);
  for (const vm::WaitingFibers& fibers : result.waiting) {
    text += fmt::format("fiber {} of {}\n{}", fibers.first, fibers.count, textOf(fibers.trace));
  }
  return text;
}

}  // namespace tatu::test
