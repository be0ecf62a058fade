// Arrivals: how others tell a guest, from any thread, that what one of its fibers waits for has come.
//
// The fiber parks by Fibers::parkForArrival; who has what it waits for says so here, with the fiber's name. A name that
// means nothing any more does nothing, so nobody needs to know whether the guest, or the fiber, is still there.
//
// Threads: `post` from any, the rest as the guest. `mutex_` guards everything; the listener is called while it is held,
// so that after `listen` and `close` no call of an earlier one is under way.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

#include "os/cancellation.h"

namespace tatu::vm {

class Arrivals {
 public:
  // Throws std::bad_alloc, and then nothing was posted.
  void post(std::int64_t fiber);

  // Told of each arrival: it must not wait, and not come back here. Null: nobody is, but who waits for the guest is
  // woken.
  void listen(std::function<void()> listener);
  // By `post`, from now on.
  void wakeBy(os::Cancellation& waiting);
  // The guest is gone.
  void close();

  // The fibers that something has come for since the last time.
  [[nodiscard]] std::vector<std::int64_t> take();

 private:
  std::mutex mutex_;
  std::vector<std::int64_t> fibers_;
  std::function<void()> listener_;
  os::Cancellation* waiting_ = nullptr;  // null: the guest is gone
};

}  // namespace tatu::vm
