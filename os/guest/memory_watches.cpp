#include "os/guest/memory_watches.h"

#include <algorithm>
#include <utility>

namespace tatu::os {

void MemoryWatches::add(const void* owner, Readiness readiness, WatchKey key, Question readyAt) {
  std::erase_if(watches_, [&](const Watch& watch) { return watch.owner == owner && watch.readiness == readiness; });
  watches_.push_back({owner, readiness, key, std::move(readyAt)});
}

void MemoryWatches::forget(const void* owner) {
  std::erase_if(watches_, [&](const Watch& watch) { return watch.owner == owner; });
}

std::optional<Moment> MemoryWatches::first() const {
  std::optional<Moment> first;
  for (const Watch& watch : watches_) {
    const auto moment = watch.readyAt();
    if (moment && (!first || *moment < *first)) first = moment;
  }
  return first;
}

std::vector<WatchKey> MemoryWatches::takeReady(Moment now) {
  std::vector<WatchKey> ready;
  std::erase_if(watches_, [&](const Watch& watch) {
    const auto moment = watch.readyAt();
    const bool isReady = moment && *moment <= now;
    if (isReady) ready.push_back(watch.key);
    return isReady;
  });
  return ready;
}

}  // namespace tatu::os
