#include "os/guest/directory_grants.h"

#include <algorithm>
#include <cerrno>

namespace tatu::os {
namespace {

std::string flagsOf(const DirectoryGrant& grant) {
  std::string flags;
  if (grant.rights.includes(Rights::read())) flags = "--allow-read=" + grant.path;
  if (!grant.rights.includes(Rights::write())) return flags;
  return (flags.empty() ? "" : flags + " ") + "--allow-write=" + grant.path;
}

OsError refusal(const DirectoryGrant& grant, const HostError& cause) {
  if (cause.kind == ErrorKind::NotADirectory) {
    OsError error = makeError(cause.kind, Operation::GrantCapability, grant.path, "it is not a directory");
    error.hint = "grant the directory that contains it: " + quoteForDisplay(directoryToGrant(grant.path));
    return error;
  }
  OsError error = describe(cause, Operation::GrantCapability, grant.path);
  if (cause.kind == ErrorKind::Unsupported) {
    error = makeError(cause.kind, Operation::GrantCapability, grant.path, "it belongs to the kernel, not to a disk");
  }
  error.hint = "asked for by " + quoteForDisplay(flagsOf(grant));
  return error;
}

OsError malformed(const DirectoryGrant& grant, const PathFault& fault) {
  return makeError(ErrorKind::InvalidPath, Operation::GrantCapability, grant.path, fault.reason);
}

}  // namespace

Result<DirectoryGrants> DirectoryGrants::open(Host& host, const std::vector<DirectoryGrant>& wanted,
                                              std::string_view workingDirectory) {
  DirectoryGrants result;
  for (const DirectoryGrant& grant : wanted) {
    auto path = GuestPath::parse(grant.path, workingDirectory);
    if (!path) return tl::unexpected(malformed(grant, path.error()));
    const auto same =
        std::ranges::find_if(result.grants_, [&](const Opened& o) { return o.path.text() == path->text(); });
    if (same != result.grants_.end()) {
      same->own |= grant.rights;
      continue;
    }
    const auto root = host.openRoot(path->text());
    if (!root) return tl::unexpected(refusal(grant, root.error()));
    result.grants_.push_back({std::move(*path), grant.rights, *root});
  }
  // The innermost of several grants around a path is the one with the longest text.
  std::ranges::sort(result.grants_, {}, [](const Opened& grant) { return grant.path.text().size(); });
  result.settleRights(host);
  return result;
}

void DirectoryGrants::settleRights(const Host& host) {
  for (Opened& inner : grants_) {
    inner.rights = inner.own;
    for (const Opened& outer : grants_) {
      if (inner.path.isWithin(outer.path)) inner.rights |= outer.own;
    }
  }
  for (Opened& outer : grants_) {
    outer.reach = Rights::none();
    for (const Opened& inner : grants_) {
      const bool beneath = inner.path.isWithin(outer.path) || host.isBeneath(inner.root, outer.root);
      if (beneath) outer.reach |= inner.rights;
    }
  }
}

std::vector<Candidate> DirectoryGrants::candidates(const GuestPath& path, Rights needed) const {
  std::vector<Candidate> found;
  for (std::size_t i = grants_.size(); i-- > 0;) {
    const Opened& grant = grants_[i];
    if (!path.isWithin(grant.path) || !grant.rights.includes(needed)) continue;
    found.push_back({GrantIndex{i}, grant.root, path.relativeTo(grant.path)});
  }
  return found;
}

Rights DirectoryGrants::rightsAt(const GuestPath& path) const {
  Rights rights;
  for (const Opened& grant : grants_) {
    if (path.isWithin(grant.path)) rights |= grant.rights;
  }
  return rights;
}

Rights DirectoryGrants::reach(GrantIndex grant) const { return grants_[grant.value].reach; }

bool DirectoryGrants::revoke(const Host& host, const GuestPath& path) {
  const auto found = std::ranges::find_if(grants_, [&](const Opened& o) { return o.path.text() == path.text(); });
  if (found == grants_.end()) return false;
  found->own = Rights::none();
  settleRights(host);
  return true;
}

}  // namespace tatu::os
