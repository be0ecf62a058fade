// Two ways: looking for the first byte with memchr and comparing there, which is fast on ordinary texts but quadratic
// on prepared ones, as long as a budget of comparisons lasts; then the two-way algorithm (Crochemore and Perrin,
// "Two-way string-matching", 1991), which is linear and needs no memory.
#include "stdlib/natives/text_search.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace tatu::stdlib {

namespace {

// A text read forwards or backwards.
template <bool isBackward>
struct View {
  std::string_view text;
  [[nodiscard]] std::size_t size() const { return text.size(); }
  [[nodiscard]] std::uint8_t operator[](std::size_t at) const {
    return static_cast<std::uint8_t>(isBackward ? text[text.size() - 1 - at] : text[at]);
  }
};

struct Suffix {
  std::size_t start = 0;
  std::size_t period = 1;
};

// The greatest suffix under the order of bytes, or under its reverse.
template <typename View>
Suffix greatestSuffix(View part, bool isReversedOrder) {
  std::size_t best = 0;
  std::size_t candidate = 1;
  std::size_t matched = 0;
  std::size_t period = 1;
  while (candidate + matched < part.size()) {
    const std::uint8_t a = part[candidate + matched];
    const std::uint8_t b = part[best + matched];
    if (a == b) {
      if (++matched == period) {
        candidate += period;
        matched = 0;
      }
    } else if ((a < b) != isReversedOrder) {
      candidate += matched + 1;
      matched = 0;
      period = candidate - best;
    } else {
      best = candidate++;
      matched = 0;
      period = 1;
    }
  }
  return {best, period};
}

template <typename View>
Suffix criticalPosition(View part) {
  const Suffix one = greatestSuffix(part, false);
  const Suffix other = greatestSuffix(part, true);
  return one.start > other.start ? one : other;
}

template <typename View>
bool repeatsItself(View part, const Suffix& cut) {
  if (cut.start + cut.period > part.size()) return false;
  for (std::size_t i = 0; i < cut.start; ++i) {
    if (part[i] != part[i + cut.period]) return false;
  }
  return true;
}

template <typename View>
std::size_t twoWay(View text, View part) {
  const Suffix cut = criticalPosition(part);
  const bool isPeriodic = repeatsItself(part, cut);
  const std::size_t period = isPeriodic ? cut.period : std::max(cut.start, part.size() - cut.start) + 1;
  std::size_t known = 0;  // of a periodic part: how much of its start is known to match here
  for (std::size_t at = 0; at + part.size() <= text.size();) {
    std::size_t right = std::max(cut.start, known);
    while (right < part.size() && part[right] == text[at + right]) ++right;
    if (right < part.size()) {
      at += right - cut.start + 1;
      known = 0;
      continue;
    }
    std::size_t left = cut.start;
    while (left > known && part[left - 1] == text[at + left - 1]) --left;
    if (left <= known) return at;
    at += period;
    known = isPeriodic ? part.size() - period : 0;
  }
  return kNotFound;
}

// Nothing found up to `from`, or the place in `from` with `isFound`.
struct Scan {
  std::size_t from = 0;
  bool isFound = false;
  bool isComplete = false;
};

Scan scan(std::string_view text, std::string_view part) {
  std::size_t budget = text.size() / 2 + 64;
  const std::size_t last = text.size() - part.size();
  for (std::size_t at = 0; at <= last; ++at) {
    const void* found = std::memchr(text.data() + at, part.front(), last - at + 1);
    if (found == nullptr) return {text.size(), false, true};
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    const auto difference = std::mismatch(part.begin(), part.end(), text.begin() + static_cast<std::ptrdiff_t>(at));
    if (difference.first == part.end()) return {at, true, true};
    const auto cost = static_cast<std::size_t>(difference.first - part.begin()) + 4;
    if (cost > budget) return {at + 1, false, false};
    budget -= cost;
  }
  return {text.size(), false, true};
}

}  // namespace

std::size_t findFirst(std::string_view text, std::string_view part) {
  if (part.empty()) return 0;
  if (part.size() > text.size()) return kNotFound;
  const Scan quick = scan(text, part);
  if (quick.isComplete) return quick.isFound ? quick.from : kNotFound;
  const std::size_t rest = twoWay(View<false>{text.substr(quick.from)}, View<false>{part});
  return rest == kNotFound ? kNotFound : quick.from + rest;
}

std::size_t findLast(std::string_view text, std::string_view part) {
  if (part.empty()) return text.size();
  if (part.size() > text.size()) return kNotFound;
  const std::size_t fromEnd = twoWay(View<true>{text}, View<true>{part});
  return fromEnd == kNotFound ? kNotFound : text.size() - part.size() - fromEnd;
}

}  // namespace tatu::stdlib
