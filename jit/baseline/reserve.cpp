#include "jit/baseline/reserve.h"

#include <algorithm>
#include <optional>

#include "jit/baseline/charges.h"
#include "jit/baseline/unrolling.h"
#include "vm/prepare/word_access.h"

namespace tatu::jit {

namespace {

// A slice is many times this: what asked for more than a slice would always be interpreted. Whoever runs a guest in
// small portions of fuel finds the end of each interpreted.
constexpr std::int64_t kMostReserve = 500;
constexpr int kMostSteps = 200;

struct Costs {
  std::int64_t charged = 0;  // up to here
  std::int64_t needed = 0;   // so that nothing on the way has to ask

  void add(std::int64_t cost, std::int64_t asked) {
    if (asked != 0) needed = std::max(needed, charged + asked);
    charged += cost;
  }
};

bool isForwardJump(const Word* at) { return opOf(at) == PreparedOp::Jump && at->a == 0 && vm::distanceAt(at + 1) > 0; }

// For turns whatever way they take. None: there is something in it that may use fuel by itself.
std::optional<std::int64_t> reserveForTurns(const CodeMap& map, std::uint32_t head) {
  constexpr std::uint32_t kMostWords = 2000;
  const std::uint32_t end = map.labelAt(head).lastBack;
  if (end - head > kMostWords) return 0;
  Costs costs;
  for (std::uint32_t word = head; word < end; word += CodeMap::widthAt(map.words() + word)) {
    if (mayUseReserve(map, word)) return std::nullopt;
    const Charges charges = chargesAt(map, word);
    costs.add(charges.most, charges.asked);
    if (costs.charged > kMostReserve) return 0;
  }
  const std::int64_t needed = std::min(costs.needed == 0 ? 0 : costs.charged + costs.needed, kMostReserve);
  const auto unrolling = unrollingAt(map, head);
  return unrolling ? needed + unrolling->turns * unrolling->cost : needed;
}

}  // namespace

// On the way that control takes if no test jumps, but those that leave an inlined body otherwise.
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
    if (isEnd || mayUseReserve(map, word)) return std::min(std::max(costs.charged, costs.needed), kMostReserve);
    if (!goesOn(op) || (isBranch(op) && !isTest(op))) break;
    if (isTest(op) && vm::distanceAt(at + 1) <= 0) break;
    const std::uint32_t next = word + CodeMap::widthAt(at);
    if (isTest(op) && map.leavesBody(next)) {
      costs.charged += vm::takenCostAt(at + 1);
      word += static_cast<std::uint32_t>(vm::distanceAt(at + 1));
      continue;
    }
    const Charges charges = chargesAt(map, word);
    costs.add(charges.passed, charges.asked);
    word = next;
  }
  return std::min(costs.needed, kMostReserve);
}

std::int64_t reserveAt(const CodeMap& map, std::uint32_t word) {
  if (!map.labelAt(word).isHead()) return reserveOnWay(map, word);
  // Of a head that is nothing but a test, which is made once, the turns are those of the next one.
  const std::uint32_t next = word + CodeMap::widthAt(map.words() + word);
  const bool isOnce = isTest(opOf(map.words() + word)) && map.labelAt(next).isHead();
  const auto turns = reserveForTurns(map, isOnce ? next : word);
  if (!turns) return reserveOnWay(map, word);
  return *turns + (isOnce ? chargesAt(map, word).passed : 0);
}

}  // namespace tatu::jit
