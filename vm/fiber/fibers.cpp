#include "vm/fiber/fibers.h"

#include <algorithm>
#include <new>
#include <utility>

namespace tatu::vm {

namespace {

// A name is the place in the table and, above it, the fiber's number.
constexpr int kPlaceBits = 20;
constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;
static_assert(Fibers::kMost <= kPlaceMask + 1);

std::unique_ptr<Slot[]> makeStack(std::size_t slots) { return std::unique_ptr<Slot[]>(new (std::nothrow) Slot[slots]); }

}  // namespace

bool Fiber::growStack(std::size_t slots) {
  std::unique_ptr<Slot[]> larger = makeStack(slots);
  if (larger == nullptr) return false;
  std::copy_n(stack.get(), stackSlots, larger.get());
  stack = std::move(larger);
  stackSlots = slots;
  return true;
}

bool Fibers::growRunning(std::size_t slots) {
  const std::size_t before = running_->stackSlots;
  if (!running_->growStack(slots)) return false;
  stackSlots_ += slots - before;
  return true;
}

// ---- The table

bool Fibers::makeFirst(std::size_t slots) {
  auto first = std::make_unique<Fiber>();
  first->stack = makeStack(slots);
  if (first->stack == nullptr) return false;
  first->stackSlots = stackSlots_ = slots;
  first->state = FiberState::Running;
  first->isAwaited = true;
  running_ = awaited_ = first.get();
  all_.push_back(std::move(first));
  return true;
}

std::int64_t Fibers::nameOf(const Fiber& fiber) {
  return static_cast<std::int64_t>(fiber.number << kPlaceBits | fiber.place);
}

Fiber* Fibers::find(std::int64_t name) const {
  const std::uint64_t place = static_cast<std::uint64_t>(name) & kPlaceMask;
  Fiber* const fiber = place < all_.size() ? all_[place].get() : nullptr;
  return fiber != nullptr && nameOf(*fiber) == name ? fiber : nullptr;
}

Fiber* Fibers::make(Method& method, std::size_t stackSlots) {
  auto stack = makeStack(stackSlots);
  if (stack == nullptr) return nullptr;
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(all_.size()));
    all_.emplace_back();
  }
  auto fiber = std::make_unique<Fiber>();
  fiber->number = ++made_;
  fiber->place = free_.back();
  fiber->starting = fiber->entry = &method;
  fiber->stack = std::move(stack);
  fiber->stackSlots = stackSlots;
  stackSlots_ += stackSlots;
  free_.pop_back();
  return (all_[fiber->place] = std::move(fiber)).get();
}

Fiber* Fibers::add(Method& method, Object* task, std::size_t stackSlots) {
  Fiber* const fiber = make(method, stackSlots);
  if (fiber == nullptr) return nullptr;
  fiber->task = task;
  fiber->stack[0] = slotOfReference(task);
  makeReady(*fiber);
  return fiber;
}

std::optional<Fibers::Caller> Fibers::beginNested(Method& method, std::size_t stackSlots) {
  Fiber* const fiber = make(method, stackSlots);
  if (fiber == nullptr) return std::nullopt;
  const Caller caller{running_, awaited_};
  running_->state = FiberState::Calling;
  fiber->isAwaited = true;
  awaited_ = fiber;
  setRunning(*fiber);
  return caller;
}

std::uint64_t Fibers::endNested(const Caller& caller) {
  const std::uint64_t charged = awaited_->charged;
  discard(*awaited_);
  awaited_ = caller.awaited;
  hasEnded_ = false;
  setRunning(*caller.running);
  return charged;
}

void Fibers::discard(Fiber& fiber) {
  expectNothing(fiber);
  stackSlots_ -= fiber.stackSlots;
  free_.push_back(fiber.place);
  all_[fiber.place].reset();
}

void Fibers::end(Object* exception) {
  if (running_->isAwaited) running_->state = FiberState::Ended;
  running_->exception = exception;
  hasEnded_ = true;
  isSwitchDue_ = true;
}

std::uint64_t Fibers::discardEnded() {
  if (!std::exchange(hasEnded_, false)) return 0;
  if (running_->state == FiberState::Ended) {
    running_->frames.reset();
    return 0;
  }
  const std::uint64_t charged = running_->charged;
  discard(*running_);
  running_ = nullptr;
  return charged;
}

std::uint64_t Fibers::endAllBut(const Caller& caller) {
  std::uint64_t charged = 0;
  for (const auto& fiber : all_) {
    if (fiber == nullptr || fiber->state == FiberState::Calling) continue;
    if (fiber->place == 0) {
      clear(*fiber);
      fiber->state = FiberState::Parked;
      continue;
    }
    charged += fiber->charged;
    discard(*fiber);
  }
  firstReady_ = lastReady_ = nullptr;
  hasEnded_ = false;
  awaited_ = caller.awaited;
  setRunning(*caller.running);
  return charged;
}

// As if it had never run.
void Fibers::clear(Fiber& fiber) {
  expectNothing(fiber);
  fiber.isWoken = fiber.hasPassed = fiber.isCancelled = false;
  fiber.starting = nullptr;
  fiber.task = fiber.exception = nullptr;
  fiber.frames.reset();
  fiber.waitFailure.reset();
}

std::uint64_t Fibers::reset() {
  std::uint64_t charged = 0;
  for (std::size_t place = 1; place < all_.size(); ++place) {
    if (all_[place] == nullptr) continue;
    charged += all_[place]->charged;
    discard(*all_[place]);
  }
  running_ = awaited_ = all_[0].get();
  clear(*running_);
  running_->state = FiberState::Running;
  firstReady_ = lastReady_ = nullptr;
  isSwitchDue_ = hasEnded_ = false;
  return charged;
}

// ---- Whose turn it is

void Fibers::makeReady(Fiber& fiber) {
  expectNothing(fiber);
  fiber.state = FiberState::Ready;
  fiber.nextReady = nullptr;
  (lastReady_ == nullptr ? firstReady_ : lastReady_->nextReady) = &fiber;
  lastReady_ = &fiber;
}

Fiber* Fibers::takeReady() {
  Fiber* const fiber = firstReady_;
  if (fiber == nullptr) return nullptr;
  firstReady_ = fiber->nextReady;
  if (firstReady_ == nullptr) lastReady_ = nullptr;
  return fiber;
}

void Fibers::setRunning(Fiber& fiber) {
  running_ = &fiber;
  fiber.state = FiberState::Running;
  isSwitchDue_ = false;
}

void Fibers::park() {
  running_->state = FiberState::Parked;
  isSwitchDue_ = true;
}

void Fibers::parkUntil(std::chrono::nanoseconds when) {
  running_->timer = Fiber::Timer{when, ++parked_};
  timers_.emplace(*running_->timer, running_);
  park();
}

void Fibers::parkFor(const os::ReadyHandle& awaited) {
  running_->wait = Fiber::Wait{awaited.handle.number, awaited.readiness, ++parked_};
  waits_.emplace(*running_->wait, running_);
  park();
}

void Fibers::parkForArrival() {
  running_->awaitsArrival = true;
  ++awaitingArrival_;
  park();
}

void Fibers::pass() {
  makeReady(*running_);
  isSwitchDue_ = true;
}

void Fibers::wake(Fiber& fiber) {
  fiber.isWoken = true;
  if (fiber.state == FiberState::Parked) makeReady(fiber);
}

void Fibers::interrupt(Fiber& fiber) {
  if (fiber.state == FiberState::Parked) makeReady(fiber);
}

// ---- What comes from outside

bool Fibers::shouldLookOutside(std::int64_t fuelUsed) {
  if (!isAnyExpected()) return false;
  if (++switches_ < kSwitchesPerLook && fuelUsed - lookedAt_ <= kFuelPerTurn) return false;
  switches_ = 0;
  lookedAt_ = fuelUsed;
  return true;
}

void Fibers::expectNothing(Fiber& fiber) {
  if (fiber.timer) timers_.erase({*fiber.timer, &fiber});
  if (fiber.wait) waits_.erase({*fiber.wait, &fiber});
  if (std::exchange(fiber.awaitsArrival, false)) --awaitingArrival_;
  fiber.timer.reset();
  fiber.wait.reset();
}

std::optional<std::chrono::nanoseconds> Fibers::firstTimer() const {
  if (timers_.empty()) return std::nullopt;
  return timers_.begin()->first.when;
}

void Fibers::failFirst(os::OsError error) {
  if (timers_.empty() && waits_.empty()) return;
  Fiber& fiber = timers_.empty() ? *waits_.begin()->second : *timers_.begin()->second;
  fiber.waitFailure = std::move(error);
  makeReady(fiber);
}

void Fibers::fireTimers(std::chrono::nanoseconds now) {
  while (!timers_.empty() && timers_.begin()->first.when <= now) makeReady(*timers_.begin()->second);
}

void Fibers::arrive(std::int64_t name) {
  Fiber* const fiber = find(name);
  if (fiber != nullptr && fiber->awaitsArrival) wake(*fiber);
}

void Fibers::wakeFor(const os::ReadyHandle& ready) {
  const Fiber::Wait first{ready.handle.number, ready.readiness, 0};
  for (auto found = waits_.lower_bound({first, nullptr}); found != waits_.end();) {
    const auto& [wait, fiber] = *found;
    if (wait.handle != first.handle || wait.readiness != first.readiness) return;
    ++found;  // waking takes the fiber out of the set
    wake(*fiber);
  }
}

}  // namespace tatu::vm
