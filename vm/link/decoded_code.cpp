#include "vm/link/decoded_code.h"

#include <algorithm>
#include <utility>

#include "vm/link/runtime_type.h"

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::LabelIndex;

DecodedCode::DecodedCode(bytecode::Code body, const bytecode::FunctionFacts& facts) : body_(std::move(body)) {
  for (bytecode::InstructionCursor at(body_.bytes); !at.isAtEnd(); at.advance()) instructions_.push_back(*at);
  findLabels();
  sumBlocks();
  for (const bytecode::VariablePayload& payload : facts.variablePayloads) {
    variablePayloads_.emplace(payload.offset, payload.variable);
  }
}

std::uint32_t DecodedCode::positionOf(std::uint32_t offset) const {
  const auto after = std::upper_bound(instructions_.begin(), instructions_.end(), offset,
                                      [](std::uint32_t value, const Instruction& at) { return value < at.offset; });
  return static_cast<std::uint32_t>(after - instructions_.begin()) - 1;
}

void DecodedCode::findLabels() {
  labels_.assign(instructions_.size(), LabelIndex::none());
  for (std::size_t i = 0; i < body_.labels.size(); ++i) {
    const std::uint32_t position = positionOf(body_.labels[i].offset);
    labelPositions_.push_back(position);
    labels_[position] = LabelIndex(i);
  }
}

void DecodedCode::sumBlocks() {
  blockCosts_.assign(instructions_.size(), 0);
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const bool afterBranch = i != 0 && instructions_[i - 1].info().flow == Flow::Branch;
    if (afterBranch || !labels_[i].isNone()) start = i;
    blockCosts_[start] += instructions_[i].info().fuel;
  }
}

bool DecodedCode::payloadIsOptional(const Instruction& at, const std::vector<const RuntimeType*>& variables) const {
  const auto found = variablePayloads_.find(at.offset);
  return found != variablePayloads_.end() && variables[found->second]->isOptional();
}

}  // namespace tatu::vm
