#include "os/platform/confinement.h"

#include <sys/prctl.h>

#include <cerrno>

#include "os/host_error.h"
#include "os/platform/landlock.h"
#include "os/platform/system_call_filter.h"

namespace tatu::os {
namespace {

tl::unexpected<OsError> cannotConfine(ErrorKind kind, std::string_view why) {
  return tl::unexpected(makeError(kind, Operation::ConfineThread, "the thread", why));
}

}  // namespace

// All that can fail comes before the first wall; the filter is the last, since behind it nothing can be asked for.
Result<void> confineThread(const Confinement& confinement) {
  if (confinement.systemCalls) {
    if (const auto why = whyNoSystemCallFilter(); !why.empty()) return cannotConfine(ErrorKind::Unsupported, why);
  }
  std::optional<FileWall> wall;
  if (confinement.files) {
    auto prepared = FileWall::prepare(confinement);
    if (!prepared) return tl::unexpected(std::move(prepared.error()));
    wall = std::move(*prepared);
  }
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return cannotConfine(ErrorKind::Unsupported, reasonOfErrno(errno));
  if (wall && !wall->close()) return cannotConfine(ErrorKind::Unsupported, reasonOfErrno(errno));
  if (confinement.systemCalls && !filterSystemCalls(confinement)) {
    return cannotConfine(ErrorKind::Unsupported, "its system calls cannot be filtered, though the kernel said so");
  }
  return {};
}

}  // namespace tatu::os
