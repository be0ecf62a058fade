#include "tests/language/runner/expectations.h"

#include <cctype>
#include <charconv>
#include <optional>

namespace tatu::language_test {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

// What stands behind `// key` on a line.
std::optional<std::string_view> behind(std::string_view line, std::string_view key) {
  const std::size_t at = line.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = line.substr(at + key.size());
  if (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  while (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

// Words separated by spaces; double quotes hold one together.
std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  bool isInWord = false;
  bool isQuoted = false;
  for (const char c : text) {
    if (c == '"') {
      isQuoted = !isQuoted;
      if (!isInWord) result.emplace_back();
      isInWord = true;
    } else if (c == ' ' && !isQuoted) {
      isInWord = false;
    } else {
      if (!isInWord) result.emplace_back();
      isInWord = true;
      result.back() += c;
    }
  }
  return result;
}

bool isCode(std::string_view text, char family) {
  if (text.size() < 5 || text[0] != family) return false;
  for (std::size_t i = 1; i < 5; ++i) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

void readLine(Expectations& result, std::string_view line, std::uint32_t number) {
  if (const auto text = behind(line, "// =>")) result.output += std::string(*text) + "\n";
  if (const auto text = behind(line, "// exit:")) {
    const std::string_view digits = trimmed(*text);
    std::from_chars(digits.data(), digits.data() + digits.size(), result.exitCode);
  }
  if (const auto text = behind(line, "// error:")) {
    if (isCode(*text, 'E')) {
      for (const std::string& code : words(*text)) result.compileErrors.emplace(number, code);
    } else {
      result.error = *text;
    }
  }
  if (const auto text = behind(line, "// warning:")) {
    for (const std::string& code : words(*text)) result.warnings.emplace(number, code);
  }
  if (const auto text = behind(line, "// args:")) result.arguments = words(*text);
  if (const auto text = behind(line, "// stdin:")) result.input += std::string(*text) + "\n";
  if (const auto text = behind(line, "// flags:")) result.flags = words(*text);
}

}  // namespace

Expectations readExpectations(std::string_view source) {
  Expectations result;
  std::uint32_t number = 0;
  while (!source.empty()) {
    const std::size_t end = source.find('\n');
    readLine(result, source.substr(0, end), ++number);
    source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
  }
  if (!result.error.empty() && result.exitCode == 0) result.exitCode = 1;
  return result;
}

std::vector<Block> readBlocks(std::string_view markdown) {
  std::vector<Block> blocks;
  std::uint32_t number = 0;
  bool isInside = false;
  while (!markdown.empty()) {
    const std::size_t end = markdown.find('\n');
    const std::string_view line = markdown.substr(0, end);
    ++number;
    if (isInside && line.starts_with("```")) {
      isInside = false;
    } else if (isInside) {
      blocks.back().source += std::string(line) + "\n";
    } else if (line == "```tatu") {
      isInside = true;
      blocks.push_back({number + 1, {}});
    }
    markdown.remove_prefix(end == std::string_view::npos ? markdown.size() : end + 1);
  }
  return blocks;
}

}  // namespace tatu::language_test
