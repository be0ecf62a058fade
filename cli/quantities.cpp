#include "cli/quantities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/core.h>

namespace tatu::cli {

namespace {

constexpr std::uint64_t kMostCount = std::uint64_t{1} << 62;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// The digits at the start, without `_`; they are taken from the text.
std::optional<std::uint64_t> takeNumber(std::string_view& text) {
  std::string digits;
  while (!text.empty() && (isDigit(text.front()) || (text.front() == '_' && !digits.empty()))) {
    if (text.front() != '_') digits += text.front();
    text.remove_prefix(1);
  }
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || digits.empty() || number > kMostCount) return std::nullopt;
  return number;
}

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

template <std::size_t count>
std::optional<std::uint64_t> withUnit(std::string_view text, const std::array<Unit, count>& units) {
  const auto number = takeNumber(text);
  if (!number) return std::nullopt;
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& row) { return row.name == text; });
  if (unit == units.end() || *number > kMostCount / unit->factor) return std::nullopt;
  return *number * unit->factor;
}

constexpr std::uint64_t kKibi = 1024;
constexpr std::array<Unit, 4> kCountUnits{{{"", 1}, {"k", 1'000}, {"M", 1'000'000}, {"G", 1'000'000'000}}};
constexpr std::array<Unit, 12> kSizeUnits{{{"", 1},
                                           {"B", 1},
                                           {"K", kKibi},
                                           {"KB", kKibi},
                                           {"KiB", kKibi},
                                           {"M", kKibi* kKibi},
                                           {"MB", kKibi* kKibi},
                                           {"MiB", kKibi* kKibi},
                                           {"G", kKibi* kKibi* kKibi},
                                           {"GB", kKibi* kKibi* kKibi},
                                           {"GiB", kKibi* kKibi* kKibi},
                                           {"b", 1}}};
constexpr std::array<Unit, 6> kTimeUnits{{{"ns", 1},
                                          {"us", 1'000},
                                          {"ms", 1'000'000},
                                          {"s", 1'000'000'000},
                                          {"m", 60'000'000'000},
                                          {"h", 3'600'000'000'000}}};
constexpr std::uint64_t kYear = std::uint64_t{365} * 24 * 3'600'000'000'000;

}  // namespace

std::optional<std::int64_t> parseCount(std::string_view text) {
  const auto count = withUnit(text, kCountUnits);
  if (!count) return std::nullopt;
  return static_cast<std::int64_t>(*count);
}

std::optional<std::uint64_t> parseSize(std::string_view text) { return withUnit(text, kSizeUnits); }

std::optional<std::chrono::nanoseconds> parseDuration(std::string_view text) {
  const auto whole = takeNumber(text);
  if (!whole) return std::nullopt;
  double number = static_cast<double>(*whole);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    const std::size_t before = text.size();
    const auto fraction = takeNumber(text);
    if (!fraction) return std::nullopt;
    double scaled = static_cast<double>(*fraction);
    for (std::size_t digits = before - text.size(); digits > 0; --digits) scaled /= 10;
    number += scaled;
  }
  const auto unit =
      std::find_if(kTimeUnits.begin(), kTimeUnits.end(), [&](const Unit& row) { return row.name == text; });
  if (unit == kTimeUnits.end()) return std::nullopt;
  const double nanoseconds = number * static_cast<double>(unit->factor);
  if (nanoseconds > static_cast<double>(kYear)) return std::nullopt;
  return std::chrono::nanoseconds(static_cast<std::int64_t>(nanoseconds));
}

std::string describeSize(std::uint64_t bytes) {
  if (bytes < kKibi) return fmt::format("{} B", bytes);
  double value = static_cast<double>(bytes) / kKibi;
  for (const std::string_view unit : {"KiB", "MiB"}) {
    if (value < kKibi) return fmt::format("{:.3g} {}", value, unit);
    value /= kKibi;
  }
  return fmt::format("{:.3g} GiB", value);
}

std::string describeDuration(std::chrono::nanoseconds duration) {
  double value = static_cast<double>(duration.count());
  for (const std::string_view unit : {"ns", "us", "ms"}) {
    if (value < 1000) return fmt::format("{:.3g} {}", value, unit);
    value /= 1000;
  }
  return fmt::format("{:.2f} s", value);
}

std::string describeCount(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace tatu::cli
