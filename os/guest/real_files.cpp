// The files and directories of RealHost.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

#include "os/guest/real_host.h"

namespace tatu::os {
namespace {

constexpr mode_t kFileMode = 0666;  // the user's umask takes its share
constexpr mode_t kDirectoryMode = 0777;

class RealFile final : public HostFile {
 public:
  explicit RealFile(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

  HostResult<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> into) override {
    return counted(::pread(descriptor_.number(), into.data(), into.size(), static_cast<off_t>(offset)));
  }
  HostResult<std::size_t> writeAt(std::uint64_t offset, std::span<const std::byte> from) override {
    return counted(::pwrite(descriptor_.number(), from.data(), from.size(), static_cast<off_t>(offset)));
  }
  HostResult<std::size_t> append(std::span<const std::byte> from) override {
    return counted(::write(descriptor_.number(), from.data(), from.size()));
  }
  HostResult<Metadata> metadata() override {
    struct stat status {};
    if (::fstat(descriptor_.number(), &status) != 0) return failureFromErrno(errno);
    return toMetadata(status);
  }
  HostResult<void> resize(std::uint64_t size) override {
    return checked(::ftruncate(descriptor_.number(), static_cast<off_t>(size)));
  }
  HostResult<void> sync() override { return checked(::fsync(descriptor_.number())); }
  HostResult<void> close() override {
    const int code = descriptor_.reset();
    if (code != 0) return failureFromErrno(code);
    return {};
  }

 private:
  static HostResult<std::size_t> counted(ssize_t count) {
    if (count < 0) return failureFromErrno(errno);
    return static_cast<std::size_t>(count);
  }
  static HostResult<void> checked(int status) {
    if (status != 0) return failureFromErrno(errno);
    return {};
  }

  Descriptor descriptor_;
};

/// O_TRUNC is not among them: a file is emptied only after it was seen to be one that may be opened.
int hostFlags(OpenFlags flags) {
  const bool writes = flags.has(OpenFlag::Write) || flags.has(OpenFlag::Append);
  int result = O_NONBLOCK | O_NOCTTY;
  result |= !writes ? O_RDONLY : (flags.has(OpenFlag::Read) ? O_RDWR : O_WRONLY);
  if (flags.has(OpenFlag::Append)) result |= O_APPEND;
  if (flags.has(OpenFlag::Create)) result |= O_CREAT;
  if (flags.has(OpenFlag::Exclusive)) result |= O_EXCL;
  return result;
}

/// Only ordinary files on ordinary file systems are opened; all else looks like something the host forbids.
HostResult<void> admitFile(const Root& root, int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return failureFromErrno(errno);
  if (S_ISDIR(status.st_mode)) return failureFromErrno(EISDIR);
  if (!S_ISREG(status.st_mode)) return failureFromErrno(EACCES);
  return root.admitFileSystem(descriptor);
}

/// Looks at what the path leads to before it is opened, because opening a device can already have effects. True if
/// there is something, false if it may be created.
HostResult<bool> probe(const Root& root, const std::string& path, OpenFlags flags) {
  const bool exclusive = flags.has(OpenFlag::Exclusive);
  const auto found = root.openBeneath(path, O_PATH | (exclusive ? O_NOFOLLOW : 0));
  if (found) {
    if (exclusive) return failureFromErrno(EEXIST);
    const auto admitted = admitFile(root, found->number());
    if (!admitted) return tl::unexpected(admitted.error());
    return true;
  }
  if (found.error().kind != ErrorKind::NotFound || !flags.has(OpenFlag::Create)) return tl::unexpected(found.error());
  const auto place = root.placeOf(path);
  if (!place) return tl::unexpected(place.error());
  return false;
}

}  // namespace

HostResult<OpenedFile> RealHost::openFile(RootId rootId, const std::string& path, OpenFlags flags) {
  const Root& root = rootAt(rootId);
  const auto existed = probe(root, path, flags);
  if (!existed) return tl::unexpected(existed.error());
  auto opened = root.openBeneath(path, hostFlags(flags), flags.has(OpenFlag::Create) ? kFileMode : 0);
  if (!opened) return tl::unexpected(opened.error());
  if (auto admitted = admitFile(root, opened->number()); !admitted) return tl::unexpected(admitted.error());
  if (flags.has(OpenFlag::Truncate) && ::ftruncate(opened->number(), 0) != 0) return failureFromErrno(errno);
  return OpenedFile{std::make_unique<RealFile>(std::move(*opened)), !*existed};
}

HostResult<Metadata> RealHost::metadata(RootId rootId, const std::string& path) {
  const Root& root = rootAt(rootId);
  const auto opened = root.openBeneath(path, O_PATH);
  if (!opened) return tl::unexpected(opened.error());
  if (auto admitted = root.admitFileSystem(opened->number()); !admitted) return tl::unexpected(admitted.error());
  struct stat status {};
  if (::fstat(opened->number(), &status) != 0) return failureFromErrno(errno);
  return toMetadata(status);
}

HostResult<std::vector<DirectoryEntry>> RealHost::list(RootId rootId, const std::string& path,
                                                       const ListingLimits& limits) {
  const Root& root = rootAt(rootId);
  auto opened = root.openBeneath(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
  if (!opened) return tl::unexpected(opened.error());
  if (auto admitted = root.admitFileSystem(opened->number()); !admitted) return tl::unexpected(admitted.error());
  return listDescriptor(opened->release(), limits);
}

HostResult<void> RealHost::createDirectory(RootId root, const std::string& path) {
  if (path == ".") return failureFromErrno(EEXIST);
  const auto place = rootAt(root).placeOf(path);
  if (!place) return tl::unexpected(place.error());
  if (::mkdirat(place->directory.number(), place->name.c_str(), kDirectoryMode) != 0) return failureFromErrno(errno);
  return {};
}

HostResult<void> RealHost::removeFile(RootId root, const std::string& path) {
  if (path == ".") return failureFromErrno(EISDIR);
  const auto place = rootAt(root).placeOf(path);
  if (!place) return tl::unexpected(place.error());
  if (::unlinkat(place->directory.number(), place->name.c_str(), 0) != 0) return failureFromErrno(errno);
  return {};
}

HostResult<void> RealHost::removeDirectory(RootId root, const std::string& path) {
  const auto place = rootAt(root).placeOf(path);
  if (!place) return tl::unexpected(place.error());
  if (::unlinkat(place->directory.number(), place->name.c_str(), AT_REMOVEDIR) == 0) return {};
  return failureFromErrno(errno == EEXIST ? ENOTEMPTY : errno);
}

HostResult<void> RealHost::rename(RootId fromRoot, const std::string& from, RootId toRoot, const std::string& to) {
  const auto source = rootAt(fromRoot).placeOf(from);
  if (!source) return tl::unexpected(source.error());
  const auto target = rootAt(toRoot).placeOf(to);
  if (!target) return tl::unexpected(target.error());
  const int status =
      ::renameat(source->directory.number(), source->name.c_str(), target->directory.number(), target->name.c_str());
  if (status == 0) return {};
  if (errno == EXDEV) return hostFailure(ErrorKind::Unsupported, EXDEV);
  return failureFromErrno(errno == EEXIST ? ENOTEMPTY : errno);
}

}  // namespace tatu::os
