#include "embedding/scheduler.h"

#include <algorithm>
#include <string>

#include "embedding/error.h"
#include "embedding/events.h"
#include "embedding/guest_use.h"
#include "embedding/options.h"
#include "os/guest/system.h"
#include "os/platform/clock.h"
#include "os/platform/process.h"
#include "vm/guest_state.h"

using namespace tatu::embedding;
namespace vm = tatu::vm;
namespace os = tatu::os;

namespace {

constexpr std::chrono::microseconds kLongestTurn(500);
// What cannot be watched is looked at so often.
constexpr std::chrono::milliseconds kBlindWait(1);
// While all threads are busy.
constexpr std::chrono::microseconds kLookEvery(250);

double virtualTimeOf(std::chrono::nanoseconds time, const tatu_guest& guest) {
  return static_cast<double>(time.count()) / static_cast<double>(guest.schedule.weight);
}

bool isStopWanted(tatu_guest& guest) { return guest.machine->cancellation().cancelled(); }

}  // namespace

tatu_scheduler::tatu_scheduler(tatu_runtime& runtime, const tatu_scheduler_options& options)
    : runtime_(runtime),
      options_(options),
      bell_(runtime.bells.take()),
      queue_(options.threads),
      sleepers_(options.threads) {}

tatu_scheduler::~tatu_scheduler() {
  {
    const std::scoped_lock lock(mutex_);
    isEnding_ = true;
    sleepers_.wakeAll();
  }
  bell_.wakes().wake();
  threads_.join();
  runtime_.bells.giveBack(bell_);
}

std::optional<std::string> tatu_scheduler::start() {
  if (!poll_.open()) return "the process has no descriptors left";
  bool isStarted = true;
  for (std::uint32_t i = 0; i < options_.threads && isStarted; ++i) {
    isStarted = threads_.start("tatu-guests-" + std::to_string(i), [this, i] { work(i); });
  }
  if (!isStarted) return "the process cannot have " + std::to_string(options_.threads) + " more threads";
  return std::nullopt;
}

bool tatu_scheduler::hasCalls() {
  const std::scoped_lock lock(mutex_);
  return unended_ != 0;
}

void tatu_scheduler::waitForAll() {
  Lock lock(mutex_);
  idle_.wait(lock, [this] { return unended_ == 0; });
}

// All that can fail comes first; from then on the call needs no memory of its own.
void tatu_scheduler::add(tatu_guest& guest, tatu_ended_function ended, void* data) {
  const auto& arrivals = guest.machine->arrivals();
  Lock lock(mutex_);
  const std::uint64_t key = ++lastKey_;
  lock.unlock();
  auto call = std::make_unique<Call>(Call{guest, ended, data, key});
  call->place = RunQueue::makePlace({Rank::Normal, 0, key, guest.schedule.thread});
  Timers single{{Moment(0), key}};
  call->timer = single.extract(single.begin());
  arrivals->listen([this, key] { noteNews(key); });
  lock.lock();
  Call& added = *(calls_[key] = std::move(call));
  ++unended_;
  guest.bell.store(&bell_);
  makeReady(added);
}

// ---- The threads

void tatu_scheduler::work(std::uint32_t number) {
  if (options_.thread_begins != nullptr) options_.thread_begins(number, options_.data);
  WorkerPool::Lease lease(runtime_.workers);
  Moment threadTime = os::threadProcessorTime();
  Lock lock(mutex_);
  while (Call* const call = next(number, lock)) run(*call, lease.worker(), threadTime, lock);
}

// The call pays for what its turn costs the thread, beside it, too; but not for what other processes take.
void tatu_scheduler::run(Call& call, vm::Worker& worker, Moment& threadTime, Lock& lock) {
  lock.unlock();
  call.guest.user.store(WorkerPool::thisThread(), std::memory_order_release);
  const Step made = step(call.guest, worker);
  const Moment before = std::exchange(threadTime, os::threadProcessorTime());
  call.guest.virtualTime += virtualTimeOf(threadTime - before, call.guest);
  if (made.status == TATU_WAITING) {
    keep(call, made, lock);
  } else {
    end(call, made, lock);
  }
}

tatu_scheduler::Step tatu_scheduler::step(tatu_guest& guest, vm::Worker& worker) const {
  Step made;
  vm::Guest& machine = *guest.machine;
  const Moment end = os::monotonicNow() + kLongestTurn;
  made.status = guarded(&made.error, [&] {
    const auto quantum = static_cast<std::int64_t>(options_.quantum);
    return tatu::embedding::step(guest, worker, quantum, end, &made.result, &made.error);
  });
  made.waits = made.status == TATU_WAITING && machine.state().limit == vm::LimitKind::Wait;
  if (!made.waits) return made;
  made.moment = machine.firstTimer();
  if (machine.cancellation().hasDeadline()) {
    const Moment deadline = machine.cancellation().deadline();
    made.moment = std::min(made.moment.value_or(deadline), deadline);
  }
  if (machine.awaitsHandle()) made.descriptor = machine.system()->readinessDescriptor();
  return made;
}

// The guest is nobody's from here on, until it is taken from the queue.
void tatu_scheduler::keep(Call& call, const Step& step, Lock& lock) {
  call.guest.user.store(mark(), std::memory_order_release);
  lock.lock();
  isLooking_ = true;
  if (step.waits && !call.hasNews && !isStopWanted(call.guest)) {
    wait(call, step);
  } else {
    putIntoQueue(call);
  }
  isLooking_ = false;
  call.hasNews = false;
}

void tatu_scheduler::end(Call& call, const Step& step, Lock& lock) {
  tatu_guest& guest = call.guest;
  const tatu_ended_function ended = call.ended;
  void* const data = call.data;
  const std::uint64_t key = call.key;
  tellEnd(guest, step.status, step.error);
  guest.bell.store(nullptr);
  guest.machine->arrivals()->listen(nullptr);
  lock.lock();
  calls_.erase(key);
  lock.unlock();
  guest.user.store(0, std::memory_order_release);
  ended(&guest, step.status, step.status == TATU_OK ? &step.result : nullptr, step.error, data);
  tatu_error_destroy(step.error);
  lock.lock();
  if (--unended_ == 0) idle_.notify_all();
}

// ---- Whose turn it is

// Null: the threads are to end.
tatu_scheduler::Call* tatu_scheduler::next(std::uint32_t thread, Lock& lock) {
  RunQueue::Place place;
  lookIfLate();
  while (!(place = queue_.take(thread))) {
    if (isEnding_) return nullptr;
    if (watcher_) {
      sleepers_.sleep(thread, lock);
    } else {
      watch(thread, lock);
    }
  }
  if (queue_.hasCallsForAny()) {
    wakeIdle();
  } else if (!watcher_) {
    (void)sleepers_.wakeOne();
  }
  Call& call = *calls_.at(place.value().key);
  call.place = std::move(place);
  call.state = State::Running;
  return &call;
}

// Who was not ready begins at the time of the others, or a turn before: one who makes many short calls is not ready in
// between, and is not to lose what it has left.
void tatu_scheduler::makeReady(Call& call) {
  if (call.state != State::Waiting) return;
  clearTimer(call);
  const double floor = queue_.floorOf(rankOf(call.guest.schedule)) - virtualTimeOf(kLongestTurn, call.guest);
  call.guest.virtualTime = std::max(call.guest.virtualTime, floor);
  putIntoQueue(call);
}

void tatu_scheduler::putIntoQueue(Call& call) {
  call.state = State::Ready;
  const Rank rank = isStopWanted(call.guest) ? Rank::Ending : rankOf(call.guest.schedule);
  call.queued = {rank, call.guest.virtualTime, call.key, call.guest.schedule.thread};
  call.place.value() = call.queued;
  queue_.put(std::move(call.place));
  announce(call.queued.thread);
}

// Something is in the queue, for any thread or for one.
void tatu_scheduler::announce(std::int32_t thread) {
  if (thread < 0) {
    if (!isLooking_) wakeIdle();
    return;
  }
  const auto number = static_cast<std::uint32_t>(thread);
  if (!sleepers_.wake(number) && watcher_ == number) bell_.wakes().wake();
}

void tatu_scheduler::wakeIdle() {
  if (!sleepers_.wakeOne() && watcher_) bell_.wakes().wake();
}

void tatu_scheduler::lookAgain(Call& call) {
  if (call.state == State::Running) call.hasNews = true;
  makeReady(call);
}

void tatu_scheduler::noteNews(std::uint64_t key) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = calls_.find(key); found != calls_.end()) lookAgain(*found->second);
}

// ---- What calls wait for

void tatu_scheduler::wait(Call& call, const Step& step) {
  call.state = State::Waiting;
  std::optional<Moment> moment = step.moment;
  if (step.descriptor >= 0 && !poll_.arm(step.descriptor, call.key)) {
    const Moment soon = os::monotonicNow() + kBlindWait;
    moment = std::min(moment.value_or(soon), soon);
  }
  if (moment) setTimer(call, *moment);
}

void tatu_scheduler::setTimer(Call& call, Moment moment) {
  call.moment = moment;
  call.timer.value() = {moment, call.key};
  timers_.insert(std::move(call.timer));
  if (watcher_ && moment < watchedUntil_) bell_.wakes().wake();
}

void tatu_scheduler::clearTimer(Call& call) {
  if (!call.moment) return;
  call.timer = timers_.extract({*call.moment, call.key});
  call.moment.reset();
}

void tatu_scheduler::watch(std::uint32_t thread, Lock& lock) {
  watcher_ = thread;
  watchedUntil_ = timers_.empty() ? Moment::max() : timers_.begin()->first;
  const Moment until = watchedUntil_;
  lock.unlock();
  const auto keys = poll_.await(until, bell_.wakes());
  lock.lock();
  watcher_.reset();
  takeNews(keys);
}

void tatu_scheduler::lookIfLate() {
  if (watcher_) return;
  const Moment now = os::monotonicNow();
  if (now - lastLook_ < kLookEvery) return;
  lastLook_ = now;
  takeNews(poll_.look());
}

void tatu_scheduler::takeNews(std::span<const std::uint64_t> keys) {
  isLooking_ = true;
  wakeReady(keys);
  wakeDue();
  if (bell_.take()) wakeStopped();
  isLooking_ = false;
}

void tatu_scheduler::wakeReady(std::span<const std::uint64_t> keys) {
  for (const std::uint64_t key : keys) {
    if (const auto found = calls_.find(key); found != calls_.end()) makeReady(*found->second);
  }
}

void tatu_scheduler::wakeDue() {
  const Moment now = os::monotonicNow();
  while (!timers_.empty() && timers_.begin()->first <= now) makeReady(*calls_.at(timers_.begin()->second));
}

void tatu_scheduler::wakeStopped() {
  for (const auto& [key, call] : calls_) {
    if (call->guest.haveGrantsChanged.exchange(false)) lookAgain(*call);
    if (call->state == State::Running || !isStopWanted(call->guest)) continue;
    if (call->state == State::Ready) {
      call->place = queue_.remove(call->queued);
      putIntoQueue(*call);
    } else {
      makeReady(*call);
    }
  }
}

// ---- The interface

namespace {

constexpr std::uint32_t kMostThreads = 1024;
constexpr std::uint32_t kMostWeight = 1'000'000;
constexpr std::uint64_t kMostQuantum = 1'000'000'000;

tatu_scheduler_options defaultOptions() {
  tatu_scheduler_options options{};
  options.quantum = 1'000'000;
  return options;
}

tatu_schedule defaultSchedule() {
  tatu_schedule schedule{};
  schedule.weight = 100;
  schedule.priority = TATU_PRIORITY_NORMAL;
  schedule.thread = -1;
  return schedule;
}

bool isSchedule(const tatu_schedule& schedule) {
  return schedule.weight >= 1 && schedule.weight <= kMostWeight && schedule.priority <= TATU_PRIORITY_HIGH &&
         schedule.thread >= -1 && schedule.thread < static_cast<std::int32_t>(kMostThreads);
}

tatu_status createScheduler(tatu_runtime& runtime, tatu_scheduler_options options, tatu_scheduler** scheduler,
                            tatu_error** error) {
  if (options.threads > kMostThreads) return misuse(error, "a scheduler has at most 1,024 threads");
  if (options.threads == 0) options.threads = std::min(std::max(os::hardwareThreads(), 1u), kMostThreads);
  if (options.quantum == 0) return misuse(error, "`quantum` must not be 0");
  options.quantum = std::min(options.quantum, kMostQuantum);
  auto made = std::make_unique<tatu_scheduler>(runtime, options);
  if (auto why = made->start()) return fail(error, TATU_FAILED, *why);
  *scheduler = made.release();
  return TATU_OK;
}

// Takes the guest for the scheduler, prepares what it is to do, and adds it.
template <typename Prepare>
tatu_status schedule(tatu_scheduler& scheduler, tatu_guest& guest, tatu_ended_function ended, void* data,
                     tatu_error** error, Prepare&& prepare) {
  if (!takeGuest(guest, scheduler.mark())) return misuse(error, "the guest is in use");
  const tatu_status status = guarded(error, [&] {
    if (guest.schedule.thread >= static_cast<std::int32_t>(scheduler.threads())) {
      return misuse(error, "the guest is to run on a thread that the scheduler does not have");
    }
    const tatu_status prepared = prepare();
    if (prepared == TATU_OK) scheduler.add(guest, ended, data);
    return prepared;
  });
  if (status != TATU_OK) guest.user.store(0, std::memory_order_release);
  return status;
}

}  // namespace

extern "C" {

void tatu_schedule_defaults(tatu_schedule* schedule, size_t size) {
  (void)giveStructure(defaultSchedule(), schedule, size);
}

tatu_status tatu_guest_set_schedule(tatu_guest* guest, const tatu_schedule* schedule) {
  tatu_schedule settled = defaultSchedule();
  if (guest == nullptr || !settleOptions(schedule, settled) || !isSchedule(settled)) return TATU_MISUSE;
  const Use use(*guest);
  if (!use.isGranted()) return TATU_MISUSE;
  guest->schedule = settled;
  return TATU_OK;
}

void tatu_scheduler_options_defaults(tatu_scheduler_options* options, size_t size) {
  (void)giveStructure(defaultOptions(), options, size);
}

tatu_status tatu_scheduler_create(tatu_runtime* runtime, const tatu_scheduler_options* options,
                                  tatu_scheduler** scheduler, tatu_error** error) {
  return guarded(error, [&] {
    if (runtime == nullptr || scheduler == nullptr) return misuse(error, "`runtime` and `scheduler` must not be null");
    *scheduler = nullptr;
    tatu_scheduler_options settled = defaultOptions();
    if (!settleOptions(options, settled)) return misuse(error, "`size` is not that of tatu_scheduler_options");
    return createScheduler(*runtime, settled, scheduler, error);
  });
}

tatu_status tatu_scheduler_destroy(tatu_scheduler* scheduler) {
  if (scheduler == nullptr) return TATU_OK;
  if (scheduler->isOwnThread() || scheduler->hasCalls()) return TATU_MISUSE;
  delete scheduler;
  return TATU_OK;
}

tatu_status tatu_scheduler_wait(tatu_scheduler* scheduler) {
  if (scheduler == nullptr || scheduler->isOwnThread()) return TATU_MISUSE;
  scheduler->waitForAll();
  return TATU_OK;
}

tatu_status tatu_scheduler_call(tatu_scheduler* scheduler, tatu_guest* guest, const tatu_function* function,
                                const tatu_value* arguments, size_t count, tatu_ended_function ended, void* data,
                                tatu_error** error) {
  return guarded(error, [&] {
    if (scheduler == nullptr || guest == nullptr || function == nullptr || ended == nullptr) {
      return misuse(error, "`scheduler`, `guest`, `function` and `ended` must not be null");
    }
    if (arguments == nullptr && count != 0) return misuse(error, "`arguments` is null");
    const CallRequest request(*function, {arguments, count});
    return schedule(*scheduler, *guest, ended, data, error, [&] { return prepareCall(*guest, request, error); });
  });
}

tatu_status tatu_scheduler_resume(tatu_scheduler* scheduler, tatu_guest* guest, tatu_ended_function ended, void* data,
                                  tatu_error** error) {
  return guarded(error, [&] {
    if (scheduler == nullptr || guest == nullptr || ended == nullptr) {
      return misuse(error, "`scheduler`, `guest` and `ended` must not be null");
    }
    return schedule(*scheduler, *guest, ended, data, error, [&] { return prepareResume(*guest, error); });
  });
}

}  // extern "C"
