// SystemObserver: is told what a guest has asked of its system.
//
// One event for each call that reaches out of the guest, when it has ended: calls on streams, files, directories, the
// network, clocks, randomness, arguments and environment. Not for calls that change nothing outside and tell nothing of
// it (positions, waiting), and not for those that could not be done at once and did nothing (`WouldBlock`).
//
// Threads: in the thread that made the call, with no lock held. It must not use the system, but may take grants back.
#pragma once

#include <string_view>

#include "os/error.h"

namespace tatu::os {

struct SystemEvent {
  Operation operation = Operation::OpenFile;
  std::string_view object;           ///< path, address, name, ... as the guest named it; perhaps the beginning of it
  const OsError* failure = nullptr;  ///< null: it was done
};

class SystemObserver {
 public:
  SystemObserver() = default;
  virtual ~SystemObserver() = default;
  SystemObserver(const SystemObserver&) = delete;
  SystemObserver& operator=(const SystemObserver&) = delete;

  /// Whether it wants to hear of calls that were done, and of those that failed and were not denied. Asked each time.
  [[nodiscard]] virtual bool wantsAll() const noexcept = 0;
  [[nodiscard]] virtual bool wantsDenials() const noexcept = 0;
  virtual void saw(const SystemEvent& event) noexcept = 0;
};

}  // namespace tatu::os
