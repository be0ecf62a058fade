// What a tatu_guest is: a guest of the machine, and what the host's calls of it need.
//
// A call is *outermost* (nothing of the guest is under way) or *nested* (made by a host function that the guest has
// called). Each either ends, or stands at a limit until it is resumed or dropped; the one begun last comes first.
//
// Threads: one at a time, but for stop(), which only touches the cancellation, for counters, and for taking grants
// back, which takes its turn with the guest's own calls (os/guest/guarded_system.h). `user` is the thread that is in an
// outermost call: others are refused meanwhile.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "embedding/audit.h"
#include "embedding/call_request.h"
#include "embedding/grants.h"
#include "embedding/guest_objects.h"
#include "embedding/pending_call.h"
#include "embedding/runtime.h"
#include "embedding/stop_bell.h"
#include "embedding/value_arena.h"
#include "include/tatu/scheduler.h"
#include "include/tatu/tatu.h"
#include "vm/guest.h"
#include "vm/nested_call.h"

namespace tatu::embedding {

// One more, by the only thread that counts.
inline void countUp(std::atomic<std::uint64_t>& counter) {
  counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

struct NestedHostCall {
  NestedHostCall(vm::Guest& guest, vm::Worker& worker, const tatu_function& ofFunction)
      : function(ofFunction), call(guest, worker) {}

  const tatu_function& function;
  vm::NestedCall call;
};

// The arguments of a call that cannot begin yet.
struct WaitingArguments {
  explicit WaitingArguments(std::size_t most) : arena(most) {}
  ValueArena arena;
  std::vector<tatu_value> values;
};

}  // namespace tatu::embedding

struct tatu_guest {
  tatu_guest(tatu_module& ofModule, const tatu_guest_options& options);

  // Keeps a host function's result for when there is room for it.
  void keepUnstored(const tatu_value& result);
  void dropUnstored() {
    unstored.reset();
    unstoredCopy.clear();
  }

  tatu_module& module;
  tatu_runtime& runtime;
  void* const userData;
  const tatu::embedding::GivenThings given;
  tatu::embedding::Audit audit;           // outlives the machine
  std::size_t copyLimit;                  // bytes of copies of values: its memory limit
  std::uint64_t milliseconds;             // for each call
  tatu::embedding::GuestObjects objects;  // goes behind the machine
  std::unique_ptr<tatu::vm::Guest> machine;
  tatu::embedding::ValueArena results;  // what the last call has returned

  const tatu_function* called = nullptr;                     // the outermost call, from its beginning to its end
  std::optional<tatu::embedding::WaitingArguments> waiting;  // of it, while the globals are set
  tatu::vm::Worker* worker = nullptr;                        // that runs it, while it runs
  std::vector<std::unique_ptr<tatu::embedding::NestedHostCall>> nested;  // the innermost last
  std::size_t nestingFloor = 0;   // of them, those that the host function under way has not begun
  bool isInHostFunction = false;  // and not in a call that the function has made
  tatu::embedding::ValueArena unstoredCopy;
  std::optional<tatu_value> unstored;
  tatu::embedding::PendingCalls pendingCalls;
  mutable std::atomic<std::uintptr_t> user{0};  // guest_use.h
  mutable std::mutex reading;

  tatu_event_function event = nullptr;
  // Counted by the thread that uses the guest, read by any.
  std::atomic<std::uint64_t> hostCalls{0};
  std::atomic<std::uint64_t> stops{0};

  // ---- For schedulers
  tatu_schedule schedule;                                 // how it shares threads with others
  double virtualTime = 0;                                 // run_queue.h
  std::atomic<tatu::embedding::StopBell*> bell{nullptr};  // of the scheduler that is to be told of a stop
  std::atomic<bool> haveGrantsChanged{false};             // so that it should look what it waits for
};

namespace tatu::embedding {

// ---- An outermost call in steps, for schedulers. `user` is theirs. The first makes or goes on with a call, but runs
// nothing yet; TATU_OK: steps may follow.
[[nodiscard]] tatu_status prepareCall(tatu_guest& guest, const CallRequest& request, tatu_error** error);
[[nodiscard]] tatu_status prepareResume(tatu_guest& guest, tatu_error** error);
// Until it has ended, or stands at a limit. TATU_WAITING: it waits, or its quantum is over (vm::Guest::setQuantum).
[[nodiscard]] tatu_status step(tatu_guest& guest, vm::Worker& worker, std::int64_t fuel,
                               std::chrono::nanoseconds moment, tatu_value* result, tatu_error** error);

}  // namespace tatu::embedding
