// Natives: the few C++ functions under the standard library.
//
// A guest function with the flag Native names one as "space.name@version". Natives are handed to the runtime by whoever
// creates it; nothing registers itself. A native is linked only to a declaration of its own signature, in the package
// that has the name of its space: so its body may trust the types of its arguments, but nothing about their values.
//
// Duties of a native
//  1. It never runs guest code.
//  2. Its price is a function of its arguments (and of nothing that differs between hosts), is paid before the body
//     runs, and covers all of its work. A guest that cannot pay is stopped before the call and calls again when
//     resumed.
//  3. The body either has its whole effect and returns, or throws, or stops with no effect at all: a stopped call is
//     made again from the start. So it allocates first and acts then. A call that has to wait parks its fiber and
//     stops, and is made again when the fiber goes on.
//  4. Every `new…` below is a safepoint: it may collect. Arguments and everything that this call has allocated are kept
//     alive until it returns. Views (`stringAt`, spans) stay valid, as objects do not move yet; take them anew after a
//     `new…` all the same.
//  5. Null from a `new…` means that the guest stops at its memory limit: `return call.stopped();` at once.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gc/thread_allocator.h"
#include "os/error.h"
#include "vm/failure.h"
#include "vm/limit.h"
#include "vm/link/method.h"
#include "vm/object/objects.h"
#include "vm/slot.h"

namespace tatu::os {
class System;
struct ReadyHandle;
}  // namespace tatu::os

namespace tatu::vm {

struct Fiber;
struct RuntimeType;
class Fibers;
class Guest;
struct GuestState;
class Runtime;
class Worker;

enum class NativeStatus : std::uint8_t { Returned, Thrown, Stopped };

class NativeArguments;
class NativeCall;

using NativePrice = std::uint64_t (*)(const NativeArguments& arguments);
using NativeBody = NativeStatus (*)(NativeCall& call);

// Reads: does nothing but compute a result from its arguments and what they lead to, or throw. It does not allocate,
// stop, write or wait, and its price is small. Such a call can be given up and made again.
enum class NativeEffect : std::uint8_t { Acts, Reads };

struct Native {
  std::string name;             // "core.string.index_of@1"
  std::string signature;        // what it must be declared as, in the form of bytecode::signatureText
  NativePrice price = nullptr;  // null: free beside the call itself
  NativeBody body = nullptr;
  NativeEffect effect = NativeEffect::Acts;
  void* context = nullptr;  // for the body: what its maker wants to find again
};

class NativeRegistry {
 public:
  // A later native of the same name replaces the earlier one.
  void add(std::string_view name, std::string_view signature, NativePrice price, NativeBody body);
  void add(std::string_view name, std::string_view signature, NativeBody body) { add(name, signature, nullptr, body); }
  void add(Native native);
  void addReading(std::string_view name, std::string_view signature, NativePrice price, NativeBody body);
  // Null if there is none.
  [[nodiscard]] const Native* find(std::string_view name) const;
  // By name.
  [[nodiscard]] std::vector<const Native*> all() const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, Native, TextHash, std::equal_to<>> natives_;
};

// The arguments of a call, by parameter number (a method's receiver is parameter 0). The accessor must fit the
// parameter's type in the registered signature, which is that of the declaration.
class NativeArguments {
 public:
  NativeArguments(Guest& guest, const Method& method, Slot* base) : guest_(guest), method_(method), base_(base) {}

  [[nodiscard]] std::int64_t intAt(std::size_t parameter) const { return intOf(slot(parameter)); }
  [[nodiscard]] std::int32_t int32At(std::size_t parameter) const { return int32Of(slot(parameter)); }
  [[nodiscard]] std::uint8_t byteAt(std::size_t parameter) const { return byteOf(slot(parameter)); }
  [[nodiscard]] bool boolAt(std::size_t parameter) const { return boolOf(slot(parameter)); }
  [[nodiscard]] char32_t charAt(std::size_t parameter) const { return charOf(slot(parameter)); }
  [[nodiscard]] double floatAt(std::size_t parameter) const { return floatOf(slot(parameter)); }
  [[nodiscard]] float float32At(std::size_t parameter) const { return float32Of(slot(parameter)); }
  [[nodiscard]] StringObject& stringObjectAt(std::size_t parameter) const { return stringOf(slot(parameter)); }
  [[nodiscard]] std::string_view stringAt(std::size_t parameter) const { return stringObjectAt(parameter).text(); }
  [[nodiscard]] ArrayObject& arrayAt(std::size_t parameter) const { return arrayObjectOf(slot(parameter)); }
  // Any reference; null only for an optional one.
  [[nodiscard]] Object* objectAt(std::size_t parameter) const { return referenceOf(slot(parameter)); }

  // An optional of any type; the payload's slots follow the flag (an optional reference has no flag: use objectAt).
  [[nodiscard]] bool isNullAt(std::size_t parameter) const { return slot(parameter) == 0; }
  [[nodiscard]] std::optional<std::int64_t> optionalIntAt(std::size_t parameter) const;
  [[nodiscard]] std::optional<std::string_view> optionalStringAt(std::size_t parameter) const;

  // The only slot of a parameter whose type has one, for generic natives.
  [[nodiscard]] Slot slotAt(std::size_t parameter) const { return slot(parameter); }
  // All slots of a parameter, for tuples and for generic natives.
  [[nodiscard]] std::span<const Slot> slotsAt(std::size_t parameter) const;
  [[nodiscard]] const RuntimeType& typeOf(std::size_t parameter) const;
  [[nodiscard]] const RuntimeType& resultType() const;
  // The instantiation's type arguments: those of the class, then those of the function.
  [[nodiscard]] const RuntimeType& typeArgument(std::size_t number) const { return *method_.typeArguments[number]; }

  [[nodiscard]] Guest& guest() const { return guest_; }
  [[nodiscard]] GuestState& state() const;  // vm/guest.h
  [[nodiscard]] const Method& method() const { return method_; }

 protected:
  [[nodiscard]] Slot slot(std::size_t parameter) const { return base_[offsetOf(parameter)]; }
  [[nodiscard]] std::size_t offsetOf(std::size_t parameter) const { return method_.parameterOffsets[parameter]; }

  Guest& guest_;
  const Method& method_;
  Slot* base_;  // first argument slot; the result goes here too
};

class NativeCall : public NativeArguments {
 public:
  NativeCall(Guest& guest, Worker& worker, const Method& method, Slot* base)
      : NativeArguments(guest, method, base), worker_(worker) {}

  // ---- Ends. Each is the operand of `return`; arguments must not be read afterwards.

  [[nodiscard]] NativeStatus returnUnit() { return NativeStatus::Returned; }
  [[nodiscard]] NativeStatus returnInt(std::int64_t value) { return returnSlot(slotOfInt(value)); }
  [[nodiscard]] NativeStatus returnInt32(std::int32_t value) { return returnSlot(slotOfInt32(value)); }
  [[nodiscard]] NativeStatus returnByte(std::uint8_t value) { return returnSlot(slotOfByte(value)); }
  [[nodiscard]] NativeStatus returnBool(bool value) { return returnSlot(slotOfBool(value)); }
  [[nodiscard]] NativeStatus returnChar(char32_t value) { return returnSlot(slotOfChar(value)); }
  [[nodiscard]] NativeStatus returnFloat(double value) { return returnSlot(slotOfFloat(value)); }
  [[nodiscard]] NativeStatus returnFloat32(float value) { return returnSlot(slotOfFloat32(value)); }
  // A reference, or null as an optional reference.
  [[nodiscard]] NativeStatus returnObject(const Object* object) { return returnSlot(slotOfReference(object)); }
  [[nodiscard]] NativeStatus returnOptionalInt(std::optional<std::int64_t> value);
  [[nodiscard]] NativeStatus returnOptionalFloat(std::optional<double> value);
  [[nodiscard]] NativeStatus returnOptionalByte(std::optional<std::uint8_t> value);
  [[nodiscard]] NativeStatus returnOptionalChar(std::optional<char32_t> value);
  // All slots of the result, for tuples and generic natives.
  [[nodiscard]] NativeStatus returnSlots(std::span<const Slot> slots);

  // Throws an exception of the core package.
  [[nodiscard]] NativeStatus fail(CoreException exception, std::string message);
  // The same; the message is made by a function.
  template <std::invocable Message>
  [[nodiscard]] NativeStatus fail(CoreException exception, Message&& message) {
    return fail(exception, std::string(message()));
  }
  // IoException, DeniedException, or a stop (interrupted, past the deadline, output used up or closed).
  [[nodiscard]] NativeStatus fail(const os::OsError& error);
  // After a `new…` that gave null.
  [[nodiscard]] NativeStatus stopped() { return NativeStatus::Stopped; }
  [[nodiscard]] NativeStatus stop(LimitKind limit);
  // Ends the program as if its main had returned this; nothing of it runs any more.
  [[nodiscard]] NativeStatus exit(std::int64_t code);

  // ---- Allocation. Safepoints; null: see duty 5. The text must not be a view into the heap.

  [[nodiscard]] StringObject* newString(std::string_view text);
  // Zero bytes, to be filled with valid UTF-8 before the native returns.
  [[nodiscard]] StringObject* newStringOfLength(std::uint64_t bytes);
  // Zeros, nulls, or nothing, as array.new makes them.
  [[nodiscard]] ArrayObject* newArray(const RuntimeType& elementType, std::uint64_t length);
  [[nodiscard]] ArrayObject* newByteArray(std::uint64_t length);
  [[nodiscard]] ArrayObject* newStringArray(std::uint64_t length);

  // ---- Fibers.

  [[nodiscard]] Fibers& fibers();
  // The fiber goes on later (Fibers::park), and makes this call again then: so nothing has been done yet.
  [[nodiscard]] NativeStatus park();
  // At the latest at this moment of System::deadlineClock().
  [[nodiscard]] NativeStatus parkUntil(std::chrono::nanoseconds moment);
  // At the latest when the handle, which is watched, is ready.
  [[nodiscard]] NativeStatus parkFor(const os::ReadyHandle& awaited);
  // At the latest when somebody has posted an arrival for the fiber.
  [[nodiscard]] NativeStatus parkForArrival();
  // Whether the running fiber has used so much fuel since others could run that it is their turn.
  [[nodiscard]] bool isTurnOver() const;
  // Whether frames of so many slots can still be made on the running fiber's stack.
  [[nodiscard]] bool hasStackFor(std::size_t slots) const;
  // Whether more than nine tenths of the memory that the guest may have are in use; looking costs what tracing costs. A
  // safepoint; nothing: see duty 5.
  [[nodiscard]] std::optional<bool> isMemoryShort();
  // A fiber that calls the function with the object. A safepoint; null: see duty 5.
  [[nodiscard]] Fiber* newFiber(FunctionDefinition& function, Object& task);

  // ---- For natives that other parts bring along.
  [[nodiscard]] void* context() const { return method_.function->native->context; }
  [[nodiscard]] Worker& worker() { return worker_; }
  // Stores into the slots of the result, which replaces the arguments; as many as its type has.
  [[nodiscard]] Slot* resultSlots() { return base_; }
  // More than the price said, for work that is done already. The guest may owe it.
  void charge(std::uint64_t units);

  // ---- The world.

  [[nodiscard]] os::System& system();
  // Runs something that may block, without holding up collections. It must not touch the heap.
  template <typename Action>
  auto blocking(Action&& action) {
    gc::SafeRegion region(leaveHeap());
    return action();
  }

 private:
  // The thread, to be safe for a while. What it does then counts as time of the guest's call.
  [[nodiscard]] gc::ThreadAllocator& leaveHeap();
  [[nodiscard]] NativeStatus returnSlot(Slot value) {
    base_[0] = value;
    return NativeStatus::Returned;
  }
  [[nodiscard]] NativeStatus returnOptional(bool present, Slot value);
  [[nodiscard]] gc::ArrayObject* newArrayObject(const RuntimeClass& arrayClass, std::uint64_t length);

  Worker& worker_;
};

// ---- Elements of arrays of any element type.

// Element `index` as slots (`slots` has room for the element type's). The index is in range.
void loadElement(const ArrayObject& array, std::uint64_t index, Slot* slots);
void storeElement(ArrayObject& array, std::uint64_t index, const Slot* slots);
// For arrays of references (strings, objects, optionals of them).
[[nodiscard]] Object* referenceAt(const ArrayObject& array, std::uint64_t index);
void setReference(ArrayObject& array, std::uint64_t index, const Object* object);
// The element type of an array.
[[nodiscard]] const RuntimeType& elementTypeOf(const ArrayObject& array);

}  // namespace tatu::vm
