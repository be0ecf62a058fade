#include "vm/native.h"

#include <algorithm>

#include "os/fault.h"
#include "vm/guest.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

void NativeRegistry::add(Native native) {
  std::string name = native.name;
  natives_.insert_or_assign(std::move(name), std::move(native));
}

void NativeRegistry::add(std::string_view name, std::string_view signature, NativePrice price, NativeBody body) {
  add(Native{std::string(name), std::string(signature), price, body, NativeEffect::Acts, nullptr});
}

void NativeRegistry::addReading(std::string_view name, std::string_view signature, NativePrice price, NativeBody body) {
  add(Native{std::string(name), std::string(signature), price, body, NativeEffect::Reads, nullptr});
}

const Native* NativeRegistry::find(std::string_view name) const {
  const auto found = natives_.find(name);
  return found == natives_.end() ? nullptr : &found->second;
}

std::vector<const Native*> NativeRegistry::all() const {
  std::vector<const Native*> natives;
  for (const auto& entry : natives_) natives.push_back(&entry.second);
  std::sort(natives.begin(), natives.end(), [](const Native* a, const Native* b) { return a->name < b->name; });
  return natives;
}

std::span<const Slot> NativeArguments::slotsAt(std::size_t parameter) const {
  return {base_ + offsetOf(parameter), method_.parameters[parameter]->slots.size()};
}

const RuntimeType& NativeArguments::typeOf(std::size_t parameter) const { return *method_.parameters[parameter]; }
const RuntimeType& NativeArguments::resultType() const { return *method_.result; }

std::optional<std::int64_t> NativeArguments::optionalIntAt(std::size_t parameter) const {
  const std::span<const Slot> slots = slotsAt(parameter);
  if (slots[0] == 0) return std::nullopt;
  return intOf(slots[1]);
}

std::optional<std::string_view> NativeArguments::optionalStringAt(std::size_t parameter) const {
  if (isNullAt(parameter)) return std::nullopt;
  return stringAt(parameter);
}

NativeStatus NativeCall::returnOptional(bool present, Slot value) {
  base_[0] = slotOfBool(present);
  base_[1] = present ? value : 0;
  return NativeStatus::Returned;
}

NativeStatus NativeCall::returnOptionalInt(std::optional<std::int64_t> value) {
  return returnOptional(value.has_value(), slotOfInt(value.value_or(0)));
}
NativeStatus NativeCall::returnOptionalFloat(std::optional<double> value) {
  return returnOptional(value.has_value(), slotOfFloat(value.value_or(0)));
}
NativeStatus NativeCall::returnOptionalByte(std::optional<std::uint8_t> value) {
  return returnOptional(value.has_value(), slotOfByte(value.value_or(0)));
}
NativeStatus NativeCall::returnOptionalChar(std::optional<char32_t> value) {
  return returnOptional(value.has_value(), slotOfChar(value.value_or(0)));
}

NativeStatus NativeCall::returnSlots(std::span<const Slot> slots) {
  std::copy(slots.begin(), slots.end(), base_);
  return NativeStatus::Returned;
}

NativeStatus NativeCall::fail(CoreException exception, std::string message) {
  guest_.state().failure = Failure{exception, std::move(message)};
  return NativeStatus::Thrown;
}

NativeStatus NativeCall::fail(const os::OsError& error) {
  switch (error.kind) {
    case os::ErrorKind::Interrupted: return stop(LimitKind::Stop);
    case os::ErrorKind::TimedOut: return stop(LimitKind::Deadline);
    case os::ErrorKind::ClosedPipe: return stop(LimitKind::OutputClosed);
    case os::ErrorKind::TooFast: return stop(LimitKind::OutputRate);
    case os::ErrorKind::NotFound: return fail(CoreException::NotFound, error.message);
    case os::ErrorKind::Denied:
      return fail(CoreException::Denied, error.hint.empty() ? error.message : error.message + "; " + error.hint);
    case os::ErrorKind::ConnectionRefused:
    case os::ErrorKind::ConnectionReset:
    case os::ErrorKind::Unreachable: return fail(CoreException::Connection, error.message);
    case os::ErrorKind::Limit:
      if (error.operation == os::Operation::WriteOutput || error.operation == os::Operation::WriteError) {
        return stop(LimitKind::Output);
      }
      return fail(CoreException::Io, error.message);
    default: return fail(CoreException::Io, error.message);
  }
}

NativeStatus NativeCall::stop(LimitKind limit) {
  guest_.state().limit = limit;
  return NativeStatus::Stopped;
}

NativeStatus NativeCall::exit(std::int64_t code) {
  guest_.state().exitCode = code;
  return NativeStatus::Stopped;
}

gc::ArrayObject* NativeCall::newArrayObject(const RuntimeClass& cls, std::uint64_t length) {
  gc::ArrayObject* const array = Operations(guest_.state(), worker_).allocateArray(cls, length);
  if (array != nullptr) guest_.state().temporaries.push_back(array);
  return array;
}

StringObject* NativeCall::newStringOfLength(std::uint64_t bytes) {
  Linker& linker = guest_.runtime().linker();
  return static_cast<StringObject*>(newArrayObject(linker.classFor(linker.leaf(bytecode::TypeKind::String)), bytes));
}

StringObject* NativeCall::newString(std::string_view text) {
  StringObject* const string = newStringOfLength(text.size());
  if (string != nullptr) std::copy(text.begin(), text.end(), string->data());
  return string;
}

ArrayObject* NativeCall::newArray(const RuntimeType& elementType, std::uint64_t length) {
  Linker& linker = guest_.runtime().linker();
  return static_cast<ArrayObject*>(newArrayObject(linker.classFor(linker.arrayOf(elementType)), length));
}

ArrayObject* NativeCall::newByteArray(std::uint64_t length) {
  return newArray(guest_.runtime().linker().leaf(bytecode::TypeKind::Byte), length);
}

ArrayObject* NativeCall::newStringArray(std::uint64_t length) {
  return newArray(guest_.runtime().linker().leaf(bytecode::TypeKind::String), length);
}

Fibers& NativeCall::fibers() { return guest_.state().fibers; }

NativeStatus NativeCall::park() {
  fibers().park();
  return NativeStatus::Stopped;
}

NativeStatus NativeCall::parkUntil(std::chrono::nanoseconds moment) {
  fibers().parkUntil(moment);
  return NativeStatus::Stopped;
}

NativeStatus NativeCall::parkForArrival() {
  fibers().parkForArrival();
  return stopped();
}

NativeStatus NativeCall::parkFor(const os::ReadyHandle& awaited) {
  fibers().parkFor(awaited);
  return NativeStatus::Stopped;
}

std::optional<bool> NativeCall::isMemoryShort() { return Operations(guest_.state(), worker_).isMemoryShort(); }

bool NativeCall::isTurnOver() const {
  const GuestState& state = guest_.state();
  return state.fibers.isTurnOver(state.fuelUsed());
}

bool NativeCall::hasStackFor(std::size_t slots) const {
  const GuestState& state = guest_.state();
  const auto taken = static_cast<std::size_t>(base_ - state.stack);
  return taken + slots <= state.mostStackSlots;
}

Fiber* NativeCall::newFiber(FunctionDefinition& function, Object& task) {
  GuestState& state = guest_.state();
  if (state.fiberEntry == nullptr) state.fiberEntry = &state.runtime.linker().methodFor(function, nullptr);
  return Operations(state, worker_).newFiber(*state.fiberEntry, task);
}

os::System& NativeCall::system() {
  os::require(guest_.system() != nullptr, "a native needs a system, and the guest has none");
  return *guest_.system();
}

// What is owed never adds up to more than one endless amount, however often a host asks for one.
void NativeCall::charge(std::uint64_t units) {
  const std::int64_t most = std::max<std::int64_t>(guest_.state().balance() + kUnlimitedFuel, 0);
  Operations(guest_.state(), worker_).charge(std::min(units, static_cast<std::uint64_t>(most)));
}

gc::ThreadAllocator& NativeCall::leaveHeap() {
  guest_.state().cancellation->beginTime();
  return worker_.allocator();
}

void loadElement(const ArrayObject& array, std::uint64_t index, Slot* slots) {
  loadArrayElement(const_cast<ArrayObject&>(array), index, slots);
}

void storeElement(ArrayObject& array, std::uint64_t index, const Slot* slots) {
  storeArrayElement(array, index, slots);
}

Object* referenceAt(const ArrayObject& array, std::uint64_t index) {
  Slot slot = 0;
  loadElement(array, index, &slot);
  return referenceOf(slot);
}

void setReference(ArrayObject& array, std::uint64_t index, const Object* object) {
  const Slot slot = slotOfReference(object);
  storeArrayElement(array, index, &slot);
}

const RuntimeType& elementTypeOf(const ArrayObject& array) { return *classOf(array).element.type; }

}  // namespace tatu::vm
