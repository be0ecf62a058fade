#include "bytecode/reject.h"

#include <algorithm>

#include <fmt/format.h>

namespace tatu::bytecode {

namespace {

constexpr RuleInfo kRules[] = {
#define TATU_RULE(name, number, text, meaning) {Rule::name, text, meaning},
#include "bytecode/rules.def"
#undef TATU_RULE
};

// Names are as long as a module makes them.
constexpr std::size_t kMostOfAName = 256;

std::string shortened(const std::string& part) {
  return part.size() <= kMostOfAName ? part : part.substr(0, kMostOfAName) + "...";
}

const RuleInfo& infoOf(Rule rule) {
  return *std::find_if(std::begin(kRules), std::end(kRules), [&](const RuleInfo& info) { return info.rule == rule; });
}

}  // namespace

std::span<const RuleInfo> allRules() { return kRules; }
std::string_view nameOf(Rule rule) { return infoOf(rule).name; }
std::string_view meaningOf(Rule rule) { return infoOf(rule).meaning; }

std::string Reject::text() const {
  std::string place = file;
  const auto add = [&](std::string_view separator, const std::string& part) {
    if (part.empty()) return;
    if (!place.empty()) place += separator;
    place += shortened(part);
  };
  add(": ", section);
  add(" ", function);
  if (offset) add(", ", fmt::format("offset {}", *offset));
  std::string detail;
  if (!expected.empty() && !found.empty())
    detail = fmt::format(" (expected {}, found {})", shortened(expected), shortened(found));
  if (!expected.empty() && found.empty()) detail = fmt::format(" (expected {})", shortened(expected));
  if (expected.empty() && !found.empty()) detail = fmt::format(" (found {})", shortened(found));
  return fmt::format("{}: {}{} [{}]", place, message, detail, nameOf(rule));
}

}  // namespace tatu::bytecode
