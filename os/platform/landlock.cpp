#include "os/platform/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>

#include "os/host_error.h"

namespace tatu::os {
namespace {

// The kernel's interface, spelled out here since headers of distributions lag behind kernels. The numbers of the calls
// are those of all architectures.
constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr unsigned kAskVersion = 1;
constexpr unsigned kRuleBeneath = 1;
constexpr unsigned kRulePort = 2;

constexpr std::uint64_t kWriteFile = 1U << 1;
constexpr std::uint64_t kReadFile = 1U << 2;
constexpr std::uint64_t kReadDirectory = 1U << 3;
constexpr std::uint64_t kRemoveDirectory = 1U << 4;
constexpr std::uint64_t kRemoveFile = 1U << 5;
constexpr std::uint64_t kMakeDirectory = 1U << 7;
constexpr std::uint64_t kMakeFile = 1U << 8;
constexpr std::uint64_t kRefer = 1U << 13;     // from version 2 on: renaming between directories
constexpr std::uint64_t kTruncate = 1U << 14;  // from version 3 on
constexpr std::uint64_t kAllOfVersion2 = (1U << 14) - 1;
constexpr std::uint64_t kPortRights = 3;  // from version 4 on: bind, connect
constexpr int kVersionOfPorts = 4;

struct Ruleset {
  std::uint64_t files = 0;
  std::uint64_t ports = 0;
};
struct BeneathRule {
  std::uint64_t allowed = 0;
  std::int32_t directory = -1;
} __attribute__((packed));
struct PortRule {
  std::uint64_t allowed = 0;
  std::uint64_t port = 0;
};

tl::unexpected<OsError> cannot(ErrorKind kind, std::string_view why) {
  return tl::unexpected(makeError(kind, Operation::ConfineThread, "the thread", why));
}

int versionOfKernel() { return static_cast<int>(::syscall(kCreateRuleset, nullptr, 0, kAskVersion)); }

std::string whyNoLandlock(int code) {
  const std::string why =
      code == EOPNOTSUPP ? "Landlock is switched off in this kernel" : "this kernel has no Landlock";
  return why + " (files cannot be confined)";
}

/// What a directory's rights are to Landlock. Temporary files are made where only writing is granted, and read.
std::uint64_t accessOf(Rights rights) {
  std::uint64_t access = 0;
  if (rights.includes(Rights::read())) access |= kReadFile | kReadDirectory;
  if (rights.includes(Rights::write())) {
    access |= kReadFile | kWriteFile | kRemoveDirectory | kRemoveFile | kMakeDirectory | kMakeFile | kRefer | kTruncate;
  }
  return access;
}

/// What the C library reads to look names up, as far as it is there; and its modules for that.
constexpr std::array kFilesOfLookups{"/etc/resolv.conf", "/etc/hosts",       "/etc/nsswitch.conf",
                                     "/etc/host.conf",   "/etc/gai.conf",    "/etc/services",
                                     "/etc/protocols",   "/etc/ld.so.cache", "/lib",
                                     "/lib64",           "/usr/lib",         "/usr/lib64"};
/// What it, and the heap, read to know how many processors there are. Tells nothing of anybody.
constexpr std::array kFilesOfTheRuntime{"/sys/devices/system/cpu/online", "/sys/devices/system/cpu/possible"};

bool allowBeneath(int rules, int descriptor, std::uint64_t access, std::uint64_t handled) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return false;
  if (!S_ISDIR(status.st_mode)) access &= kReadFile | kWriteFile | kTruncate;
  const BeneathRule rule{access & handled, descriptor};
  return ::syscall(kAddRule, rules, kRuleBeneath, &rule, 0) == 0;
}

void allowReadingIfThere(int rules, const char* path, std::uint64_t handled) {
  const Descriptor file(::open(path, O_PATH | O_CLOEXEC));
  if (file.valid()) (void)allowBeneath(rules, file.number(), kReadFile | kReadDirectory, handled);
}

Result<void> allowDirectories(int rules, const Confinement& confinement, std::uint64_t handled) {
  for (const ConfinedDirectory& directory : confinement.directories) {
    const Descriptor opened(::open(directory.path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!opened.valid()) {
      return tl::unexpected(describe({kindOfErrno(errno), errno}, Operation::GrantCapability, directory.path));
    }
    if (!allowBeneath(rules, opened.number(), accessOf(directory.rights), handled)) {
      return cannot(ErrorKind::Unsupported, reasonOfErrno(errno));
    }
  }
  for (const char* path : kFilesOfTheRuntime) allowReadingIfThere(rules, path, handled);
  if (!confinement.names) return {};
  for (const char* path : kFilesOfLookups) allowReadingIfThere(rules, path, handled);
  return {};
}

bool allowPorts(int rules, const std::vector<std::uint16_t>& ports) {
  return std::ranges::all_of(ports, [&](std::uint16_t port) {
    const PortRule rule{kPortRights, port};
    return ::syscall(kAddRule, rules, kRulePort, &rule, 0) == 0;
  });
}

}  // namespace

Result<FileWall> FileWall::prepare(const Confinement& confinement) {
  const int version = versionOfKernel();
  if (version < 0) return cannot(ErrorKind::Unsupported, whyNoLandlock(errno));
  // Before version 3 files can be cut by path; the filter of system calls does not let that call through.
  const int least = confinement.systemCalls ? 2 : 3;
  if (version < least) {
    return cannot(ErrorKind::Unsupported, "this kernel has Landlock " + std::to_string(version) + ", and " +
                                              std::to_string(least) + " is needed (files cannot be confined)");
  }
  Ruleset handled{version >= 3 ? kAllOfVersion2 | kTruncate : kAllOfVersion2, 0};
  const bool limitsPorts = confinement.ports.has_value() && version >= kVersionOfPorts;
  if (limitsPorts) handled.ports = kPortRights;
  const std::size_t size = version >= kVersionOfPorts ? sizeof handled : sizeof handled.files;
  Descriptor rules(static_cast<int>(::syscall(kCreateRuleset, &handled, size, 0)));
  if (!rules.valid()) return cannot(ErrorKind::Unsupported, whyNoLandlock(errno));
  if (auto allowed = allowDirectories(rules.number(), confinement, handled.files); !allowed) {
    return tl::unexpected(std::move(allowed.error()));
  }
  if (limitsPorts && !allowPorts(rules.number(), *confinement.ports)) {
    return cannot(ErrorKind::Unsupported, reasonOfErrno(errno));
  }
  return FileWall(std::move(rules));
}

bool FileWall::close() const { return ::syscall(kRestrictSelf, rules_.number(), 0) == 0; }

}  // namespace tatu::os
