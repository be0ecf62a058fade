// Loops of which several turns are emitted one behind the other (jit/baseline/unrolling.h).
//
// At the end of each turn but the last control falls into the next one, which has what is in registers from it. What
// the turns may cost has been asked for at the head; where it is not enough, as another way through a turn has
// subtracted from it, the turn polls.
#include <utility>

#include "jit/x64/metering.h"
#include "jit/x64/method_emitter.h"

namespace tatu::jit::x64 {

// The head has just been arrived at.
void MethodEmitter::beginUnrolling() {
  const auto unrolling = unrollingAt(map_, word_);
  if (unrolling) unrolled_ = Unrolled{*unrolling, unrolling->turns - 1, {}};
}

// Control falls into the next turn, charged. Where it would poll, `unpaid` of that is not charged yet.
void MethodEmitter::nextTurn(std::int64_t cost, std::uint32_t pollAt, std::int64_t unpaid) {
  const std::uint32_t first = unrolled_->unrolling.first;
  charge(cost);
  if (kIsMetered && fuel_.least < fuel_.owed) {
    settle();
    subtractAndPoll(0, pollExit(pollAt, -unpaid));
    fuel_.least = 0;
  }
  cache_.dropFrom(map_.labelAt(first).top);
  renewLabels();
  --unrolled_->left;
  next_ = first;
}

// The labels of a turn are its own.
void MethodEmitter::renewLabels() {
  const Unrolling& unrolling = unrolled_->unrolling;
  const bool isFirst = unrolled_->labels.empty();
  for (std::uint32_t word = unrolling.first + 1; word <= unrolling.branch; ++word) {
    if (!map_.labelAt(word).isLabel) continue;
    const auto arrival = arrivals_.extract(word);
    const auto carried = carried_.extract(word);
    if (isFirst)
      unrolled_->labels.push_back({word, labels_[word],
                                   arrival.empty() ? std::nullopt : std::optional(arrival.mapped()),
                                   carried.empty() ? std::nullopt : std::optional(carried.mapped())});
    charges_.erase(word);
    labels_[word] = a_.newLabel();
  }
}

// Behind the last turn: everybody else means the first one.
void MethodEmitter::endUnrolling() {
  for (const auto& outer : unrolled_->labels) {
    labels_[outer.word] = outer.label;
    arrivals_.erase(outer.word);
    if (outer.arrival) arrivals_.emplace(outer.word, *outer.arrival);
    carried_.erase(outer.word);
    if (outer.carried) carried_.emplace(outer.word, *outer.carried);
  }
  unrolled_.reset();
}

void MethodEmitter::unrolledBranch(const Word* at, Condition condition) {
  const Edge edge = edgeAt(at);
  const Edge behind{unrolled_->unrolling.behind(map_), vm::passedCostAt(at + 1)};
  flushFor(behind.target);
  jumpUnless(condition, edgeTo(behind));
  nextTurn(edge.cost, edge.target, 0);
}

// Who leaves comes by the head, polls there, and takes the jump that stands behind the turn.
void MethodEmitter::unrolledTurn(const Word* at, Condition condition) {
  const Edge body = edgeAt(at);
  const Edge head = edgeAt(at, 1);
  const Edge leave = edgeAt(map_.words() + next_, 0);
  const Label leaving = a_.newLabel();
  flushFor(leave.target);
  jumpUnless(condition, leaving);
  const FuelState here = std::exchange(fuel_, {0, 0, 0});
  later([this, leaving, cost = here.owed + head.cost, poll = pollExit(head.target, 0), to = edgeTo(leave)] {
    a_.bind(leaving);
    subtractAndPoll(cost, poll);
    a_.jmp(to);
  });
  fuel_ = here;
  nextTurn(body.cost, head.target, vm::passedCostAt(at + 1));
}

}  // namespace tatu::jit::x64
