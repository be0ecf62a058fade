#include "os/guest/directory_grants.h"

#include <algorithm>
#include <cerrno>

namespace tatu::os {
namespace {

std::string grantsOf(const DirectoryGrant& grant, GrantWords words) {
  std::string text;
  if (grant.rights.includes(Rights::read())) text = spelled({GrantKind::Read, grant.path}, words);
  if (!grant.rights.includes(Rights::write())) return text;
  return (text.empty() ? "" : text + " ") + spelled({GrantKind::Write, grant.path}, words);
}

OsError refusal(const DirectoryGrant& grant, const HostError& cause, GrantWords words) {
  if (cause.kind == ErrorKind::NotADirectory) {
    OsError error = makeError(cause.kind, Operation::GrantCapability, grant.path, "it is not a directory");
    error.hint = "grant the directory that contains it: " + quoteForDisplay(directoryToGrant(grant.path));
    return error;
  }
  OsError error = describe(cause, Operation::GrantCapability, grant.path);
  if (cause.kind == ErrorKind::Unsupported) {
    error = makeError(cause.kind, Operation::GrantCapability, grant.path, "it belongs to the kernel, not to a disk");
  }
  error.hint = "asked for by " + quoteForDisplay(grantsOf(grant, words));
  return error;
}

Result<GuestPath> pathOf(const DirectoryGrant& grant, std::string_view workingDirectory) {
  auto path = GuestPath::parse(grant.path, workingDirectory);
  if (path) return std::move(*path);
  return tl::unexpected(makeError(ErrorKind::InvalidPath, Operation::GrantCapability, grant.path, path.error().reason));
}

}  // namespace

Result<DirectoryGrants> DirectoryGrants::open(Host& host, const std::vector<DirectoryGrant>& wanted,
                                              std::string_view workingDirectory, GrantWords words) {
  DirectoryGrants result;
  for (const DirectoryGrant& grant : wanted) {
    auto path = pathOf(grant, workingDirectory);
    if (!path) return tl::unexpected(std::move(path.error()));
    const auto same =
        std::ranges::find_if(result.grants_, [&](const Opened& o) { return o.path.text() == path->text(); });
    if (same != result.grants_.end()) {
      same->own |= grant.rights;
      continue;
    }
    const auto root = host.openRoot(path->text());
    if (!root) return tl::unexpected(refusal(grant, root.error(), words));
    result.grants_.push_back({std::move(*path), grant.rights, *root});
  }
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
  for (std::size_t i = 0; i < grants_.size(); ++i) {
    const Opened& grant = grants_[i];
    if (!path.isWithin(grant.path) || !grant.rights.includes(needed)) continue;
    found.push_back({GrantIndex{i}, grant.root, path.relativeTo(grant.path)});
  }
  // The innermost of several grants around a path is the one from which the way is shortest.
  if (found.size() > 1) {
    std::ranges::sort(found, std::ranges::greater{},
                      [&](const Candidate& way) { return grants_[way.grant.value].path.text().size(); });
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

bool DirectoryGrants::revoke(const Host& host, const GuestPath& path, Rights rights) {
  const auto found = std::ranges::find_if(grants_, [&](const Opened& o) { return o.path.text() == path.text(); });
  if (found == grants_.end() || !found->own.includes(rights)) return false;
  found->own = found->own.without(rights);
  settleRights(host);
  return true;
}

Result<RootId> DirectoryGrants::openBeneath(Host& host, const GuestPath& path, const DirectoryGrant& grant,
                                            GrantWords words) const {
  HostError why{ErrorKind::Denied, EACCES};
  for (const Candidate& way : candidates(path, grant.rights)) {
    const auto root = host.openRootBeneath(way.root, way.relative);
    if (root) return *root;
    why = root.error();
    if (!why.leadsOutside) break;
  }
  return tl::unexpected(refusal(grant, why, words));
}

Result<DirectoryGrants::Narrower> DirectoryGrants::narrow(Host& host, const std::vector<DirectoryGrant>& wanted,
                                                          std::string_view workingDirectory, GrantWords words) const {
  Narrower result;
  result.kept.resize(grants_.size());
  for (const DirectoryGrant& grant : wanted) {
    const auto path = pathOf(grant, workingDirectory);
    if (!path) return tl::unexpected(path.error());
    const auto isSame = [&](const Opened& opened) { return opened.path.text() == path->text(); };
    if (!rightsAt(*path).includes(grant.rights)) {
      return tl::unexpected(
          makeError(ErrorKind::InvalidArgument, Operation::GrantCapability, grantsOf(grant, words), kNotGrantedBefore));
    }
    const auto present = std::ranges::find_if(grants_, isSame);
    const auto added = std::ranges::find_if(result.added, isSame);
    if (present != grants_.end()) {
      result.kept[static_cast<std::size_t>(present - grants_.begin())] |= grant.rights;
    } else if (added != result.added.end()) {
      added->own |= grant.rights;
    } else {
      const auto root = openBeneath(host, *path, grant, words);
      if (!root) return tl::unexpected(root.error());
      result.added.push_back({*path, grant.rights, *root});
    }
  }
  return result;
}

void DirectoryGrants::replaceBy(const Host& host, Narrower narrower) {
  for (std::size_t i = 0; i < grants_.size(); ++i) grants_[i].own = narrower.kept[i];
  for (Opened& added : narrower.added) grants_.push_back(std::move(added));
  settleRights(host);
}

}  // namespace tatu::os
