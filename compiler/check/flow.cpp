#include "compiler/check/flow.h"

#include <algorithm>
#include <utility>

namespace tatu::compiler::check {

namespace {

// Where the local's narrowing is, or would be.
template <typename Narrowings>
auto placeOf(Narrowings& narrowings, const LocalInfo* local) {
  return std::lower_bound(
      narrowings.begin(), narrowings.end(), local,
      [](const FlowState::Narrowing& narrowing, const LocalInfo* l) { return narrowing.local->number < l->number; });
}

}  // namespace

FlowState FlowState::unreachable() {
  FlowState state;
  state.ends = UINT32_MAX;
  return state;
}

void FlowState::end() {
  if (ends < UINT32_MAX - 1) ++ends;
}

const Type* FlowState::narrowed(const LocalInfo* local) const {
  const auto place = placeOf(narrowings, local);
  return place != narrowings.end() && place->local == local ? place->type : nullptr;
}

void FlowState::narrow(const LocalInfo* local, const Type* type) {
  const auto place = placeOf(narrowings, local);
  if (place != narrowings.end() && place->local == local) {
    place->type = type;
  } else if (narrowings.size() < kMaxNarrowings) {
    narrowings.insert(place, {local, type});
  }
}

void FlowState::forget(const LocalInfo* local) {
  const auto place = placeOf(narrowings, local);
  if (place != narrowings.end() && place->local == local) narrowings.erase(place);
}

FlowState joined(FlowState a, const FlowState& b) {
  if (a.ends != b.ends) return a.ends < b.ends ? a : b;
  std::vector<FlowState::Narrowing> common;
  for (const FlowState::Narrowing& narrowing : a.narrowings) {
    if (b.narrowed(narrowing.local) == narrowing.type) common.push_back(narrowing);
  }
  a.narrowings = std::move(common);
  a.definite.intersect(b.definite);
  a.possible.unite(b.possible);
  return a;
}

}  // namespace tatu::compiler::check
