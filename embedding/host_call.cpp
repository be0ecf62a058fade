#include "embedding/host_call.h"

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

#include "embedding/error.h"
#include "embedding/guest.h"
#include "embedding/values.h"
#include "os/text.h"
#include "vm/guest_state.h"

namespace tatu::embedding {

using vm::NativeCall;
using vm::NativeStatus;
using vm::Slot;

namespace {

constexpr std::uint64_t kPrice = 50;
constexpr std::size_t kFewArguments = 8;

// The calls that the function has begun and not ended end with it.
class NestingLevel {
 public:
  explicit NestingLevel(tatu_guest& guest) : guest_(guest), before_(guest.nestingFloor) {
    guest.nestingFloor = guest.nested.size();
    guest.isInHostFunction = true;
  }
  ~NestingLevel() {
    while (guest_.nested.size() > guest_.nestingFloor) guest_.nested.pop_back();
    guest_.nestingFloor = before_;
    guest_.isInHostFunction = false;
  }
  NestingLevel(const NestingLevel&) = delete;
  NestingLevel& operator=(const NestingLevel&) = delete;

 private:
  tatu_guest& guest_;
  const std::size_t before_;
};

NativeStatus storeAgain(NativeCall& call, tatu_guest& guest) {
  const NativeStatus status = storeResult(call, *guest.unstored);
  if (status != NativeStatus::Stopped) guest.dropUnstored();
  return status;
}

NativeStatus goOn(NativeCall& call, tatu_guest& guest, Awaited& pending) {
  const std::int64_t fiber = vm::Fibers::nameOf(call.fibers().running());
  const NativeStatus status = pending.goOn(call);
  if (status == NativeStatus::Thrown) {
    const auto& function = *static_cast<const HostFunction*>(call.context());
    guest.audit.sawCall(function.name, pending.isDenied() ? TATU_AUDIT_DENIED : TATU_AUDIT_FAILED);
  }
  if (status != NativeStatus::Stopped) guest.pendingCalls.remove(fiber);
  return status;
}

// The fiber parks also if there is an answer already: the fuel that is used must not depend on who was first.
NativeStatus await(NativeCall& call, tatu_guest& guest, tatu_host_call& made) {
  if (made.pending == nullptr)
    return refuseCall(call, "the host has not suspended the call that it wants to answer later");
  vm::Fiber& fiber = call.fibers().running();
  fiber.isWoken = false;
  if (fiber.isCancelled) {
    made.pending->abandon();
    return call.fail(vm::CoreException::Cancelled, "the fiber was cancelled");
  }
  guest.pendingCalls.add(vm::Fibers::nameOf(fiber), std::move(made.pending));
  return call.parkForArrival();
}

NativeStatus finish(NativeCall& call, tatu_guest& guest, tatu_host_call& made, tatu_status status,
                    const tatu_value& result) {
  const bool isAnsweredLater = status == TATU_PENDING && !made.thrown && !call.guest().state().isEnding;
  if (made.pending != nullptr && !isAnsweredLater) made.pending->abandon();
  if (call.guest().state().isEnding) return call.stopped();
  call.charge(made.charged);
  if (isAnsweredLater) return await(call, guest, made);
  if (made.thrown) return call.fail(made.thrown->exception, made.thrown->message);
  if (status != TATU_OK) return refuseCall(call, "the host has failed");
  if (isPlain(result, call.resultType())) {
    const Slot slot = plainSlot(result);
    return call.returnSlots({&slot, 1});
  }
  if (const auto wrong = checkValue(result, call.resultType())) return refuseCall(call, "the host's result " + *wrong);
  const NativeStatus stored = storeResult(call, result);
  if (stored == NativeStatus::Stopped) guest.keepUnstored(result);
  return stored;
}

struct Arguments {
  const tatu_value* values = nullptr;
  std::size_t count = 0;
  ObjectUses objects;
};

// Any number may come back from a host, also one that is no status: all but two say that it has failed.
tatu_status run(const HostFunction& function, tatu_host_call& made, const Arguments& arguments, tatu_value& result) {
  const NestingLevel level(*made.guest);
  const int returned = function.function(&made, arguments.values, arguments.count, &result, function.data);
  if (returned == TATU_PENDING) return TATU_PENDING;
  return returned == TATU_OK ? TATU_OK : TATU_FAILED;
}

tatu_audit_outcome outcomeOf(const tatu_host_call& made, tatu_status status) {
  if (made.thrown && made.thrown->exception == vm::CoreException::Denied) return TATU_AUDIT_DENIED;
  const bool isDone = !made.thrown && (status == TATU_OK || status == TATU_PENDING);
  return isDone ? TATU_AUDIT_ALLOWED : TATU_AUDIT_FAILED;
}

NativeStatus invoke(NativeCall& call, tatu_guest& guest, Arguments& arguments) {
  const auto& function = *static_cast<const HostFunction*>(call.context());
  countUp(guest.hostCalls);
  tatu_host_call made;
  made.guest = &guest;
  made.native = &call;
  tatu_value result{};
  const tatu_status status = call.blocking([&] {
    const tatu_status returned = run(function, made, arguments, result);
    arguments.objects.end();
    guest.runtime.objects.destroyDue();
    return returned;
  });
  guest.audit.sawCall(function.name, outcomeOf(made, status));
  return finish(call, guest, made, status, result);
}

NativeStatus callWith(NativeCall& call, tatu_guest& guest) {
  const std::size_t count = call.method().parameters.size();
  ValueArena arena(guest.copyLimit);
  Arguments arguments;
  std::array<tatu_value, kFewArguments> few;
  auto* const values =
      count <= kFewArguments ? few.data() : reinterpret_cast<tatu_value*>(arena.take(count * sizeof(tatu_value)));
  for (std::size_t i = 0; i < count; ++i) {
    const vm::RuntimeType& type = call.typeOf(i);
    const auto slots = call.slotsAt(i);
    const bool isLoaded =
        values != nullptr &&
        (loadPlain(type, slots, values[i]) || seeObject(guest.objects, type, slots, arguments.objects, values[i]) ||
         seeValue(guest, type, slots.data(), arena, arguments.objects, values[i]));
    if (!isLoaded) return refuseArgument(call, arguments.objects);
  }
  arguments.values = values;
  arguments.count = count;
  return invoke(call, guest, arguments);
}

Awaited* awaitedBy(NativeCall& call, const tatu_guest& guest) {
  if (guest.pendingCalls.empty()) return nullptr;
  return guest.pendingCalls.find(vm::Fibers::nameOf(call.fibers().running()));
}

// What stands at a limit has not begun, and is called again.
NativeStatus callMember(NativeCall& call, tatu_guest& guest, const HostFunction& function) {
  const NativeStatus status = function.member(call, guest);
  if (status == NativeStatus::Stopped && awaitedBy(call, guest) == nullptr) return status;
  countUp(guest.hostCalls);
  guest.audit.sawCall(function.name, status == NativeStatus::Thrown ? TATU_AUDIT_FAILED : TATU_AUDIT_ALLOWED);
  return status;
}

}  // namespace

NativeStatus refuseCall(NativeCall& call, const std::string& why) {
  std::string_view name = static_cast<HostFunction*>(call.context())->name;
  if (name.ends_with('=')) name.remove_suffix(1);  // the setter of a property
  return call.fail(vm::CoreException::State, std::string(name) + ": " + why);
}

NativeStatus refuseRevoked(NativeCall& call, const tatu_class& of) {
  return refuseCall(call, "the host has revoked this " + of.name);
}

NativeStatus refuseArgument(NativeCall& call, const ObjectUses& objects) {
  if (const tatu_object* const revoked = objects.refused()) return refuseRevoked(call, revoked->definition);
  return refuseCall(call, "an argument is too large, or has a part that cannot be given to the host");
}

NativeStatus storeResult(NativeCall& call, const tatu_value& result) {
  const vm::RuntimeType& type = call.resultType();
  std::array<Slot, vm::kMaxTypeSlots> slots;
  auto& guest = *static_cast<tatu_guest*>(call.guest().host());
  if (!storeValue(guest, call.worker(), result, type, slots.data())) return call.stopped();
  return call.returnSlots({slots.data(), type.slotCount()});
}

std::optional<vm::Failure> failureOf(const char* exception, const char* message) {
  if (exception == nullptr) return std::nullopt;
  for (std::size_t number = 0; number < vm::kCoreExceptionCount; ++number) {
    const auto kind = static_cast<vm::CoreException>(number);
    if (vm::classNameOf(kind) != exception) continue;
    return vm::Failure{kind, os::replaceInvalidUtf8(message == nullptr ? "" : message)};
  }
  return std::nullopt;
}

std::uint64_t priceOfHostFunction(const vm::NativeArguments&) { return kPrice; }

NativeStatus callHostFunction(NativeCall& call) {
  auto& guest = *static_cast<tatu_guest*>(call.guest().host());
  try {
    if (guest.unstored) return storeAgain(call, guest);
    if (Awaited* const awaited = awaitedBy(call, guest)) return goOn(call, guest, *awaited);
    const auto& function = *static_cast<const HostFunction*>(call.context());
    return function.member == nullptr ? callWith(call, guest) : callMember(call, guest, function);
  } catch (const std::bad_alloc&) {
    return call.stop(vm::LimitKind::HostMemory);
  }
}

}  // namespace tatu::embedding

using namespace tatu::embedding;
namespace vm = tatu::vm;

extern "C" {

tatu_guest* tatu_host_call_guest(const tatu_host_call* call) { return call == nullptr ? nullptr : call->guest; }

tatu_module* tatu_host_call_module(const tatu_host_call* call) {
  return call == nullptr ? nullptr : &call->guest->module;
}

void tatu_host_call_charge(tatu_host_call* call, uint64_t fuel) {
  if (call == nullptr) return;
  const std::uint64_t most = static_cast<std::uint64_t>(tatu::vm::kUnlimitedFuel);
  call->charged = fuel > most - call->charged ? most : call->charged + fuel;
}

void tatu_host_call_release(tatu_host_call* call, tatu_object* object) {
  if (call == nullptr || object == nullptr) return;
  try {
    call->released.add(*object);
  } catch (...) {  // it stays until the end of the runtime
  }
}

tatu_status tatu_host_call_throw(tatu_host_call* call, const char* exception, const char* message) {
  return guarded(nullptr, [&] {
    if (call == nullptr) return TATU_MISUSE;
    auto failure = failureOf(exception, message);
    if (!failure) return TATU_MISUSE;
    call->thrown = std::move(*failure);
    return TATU_FAILED;
  });
}

tatu_status tatu_host_call_suspend(tatu_host_call* call, tatu_pending_call** pending) {
  return guarded(nullptr, [&] {
    if (call == nullptr || pending == nullptr || call->pending != nullptr) return TATU_MISUSE;
    vm::NativeCall& native = *call->native;
    auto made = std::make_unique<tatu_pending_call>();
    made->call = std::make_shared<PendingCall>(call->guest->runtime, native.guest().arrivals(),
                                               vm::Fibers::nameOf(native.fibers().running()), native.resultType());
    call->pending = made->call;
    *pending = made.release();
    return TATU_OK;
  });
}

}  // extern "C"
