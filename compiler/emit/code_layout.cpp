// The last passes over a function's code, and writing it out: jumps to jumps go straight to the end of the chain, code
// that control cannot reach is removed (the verifier refuses it), so are jumps to the next instruction.
#include <algorithm>
#include <bit>
#include <utility>

#include "bytecode/limits.h"
#include "compiler/emit/code_stream.h"
#include "compiler/emit/module_tables.h"

namespace tatu::compiler::emit {

using bytecode::Flow;
using bytecode::Opcode;

namespace {

bool isBranchWithLabel(Opcode opcode) {
  const Flow flow = bytecode::infoOf(opcode).flow;
  return flow == Flow::Jump || flow == Flow::Branch;
}

// Positions are kept where a program may stop: exceptions, calls, branches, and the function's start. The targets of
// backward branches are such places too.
bool needsPosition(Opcode opcode) {
  const bytecode::InstructionInfo& info = bytecode::infoOf(opcode);
  return info.has(bytecode::kThrows) || info.flow == Flow::Jump || info.flow == Flow::Branch;
}

void writeOperands(const CodeItem& item, bytecode::CodeBuilder& builder) {
  switch (item.opcode) {
    case Opcode::PushInt: return builder.emitInt(static_cast<std::int64_t>(item.first));
    case Opcode::PushInt32: return builder.emitInt32(static_cast<std::int32_t>(item.first));
    case Opcode::PushByte: return builder.emitByte(static_cast<std::uint8_t>(item.first));
    case Opcode::PushFloat: return builder.emitFloat(std::bit_cast<double>(item.first));
    case Opcode::PushFloat32: return builder.emitFloat32(std::bit_cast<float>(static_cast<std::uint32_t>(item.first)));
    case Opcode::PushChar: return builder.emitChar(static_cast<char32_t>(item.first));
    default: break;
  }
  // All other operands are plain indices and counts; the builder treats each kind by the opcode's row.
  const bytecode::InstructionInfo& info = bytecode::infoOf(item.opcode);
  if (info.operandCount == 0) return builder.emit(item.opcode);
  if (info.operandCount == 2) return builder.emit(item.opcode, bytecode::CallIndex(item.first), item.second);
  builder.emitCount(item.opcode, static_cast<std::uint32_t>(item.first));
}

}  // namespace

template <typename Visit>
void CodeStream::forEachLabelOf(CodeItem& item, Visit visit) {
  if (item.opcode == Opcode::Switch) {
    for (CodeLabel& label : switches_[item.first]) visit(label);
  } else if (isBranchWithLabel(item.opcode)) {
    CodeLabel label(item.first);
    visit(label);
    item.first = label.value();
  }
}

// The first instruction at or after a position that has not been removed.
std::uint32_t CodeStream::liveFrom(std::uint32_t position) const {
  while (position < items_.size() && items_[position].isRemoved) ++position;
  return position;
}

// Where a jump to the label ends after following jumps; chains that bite their tail are left alone.
CodeLabel CodeStream::threaded(CodeLabel label) const {
  CodeLabel target = label;
  for (int hops = 0; hops < 16; ++hops) {
    const std::uint32_t at = liveFrom(labels_[target.value()].position);
    if (at >= items_.size() || items_[at].opcode != Opcode::Jump) return target;
    const CodeLabel next(items_[at].first);
    if (next == target) return target;
    target = next;
  }
  return label;
}

void CodeStream::threadItem(CodeItem& item) {
  forEachLabelOf(item, [&](CodeLabel& label) { label = threaded(label); });
  if (item.opcode != Opcode::Jump) return;
  const std::uint32_t at = liveFrom(labels_[item.first].position);
  if (at < items_.size() && items_[at].opcode == Opcode::Return) item.opcode = Opcode::Return;
}

void CodeStream::threadJumps() {
  for (CodeItem& item : items_) threadItem(item);
}

bool CodeStream::canThrow(std::uint32_t start, std::uint32_t end) const {
  const auto throws = [](const CodeItem& item) {
    return !item.isRemoved && bytecode::infoOf(item.opcode).has(bytecode::kThrows);
  };
  return std::any_of(items_.begin() + start, items_.begin() + end, throws);
}

void CodeStream::countUses() {
  for (LabelRecord& label : labels_) label.uses = 0;
  for (CodeItem& item : items_) {
    if (!item.isRemoved) forEachLabelOf(item, [&](CodeLabel& label) { ++labels_[label.value()].uses; });
  }
  for (const HandlerRecord& handler : handlers_) {
    if (canThrow(handler.start, handler.end)) ++labels_[handler.handler.value()].uses;
  }
}

// Removes what stands between an instruction that does not go on and the next label that is used. True if anything was
// removed.
bool CodeStream::removeDeadItems() {
  std::vector<bool> isTarget(items_.size() + 1, false);
  for (const LabelRecord& label : labels_) {
    if (label.isBound && label.uses != 0) isTarget[label.position] = true;
  }
  bool isLive = true;
  bool hasRemoved = false;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    isLive = isLive || isTarget[i];
    if (items_[i].isRemoved) continue;
    if (!isLive)
      hasRemoved = items_[i].isRemoved = true;
    else
      isLive = !bytecode::infoOf(items_[i].opcode).isTerminator();
  }
  return hasRemoved;
}

void CodeStream::removeJumpsToNext() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    CodeItem& item = items_[i];
    if (item.isRemoved || item.opcode != Opcode::Jump) continue;
    const std::uint32_t target = liveFrom(labels_[item.first].position);
    if (target == liveFrom(static_cast<std::uint32_t>(i) + 1) && target > i) item.isRemoved = true;
  }
}

// The labels in use, by the position of the instruction that they end up at; in no order where they meet.
std::vector<std::vector<std::uint32_t>> CodeStream::usedLabelsByPosition() const {
  std::vector<std::vector<std::uint32_t>> result(items_.size() + 1);
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < labels_.size(); ++i) {
    if (labels_[i].isBound && labels_[i].uses != 0) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return labels_[a].order < labels_[b].order; });
  for (const std::uint32_t label : order) result[liveFrom(labels_[label].position)].push_back(label);
  return result;
}

std::vector<bool> CodeStream::backwardTargets() const {
  std::vector<bool> result(items_.size() + 1, false);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (items_[i].isRemoved || !isBranchWithLabel(items_[i].opcode)) continue;
    const std::uint32_t target = liveFrom(labels_[items_[i].first].position);
    if (target <= i) result[target] = true;
  }
  return result;
}

// What holds at all of the labels, which end up at one place.
FlowState CodeStream::meeting(const std::vector<std::uint32_t>& labels) const {
  FlowState state = *labels_[labels.front()].state;
  for (const std::uint32_t label : labels) state.initialised.intersect(labels_[label].state->initialised);
  return state;
}

bytecode::StackMap CodeStream::mapOf(const FlowState& state, ModuleTables& tables) const {
  bytecode::StackMap map;
  for (const Type* type : state.stack) map.stack.push_back(tables.type(type));
  map.initialised = state.initialised.bytes();
  map.isObjectRaw = state.isObjectRaw;
  return map;
}

void CodeStream::writeItem(const CodeItem& item, bytecode::CodeBuilder& builder,
                           const std::vector<bytecode::NewLabel>& labels) const {
  if (item.opcode == Opcode::Switch) {
    std::vector<bytecode::NewLabel> targets;
    for (const CodeLabel label : switches_[item.first]) targets.push_back(labels[label.value()]);
    builder.emitSwitch(targets);
  } else if (isBranchWithLabel(item.opcode)) {
    builder.emit(item.opcode, labels[item.first]);
  } else {
    writeOperands(item, builder);
  }
}

void CodeStream::writeItems(bytecode::CodeBuilder& builder, ModuleTables& tables,
                            std::vector<bytecode::NewLabel>& labels,
                            std::vector<bytecode::CodePosition>& places) const {
  const auto labelsAt = usedLabelsByPosition();
  for (const auto& here : labelsAt) {
    for (const std::uint32_t label : here) labels[label] = builder.newLabel();
  }
  const std::vector<bool> isLoopStart = backwardTargets();
  bool hasPosition = false;
  for (std::size_t at = 0; at < items_.size(); ++at) {
    places[at] = builder.here();
    const CodeItem& item = items_[at];
    if (item.isRemoved) continue;
    for (const std::uint32_t label : labelsAt[at]) builder.bind(labels[label], mapOf(meeting(labelsAt[at]), tables));
    if (needsPosition(item.opcode) || !hasPosition || isLoopStart[at])
      builder.setPosition(item.position.line, item.position.column);
    hasPosition = true;
    writeItem(item, builder, labels);
  }
  places[items_.size()] = builder.here();
}

void CodeStream::writeTo(bytecode::CodeBuilder& builder, ModuleTables& tables) {
  threadJumps();
  do {
    removeJumpsToNext();
    countUses();
  } while (removeDeadItems());
  for (const Type* slot : slots_) (void)builder.addLocal(tables.type(slot), parameterCount_);
  std::vector<bytecode::NewLabel> labels(labels_.size());
  std::vector<bytecode::CodePosition> places(items_.size() + 1);
  writeItems(builder, tables, labels, places);
  for (const HandlerRecord& handler : handlers_) {
    if (!canThrow(handler.start, handler.end)) continue;
    builder.addHandler(places[handler.start], places[handler.end], tables.type(handler.type),
                       labels[handler.handler.value()]);
  }
}

}  // namespace tatu::compiler::emit
