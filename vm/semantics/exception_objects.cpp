#include "vm/semantics/exception_objects.h"

#include <algorithm>

#include "vm/semantics/operations.h"

namespace tatu::vm {

namespace {

const FieldLayout* fieldNamed(const RuntimeClass& cls, std::string_view name) {
  const ClassDefinition& definition = *cls.type->definition;
  const auto& fields = definition.row->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (definition.module->rows().text(fields[i].name) == name) return &cls.fields[i];
  }
  return nullptr;
}

bool extends(const RuntimeClass& cls, const RuntimeClass& base) {
  for (const RuntimeClass* at = &cls; at != nullptr; at = at->superclass) {
    if (at == &base) return true;
  }
  return false;
}

Object* referenceField(const Object& object, const FieldLayout* field) {
  if (field == nullptr) return nullptr;
  Slot slot = 0;
  loadField(object, *field, &slot);
  return referenceOf(slot);
}

// The frames that a trace keeps: the first and the last ones.
class TraceCollector final : public FrameVisitor {
 public:
  bool visitFrame(const FrameView& frame) override {
    ++frames_;
    if (top_.size() < kTraceTop) {
      top_.push_back(frame);
    } else {
      if (bottom_.size() == kTraceBottom) bottom_.erase(bottom_.begin());
      bottom_.push_back(frame);
    }
    return true;
  }
  [[nodiscard]] std::uint64_t frames() const { return frames_; }
  [[nodiscard]] std::uint64_t omitted() const { return frames_ - top_.size() - bottom_.size(); }
  [[nodiscard]] std::vector<FrameView> kept() const {
    std::vector<FrameView> all = top_;
    all.insert(all.end(), bottom_.begin(), bottom_.end());
    return all;
  }

 private:
  std::uint64_t frames_ = 0;
  std::vector<FrameView> top_;
  std::vector<FrameView> bottom_;
};

std::uint32_t offsetOf(const FrameView& frame) {
  const MethodLayout* const layout = frame.method->layout.load(std::memory_order_acquire);
  return layout == nullptr || layout->code == nullptr ? 0 : (*layout->code)[frame.position].offset;
}

std::int64_t encode(const FrameView& frame) {
  return static_cast<std::int64_t>(std::uint64_t{frame.method->number} << 32 | offsetOf(frame));
}

TraceEntry entryFor(const Method& method, std::uint32_t offset) {
  TraceEntry entry;
  entry.function = nameOf(method);
  if (method.isNative()) return entry;
  const bytecode::Code& code = method.code();
  if (!code.file.isNone()) entry.file = method.module().rows().text(code.file);
  const auto after =
      std::upper_bound(code.lines.begin(), code.lines.end(), offset,
                       [](std::uint32_t value, const bytecode::LineRow& row) { return value < row.offset; });
  if (after == code.lines.begin()) return entry;
  entry.line = std::prev(after)->line;
  entry.column = std::prev(after)->column;
  return entry;
}

}  // namespace

ExceptionFields exceptionFields(Linker& linker) {
  ExceptionFields fields;
  fields.cls = linker.coreClass(classNameOf(CoreException::Exception));
  if (fields.cls == nullptr) return fields;
  fields.message = fieldNamed(*fields.cls, "message");
  fields.cause = fieldNamed(*fields.cls, "cause");
  fields.trace = fieldNamed(*fields.cls, "trace");
  return fields;
}

StackTrace traceOf(Linker& linker, const Object& exception) {
  StackTrace trace;
  const ExceptionFields fields = exceptionFields(linker);
  if (fields.cls == nullptr || !extends(classOf(exception), *fields.cls)) return trace;
  auto* const array = static_cast<ArrayObject*>(static_cast<gc::ArrayObject*>(referenceField(exception, fields.trace)));
  if (array == nullptr) return trace;
  const auto words = array->elements<std::int64_t>();
  if (words.empty()) return trace;
  trace.omitted = static_cast<std::uint32_t>(words[0]);
  for (const std::int64_t word : words.subspan(1)) {
    const std::uint64_t bits = static_cast<std::uint64_t>(word);
    const Method* const method = linker.methodByNumber(static_cast<std::uint32_t>(bits >> 32));
    if (method != nullptr) trace.entries.push_back(entryFor(*method, static_cast<std::uint32_t>(bits)));
  }
  return trace;
}

StackTrace currentTrace(Engine& engine) {
  TraceCollector collector;
  engine.walk(collector);
  StackTrace trace;
  trace.omitted = static_cast<std::uint32_t>(collector.omitted());
  for (const FrameView& frame : collector.kept()) trace.entries.push_back(entryFor(*frame.method, offsetOf(frame)));
  return trace;
}

std::string textOf(const StackTrace& trace) {
  std::string text;
  for (std::size_t i = 0; i < trace.entries.size(); ++i) {
    if (i == kTraceTop && trace.omitted != 0) text += "  ... " + std::to_string(trace.omitted) + " more\n";
    const TraceEntry& entry = trace.entries[i];
    text += "  at " + entry.function;
    if (!entry.file.empty())
      text += " (" + entry.file + (entry.line == 0 ? "" : ":" + std::to_string(entry.line)) + ")";
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

// A deep stack costs by its depth, since it is walked to its end.
Outcome Operations::captureTrace(Object& exception) {
  const ExceptionFields fields = exceptionFields(linker_);
  if (fields.cls == nullptr || fields.trace == nullptr || referenceField(exception, fields.trace) != nullptr) {
    return Outcome::Done;
  }
  TraceCollector collector;
  state_.engine->walk(collector);
  const std::vector<FrameView> kept = collector.kept();
  const RuntimeClass& cls = linker_.classFor(linker_.arrayOf(linker_.leaf(bytecode::TypeKind::Int)));
  auto* const array = static_cast<ArrayObject*>(allocateArray(cls, kept.size() + 1));
  if (array == nullptr) return Outcome::Stopped;
  const auto words = array->elements<std::int64_t>();
  words[0] = static_cast<std::int64_t>(collector.omitted());
  for (std::size_t i = 0; i < kept.size(); ++i) words[i + 1] = encode(kept[i]);
  const Slot slot = slotOfReference(array);
  storeField(exception, *fields.trace, &slot);
  charge(2 * kept.size() + collector.omitted() / 8);
  return Outcome::Done;
}

Outcome Operations::makeException() {
  const Failure failure = *state_.failure;
  const RuntimeClass* const cls = linker_.coreClass(classNameOf(failure.exception));
  const ExceptionFields fields = exceptionFields(linker_);
  if (cls == nullptr || fields.message == nullptr || !extends(*cls, *fields.cls)) return Outcome::Thrown;

  Outcome outcome = Outcome::Stopped;
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
  state_.temporaries.clear();
  return outcome;
}

Outcome Operations::throwObject(Object& exception) {
  const Outcome outcome = captureTrace(exception);
  if (outcome == Outcome::Done) state_.exception = &exception;
  return outcome;
}

}  // namespace tatu::vm
