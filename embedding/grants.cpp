#include "embedding/grants.h"

#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "embedding/error.h"
#include "embedding/guest.h"
#include "embedding/options.h"
#include "os/guest/system.h"

namespace tatu::embedding {

namespace {

using os::GrantKind;

static_assert(TATU_GRANT_ALL == static_cast<int>(GrantKind::All) + 1);
static_assert(TATU_GRANT_CLOCK == static_cast<int>(GrantKind::Clock) + 1);
static_assert(TATU_GRANT_OUTPUT == static_cast<int>(GrantKind::Output) + 1);

std::optional<os::Grant> grantOf(const tatu_grant& grant) {
  if (grant.kind == 0 || grant.kind > os::kGrantKinds || grant.reserved != 0) return std::nullopt;
  return os::Grant{static_cast<GrantKind>(grant.kind - 1), grant.text == nullptr ? "" : grant.text};
}

os::OsError noGrant() {
  os::OsError error;
  error.kind = os::ErrorKind::InvalidArgument;
  error.operation = os::Operation::GrantCapability;
  error.message = "a grant's `kind` is none of tatu_grant_kind, or its `reserved` is not 0";
  return error;
}

// What the guest would have to have been given for the grant; null if it has been.
const char* whatIsMissing(GrantKind kind, const GivenThings& given) {
  if (kind == GrantKind::Input && !given.input) return "the guest was made without `read`";
  if (kind == GrantKind::Output && !given.output) return "the guest was made without `write`";
  if (kind == GrantKind::Arguments && !given.arguments) return "the guest was made without `arguments`";
  return nullptr;
}

// Who waits for what is gone, and has no thread meanwhile, is to look again.
tatu_status settled(tatu_guest& guest, const os::Result<void>& changed, tatu_error** error) {
  if (!changed) return failOf(error, changed.error());
  guest.haveGrantsChanged.store(true);
  if (StopBell* const bell = guest.bell.load()) bell->ring();
  return TATU_OK;
}

}  // namespace

tatu_status failOf(tatu_error** error, const os::OsError& why) {
  const std::string text = why.hint.empty() ? why.message : why.message + "; " + why.hint;
  const bool isMisuse = why.kind == os::ErrorKind::InvalidArgument || why.operation == os::Operation::RevokeCapability;
  return isMisuse ? misuse(error, text) : fail(error, TATU_FAILED, text);
}

os::Result<os::Capabilities> capabilitiesOf(std::span<const tatu_grant> grants, const GivenThings& given) {
  os::Capabilities capabilities;
  for (const tatu_grant& one : grants) {
    const auto grant = grantOf(one);
    if (!grant) return tl::unexpected(noGrant());
    if (const char* const why = whatIsMissing(grant->kind, given)) {
      return tl::unexpected(makeError(os::ErrorKind::InvalidArgument, os::Operation::GrantCapability,
                                      spelled(*grant, os::GrantWords::Host), why));
    }
    if (auto allowed = capabilities.allow(*grant, os::GrantWords::Host); !allowed) {
      return tl::unexpected(std::move(allowed.error()));
    }
  }
  capabilities.input = capabilities.input && given.input;  // TATU_GRANT_ALL gives no more than there is
  capabilities.output = capabilities.output && given.output;
  capabilities.arguments = capabilities.arguments && given.arguments;
  return capabilities;
}

}  // namespace tatu::embedding

using namespace tatu::embedding;
namespace os = tatu::os;

extern "C" {

tatu_status tatu_grant_parse(const char* flag, tatu_grant* grant, tatu_error** error) {
  return guarded(error, [&] {
    if (flag == nullptr || grant == nullptr) return misuse(error, "`flag` and `grant` must not be null");
    *grant = {};
    const auto parsed = os::parseGrantFlag(flag);
    if (!parsed) return failOf(error, parsed.error());
    os::Capabilities probe;
    if (const auto allowed = probe.allow(*parsed); !allowed) return failOf(error, allowed.error());
    grant->kind = static_cast<std::uint32_t>(parsed->kind) + 1;
    const char* const equals = std::strchr(flag, '=');
    grant->text = equals == nullptr ? nullptr : equals + 1;
    return TATU_OK;
  });
}

size_t tatu_grant_format(const tatu_grant* grant, char* buffer, size_t size) {
  try {
    const auto known = grant == nullptr ? std::nullopt : grantOf(*grant);
    return giveText(known ? os::flagOf(*known) : "", buffer, size);
  } catch (...) {
    return giveText("", buffer, size);
  }
}

tatu_status tatu_guest_revoke(tatu_guest* guest, const tatu_grant* grant, tatu_error** error) {
  return guarded(error, [&] {
    if (guest == nullptr || grant == nullptr) return misuse(error, "`guest` and `grant` must not be null");
    const auto known = grantOf(*grant);
    if (!known) return failOf(error, noGrant());
    return settled(*guest, guest->machine->system()->revoke(*known), error);
  });
}

tatu_status tatu_guest_restrict(tatu_guest* guest, const tatu_grant* grants, size_t count, tatu_error** error) {
  return guarded(error, [&] {
    if (guest == nullptr) return misuse(error, "`guest` must not be null");
    if (grants == nullptr && count != 0) return misuse(error, "`grants` is null");
    const auto wanted = capabilitiesOf({grants, count}, guest->given);
    if (!wanted) return failOf(error, wanted.error());
    return settled(*guest, guest->machine->system()->restrictTo(*wanted), error);
  });
}

}  // extern "C"
