#include "os/guest/beneath.h"

#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace tatu::os {
namespace {

/// `f_type` of file systems that are interfaces of the kernel: writing to one of their files is a system call in
/// disguise, and reading one can show the memory of this very process.
constexpr std::array<std::uint64_t, 17> kKernelFileSystems{
    0x9FA0,      // proc
    0x62656572,  // sysfs
    0x64626720,  // debugfs
    0x74726163,  // tracefs
    0x73636673,  // securityfs
    0x0027E0EB,  // cgroup
    0x63677270,  // cgroup2
    0xCAFE4A11,  // bpf
    0x6165676C,  // pstore
    0xDE5E81E4,  // efivarfs
    0x62656570,  // configfs
    0xF97CFF8C,  // selinux
    0x6E736673,  // nsfs
    0x42494E4D,  // binfmt_misc
    0x1CD1,      // devpts
    0x65735543,  // fuse control
    0x19800202,  // mqueue
};

bool isKernelFileSystem(int descriptor) {
  struct statfs status {};
  // What cannot be asked is not trusted.
  if (::fstatfs(descriptor, &status) != 0) return true;
  const auto type = static_cast<std::uint32_t>(status.f_type);
  return std::ranges::find(kKernelFileSystems, type) != kKernelFileSystems.end();
}

tl::unexpected<HostError> leadsOutside(int code) { return tl::unexpected(HostError{ErrorKind::Denied, code, true}); }

/// EXDEV: the path left the root. ELOOP: a magic link, or too many links.
tl::unexpected<HostError> resolutionFailure(int code) {
  if (code == EXDEV || code == ELOOP) return leadsOutside(code);
  return failureFromErrno(code);
}

// `scope` is RESOLVE_BENEATH or RESOLVE_IN_ROOT.
int openat2(int directory, const char* path, int flags, mode_t mode, std::uint64_t scope) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(static_cast<unsigned>(flags | O_CLOEXEC));
  how.mode = mode;
  how.resolve = scope | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(::syscall(SYS_openat2, directory, path, &how, sizeof how));
}

/// The kernel says EAGAIN if something was renamed while it looked, and it cannot be sure. That a path stays
/// undecided so often without somebody's doing is not plausible.
HostResult<Descriptor> openByKernel(int directory, const char* path, int flags, mode_t mode, std::uint64_t scope) {
  constexpr int kMostTries = 1000;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    Descriptor opened(openat2(directory, path, flags, mode, scope));
    if (opened.valid()) return opened;
    if (errno != EAGAIN && errno != EINTR) return resolutionFailure(errno);
  }
  return leadsOutside(EXDEV);
}

bool isLink(int directory, const char* name) {
  struct stat status {};
  return ::fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
}

bool refersToLink(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISLNK(status.st_mode);
}

/// One part, never through a link. The opened thing itself is looked at, so that nothing can change in between.
HostResult<Descriptor> openPart(int directory, const std::string& name, int flags, mode_t mode) {
  Descriptor opened(::openat(directory, name.c_str(), flags | O_NOFOLLOW | O_CLOEXEC, mode));
  if (opened.valid()) {
    const bool wanted = (flags & O_NOFOLLOW) != 0;  // the caller asked for the link itself
    if (!wanted && refersToLink(opened.number())) return leadsOutside(ELOOP);
    return opened;
  }
  const int code = errno;
  if (code == ENOTDIR && isLink(directory, name.c_str())) return leadsOutside(ELOOP);
  return resolutionFailure(code);
}

std::string realPathOf(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : path;
}

}  // namespace

PathResolution bestPathResolution() {
  // A kernel without the call says ENOSYS, a filter that does not know it EPERM.
  static const bool byKernel = [] {
    const Descriptor probe(openat2(AT_FDCWD, ".", O_PATH | O_DIRECTORY, 0, RESOLVE_BENEATH));
    return probe.valid() || (errno != ENOSYS && errno != EPERM);
  }();
  return byKernel ? PathResolution::ByKernel : PathResolution::PartByPart;
}

HostResult<Root> Root::open(const std::string& absolutePath, PathResolution resolution) {
  Descriptor directory(::open(absolutePath.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!directory.valid()) return failureFromErrno(errno);
  return of(std::move(directory), realPathOf(absolutePath), resolution);
}

HostResult<Root> Root::of(Descriptor directory, std::string realPath, PathResolution resolution) {
  struct stat status {};
  if (::fstat(directory.number(), &status) != 0) return failureFromErrno(errno);
  if (isKernelFileSystem(directory.number())) return hostFailure(ErrorKind::Unsupported);
  return Root(std::move(directory), std::move(realPath), status.st_dev, resolution);
}

HostResult<Root> Root::openRootBeneath(const std::string& path) const {
  auto directory = openPartByPart(path, O_PATH | O_DIRECTORY, 0);
  if (!directory) return tl::unexpected(directory.error());
  if (path == ".") return of(std::move(*directory), realPath_, resolution_);
  return of(std::move(*directory), (realPath_ == "/" ? "" : realPath_) + "/" + path, resolution_);
}

HostResult<Descriptor> Root::openBeneath(const std::string& path, int flags, mode_t mode) const {
  if (resolution_ == PathResolution::PartByPart) return openPartByPart(path, flags, mode);
  // Nothing leads out of `/`: an absolute link starts again there, and `..` stays.
  const std::uint64_t scope = realPath_ == "/" ? RESOLVE_IN_ROOT : RESOLVE_BENEATH;
  return openByKernel(directory_.number(), path.c_str(), flags, mode, scope);
}

HostResult<Descriptor> Root::openPartByPart(const std::string& path, int flags, mode_t mode) const {
  Descriptor walked;
  int directory = directory_.number();
  std::size_t start = 0;
  for (std::size_t slash; (slash = path.find('/', start)) != std::string::npos; start = slash + 1) {
    auto next = openPart(directory, path.substr(start, slash - start), O_PATH | O_DIRECTORY, 0);
    if (!next) return next;
    walked = std::move(*next);
    directory = walked.number();
  }
  return openPart(directory, path.substr(start), flags, mode);
}

HostResult<Root::Place> Root::placeOf(const std::string& path) const {
  if (path == ".") return failureFromErrno(EBUSY);
  const std::size_t slash = path.find_last_of('/');
  const std::string parent = slash == std::string::npos ? "." : path.substr(0, slash);
  auto directory = openBeneath(parent, O_PATH | O_DIRECTORY);
  if (!directory) return tl::unexpected(directory.error());
  if (auto admitted = admitFileSystem(directory->number()); !admitted) return tl::unexpected(admitted.error());
  return Place{std::move(*directory), path.substr(slash == std::string::npos ? 0 : slash + 1)};
}

HostResult<void> Root::admitFileSystem(int descriptor) const {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return failureFromErrno(errno);
  if (status.st_dev == device_) return {};  // the root's own file system was looked at when it was opened
  if (isKernelFileSystem(descriptor)) return hostFailure(ErrorKind::Denied, EACCES);
  return {};
}

}  // namespace tatu::os
