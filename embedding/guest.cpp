#include "embedding/guest.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <string>
#include <utility>

#include "embedding/error.h"
#include "embedding/events.h"
#include "embedding/guest_limits.h"
#include "embedding/guest_use.h"
#include "embedding/options.h"
#include "embedding/values.h"
#include "os/guest/real_system.h"
#include "vm/guest_state.h"

using namespace tatu::embedding;
namespace vm = tatu::vm;
namespace os = tatu::os;

tatu_guest::tatu_guest(tatu_module& ofModule, const tatu_guest_options& options)
    : module(ofModule),
      runtime(*ofModule.runtime),
      userData(options.user_data),
      given{options.read != nullptr, options.write != nullptr, options.argument_count != 0},
      audit(*this, options),
      copyLimit(options.memory_bytes),
      milliseconds(options.milliseconds),
      results(options.memory_bytes),
      unstoredCopy(SIZE_MAX),
      event(options.event) {
  tatu_schedule_defaults(&schedule, sizeof schedule);
}

// What checkValue has accepted; the host has made it, so its size is the host's affair.
void tatu_guest::keepUnstored(const tatu_value& result) {
  unstoredCopy.clear();
  tatu_value copy{};
  if (!copyValue(result, unstoredCopy, copy)) throw std::bad_alloc();
  unstored = copy;
}

namespace tatu::embedding {

namespace {

constexpr std::uint64_t kUnlimited = UINT64_MAX;
constexpr const char* kNothingToResume = "no call of the guest stands at a limit";
constexpr const char* kUnendedCall = "the guest stands at a limit: resume its call or drop it";

// ---- Making a guest

tatu_guest_options defaultOptions() {
  tatu_guest_options options{};
  options.fuel = 1'000'000'000;
  options.memory_bytes = std::uint64_t{64} << 20;
  options.stack_bytes = std::uint64_t{1} << 20;
  options.code_units = 1'000'000;
  options.handles = 64;
  options.output_bytes = std::uint64_t{1} << 20;
  options.milliseconds = 10'000;
  options.fibers = 10'000;
  options.all_stacks_bytes = std::uint64_t{32} << 20;
  options.output_rate = kUnlimited;
  return options;
}

// What the guest's system does with its output.
os::OutputSink sinkOf(tatu_guest& guest, tatu_write_function write) {
  return [&guest, write](os::StandardStream stream, std::span<const std::byte> from) {
    const int number = stream == os::StandardStream::Error ? 2 : 1;
    const std::string_view text(reinterpret_cast<const char*>(from.data()), from.size());
    const std::size_t taken = std::min(write(guest.userData, number, text.data(), text.size()), text.size());
    tellOutput(guest, number, text.substr(0, taken));
    return taken;
  };
}

os::RealSystemOptions systemOptions(const tatu_guest_options& options, tatu_guest& guest) {
  os::RealSystemOptions result;
  result.limits.handles = handlesWithStreams(guest, options.handles);
  result.limits.outputBytes = options.output_bytes;
  result.limits.outputRate = options.output_rate;
  result.arguments.assign(options.arguments, options.arguments + options.argument_count);
  result.words = os::GrantWords::Host;
  if (guest.audit.isHeard()) result.observer = &guest.audit;
  result.output = sinkOf(guest, options.write);
  if (!guest.given.input) return result;
  result.input = [read = options.read, data = options.user_data](std::span<std::byte> into) {
    return read(data, reinterpret_cast<char*>(into.data()), into.size());
  };
  return result;
}

os::Result<std::unique_ptr<os::System>> makeSystem(const tatu_guest_options& options, tatu_guest& guest) {
  auto capabilities = capabilitiesOf({options.grants, options.grant_count}, guest.given);
  if (!capabilities) return tl::unexpected(std::move(capabilities.error()));
  capabilities->input = guest.given.input;
  capabilities->output = guest.given.output;
  capabilities->arguments = guest.given.arguments;
  return os::createRealSystem(*capabilities, systemOptions(options, guest));
}

vm::GuestOptions machineOptions(const tatu_guest_options& options, tatu_guest& guest) {
  vm::GuestOptions result;
  result.tier = guest.runtime.tier;
  result.memoryLimit = options.memory_bytes;
  result.stackSlots = static_cast<std::uint32_t>(std::min<std::uint64_t>(options.stack_bytes, std::uint64_t{1} << 30) /
                                                 sizeof(vm::Slot));
  result.fibers = options.fibers;
  result.allStackBytes = options.all_stacks_bytes;
  result.codeLimit = amountOf(options.code_units);
  result.hashSeed = options.hash_seed;
  result.host = &guest;
  if (options.event != nullptr) result.memoryObserver = tellMemoryPressure;
  result.weakRoots = &guest.objects;
  return result;
}

tatu_status createGuest(tatu_module& module, const tatu_guest_options& options, tatu_guest** guest,
                        tatu_error** error) {
  auto made = std::make_unique<tatu_guest>(module, options);
  auto system = makeSystem(options, *made);
  if (!system) return failOf(error, system.error());
  vm::GuestOptions machine = machineOptions(options, *made);
  machine.system = std::move(*system);
  auto created = vm::Guest::create(*module.runtime->machine, *module.image, std::move(machine));
  if (!created) return fail(error, TATU_NO_MEMORY, created.error());
  made->machine = std::move(*created);
  made->objects.setAccount(made->machine->state().heap);
  made->machine->removeMain();  // it is a function like others
  made->machine->grantFuel(amountOf(options.fuel));
  made->machine->setWaits(options.returns != TATU_RETURNS_TO_WAIT);
  module.runtime->guests.fetch_add(1, std::memory_order_acq_rel);
  *guest = made.release();
  return TATU_OK;
}

std::optional<std::string> whatIsWrong(const tatu_guest_options& options) {
  if (options.grants == nullptr && options.grant_count != 0) return "`grants` is null";
  if (options.arguments == nullptr && options.argument_count != 0) return "`arguments` is null";
  for (std::size_t i = 0; i < options.argument_count; ++i) {
    if (options.arguments[i] == nullptr) return "an argument of the program is null";
  }
  if (options.audit_level > TATU_AUDIT_NOTHING) return "`audit_level` is none of tatu_audit_level";
  return std::nullopt;
}

// ---- Calls

vm::RunResult limitReached(const vm::GuestState& state) {
  vm::RunResult result;
  result.status = vm::RunStatus::LimitReached;
  result.limit = state.limit;
  return result;
}

void beginTime(tatu_guest& guest) {
  if (guest.milliseconds == kUnlimited) return;
  constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
  const std::chrono::milliseconds time(std::min(guest.milliseconds, kMost));
  guest.machine->cancellation().setTimeLimit(time);
}

// What the program has written goes to the host at the end of a call; if nobody takes it, the next write says so. So do
// objects of the host that it has forgotten. It is made before the scope in which the thread runs, since the host may
// take its time.
class FlushAtEnd {
 public:
  explicit FlushAtEnd(tatu_guest& guest) : guest_(guest) {}
  ~FlushAtEnd() {
    guest_.runtime.objects.destroyDue();
    if (!guest_.given.output) return;
    os::System& system = *guest_.machine->system();
    (void)system.flush(system.standardOutput()).has_value();
  }
  FlushAtEnd(const FlushAtEnd&) = delete;
  FlushAtEnd& operator=(const FlushAtEnd&) = delete;

 private:
  tatu_guest& guest_;
};

// It stands where it was asked to, and at no limit.
bool isPause(const vm::RunResult& result) {
  return result.limit == vm::LimitKind::Wait || result.limit == vm::LimitKind::Quantum;
}

void noteStop(tatu_guest& guest, const vm::RunResult& result) {
  if (result.status != vm::RunStatus::LimitReached || isPause(result)) return;
  countUp(guest.stops);
  if (result.limit == vm::LimitKind::Stop) guest.machine->cancellation().reset();
}

// Until the output rate allows more.
std::uint64_t retryAfter(const tatu_guest& guest) {
  const std::chrono::nanoseconds wait = guest.machine->system()->usage().outputWait;
  if (wait == std::chrono::nanoseconds::max()) return kUnlimited;
  return static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::milliseconds>(wait).count());
}

tatu_error describeEnd(const tatu_guest& guest, const vm::RunResult& run) {
  tatu_error error = describe(run);
  if (error.limit == TATU_LIMIT_OUTPUT_RATE) error.retryMilliseconds = retryAfter(guest);
  return error;
}

// ---- Outermost calls

// Begins the call that waits, once the globals are set. False: at a limit.
bool beginOutermost(tatu_guest& guest, vm::Worker& worker, const CallRequest& request) {
  const auto slots = guest.machine->beginCall(*request.function.method);
  if (slots && storeArguments(guest, worker, request, *slots)) return true;
  if (!slots) guest.machine->state().limit = vm::LimitKind::Memory;
  guest.machine->dropCall();
  return false;
}

[[gnu::noinline]] tatu_status endOutermost(tatu_guest& guest, const vm::RunResult& run, tatu_error** error) {
  noteStop(guest, run);
  if (run.status == vm::RunStatus::LimitReached) {
    const bool canGoOn = !guest.machine->isIdle();
    if (!canGoOn) guest.called = nullptr;
    if (isPause(run)) return TATU_WAITING;
    return fail(error, describeEnd(guest, run));
  }
  guest.called = nullptr;
  return fail(error, run.hasExited ? describeExit(run.exitValue) : describe(run));
}

// Until the call has ended or stands at a limit; nothing: it has returned.
std::optional<vm::RunResult> runOutermost(tatu_guest& guest, vm::Worker& worker) {
  for (;;) {
    std::optional<vm::RunResult> ended = guest.machine->runBriefly(worker);
    if (ended && guest.machine->isIdle()) guest.waiting.reset();
    if (ended || !guest.waiting) return ended;
    const bool hasBegun = beginOutermost(guest, worker, {*guest.called, guest.waiting->values});
    guest.waiting.reset();
    if (!hasBegun) return limitReached(guest.machine->state());
  }
}

void removeEndedCalls(tatu_guest& guest) {
  if (guest.pendingCalls.empty()) return;
  guest.pendingCalls.removeEnded(guest.machine->state().fibers, guest.machine->isIdle());
}

// False: they are larger than the guest may be.
[[gnu::noinline]] bool keepArguments(tatu_guest& guest, const CallRequest& request) {
  guest.waiting.emplace(guest.copyLimit);
  guest.waiting->values.resize(request.arguments.size());
  for (std::size_t i = 0; i < request.arguments.size(); ++i) {
    if (copyValue(request.arguments[i], guest.waiting->arena, guest.waiting->values[i])) continue;
    guest.waiting.reset();
    guest.machine->state().limit = vm::LimitKind::Memory;
    return false;
  }
  return true;
}

tatu_status goOn(tatu_guest& guest, vm::Worker& worker, tatu_value* result, tatu_error** error) {
  guest.worker = &worker;
  const std::optional<vm::RunResult> ended = runOutermost(guest, worker);
  guest.worker = nullptr;
  removeEndedCalls(guest);
  if (ended) return endOutermost(guest, *ended, error);
  const tatu_function& function = *std::exchange(guest.called, nullptr);
  return giveResult(guest, function, guest.machine->result(), guest.results, result, error);
}

tatu_status callOutermost(tatu_guest& guest, const CallRequest& request, tatu_value* result, tatu_error** error) {
  if (guest.called != nullptr) return misuse(error, kUnendedCall);
  guest.dropUnstored();
  WorkerPool::Lease lease(guest.runtime.workers);
  const FlushAtEnd flush(guest);
  const gc::RunningScope running(lease.worker().allocator());
  const bool mustWait = !guest.machine->isIdle();
  const bool hasBegun = mustWait ? keepArguments(guest, request) : beginOutermost(guest, lease.worker(), request);
  if (!hasBegun) return fail(error, describe(limitReached(guest.machine->state())));
  guest.called = &request.function;
  beginTime(guest);
  return goOn(guest, lease.worker(), result, error);
}

// ---- Nested calls

tatu_status endNested(tatu_guest& guest, const vm::RunResult& run, tatu_value* result, tatu_error** error) {
  noteStop(guest, run);
  NestedHostCall& nested = *guest.nested.back();
  const bool canGoOn = run.status == vm::RunStatus::LimitReached && !guest.machine->state().isEnding;
  if (canGoOn) return fail(error, describeEnd(guest, run));
  tatu_status status = TATU_OK;
  if (run.status != vm::RunStatus::Finished) {
    status = fail(error, describeEnd(guest, run));
  } else if (run.hasExited) {
    status = fail(error, describeExit(run.exitValue));
  } else {
    status = giveResult(guest, nested.function, nested.call.result(), guest.results, result, error);
  }
  guest.nested.pop_back();
  return status;
}

tatu_status refuseNested(tatu_guest& guest, vm::NestedCall::Refusal refusal, tatu_error** error) {
  vm::RunResult limit;
  limit.status = vm::RunStatus::LimitReached;
  switch (refusal) {
    case vm::NestedCall::Refusal::TooDeep:
      return misuse(error, "calls of a guest from its host functions nest no deeper than 32");
    case vm::NestedCall::Refusal::Ending:
      return misuse(error, "the guest's program is over: an earlier call of this host function met a limit or exited");
    case vm::NestedCall::Refusal::Limit: limit.limit = guest.machine->state().limit; break;
  }
  limit.where = guest.machine->stackTrace();
  return fail(error, describe(limit));
}

// Meanwhile the guest runs, and not the host function: what the guest writes goes to the host from inside of it.
vm::RunResult runNested(tatu_guest& guest) {
  guest.isInHostFunction = false;
  vm::RunResult run = guest.nested.back()->call.run();
  guest.isInHostFunction = true;
  return run;
}

bool standsAtLimit(const tatu_guest& guest) { return guest.nested.size() > guest.nestingFloor; }

tatu_status callNested(tatu_guest& guest, const CallRequest& request, tatu_value* result, tatu_error** error) {
  if (standsAtLimit(guest)) return misuse(error, "a call of the guest stands at a limit: resume it or drop it");
  vm::Worker& worker = *guest.worker;
  auto nested = std::make_unique<NestedHostCall>(*guest.machine, worker, request.function);
  const gc::RunningScope running(worker.allocator());
  const auto slots = nested->call.begin(*request.function.method);
  if (!slots) return refuseNested(guest, slots.error(), error);
  guest.nested.push_back(std::move(nested));
  if (!storeArguments(guest, worker, request, *slots)) {
    const vm::RunResult limit = limitReached(guest.machine->state());
    guest.nested.pop_back();
    return fail(error, describe(limit));
  }
  return endNested(guest, runNested(guest), result, error);
}

tatu_status resumeNested(tatu_guest& guest, tatu_value* result, tatu_error** error) {
  if (!standsAtLimit(guest)) return misuse(error, "no call of the guest stands at a limit");
  const gc::RunningScope running(guest.worker->allocator());
  beginTime(guest);
  return endNested(guest, runNested(guest), result, error);
}

[[gnu::cold]] tatu_status inUse(const tatu_guest& guest, tatu_error** error) {
  if (isUser(guest)) return misuse(error, "the guest cannot be called from inside its `write` and `event`");
  return misuse(error, "another thread uses the guest");
}

// The result may be where an argument is, or an argument of an earlier result.
tatu_status call(tatu_guest& guest, const CallRequest& request, tatu_value* result, tatu_error** error) {
  if (auto status = checkRequest(request, guest.module, error); status != TATU_OK) return status;
  if (isInHostFunction(guest)) {
    return withEvents(guest, error, [&](tatu_error** made) { return callNested(guest, request, result, made); });
  }
  const Use use(guest);
  if (!use.isGranted()) return inUse(guest, error);
  return withEvents(guest, error, [&](tatu_error** made) { return callOutermost(guest, request, result, made); });
}

tatu_status resumeOutermost(tatu_guest& guest, tatu_value* result, tatu_error** error) {
  if (guest.called == nullptr) return misuse(error, kNothingToResume);
  WorkerPool::Lease lease(guest.runtime.workers);
  const FlushAtEnd flush(guest);
  const gc::RunningScope running(lease.worker().allocator());
  beginTime(guest);
  return goOn(guest, lease.worker(), result, error);
}

// The events come last: outside of the heap, behind the output, and before the guest is anybody else's.
tatu_status resume(tatu_guest& guest, tatu_value* result, tatu_error** error) {
  if (isInHostFunction(guest)) {
    return withEvents(guest, error, [&](tatu_error** made) { return resumeNested(guest, result, made); });
  }
  const Use use(guest);
  if (!use.isGranted()) return inUse(guest, error);
  return withEvents(guest, error, [&](tatu_error** made) { return resumeOutermost(guest, result, made); });
}

}  // namespace

// ---- For schedulers. Time passes also while the guest waits for its turn.

tatu_status prepareCall(tatu_guest& guest, const CallRequest& request, tatu_error** error) {
  if (auto status = checkRequest(request, guest.module, error); status != TATU_OK) return status;
  if (guest.called != nullptr) return misuse(error, kUnendedCall);
  guest.dropUnstored();
  if (!keepArguments(guest, request)) return fail(error, describe(limitReached(guest.machine->state())));
  guest.called = &request.function;
  beginTime(guest);
  guest.machine->cancellation().beginTime();
  return TATU_OK;
}

tatu_status prepareResume(tatu_guest& guest, tatu_error** error) {
  if (guest.called == nullptr) return misuse(error, kNothingToResume);
  beginTime(guest);
  guest.machine->cancellation().beginTime();
  return TATU_OK;
}

tatu_status step(tatu_guest& guest, vm::Worker& worker, std::int64_t fuel, std::chrono::nanoseconds moment,
                 tatu_value* result, tatu_error** error) {
  const bool waits = guest.machine->waits();
  const FlushAtEnd flush(guest);
  const gc::RunningScope running(worker.allocator());
  guest.machine->setQuantum(fuel, moment);
  guest.machine->setWaits(false);
  const tatu_status status = goOn(guest, worker, result, error);
  guest.machine->clearQuantum();
  guest.machine->setWaits(waits);
  return status;
}

}  // namespace tatu::embedding

extern "C" {

void tatu_guest_options_defaults(tatu_guest_options* options, size_t size) {
  (void)giveStructure(defaultOptions(), options, size);
}

tatu_status tatu_guest_create(tatu_module* module, const tatu_guest_options* options, tatu_guest** guest,
                              tatu_error** error) {
  return guarded(error, [&] {
    if (module == nullptr || guest == nullptr) return misuse(error, "`module` and `guest` must not be null");
    *guest = nullptr;
    tatu_guest_options settled = defaultOptions();
    if (!settleOptions(options, settled)) return misuse(error, "`size` is not that of tatu_guest_options");
    if (auto wrong = whatIsWrong(settled)) return misuse(error, *wrong);
    return createGuest(*module, settled, guest, error);
  });
}

tatu_status tatu_guest_destroy(tatu_guest* guest) {
  if (guest == nullptr) return TATU_OK;
  if (!takeGuest(*guest, WorkerPool::thisThread())) return TATU_MISUSE;
  guest->event = nullptr;
  tatu_runtime& runtime = guest->runtime;
  delete guest;
  runtime.objects.destroyDue();
  runtime.guests.fetch_sub(1, std::memory_order_acq_rel);
  return TATU_OK;
}

void* tatu_guest_user_data(const tatu_guest* guest) { return guest == nullptr ? nullptr : guest->userData; }
tatu_runtime* tatu_guest_runtime(const tatu_guest* guest) { return guest == nullptr ? nullptr : &guest->runtime; }

tatu_status tatu_guest_call(tatu_guest* guest, const tatu_function* function, const tatu_value* arguments, size_t count,
                            tatu_value* result, tatu_error** error) {
  return guarded(error, [&]() -> tatu_status {
    if (guest == nullptr || function == nullptr) return misuse(error, "`guest` and `function` must not be null");
    if (arguments == nullptr && count != 0) return misuse(error, "`arguments` is null");
    const CallRequest request(*function, {arguments, count});
    const tatu_status status = call(*guest, request, result, error);
    if (status != TATU_OK && result != nullptr) *result = {};
    return status;
  });
}

tatu_status tatu_guest_resume(tatu_guest* guest, tatu_value* result, tatu_error** error) {
  return guarded(error, [&]() -> tatu_status {
    if (guest == nullptr) return misuse(error, "`guest` must not be null");
    if (result != nullptr) *result = {};
    return resume(*guest, result, error);
  });
}

tatu_status tatu_guest_drop_call(tatu_guest* guest) {
  if (guest == nullptr) return TATU_MISUSE;
  if (isInHostFunction(*guest)) {
    if (!standsAtLimit(*guest)) return TATU_MISUSE;
    guest->nested.pop_back();
    return TATU_OK;
  }
  const Use use(*guest);
  if (!use.isGranted() || guest->called == nullptr) return TATU_MISUSE;
  return guarded(nullptr, [&] {
    WorkerPool::Lease lease(guest->runtime.workers);
    const FlushAtEnd flush(*guest);
    const tatu::gc::RunningScope running(lease.worker().allocator());  // so that nobody looks at what goes
    guest->called = nullptr;
    guest->waiting.reset();
    guest->machine->dropCall();
    removeEndedCalls(*guest);
    return TATU_OK;
  });
}

tatu_status tatu_guest_release_objects(tatu_guest* guest, uint64_t* left) {
  if (guest == nullptr) return TATU_MISUSE;
  const Use use(*guest);
  if (!use.isGranted()) return TATU_MISUSE;
  return guarded(nullptr, [&]() -> tatu_status {
    WorkerPool::Lease lease(guest->runtime.workers);
    const FlushAtEnd flush(*guest);
    const tatu::gc::RunningScope running(lease.worker().allocator());
    if (!guest->runtime.machine->heap().traceAccount(guest->machine->state().heap)) return TATU_NO_MEMORY;
    if (left != nullptr) *left = guest->objects.count();
    return TATU_OK;
  });
}

void tatu_guest_stop(tatu_guest* guest) {
  if (guest == nullptr) return;
  guest->machine->cancellation().cancel();
  if (StopBell* const bell = guest->bell.load()) bell->ring();
}

}  // extern "C"
