#include "vm/frame/frame_state.h"

namespace tatu::vm {

using bytecode::Opcode;

namespace {

// Values of states and waypoints that are kept, and instructions between waypoints.
constexpr std::size_t kMaxWeight = std::size_t{1} << 18;
constexpr std::uint32_t kWaypointDistance = 256;

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

// Walks from the last label before the position, where the stack is known, or from a waypoint behind that.
StackTyper FrameStates::typerAt(const Method& method, const MethodLayout& layout, std::uint32_t position) {
  const DecodedCode& code = *layout.code;
  const auto after = waypoints_.upper_bound(Place(&method, position));
  const bool hasWaypoint = after != waypoints_.begin() && std::prev(after)->first.first == &method;
  const std::uint32_t waypoint = hasWaypoint ? std::prev(after)->first.second : 0;
  std::uint32_t start = position;
  while (start > waypoint && code.labelAt(start).isNone()) --start;
  StackTyper typer(linker_, method, code, layout.localTypes);
  if (hasWaypoint && start == waypoint && code.labelAt(start).isNone()) typer.resume(std::prev(after)->second);
  for (std::uint32_t i = start; i < position; ++i) {
    if (i > start && (i - start) % kWaypointDistance == 0 && code.labelAt(i).isNone()) {
      keep(typer.stack().size() + 1);
      waypoints_.emplace(Place(&method, i), typer.stack());
    }
    typer.arrive(i);
    typer.step(code[i]);
  }
  typer.arrive(position);
  return typer;
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
  const StackTyper typer = typerAt(method, layout, position);
  std::size_t entries = typer.stack().size();
  if (moment == FrameMoment::Calling) entries -= argumentEntries(linker_, method, (*layout.code)[position]);
  addOperands(state, layout, typer.stack(), entries);
  return state;
}

// Makes room for something of this weight.
void FrameStates::keep(std::size_t weight) {
  if (weight_ + weight > kMaxWeight) {
    states_.clear();
    waypoints_.clear();
    weight_ = 0;
  }
  weight_ += weight;
}

std::shared_ptr<const FrameState> FrameStates::at(Method& method, std::uint32_t position, FrameMoment moment) {
  const std::unique_lock guard(mutex_);
  const Key key(&method, position, moment);
  const auto found = states_.find(key);
  if (found != states_.end()) return found->second;
  auto state = std::make_shared<const FrameState>(describe(method, position, moment));
  keep(state->values.size() + 1);
  states_.emplace(key, state);
  return state;
}

}  // namespace tatu::vm
