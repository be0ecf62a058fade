#include "cli/verb_options.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "cli/quantities.h"
#include "compiler/diagnostics/spelling.h"

namespace tatu::cli {

namespace {

struct ValueOption {
  std::string_view name;
  std::string_view example;
  bool isRepeatable = false;
};

constexpr std::array<ValueOption, 17> kValueOptions{{{"--fuel", "--fuel=10M"},
                                                     {"--max-memory", "--max-memory=64M"},
                                                     {"--max-output", "--max-output=1M"},
                                                     {"--deadline", "--deadline=500ms"},
                                                     {"--seed", "--seed=42"},
                                                     {"--tier", "--tier=reference"},
                                                     {"--jit-threshold", "--jit-threshold=1"},
                                                     {"--jit-code", "--jit-code=16M"},
                                                     {"--jit-dump", "--jit-dump=fib"},
                                                     {"--jit-perf", "--jit-perf=map"},
                                                     {"--gc-stress", "--gc-stress=1"},
                                                     {"--error-format", "--error-format=json"},
                                                     {"--color", "--color=never"},
                                                     {"--filter", "--filter=deposit"},
                                                     {"--package", "--package=shapes.tbc", true},
                                                     {"--output", "-o game.tbc"},
                                                     {"-o", "-o game.tbc"}}};

const ValueOption* findValueOption(std::string_view name) {
  const auto* const found =
      std::find_if(kValueOptions.begin(), kValueOptions.end(), [&](const auto& row) { return row.name == name; });
  return found == kValueOptions.end() ? nullptr : found;
}

template <typename Value, typename Parse>
void addQuantity(CLI::App& app, const std::string& name, std::optional<Value>& target, Parse parse,
                 const std::string& unit, const std::string& text) {
  app.add_option_function<std::string>(
         name,
         [&target, parse, name](const std::string& value) {
           const auto parsed = parse(value);
           if (!parsed) {
             throw CLI::ValidationError(fmt::format("{}={} is not understood; write for instance {}", name, value,
                                                    findValueOption(name)->example));
           }
           target = static_cast<Value>(*parsed);
         },
         text)
      ->type_name(unit);
}

template <typename Value>
void addChoice(CLI::App& app, const std::string& name, Value& target,
               std::vector<std::pair<std::string, Value>> choices, const std::string& text) {
  std::string all;
  for (const auto& [word, meaning] : choices) all += (all.empty() ? "" : "|") + word;
  app.add_option_function<std::string>(
         name,
         [&target, name, choices, all](const std::string& value) {
           const auto found =
               std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.first == value; });
           if (found == choices.end())
             throw CLI::ValidationError(fmt::format("{} is one of {}, not \"{}\"", name, all, value));
           target = found->second;
         },
         text)
      ->type_name(all);
}

void addMessageOptions(CLI::App& app, Options& options) {
  using compiler::DiagnosticFormat;
  addChoice<DiagnosticFormat>(
      app, "--error-format", options.errorFormat,
      {{"human", DiagnosticFormat::Human}, {"short", DiagnosticFormat::Short}, {"json", DiagnosticFormat::Json}},
      "how messages are written");
  addChoice<os::ColorChoice>(
      app, "--color", options.color,
      {{"auto", os::ColorChoice::Auto}, {"always", os::ColorChoice::Always}, {"never", os::ColorChoice::Never}},
      "colours in messages; auto: on a terminal");
}

// Grants are taken out of the arguments before these are read; they are here for the help and for their names.
void addGrant(CLI::App& app, const std::string& name, const std::string& value, const std::string& text) {
  app.add_option_function<std::string>(
         name, [](const std::string&) {}, text)
      ->type_name(value);
}

void addGrants(CLI::App& app) {
  addGrant(app, "--allow-read", "DIR", "let the program read this folder and what is in it");
  addGrant(app, "--allow-write", "DIR", "let it create, change and remove files there");
  addGrant(app, "--allow-net", "HOST:PORT", "let it connect to this place, and listen there");
  addGrant(app, "--allow-env", "NAME", "let it see this environment variable");
  app.add_flag_callback(
      "--allow-fine-clock", [] {}, "let it see a clock finer than milliseconds");
  app.add_flag_callback(
      "--allow-all", [] {}, "let it do all of that");
}

void addPackages(CLI::App& app, Options& options) {
  app.add_option("--package", options.packages, "let it import this module, which tatu build has made")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

void addGuestOptions(CLI::App& app, Options& options) {
  addQuantity(app, "--fuel", options.fuel, parseCount, "N", "stop after that much work: 10k, 5M, 1G");
  addQuantity(app, "--max-memory", options.maxMemory, parseSize, "SIZE", "stop above that much memory: 64M, 1G");
  addQuantity(app, "--max-output", options.maxOutput, parseSize, "SIZE", "stop after that much output: 100K, 1M");
  addQuantity(app, "--deadline", options.deadline, parseDuration, "TIME", "stop after that time: 500ms, 2s, 1m");
  addGrants(app);
  addQuantity(app, "--seed", options.seed, parseCount, "N", "make random numbers a function of N");
  addChoice<vm::Tier>(app, "--tier", options.tier,
                      {{"auto", vm::Tier::Auto},
                       {"interp", vm::Tier::Interpreter},
                       {"baseline", vm::Tier::Baseline},
                       {"reference", vm::Tier::Reference}},
                      "what executes the program: interpreter, machine code, or (auto) both");
  addQuantity(app, "--jit-threshold", options.jitThreshold, parseCount, "N",
              "auto: how often a function must be found running before it becomes machine code");
  addQuantity(app, "--jit-code", options.jitCode, parseSize, "SIZE",
              "auto, baseline: at most so much machine code: 16M; 0: none");
  app.add_option("--jit-dump", options.jitDump, "show the machine code of this function when it is made")
      ->type_name("FUNCTION");
  addChoice<JitPerf>(app, "--jit-perf", options.jitPerf,
                     {{"map", {true, false}}, {"dump", {false, true}}, {"both", {true, true}}},
                     "tell the profiler perf the names of machine code");
  addQuantity(app, "--gc-stress", options.gcStress, parseCount, "N", "collect garbage at every N-th allocation");
  app.add_flag("--stats", options.showStatistics, "show fuel, allocations, memory and time by phase at the end");
}

void addTestOptions(CLI::App& app, Options& options) {
  app.add_option("--filter", options.filter, "only tests with this in their names")->type_name("TEXT");
  app.add_flag("--list", options.listTests, "show the names of the tests");
  app.add_flag("--update", options.updateGolden, "write what the program prints to FILE.expected");
}

void addOutput(CLI::App& app, Options& options) {
  app.add_option("-o,--output", options.output, "where to write; - is standard output")->type_name("FILE");
}

void addOptions(CLI::App& app, Options& options) {
  switch (options.verb) {
    case Verb::Run:
      addPackages(app, options);
      addGuestOptions(app, options);
      break;
    case Verb::Test:
      addTestOptions(app, options);
      addPackages(app, options);
      addGuestOptions(app, options);
      break;
    case Verb::Check:
    case Verb::Verify: addPackages(app, options); break;
    case Verb::Build:
    case Verb::Dis:
      addOutput(app, options);
      addPackages(app, options);
      break;
    case Verb::Asm: addOutput(app, options); break;
    case Verb::Version: app.add_flag("--json", options.isJson, "as a JSON object, with formats and target"); break;
    default: break;
  }
  addMessageOptions(app, options);
}

std::string_view nameOf(std::string_view argument) {
  if (argument.starts_with("--")) return argument.substr(0, argument.find('='));
  return argument.substr(0, 2);
}

std::string nameWithValue(const CLI::Option& option) {
  const std::string value = option.get_expected_min() == 0 ? "" : "=" + option.get_type_name();
  return option.get_name(false, true) == "-o,--output" ? "-o, --output=FILE" : option.get_name() + value;
}

}  // namespace

bool takesNextArgument(std::string_view argument) { return findValueOption(argument) != nullptr; }

VerbOptions::VerbOptions(const VerbRow& verb, Options& options) : verb_(verb), app_(std::make_unique<CLI::App>()) {
  app_->set_help_flag();
  addOptions(*app_, options);
}

VerbOptions::~VerbOptions() = default;

UsageError VerbOptions::unknown(std::string_view name) const {
  std::vector<std::string> known;
  for (const CLI::Option* option : app_->get_options()) known.push_back(option->get_name());
  known.emplace_back("--help");
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  const auto nearest = compiler::suggestSpelling(name, candidates);
  return {
      fmt::format("tatu {} has no option {}", verb_.name, name),
      nearest ? fmt::format("did you mean {}?", *nearest) : fmt::format("tatu help {} lists the options", verb_.name)};
}

// Names are checked here and not by the library, since its messages are not meant for people.
tl::expected<void, UsageError> VerbOptions::checkNames(const std::vector<std::string>& arguments) const {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view name = nameOf(arguments[i]);
    if (app_->get_option_no_throw(std::string(name)) == nullptr) return tl::unexpected(unknown(name));
    const ValueOption* value = findValueOption(name);
    const bool isAlone = value != nullptr && arguments[i] == name;
    const bool isEmpty = value != nullptr && arguments[i].size() == name.size() + 1 && arguments[i].back() == '=';
    if (isEmpty || (isAlone && (i + 1 == arguments.size() || arguments[i + 1].empty()))) {
      return tl::unexpected(UsageError{fmt::format("{} needs a value, for instance {}", name, value->example), {}});
    }
    if (value == nullptr && arguments[i].find('=') != std::string::npos) {
      return tl::unexpected(UsageError{fmt::format("{} takes no value", name), {}});
    }
    const bool isOnce = value != nullptr && !value->isRepeatable;
    if (isOnce && !seen.insert(name == "-o" ? "--output" : name).second) {
      return tl::unexpected(UsageError{fmt::format("{} is given twice", name), "give it once"});
    }
    if (isAlone) ++i;
  }
  return {};
}

tl::expected<void, UsageError> VerbOptions::read(std::vector<std::string> arguments) {
  if (auto checked = checkNames(arguments); !checked) return checked;
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  try {
    app_->parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return tl::unexpected(UsageError{error.what(), fmt::format("tatu help {} lists the options", verb_.name)});
  }
  return {};
}

std::string VerbOptions::list() const {
  std::string text;
  for (const CLI::Option* option : app_->get_options()) {
    text += fmt::format("  {:<27} {}\n", nameWithValue(*option), option->get_description());
  }
  return text + fmt::format("  {:<27} {}\n", "-h, --help", "show this; --help shows examples too");
}

}  // namespace tatu::cli
