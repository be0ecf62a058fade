#include "tests/generator/program.h"

#include <vector>

#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

using Lines = std::vector<std::string>;

constexpr int kMostTries = 3'000;

Lines linesOf(const std::string& text) {
  Lines lines;
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

std::string textOf(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::size_t indentOf(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

// How many lines the statement or declaration takes that begins here: a block goes to its last bracket.
std::size_t extentOf(const Lines& lines, std::size_t first) {
  if (!lines[first].ends_with('{')) return 1;
  const std::size_t indent = indentOf(lines[first]);
  for (std::size_t i = first + 1; i < lines.size(); ++i) {
    if (indentOf(lines[i]) == indent && lines[i].compare(indent, 1, "}") == 0 && !lines[i].ends_with('{'))
      return i + 1 - first;
  }
  return lines.size() - first;
}

Lines without(const Lines& lines, std::size_t first, std::size_t count) {
  Lines rest(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first));
  rest.insert(rest.end(), lines.begin() + static_cast<std::ptrdiff_t>(first + count), lines.end());
  return rest;
}

// The head of a block and its bracket, but not what is inside.
Lines unwrapped(const Lines& lines, std::size_t first, std::size_t count) {
  return without(without(lines, first + count - 1, 1), first, 1);
}

}  // namespace

std::string makeProgram(std::uint64_t seed) { return Maker(seed).program(); }

// From the end, as what stands there uses what stands before.
std::string shrinkProgram(const std::string& program, const std::function<bool(const std::string&)>& isFaulty) {
  Lines lines = linesOf(program);
  int tries = 0;
  for (bool hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (std::size_t i = lines.size(); i > 0 && tries < kMostTries; --i) {
      if (i > lines.size()) continue;
      const std::size_t count = extentOf(lines, i - 1);
      std::vector<Lines> candidates{without(lines, i - 1, count)};
      if (count > 2) candidates.push_back(unwrapped(lines, i - 1, count));
      for (const Lines& candidate : candidates) {
        ++tries;
        if (!isFaulty(textOf(candidate))) continue;
        lines = candidate;
        hasChanged = true;
        break;
      }
    }
  }
  return textOf(lines);
}

}  // namespace tatu::generator
