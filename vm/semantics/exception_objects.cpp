#include "vm/semantics/exception_objects.h"

#include <algorithm>

#include "bytecode/structure.h"
#include "vm/link/decoded_code.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

namespace {

// The machine stores into these fields, so one of another type does not count.
const FieldLayout* fieldNamed(const RuntimeClass& cls, std::string_view name, const RuntimeType& type) {
  const ClassDefinition& definition = *cls.type->definition;
  const auto& fields = definition.row->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (definition.module->rows().text(fields[i].name) != name) continue;
    return cls.fields[i].type == &type ? &cls.fields[i] : nullptr;
  }
  return nullptr;
}

bool extends(const RuntimeClass& cls, const RuntimeClass& base) {
  for (const RuntimeClass* at = &cls; at != nullptr; at = at->superclass) {
    if (at == &base) return true;
  }
  return false;
}

// Where the character begins in which this offset is.
std::size_t characterStart(std::string_view text, std::size_t offset) {
  while (offset > 0 && (static_cast<std::uint8_t>(text[offset]) & 0xC0) == 0x80) --offset;
  return offset;
}

Object* referenceField(const Object& object, const FieldLayout* field) {
  if (field == nullptr) return nullptr;
  Slot slot = 0;
  loadField(object, *field, &slot);
  return referenceOf(slot);
}

std::uint32_t offsetOf(const FrameView& frame) {
  const MethodLayout* const layout = frame.method->layout.load(std::memory_order_acquire);
  return layout == nullptr || layout->code == nullptr ? 0 : (*layout->code)[frame.position].offset;
}

// The frames that a trace keeps: the first and the last ones. It does without the allocator, since programs throw
// often.
class TraceCollector final : public FrameVisitor {
 public:
  struct Place {
    const Method* method;
    std::uint32_t offset;  // of the instruction
  };

  bool visitFrame(const FrameView& frame) override {
    const std::uint64_t number = frames_++;
    places_[number < kMostPlaces ? number : kTraceTop + number % kTraceBottom] = {frame.method, offsetOf(frame)};
    return true;
  }
  [[nodiscard]] std::uint64_t frames() const { return frames_; }
  [[nodiscard]] std::uint64_t kept() const { return std::min<std::uint64_t>(frames_, kMostPlaces); }
  [[nodiscard]] std::uint64_t omitted() const { return frames_ - kept(); }
  // In the order of the frames.
  [[nodiscard]] const Place& operator[](std::uint64_t i) const {
    return places_[i < kTraceTop || omitted() == 0 ? i : kTraceTop + (frames_ + i - kTraceTop) % kTraceBottom];
  }

 private:
  static constexpr std::uint64_t kMostPlaces = kTraceTop + kTraceBottom;
  static_assert(kTraceTop % kTraceBottom == 0);  // so that the ring begins where the last frames begin

  std::uint64_t frames_ = 0;
  Place places_[kMostPlaces];  // behind the first ones a ring
};

std::int64_t encode(const TraceCollector::Place& place) {
  return static_cast<std::int64_t>(std::uint64_t{place.method->number} << 32 | place.offset);
}

// Names are the program's own and may be long; of a path the end says most.
constexpr std::size_t kMaxShownName = 200;

std::string shownName(std::string name) {
  if (name.size() > kMaxShownName) name = name.substr(0, characterStart(name, kMaxShownName)) + "...";
  return name;
}

std::string shownPath(std::string path) {
  if (path.size() > kMaxShownName) path = "..." + path.substr(characterStart(path, path.size() - kMaxShownName));
  return path;
}

// The method and offset may be anything: an exception's trace is an array like any other to verified code of the core
// package, and an offset is looked up only.
TraceEntry entryFor(Linker& linker, const Method& method, std::uint32_t offset) {
  TraceEntry entry;
  entry.function = shownName(nameOf(method));
  if (method.function->row->code == bytecode::Function::kNoCode) return entry;
  const bytecode::Code& code = linker.decodedCode(*method.function).body();
  if (!code.file.isNone()) entry.file = shownPath(std::string(method.module().rows().text(code.file)));
  if (const bytecode::LineRow* const row = bytecode::findLine(code, offset)) {
    entry.line = row->line;
    entry.column = row->column;
  }
  return entry;
}

ArrayObject* traceArray(Linker& linker, const Object& exception) {
  const ExceptionFields fields = exceptionFields(linker);
  if (fields.cls == nullptr || !extends(classOf(exception), *fields.cls)) return nullptr;
  return static_cast<ArrayObject*>(static_cast<gc::ArrayObject*>(referenceField(exception, fields.trace)));
}

// The first word counts the frames that were left out. What follows is no longer than the machine makes it.
std::span<const std::int64_t> traceWords(ArrayObject& array) {
  const auto words = array.elements<std::int64_t>();
  return words.first(std::min<std::size_t>(words.size(), 1 + kTraceTop + kTraceBottom));
}

}  // namespace

ExceptionFields exceptionFields(Linker& linker) {
  ExceptionFields fields;
  fields.cls = linker.coreClass(classNameOf(CoreException::Exception));
  if (fields.cls == nullptr) return fields;
  const RuntimeType& array = linker.arrayOf(linker.leaf(bytecode::TypeKind::Int));
  fields.message = fieldNamed(*fields.cls, "message", linker.leaf(bytecode::TypeKind::String));
  fields.cause = fieldNamed(*fields.cls, "cause", linker.optionalOf(*fields.cls->type));
  fields.trace = fieldNamed(*fields.cls, "trace", linker.optionalOf(array));
  fields.traceClass = &linker.classFor(array);
  return fields;
}

StackTrace traceOf(Linker& linker, const Object& exception) {
  StackTrace trace;
  ArrayObject* const array = traceArray(linker, exception);
  if (array == nullptr || array->length == 0) return trace;
  const auto words = traceWords(*array);
  trace.omitted = static_cast<std::uint32_t>(words[0]);
  for (const std::int64_t word : words.subspan(1)) {
    const std::uint64_t bits = static_cast<std::uint64_t>(word);
    const Method* const method = linker.methodByNumber(static_cast<std::uint32_t>(bits >> 32));
    if (method != nullptr) trace.entries.push_back(entryFor(linker, *method, static_cast<std::uint32_t>(bits)));
  }
  return trace;
}

std::size_t traceLength(Linker& linker, const Object& exception) {
  ArrayObject* const array = traceArray(linker, exception);
  return array == nullptr ? 0 : traceWords(*array).size();
}

StackTrace fiberTrace(GuestState& state, const Fiber& fiber) {
  Linker& linker = state.runtime.linker();
  TraceCollector collector;
  state.engine->walk(fiber, collector);
  StackTrace trace;
  trace.omitted = static_cast<std::uint32_t>(collector.omitted());
  for (std::uint64_t i = 0; i < collector.kept(); ++i)
    trace.entries.push_back(entryFor(linker, *collector[i].method, collector[i].offset));
  return trace;
}

namespace {

std::string placeInFile(const TraceEntry& entry) {
  return entry.line == 0 ? "" : ":" + std::to_string(entry.line) + ":" + std::to_string(entry.column);
}

}  // namespace

std::string textOf(const StackTrace& trace) {
  std::string text;
  for (std::size_t i = 0; i < trace.entries.size(); ++i) {
    if (i == kTraceTop && trace.omitted != 0) text += "  ... " + std::to_string(trace.omitted) + " more\n";
    const TraceEntry& entry = trace.entries[i];
    text += "  at " + entry.function;
    if (!entry.file.empty()) text += " (" + entry.file + placeInFile(entry) + ")";
    text += '\n';
  }
  return text;
}

UncaughtException describeException(Linker& linker, const Object& exception) {
  UncaughtException result;
  const ExceptionFields fields = exceptionFields(linker);
  UncaughtException* at = &result;
  const Object* object = &exception;
  for (int depth = 0; object != nullptr && depth < 16; ++depth) {
    at->className = textOf(*classOf(*object).type);
    at->trace = traceOf(linker, *object);
    if (fields.cls == nullptr || !extends(classOf(*object), *fields.cls)) break;
    auto* const message =
        static_cast<StringObject*>(static_cast<gc::ArrayObject*>(referenceField(*object, fields.message)));
    if (message != nullptr) at->message = message->text();
    object = referenceField(*object, fields.cause);
    if (object == nullptr || depth == 15) break;
    at->cause = std::make_unique<UncaughtException>();
    at = at->cause.get();
  }
  return result;
}

// ---- Making and throwing

const ExceptionFields& Operations::exceptionFields() {
  if (state_.exceptionFields.cls == nullptr) state_.exceptionFields = vm::exceptionFields(linker_);
  return state_.exceptionFields;
}

// The stack is walked to its end, so every frame costs, also those that are left out.
Outcome Operations::captureTrace(Object& exception) {
  const ExceptionFields& fields = exceptionFields();
  if (fields.cls == nullptr || fields.trace == nullptr || referenceField(exception, fields.trace) != nullptr) {
    return Outcome::Done;
  }
  TraceCollector collector;
  state_.engine->walk(state_.fibers.running(), collector);
  auto* const array = static_cast<ArrayObject*>(allocateArray(*fields.traceClass, collector.kept() + 1));
  if (array == nullptr) return Outcome::Stopped;
  const auto words = array->elements<std::int64_t>();
  words[0] = static_cast<std::int64_t>(collector.omitted());
  for (std::uint64_t i = 0; i < collector.kept(); ++i) words[i + 1] = encode(collector[i]);
  const Slot slot = slotOfReference(array);
  storeField(exception, *fields.trace, &slot);
  charge(kFuelPerTracedFrame * collector.frames());
  return Outcome::Done;
}

Outcome Operations::makeException() {
  const Failure failure = *state_.failure;
  const RuntimeClass* const cls = linker_.coreClass(classNameOf(failure.exception));
  const ExceptionFields& fields = exceptionFields();
  if (cls == nullptr || fields.message == nullptr || !extends(*cls, *fields.cls)) return Outcome::Thrown;

  Outcome outcome = Outcome::Stopped;
  const std::size_t temporaries = state_.temporaries.size();
  StringObject* const message = newString(failure.message);
  if (message != nullptr) {
    state_.temporaries.push_back(message);
    if (Object* const exception = allocate(*cls)) {
      const Slot slot = slotOfReference(message);
      storeField(*exception, *fields.message, &slot);
      state_.temporaries.push_back(exception);
      outcome = captureTrace(*exception);
      if (outcome == Outcome::Done) state_.exception = exception;
    }
  }
  state_.temporaries.resize(temporaries);
  return outcome;
}

Outcome Operations::throwObject(Object& exception) {
  const Outcome outcome = captureTrace(exception);
  if (outcome == Outcome::Done) state_.exception = &exception;
  return outcome;
}

}  // namespace tatu::vm
