// Reject: why a module was refused, precisely enough for a person to find the place and for a test to pin it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tatu::bytecode {

enum class Rule : std::uint16_t {
#define TATU_RULE(name, number, text, meaning) name = number,
#include "bytecode/rules.def"
#undef TATU_RULE
};

struct RuleInfo {
  Rule rule;
  std::string_view name;     // as messages and tests write it
  std::string_view meaning;  // what must hold
};

[[nodiscard]] std::span<const RuleInfo> allRules();
[[nodiscard]] std::string_view nameOf(Rule rule);
[[nodiscard]] std::string_view meaningOf(Rule rule);

struct Reject {
  Rule rule{};
  std::string file;                     // as the caller named it; may be empty
  std::string section;                  // "types", "functions", "code", …
  std::string function;                 // or the class or other declaration; empty outside of one
  std::optional<std::uint32_t> offset;  // in the function's code; for container rules in the file
  std::string expected;
  std::string found;
  std::string message;  // one sentence

  // "file: function f, offset 12: sentence (expected …, found …) [rule-name]"
  [[nodiscard]] std::string text() const;
};

}  // namespace tatu::bytecode
