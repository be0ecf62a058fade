#include "embedding/host_call.h"

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

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

NativeStatus refuse(NativeCall& call, const std::string& why) {
  return call.fail(vm::CoreException::State, static_cast<HostFunction*>(call.context())->name + ": " + why);
}

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

// Stopped: at a limit.
NativeStatus storeResult(NativeCall& call, const tatu_value& result) {
  const vm::RuntimeType& type = call.resultType();
  std::array<Slot, vm::kMaxTypeSlots> slots;
  if (!storeValue(call.guest(), call.worker(), result, type, slots.data())) return call.stopped();
  return call.returnSlots({slots.data(), type.slotCount()});
}

NativeStatus storeAgain(NativeCall& call, tatu_guest& guest) {
  const NativeStatus status = storeResult(call, *guest.unstored);
  if (status != NativeStatus::Stopped) guest.unstored.reset();
  return status;
}

NativeStatus finish(NativeCall& call, tatu_guest& guest, const tatu_host_call& made, tatu_status status,
                    const tatu_value& result) {
  if (call.guest().state().isEnding) return call.stopped();
  call.charge(made.charged);
  if (made.thrown) return call.fail(made.thrown->exception, made.thrown->message);
  if (status != TATU_OK) return refuse(call, "the host has failed");
  if (isPlain(result, call.resultType())) {
    const Slot slot = plainSlot(result);
    return call.returnSlots({&slot, 1});
  }
  if (const auto wrong = checkValue(result, call.resultType())) return refuse(call, "the host's result " + *wrong);
  const NativeStatus stored = storeResult(call, result);
  if (stored == NativeStatus::Stopped) guest.keepUnstored(result);
  return stored;
}

NativeStatus invoke(NativeCall& call, tatu_guest& guest, const tatu_value* arguments, std::size_t count) {
  const auto& function = *static_cast<const HostFunction*>(call.context());
  tatu_host_call made;
  made.guest = &guest;
  tatu_value result{};
  const tatu_status status = call.blocking([&] {
    const NestingLevel level(guest);
    return function.function(&made, arguments, count, &result, function.data);
  });
  return finish(call, guest, made, status, result);
}

NativeStatus callWith(NativeCall& call, tatu_guest& guest) {
  const std::size_t count = call.method().parameters.size();
  ValueArena arena(guest.copyLimit);
  std::array<tatu_value, kFewArguments> few;
  auto* const values =
      count <= kFewArguments ? few.data() : reinterpret_cast<tatu_value*>(arena.take(count * sizeof(tatu_value)));
  for (std::size_t i = 0; i < count; ++i) {
    const vm::RuntimeType& type = call.typeOf(i);
    const bool isLoaded = values != nullptr && (loadPlain(type, call.slotsAt(i), values[i]) ||
                                                seeValue(call.guest(), type, call.slotsAt(i).data(), arena, values[i]));
    if (!isLoaded) return refuse(call, "an argument is too large, or has a part that cannot be given to the host");
  }
  return invoke(call, guest, values, count);
}

}  // namespace

std::uint64_t priceOfHostFunction(const vm::NativeArguments&) { return kPrice; }

NativeStatus callHostFunction(NativeCall& call) {
  auto& guest = *static_cast<tatu_guest*>(call.guest().host());
  try {
    if (guest.unstored) return storeAgain(call, guest);
    return callWith(call, guest);
  } catch (const std::bad_alloc&) {
    return call.stop(vm::LimitKind::HostMemory);
  }
}

}  // namespace tatu::embedding

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

tatu_status tatu_host_call_throw(tatu_host_call* call, const char* exception, const char* message) {
  if (call == nullptr) return TATU_MISUSE;
  using tatu::vm::CoreException;
  if (exception == nullptr) return TATU_MISUSE;
  std::size_t number = 0;
  while (number < tatu::vm::kCoreExceptionCount &&
         tatu::vm::classNameOf(static_cast<CoreException>(number)) != exception)
    ++number;
  if (number == tatu::vm::kCoreExceptionCount) return TATU_MISUSE;
  try {
    call->thrown = tatu::vm::Failure{static_cast<CoreException>(number),
                                     tatu::os::replaceInvalidUtf8(message == nullptr ? "" : message)};
  } catch (...) {
    return TATU_NO_MEMORY;
  }
  return TATU_FAILED;
}

}  // extern "C"
