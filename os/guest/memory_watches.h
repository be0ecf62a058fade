// MemoryWatches: what one guest of a memory machine waits for. Locked by the machine.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "os/guest/host_network.h"
#include "os/guest/memory_network.h"

namespace tatu::os {

class MemoryWatches {
 public:
  /// When it will be ready, as far as that is settled.
  using Question = std::function<std::optional<Moment>()>;

  /// One watch for each owner and readiness; a later one takes the place of an earlier.
  void add(const void* owner, Readiness readiness, WatchKey key, Question readyAt);
  void forget(const void* owner);

  /// The first moment at which something is ready.
  [[nodiscard]] std::optional<Moment> first() const;
  /// Takes out those that are ready.
  [[nodiscard]] std::vector<WatchKey> takeReady(Moment now);

 private:
  struct Watch {
    const void* owner;
    Readiness readiness;
    WatchKey key;
    Question readyAt;
  };
  std::vector<Watch> watches_;
};

}  // namespace tatu::os
