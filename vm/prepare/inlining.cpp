#include "vm/prepare/inlining.h"

#include "vm/frame/method_layout.h"
#include "vm/link/linker.h"

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::Opcode;

namespace {

constexpr std::uint32_t kMostInstructions = 48;
constexpr std::uint64_t kMostCost = 10000;

// Whether each branch goes forward.
bool onlyGoesOn(const DecodedCode& code, std::uint32_t position) {
  const Instruction& at = code[position];
  if (at.opcode == Opcode::Switch) {
    for (const bytecode::LabelIndex label : at.labels()) {
      if (code.positionOf(label) <= position) return false;
    }
    return true;
  }
  const bool hasLabel = at.info().flow == Flow::Branch || at.info().flow == Flow::Jump;
  return !hasLabel || code.positionOf(at.label()) > position;
}

}  // namespace

std::optional<std::uint64_t> inlinableCost(Linker& linker, Method& method) {
  if (method.isNative() || method.isConstructor()) return std::nullopt;
  const MethodLayout& layout = linker.layoutOf(method);
  if (layout.failure || layout.code == nullptr || layout.clearsLocals || !layout.handlers.empty()) return std::nullopt;
  const DecodedCode& code = *layout.code;
  if (code.size() > kMostInstructions) return std::nullopt;
  std::uint64_t cost = 0;
  for (std::uint32_t i = 0; i < code.size(); ++i) {
    cost += code.blockCost(i);
    const bool setsParameter = code[i].opcode == Opcode::LocalSet && code[i].local().value() < method.parameters.size();
    if (setsParameter || !onlyGoesOn(code, i) || cost > kMostCost) return std::nullopt;
  }
  return cost;
}

bool mayBeLeft(const std::vector<Word>& words, std::size_t first) {
  bool hasActed = false;
  for (std::size_t at = first; at < words.size(); at += preparedWidth(words, at)) {
    const PreparedEffect effect = kPreparedEffects[words[at].op];
    const bool fails = effect == PreparedEffect::Fails || effect == PreparedEffect::FailsOrActs;
    if (effect == PreparedEffect::Stops || (hasActed && fails)) return false;
    hasActed = hasActed || effect == PreparedEffect::Acts || effect == PreparedEffect::FailsOrActs;
  }
  return true;
}

}  // namespace tatu::vm
