// A call of a host function that the host answers later. The fiber that has made it is parked meanwhile; the guest has
// one half, in its table by the fiber's name, the host the other (tatu_pending_call). Whichever goes first tells the
// other.
//
// Threads: the host's half from any, the guest's half as the guest. `mutex_` guards what is below it.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "embedding/value_arena.h"
#include "include/tatu/tatu.h"
#include "vm/failure.h"
#include "vm/fiber/arrivals.h"
#include "vm/native.h"

struct tatu_guest;

namespace tatu::embedding {

class PendingCall {
 public:
  PendingCall(std::shared_ptr<vm::Arrivals> arrivals, std::int64_t fiber, const vm::RuntimeType& result)
      : arrivals_(std::move(arrivals)), fiber_(fiber), result_(result) {}

  // ---- The host's half
  // The first answer counts. TATU_MISUSE: the value is none of the function's result type, and nothing has changed.
  tatu_status answer(const tatu_value& value, tatu_error** error);
  void answer(vm::Failure failure);
  [[nodiscard]] bool isAwaited();
  void onCancel(tatu_cancel_function function, void* data);

  // ---- The guest's half
  // Goes on with the call, in the native that has made it: its result, or it parks again.
  [[nodiscard]] vm::NativeStatus goOn(vm::NativeCall& call);
  // Whether the answer is a DeniedException.
  [[nodiscard]] bool isDenied();
  // Nobody waits any more.
  void abandon();

 private:
  enum class State : std::uint8_t { Waiting, Returned, Thrown, Abandoned };

  void arrive();
  [[nodiscard]] State state();

  const std::shared_ptr<vm::Arrivals> arrivals_;
  const std::int64_t fiber_;
  const vm::RuntimeType& result_;  // of the runtime, which is there as long as the guest waits

  std::mutex mutex_;
  State state_ = State::Waiting;
  // Do not change once there is an answer.
  ValueArena arena_{SIZE_MAX};  // the host has made the value, so its size is the host's affair
  tatu_value value_{};
  vm::Failure failure_;
  tatu_cancel_function cancelled_ = nullptr;
  void* cancelData_ = nullptr;
};

// The guest's halves, by the fibers that wait.
class PendingCalls {
 public:
  ~PendingCalls();

  [[nodiscard]] bool empty() const { return calls_.empty(); }
  // The call that the running fiber goes on with; null: it makes a new one.
  [[nodiscard]] PendingCall* find(std::int64_t fiber) const;
  void add(std::int64_t fiber, std::shared_ptr<PendingCall> call) { calls_[fiber] = std::move(call); }
  // It has got its answer, or does not want one any more.
  void remove(std::int64_t fiber);
  // Those whose fibers have ended. The first fiber is always there, but does nothing while the guest is idle.
  void removeEnded(const vm::Fibers& fibers, bool isIdle);

 private:
  std::unordered_map<std::int64_t, std::shared_ptr<PendingCall>> calls_;
};

}  // namespace tatu::embedding

struct tatu_pending_call {
  std::shared_ptr<tatu::embedding::PendingCall> call;
};
