// NestedCall: a call that the host makes of a guest while that guest waits in one of the host's own functions.
//
//   NestedCall call(guest, worker);
//   gc::RunningScope running(worker.allocator());
//   auto arguments = call.begin(method);     // to be stored at once
//   RunResult result = call.run();           // again, after a limit that the host has raised
//   call.result();                           // before the scope ends: nothing else keeps it alive
//
// The call is a fiber of its own, run by an engine of its own, so that nothing of the fiber that waits is touched;
// other fibers of the guest run meanwhile as ever. Calls nest like the host's own: the last one begun ends first.
//
// A call that was begun, but has not run, is as if it had never been. If the object goes after a limit or an exit, the
// whole program is over: the native that made the call stops, whatever it returns, and the guest's run ends with that
// limit or exit.
//
// Threads: the one that runs the guest.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "vm/engine.h"
#include "vm/fiber/fibers.h"
#include "vm/guest.h"

namespace tatu::vm {

class NestedCall {
 public:
  // As deep as calls of one guest nest.
  static constexpr std::size_t kMost = 32;

  enum class Refusal : std::uint8_t {
    TooDeep,
    Ending,  // the program is over, as an earlier call has met a limit or exited
    Limit,   // GuestState::limit
  };

  // The guest's running fiber is in a native.
  NestedCall(Guest& guest, Worker& worker) : guest_(guest), state_(guest.state()), worker_(worker) {}
  ~NestedCall();
  NestedCall(const NestedCall&) = delete;
  NestedCall& operator=(const NestedCall&) = delete;

  // As Guest::beginCall. Once. A safepoint.
  [[nodiscard]] tl::expected<std::span<Slot>, Refusal> begin(Method& method);
  // Until the call has ended, or a limit is met.
  [[nodiscard]] RunResult run();
  // Behind a run that ended as Finished, unless the program has exited.
  [[nodiscard]] std::span<const Slot> result() const;

 private:
  [[nodiscard]] tl::unexpected<Refusal> refuse(LimitKind limit);
  [[nodiscard]] bool isOfOuterCall() const;
  [[nodiscard]] RunResult describe(EngineStatus status);

  Guest& guest_;
  GuestState& state_;
  Worker& worker_;
  std::optional<Fibers::Caller> caller_;  // once it has begun
  std::unique_ptr<Engine> outerEngine_;
  const RuntimeType* resultType_ = nullptr;
  bool hasResult_ = false;
  bool isEnded_ = true;  // by itself, or has not run: nothing of it is left
};

}  // namespace tatu::vm
