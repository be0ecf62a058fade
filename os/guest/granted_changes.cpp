// How grants are missed, taken back and narrowed.
#include <algorithm>
#include <utility>

#include "os/guest/granted_system.h"

namespace tatu::os {
namespace {

tl::unexpected<OsError> noSuchGrant(const Grant& grant, GrantWords words) {
  return tl::unexpected(makeError(ErrorKind::NotFound, Operation::RevokeCapability, spelled(grant, words),
                                  "the guest has no such grant"));
}

}  // namespace

OsError GrantedSystem::missing(Operation operation, std::string_view subject, const std::vector<Grant>& grants) const {
  OsError error = makeError(ErrorKind::Denied, operation, subject);
  for (const Grant& grant : grants) error.flag += (error.flag.empty() ? "" : " ") + flagOf(grant);
  error.hint = hintForMissing(grants, words_);
  return error;
}

tl::unexpected<OsError> GrantedSystem::takenBack(Operation operation, std::string_view subject) {
  return tl::unexpected(makeError(ErrorKind::Denied, operation, subject, "the access was taken back"));
}

/// Who waits for what is refused now finds out.
void GrantedSystem::wakeRefused() {
  for (const Handle handle : watches_.handles()) {
    const Entry* entry = handles_.find(handle);
    if (entry == nullptr) continue;
    const auto* stream = std::get_if<StreamEntry>(entry);
    const bool stands =
        stream == nullptr ? requireStanding(*entry, Operation::Watch).has_value() : isGranted(stream->stream);
    if (!stands) watches_.wake(handle);
  }
}

/// Of the grants that need no text. False: it was not granted.
bool GrantedSystem::revokeAmbient(GrantKind kind) {
  switch (kind) {
    case GrantKind::Clock: return std::exchange(granted_.clock, ClockGrant::None) != ClockGrant::None;
    case GrantKind::FineClock:
      if (granted_.clock != ClockGrant::Fine) return false;
      granted_.clock = ClockGrant::Coarse;
      return true;
    case GrantKind::Randomness: return std::exchange(granted_.randomness, false);
    case GrantKind::Arguments: return std::exchange(granted_.arguments, false);
    case GrantKind::Input: return std::exchange(granted_.input, false);
    case GrantKind::Output: return std::exchange(granted_.output, false);
    default: return false;
  }
}

bool GrantedSystem::revokeDirectory(std::string_view path, Rights rights) {
  const auto parsed = GuestPath::parse(path, workingDirectory_);
  return parsed && grants_.revoke(*host_, *parsed, rights);
}

Result<void> GrantedSystem::revoke(const Grant& grant) {
  bool isFound = false;
  switch (grant.kind) {
    case GrantKind::All: return restrictTo(Capabilities{});
    case GrantKind::Read: isFound = revokeDirectory(grant.text, Rights::read()); break;
    case GrantKind::Write: isFound = revokeDirectory(grant.text, Rights::write()); break;
    case GrantKind::Network: {
      const auto parsed = NetworkGrant::parse(grant.text, words_);
      isFound = parsed && network_.revoke(*parsed);
      break;
    }
    case GrantKind::Environment: isFound = std::erase(granted_.environment, grant.text) != 0; break;
    default: isFound = revokeAmbient(grant.kind); break;
  }
  if (!isFound) return noSuchGrant(grant, words_);
  wakeRefused();
  return {};
}

Result<void> GrantedSystem::requireNarrower(const Capabilities& wanted) const {
  const auto widens = [&](GrantKind kind, std::string text = {}) {
    return tl::unexpected(makeError(ErrorKind::InvalidArgument, Operation::GrantCapability,
                                    spelled({kind, std::move(text)}, words_), kNotGrantedBefore));
  };
  if (wanted.input && !granted_.input) return widens(GrantKind::Input);
  if (wanted.output && !granted_.output) return widens(GrantKind::Output);
  if (wanted.arguments && !granted_.arguments) return widens(GrantKind::Arguments);
  if (wanted.randomness && !granted_.randomness) return widens(GrantKind::Randomness);
  if (wanted.clock > granted_.clock) {
    return widens(wanted.clock == ClockGrant::Fine ? GrantKind::FineClock : GrantKind::Clock);
  }
  if (wanted.wholeEnvironment && !granted_.wholeEnvironment) return widens(GrantKind::All);
  for (const std::string& name : wanted.environment) {
    if (!isGrantedVariable(name)) return widens(GrantKind::Environment, name);
  }
  if (const NetworkGrant* wider = network_.firstNotCovered(wanted.network)) {
    return widens(GrantKind::Network, wider->text());
  }
  return {};
}

Result<void> GrantedSystem::restrictTo(const Capabilities& wanted) {
  if (auto narrower = requireNarrower(wanted); !narrower) return narrower;
  auto directories = grants_.narrow(*host_, wanted.directories, workingDirectory_, words_);
  if (!directories) return tl::unexpected(std::move(directories.error()));
  grants_.replaceBy(*host_, std::move(*directories));
  network_.replaceBy(wanted.network);
  granted_ = wanted;
  granted_.directories.clear();
  granted_.network.clear();
  wakeRefused();
  return {};
}

}  // namespace tatu::os
