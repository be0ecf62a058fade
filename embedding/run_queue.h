// RunQueue: which of the calls that are ready runs next.
//
// Weighted fair queueing by virtual time: a call's time grows by the processor time that it takes, divided by its
// weight, and the one with the least runs first, so in the long run each gets processors by its weight. (Demers, Keshav
// and Shenker, "Analysis and simulation of a fair queueing algorithm", 1989; as schedulers of operating systems use
// it.) Who becomes ready begins at the time of those who are, or a little before: waiting saves next to nothing up.
//
// A call brings its own place in the queue along, so that nothing here needs memory once the place is made.
//
// Threads: as its owner.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "include/tatu/scheduler.h"
#include "include/tatu/tatu.h"

namespace tatu::embedding {

// Before all others: those that are to end, since somebody wants to stop them.
enum class Rank : std::uint8_t { Ending, High, Normal, Low };

[[nodiscard]] Rank rankOf(const tatu_schedule& schedule);

struct QueuedCall {
  Rank rank = Rank::Normal;
  double virtualTime = 0;
  std::uint64_t key = 0;     // of the call; never used twice
  std::int32_t thread = -1;  // the only one that may run it; -1: any

  [[nodiscard]] bool operator<(const QueuedCall& other) const {
    if (rank != other.rank) return rank < other.rank;
    return virtualTime != other.virtualTime ? virtualTime < other.virtualTime : key < other.key;
  }
};

class RunQueue {
 public:
  // A call's place while it is not in the queue.
  using Place = std::set<QueuedCall>::node_type;

  explicit RunQueue(std::size_t threads) : own_(threads) {}

  // The least virtual time with which a call that was not ready may be put in.
  [[nodiscard]] double floorOf(Rank rank) const;
  [[nodiscard]] static Place makePlace(const QueuedCall& call);
  void put(Place place) { queueOf(place.value().thread).insert(std::move(place)); }
  [[nodiscard]] Place remove(const QueuedCall& call) { return queueOf(call.thread).extract(call); }
  // Whether there are calls that any thread may run.
  [[nodiscard]] bool hasCallsForAny() const { return !shared_.empty(); }
  // Takes out the next call for the thread. Empty: there is none.
  [[nodiscard]] Place take(std::size_t thread);

 private:
  using Queue = std::set<QueuedCall>;
  static constexpr std::size_t kRanks = 4;

  [[nodiscard]] Queue& queueOf(std::int32_t thread) {
    return thread < 0 ? shared_ : own_[static_cast<std::size_t>(thread)];
  }

  Queue shared_;
  std::vector<Queue> own_;              // of the calls that only one thread may run
  std::array<double, kRanks> taken_{};  // the virtual time of the last call of each rank
};

}  // namespace tatu::embedding
