#include "compiler/diagnostics/spelling.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tatu::compiler {
namespace {

constexpr unsigned kEdit = 2;
constexpr unsigned kCaseChange = 1;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

unsigned replaceCost(char left, char right) {
  if (left == right) return 0;
  return lower(left) == lower(right) ? kCaseChange : kEdit;
}

}  // namespace

// Damerau-Levenshtein with three rows; works on bytes, which is near enough for a guess.
unsigned spellingDistance(std::string_view left, std::string_view right, unsigned limit) {
  const std::size_t difference = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
  if (difference * kEdit > limit) return limit + 1;
  // Candidates are many and short: memory on the stack serves nearly all of them.
  constexpr std::size_t kShort = 64;
  std::array<unsigned, 3 * (kShort + 1)> few{};
  std::vector<unsigned> many(right.size() > kShort ? 3 * (right.size() + 1) : 0);
  unsigned* twoBack = many.empty() ? few.data() : many.data();
  unsigned* back = twoBack + right.size() + 1;
  unsigned* row = back + right.size() + 1;
  for (std::size_t j = 0; j <= right.size(); ++j) back[j] = static_cast<unsigned>(j) * kEdit;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = static_cast<unsigned>(i) * kEdit;
    unsigned smallest = row[0];
    for (std::size_t j = 1; j <= right.size(); ++j) {
      row[j] = std::min({back[j] + kEdit, row[j - 1] + kEdit, back[j - 1] + replaceCost(left[i - 1], right[j - 1])});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], twoBack[j - 2] + kEdit);
      smallest = std::min(smallest, row[j]);
    }
    if (smallest > limit) return limit + 1;
    std::swap(twoBack, back);
    std::swap(back, row);
  }
  return back[right.size()];
}

// About a third of the name may be wrong; a single letter never suggests anything.
SpellingSuggester::SpellingSuggester(std::string_view wanted)
    : wanted_(wanted), limit_(kEdit * static_cast<unsigned>(std::min<std::size_t>((wanted.size() + 1) / 3, 4))) {
  // Names that long are not typed, and the work grows with the square.
  constexpr std::size_t kLongest = 200;
  if (wanted.size() <= 1) limit_ = kCaseChange;
  if (wanted.size() > kLongest) limit_ = 0;
}

void SpellingSuggester::consider(std::string_view candidate) {
  if (candidate == wanted_ || limit_ == 0) return;
  const unsigned distance = spellingDistance(wanted_, candidate, limit_);
  if (distance > limit_) return;
  best_ = candidate;
  limit_ = distance - 1;
}

std::optional<std::string_view> suggestSpelling(std::string_view wanted, std::span<const std::string_view> candidates) {
  SpellingSuggester suggester(wanted);
  for (const std::string_view candidate : candidates) suggester.consider(candidate);
  return suggester.best();
}

}  // namespace tatu::compiler
