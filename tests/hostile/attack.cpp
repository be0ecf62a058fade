#include "tests/hostile/attack.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace tatu::hostile {

namespace {

const std::string kFolder = TATU_SOURCE_DIR "/tests/hostile/";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

using Problem = std::optional<std::string>;

struct LimitWord {
  std::string_view word;
  std::uint64_t AttackLimits::*limit;
};
constexpr LimitWord kLimitWords[] = {
    {"fuel", &AttackLimits::fuel},       {"memory", &AttackLimits::memory}, {"stack", &AttackLimits::stack},
    {"fibers", &AttackLimits::fibers},   {"stacks", &AttackLimits::stacks}, {"code", &AttackLimits::code},
    {"handles", &AttackLimits::handles}, {"output", &AttackLimits::output}, {"deadline", &AttackLimits::deadline},
};

Problem readNumber(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) return std::nullopt;
  return fmt::format("\"{}\" is no number", text);
}

constexpr std::string_view kEndings[] = {"ok", "exit ", "uncaught ", "limit ", "deadlock", "refused E", "rejected "};

Problem readEnding(std::string_view text, Attack& attack) {
  const auto isKnown = [&](std::string_view ending) {
    return ending.back() == ' ' || ending.back() == 'E' ? text.size() > ending.size() && text.starts_with(ending)
                                                        : text == ending;
  };
  if (std::none_of(std::begin(kEndings), std::end(kEndings), isKnown)) {
    return fmt::format("`ends:` cannot be \"{}\"", text);
  }
  attack.ending = text;
  return std::nullopt;
}

Problem readWord(std::string_view word, std::string_view text, Attack& attack) {
  if (text.empty()) return fmt::format("nothing stands behind `{}:`", word);
  if (word == "attacks") return attack.meaning = text, std::nullopt;
  if (word == "ends") return readEnding(text, attack);
  if (word == "unscheduled") return attack.isForScheduler = false, std::nullopt;
  if (word == "prints") {
    std::uint64_t bytes = 0;
    if (Problem problem = readNumber(text, bytes)) return problem;
    attack.outputBytes = bytes;
    return std::nullopt;
  }
  if (word == "grants") {
    std::istringstream flags{std::string(text)};
    for (std::string flag; flags >> flag;) attack.grants.push_back(flag);
    return std::nullopt;
  }
  for (const LimitWord& limit : kLimitWords) {
    if (limit.word == word) return readNumber(text, attack.limits.*limit.limit);
  }
  return fmt::format("there is no `{}:`", word);
}

// A line of the head, without what makes it a comment. Lines that go on with a text are indented.
Problem readHeadLine(std::string_view line, Attack& attack) {
  if (line.starts_with(" =>") || line.starts_with("   ")) return std::nullopt;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return fmt::format("\"{}\" says nothing: `word:` is missing", line);
  return readWord(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)), attack);
}

void readOutput(std::string_view line, std::string_view comment, Attack& attack) {
  const std::string mark = std::string(comment) + " =>";
  const std::size_t at = line.find(mark);
  if (at == std::string_view::npos) return;
  std::string_view text = line.substr(at + mark.size());
  if (text.starts_with(' ')) text.remove_prefix(1);
  attack.output += std::string(text) + "\n";
}

Problem readLines(Attack& attack) {
  const std::string_view comment = attack.isAssembly() ? ";" : "//";
  std::istringstream lines(attack.source);
  bool isHead = true;
  for (std::string line; std::getline(lines, line);) {
    isHead = isHead && line.starts_with(comment);
    readOutput(line, comment, attack);
    if (!isHead) continue;
    if (Problem problem = readHeadLine(std::string_view(line).substr(comment.size()), attack)) return problem;
  }
  if (attack.meaning.empty()) return "`attacks:` is missing";
  if (attack.ending.empty()) return "`ends:` is missing";
  if (attack.outputBytes && !attack.output.empty()) return "it cannot say both what it prints and how much";
  return std::nullopt;
}

std::string shortened(const std::string& text) {
  constexpr std::size_t kMost = 2'000;
  return text.size() <= kMost ? text : fmt::format("{}… ({} bytes)", text.substr(0, kMost), text.size());
}

bool isEnding(const std::string& found, const std::string& expected) {
  return found == expected || (expected.starts_with("uncaught ") && found.starts_with(expected + ":"));
}

}  // namespace

std::string readText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> attackNames() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    const std::filesystem::path path = std::filesystem::relative(entry.path(), kFolder);
    if (!path.has_parent_path()) continue;
    if (path.extension() == ".tatu" || path.extension() == ".tasm") names.push_back(path.string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string testNameOf(const testing::TestParamInfo<std::string>& attack) {
  std::string name = attack.param.substr(0, attack.param.find('.'));
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

tl::expected<Attack, std::string> readAttack(const std::string& name) {
  Attack attack;
  attack.name = name;
  attack.source = readText(kFolder + name);
  if (Problem problem = readLines(attack)) return tl::unexpected(name + ": " + *problem);
  return attack;
}

std::string differenceOf(const Ending& ending, const Attack& attack) {
  std::string difference;
  if (!isEnding(ending.how, attack.ending)) {
    difference += fmt::format("it should end with \"{}\"\nbut ends with   \"{}\"\n{}\n", attack.ending, ending.how,
                              shortened(ending.details));
  }
  if (attack.outputBytes) {
    if (ending.output.size() != *attack.outputBytes)
      difference += fmt::format("it should print {} bytes, not {}\n", *attack.outputBytes, ending.output.size());
  } else if (ending.output != attack.output) {
    difference += fmt::format("it should print\n{}\nbut prints\n{}\n", attack.output, shortened(ending.output));
  }
  return difference;
}

}  // namespace tatu::hostile
