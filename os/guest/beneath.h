// Opening paths that stay beneath a directory: the part of the real host on which the sandbox rests.
//
// With `openat2` the kernel itself resolves the path and refuses, at each step, to leave the directory; links that stay
// beneath are followed, magic links (/proc/*/fd and the like) never are. An absolute link leads outside, unless the
// directory is `/` itself. Where the kernel has no `openat2`, the path is
// walked part by part and every link is refused, since following one safely could only be guessed at.
//
// Both refuse what the kernel offers in place of files (proc, sysfs, cgroup, ...), wherever it is mounted.
#pragma once

#include <fcntl.h>

#include <cstdint>
#include <string>

#include "os/host_error.h"
#include "os/platform/descriptor.h"

namespace tatu::os {

enum class PathResolution : std::uint8_t { ByKernel, PartByPart };

/// What this kernel offers.
[[nodiscard]] PathResolution bestPathResolution();

/// A directory that was opened as a root, and how paths beneath it are resolved.
class Root {
 public:
  /// `Unsupported` for directories that belong to the kernel.
  [[nodiscard]] static HostResult<Root> open(const std::string& absolutePath, PathResolution resolution);

  /// `flags` and `mode` as for open; O_CLOEXEC is added. O_NOFOLLOW is honoured. Paths that lead outside and links that
  /// are refused give `Denied` with `leadsOutside`.
  [[nodiscard]] HostResult<Descriptor> openBeneath(const std::string& path, int flags, mode_t mode = 0) const;

  /// A directory beneath this one, as a root of its own. Never through a link, so that its real path is known.
  [[nodiscard]] HostResult<Root> openRootBeneath(const std::string& path) const;

  /// The directory that holds the last part of `path`, for calls that make or remove a name in it.
  struct Place {
    Descriptor directory;
    std::string name;
  };
  /// `path` is not ".": the root itself has no place.
  [[nodiscard]] HostResult<Place> placeOf(const std::string& path) const;

  /// `Denied` if the descriptor is on a file system of the kernel's own.
  [[nodiscard]] HostResult<void> admitFileSystem(int descriptor) const;

  /// Without links; as of when it was opened.
  [[nodiscard]] const std::string& realPath() const { return realPath_; }

 private:
  Root(Descriptor directory, std::string realPath, dev_t device, PathResolution resolution)
      : directory_(std::move(directory)), realPath_(std::move(realPath)), device_(device), resolution_(resolution) {}

  [[nodiscard]] static HostResult<Root> of(Descriptor directory, std::string realPath, PathResolution resolution);
  [[nodiscard]] HostResult<Descriptor> openPartByPart(const std::string& path, int flags, mode_t mode) const;

  Descriptor directory_;
  std::string realPath_;
  dev_t device_;
  PathResolution resolution_;
};

}  // namespace tatu::os
