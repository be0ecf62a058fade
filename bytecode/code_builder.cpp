#include "bytecode/code_builder.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "bytecode/module_builder.h"

namespace tatu::bytecode {

LocalIndex CodeBuilder::addLocal(TypeIndex type, std::uint32_t parameterCount) {
  locals_.push_back(type);
  return LocalIndex(parameterCount + locals_.size() - 1);
}

void CodeBuilder::setPosition(std::uint32_t line, std::uint32_t column) {
  line_ = line;
  column_ = column;
}

NewLabel CodeBuilder::newLabel() {
  labels_.emplace_back();
  return NewLabel(labels_.size() - 1);
}

void CodeBuilder::bind(NewLabel label, StackMap map) {
  while (!map.initialised.empty() && map.initialised.back() == 0) map.initialised.pop_back();
  PendingLabel& pending = labels_[label.value()];
  pending.position = here();
  pending.map = std::move(map);
}

void CodeBuilder::addHandler(CodePosition start, CodePosition end, TypeIndex type, NewLabel handler) {
  handlers_.push_back({start, end, type, handler});
}

void CodeBuilder::emitFloat(double value) {
  push(Opcode::PushFloat, std::isnan(value) ? kCanonicalNan : std::bit_cast<std::uint64_t>(value));
}

void CodeBuilder::emitFloat32(float value) {
  push(Opcode::PushFloat32, std::isnan(value) ? kCanonicalNan32 : std::bit_cast<std::uint32_t>(value));
}

void CodeBuilder::emitSwitch(std::span<const NewLabel> labels) {
  switches_.emplace_back(labels.begin(), labels.end());
  push(Opcode::Switch, switches_.size() - 1);
}

void CodeBuilder::clear() {
  locals_.clear();
  instructions_.clear();
  labels_.clear();
  handlers_.clear();
  lines_.clear();
  switches_.clear();
  file_ = StringIndex::none();
  line_ = column_ = 0;
  hasOwnGlobals_ = false;
}

bool CodeBuilder::isUnreachable() const {
  if (instructions_.empty() || !infoOf(instructions_.back().opcode).isTerminator()) return false;
  const auto isHere = [&](const PendingLabel& label) { return label.position == here(); };
  return std::none_of(labels_.rbegin(), labels_.rend(), isHere);
}

void CodeBuilder::push(Opcode opcode, std::uint64_t first, std::uint32_t second) {
  const bool isNewPosition = lines_.empty() || lines_.back().line != line_ || lines_.back().column != column_;
  if (line_ != 0 && isNewPosition) {
    lines_.push_back({static_cast<std::uint32_t>(instructions_.size()), line_, column_});
  }
  const InstructionInfo& info = infoOf(opcode);
  const bool isGlobal = info.operandCount > 0 && info.operands[0] == OperandKind::Global;
  hasOwnGlobals_ = hasOwnGlobals_ || (isGlobal && (first & kOwnBit) != 0);
  instructions_.push_back({first, second, opcode});
}

// The state of encoding one function: label numbers first, since they decide the length of branches, then bytes, then
// offsets.
class CodeBuilder::Encoding {
 public:
  Encoding(const CodeBuilder& builder, std::uint32_t ownGlobalBase)
      : builder_(builder), ownGlobalBase_(ownGlobalBase) {}

  Code run() {
    code_.locals = builder_.locals_;
    code_.file = builder_.file_;
    numberLabels();
    encodeInstructions();
    placeLabels();
    placeHandlers();
    placeLines();
    return std::move(code_);
  }

 private:
  void numberLabels() {
    const auto& labels = builder_.labels_;
    std::vector<std::uint32_t> bound;
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
      if (labels[i].position) bound.push_back(i);
    }
    std::stable_sort(bound.begin(), bound.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return *labels[a].position < *labels[b].position; });
    finalLabel_.assign(labels.size(), LabelIndex(0));
    for (const std::uint32_t i : bound) {
      if (leaders_.empty() || labels[leaders_.back()].position != labels[i].position) leaders_.push_back(i);
      finalLabel_[i] = LabelIndex(leaders_.size() - 1);
    }
  }

  void encodeInstructions() {
    std::vector<LabelIndex> switchLabels;
    offsets_.reserve(builder_.instructions_.size() + 1);
    for (const Pending& pending : builder_.instructions_) {
      offsets_.push_back(static_cast<std::uint32_t>(code_.bytes.size()));
      encodeInstruction(code_.bytes, finalParts(pending, switchLabels));
    }
    offsets_.push_back(static_cast<std::uint32_t>(code_.bytes.size()));
    code_.bytes.shrink_to_fit();
  }

  InstructionParts finalParts(const Pending& pending, std::vector<LabelIndex>& switchLabels) const {
    InstructionParts parts{pending.opcode, pending.first, pending.second, {}};
    const InstructionInfo& info = infoOf(pending.opcode);
    if (info.operandCount == 0) return parts;
    switch (info.operands[0]) {
      case OperandKind::Global: parts.first = finalIndex(GlobalIndex(pending.first), ownGlobalBase_).value(); break;
      case OperandKind::Label: parts.first = finalLabel_[pending.first].value(); break;
      case OperandKind::Labels:
        switchLabels.clear();
        for (const NewLabel label : builder_.switches_[pending.first])
          switchLabels.push_back(finalLabel_[label.value()]);
        parts.labels = switchLabels;
        break;
      default: break;
    }
    return parts;
  }

  void placeLabels() {
    code_.labels.reserve(leaders_.size());
    for (const std::uint32_t leader : leaders_) {
      const PendingLabel& pending = builder_.labels_[leader];
      code_.labels.push_back(
          {offsets_[pending.position->value()], pending.map.stack, pending.map.initialised, pending.map.isObjectRaw});
    }
  }

  void placeHandlers() {
    for (const PendingHandler& pending : builder_.handlers_) {
      if (pending.start == pending.end) continue;  // nothing can throw in an empty range
      code_.handlers.push_back({offsets_[pending.start.value()], offsets_[pending.end.value()], pending.type,
                                finalLabel_[pending.handler.value()]});
    }
  }

  void placeLines() {
    code_.lines.reserve(builder_.lines_.size());
    for (const PendingLine& pending : builder_.lines_) {
      code_.lines.push_back({offsets_[pending.instruction], pending.line, pending.column});
    }
  }

  const CodeBuilder& builder_;
  std::uint32_t ownGlobalBase_;
  Code code_;
  std::vector<std::uint32_t> offsets_;  // by instruction
  std::vector<std::uint32_t> leaders_;  // by final label: the new label that stands for it
  std::vector<LabelIndex> finalLabel_;  // by new label
};

Code CodeBuilder::finish(std::uint32_t ownGlobalBase) const { return Encoding(*this, ownGlobalBase).run(); }

}  // namespace tatu::bytecode
