#include "jit/baseline/unrolling.h"

#include "jit/baseline/charges.h"
#include "vm/prepare/word_access.h"

namespace tatu::jit {

namespace {

constexpr int kMostTurns = 16;
constexpr std::uint32_t kMostWords = 240;  // of all turns
constexpr std::int64_t kMostCost = 400;    // the same

// Nothing that is long in machine code.
bool mayBeCopied(const Word* at) {
  switch (opOf(at)) {
    case PreparedOp::NewPlain:
    case PreparedOp::Switch: return false;
    case PreparedOp::MoveN:
    case PreparedOp::ZeroN:
    case PreparedOp::GlobalGet:
    case PreparedOp::GlobalSet: return at->c <= 4;
    default: return !mayUseFuel(opOf(at));
  }
}

std::uint32_t targetOf(const CodeMap& map, std::uint32_t word) {
  return static_cast<std::uint32_t>(word + vm::distanceAt(map.words() + word + 1));
}

// What is so at a label that inherits comes from the one branch to it, of which there would be several.
bool leadsToHeirs(const CodeMap& map, const Unrolling& found) {
  for (std::uint32_t word = found.first; word <= found.branch; word += CodeMap::widthAt(map.words() + word)) {
    if (branchCount(map.words() + word) == 0) continue;
    const std::uint32_t target = targetOf(map, word);
    if (target > found.branch && map.labelAt(target).inherits) return true;
  }
  return false;
}

// How it is left at its end must be known: a label, or the jump out of the loop.
bool endsWell(const CodeMap& map, const Unrolling& found) {
  const std::uint32_t behind = found.behind(map);
  if (behind >= map.size()) return false;
  const Word* const next = map.words() + behind;
  if (isWholeTurn(opOf(map.words() + found.branch)))
    return opOf(next) == PreparedOp::Jump && next->a == 0 && targetOf(map, behind) > behind &&
           !map.labelAt(targetOf(map, behind)).inherits;
  return map.labelAt(behind).isLabel && !map.labelAt(behind).inherits && !map.labelAt(behind).isHead();
}

}  // namespace

std::optional<Unrolling> unrollingAt(const CodeMap& map, std::uint32_t head) {
  Unrolling found{head, 0, 0, 1};
  const int loop = map.loopAt(head);
  if (loop < 0) return std::nullopt;
  for (std::uint32_t word = head; found.branch == 0; word += CodeMap::widthAt(map.words() + word)) {
    const Word* const at = map.words() + word;
    const bool isOther = word != head && map.labelAt(word).isHead();
    if (word >= map.labelAt(head).lastBack || isOther || map.loopAt(word) != loop || !mayBeCopied(at))
      return std::nullopt;
    found.cost += chargesAt(map, word).most;
    if (branchCount(at) == 0 || targetOf(map, word) > word) continue;
    if (targetOf(map, word) != head || opOf(at) == PreparedOp::Jump) return std::nullopt;
    found.branch = word;
  }
  const std::uint32_t words = found.behind(map) - head;
  while (found.turns < kMostTurns && 2 * found.turns * words <= kMostWords && 2 * found.turns * found.cost <= kMostCost)
    found.turns *= 2;
  if (found.turns == 1 || !endsWell(map, found) || leadsToHeirs(map, found)) return std::nullopt;
  return found;
}

}  // namespace tatu::jit
