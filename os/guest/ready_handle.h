// ReadyHandle: an open handle and what it is watched for, or is ready for.
#pragma once

#include "os/guest/handle.h"
#include "os/readiness.h"

namespace tatu::os {

struct ReadyHandle {
  Handle handle;
  Readiness readiness = Readiness::Read;

  friend bool operator==(const ReadyHandle&, const ReadyHandle&) = default;
};

}  // namespace tatu::os
