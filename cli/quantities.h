// Numbers with units on the command line: `--max-memory=64M`, `--deadline=1.5s`, `--fuel=10M`.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tatu::cli {

// Digits, which may be grouped by `_`, then nothing, `k`, `M` or `G` (thousands). At most 2^62.
[[nodiscard]] std::optional<std::int64_t> parseCount(std::string_view text);

// Digits with an optional unit: `B`, `K` or `KB` or `KiB`, likewise M and G (all in steps of 1024).
[[nodiscard]] std::optional<std::uint64_t> parseSize(std::string_view text);

// A number, which may have a fraction, and a unit: `ns`, `us`, `ms`, `s`, `m`, `h`. At most a year.
[[nodiscard]] std::optional<std::chrono::nanoseconds> parseDuration(std::string_view text);

// "1.5 MiB", "12 ms": three significant digits, for people.
[[nodiscard]] std::string describeSize(std::uint64_t bytes);
[[nodiscard]] std::string describeDuration(std::chrono::nanoseconds duration);
// "1 234 567" with thin grouping by commas: "1,234,567".
[[nodiscard]] std::string describeCount(std::uint64_t count);

}  // namespace tatu::cli
