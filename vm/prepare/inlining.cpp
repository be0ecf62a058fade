#include "vm/prepare/inlining.h"

#include <bit>

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
  // By word: whether something may have acted before, on some way to it. All ways go forward.
  std::vector<bool> acted(words.size() - first + 1, false);
  for (std::size_t at = first; at < words.size();) {
    const std::size_t next = at + preparedWidth(words, at);
    const auto op = static_cast<PreparedOp>(words[at].op);
    const PreparedEffect effect = kPreparedEffects[words[at].op];
    const bool fails = effect == PreparedEffect::Fails || effect == PreparedEffect::FailsOrActs;
    bool hasActed = acted[at - first];
    if (effect == PreparedEffect::Stops || (hasActed && fails)) return false;
    hasActed = hasActed || effect == PreparedEffect::Acts || effect == PreparedEffect::FailsOrActs;
    if (op >= PreparedOp::Jump && op <= PreparedOp::Switch) {
      for (std::size_t word = at + 1; word < next; word += kBranchWords) {
        const std::size_t target = at + std::bit_cast<std::uint64_t>(words[word]);
        acted[target - first] = acted[target - first] || hasActed;
      }
    }
    const bool goesOn = op != PreparedOp::Jump && op != PreparedOp::Switch && op != PreparedOp::LeaveInlined;
    if (goesOn) acted[next - first] = acted[next - first] || hasActed;
    at = next;
  }
  return true;
}

}  // namespace tatu::vm
