#include "os/platform/growing_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <span>
#include <utility>

#include "os/host_error.h"
#include "os/platform/pages.h"
#include "os/platform/transfer.h"

namespace tatu::os {
namespace {

tl::unexpected<OsError> failure(int code, const std::string& path) {
  return tl::unexpected(describe({kindOfErrno(code), code}, Operation::WriteHostFile, path));
}

}  // namespace

Result<GrowingFile> GrowingFile::create(const std::string& path) {
  ::unlink(path.c_str());
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor < 0) return failure(errno, path);
  return GrowingFile(path, descriptor);
}

GrowingFile::~GrowingFile() {
  if (mapped_ != nullptr) ::munmap(mapped_, pageSize());
  if (descriptor_ >= 0) ::close(descriptor_);
}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      mapped_(std::exchange(other.mapped_, nullptr)) {}

void GrowingFile::append(std::string_view bytes) noexcept {
  if (descriptor_ < 0) return;
  if (writeAll(descriptor_, std::as_bytes(std::span(bytes)))) return;
  ::close(std::exchange(descriptor_, -1));
}

Result<void> GrowingFile::announce() {
  void* const start = ::mmap(nullptr, pageSize(), PROT_READ | PROT_EXEC, MAP_PRIVATE, descriptor_, 0);
  if (start == MAP_FAILED) return failure(errno, path_);
  mapped_ = start;
  return {};
}

}  // namespace tatu::os
