#include "os/guest/grant.h"

#include <algorithm>
#include <array>

namespace tatu::os {
namespace {

using namespace std::string_view_literals;
using enum GrantKind;

constexpr std::array kRows{
    GrantRow{All, "--allow-all", "TATU_GRANT_ALL", "", ""},
    GrantRow{Read, "--allow-read", "TATU_GRANT_READ", "DIR", "data"},
    GrantRow{Write, "--allow-write", "TATU_GRANT_WRITE", "DIR", "data"},
    GrantRow{Network, "--allow-net", "TATU_GRANT_NETWORK", "HOST:PORT", "example.org:443"},
    GrantRow{Environment, "--allow-env", "TATU_GRANT_ENVIRONMENT", "NAME", "HOME"},
    GrantRow{Clock, "--allow-clock", "TATU_GRANT_CLOCK", "", ""},
    GrantRow{FineClock, "--allow-fine-clock", "TATU_GRANT_FINE_CLOCK", "", ""},
    GrantRow{Randomness, "--allow-random", "TATU_GRANT_RANDOMNESS", "", ""},
    GrantRow{Arguments, "--allow-args", "TATU_GRANT_ARGUMENTS", "", ""},
    GrantRow{Input, "--allow-input", "TATU_GRANT_INPUT", "", ""},
    GrantRow{Output, "--allow-output", "TATU_GRANT_OUTPUT", "", ""},
};

constexpr bool rowsStandInOrder() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].kind) != i) return false;
  }
  return kRows.size() == kGrantKinds;
}
static_assert(rowsStandInOrder(), "one row per kind, in the order of the enumeration");

tl::unexpected<OsError> noSuchFlag(std::string_view flag, std::string_view reason, std::string hint) {
  OsError error = makeError(ErrorKind::InvalidArgument, Operation::GrantCapability, flag, reason);
  error.hint = std::move(hint);
  return tl::unexpected(std::move(error));
}

/// The text may be a guest's.
std::string forHosts(const Grant& grant) {
  const std::string constant(rowOf(grant.kind).constant);
  return grant.text.empty() ? constant : constant + " " + flagForShell(grant.text);
}

std::string allFlags() {
  std::string text = "the flags are ";
  for (const GrantRow& row : kRows) {
    if (row.kind == All) continue;
    text += std::string(row.flag) + (row.value.empty() ? "" : "=" + std::string(row.value)) + ", ";
  }
  return text += rowOf(All).flag;
}

}  // namespace

std::span<const GrantRow> grantRows() { return kRows; }

const GrantRow& rowOf(GrantKind kind) { return kRows[static_cast<std::size_t>(kind)]; }

Result<Grant> parseGrantFlag(std::string_view flag) {
  const std::size_t equals = flag.find('=');
  const auto row = std::ranges::find(kRows, flag.substr(0, equals), &GrantRow::flag);
  if (row == kRows.end()) return noSuchFlag(flag, "there is no such flag", allFlags());
  if (equals == std::string_view::npos) return Grant{row->kind, {}};
  if (row->value.empty()) return noSuchFlag(flag, "this flag takes no value", "write " + std::string(row->flag));
  return Grant{row->kind, std::string(flag.substr(equals + 1))};
}

std::string flagOf(const Grant& grant) {
  const std::string flag(rowOf(grant.kind).flag);
  return grant.text.empty() ? flag : flag + "=" + grant.text;
}

std::string spelled(const Grant& grant, GrantWords words) {
  if (words == GrantWords::Command) return flagOf(grant);
  const std::string constant(rowOf(grant.kind).constant);
  return grant.text.empty() ? constant : constant + " " + grant.text;
}

std::string howToWrite(GrantKind kind, GrantWords words) {
  const GrantRow& row = rowOf(kind);
  const std::string before = words == GrantWords::Command ? std::string(row.flag) + "=" : "";
  std::string text = "write " + before + std::string(row.value) + ", for instance " + before + std::string(row.example);
  if (kind == Network) text += ", *.example.org:443, 10.0.0.0/8:5432 or [::1]:8000-8099; the port can be *";
  return text;
}

std::string hintForMissing(std::span<const Grant> missing, GrantWords words) {
  std::string list;
  for (const Grant& grant : missing) {
    if (!list.empty()) list += words == GrantWords::Command ? " " : ", ";
    list += words == GrantWords::Command ? flagForShell(flagOf(grant)) : forHosts(grant);
  }
  return words == GrantWords::Command ? "run with " + list + " to allow it" : "the host has not granted " + list;
}

std::string flagForShell(std::string_view flag) {
  const auto plain = [](char c) {
    const bool wordLike = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return wordLike || "-_=./,:@%+"sv.find(c) != std::string_view::npos;
  };
  if (std::ranges::all_of(flag, plain)) return std::string(flag);
  return quoteForDisplay(flag, SIZE_MAX);
}

}  // namespace tatu::os
