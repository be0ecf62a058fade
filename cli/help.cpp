#include "cli/help.h"

#include <fmt/core.h>

#include "cli/verb_options.h"

namespace tatu::cli {

namespace {

constexpr std::string_view kExamples =
    "Examples:\n"
    "  tatu hello.tatu                          run a program\n"
    "  tatu run --fuel=10M game.tatu level1     with a limit and an argument\n"
    "  tatu run --allow-read=data report.tatu   let it read the folder data\n"
    "  tatu build game.tatu                     compile once, run anywhere\n"
    "\n";

constexpr std::string_view kExitCodes =
    "\n"
    "Exit codes: the program's own; 1 errors or an uncaught exception; 2 wrong usage; 120 module refused;\n"
    "121 permission missing; 122 fuel; 123 memory; 124 deadline; 125 tool failure; 126, 127 file not usable;\n"
    "130 Ctrl-C; 141 nobody reads the output.\n";

}  // namespace

std::string generalHelp(HelpLength length) {
  std::string text =
      "Tatu compiles and runs programs, safely.\n\n"
      "Usage: tatu FILE [ARGS]\n"
      "       tatu VERB [OPTIONS] FILE [ARGS]\n\n";
  if (length == HelpLength::Long) text += kExamples;
  text += "Verbs:\n";
  for (const VerbRow& row : allVerbs()) text += fmt::format("  {:<9}{}\n", row.name, row.summary);
  text += "\ntatu help VERB lists the options of a verb.\n";
  return length == HelpLength::Long ? text + std::string(kExitCodes) : text;
}

std::string verbHelp(const VerbRow& verb, HelpLength length) {
  Options options;
  options.verb = verb.verb;
  const VerbOptions verbOptions(verb, options);
  std::string text = fmt::format("{}.\n\nUsage: tatu {}\n\n", verb.summary, verb.usage);
  if (length == HelpLength::Long) text += fmt::format("Examples:\n{}\n", verb.examples);
  if (verb.verb != Verb::Help) text += "Options:\n" + verbOptions.list();
  return text;
}

}  // namespace tatu::cli
