#include "os/guest/watch_list.h"

namespace tatu::os {

std::optional<WatchKey> WatchList::add(const ReadyHandle& watch) {
  if (!keys_.emplace(subjectOf(watch), lastKey_ + 1).second) return std::nullopt;
  watches_.emplace(++lastKey_, watch);
  return lastKey_;
}

void WatchList::remove(WatchKey key) {
  const auto found = watches_.find(key);
  if (found == watches_.end()) return;
  keys_.erase(subjectOf(found->second));
  watches_.erase(found);
}

void WatchList::wake(Handle handle) {
  for (const Readiness readiness : {Readiness::Read, Readiness::Write}) {
    const auto found = keys_.find(subjectOf({handle, readiness}));
    if (found != keys_.end()) woken_.insert(found->second);
  }
}

std::vector<Handle> WatchList::handles() const {
  std::vector<Handle> handles;
  for (const auto& [key, watch] : watches_) handles.push_back(watch.handle);
  return handles;
}

std::vector<ReadyHandle> WatchList::take(const std::vector<WatchKey>& keys) {
  woken_.insert(keys.begin(), keys.end());
  std::vector<ReadyHandle> ready;
  for (const WatchKey key : woken_) {
    const auto found = watches_.find(key);
    if (found == watches_.end()) continue;
    ready.push_back(found->second);
    remove(key);
  }
  woken_.clear();
  return ready;
}

}  // namespace tatu::os
