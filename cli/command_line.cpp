#include "cli/command_line.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "cli/quantities.h"
#include "compiler/diagnostics/spelling.h"

namespace tatu::cli {

namespace {

using Arguments = std::vector<std::string>;

struct VerbRow {
  std::string_view name;
  Verb verb;
  std::string_view text;
};

constexpr std::array<VerbRow, 8> kVerbs{{
    {"run", Verb::Run, "Run a program: tatu run FILE [ARGS]; FILE is source or a built module, - is standard input"},
    {"check", Verb::Check, "Report the errors of a program without running it"},
    {"build", Verb::Build, "Compile a program to a module: tatu build FILE -o FILE.tbc"},
    {"test", Verb::Test, "Run the functions marked @test of a program"},
    {"dis", Verb::Dis, "Show a module, or the module of a program, as assembler text"},
    {"asm", Verb::Asm, "Assemble a module from that text"},
    {"verify", Verb::Verify, "Check a module file as it is checked before every run"},
    {"version", Verb::Version, "Show the version"},
}};

constexpr std::string_view kFooter =
    "Examples:\n"
    "  tatu hello.tatu                        run a program\n"
    "  tatu run --fuel=10M game.tatu level1   with a limit and an argument\n"
    "  tatu run --allow-read=data report.tatu let it read the folder data\n"
    "  tatu build game.tatu -o game.tbc       compile once, run anywhere\n"
    "\n"
    "Exit codes: the program's own; 1 errors or an uncaught exception; 2 wrong usage; 120 module refused;\n"
    "121 permission missing; 122 fuel; 123 memory; 124 deadline; 125 tool failure; 126, 127 file not usable.";

const VerbRow* findVerb(std::string_view name) {
  const auto found = std::find_if(kVerbs.begin(), kVerbs.end(), [&](const VerbRow& row) { return row.name == name; });
  return found == kVerbs.end() ? nullptr : &*found;
}

bool isOption(std::string_view argument) { return argument.size() > 1 && argument.front() == '-'; }

// Options whose value may stand in the next argument.
bool takesNextArgument(std::string_view argument) {
  constexpr std::array<std::string_view, 10> kNames{
      "--fuel",         "--max-memory", "--deadline", "--tier",   "--gc-stress",
      "--error-format", "--color",      "--seed",     "--filter", "-o"};
  return std::find(kNames.begin(), kNames.end(), argument) != kNames.end() || argument == "--output";
}

// The command line in parts: our options, the grants, the file and the program's arguments.
struct Split {
  Arguments own;
  Arguments grants;
  std::string file;
  Arguments program;
};

Split splitArguments(const Arguments& arguments, std::size_t from, bool endsAtFile) {
  Split split;
  std::size_t i = from;
  while (i < arguments.size()) {
    const std::string& argument = arguments[i++];
    const bool isEnd = argument == "--";
    if (!isEnd && isOption(argument)) {
      (os::isGrantFlag(argument) ? split.grants : split.own).push_back(argument);
      if (takesNextArgument(argument) && i < arguments.size()) split.own.push_back(arguments[i++]);
      continue;
    }
    if (isEnd && i == arguments.size()) break;
    if (split.file.empty()) {
      split.file = isEnd ? arguments[i++] : argument;
    } else {
      split.program.push_back(isEnd ? arguments[i++] : argument);
    }
    if (endsAtFile || isEnd) break;
  }
  split.program.insert(split.program.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
  return split;
}

// ---- Options of the verbs, each with its check

template <typename Value, typename Parse>
void addQuantity(CLI::App& app, const std::string& name, std::optional<Value>& target, Parse parse,
                 const std::string& text, const std::string& example) {
  app.add_option_function<std::string>(
         name,
         [&target, parse, name, example](const std::string& value) {
           const auto parsed = parse(value);
           if (!parsed)
             throw CLI::ValidationError(
                 fmt::format("{}={} is not understood; write for instance {}", name, value, example));
           target = static_cast<Value>(*parsed);
         },
         text)
      ->type_name("");
}

template <typename Value>
void addChoice(CLI::App& app, const std::string& name, Value& target,
               std::vector<std::pair<std::string, Value>> choices, const std::string& text) {
  app.add_option_function<std::string>(
         name,
         [&target, name, choices](const std::string& value) {
           std::string all;
           for (const auto& [word, meaning] : choices) {
             if (word == value) {
               target = meaning;
               return;
             }
             all += all.empty() ? word : ", " + word;
           }
           throw CLI::ValidationError(fmt::format("{} is one of {}, not \"{}\"", name, all, value));
         },
         text)
      ->type_name("");
}

void addMessageOptions(CLI::App& app, Options& options) {
  using compiler::DiagnosticFormat;
  addChoice<DiagnosticFormat>(
      app, "--error-format", options.errorFormat,
      {{"human", DiagnosticFormat::Human}, {"short", DiagnosticFormat::Short}, {"json", DiagnosticFormat::Json}},
      "How errors are written: human, short or json");
  addChoice<os::ColorChoice>(
      app, "--color", options.color,
      {{"auto", os::ColorChoice::Auto}, {"always", os::ColorChoice::Always}, {"never", os::ColorChoice::Never}},
      "Colours in messages: auto, always or never");
}

void addGuestOptions(CLI::App& app, Options& options) {
  addQuantity(app, "--fuel", options.fuel, parseCount, "Stop after that much work, for instance 10M", "--fuel=10M");
  addQuantity(app, "--max-memory", options.maxMemory, parseSize, "Stop above that much memory, for instance 64M",
              "--max-memory=64M");
  addQuantity(app, "--deadline", options.deadline, parseDuration, "Stop after that time, for instance 2s",
              "--deadline=500ms");
  addQuantity(app, "--seed", options.seed, parseCount, "Random numbers as a function of this seed", "--seed=42");
  addChoice<vm::Tier>(app, "--tier", options.tier,
                      {{"interp", vm::Tier::Interpreter}, {"reference", vm::Tier::Reference}},
                      "What executes the program: interp or reference");
  app.add_option("--gc-stress", options.gcStress, "Collect at every N-th allocation")->type_name("");
  app.add_flag("--stats", options.showStatistics, "Show fuel, allocations, memory and time by phase at the end");
  // For the help only; these are taken out before.
  app.add_flag_callback(
      "--allow-read", [] {}, "=DIR: let the program read this directory and what is in it");
  app.add_flag_callback(
      "--allow-write", [] {}, "=DIR: let it create and change files there");
  app.add_flag_callback(
      "--allow-net", [] {}, "=HOST:PORT: let it connect there");
  app.add_flag_callback(
      "--allow-env", [] {}, "=NAME: let it see this environment variable");
  app.add_flag_callback(
      "--allow-all", [] {}, "Let it do all of that");
}

void addVerbOptions(CLI::App& app, Options& options) {
  switch (options.verb) {
    case Verb::Run: addGuestOptions(app, options); break;
    case Verb::Test:
      addGuestOptions(app, options);
      app.add_option("--filter", options.filter, "Only tests whose name has this in it")->type_name("");
      app.add_flag("--list", options.listTests, "Show the names of the tests");
      app.add_flag("--update", options.updateGolden, "Write what the tests print as what they are expected to print");
      break;
    case Verb::Build:
    case Verb::Dis:
    case Verb::Asm:
      app.add_option("-o,--output", options.output, "Where to write; - is standard output")->type_name("");
      break;
    case Verb::Version: app.add_flag("--json", options.isJson, "As a JSON object"); break;
    default: break;
  }
  addMessageOptions(app, options);
}

std::string verbHelp(const VerbRow& verb, Options& options) {
  CLI::App app(std::string(verb.text), "tatu " + std::string(verb.name));
  addVerbOptions(app, options);
  return app.help();
}

std::string generalHelp() {
  std::string text =
      "Tatu compiles and runs programs, safely.\n\nUsage: tatu FILE [ARGS]\n       tatu VERB [OPTIONS] FILE "
      "[ARGS]\n\nVerbs:\n";
  for (const VerbRow& row : kVerbs) text += fmt::format("  {:<9}{}\n", row.name, row.text);
  text += "  help     Show this, or the options of a verb: tatu help run\n\n";
  return text + std::string(kFooter) + "\n";
}

Options helpOptions(std::string text) {
  Options options;
  options.helpText = std::move(text);
  return options;
}

bool asksForHelp(const Arguments& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const auto& a) { return a == "-h" || a == "--help"; });
}

tl::expected<void, UsageError> parseOwnOptions(const VerbRow& verb, Options& options, Arguments own) {
  CLI::App app(std::string(verb.text), "tatu " + std::string(verb.name));
  addVerbOptions(app, options);
  std::reverse(own.begin(), own.end());  // CLI11 takes them from the back
  try {
    app.parse(std::move(own));
  } catch (const CLI::ParseError& error) {
    return tl::unexpected(UsageError{error.what(), fmt::format("tatu help {} lists the options", verb.name)});
  }
  return {};
}

tl::expected<Options, UsageError> parseVerb(const VerbRow& verb, const Arguments& arguments, std::size_t from) {
  Options options;
  options.verb = verb.verb;
  Split split = splitArguments(arguments, from, verb.verb == Verb::Run);
  if (asksForHelp(split.own)) return helpOptions(verbHelp(verb, options));
  if (auto parsed = parseOwnOptions(verb, options, std::move(split.own)); !parsed)
    return tl::unexpected(parsed.error());
  for (const std::string& grant : split.grants) {
    if (const auto applied = os::applyGrantFlag(options.capabilities, grant); !applied) {
      return tl::unexpected(UsageError{applied.error().message, applied.error().hint});
    }
  }
  options.file = std::move(split.file);
  options.arguments = std::move(split.program);
  if (verb.verb != Verb::Version && options.file.empty()) {
    return tl::unexpected(UsageError{fmt::format("tatu {} needs a file", verb.name),
                                     fmt::format("for instance: tatu {} hello.tatu", verb.name)});
  }
  const bool takesArguments = verb.verb == Verb::Run || verb.verb == Verb::Test;
  if (!takesArguments && !options.arguments.empty()) {
    return tl::unexpected(UsageError{
        fmt::format("tatu {} takes one file, but there is also \"{}\"", verb.name, options.arguments[0]), {}});
  }
  return options;
}

bool looksLikeFile(const std::string& word) {
  return word == "-" || word.find('/') != std::string::npos || word.find('.') != std::string::npos;
}

UsageError unknownVerb(const std::string& word) {
  std::vector<std::string_view> names;
  for (const VerbRow& row : kVerbs) names.push_back(row.name);
  const auto nearest = compiler::suggestSpelling(word, names);
  return {fmt::format("there is no command \"{}\"", word),
          nearest ? fmt::format("did you mean tatu {}?", *nearest) : "tatu help lists the commands"};
}

}  // namespace

tl::expected<Options, UsageError> parseCommandLine(const Arguments& arguments) {
  if (arguments.empty()) return tl::unexpected(UsageError{"", generalHelp()});
  const std::string& first = arguments[0];
  if (first == "-h" || first == "--help") return helpOptions(generalHelp());
  if (first == "-V" || first == "--version") return parseVerb(*findVerb("version"), arguments, 1);
  if (first == "help") {
    const VerbRow* verb = arguments.size() > 1 ? findVerb(arguments[1]) : nullptr;
    if (arguments.size() > 1 && verb == nullptr) return tl::unexpected(unknownVerb(arguments[1]));
    Options options;
    if (verb != nullptr) options.verb = verb->verb;
    return helpOptions(verb == nullptr ? generalHelp() : verbHelp(*verb, options));
  }
  if (const VerbRow* verb = findVerb(first)) return parseVerb(*verb, arguments, 1);
  if (isOption(first) || looksLikeFile(first)) return parseVerb(*findVerb("run"), arguments, 0);
  return tl::unexpected(unknownVerb(first));
}

}  // namespace tatu::cli
