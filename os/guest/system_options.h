// SystemOptions: how a guest's system is set up, apart from what it is granted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "os/cancellation.h"
#include "os/guest/grant.h"
#include "os/guest/limits.h"

namespace tatu::os {

class SystemObserver;

struct SystemOptions {
  /// The program's arguments. Bytes that are not UTF-8 become replacement characters.
  std::vector<std::string> arguments;
  /// Where relative paths start, of guests and of directory grants. Empty: the working directory of the process
  /// (real host) or "/" (in memory).
  std::string workingDirectory;
  SystemLimits limits;
  /// Makes handle numbers of guests of one runtime distinct: at most 32767.
  std::uint16_t tableNumber = 0;
  /// Shared with whoever may stop the guest; made by the system if absent.
  std::shared_ptr<Cancellation> cancellation;
  /// Who reads of grants that are missing.
  GrantWords words = GrantWords::Command;
  /// Told of every call; outlives the system.
  SystemObserver* observer = nullptr;
};

}  // namespace tatu::os
