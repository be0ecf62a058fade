#include "tests/calls/late_calls.h"

#include <array>
#include <string>
#include <thread>
#include <utility>

#include "tests/calls/values.h"

namespace tatu::calls {

void LateCalls::add(tatu_pending_call* raw, Result result, tatu_runtime* runtime) {
  auto late = std::make_unique<Late>();
  late->raw = raw;
  late->result = result;
  late->runtime = runtime;
  late->of = this;
  putBack(std::move(late));
}

void LateCalls::putBack(Owned late) {
  const std::scoped_lock lock(mutex_);
  calls_.push_back(std::move(late));
}

LateCalls::Owned LateCalls::take(Choices& choices) {
  const std::scoped_lock lock(mutex_);
  if (calls_.empty()) return nullptr;
  std::swap(calls_[choices.below(calls_.size())], calls_.back());
  Owned late = std::move(calls_.back());
  calls_.pop_back();
  return late;
}

// A wrong answer is refused as long as somebody waits.
bool LateCalls::answer(Late& late, Choices& choices, bool isRight) {
  const std::string text(choices.below(300), 'y');
  tatu_object* const object = late.result == Result::Thing ? objects_.take(choices.below(Objects::kSlots)) : nullptr;
  tatu_value value = object != nullptr ? objectValue(object) : intValue(7);
  if (late.result == Result::Text) value = textValue(text);
  if (!isRight) value = charValue('x');
  tatu_error* error = nullptr;
  const tatu_status status = tatu_pending_call_return(late.raw, &value, choices.oneIn(2) ? nullptr : &error);
  tatu_error_destroy(error);
  tatu_object_release(object);
  findings_.expect(status == TATU_OK || (status == TATU_MISUSE && !isRight), "an answer is refused");
  return status == TATU_OK;
}

bool LateCalls::throwInto(Late& late, Choices& choices) {
  constexpr std::array kClasses{"IoException", "DeniedException", "NoSuchException"};
  const std::size_t which = choices.below(kClasses.size());
  const tatu_status status = tatu_pending_call_throw(late.raw, kClasses[which], which == 0 ? nullptr : "by chance");
  findings_.expect(status == (which == 2 ? TATU_MISUSE : TATU_OK), "an exception as an answer has a wrong status");
  return status == TATU_OK;
}

bool LateCalls::answerWhileAwaited(Late& late, Choices& choices) {
  struct Answering {
    LateCalls& self;
    Late& late;
    Choices& choices;
    bool hasEnded = false;
    bool hasRun = false;
  } answering{*this, late, choices};
  const bool was = tatu_pending_call_while_awaited(
      late.raw,
      [](tatu_pending_call*, tatu_runtime* runtime, void* data) {
        auto& of = *static_cast<Answering*>(data);
        of.self.findings_.expect(runtime == of.late.runtime, "an answer gets another runtime");
        of.hasRun = true;
        if (of.choices.oneIn(2)) of.hasEnded = of.self.answer(of.late, of.choices, true);
      },
      &answering);
  findings_.expect(was == answering.hasRun, "who waits for an answer is not told of truly");
  return answering.hasEnded;
}

void LateCalls::listenForCancel(Late& late) {
  if (std::exchange(late.hasCancel, true)) return;
  const tatu_cancel_function count = [](void* data) {
    auto& cancelled = *static_cast<Late*>(data);
    ++cancelled.cancels;
    cancelled.of->findings_.expect(!cancelled.hasEnded, "a cancel is told of when the pending call has ended");
  };
  findings_.expect(tatu_pending_call_on_cancel(late.raw, count, &late) == TATU_OK, "nobody may hear of a cancel");
}

bool LateCalls::actOn(Late& late, Choices& choices) {
  switch (choices.below(8)) {
    case 0: return answer(late, choices, false);
    case 1: return throwInto(late, choices);
    case 2: listenForCancel(late); return false;
    case 3: return answerWhileAwaited(late, choices);
    case 4: tatu_pending_call_destroy(late.raw); return true;
    case 5: {
      bool hasEnded = false;
      std::thread([&] { hasEnded = answer(late, choices, true); }).join();
      return hasEnded;
    }
    default: return answer(late, choices, true);
  }
}

void LateCalls::checkCancels(const Late& late, bool wasAwaited) {
  findings_.expect(late.cancels == (late.hasCancel && !wasAwaited ? 1 : 0), "cancels are not told of once");
}

void LateCalls::act(Choices& choices, bool othersRun) {
  Owned late = take(choices);
  if (late == nullptr) return;
  const bool wasAwaited = tatu_pending_call_is_awaited(late->raw);
  if (!actOn(*late, choices)) return putBack(std::move(late));
  ++answered_;
  findings_.expect(late->cancels <= 1, "a cancel is told of twice");
  if (!othersRun) checkCancels(*late, wasAwaited);
  end(std::move(late));
}

void LateCalls::end(Owned late) {
  late->hasEnded = true;
  const std::scoped_lock lock(mutex_);
  ended_.push_back(std::move(late));
}

void LateCalls::endAll(Choices& choices, bool isRuntimeThere) {
  while (Owned late = take(choices)) {
    const bool isAwaited = tatu_pending_call_is_awaited(late->raw);
    findings_.expect(isRuntimeThere || !isAwaited, "somebody waits for an answer who is gone");
    const tatu_value value = textValue("late");  // which is none of the types where nobody looks any more
    if (choices.oneIn(2) || isAwaited || tatu_pending_call_return(late->raw, &value, nullptr) != TATU_OK) {
      tatu_pending_call_destroy(late->raw);
    }
    checkCancels(*late, isAwaited);
    end(std::move(late));
  }
}

}  // namespace tatu::calls
