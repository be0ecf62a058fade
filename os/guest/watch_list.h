// WatchList: what a guest waits for, in the order in which it began to.
//
// Invariants
// - One watch for each handle and readiness. A key stands for one watch and is not used again.
// - A watch that was woken (its handle was closed or its access taken back) is among the ready ones next time: whoever
//   waited finds out by its call.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "os/guest/handle.h"
#include "os/guest/host_network.h"
#include "os/guest/ready_handle.h"

namespace tatu::os {

class WatchList {
 public:
  /// Nothing if it is watched already.
  [[nodiscard]] std::optional<WatchKey> add(const ReadyHandle& watch);
  void remove(WatchKey key);
  void wake(Handle handle);

  /// The handles that are watched, in that order; one may be there twice.
  [[nodiscard]] std::vector<Handle> handles() const;
  [[nodiscard]] bool empty() const { return watches_.empty(); }
  [[nodiscard]] bool anyWoken() const { return !woken_.empty(); }

  /// Takes out those that were woken and those with these keys, in the order in which they were added.
  [[nodiscard]] std::vector<ReadyHandle> take(const std::vector<WatchKey>& keys);

 private:
  using Subject = std::pair<std::uint64_t, Readiness>;
  [[nodiscard]] static Subject subjectOf(const ReadyHandle& watch) { return {watch.handle.number, watch.readiness}; }

  std::map<WatchKey, ReadyHandle> watches_;  ///< keys grow, so this is the order of adding
  std::map<Subject, WatchKey> keys_;
  std::set<WatchKey> woken_;
  WatchKey lastKey_ = 0;
};

}  // namespace tatu::os
