// Operations: what the larger instructions do, apart from how a tier keeps its frames.
//
// Each begins with nothing changed and ends in one of three ways: Done; Thrown, with GuestState::failure set; Stopped,
// with GuestState::limit set and again nothing changed, so the instruction can be executed once more. Those that
// allocate are safepoints: the caller's frame describes itself as "before the instruction" (FrameMoment::Before), and
// slots that are passed in stay rooted there.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <tl/expected.hpp>

#include "gc/allocate.h"
#include "vm/engine.h"
#include "vm/guest_state.h"

namespace tatu::vm {

enum class Outcome : std::uint8_t { Done, Thrown, Stopped };

class Operations {
 public:
  Operations(GuestState& state, Worker& worker) : state_(state), worker_(worker), linker_(state.runtime.linker()) {}

  // ---- Ends
  Outcome fail(Failure failure) {
    state_.failure = std::move(failure);
    return Outcome::Thrown;
  }
  Outcome stop(LimitKind limit) {
    state_.limit = limit;
    return Outcome::Stopped;
  }

  // ---- Fuel
  // False: the guest cannot pay and is stopped. Free things are done whatever the balance is.
  [[nodiscard]] bool pay(std::uint64_t price);
  void charge(std::uint64_t units) { state_.fuel -= static_cast<std::int64_t>(units); }
  // To be called where the slice has run out at a check: the balance, and all requests from outside. Safepoint.
  [[nodiscard]] Outcome poll();

  // ---- Calls
  // Room for the callee's frame at `base`, on the guest's accounts, or the failure that the call throws. Safepoint. The
  // stack may move, and `base` and the engine's frames with it.
  [[nodiscard]] Outcome makeCallable(Method& callee, Slot*& base);
  // What the selector means for the class.
  [[nodiscard]] Outcome dispatch(const RuntimeClass& cls, const Selector& selector, const DispatchEntry*& entry);

  // ---- Allocation. Null: the guest is stopped.
  [[nodiscard]] Object* allocate(const RuntimeClass& cls);
  [[nodiscard]] gc::ArrayObject* allocateArray(const RuntimeClass& cls, std::uint64_t length);
  [[nodiscard]] StringObject* newString(std::string_view text);
  // Whether nine tenths of the memory limit are in use, by a trace if the account does not know. Nothing: the guest is
  // stopped. Safepoint.
  [[nodiscard]] std::optional<bool> isMemoryShort();
  // For memory elsewhere; GuestHeap::release gives it back. False: the guest is stopped.
  [[nodiscard]] bool chargeMemory(std::uint64_t bytes);
  // What the guest's weak roots name is looked for, at the guest's cost. False: the host has no memory for that.
  [[nodiscard]] bool traceAccount();

  // ---- Strings
  [[nodiscard]] static std::uint64_t priceOfEqual(const StringObject& left, const StringObject& right);
  [[nodiscard]] static std::uint64_t priceOfCompare(const StringObject& left, const StringObject& right);
  [[nodiscard]] static bool equal(const StringObject& left, const StringObject& right);
  [[nodiscard]] static std::int64_t compare(const StringObject& left, const StringObject& right);
  // `parts` are slots of strings; the result replaces the first.
  [[nodiscard]] Outcome concat(Slot* parts, std::uint32_t count);

  // ---- Arrays
  [[nodiscard]] Outcome newArray(const RuntimeClass& cls, std::int64_t length, Slot& result);
  [[nodiscard]] Outcome clear(ArrayObject& array, std::int64_t start, std::int64_t end);
  [[nodiscard]] Outcome copy(ArrayObject& from, std::int64_t start, ArrayObject& to, std::int64_t target,
                             std::int64_t count);
  [[nodiscard]] Outcome fill(ArrayObject& array, std::int64_t start, std::int64_t end, const Slot* value);
  [[nodiscard]] Outcome get(ArrayObject& array, std::int64_t index, Slot* result);
  [[nodiscard]] Outcome set(ArrayObject& array, std::int64_t index, const Slot* value);

  // ---- Types
  // `slots` hold a value of type `from`; `result` may be the same place.
  [[nodiscard]] Outcome box(const RuntimeType& from, const RuntimeType& to, const Slot* slots, Slot& result);
  // Null is a value of optional types only.
  [[nodiscard]] bool isValue(const Object* object, const RuntimeType& type);
  // The object is a value of the type; gives it as that type lies in slots.
  static void unbox(const Object* object, const RuntimeType& type, Slot* result);
  [[nodiscard]] Outcome cast(Slot reference, const RuntimeType& type, Slot* result);
  void castOptional(Slot reference, const RuntimeType& type, Slot* result);

  // ---- Objects
  // `payload`: the slots of the case's fields, one after the other; the result replaces the first.
  [[nodiscard]] Outcome newCase(const RuntimeClass& cls, Slot* payload);
  [[nodiscard]] Outcome newClosure(const RuntimeClass& cls, Slot* captures);
  [[nodiscard]] Outcome getPayload(const Object& object, const RuntimeClass& cls, std::uint32_t part, Slot* result);
  // Stores consecutive values into the fields of a new object.
  static void initialise(Object& object, const RuntimeClass& cls, const Slot* values);
  [[nodiscard]] Outcome literal(const ModuleImage& module, bytecode::StringIndex index, Slot& result);

  // ---- Natives: the arguments stand at `base`, where the result goes.
  [[nodiscard]] Outcome callNative(const Method& method, Slot* base);
  // The same for one that only reads: it leaves nothing to clean up, and does not stop once it is paid.
  [[nodiscard]] Outcome readNative(const Method& method, Slot* base);

  // ---- Fibers
  // The fiber that control is to go to. Waits while none is ready but some will be; a limit can end that.
  [[nodiscard]] tl::expected<Fiber*, EngineStatus> awaitFiber();
  // The awaited fiber runs and has ended: how, with GuestState::exception.
  [[nodiscard]] EngineStatus endOfAwaited();
  // A fiber that begins with the method and has the task. Null: the guest is stopped.
  [[nodiscard]] Fiber* newFiber(Method& method, Object& task);

  // ---- Exceptions
  // The object for GuestState::failure, with its stack trace; it is in GuestState::exception when Done. Thrown: the
  // core package has no such class, so nobody can catch it.
  [[nodiscard]] Outcome makeException();
  // For `throw`: makes the object the pending exception, and takes its trace if it has none.
  [[nodiscard]] Outcome throwObject(Object& exception);

 private:
  [[nodiscard]] bool payForInstance(Method& method);
  // Waits for the first moment, handle or arrival that a fiber waits for.
  [[nodiscard]] tl::expected<void, EngineStatus> awaitOutside();
  void takeArrivals();
  [[nodiscard]] tl::expected<void, EngineStatus> settleWait(const os::OsError& error);
  [[nodiscard]] tl::expected<void, EngineStatus> stopWaiting(LimitKind limit);
  void lookOutside();
  [[nodiscard]] Outcome growStack(Slot*& base, std::size_t slots);
  [[nodiscard]] Object* settle(const gc::AllocationResult& result);
  void noteTrace(const gc::TraceReport& trace);
  void tellOfShortage();
  [[nodiscard]] Outcome boxPayload(const RuntimeType& type, const Slot* slots, Slot& result);
  [[nodiscard]] Outcome boxOptional(const RuntimeType& from, const RuntimeType& to, const Slot* slots, Slot& result);
  [[nodiscard]] Outcome makeBox(const RuntimeType& type, const Slot* slots, Slot& result);
  [[nodiscard]] bool checkRange(const ArrayObject& array, std::int64_t start, std::int64_t end);
  [[nodiscard]] bool payElements(const ArrayObject& array, std::uint64_t count);
  [[nodiscard]] const ExceptionFields& exceptionFields();
  [[nodiscard]] Outcome captureTrace(Object& exception);

  GuestState& state_;
  Worker& worker_;
  Linker& linker_;
};

}  // namespace tatu::vm
