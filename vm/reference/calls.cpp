// Calls of the reference interpreter.
#include <algorithm>

#include "vm/reference/reference_engine.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;

// The arguments stand at `base` already, and Operations::makeCallable() was Done.
Outcome ReferenceEngine::enter(Method& method, Slot* base, const Entry& entry) {
  Frame& caller = frame();
  types_.resize(types_.size() - entry.entries);
  caller.moment = FrameMoment::Calling;
  Frame callee;
  callee.method = &method;
  callee.layout = &linker_.layoutOf(method);
  callee.base = base;
  callee.top = base + callee.layout->localSlots + kFrameHeaderSlots;
  callee.firstType = types_.size();
  callee.givesReceiver = entry.givesReceiver;
  callee.givesNothing = entry.givesNothing;
  if (callee.layout->clearsLocals) {
    std::fill(base + method.parameterSlots(), base + callee.layout->localSlots, 0);
  }
  state_.fuel -= callee.layout->clearingCost();
  frames_.push_back(callee);
  checkDue_ = true;
  return callee.layout->code == nullptr ? Outcome::Done : enterBlock(0);
}

Outcome ReferenceEngine::returnFrom() {
  const Frame callee = frame();
  if (callee.layout->code != nullptr && !callee.givesReceiver && !callee.givesNothing) {
    const RuntimeType& result = typeOf();
    std::copy_n(callee.top - result.slotCount(), result.slotCount(), callee.base);
  }
  types_.resize(callee.firstType);
  frames_.pop_back();
  if (frames_.empty()) return Outcome::Done;
  giveBack(callee);
  return next();
}

void ReferenceEngine::giveBack(const Frame& callee) {
  frame().moment = FrameMoment::Before;
  frame().top = callee.base;
  if (callee.givesNothing) return;
  push(callee.givesReceiver ? *callee.method->receiver : *callee.method->result, callee.base);
}

Outcome ReferenceEngine::callNativeDirectly(const CallTarget& target, Slot* base) {
  const Outcome outcome = operations_->callNative(*target.method, base);
  if (outcome != Outcome::Done) return outcome;
  types_.resize(types_.size() - target.parameters.size());
  frame().top = base;
  push(*target.result, base);
  return next();
}

Outcome ReferenceEngine::callResolved(const CallTarget& target) {
  Slot* base = frame().top - target.argumentSlots;
  if (target.boxedReceiver == nullptr && target.method->isNative()) {
    const MethodLayout& layout = linker_.layoutOf(*target.method);
    return layout.failure ? operations_->fail(*layout.failure) : callNativeDirectly(target, base);
  }
  if (const Outcome outcome = operations_->makeCallable(*target.method, base); outcome != Outcome::Done) return outcome;
  if (target.boxedReceiver != nullptr) {
    Slot boxed = 0;
    const RuntimeType& any = linker_.leaf(bytecode::TypeKind::Any);
    const Outcome outcome = operations_->box(*target.boxedReceiver, any, base, boxed);
    if (outcome != Outcome::Done) return outcome;
    const std::uint32_t width = target.boxedReceiver->slotCount();
    std::memmove(base + 1, base + width, (target.argumentSlots - width) * sizeof(Slot));
    base[0] = boxed;
  }
  return enter(*target.method, base, {target.parameters.size()});
}

Outcome ReferenceEngine::callVirtual(const CallTarget& target) {
  Slot* base = frame().top - target.argumentSlots;
  const Object& receiver = *referenceOf(base[0]);
  const DispatchEntry* entry = nullptr;
  const Outcome known = operations_->dispatch(classOf(receiver), *target.selector, entry);
  if (known != Outcome::Done) return known;
  const DispatchEntry& found = *entry;
  if (const Outcome outcome = operations_->makeCallable(*found.method, base); outcome != Outcome::Done) return outcome;
  if (found.unboxes) {
    const std::uint32_t width = classOf(receiver).type->slotCount();
    std::memmove(base + width, base + 1, (target.argumentSlots - 1) * sizeof(Slot));
    loadField(receiver, classOf(receiver).fields[0], base);
  }
  return enter(*found.method, base, {target.parameters.size()});
}

Outcome ReferenceEngine::callClosure(std::uint32_t arguments) {
  Slot* base = entry(arguments);
  const Object& closure = *referenceOf(base[0]);
  const RuntimeClass& cls = classOf(closure);
  if (const Outcome outcome = operations_->makeCallable(*cls.function, base); outcome != Outcome::Done) return outcome;
  std::memmove(base + cls.captureSlots, base + 1, (frame().top - base - 1) * sizeof(Slot));
  Slot* to = base;
  for (const FieldLayout& capture : cls.fields) {
    loadField(closure, capture, to);
    to += capture.parts.size();
  }
  return enter(*cls.function, base, {arguments + std::size_t{1}});
}

// object.new and object.super: the arguments move up by one slot, below them comes the receiver.
Outcome ReferenceEngine::callConstructor(const Instruction& at) {
  const CallTarget target = linker_.resolveCall(contextOf(*frame().method), at.call(), false);
  const bool isNew = at.opcode == Opcode::ObjectNew;
  const std::uint32_t width = target.argumentSlots - 1;
  Slot* base = frame().top - width;
  if (const Outcome outcome = operations_->makeCallable(*target.method, base); outcome != Outcome::Done) return outcome;
  Object* receiver = isNew ? nullptr : referenceOf(*local(0));
  if (isNew) {
    receiver = operations_->allocate(linker_.classFor(*target.method->receiver));
    if (receiver == nullptr) return Outcome::Stopped;
  }
  std::memmove(base + 1, base, width * sizeof(Slot));
  base[0] = slotOfReference(receiver);
  return enter(*target.method, base, {target.parameters.size() - 1, isNew, !isNew});
}

Outcome ReferenceEngine::executeCall(const Instruction& at) {
  if (at.opcode == Opcode::CallClosure) return callClosure(at.count());
  const bool isVirtual = at.opcode == Opcode::CallVirtual;
  const CallTarget target = linker_.resolveCall(contextOf(*frame().method), at.call(), isVirtual);
  return target.method != nullptr ? callResolved(target) : callVirtual(target);
}

}  // namespace tatu::vm
