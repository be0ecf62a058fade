// DirectoryGrants: from a guest's path to the opened directories through which it may be reached.
//
// Invariants
// - Each grant's rights include those of every grant above it: who may read /a may read /a/b.
// - The candidates for a path are the granted directories that contain it and have the needed rights, the innermost
//   first. Each of them alone justifies the access, so a path that leaves one through a link may be tried in the next.
// - A grant that was taken back has no rights, and gives none to those inside it; whoever holds something that was
//   opened through a grant asks `rights` again. Grants keep their indexes for good.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "os/guest/capabilities.h"
#include "os/guest/guest_path.h"
#include "os/guest/host.h"

namespace tatu::os {

struct GrantIndex {
  std::size_t value = 0;
};

/// A way to reach a path.
struct Candidate {
  GrantIndex grant;
  RootId root;
  std::string relative;
};

/// Why a policy is refused that is to take the place of another one.
inline constexpr std::string_view kNotGrantedBefore = "the guest does not have it; what it has can only be narrowed";

class DirectoryGrants {
 public:
  /// Opens every directory now. `workingDirectory` is the text of a GuestPath.
  [[nodiscard]] static Result<DirectoryGrants> open(Host& host, const std::vector<DirectoryGrant>& wanted,
                                                    std::string_view workingDirectory, GrantWords words);

  [[nodiscard]] std::vector<Candidate> candidates(const GuestPath& path, Rights needed) const;
  /// What the innermost granted directory around `path` allows; nothing if there is none.
  [[nodiscard]] Rights rightsAt(const GuestPath& path) const;

  /// The rights that a file beneath the grant may turn out to have, by this grant or one further inside.
  [[nodiscard]] Rights reach(GrantIndex grant) const;
  [[nodiscard]] Rights rights(GrantIndex grant) const { return grants_[grant.value].rights; }

  /// False if that directory was not granted so.
  bool revoke(const Host& host, const GuestPath& path, Rights rights);

  struct Opened {
    GuestPath path;
    Rights own;  ///< by this grant alone; none once it was taken back
    RootId root;
    Rights rights{};
    Rights reach{};
  };
  /// Grants that are to stand instead of the present ones.
  struct Narrower {
    std::vector<Rights> kept;  ///< of each of the present ones
    std::vector<Opened> added;
  };
  /// Opens what is new in `wanted`, beneath what is granted; changes nothing. What would give more rights than there
  /// are is an InvalidArgument. No link may be on the way.
  [[nodiscard]] Result<Narrower> narrow(Host& host, const std::vector<DirectoryGrant>& wanted,
                                        std::string_view workingDirectory, GrantWords words) const;
  void replaceBy(const Host& host, Narrower narrower);

 private:
  [[nodiscard]] Result<RootId> openBeneath(Host& host, const GuestPath& path, const DirectoryGrant& grant,
                                           GrantWords words) const;
  void settleRights(const Host& host);

  std::vector<Opened> grants_;
};

}  // namespace tatu::os
