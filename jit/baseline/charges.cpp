#include "jit/baseline/charges.h"

#include <algorithm>

#include "vm/link/in_place.h"
#include "vm/prepare/word_access.h"

namespace tatu::jit {

Charges chargesAt(const CodeMap& map, std::uint32_t word) {
  const Word* const at = map.words() + word;
  switch (opOf(at)) {
    case PreparedOp::Charge: return {vm::chargeOf(*at), vm::chargeOf(*at), 0};
    case PreparedOp::EnterInlined: return {at->c, at->c, static_cast<std::int64_t>(map.bodyAt(word)->cost)};
    case PreparedOp::CallGetter: {
      const auto cost = static_cast<std::int64_t>(vm::wordAt(at + 2));
      return {cost, cost, cost};
    }
    case PreparedOp::CallNative:
    case PreparedOp::ReadNative: {
      const vm::DirectFunction* const direct = map.directAt(word);
      const std::int64_t price = direct == nullptr ? 0 : direct->price.value_or(0);
      return {price, price, price};
    }
    case PreparedOp::NewPlain: {
      const auto cost = static_cast<std::int64_t>(vm::pointerAt<const vm::PlainConstructor>(at + 3)->cost);
      return {cost, cost, cost};
    }
    default: break;
  }
  Charges charges;
  for (std::uint32_t i = 0; i < branchCount(at); ++i) {
    const Word* const branch = at + 1 + i * vm::kBranchWords;
    charges.most = std::max({charges.most, vm::takenCostAt(branch), vm::passedCostAt(branch)});
  }
  if (isTest(opOf(at))) charges.passed = vm::passedCostAt(at + 1);
  return charges;
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

bool mayUseReserve(const CodeMap& map, std::uint32_t word) {
  const PreparedOp op = opOf(map.words() + word);
  return mayUseFuel(op) && op != PreparedOp::Concat && map.directAt(word) == nullptr;
}

Way wayBetween(const CodeMap& map, std::uint32_t word, std::uint32_t end) {
  constexpr std::uint32_t kMostWords = 600;
  if (end - word > kMostWords) return {0, true};
  Way way;
  for (; word < end; word += CodeMap::widthAt(map.words() + word)) {
    way.charged += chargesAt(map, word).passed;
    if (mayUseFuel(opOf(map.words() + word))) way = {0, true};
  }
  return way;
}

}  // namespace tatu::jit
