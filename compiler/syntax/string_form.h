// How a string is written: `"…"`, `"""…"""` over several lines, `r"…"` without escapes, `b"…"` for bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace tatu::compiler {

struct StringForm {
  bool isRaw = false;
  bool isBytes = false;
  bool isMultiline = false;

  [[nodiscard]] bool hasInsertions() const { return !isRaw && !isBytes; }
  [[nodiscard]] std::string_view quotes() const { return isMultiline ? "\"\"\"" : "\""; }
  // Up to where the text begins.
  [[nodiscard]] std::size_t openingLength() const { return quotes().size() + (isRaw || isBytes ? 1 : 0); }
};

// Whether the text begins with a string, and in which form.
[[nodiscard]] inline bool startsString(std::string_view text) {
  return text.starts_with('"') || text.starts_with("r\"") || text.starts_with("b\"");
}
[[nodiscard]] inline StringForm stringFormOf(std::string_view text) {
  StringForm form;
  form.isRaw = text.starts_with('r');
  form.isBytes = text.starts_with('b');
  if (form.isRaw || form.isBytes) text.remove_prefix(1);
  form.isMultiline = text.starts_with("\"\"\"");
  return form;
}

}  // namespace tatu::compiler
