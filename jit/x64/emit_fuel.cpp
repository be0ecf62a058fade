// Charges, and what is known of the fuel (fuel_state.h).
#include <utility>

#include "jit/baseline/charges.h"
#include "jit/baseline/reserve.h"
#include "jit/x64/metering.h"
#include "jit/x64/method_emitter.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;

void MethodEmitter::charge(std::int64_t cost) {
  fuel_.owed += cost;
  fuel_.spent += cost;
  if (fuel_.owed > FuelState::kMost) settle();
}

void MethodEmitter::settle() {
  fuel_.subtracted(fuel_.owed);
  subtract(std::exchange(fuel_.owed, 0));
}

void MethodEmitter::giveUpFuel() {
  settle();
  fuel_.least = FuelState::kUnknown;
}

void MethodEmitter::subtract(std::int64_t cost) {
  if (cost == 0 || !kIsMetered) return;
  if (cost == static_cast<std::int32_t>(cost)) {
    a_.sub(kFuel, static_cast<std::int32_t>(cost));
  } else {
    a_.mov(rax, cost);
    a_.sub(kFuel, rax);
  }
}

void MethodEmitter::subtractAndTest(std::int64_t cost) {
  subtract(cost);
  if (cost == 0) a_.test(kFuel, kFuel);
}

// The slice may be used up then.
void MethodEmitter::subtractAndPoll(std::int64_t cost, const Label& poll) {
  if (!kIsMetered) return;
  subtractAndTest(cost);
  a_.js(poll);
}

// Asks for as much as is useful up to the next place where the fuel must be exact, so that nothing else has to ask.
void MethodEmitter::needFuel(std::int64_t cost, const Label& otherwise) {
  if (!kIsMetered || fuel_.least >= cost + fuel_.owed) return;
  constexpr std::int64_t kMost = 200;  // where it is missing, the interpreter does what is left of the slice
  const std::int64_t reserve = std::max(cost, std::min(reserveOnWay(map_, word_), kMost));
  const std::int64_t asked = fuel_.owed + reserve;
  const Label tooLittle = asked == 0 ? otherwise : a_.newLabel();
  subtractAndPoll(asked, tooLittle);
  fuel_.owed = -reserve;
  fuel_.least = 0;
  if (asked == 0) return;
  later([this, tooLittle, otherwise, asked] {
    a_.bind(tooLittle);
    subtract(-asked);
    a_.jmp(otherwise);
  });
}

// The register is the fuel, nothing is known of it, and everything is in memory: makes it so that the code at `next`
// finds the state that it was made for.
void MethodEmitter::resumeOwing(const FuelState& fuel, std::uint32_t next) {
  const Label tooLittle = a_.newLabel();
  const bool isTested = kIsMetered && fuel.isKnown();
  emitPassage({-fuel.owed, isTested ? std::optional(fuel.least) : std::nullopt, fuel.owed}, tooLittle);
  if (!isTested) return;
  later([this, tooLittle, fuel, next] {
    a_.bind(tooLittle);
    subtract(fuel.owed);
    emitLeave(map_.words() + next, vm::CompiledExit::Interpret);
  });
}

// ---- Labels

FuelState& MethodEmitter::arrivalAt(std::uint32_t word, const FuelState& first) {
  const auto found = arrivals_.find(word);
  if (found != arrivals_.end()) return found->second;
  FuelState state{first.owed, first.least, 0};
  const LabelInfo& label = map_.labelAt(word);
  if (label.isAsideCall) {
    state = {0, FuelState::kUnknown, 0, true};
  } else if (label.isHead()) {
    const std::int64_t reserve = reserveAt(map_, word);
    const bool hasReserve = first.least >= 0 && first.owed <= -reserve;
    state = {hasReserve ? first.owed : -reserve, reserve == 0 ? FuelState::kUnknown : 0, 0, true};
  } else if (label.turnOf > word_ + 1) {
    state = amidTurn(word, first);
  }
  return arrivals_.emplace(word, state).first->second;
}

// For a label in the turn of a loop, at which control enters the loop: what is so there for turns, so that they have
// nothing to do when they fall into it.
FuelState MethodEmitter::amidTurn(std::uint32_t word, const FuelState& first) {
  const std::uint32_t head = map_.labelAt(word).turnOf - 1;
  const FuelState atHead = arrivalAt(head, {});
  const Way way = wayBetween(map_, head, word);
  if (way.usesFuel) return {way.charged, FuelState::kUnknown, 0};
  const std::int64_t owed = atHead.owed + way.charged;
  if (!atHead.isKnown()) return {owed, first.least, 0};
  return {owed, atHead.least, 0, true};
}

bool MethodEmitter::entersBlindly(std::uint32_t target) const {
  const LabelInfo& label = map_.labelAt(target);
  if (label.isHead() || label.isAsideCall || label.turnOf <= word_ + 1 || arrivals_.contains(target)) return false;
  return wayBetween(map_, label.turnOf - 1, target).usesFuel;
}

MethodEmitter::Passage MethodEmitter::passageTo(std::uint32_t target, std::int64_t cost) {
  FuelState now{fuel_.owed + cost, fuel_.least, 0};
  FuelState& there = arrivalAt(target, now);
  Passage passage{now.owed - there.owed, std::nullopt, there.owed};
  now.subtracted(passage.cost);
  if (!there.isGiven && target >= word_) {
    there.least = std::min(there.least, now.least);
  } else if (kIsMetered && there.isKnown() && now.least < there.least) {
    passage.test = there.least;
  }
  return passage;
}

void MethodEmitter::emitPassage(const Passage& passage, const Label& tooLittle) {
  if (passage.test == 0) return subtractAndPoll(passage.cost, tooLittle);
  subtract(passage.cost);
  if (!passage.test) return;
  a_.cmp(kFuel, static_cast<std::int32_t>(*passage.test));
  a_.jl(tooLittle);
}

void MethodEmitter::passInto(std::uint32_t target, const Passage& passage) {
  emitPassage(passage, passage.test ? shortExit(target, passage.owed) : Label());
}

// A head knows no more than that the register is not negative, and owes nothing: so one test is that and the poll.
MethodEmitter::Passage MethodEmitter::passageBack(Edge edge) {
  const FuelState& there = arrivalAt(edge.target, {});
  return {fuel_.owed + edge.cost - there.owed, 0, there.owed};
}

// ---- Inlined bodies

// No way joins another but where it is left, and nothing in it looks at the fuel but what is called when a direct call
// of one price gives up: then at each place it is known how much has been charged since the entry.
bool MethodEmitter::isPlainBody(const vm::InlinedBody& body) const {
  for (std::uint32_t word = next_; word < body.end; word += CodeMap::widthAt(map_.words() + word)) {
    const vm::DirectFunction* const direct = map_.directAt(word);
    const bool hasPrice = direct != nullptr && direct->price;
    if (!hasPrice && mayUseFuel(opOf(map_.words() + word))) return false;
    if (map_.labelAt(word).isLabel && !map_.labelAt(word).inherits && !map_.leavesBody(word)) return false;
  }
  return true;
}

}  // namespace tatu::jit::x64
