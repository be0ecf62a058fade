// Suggestions for names that were probably misspelt.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tatu::compiler {

// Edits (insert, delete, replace, swap of neighbours; a change of case counts half) times two; stops early above
// `limit` and returns some value above it.
[[nodiscard]] unsigned spellingDistance(std::string_view left, std::string_view right, unsigned limit);

// Picks the best of the candidates that it is shown, if any is close enough to the wanted name to be worth naming.
// The first of equals wins, so offer candidates in a fixed order, nearest scope first.
class SpellingSuggester {
 public:
  explicit SpellingSuggester(std::string_view wanted);
  void consider(std::string_view candidate);
  [[nodiscard]] std::optional<std::string_view> best() const { return best_; }

 private:
  std::string_view wanted_;
  unsigned limit_;
  std::optional<std::string_view> best_;
};

[[nodiscard]] std::optional<std::string_view> suggestSpelling(std::string_view wanted,
                                                              std::span<const std::string_view> candidates);

}  // namespace tatu::compiler
