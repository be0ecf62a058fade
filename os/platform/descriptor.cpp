#include "os/platform/descriptor.h"

#include <cerrno>

namespace tatu::os {

int Descriptor::reset() noexcept {
  const int number = release();
  if (number < 0 || ::close(number) == 0) return 0;
  return errno == EINTR ? 0 : errno;
}

}  // namespace tatu::os
