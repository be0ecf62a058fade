#include "os/platform/host_metadata.h"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>

#include "os/platform/descriptor.h"

namespace tatu::os {
namespace {

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

/// Some file systems leave the kind out of their listings.
FileKind kindOf(const DIR* directory, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return kindOfEntry(entry.d_type);
  struct stat status {};
  const int descriptor = ::dirfd(const_cast<DIR*>(directory));
  if (::fstatat(descriptor, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return FileKind::Other;
  return kindOfMode(status.st_mode);
}

bool isSelfOrParent(std::string_view name) { return name == "." || name == ".."; }

}  // namespace

FileKind kindOfMode(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::File;
  if (S_ISDIR(mode)) return FileKind::Directory;
  return S_ISLNK(mode) ? FileKind::Link : FileKind::Other;
}

FileKind kindOfEntry(unsigned char type) {
  switch (type) {
    case DT_REG: return FileKind::File;
    case DT_DIR: return FileKind::Directory;
    case DT_LNK: return FileKind::Link;
    default: return FileKind::Other;
  }
}

Metadata toMetadata(const struct stat& status) {
  Metadata metadata;
  metadata.kind = kindOfMode(status.st_mode);
  metadata.size = metadata.kind == FileKind::File ? static_cast<std::uint64_t>(status.st_size) : 0;
  metadata.modified = std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec);
  return metadata;
}

HostResult<std::vector<DirectoryEntry>> listDescriptor(int descriptor, const ListingLimits& limits) {
  Descriptor owned(descriptor);
  const std::unique_ptr<DIR, CloseDirectory> directory(::fdopendir(owned.number()));
  if (!directory) return failureFromErrno(errno);
  owned.release();
  std::vector<DirectoryEntry> entries;
  std::size_t bytes = 0;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(directory.get());
    if (entry == nullptr) break;
    if (isSelfOrParent(entry->d_name)) continue;
    entries.push_back({entry->d_name, kindOf(directory.get(), *entry), true});
    bytes += entries.back().name.size();
    if (entries.size() > limits.entries || bytes > limits.bytes) return hostFailure(ErrorKind::Limit);
  }
  if (errno != 0) return failureFromErrno(errno);
  std::ranges::sort(entries, {}, &DirectoryEntry::name);
  return entries;
}

}  // namespace tatu::os
