#include "jit/baseline/reserve.h"

#include <algorithm>
#include <optional>

#include "jit/baseline/unrolling.h"
#include "vm/prepare/word_access.h"

namespace tatu::jit {

namespace {

// A slice is many times this. Whoever runs a guest in small portions of fuel finds the end of each interpreted.
constexpr std::int64_t kMostReserve = 500;
constexpr int kMostSteps = 200;

struct Costs {
  std::int64_t charged = 0;  // up to here
  std::int64_t needed = 0;   // so that nothing on the way has to ask

  void need(std::int64_t cost) { needed = std::max(needed, charged + cost); }
};

bool isForwardJump(const Word* at) { return opOf(at) == PreparedOp::Jump && at->a == 0 && vm::distanceAt(at + 1) > 0; }

bool isTest(PreparedOp op) { return op >= PreparedOp::IfTrue && op <= PreparedOp::IfFloatNotLessEqual; }

// What is done in place and asks for fuel.
void addAsking(const CodeMap& map, std::uint32_t word, Costs& costs) {
  const Word* const at = map.words() + word;
  switch (opOf(at)) {
    case PreparedOp::EnterInlined:
      costs.need(static_cast<std::int64_t>(map.bodyAt(word)->cost));
      costs.charged += at->c;
      break;
    case PreparedOp::CallGetter:
      costs.need(static_cast<std::int64_t>(vm::wordAt(at + 2)));
      costs.charged += static_cast<std::int64_t>(vm::wordAt(at + 2));
      break;
    case PreparedOp::NewPlain: {
      const std::int64_t cost = vm::pointerAt<const vm::PlainConstructor>(at + 3)->cost;
      costs.need(cost);
      costs.charged += cost;
      break;
    }
    default: break;
  }
}

// For turns whatever way they take. None: there is something in it that may use fuel by itself.
std::optional<std::int64_t> reserveForTurns(const CodeMap& map, std::uint32_t head) {
  Costs costs;
  for (std::uint32_t word = head; word < map.labelAt(head).lastBack; word += CodeMap::widthAt(map.words() + word)) {
    const Word* const at = map.words() + word;
    if (mayUseFuel(opOf(at))) return std::nullopt;
    for (std::uint32_t i = 0; i < branchCount(at); ++i) {
      const Word* const branch = at + 1 + i * vm::kBranchWords;
      costs.charged += std::max(vm::takenCostAt(branch), vm::passedCostAt(branch));
    }
    if (opOf(at) == PreparedOp::Charge) costs.charged += vm::chargeOf(*at);
    addAsking(map, word, costs);
    if (costs.charged > kMostReserve) return 0;
  }
  const std::int64_t needed = costs.needed == 0 ? 0 : costs.charged + costs.needed;
  if (const auto unrolling = unrollingAt(map, head)) return needed + unrolling->turns * unrolling->cost;
  return std::min(needed, kMostReserve);
}

}  // namespace

// On the way that control takes if no test jumps.
std::int64_t reserveOnWay(const CodeMap& map, std::uint32_t word) {
  Costs costs;
  for (int step = 0; step < kMostSteps && word < map.size() && costs.charged < kMostReserve; ++step) {
    const Word* const at = map.words() + word;
    const PreparedOp op = opOf(at);
    if (isForwardJump(at)) {
      costs.charged += vm::takenCostAt(at + 1);
      word += static_cast<std::uint32_t>(vm::distanceAt(at + 1));
      continue;
    }
    const bool isEnd = op == PreparedOp::Return0 || op == PreparedOp::Return1;
    if (isEnd || mayUseFuel(op)) return std::max(costs.charged, costs.needed);
    if (!goesOn(op) || (isBranch(op) && !isTest(op))) break;
    if (isTest(op) && vm::distanceAt(at + 1) <= 0) break;
    if (isTest(op)) costs.charged += vm::passedCostAt(at + 1);
    if (op == PreparedOp::Charge) costs.charged += vm::chargeOf(*at);
    addAsking(map, word, costs);
    word += CodeMap::widthAt(at);
  }
  return std::min(costs.needed, kMostReserve);
}

bool mayUseFuel(PreparedOp op) {
  switch (op) {
    case PreparedOp::MoveN:
    case PreparedOp::ZeroN:
    case PreparedOp::GlobalGet:
    case PreparedOp::GlobalSet:
    case PreparedOp::CallGetter:
    case PreparedOp::NewPlain:
    case PreparedOp::EnterInlined:
    case PreparedOp::LeaveInlined: return false;
    case PreparedOp::TypeIs:
    case PreparedOp::CastReference: return true;
    default: return vm::kPreparedOperands[static_cast<int>(op)][0] == '*';
  }
}

Way wayBetween(const CodeMap& map, std::uint32_t word, std::uint32_t end) {
  Costs costs;
  bool usesFuel = false;
  for (int step = 0; word < end; word += CodeMap::widthAt(map.words() + word)) {
    const Word* const at = map.words() + word;
    if (isTest(opOf(at))) costs.charged += vm::passedCostAt(at + 1);
    if (opOf(at) == PreparedOp::Charge) costs.charged += vm::chargeOf(*at);
    addAsking(map, word, costs);
    if (mayUseFuel(opOf(at))) costs = {}, usesFuel = true;
    if (++step > kMostSteps) return {0, true};
  }
  return {costs.charged, usesFuel};
}

std::int64_t reserveAt(const CodeMap& map, std::uint32_t word) {
  if (!map.labelAt(word).isHead()) return reserveOnWay(map, word);
  // Of a head that is nothing but a test, which is made once, the turns are those of the next one.
  const std::uint32_t next = word + CodeMap::widthAt(map.words() + word);
  const bool isOnce = isTest(opOf(map.words() + word)) && map.labelAt(next).isHead();
  const auto turns = reserveForTurns(map, isOnce ? next : word);
  if (!turns) return reserveOnWay(map, word);
  return *turns + (isOnce ? vm::passedCostAt(map.words() + word + 1) : 0);
}

}  // namespace tatu::jit
