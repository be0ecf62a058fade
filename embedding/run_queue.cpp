#include "embedding/run_queue.h"

namespace tatu::embedding {

Rank rankOf(const tatu_schedule& schedule) {
  switch (schedule.priority) {
    case TATU_PRIORITY_HIGH: return Rank::High;
    case TATU_PRIORITY_LOW: return Rank::Low;
    default: return Rank::Normal;
  }
}

// Those that run now do not count: one that is entitled to more than a thread stays behind the others for ever.
double RunQueue::floorOf(Rank rank) const {
  const auto first = shared_.lower_bound({rank, 0, 0, -1});
  if (first != shared_.end() && first->rank == rank) return first->virtualTime;
  return taken_[static_cast<std::size_t>(rank)];
}

RunQueue::Place RunQueue::makePlace(const QueuedCall& call) {
  Queue single;
  return single.extract(single.insert(call).first);
}

RunQueue::Place RunQueue::take(std::size_t thread) {
  Queue& own = own_[thread];
  const bool isOwn = !own.empty() && (shared_.empty() || *own.begin() < *shared_.begin());
  Queue& from = isOwn ? own : shared_;
  if (from.empty()) return {};
  Place place = from.extract(from.begin());
  taken_[static_cast<std::size_t>(place.value().rank)] = place.value().virtualTime;
  return place;
}

}  // namespace tatu::embedding
