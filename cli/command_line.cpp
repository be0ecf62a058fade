#include "cli/command_line.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "cli/help.h"
#include "cli/verb_options.h"
#include "cli/verb_table.h"
#include "compiler/diagnostics/spelling.h"
#include "os/platform/host_file.h"

namespace tatu::cli {

namespace {

using Arguments = std::vector<std::string>;

bool isOption(std::string_view argument) { return argument.size() > 1 && argument.front() == '-'; }

// The command line in parts: our options, the grants, the file and the program's arguments.
struct Split {
  Arguments own;
  Arguments grants;
  std::string file;
  bool hasFile = false;
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
    if (!split.hasFile) {
      split.file = isEnd ? arguments[i++] : argument;
      split.hasFile = true;
    } else {
      split.program.push_back(isEnd ? arguments[i++] : argument);
    }
    if (endsAtFile || isEnd) break;
  }
  split.program.insert(split.program.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
  return split;
}

Options helpOptions(std::string text) {
  Options options;
  options.helpText = std::move(text);
  return options;
}

std::optional<HelpLength> askedHelp(const Arguments& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "-h") return HelpLength::Short;
    if (argument == "--help") return HelpLength::Long;
  }
  return std::nullopt;
}

tl::expected<void, UsageError> applyGrants(Options& options, const Arguments& grants) {
  for (const std::string& grant : grants) {
    if (const auto applied = os::applyGrantFlag(options.capabilities, grant); !applied) {
      return tl::unexpected(UsageError{applied.error().message, applied.error().hint});
    }
  }
  return {};
}

UsageError noFile(const VerbRow& verb) {
  return {fmt::format("tatu {} needs a file", verb.name),
          fmt::format("usage: tatu {}; tatu help {} says more", verb.usage, verb.name),
          verbHelp(verb, HelpLength::Short)};
}

UsageError tooMany(const VerbRow& verb, const std::string& argument) {
  const std::string_view takes = verb.verb == Verb::Version ? "no file" : "one file";
  return {fmt::format("tatu {} takes {}, but there is also \"{}\"", verb.name, takes, argument), {}};
}

tl::expected<void, UsageError> checkOperands(const VerbRow& verb, const Options& options, bool hasFile) {
  if (verb.verb == Verb::Version) {
    if (hasFile) return tl::unexpected(tooMany(verb, options.file));
    return {};
  }
  if (options.file.empty()) return tl::unexpected(noFile(verb));
  const bool takesArguments = verb.verb == Verb::Run || verb.verb == Verb::Test;
  if (!takesArguments && !options.arguments.empty()) return tl::unexpected(tooMany(verb, options.arguments[0]));
  return {};
}

tl::expected<Options, UsageError> parseVerb(const VerbRow& verb, const Arguments& arguments, std::size_t from) {
  Options options;
  options.verb = verb.verb;
  Split split = splitArguments(arguments, from, verb.verb == Verb::Run);
  if (const auto length = askedHelp(split.own)) return helpOptions(verbHelp(verb, *length));
  VerbOptions verbOptions(verb, options);
  if (auto read = verbOptions.read(std::move(split.own)); !read) return tl::unexpected(read.error());
  if (auto granted = applyGrants(options, split.grants); !granted) return tl::unexpected(granted.error());
  options.file = std::move(split.file);
  options.arguments = std::move(split.program);
  if (auto checked = checkOperands(verb, options, split.hasFile); !checked) return tl::unexpected(checked.error());
  return options;
}

bool looksLikeFile(const std::string& word) {
  return word == "-" || word.find('/') != std::string::npos || word.find('.') != std::string::npos;
}

UsageError unknownVerb(const std::string& word) {
  std::vector<std::string_view> names;
  for (const VerbRow& row : allVerbs()) names.push_back(row.name);
  std::string hint;
  if (const auto nearest = compiler::suggestSpelling(word, names))
    hint = fmt::format("did you mean tatu {}?", *nearest);
  if (os::inspectHostPath(word)) hint += fmt::format("{}the file runs with tatu run {}", hint.empty() ? "" : " ", word);
  if (hint.empty()) hint = "tatu help lists the verbs";
  return {fmt::format("there is no verb \"{}\"", word), std::move(hint)};
}

// `tatu --stats run x.tatu`: the options stand before the verb.
tl::expected<Options, UsageError> parseWithoutVerb(const Arguments& arguments) {
  auto options = parseVerb(*findVerb("run"), arguments, 0);
  if (!options || !isOption(arguments[0]) || findVerb(options->file) == nullptr || os::inspectHostPath(options->file))
    return options;
  return tl::unexpected(UsageError{fmt::format("options stand behind the verb, not before \"{}\"", options->file),
                                   fmt::format("tatu {} {} …", options->file, arguments[0])});
}

tl::expected<Options, UsageError> parseHelp(const Arguments& arguments) {
  const Arguments rest(arguments.begin() + 1, arguments.end());
  const HelpLength length = askedHelp(rest).value_or(HelpLength::Long);
  const auto word = std::find_if(rest.begin(), rest.end(), [](const auto& argument) { return !isOption(argument); });
  if (word == rest.end()) return helpOptions(generalHelp(length));
  const VerbRow* verb = findVerb(*word);
  if (verb == nullptr) return tl::unexpected(unknownVerb(*word));
  return helpOptions(verb->verb == Verb::Help ? generalHelp(length) : verbHelp(*verb, length));
}

}  // namespace

tl::expected<Options, UsageError> parseCommandLine(const Arguments& arguments) {
  if (arguments.empty()) return tl::unexpected(UsageError{"", generalHelp(HelpLength::Short)});
  const std::string& first = arguments[0];
  if (first == "-h") return helpOptions(generalHelp(HelpLength::Short));
  if (first == "--help") return helpOptions(generalHelp(HelpLength::Long));
  if (first == "-V" || first == "--version") return parseVerb(*findVerb("version"), arguments, 1);
  if (first == "help") return parseHelp(arguments);
  if (const VerbRow* verb = findVerb(first)) return parseVerb(*verb, arguments, 1);
  if (isOption(first) || looksLikeFile(first)) return parseWithoutVerb(arguments);
  return tl::unexpected(unknownVerb(first));
}

bool asksForJson(const Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i] == "--error-format=json") return true;
    if (arguments[i] == "--error-format" && i + 1 < arguments.size() && arguments[i + 1] == "json") return true;
    if (i > 0 && !isOption(arguments[i]) && !takesNextArgument(arguments[i - 1])) break;
  }
  return false;
}

}  // namespace tatu::cli
