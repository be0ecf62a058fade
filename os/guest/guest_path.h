// GuestPath: the text by which a guest names a file, checked and normalised without touching the disk.
//
// Invariants of a `GuestPath`
// - It is absolute and has no empty part, "." or "..": "/a/b", or "/" alone.
// - It is valid UTF-8 without control characters, at most `kLongestPath` bytes, each part at most `kLongestPart`.
// Since `..` is resolved in the text, "a/link/../b" is "a/b" wherever the link leads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace tatu::os {

inline constexpr std::size_t kLongestPath = 4095;
inline constexpr std::size_t kLongestPart = 255;

/// Why a text is no path: a reason in words, ready for `makeError`.
struct PathFault {
  std::string_view reason;
};

class GuestPath {
 public:
  /// `workingDirectory` is the text of a GuestPath.
  [[nodiscard]] static tl::expected<GuestPath, PathFault> parse(std::string_view text,
                                                                std::string_view workingDirectory);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// The last part; empty for "/".
  [[nodiscard]] std::string_view name() const;

  /// Whether this is `directory` or lies below it, by the text.
  [[nodiscard]] bool isWithin(const GuestPath& directory) const;
  /// The way from `directory`, "." if it is the same. Only if `isWithin(directory)`.
  [[nodiscard]] std::string relativeTo(const GuestPath& directory) const;

 private:
  explicit GuestPath(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// What keeps `name` from being the same on every host, in words; empty if nothing does. Asked for names that are
/// created; existing files can have any.
[[nodiscard]] std::string_view reasonNotPortable(std::string_view name);

/// The directory to grant so that `path` can be reached, in the guest's own words: "data/x" gives "data", "x" ".".
[[nodiscard]] std::string directoryToGrant(std::string_view path);

/// `path` without doubled and trailing slashes and without "." parts; ".." only at the start. "" gives ".".
[[nodiscard]] std::string normalizeText(std::string_view path);

}  // namespace tatu::os
