#include "vm/semantics/operations.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "os/platform/clock.h"
#include "vm/guest.h"
#include "vm/native.h"
#include "vm/semantics/concatenation.h"

namespace tatu::vm {

// ---- Fuel

bool Operations::pay(std::uint64_t price) {
  if (price == 0) return true;
  const std::int64_t balance = state_.balance();
  if (balance < 0 || static_cast<std::uint64_t>(balance) < price) {
    state_.limit = LimitKind::Fuel;
    return false;
  }
  charge(price);
  return true;
}

Outcome Operations::poll() {
  if (state_.published.isDue(state_.fuelUsed())) state_.published.publish(countersOf(state_));
  if (state_.isShortageNew) [[unlikely]]
    tellOfShortage();
  if (state_.balance() < 0) return stop(LimitKind::Fuel);
  os::Cancellation& cancellation = state_.guest.cancellation();
  if (cancellation.cancelled()) return stop(LimitKind::Stop);
  const std::chrono::nanoseconds now = os::monotonicNow();
  if (cancellation.hasDeadline() && now >= cancellation.deadline()) return stop(LimitKind::Deadline);
  gc::Heap& heap = state_.runtime.heap();
  if (heap.safepointRequested()) heap.safepoint(worker_.allocator());
  if (state_.isQuantumOver(now)) return stop(LimitKind::Quantum);
  state_.refill(now);
  return Outcome::Done;
}

// ---- Allocation

// The host is told at the next poll, which comes soon: here the guest is in the middle of something.
void Operations::noteTrace(const gc::TraceReport& trace) {
  charge(trace.objects + state_.walkedFrames);
  const bool wasShort = std::exchange(state_.isMemoryShort, state_.heap.isShort());
  if (wasShort || !state_.isMemoryShort || state_.memoryObserver == nullptr) return;
  state_.isShortageNew = true;
  state_.endSlice();
}

void Operations::tellOfShortage() {
  state_.isShortageNew = false;
  gc::SafeRegion region(worker_.allocator());
  state_.memoryObserver(state_.guest);
}

std::optional<bool> Operations::isMemoryShort() {
  if (!state_.heap.isShort()) return false;
  const auto traced = state_.runtime.heap().traceAccount(state_.heap);
  if (!traced) {
    (void)stop(LimitKind::HostMemory);
    return std::nullopt;
  }
  noteTrace(*traced);
  return state_.isMemoryShort;
}

Object* Operations::settle(const gc::AllocationResult& result) {
  if (result.trace.traces != 0) noteTrace(result.trace);
  if (!result.ok()) {
    const bool ownLimit = result.status == gc::AllocationStatus::LimitReached;
    state_.limit = ownLimit ? LimitKind::Memory : LimitKind::HostMemory;
  }
  return result.object;
}

Object* Operations::allocate(const RuntimeClass& cls) {
  return settle(gc::allocate(state_.heap, worker_.allocator(), cls));
}

gc::ArrayObject* Operations::allocateArray(const RuntimeClass& cls, std::uint64_t length) {
  return static_cast<gc::ArrayObject*>(settle(gc::allocateArray(state_.heap, worker_.allocator(), cls, length)));
}

bool Operations::chargeMemory(std::uint64_t bytes) {
  const gc::AllocationResult result = state_.runtime.heap().charge(state_.heap, worker_.allocator(), bytes);
  (void)settle(result);
  return result.ok();
}

bool Operations::traceAccount() {
  const auto traced = state_.runtime.heap().traceAccount(state_.heap);
  if (!traced) return false;
  charge(traced->objects + state_.walkedFrames);
  return true;
}

StringObject* Operations::newString(std::string_view text) {
  const RuntimeClass& cls = linker_.classFor(linker_.leaf(bytecode::TypeKind::String));
  auto* const string = static_cast<StringObject*>(allocateArray(cls, text.size()));
  if (string != nullptr) std::copy(text.begin(), text.end(), string->data());
  return string;
}

// ---- Strings

std::uint64_t Operations::priceOfEqual(const StringObject& left, const StringObject& right) {
  return left.length == right.length ? left.length / 64 : 0;
}

std::uint64_t Operations::priceOfCompare(const StringObject& left, const StringObject& right) {
  return std::min(left.length, right.length) / 64;
}

bool Operations::equal(const StringObject& left, const StringObject& right) {
  return left.length == right.length && std::memcmp(left.data(), right.data(), left.length) == 0;
}

std::int64_t Operations::compare(const StringObject& left, const StringObject& right) {
  const int order = std::memcmp(left.data(), right.data(), std::min(left.length, right.length));
  if (order != 0) return order < 0 ? -1 : 1;
  return left.length == right.length ? 0 : left.length < right.length ? -1 : 1;
}

Outcome Operations::concat(Slot* parts, std::uint32_t count) {
  const std::uint64_t length = lengthOfParts(parts, count);
  const std::uint64_t price = priceOfConcat(length);
  if (!pay(price)) return Outcome::Stopped;
  const RuntimeClass& cls = linker_.classFor(linker_.leaf(bytecode::TypeKind::String));
  auto* const result = static_cast<StringObject*>(allocateArray(cls, length));
  if (result == nullptr) {
    charge(-price);
    return Outcome::Stopped;
  }
  joinParts(parts, count, result->data());
  parts[0] = slotOfReference(result);
  return Outcome::Done;
}

// ---- Arrays

namespace {

// The price of touching so many bytes of elements.
std::uint64_t bulkPrice(const gc::ObjectLayout& layout, std::uint64_t count) {
  std::uint64_t bytes = 0;
  if (__builtin_mul_overflow(count, std::uint64_t{layout.elementBytes}, &bytes)) bytes = UINT64_MAX;
  return bytes / 64;
}

// Makes `count` pieces in a row of the one that stands at the beginning.
void repeat(std::byte* first, std::uint64_t bytes, std::uint64_t count) {
  constexpr std::uint64_t kEnough = 4096;  // longer pieces would not be read from the nearest cache
  const std::uint64_t all = bytes * count;
  std::uint64_t piece = bytes;
  for (std::uint64_t done = bytes; done < all;) {
    const std::uint64_t more = std::min(piece, all - done);
    std::memcpy(first + done, first, more);
    done += more;
    if (piece < kEnough) piece = done;
  }
}

}  // namespace

Outcome Operations::newArray(const RuntimeClass& cls, std::int64_t length, Slot& result) {
  if (length < 0) return fail(failures::arrayLength(length));
  const std::uint64_t price = bulkPrice(cls, static_cast<std::uint64_t>(length));
  // What cannot be had at all is the memory limit's to refuse, not the fuel's.
  const bool possible = gc::arrayBytes(cls, static_cast<std::uint64_t>(length)) <= state_.heap.limit();
  if (possible && !pay(price)) return Outcome::Stopped;
  gc::ArrayObject* const array = allocateArray(cls, static_cast<std::uint64_t>(length));
  if (array == nullptr) {
    if (possible) charge(-price);
    return Outcome::Stopped;
  }
  result = slotOfReference(array);
  return Outcome::Done;
}

bool Operations::checkRange(const ArrayObject& array, std::int64_t start, std::int64_t end) {
  if (start >= 0 && start <= end && static_cast<std::uint64_t>(end) <= array.length) return true;
  state_.failure = failures::range(start, end, array.length);
  return false;
}

bool Operations::payElements(const ArrayObject& array, std::uint64_t count) {
  return pay(bulkPrice(*array.layout, count));
}

Outcome Operations::clear(ArrayObject& array, std::int64_t start, std::int64_t end) {
  if (!checkRange(array, start, end)) return Outcome::Thrown;
  const std::uint64_t count = static_cast<std::uint64_t>(end - start);
  if (!payElements(array, count)) return Outcome::Stopped;
  const gc::ObjectLayout& layout = *array.layout;
  const std::uint64_t first = static_cast<std::uint64_t>(start);
  std::memset(gc::elementReferences(array, first), 0, count * layout.referenceCount * gc::kWordBytes);
  std::memset(gc::elementRaw(array, first), 0, count * layout.elementRawBytes);
  return Outcome::Done;
}

Outcome Operations::copy(ArrayObject& from, std::int64_t start, ArrayObject& to, std::int64_t target,
                         std::int64_t count) {
  const std::int64_t size = std::max<std::int64_t>(count, 0);
  const auto endOf = [size](std::int64_t begin) { return begin > INT64_MAX - size ? INT64_MAX : begin + size; };
  if (count < 0) return fail(failures::range(start, count, from.length));
  if (!checkRange(from, start, endOf(start)) || !checkRange(to, target, endOf(target))) return Outcome::Thrown;
  if (!payElements(from, static_cast<std::uint64_t>(size))) return Outcome::Stopped;
  const gc::ObjectLayout& layout = *from.layout;
  const auto bytes = [size](std::uint64_t perElement) { return static_cast<std::uint64_t>(size) * perElement; };
  const auto source = static_cast<std::uint64_t>(start);
  const auto goal = static_cast<std::uint64_t>(target);
  std::memmove(gc::elementReferences(to, goal), gc::elementReferences(from, source),
               bytes(layout.referenceCount * gc::kWordBytes));
  std::memmove(gc::elementRaw(to, goal), gc::elementRaw(from, source), bytes(layout.elementRawBytes));
  return Outcome::Done;
}

Outcome Operations::fill(ArrayObject& array, std::int64_t start, std::int64_t end, const Slot* value) {
  if (!checkRange(array, start, end)) return Outcome::Thrown;
  if (!payElements(array, static_cast<std::uint64_t>(end - start))) return Outcome::Stopped;
  if (start == end) return Outcome::Done;
  const auto first = static_cast<std::uint64_t>(start);
  const auto count = static_cast<std::uint64_t>(end - start);
  const gc::ObjectLayout& layout = *array.layout;
  storeArrayElement(array, first, value);
  repeat(gc::elementReferences(array, first), layout.referenceCount * gc::kWordBytes, count);
  repeat(gc::elementRaw(array, first), layout.elementRawBytes, count);
  return Outcome::Done;
}

Outcome Operations::get(ArrayObject& array, std::int64_t index, Slot* result) {
  if (static_cast<std::uint64_t>(index) >= array.length) return fail(failures::index(index, array.length));
  const RuntimeType& type = *classOf(array).element.type;
  Slot element[kMaxTypeSlots];
  loadArrayElement(array, static_cast<std::uint64_t>(index), element);
  const bool isEmpty = type.presence != RuntimeType::kNoPresence && element[type.presence] == 0;
  if (isEmpty) return fail(failures::emptyElement(index));
  std::copy_n(element, type.slotCount(), result);
  return Outcome::Done;
}

Outcome Operations::set(ArrayObject& array, std::int64_t index, const Slot* value) {
  if (static_cast<std::uint64_t>(index) >= array.length) return fail(failures::index(index, array.length));
  storeArrayElement(array, static_cast<std::uint64_t>(index), value);
  return Outcome::Done;
}

// ---- Types

Outcome Operations::makeBox(const RuntimeType& type, const Slot* slots, Slot& result) {
  const RuntimeClass& cls = linker_.boxClass(type);
  Object* const object = allocate(cls);
  if (object == nullptr) return Outcome::Stopped;
  storeField(*object, cls.fields[0], slots);
  result = slotOfReference(object);
  return Outcome::Done;
}

Outcome Operations::boxPayload(const RuntimeType& type, const Slot* slots, Slot& result) {
  if (!type.isReference) return makeBox(type, slots, result);
  result = slots[0];
  return Outcome::Done;
}

// Null stays null where it may; as a mere Any (of a type variable that stands for an optional) it becomes a box, so
// that no reference that must not be null ever is.
Outcome Operations::boxOptional(const RuntimeType& from, const RuntimeType& to, const Slot* slots, Slot& result) {
  if (slots[0] != 0) return boxPayload(from.payload(), from.isReference ? slots : slots + 1, result);
  if (!to.isOptional()) return makeBox(from, slots, result);
  result = 0;
  return Outcome::Done;
}

Outcome Operations::box(const RuntimeType& from, const RuntimeType& to, const Slot* slots, Slot& result) {
  return from.isOptional() ? boxOptional(from, to, slots, result) : boxPayload(from, slots, result);
}

bool Operations::isValue(const Object* object, const RuntimeType& type) {
  if (object == nullptr) return type.isOptional();
  return linker_.isInstance(classOf(*object), type);
}

namespace {

void unboxPlain(const Object* object, const RuntimeType& type, Slot* result) {
  if (type.isReference) {
    result[0] = slotOfReference(object);
  } else {
    loadField(*object, classOf(*object).fields[0], result);
  }
}

bool isNullOf(const Object* object, const RuntimeType& optional) {
  return object == nullptr || classOf(*object).type == &optional;
}

}  // namespace

void Operations::unbox(const Object* object, const RuntimeType& type, Slot* result) {
  if (!type.isOptional()) return unboxPlain(object, type, result);
  std::fill_n(result, type.slotCount(), 0);
  if (isNullOf(object, type)) return;
  if (type.isReference) {
    result[0] = slotOfReference(object);
    return;
  }
  result[0] = 1;
  unboxPlain(object, type.payload(), result + 1);
}

Outcome Operations::cast(Slot reference, const RuntimeType& type, Slot* result) {
  const Object* const object = referenceOf(reference);
  if (!isValue(object, type)) {
    return fail(failures::cast(object == nullptr ? "null" : textOf(*classOf(*object).type), textOf(type)));
  }
  unbox(object, type, result);
  return Outcome::Done;
}

void Operations::castOptional(Slot reference, const RuntimeType& type, Slot* result) {
  const Object* const object = referenceOf(reference);
  const RuntimeType& optional = linker_.optionalOf(type);
  std::fill_n(result, optional.slotCount(), 0);
  if (object == nullptr || !isValue(object, type)) return;
  unbox(object, optional, result);
}

// ---- Objects

void Operations::initialise(Object& object, const RuntimeClass& cls, const Slot* values) {
  for (const FieldLayout& field : cls.fields) {
    storeField(object, field, values);
    values += field.parts.size();
  }
}

Outcome Operations::newCase(const RuntimeClass& cls, Slot* payload) {
  Object* object = cls.staticObject;
  if (cls.fields.empty()) {
    if (object == nullptr) return stop(LimitKind::HostMemory);
  } else {
    object = allocate(cls);
    if (object == nullptr) return Outcome::Stopped;
    initialise(*object, cls, payload);
  }
  payload[0] = slotOfReference(object);
  return Outcome::Done;
}

Outcome Operations::newClosure(const RuntimeClass& cls, Slot* captures) {
  Object* const object = allocate(cls);
  if (object == nullptr) return Outcome::Stopped;
  initialise(*object, cls, captures);
  captures[0] = slotOfReference(object);
  return Outcome::Done;
}

Outcome Operations::getPayload(const Object& object, const RuntimeClass& cls, std::uint32_t part, Slot* result) {
  const RuntimeClass& found = classOf(object);
  if (&found != &cls) {
    const auto caseName = [](const RuntimeClass& of) {
      const bytecode::Class& row = *of.type->definition->row;
      return of.type->definition->module->rows().text(row.cases[of.caseNumber].name);
    };
    return fail(failures::cast(caseName(found), caseName(cls)));
  }
  loadField(object, cls.fields[part], result);
  return Outcome::Done;
}

Outcome Operations::literal(const ModuleImage& module, bytecode::StringIndex index, Slot& result) {
  StringObject* const string = linker_.literal(module, index);
  if (string == nullptr) return stop(LimitKind::HostMemory);
  result = slotOfReference(string);
  return Outcome::Done;
}

// ---- Natives

Outcome Operations::callNative(const Method& method, Slot* base) {
  const Native& native = *method.function->native;
  NativeCall call(state_.guest, worker_, method, base);
  const std::uint64_t price = native.price == nullptr ? 0 : native.price(call);
  if (!pay(price)) return Outcome::Stopped;
  const std::size_t temporaries = state_.temporaries.size();  // of a native that has called the guest again
  const NativeStatus status = native.body(call);
  state_.temporaries.resize(temporaries);
  if (state_.isEnding) [[unlikely]]
    return Outcome::Stopped;
  if (status == NativeStatus::Returned) return Outcome::Done;
  if (status == NativeStatus::Thrown) return Outcome::Thrown;
  charge(-price);
  return Outcome::Stopped;
}

Outcome Operations::readNative(const Method& method, Slot* base) {
  const Native& native = *method.function->native;
  NativeCall call(state_.guest, worker_, method, base);
  if (native.price != nullptr && !pay(native.price(call))) return Outcome::Stopped;
  return native.body(call) == NativeStatus::Returned ? Outcome::Done : Outcome::Thrown;
}

}  // namespace tatu::vm
