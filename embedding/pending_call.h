// A call of a host function that the host answers later. The fiber that has made it is parked meanwhile; the guest has
// one half (Awaited), in its table by the fiber's name, the host the other (tatu_pending_call). Whichever goes first
// tells the other. Calls of channels wait in the same table (channel_wait.h).
//
// Threads: the host's half from any, the guest's half as the guest. `mutex_` guards what is below it. It is recursive,
// since code of the host runs under it that may end the host's half: what tatu_pending_call_while_awaited runs, and
// what is to be called when nobody waits any more.
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

// What a parked fiber waits for, in a native that leads to the host.
class Awaited {
 public:
  Awaited() = default;
  Awaited(const Awaited&) = delete;
  Awaited& operator=(const Awaited&) = delete;
  virtual ~Awaited() = default;

  // Goes on with the call, in the native that has made it: its result, or it parks again.
  [[nodiscard]] virtual vm::NativeStatus goOn(vm::NativeCall& call) = 0;
  // Whether it ends in a DeniedException.
  [[nodiscard]] virtual bool isDenied() { return false; }
  // Nobody waits any more.
  virtual void abandon() = 0;
};

class PendingCall final : public Awaited {
 public:
  PendingCall(tatu_runtime& runtime, std::shared_ptr<vm::Arrivals> arrivals, std::int64_t fiber,
              const vm::RuntimeType& result)
      : runtime_(runtime), arrivals_(std::move(arrivals)), fiber_(fiber), result_(result) {}

  // ---- The host's half
  // The first answer counts. TATU_MISUSE: the value is none of the function's result type, and nothing has changed.
  tatu_status answer(const tatu_value& value, tatu_error** error);
  void answer(vm::Failure failure);
  // There will be no answer. Needs no memory.
  void giveUp();
  [[nodiscard]] bool isAwaited();
  // Gives the runtime to the action, unless nobody waits: false. Until that has returned, whoever waits stays.
  template <typename Action>
  bool whileAwaited(Action&& action) {
    const std::scoped_lock lock(mutex_);
    if (state_ != State::Waiting) return false;
    action(runtime_);
    return true;
  }
  void onCancel(tatu_cancel_function function, void* data);

  // ---- The guest's half
  [[nodiscard]] vm::NativeStatus goOn(vm::NativeCall& call) override;
  [[nodiscard]] bool isDenied() override;
  void abandon() override;

 private:
  enum class State : std::uint8_t { Waiting, Returned, Thrown, GivenUp, Abandoned };

  [[nodiscard]] State state();

  tatu_runtime& runtime_;  // as long as the guest waits
  const std::shared_ptr<vm::Arrivals> arrivals_;
  const std::int64_t fiber_;
  const vm::RuntimeType& result_;  // of the runtime

  std::recursive_mutex mutex_;
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
  [[nodiscard]] Awaited* find(std::int64_t fiber) const;
  void add(std::int64_t fiber, std::shared_ptr<Awaited> call) { calls_[fiber] = std::move(call); }
  // It has got its answer, or does not want one any more.
  void remove(std::int64_t fiber);
  // Those whose fibers have ended. The first fiber is always there, but does nothing while the guest is idle.
  void removeEnded(const vm::Fibers& fibers, bool isIdle);

 private:
  std::unordered_map<std::int64_t, std::shared_ptr<Awaited>> calls_;
};

}  // namespace tatu::embedding

struct tatu_pending_call {
  std::shared_ptr<tatu::embedding::PendingCall> call;
};
