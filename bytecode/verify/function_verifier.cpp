#include "bytecode/verify/function_verifier.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/limits.h"

namespace tatu::bytecode {

namespace {

// What one function may cost, in steps of comparing maps: many times what any ordinary code needs, and linear in its
// size.
constexpr std::size_t kWorkPerByte = 256;
constexpr std::size_t kFreeWork = std::size_t{1} << 20;

}  // namespace

FunctionVerifier::FunctionVerifier(VerifierScope& scope)
    : scope_(scope),
      module_(scope.linked.module()),
      wellFormed_(scope),
      calls_(module_.calls.size()),
      fields_(module_.fieldRefs.size()) {
  const ClassId exception = scope.relations.exceptionClass();
  if (!exception.isNone() && scope.store.classOf(exception).typeParameters.empty()) {
    exceptionType_ = scope.store.classType(exception, {});
  }
}

bool FunctionVerifier::run(FunctionIndex function, FunctionFacts& facts) {
  index_ = function;
  function_ = &module_.functions[function.value()];
  scope_.reporter.enterFunction(module_, *function_);
  code_ = &decoder_.decode(module_.code, function_->code);
  facts_ = &facts;
  context_ = scope_.relations.contextOf(FunctionEntity{&scope_.linked, function});
  scope_.relations.enter(context_);
  wellFormed_.enter(context_);
  ++epoch_;
  const bool isRight = prepare() && prepareLabels() && prepareHandlers() && instructions();
  facts_->maxStackEntries = stack_.highest();
  return isRight;
}

// ---- Failing

bool FunctionVerifier::fail(Rule rule, std::string message, std::string expected, std::string found) {
  return scope_.reporter.fail(rule, std::move(message), std::move(expected), std::move(found));
}

bool FunctionVerifier::failType(Rule rule, std::string message, TypeId expected, TypeId found) {
  return fail(rule, std::move(message), text(expected), text(found));
}

bool FunctionVerifier::spend(std::size_t work) {
  if (work > workLeft_)
    return fail(Rule::Limit, "The function takes too long to verify: too many and too large stack maps meet");
  workLeft_ -= work;
  return true;
}

// ---- Preparing

bool FunctionVerifier::prepare() {
  parameterCount_ = static_cast<std::uint32_t>(function_->parameters.size());
  locals_.clear();
  for (const Parameter& parameter : function_->parameters) locals_.push_back(type(parameter.type));
  for (const TypeIndex local : code_->locals) {
    locals_.push_back(type(local));
    if (!wellFormed_.check(locals_.back())) return false;
  }
  result_ = type(function_->result);
  workLeft_ = kFreeWork + kWorkPerByte * code_->bytes.size();
  stack_.restart();
  initialised_.assign((code_->locals.size() + 7) / 8, 0);
  isRaw_ = isConstructor();
  fieldsSetCount_ = 0;
  fieldsSet_.assign(isRaw_ ? module_.classes[function_->owner.value()].fields.size() : 0, false);
  return true;
}

bool FunctionVerifier::prepareLabels() {
  labelTypes_.clear();
  labelStarts_.assign(1, 0);
  for (const Label& label : code_->labels) {
    scope_.reporter.atOffset(label.offset);
    for (const TypeIndex entry : label.stack) {
      labelTypes_.push_back(type(entry));
      if (!wellFormed_.check(labelTypes_.back())) return false;
    }
    labelStarts_.push_back(static_cast<std::uint32_t>(labelTypes_.size()));
    if (label.isObjectRaw && !isConstructor())
      return fail(Rule::LabelRaw, "A label outside of a constructor has a raw receiver");
  }
  return true;
}

bool FunctionVerifier::prepareHandlers() {
  handlerOrder_.clear();
  activeHandlers_.clear();
  nextHandler_ = 0;
  mustCheckHandlers_ = true;
  for (std::uint32_t i = 0; i < code_->handlers.size(); ++i) {
    const Handler& handler = code_->handlers[i];
    handlerOrder_.push_back(i);
    scope_.reporter.atOffset(handler.start);
    const TypeId caught = type(handler.type);
    if (!wellFormed_.check(caught)) return false;
    if (exceptionType_.isNone() || !scope_.relations.isSubtype(caught, exceptionType_)) {
      return fail(Rule::HandlerType, "A handler catches what is no Exception", "Exception", text(caught));
    }
    const std::uint32_t label = handler.handler.value();
    const bool isCaughtAlone =
        labelStarts_[label + 1] - labelStarts_[label] == 1 && labelTypes_[labelStarts_[label]] == caught;
    if (!isCaughtAlone)
      return fail(Rule::HandlerMap, "The stack map of a handler's label is not the exception alone", text(caught));
  }
  std::stable_sort(handlerOrder_.begin(), handlerOrder_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return code_->handlers[a].start < code_->handlers[b].start;
  });
  return true;
}

// ---- The pass

bool FunctionVerifier::instructions() {
  bool fallsThrough = true;
  std::uint32_t nextLabel = 0;
  Instruction at;
  for (std::uint32_t offset = 0; offset < code_->bytes.size(); offset = at.end) {
    scope_.reporter.atOffset(offset);
    offset_ = offset;
    if (nextLabel < code_->labels.size() && code_->labels[nextLabel].offset == offset) {
      if (!enterLabel(LabelIndex(nextLabel++), fallsThrough)) return false;
    }
    (void)decodeInstruction(code_->bytes, offset, at);  // the structure has been checked
    if (!code_->handlers.empty()) moveHandlers(offset);
    if (!instruction(at)) return false;
    fallsThrough = !at.info().isTerminator();
  }
  scope_.reporter.leaveOffset();
  return true;
}

bool FunctionVerifier::instruction(const Instruction& at) {
  const InstructionInfo& info = at.info();
  if (info.has(kThrows) && mustCheckHandlers_ && !checkHandlers()) return false;
  if (at.opcode == Opcode::ObjectComplete)
    return objectComplete();  // pops and pushes nothing, but changes the receiver
  if (info.isRegular()) {
    if (!regular(info)) return false;
    return info.flow == Flow::Next || arriveAtAll(at);
  }
  if (!custom(at)) return false;
  return !scope_.store.hasOverflowed() || fail(Rule::DerivedTypeSize, "A type becomes too large");
}

// What the table says is all there is to check.
bool FunctionVerifier::regular(const InstructionInfo& info) {
  for (int i = info.popCount - 1; i >= 0; --i) {
    if (!popAs(leaf(static_cast<TypeKind>(info.pops[static_cast<std::size_t>(i)])))) return false;
  }
  return info.pushCount == 0 || push(leaf(static_cast<TypeKind>(info.pushes[0])));
}

bool FunctionVerifier::arriveAtAll(const Instruction& at) {
  switch (at.info().flow) {
    case Flow::Jump:
    case Flow::Branch: return arrive(at.label());
    case Flow::Switch: {
      const LabelList labels = at.labels();
      return std::all_of(labels.begin(), labels.end(), [this](LabelIndex label) { return arrive(label); });
    }
    default: return true;
  }
}

bool FunctionVerifier::arrive(LabelIndex index) {
  const Label& label = code_->labels[index.value()];
  const std::span<const TypeId> wanted(labelTypes_.data() + labelStarts_[index.value()],
                                       labelTypes_.data() + labelStarts_[index.value() + 1]);
  if (!spend(wanted.size() + label.initialised.size() / 8 + 1)) return false;
  if (wanted.size() != stack_.size()) {
    return fail(Rule::LabelStack, fmt::format("The stack has another height than the map of label {}", index.value()),
                fmt::format("{} entries", wanted.size()), fmt::format("{}", stack_.size()));
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == stack_[i] || scope_.relations.isSubtype(stack_[i], wanted[i])) continue;
    return failType(Rule::LabelStack,
                    fmt::format("Entry {} of the stack does not fit the map of label {}", i, index.value()), wanted[i],
                    stack_[i]);
  }
  for (std::size_t i = 0; i < label.initialised.size(); ++i) {
    if ((label.initialised[i] & ~initialised_[i]) == 0) continue;
    return fail(Rule::LabelInitialised,
                fmt::format("A local that the map of label {} promises may have no value", index.value()));
  }
  if (fieldsSetCount_ > 0 && isRaw_)
    return fail(Rule::FieldInitOnce, "Control branches or meets a label between field.init and the completion");
  if (label.isObjectRaw != isRaw_)
    return fail(Rule::LabelRaw, "The receiver is not as complete as the label's map says");
  return true;
}

bool FunctionVerifier::enterLabel(LabelIndex index, bool fallsThrough) {
  const Label& label = code_->labels[index.value()];
  if (fallsThrough && !arrive(index)) return false;
  if (!spend(initialised_.size() / 8 + 1)) return false;
  stack_.assign(
      std::span(labelTypes_)
          .subspan(labelStarts_[index.value()], labelStarts_[index.value() + 1] - labelStarts_[index.value()]));
  std::copy(label.initialised.begin(), label.initialised.end(), initialised_.begin());
  std::fill(initialised_.begin() + static_cast<std::ptrdiff_t>(label.initialised.size()), initialised_.end(),
            std::uint8_t{0});
  isRaw_ = label.isObjectRaw;
  fieldsSetCount_ = 0;
  std::fill(fieldsSet_.begin(), fieldsSet_.end(), false);
  mustCheckHandlers_ = true;
  return true;
}

// ---- Handlers: what their maps promise must hold wherever the range can throw. Between labels locals only gain
// values, so the first throwing instruction after a label, after the begin of a range, or after a change of the
// receiver's state is enough.

void FunctionVerifier::moveHandlers(std::uint32_t offset) {
  while (!activeHandlers_.empty() && code_->handlers[activeHandlers_.back()].end <= offset) activeHandlers_.pop_back();
  if (nextHandler_ == handlerOrder_.size() || code_->handlers[handlerOrder_[nextHandler_]].start > offset) return;
  for (; nextHandler_ < handlerOrder_.size() && code_->handlers[handlerOrder_[nextHandler_]].start <= offset;
       ++nextHandler_) {
    activeHandlers_.push_back(handlerOrder_[nextHandler_]);
  }
  mustCheckHandlers_ = true;
  // Ranges nest, but equal starts come in any order: the innermost must be at the back.
  std::sort(activeHandlers_.begin(), activeHandlers_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return code_->handlers[a].end > code_->handlers[b].end; });
}

bool FunctionVerifier::checkHandlers() {
  mustCheckHandlers_ = false;
  for (const std::uint32_t number : activeHandlers_) {
    const Label& label = code_->labels[code_->handlers[number].handler.value()];
    if (!spend(label.initialised.size() / 8 + 1)) return false;
    for (std::size_t i = 0; i < label.initialised.size(); ++i) {
      if ((label.initialised[i] & ~initialised_[i]) == 0) continue;
      return fail(Rule::HandlerInitialised,
                  "A local that a handler's map promises may have no value when this instruction throws");
    }
    const bool isPartly = isRaw_ && fieldsSetCount_ > 0;
    if (isPartly || label.isObjectRaw != isRaw_)
      return fail(Rule::HandlerRaw, "The receiver is not as complete here as the handler's map says");
  }
  return true;
}

// ---- Stack

bool FunctionVerifier::failOverflow() {
  return fail(Rule::StackOverflow, "The operand stack is too deep", fmt::format("at most {}", kMaxStackEntries));
}

bool FunctionVerifier::popKind(TypeKind kind, std::string_view expected, TypeId& type) {
  if (!pop(type)) return false;
  if (scope_.store.kindOf(type) == kind) return true;
  return fail(Rule::StackKind, "An entry is of another kind", std::string(expected), text(type));
}

bool FunctionVerifier::operandType(TypeIndex index, TypeId& result) {
  result = type(index);
  return wellFormed_.check(result);
}

// ---- One rule per irregular instruction; an instruction without one is refused.

bool FunctionVerifier::custom(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::PushNull: return pushNull(at);
    case Opcode::LocalGet: return localGet(at);
    case Opcode::LocalSet: return localSet(at);
    case Opcode::Dup: return dup();
    case Opcode::Pop: {
      TypeId dropped;
      return pop(dropped);
    }
    case Opcode::Swap: return swap();
    case Opcode::GlobalGet: return globalGet(at);
    case Opcode::GlobalSet: return globalSet(at);
    case Opcode::ReferenceEqual: return referenceEqual();
    case Opcode::StringConcat: return stringConcat(at);
    case Opcode::OptionalSome: return optionalSome();
    case Opcode::OptionalUnwrap: return optionalUnwrap();
    case Opcode::OptionalIsNull: return optionalIsNull();
    case Opcode::TupleMake: return tupleMake(at);
    case Opcode::TupleGet: return tupleGet(at);
    case Opcode::ObjectNew: return objectNew(at);
    case Opcode::ObjectSuper: return objectSuper(at);
    case Opcode::FieldInit: return fieldInit(at);
    case Opcode::FieldGet: return fieldGet(at);
    case Opcode::FieldSet: return fieldSet(at);
    case Opcode::EnumNew: return enumNew(at);
    case Opcode::EnumTag: return enumTag();
    case Opcode::EnumGet: return enumGet(at);
    case Opcode::ClosureNew: return closureNew(at);
    case Opcode::ArrayNew: return arrayNew(at);
    case Opcode::ArrayLength: return arrayLength();
    case Opcode::ArrayGet: return arrayGet();
    case Opcode::ArraySet: return arraySet();
    case Opcode::ArrayClear: return arrayClear();
    case Opcode::ArrayCopy: return arrayCopy();
    case Opcode::ArrayFill: return arrayFill();
    case Opcode::TypeBox: return typeBox(at);
    case Opcode::TypeIs: return typeIs(at);
    case Opcode::TypeCast: return typeCast(at);
    case Opcode::TypeCastOptional: return typeCastOptional(at);
    case Opcode::Call: return callDirect(at);
    case Opcode::CallVirtual: return callVirtual(at);
    case Opcode::CallClosure: return callClosure(at);
    case Opcode::Return: return returnTop();
    case Opcode::JumpNull: return jumpNull(at);
    case Opcode::JumpPresent: return jumpPresent(at);
    case Opcode::Throw: return throwTop();
    default:
      return fail(Rule::Opcode, "The verifier has no rule for this instruction", {}, std::string(at.info().mnemonic));
  }
}

}  // namespace tatu::bytecode
