#include "os/platform/host_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <span>
#include <utility>

#include "os/host_error.h"
#include "os/platform/descriptor.h"
#include "os/platform/host_entropy.h"
#include "os/platform/host_metadata.h"
#include "os/platform/process.h"
#include "os/platform/read_all.h"
#include "os/platform/transfer.h"
#include "os/random_name.h"

namespace tatu::os {
namespace {

tl::unexpected<OsError> failure(int code, Operation operation, std::string_view path) {
  return tl::unexpected(describe({kindOfErrno(code), code}, operation, path));
}

tl::unexpected<OsError> refusal(ErrorKind kind, Operation operation, std::string_view path, std::string_view reason) {
  return tl::unexpected(makeError(kind, operation, path, reason));
}

std::string parentOf(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// A regular file that nobody sees until it is complete. Removed by the destructor unless it was put in place.
class PendingFile {
 public:
  PendingFile(std::string path, Descriptor descriptor) : path_(std::move(path)), descriptor_(std::move(descriptor)) {}
  ~PendingFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  PendingFile(PendingFile&& other) noexcept
      : path_(std::exchange(other.path_, {})), descriptor_(std::move(other.descriptor_)) {}
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  PendingFile& operator=(PendingFile&&) = delete;

  static HostResult<PendingFile> createBeside(const std::string& target) {
    for (int attempt = 0; attempt < 16; ++attempt) {
      std::array<std::byte, 8> randomness{};
      if (auto filled = fillFromHostEntropy(randomness); !filled) return tl::unexpected(filled.error());
      const std::string path = parentOf(target) + "/" + randomName(".tatu-", randomness);
      Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
      if (descriptor.valid()) return PendingFile(path, std::move(descriptor));
      if (errno != EEXIST) return failureFromErrno(errno);
    }
    return hostFailure(ErrorKind::AlreadyExists, EEXIST);
  }

  HostResult<void> fill(std::string_view content) {
    if (auto written = writeAll(descriptor_.number(), std::as_bytes(std::span(content))); !written) return written;
    if (::fsync(descriptor_.number()) != 0) return failureFromErrno(errno);
    const int closed = descriptor_.reset();
    if (closed != 0) return failureFromErrno(closed);
    return {};
  }

  HostResult<void> keepModeOf(const struct stat& existing) {
    if (::fchmod(descriptor_.number(), existing.st_mode & 07777) != 0) return failureFromErrno(errno);
    return {};
  }

  HostResult<void> putAt(const std::string& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) return failureFromErrno(errno);
    path_.clear();
    // The new name is durable once the directory is; a file system that cannot sync directories has done what it can.
    const Descriptor directory(::open(parentOf(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.valid()) ::fsync(directory.number());
    return {};
  }

 private:
  std::string path_;
  Descriptor descriptor_;
};

/// Where a path leads, through links; the path itself if nothing is there.
std::string throughLinks(const std::string& path) {
  auto real = canonicalHostPath(path);
  return real ? std::move(*real) : path;
}

HostResult<void> replaceFile(const std::string& target, const struct stat* existing, std::string_view content) {
  auto pending = PendingFile::createBeside(target);
  if (!pending) return tl::unexpected(pending.error());
  if (existing != nullptr) {
    if (auto kept = pending->keepModeOf(*existing); !kept) return kept;
  }
  if (auto filled = pending->fill(content); !filled) return filled;
  return pending->putAt(target);
}

HostResult<void> writeStraight(const std::string& path, std::string_view content) {
  const Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
  if (!descriptor.valid()) return failureFromErrno(errno);
  return writeAll(descriptor.number(), std::as_bytes(std::span(content)));
}

HostResult<void> writeToTarget(const std::string& path, std::string_view content) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) return failureFromErrno(errno);
  if (exists && S_ISDIR(status.st_mode)) return failureFromErrno(EISDIR);
  if (exists && !S_ISREG(status.st_mode)) return writeStraight(path, content);
  return replaceFile(throughLinks(path), exists ? &status : nullptr, content);
}

HostResult<void> removeEntry(int parent, const char* name, int depth);

HostResult<void> removeContent(Descriptor directory, int depth) {
  const int listing = ::fcntl(directory.number(), F_DUPFD_CLOEXEC, 0);
  if (listing < 0) return failureFromErrno(errno);
  const auto entries = listDescriptor(listing, {});
  if (!entries) return tl::unexpected(entries.error());
  for (const DirectoryEntry& entry : *entries) {
    if (auto removed = removeEntry(directory.number(), entry.name.c_str(), depth); !removed) return removed;
  }
  return {};
}

/// Recursion is bounded: deeper trees are refused rather than followed to the end of the stack or of the descriptors.
HostResult<void> removeEntry(int parent, const char* name, int depth) {
  constexpr int kDeepest = 200;
  if (::unlinkat(parent, name, 0) == 0 || errno == ENOENT) return {};
  if (errno != EISDIR && errno != EPERM) return failureFromErrno(errno);
  if (depth > kDeepest) return hostFailure(ErrorKind::Limit);
  Descriptor directory(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!directory.valid()) return failureFromErrno(errno);
  if (auto emptied = removeContent(std::move(directory), depth + 1); !emptied) return emptied;
  if (::unlinkat(parent, name, AT_REMOVEDIR) != 0 && errno != ENOENT) return failureFromErrno(errno);
  return {};
}

}  // namespace

Result<std::string> readHostFile(const std::string& path, std::size_t limit) {
  constexpr Operation kOperation = Operation::ReadHostFile;
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC));
  if (!descriptor.valid()) return failure(errno, kOperation, path);
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return failure(errno, kOperation, path);
  if (S_ISDIR(status.st_mode)) return failure(EISDIR, kOperation, path);
  if (S_ISBLK(status.st_mode)) return refusal(ErrorKind::Unsupported, kOperation, path, "it is a device");
  const auto size = static_cast<std::uint64_t>(status.st_size < 0 ? 0 : status.st_size);
  const bool tooLarge = S_ISREG(status.st_mode) && size > limit;
  HostResult<std::string> content = hostFailure(ErrorKind::Limit);
  if (!tooLarge) content = readAll(descriptor.number(), limit, S_ISREG(status.st_mode) ? size : 0);
  if (content) return std::move(*content);
  if (content.error().kind == ErrorKind::Limit) {
    return refusal(ErrorKind::Limit, kOperation, path, describeSizeLimit(limit));
  }
  return tl::unexpected(describe(content.error(), kOperation, path));
}

Result<void> writeHostFileAtomically(const std::string& path, std::string_view content) {
  const HostResult<void> written = writeToTarget(path, content);
  if (!written) return tl::unexpected(describe(written.error(), Operation::WriteHostFile, path));
  return {};
}

Result<std::vector<DirectoryEntry>> listHostDirectory(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return failure(errno, Operation::ListHostDirectory, path);
  auto entries = listDescriptor(descriptor, {});
  if (!entries) return tl::unexpected(describe(entries.error(), Operation::ListHostDirectory, path));
  return std::move(*entries);
}

Result<Metadata> inspectHostPath(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return failure(errno, Operation::InspectHostPath, path);
  return toMetadata(status);
}

Result<std::string> canonicalHostPath(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  if (!real) return failure(errno, Operation::InspectHostPath, path);
  return std::string(real.get());
}

Result<void> createHostDirectories(const std::string& path) {
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    const std::string part = path.substr(0, end);
    if (::mkdir(part.c_str(), 0777) != 0 && errno != EEXIST && errno != EISDIR) {
      return failure(errno, Operation::WriteHostFile, part);
    }
  }
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return failure(errno, Operation::WriteHostFile, path);
  if (!S_ISDIR(status.st_mode)) return failure(ENOTDIR, Operation::WriteHostFile, path);
  return {};
}

Result<std::string> createHostTemporaryDirectory(std::string_view prefix) {
  std::string path = hostEnvironment("TMPDIR").value_or("");
  if (path.empty() || path.front() != '/') path = "/tmp";
  path += "/" + std::string(prefix) + "XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) return failure(errno, Operation::WriteHostFile, path);
  return path;
}

Result<void> removeHostTree(const std::string& path) {
  const HostResult<void> removed = removeEntry(AT_FDCWD, path.c_str(), 0);
  if (!removed) return tl::unexpected(describe(removed.error(), Operation::WriteHostFile, path));
  return {};
}

}  // namespace tatu::os
