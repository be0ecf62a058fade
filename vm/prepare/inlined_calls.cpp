// Inlining bodies of callees (inlining.h).
#include <algorithm>
#include <bit>

#include "vm/native.h"
#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;

namespace {

constexpr std::uint32_t kMostSteps = 4000;  // per method
constexpr std::size_t kMostWords = 240;     // per body, those inlined into it included
constexpr int kMostNested = 5;
constexpr int kMaxIndex = 32000;             // of a slot that a word can name
constexpr std::uint64_t kMostUnits = 30000;  // that EnterInlined can name

}  // namespace

Preparer::Preparer(Preparer& caller, Method& callee, std::vector<Entry> arguments, int base)
    : output_(caller.output_),
      caller_(&caller),
      arguments_(std::move(arguments)),
      base_(base),
      linker_(caller.linker_),
      method_(callee),
      layout_(linker_.layoutOf(callee)),
      code_(*layout_.code),
      header_(base + static_cast<int>(layout_.localSlots)),
      typer_(linker_, callee, code_, layout_.localTypes) {}

bool Preparer::canInline(Method& callee) const {
  int nested = 0;
  for (const Preparer* body = this; body != nullptr; body = body->caller_) {
    if (&body->method_ == &callee || ++nested > kMostNested) return false;
  }
  return output_.inlined.steps < kMostSteps;
}

// A call of a method that suits is replaced by its body, or nothing is changed that matters.
bool Preparer::prepareInlined(const CallTarget& target) {
  Method& callee = *target.method;
  if (!canInline(callee)) return false;
  const std::optional<std::uint64_t> cost = inlinableCost(linker_, callee);
  if (!cost) return false;
  const std::size_t firstArgument = entries_.size() - target.parameters.size();
  const int base = firstArgument < entries_.size() ? entries_[firstArgument].canonical : topIndex();

  const InlinedLimits limits = output_.inlined;
  if (!isInlined()) {
    // What the real call would see of the caller's frame.
    for (std::size_t i = 0; i < firstArgument; ++i) materialise(entries_[i]);
    output_.inlined.cost = 0;
    output_.inlined.instances.clear();
    output_.inlined.hasPaid = false;
  }
  const std::size_t words = words_.size();
  const std::size_t rows = info_->instructions.size();
  const std::size_t labels = info_->inlinedLabels.size();
  const std::optional<Word> open = limits.open ? std::optional(words_[*limits.open]) : std::nullopt;
  output_.inlined.cost += *cost;
  if (!callee.typeArguments.empty()) output_.inlined.instances.push_back(&callee);
  if (output_.inlined.cost <= kMostUnits && inlineBody(callee, firstArgument, base)) return true;

  words_.resize(words);
  info_->instructions.resize(rows);
  info_->inlinedLabels.resize(labels);
  lastResult_ = 0;
  const std::uint32_t steps = output_.inlined.steps;
  output_.inlined = limits;
  output_.inlined.steps = steps;
  if (open) words_[*limits.open] = *open;
  return false;
}

bool Preparer::inlineBody(Method& callee, std::size_t firstArgument, int base) {
  Preparer body(*this, callee, {entries_.begin() + static_cast<std::ptrdiff_t>(firstArgument), entries_.end()}, base);
  const int room = body.header_ + static_cast<int>(kFrameHeaderSlots + body.layout_.operandSlots);
  if (room > kMaxIndex) return false;
  const std::size_t first = words_.size();
  const auto entryCost = static_cast<int>(body.code_.blockCost(0));
  if (!isInlined()) {
    output_.inlined.room = room;
    output_.inlined.open = emit(PreparedOp::EnterInlined, body.header_, 0, entryCost);
    emitWord(0);
    emitWord(0);
  } else {
    // Fuel that a native's price has used up could be missing here.
    if (output_.inlined.hasPaid) return false;
    output_.inlined.room = std::max(output_.inlined.room, room);
    if (output_.inlined.open) {
      words_[*output_.inlined.open].c = static_cast<std::int16_t>(words_[*output_.inlined.open].c + entryCost);
    } else {
      emitCharge(static_cast<std::uint64_t>(entryCost));
    }
  }
  if (!body.translateInlined() || words_.size() - first > kMostWords) return false;
  if (!isInlined()) {
    if (!mayBeLeft(words_, first + kPreparedWords[static_cast<int>(PreparedOp::EnterInlined)])) return false;
    noteInlined(first, firstArgument, base, callee);
  }
  const bool hasResult = lastResult_ == words_.size();
  entries_.resize(firstArgument);
  pushResult();
  if (!hasResult) lastResult_ = 0;
  return true;
}

// What is needed to make the call itself when the body that begins at `first` is left.
void Preparer::noteInlined(std::size_t first, std::size_t firstArgument, int base, Method& callee) {
  auto body = std::make_unique<InlinedBody>();
  body->first = static_cast<std::uint32_t>(first);
  body->end = static_cast<std::uint32_t>(words_.size());
  body->keptFuel = words_[first].a;
  body->cost = output_.inlined.cost;
  body->instances = output_.inlined.instances;
  const auto closed = static_cast<std::uint64_t>(INT64_MAX);
  words_[first + 1] = std::bit_cast<Word>(body->isPaid() ? body->cost : closed);
  words_[first + 2] = std::bit_cast<Word>(InlinedNeeds{output_.inlined.room, 0});
  output_.inlinedCalls.push_back({body.get(),
                                  &callee,
                                  base,
                                  position_,
                                  {entries_.begin() + static_cast<std::ptrdiff_t>(firstArgument), entries_.end()},
                                  body->end,
                                  std::nullopt});
  info_->inlined.push_back(std::move(body));
  output_.inlined.open.reset();
}

bool Preparer::translateInlined() {
  labelWords_.assign(code_.size(), 0);
  bool returns = false;
  for (position_ = 0; position_ < code_.size(); ++position_) {
    if (!code_.labelAt(position_).isNone()) {
      output_.inlined.open.reset();
      arrive();
    }
    typer_.step(code_[position_]);
    if (isDead_) continue;
    if (++output_.inlined.steps > kMostSteps) return false;
    if (!translateOrLeave(code_[position_])) return false;
    const Flow flow = code_[position_].info().flow;  // a comparison has taken the jump behind it along
    returns = returns || flow == Flow::Return;
    hasBranched_ = hasBranched_ || flow == Flow::Branch || flow == Flow::Switch;
  }
  if (!returns) return false;
  patchBranches();
  if (!returns_.empty()) {
    lastResult_ = 0;
    const auto result = static_cast<int>(method_.result->slotCount());
    info_->inlinedLabels.push_back({{static_cast<std::uint32_t>(words_.size()), position_}, base_ + result});
  }
  for (const std::size_t jump : returns_) {
    words_[jump + 1] = std::bit_cast<Word>(words_.size() - jump);
  }
  return true;
}

// False if the body would always be left here.
bool Preparer::translateOrLeave(const Instruction& at) {
  const std::size_t first = words_.size();
  const std::size_t patches = patches_.size();
  translate(at);
  bool canStand = true;
  for (std::size_t word = first; word < words_.size() && canStand; word += preparedWidth(words_, word)) {
    canStand = kPreparedEffects[words_[word].op] != PreparedEffect::Stops;
  }
  if (canStand) return true;
  // No branch stops; all the same no patch may stay behind the words that it would patch.
  words_.resize(first);
  patches_.erase(patches_.begin() + static_cast<std::ptrdiff_t>(patches), patches_.end());
  emit(PreparedOp::LeaveInlined);
  isDead_ = true;
  lastResult_ = 0;
  return hasBranched_;
}

void Preparer::prepareInlinedReturn() {
  const Entry value = pop();
  const std::uint32_t slots = value.type->slotCount();
  const bool isLast = position_ + 1 == code_.size() && returns_.empty();
  if (slots == 0) {
    lastResult_ = 0;
  } else if (value.kind == Kind::Canonical && canRetarget(value)) {
    words_[lastResultWord_].a = static_cast<std::int16_t>(base_);
  } else {
    const std::size_t word = words_.size();
    if (value.kind == Kind::Constant) {
      emitConstant(base_, value.value);
    } else {
      emitMove(base_, value.kind == Kind::At ? value.at : value.canonical, slots);
    }
    lastResult_ = 0;
    if (slots == 1 && words_.size() != word) noteResult(word);
  }
  if (isLast) return;
  lastResult_ = 0;
  if (position_ + 1 == code_.size()) return;
  returns_.push_back(emit(PreparedOp::Jump));
  emitBranchWords({});
}

// A native that only reads is called in place.
bool Preparer::prepareReading(const CallTarget& target) {
  if (!target.method->isNative() || linker_.layoutOf(*target.method).failure) return false;
  const Native& native = *target.method->function->native;
  if (native.effect != NativeEffect::Reads) return false;
  flush();
  entries_.resize(entries_.size() - target.parameters.size());
  emit(PreparedOp::ReadNative, pushResult());
  emitPointer(target.method);
  output_.inlined.open.reset();
  output_.inlined.hasPaid = output_.inlined.hasPaid || native.price != nullptr;
  return true;
}

// The calls themselves, out of the way.
void Preparer::emitInlinedCalls() {
  for (InlinedCall& call : output_.inlinedCalls) {
    position_ = output_.position = call.position;
    call.body->call = static_cast<std::uint32_t>(words_.size());
    InlinedNeeds needs = std::bit_cast<InlinedNeeds>(words_[call.body->first + 2]);
    needs.distance = static_cast<std::int32_t>(call.body->call - call.body->first);
    words_[call.body->first + 2] = std::bit_cast<Word>(needs);
    for (Entry& argument : call.arguments) materialise(argument);
    emit(PreparedOp::Call, call.base);
    emitPointer(call.callee);
    if (call.resultTo) emitMove(*call.resultTo, call.base, 1);
    emit(PreparedOp::OpenInlined);
    emitPointer(call.body);
    const std::size_t jump = emit(PreparedOp::Jump);
    emitBranchWords({static_cast<std::int64_t>(call.join) - static_cast<std::int64_t>(jump), 0, 0});
  }
}

}  // namespace tatu::vm
