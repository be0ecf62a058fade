#include "vm/frame/frame_state.h"

#include "vm/frame/stack_typer.h"

namespace tatu::vm {

using bytecode::Opcode;

namespace {

void add(FrameState& state, FrameValue value) {
  state.values.push_back(value);
  for (std::uint32_t i = 0; i < value.type->slotCount(); ++i) {
    if (value.type->slots[i] == SlotKind::Reference) state.referenceSlots.push_back(value.slot + i);
  }
}

void addLocals(FrameState& state, const MethodLayout& layout, const Liveness::Set* live) {
  for (std::uint32_t local = 0; local < layout.localTypes.size(); ++local) {
    if (live != nullptr && !Liveness::contains(*live, local)) continue;
    add(state, {layout.localTypes[local], layout.localOffsets[local], true, local});
  }
}

void addOperands(FrameState& state, const MethodLayout& layout, const StackTyper::Types& stack, std::size_t count) {
  std::uint32_t slot = layout.localSlots + kFrameHeaderSlots;
  for (std::uint32_t height = 0; height < count; ++height) {
    add(state, {stack[height], slot, false, height});
    slot += stack[height]->slotCount();
  }
}

// Walks from the last label before the position, where the stack is known.
StackTyper typerAt(Linker& linker, const Method& method, const MethodLayout& layout, std::uint32_t position) {
  const DecodedCode& code = *layout.code;
  std::uint32_t start = position;
  while (start > 0 && code.labelAt(start).isNone()) --start;
  StackTyper typer(linker, method, code, layout.localTypes);
  for (std::uint32_t i = start; i < position; ++i) {
    typer.arrive(i);
    typer.step(code[i]);
  }
  typer.arrive(position);
  return typer;
}

// How many entries a call takes for its callee.
std::size_t argumentEntries(Linker& linker, const Method& method, const bytecode::Instruction& at) {
  switch (at.opcode) {
    case Opcode::Call:
    case Opcode::CallVirtual:
      return linker.resolveCall(contextOf(method), at.call(), at.opcode == Opcode::CallVirtual).parameters.size();
    case Opcode::ObjectNew:
    case Opcode::ObjectSuper: return linker.resolveCall(contextOf(method), at.call(), false).parameters.size() - 1;
    case Opcode::CallClosure: return at.count() + 1;
    default: return 0;
  }
}

}  // namespace

const Liveness& FrameStates::livenessOf(const Method& method, const MethodLayout& layout) {
  auto& liveness = liveness_[method.function];
  if (liveness == nullptr) liveness = std::make_unique<const Liveness>(method, layout);
  return *liveness;
}

FrameState FrameStates::describe(Method& method, std::uint32_t position, FrameMoment moment) {
  FrameState state;
  const MethodLayout& layout = linker_.layoutOf(method);
  if (layout.code == nullptr) {
    addLocals(state, layout, nullptr);
    return state;
  }
  const Liveness& liveness = livenessOf(method, layout);
  const Liveness::Set live =
      moment == FrameMoment::Throwing ? liveness.whenThrown(position) : liveness.before(position);
  addLocals(state, layout, &live);
  if (moment == FrameMoment::Throwing) return state;
  const StackTyper typer = typerAt(linker_, method, layout, position);
  std::size_t entries = typer.stack().size();
  if (moment == FrameMoment::Calling) entries -= argumentEntries(linker_, method, (*layout.code)[position]);
  addOperands(state, layout, typer.stack(), entries);
  return state;
}

const FrameState& FrameStates::at(Method& method, std::uint32_t position, FrameMoment moment) {
  const std::unique_lock guard(mutex_);
  auto& state = states_[{&method, position, moment}];
  if (state == nullptr) state = std::make_unique<const FrameState>(describe(method, position, moment));
  return *state;
}

}  // namespace tatu::vm
