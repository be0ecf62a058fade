#include "embedding/pending_call.h"

#include <utility>

#include "embedding/error.h"
#include "embedding/host_call.h"
#include "embedding/values.h"
#include "vm/fiber/fibers.h"

namespace tatu::embedding {

using vm::NativeStatus;

// ---- The host's half

// The state is looked at twice: what has been abandoned may belong to a runtime that is gone.
tatu_status PendingCall::answer(const tatu_value& value, tatu_error** error) {
  const std::scoped_lock lock(mutex_);
  if (state_ != State::Waiting) return TATU_OK;
  if (const auto wrong = checkValue(value, result_)) return misuse(error, "the host's result " + *wrong);
  if (!copyValue(value, arena_, value_)) return noMemory(error);
  arrivals_->post(fiber_);
  state_ = State::Returned;
  return TATU_OK;
}

void PendingCall::answer(vm::Failure failure) {
  const std::scoped_lock lock(mutex_);
  if (state_ != State::Waiting) return;
  arrivals_->post(fiber_);
  failure_ = std::move(failure);
  state_ = State::Thrown;
}

void PendingCall::giveUp() {
  const std::scoped_lock lock(mutex_);
  if (state_ != State::Waiting) return;
  state_ = State::GivenUp;
  try {
    arrivals_->post(fiber_);
  } catch (const std::bad_alloc&) {  // who waits hears of it with the next thing that comes
  }
}

bool PendingCall::isAwaited() {
  const std::scoped_lock lock(mutex_);
  return state_ == State::Waiting;
}

void PendingCall::onCancel(tatu_cancel_function function, void* data) {
  const std::scoped_lock lock(mutex_);
  cancelled_ = function;
  cancelData_ = data;
  if (state_ == State::Abandoned && function != nullptr) function(data);
}

// ---- The guest's half

PendingCall::State PendingCall::state() {
  const std::scoped_lock lock(mutex_);
  return state_;
}

NativeStatus PendingCall::goOn(vm::NativeCall& call) {
  vm::Fiber& fiber = call.fibers().running();
  fiber.isWoken = false;
  switch (state()) {
    case State::Waiting:
    case State::Abandoned: break;
    case State::Returned: return storeResult(call, value_);
    case State::Thrown: return call.fail(failure_.exception, failure_.message);
    case State::GivenUp: return refuseCall(call, "the host gave no answer");
  }
  if (!fiber.isCancelled) return call.parkForArrival();
  return call.fail(vm::CoreException::Cancelled, "the fiber was cancelled");
}

bool PendingCall::isDenied() {
  const std::scoped_lock lock(mutex_);
  return state_ == State::Thrown && failure_.exception == vm::CoreException::Denied;
}

void PendingCall::abandon() {
  const std::scoped_lock lock(mutex_);
  arena_.clear();  // objects of the host, which may not outlive their runtime
  if (std::exchange(state_, State::Abandoned) == State::Waiting && cancelled_ != nullptr) cancelled_(cancelData_);
}

// ---- The table

PendingCalls::~PendingCalls() {
  for (const auto& [fiber, call] : calls_) call->abandon();
}

Awaited* PendingCalls::find(std::int64_t fiber) const {
  const auto found = calls_.find(fiber);
  return found == calls_.end() ? nullptr : found->second.get();
}

void PendingCalls::remove(std::int64_t fiber) {
  const auto node = calls_.extract(fiber);
  if (node) node.mapped()->abandon();
}

void PendingCalls::removeEnded(const vm::Fibers& fibers, bool isIdle) {
  for (auto at = calls_.begin(); at != calls_.end();) {
    const vm::Fiber* const fiber = fibers.find(at->first);
    const auto present = at++;
    if (fiber == nullptr || (isIdle && fiber == &fibers.first())) remove(present->first);
  }
}

}  // namespace tatu::embedding

using namespace tatu::embedding;

extern "C" {

tatu_status tatu_pending_call_return(tatu_pending_call* pending, const tatu_value* result, tatu_error** error) {
  return guarded(error, [&] {
    if (pending == nullptr) return misuse(error, "`pending` must not be null");
    const tatu_status status = pending->call->answer(result == nullptr ? tatu_value{} : *result, error);
    if (status == TATU_OK) delete pending;
    return status;
  });
}

tatu_status tatu_pending_call_throw(tatu_pending_call* pending, const char* exception, const char* message) {
  return guarded(nullptr, [&] {
    if (pending == nullptr) return TATU_MISUSE;
    auto failure = failureOf(exception, message);
    if (!failure) return TATU_MISUSE;
    pending->call->answer(std::move(*failure));
    delete pending;
    return TATU_OK;
  });
}

void tatu_pending_call_destroy(tatu_pending_call* pending) {
  if (pending == nullptr) return;
  pending->call->giveUp();
  delete pending;
}

bool tatu_pending_call_is_awaited(const tatu_pending_call* pending) {
  return pending != nullptr && pending->call->isAwaited();
}

bool tatu_pending_call_while_awaited(tatu_pending_call* pending, tatu_answering_function function, void* data) {
  if (pending == nullptr || function == nullptr) return false;
  const std::shared_ptr<PendingCall> call = pending->call;  // outlives `pending`, which the function may end
  return call->whileAwaited([&](tatu_runtime& runtime) { function(pending, &runtime, data); });
}

tatu_status tatu_pending_call_on_cancel(tatu_pending_call* pending, tatu_cancel_function function, void* data) {
  if (pending == nullptr) return TATU_MISUSE;
  const std::shared_ptr<PendingCall> call = pending->call;  // outlives `pending`, which the function may end
  call->onCancel(function, data);
  return TATU_OK;
}

}  // extern "C"
