// Grant: one thing that a host allows a guest, as data: a kind, and for some kinds what of it. Command flags
// ("--allow-read=data") are its text form; hosts give it by kind and text.
//
// `grantRows` is the single place that says which kinds there are, how each is spelled, and what its text means.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "os/error.h"

namespace tatu::os {

enum class GrantKind : std::uint8_t {
  All,
  Read,         ///< a directory and everything in it
  Write,        ///< the same; does not include reading
  Network,      ///< HOST:PORT
  Environment,  ///< a variable's name
  Clock,        ///< in steps of a millisecond; waiting, too
  FineClock,    ///< as fine as the host's
  Randomness,
  Arguments,
  Input,   ///< standard input
  Output,  ///< standard output and standard error
};
inline constexpr std::size_t kGrantKinds = static_cast<std::size_t>(GrantKind::Output) + 1;

struct Grant {
  GrantKind kind = GrantKind::All;
  std::string text;

  friend bool operator==(const Grant&, const Grant&) = default;
};

/// Who is spoken to: one who types flags of the command, or the author of a host application.
enum class GrantWords : std::uint8_t { Command, Host };

struct GrantRow {
  GrantKind kind;
  std::string_view flag;      ///< "--allow-read"
  std::string_view constant;  ///< what hosts call it: "TATU_GRANT_READ"
  std::string_view value;     ///< what its text is: "DIR"; empty: it has none
  std::string_view example;
};

/// In the order of the enumeration.
[[nodiscard]] std::span<const GrantRow> grantRows();
[[nodiscard]] const GrantRow& rowOf(GrantKind kind);

/// One flag as it stands on the command line, "--allow-read=data". Flags that do not exist and values where none
/// belongs are errors of kind InvalidArgument; what the value is, `Capabilities::allow` looks at.
[[nodiscard]] Result<Grant> parseGrantFlag(std::string_view flag);
[[nodiscard]] std::string flagOf(const Grant& grant);

/// The grant as those who are spoken to write it: "--allow-read=data", or "TATU_GRANT_READ data".
[[nodiscard]] std::string spelled(const Grant& grant, GrantWords words);
/// How to write grants of a kind: "write --allow-read=DIR, for instance --allow-read=data".
[[nodiscard]] std::string howToWrite(GrantKind kind, GrantWords words);
/// What to do about it that these were not granted.
[[nodiscard]] std::string hintForMissing(std::span<const Grant> missing, GrantWords words);

/// A flag as it can be typed at a shell: in quotes if it needs them.
[[nodiscard]] std::string flagForShell(std::string_view flag);

}  // namespace tatu::os
