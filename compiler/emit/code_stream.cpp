#include "compiler/emit/code_stream.h"

#include "bytecode/limits.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;

namespace {

// At most so many bytes an instruction takes when it is written: opcode and operands, of which a place may take five.
std::size_t byteBound(std::uint64_t first, std::uint32_t second) {
  std::size_t bytes = 7;
  for (std::uint64_t rest = first >> 28; rest != 0; rest >>= 7) ++bytes;
  for (std::uint32_t rest = second; rest != 0; rest >>= 7) ++bytes;
  return bytes;
}

// Does the type of what it pushes follow from that of the entry on top?
bool isTypedByTop(Opcode opcode) { return opcode == Opcode::OptionalSome || opcode == Opcode::OptionalUnwrap; }

}  // namespace

void CodeStream::setExcess(std::string_view excess) {
  if (excess_.empty()) excess_ = excess;
  becomeUnreachable();
}

void CodeStream::append(Opcode opcode, std::uint64_t first, std::uint32_t second) {
  codeBytes_ += byteBound(first, second);
  if (codeBytes_ > bytecode::kMaxCodeBytes) return setExcess("has too much code");
  items_.push_back({opcode, false, second, first, position_});
}

void CodeStream::becomeUnreachable() {
  isReachable_ = false;
  state_.stack.clear();
}

void CodeStream::push(const Type* type) {
  state_.stack.push_back(type);
  state_.isTopExact = true;
  if (state_.stack.size() > bytecode::kMaxStackEntries) setExcess("has an expression that is nested too deeply");
}

void CodeStream::popEntries(std::uint32_t count) {
  state_.stack.resize(state_.stack.size() - count);
  if (count != 0) state_.isTopExact = false;
}

void CodeStream::emit(Opcode opcode) {
  if (!isReachable_) return;
  const bytecode::InstructionInfo& info = bytecode::infoOf(opcode);
  popEntries(info.popCount);
  append(opcode, 0, 0);
  if (info.pushCount != 0 && isReachable_) push(types_.leaf(static_cast<TypeKind>(info.pushes[0])));
}

void CodeStream::emit(Opcode opcode, std::uint64_t first, std::uint32_t pops, const Type* pushed,
                      std::uint32_t second) {
  if (!isReachable_) return;
  const bool isExact = state_.isTopExact || !isTypedByTop(opcode);
  popEntries(pops);
  append(opcode, first, second);
  if (pushed == nullptr || !isReachable_) return;
  if (!isWithinLimits(pushed)) return setExcess("has a value whose type is too large");
  push(pushed);
  state_.isTopExact = isExact;
  // There is no such value: control does not get here.
  if (pushed->is(TypeKind::Never)) end(Opcode::Unreachable, 0);
}

void CodeStream::end(Opcode opcode, std::uint32_t pops) {
  if (!isReachable_) return;
  popEntries(pops);
  append(opcode, 0, 0);
  becomeUnreachable();
}

void CodeStream::dropTop() {
  if (!isReachable_) return;
  const bool isBehindLabel = lastBinding_ == here();
  const Opcode last = items_.empty() ? Opcode::Pop : items_.back().opcode;
  const bool isPlainPush = last == Opcode::PushUnit || last == Opcode::LocalGet || last == Opcode::PushInt ||
                           last == Opcode::PushString || last == Opcode::PushTrue || last == Opcode::PushFalse;
  if (isBehindLabel || !isPlainPush) return emit(Opcode::Pop, 0, 1, nullptr);
  items_.pop_back();
  popEntries(1);
}

std::uint32_t CodeStream::addSlot(const Type* type) {
  if (slots_.size() + parameterCount_ >= bytecode::kMaxLocals) {
    setExcess("has more than 65,535 local variables");
    return 0;
  }
  slots_.push_back(type);
  return static_cast<std::uint32_t>(slots_.size() - 1);
}

void CodeStream::leaveScope(std::uint32_t slot) {
  inScope_.erase(slot);
  state_.initialised.erase(slot);
}

void CodeStream::getSlot(std::uint32_t slot, const Type* type) {
  emit(Opcode::LocalGet, parameterCount_ + slot, 0, type);
}

void CodeStream::setSlot(std::uint32_t slot) {
  if (!isReachable_) return;
  emit(Opcode::LocalSet, parameterCount_ + slot, 1, nullptr);
  state_.initialised.insert(slot);
}

CodeLabel CodeStream::newLabel() {
  labels_.emplace_back();
  return CodeLabel(labels_.size() - 1);
}

// Takes the present state into what arrives at the label.
void CodeStream::arriveAt(CodeLabel label) {
  LabelRecord& record = labels_[label.value()];
  if (record.isBound) return;
  if (!record.state) {
    record.state = state_;
    return;
  }
  record.state->initialised.intersect(state_.initialised);
  record.state->isTopExact = record.state->isTopExact && state_.isTopExact;
}

void CodeStream::bind(CodeLabel label) {
  if (isReachable_) arriveAt(label);
  LabelRecord& record = labels_[label.value()];
  record.isBound = true;
  record.position = lastBinding_ = here();
  record.order = bindings_++;
  if (!record.state || !excess_.empty()) return;
  record.state->initialised.intersect(inScope_);
  state_ = *record.state;
  isReachable_ = true;
}

void CodeStream::bindWith(CodeLabel label, const FlowState& state) {
  if (!excess_.empty()) return;
  state_ = state;
  state_.initialised.intersect(inScope_);
  isReachable_ = true;
  LabelRecord& record = labels_[label.value()];
  record.isBound = true;
  record.position = lastBinding_ = here();
  record.order = bindings_++;
  record.state = state_;
}

void CodeStream::jump(CodeLabel label) {
  if (!isReachable_) return;
  arriveAt(label);
  append(Opcode::Jump, label.value(), 0);
  becomeUnreachable();
}

void CodeStream::branch(Opcode opcode, CodeLabel label) {
  if (!isReachable_) return;
  popEntries(1);
  arriveAt(label);
  append(opcode, label.value(), 0);
}

void CodeStream::jumpNull(CodeLabel label, const Type* payload) {
  if (!isReachable_) return;
  const bool isExact = state_.isTopExact;
  popEntries(1);
  arriveAt(label);
  append(Opcode::JumpNull, label.value(), 0);
  if (!isReachable_) return;
  push(payload);
  state_.isTopExact = isExact;
}

void CodeStream::jumpPresent(CodeLabel label, const Type* payload) {
  if (!isReachable_) return;
  const Type* const whole = state_.stack.back();
  state_.isTopExact = state_.isTopExact && whole->is(TypeKind::Optional) && whole->arguments[0] == payload;
  state_.stack.back() = payload;
  arriveAt(label);
  append(Opcode::JumpPresent, label.value(), 0);
  if (isReachable_) popEntries(1);
}

void CodeStream::switchTo(std::vector<CodeLabel> labels) {
  if (!isReachable_) return;
  popEntries(1);
  for (const CodeLabel label : labels) arriveAt(label);
  append(Opcode::Switch, switches_.size(), 0);
  codeBytes_ += 5 * labels.size();
  switches_.push_back(std::move(labels));
  becomeUnreachable();
}

CodeSwitch CodeStream::openSwitch() {
  const CodeSwitch number(switches_.size());
  switchTo({});
  return number;
}

void CodeStream::closeSwitch(CodeSwitch number, std::vector<CodeLabel> labels) {
  if (!excess_.empty()) return;
  codeBytes_ += 5 * labels.size();
  switches_[number.value()] = std::move(labels);
}

std::vector<std::uint32_t> CodeStream::slotsWithValues() const {
  LocalSet held = state_.initialised;
  held.intersect(inScope_);
  std::vector<std::uint32_t> slots;
  held.forEach([&slots](std::uint32_t slot) { slots.push_back(slot); });
  return slots;
}

void CodeStream::addHandler(std::uint32_t start, std::uint32_t end, const Type* type, CodeLabel handler) {
  if (start < end) handlers_.push_back({start, end, type, handler});
}

}  // namespace tatu::compiler::emit
