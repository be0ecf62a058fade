#include "compiler/check/flow.h"

#include <algorithm>

namespace tatu::compiler::check {

const Type* FlowState::narrowed(const LocalInfo* local) const {
  for (auto it = narrowings.rbegin(); it != narrowings.rend(); ++it) {
    if (it->local == local) return it->type;
  }
  return nullptr;
}

void FlowState::narrow(const LocalInfo* local, const Type* type) {
  forget(local);
  narrowings.push_back({local, type});
}

void FlowState::forget(const LocalInfo* local) {
  std::erase_if(narrowings, [&](const Narrowing& narrowing) { return narrowing.local == local; });
}

FlowState::Assignment* FlowState::assignment(const LocalInfo* local) {
  for (Assignment& candidate : assignments) {
    if (candidate.local == local) return &candidate;
  }
  return nullptr;
}

FlowState joined(const FlowState& a, const FlowState& b) {
  if (!a.isReachable) return b;
  if (!b.isReachable) return a;
  FlowState result;
  for (const FlowState::Narrowing& narrowing : a.narrowings) {
    if (std::find(b.narrowings.begin(), b.narrowings.end(), narrowing) != b.narrowings.end()) {
      result.narrowings.push_back(narrowing);
    }
  }
  for (const FlowState::Assignment& left : a.assignments) {
    for (const FlowState::Assignment& right : b.assignments) {
      if (left.local != right.local) continue;
      result.assignments.push_back(
          {left.local, left.isDefinite && right.isDefinite, left.isPossible || right.isPossible});
    }
  }
  return result;
}

}  // namespace tatu::compiler::check
