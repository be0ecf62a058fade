// Calls, returns, new objects, inlined bodies.
#include <utility>

#include "jit/x64/metering.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/offsets.h"
#include "vm/frame/method_layout.h"
#include "vm/link/in_place.h"
#include "vm/link/method.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;
using namespace offsets;
using vm::Method;
using vm::RuntimeClass;

// ---- Calling

vm::ReturnSite& MethodEmitter::makeSite(const Word* at, std::uint32_t words) {
  auto& site = *result_->sites.emplace_back(std::make_unique<vm::ReturnSite[]>(1)).get();
  site.call = at;
  site.returnTo = at + words;
  siteLabels_.push_back({&site, a_.newLabel()});
  return site;
}

namespace {

constexpr std::int64_t kClosedBody = INT64_MAX;  // the word of EnterInlined then

bool returnsWord(const Word* at) {
  const PreparedOp op = opOf(at);
  const bool says = op == PreparedOp::Call || op == PreparedOp::CallBoxing || op == PreparedOp::CallVirtual ||
                    op == PreparedOp::CallClosure;
  return says && at->c != 0;
}

}  // namespace

HeldList MethodEmitter::argumentsFrom(int first, int slots) {
  HeldList held;
  for (int i = 0; i < std::min<int>(slots, std::size(kArgumentNumbers)); ++i)
    held.push_back({first + i, static_cast<std::uint8_t>(kArgumentNumbers[i]), false});
  return held;
}

void MethodEmitter::passArguments(int first, int slots) {
  cache_.flush(INT32_MIN, first + slots);
  MoveList moves;
  HeldList loads;
  cache_.arrange(argumentsFrom(first, slots), moves, loads);
  cache_.move(moves);
  cache_.load(loads);
  cache_.forgetAll();
}

// rax Method, rdi base. Registers hold nothing afterwards but the result.
void MethodEmitter::callCallee(const Word* at, std::uint32_t words, const Method* callee, std::int64_t owed) {
  vm::ReturnSite& site = makeSite(at, words);
  const Label resumed = siteLabels_.back().label;
  a_.mov(kCallSite, reinterpret_cast<std::uintptr_t>(&site));
  if (callee == &method_) {
    callItself(owed);
  } else {
    a_.call(qword_ptr(kCallee, kMethodCompiledEntry));
  }
  backToOwnFrame(at, callee);
  if (!returnsWord(at)) {
    a_.bind(resumed);
    return;
  }
  // Who does not come by the processor's own return has the result in its slot alone.
  const Label behind = a_.newLabel();
  a_.bind(behind);
  cache_.bindResult(at->a);
  later([this, resumed, behind, slot = at->a] {
    a_.bind(resumed);
    a_.mov(kResult, slotMemory(slot));
    a_.jmp(behind);
  });
}

// What the callee asks for at its entry is known: it is subtracted together with what is owed.
void MethodEmitter::callItself(std::int64_t owed) {
  const Label unpaid = a_.newLabel();
  const Label back = a_.newLabel();
  subtractAndPoll(owed + entryFuel(), unpaid);
  a_.call(paidEntry_);
  a_.bind(back);
  later([this, unpaid, back] {
    a_.bind(unpaid);
    subtract(-entryFuel());
    a_.call(callEntry_);
    a_.jmp(back);
  });
}

// Behind a return. How far above the other frame is, is known of a method that has run before.
void MethodEmitter::backToOwnFrame(const Word* at, const Method* callee) {
  const vm::MethodLayout* const layout = callee == nullptr ? nullptr : callee->layout.load(std::memory_order_acquire);
  if (layout == nullptr) {
    a_.mov(kFrame, qword_ptr(kFrame, 8));
  } else {
    a_.sub(kFrame, 8 * (at->a + static_cast<std::int32_t>(layout->localSlots)));
  }
}

// The base is where the instruction says.
void MethodEmitter::callMethod(const Word* at, const Method& method, std::uint32_t words, std::int64_t owed) {
  a_.mov(kCallee, reinterpret_cast<std::uintptr_t>(&method));
  a_.lea(kCallBase, slotMemory(at->a));
  callCallee(at, words, &method, owed);
}

// The instruction is left to the interpreter if the callee has no code yet or no room: before anything is changed.
void MethodEmitter::checkRoom(const Word* at, const Method& method, const Label& noRoom) {
  a_.mov(rax, reinterpret_cast<std::uintptr_t>(&method));
  a_.mov(rax, qword_ptr(rax, kMethodPrepared));
  a_.mov(ecx, dword_ptr(rax, kCodeLocalSlots));
  a_.mov(eax, dword_ptr(rax, kCodeSlotsAbove));
  a_.add(rcx, rax);
  a_.lea(rcx, ptr(kFrame, rcx, 3, at->a * 8));
  a_.cmp(rcx, qword_ptr(kState, kStateStackLimit));
  a_.ja(noRoom);
}

// For what is done in place and takes so many slots above the frame's header: most often the frame has them.
void MethodEmitter::checkAbove(int slots, const Label& noRoom) {
  if (slots <= static_cast<int>(code_.slotsAbove)) return;
  a_.lea(rcx, slotMemory(slots));
  a_.cmp(rcx, qword_ptr(kState, kStateStackLimit));
  a_.ja(noRoom);
}

// In memory, where everything is.
void MethodEmitter::shiftUp(int base, int slots) {
  for (int i = slots; i > 0; --i) {
    a_.mov(rcx, slotMemory(base + i - 1));
    a_.mov(slotMemory(base + i), rcx);
  }
}

void MethodEmitter::emitCall(const Word* at) {
  const Method& method = *vm::pointerAt<Method>(at + 1);
  if (&method != &method_) settle();
  passArguments(at->a, static_cast<int>(method.parameterSlots()));
  callMethod(at, method, 2, std::exchange(fuel_.owed, 0));
  giveUpFuel();
}

void MethodEmitter::emitCallBoxing(const Word* at) {
  cache_.flushAll();
  cache_.forgetAll();
  emitHelperCall(vm::helpers::boxReceiver, at);
  a_.jnz(failed_);
  const Method& method = *vm::pointerAt<Method>(at + 1);
  passArguments(at->a, static_cast<int>(method.parameterSlots()));
  callMethod(at, method, 3);
}

void MethodEmitter::emitCallNative(const Word* at) { callNative(vm::helpers::CallNative, at); }
void MethodEmitter::emitReadNative(const Word* at) { callNative(vm::helpers::ReadNative, at); }

// kCallee is what the receiver's class has for the selector.
void MethodEmitter::emitCallVirtual(const Word* at) {
  const auto& selector = *vm::pointerAt<const vm::Selector>(at + 1);
  passArguments(at->a, at->b);
  a_.mov(rcx, qword_ptr(kFirstArgument, kObjectClass));
  const Label found = a_.newLabel();
  if (selector.virtualSlot != vm::FunctionDefinition::kNoSlot) {
    findBySlot(at, selector.virtualSlot, found);
  } else {
    findBySelector(at, found);
  }
  a_.bind(found);
  a_.lea(kCallBase, slotMemory(at->a));
  callCallee(at, 3);
}

// In the table of the class in rcx.
void MethodEmitter::findBySlot(const Word* at, std::int32_t slot, const Label& found) {
  const Label unknown = a_.newLabel();
  a_.mov(kCallee, qword_ptr(rcx, kClassVirtualMethods));
  a_.mov(kCallee, qword_ptr(kCallee, slot * 8));
  a_.test(kCallee, kCallee);
  a_.jz(unknown);
  later([this, unknown, found, at] {
    a_.bind(unknown);
    askForTarget(at, found);
  });
}

// The cache in the code names a class and what the selector means for it.
void MethodEmitter::findBySelector(const Word* at, const Label& found) {
  const Label slow = a_.newLabel();
  a_.mov(rdx, reinterpret_cast<std::uintptr_t>(at + 2));
  a_.mov(rdx, qword_ptr(rdx));
  a_.test(rdx, rdx);
  a_.jz(slow);
  a_.cmp(qword_ptr(rdx, kEntryReceiver), rcx);
  a_.jne(slow);
  a_.cmp(byte_ptr(rdx, kEntryUnboxes), 0);
  a_.jne(slow);
  a_.mov(kCallee, qword_ptr(rdx, kEntryMethod));
  later([this, slow, found, at] {
    const Label unknown = a_.newLabel();
    a_.bind(slow);
    a_.mov(rdx, vm::wordAt(at + 1));
    a_.call(asmjit::imm(stubs_.findInTable));
    a_.jz(unknown);
    a_.cmp(byte_ptr(rdx, kEntryUnboxes), 0);
    a_.jne(unknown);
    a_.mov(kCallee, qword_ptr(rdx, kEntryMethod));
    a_.jmp(found);
    a_.bind(unknown);
    askForTarget(at, found);
  });
}

void MethodEmitter::askForTarget(const Word* at, const Label& found) {
  emitHelperCall(vm::helpers::findTarget, at);
  a_.jnz(failed_);
  a_.mov(kCallee, qword_ptr(kState, kStateCallee));
  cache_.load(argumentsFrom(at->a, at->b));
  a_.jmp(found);
}

void MethodEmitter::emitCallClosure(const Word* at) {
  cache_.flush(INT32_MIN, at->a + at->b + 1);
  cache_.forgetAll();
  emitHelperCall(vm::helpers::openClosure, at);
  a_.jnz(failed_);
  a_.mov(kCallee, qword_ptr(kState, kStateCallee));
  // What it captures is among its arguments.
  passArguments(at->a, std::size(kArgumentNumbers));
  a_.lea(kCallBase, slotMemory(at->a));
  callCallee(at, 1);
}

// Charged, done in place; what would stop or overflow is the interpreter's.
void MethodEmitter::emitCallGetter(const Word* at) {
  constexpr std::int32_t kGetterFrameSlots = 5;
  const Gp object = cache_.readInt(at->a);
  const Label wrong = exit();
  checkAbove(at->a + kGetterFrameSlots, wrong);
  const auto cost = static_cast<std::int32_t>(vm::wordAt(at + 2));
  needFuel(cost, wrong);
  charge(cost);
  a_.mov(rax, qword_ptr(object, at->b));
  a_.mov(cache_.writeInt(at->a), rax);
}

void MethodEmitter::emitSuper(const Word* at) {
  const Method& method = *vm::pointerAt<Method>(at + 1);
  cache_.flushAll();
  cache_.forgetAll();
  checkRoom(at, method, exit());
  shiftUp(at->a, at->b);
  a_.mov(rcx, slotMemory(at->c));
  a_.mov(slotMemory(at->a), rcx);
  passArguments(at->a, at->b + 1);
  callMethod(at, method, 2);
}

// ---- New objects

// The object in rax, and behind it the arguments, which are in memory.
void MethodEmitter::passNew(const Word* at) {
  shiftUp(at->a, at->b);
  a_.mov(slotMemory(at->a), rax);
  a_.mov(kFirstArgument, rax);
  HeldList arguments = argumentsFrom(at->a, at->b + 1);
  arguments.erase(arguments.begin());
  cache_.load(arguments);
}

void MethodEmitter::emitNew(const Word* at) {
  const Method& method = *vm::pointerAt<Method>(at + 1);
  cache_.flushAll();
  cache_.forgetAll();
  checkRoom(at, method, exit());
  const Label slow = a_.newLabel();
  const Label made = a_.newLabel();
  emitAllocation(*vm::pointerAt<const RuntimeClass>(at + 2), rax, slow);
  a_.bind(made);
  passNew(at);
  callMethod(at, method, vm::kPreparedWords[at->op]);
  later([this, slow, made, at] {
    a_.bind(slow);
    emitHelperCall(vm::helpers::allocate, at);
    a_.jnz(failed_);
    a_.mov(rax, qword_ptr(kState, kStateBase));
    a_.jmp(made);
  });
}

void MethodEmitter::storePart(Mem to, std::uint32_t bytes, Gp value) {
  to.setSize(bytes);
  switch (bytes) {
    case 1: a_.mov(to, value.r8()); break;
    case 4: a_.mov(to, value.r32()); break;
    default: a_.mov(to, value); break;
  }
}

// The constructor is done in place, unless it would stop; what needs the collector calls it.
void MethodEmitter::emitNewPlain(const Word* at) {
  const Method& method = *vm::pointerAt<Method>(at + 1);
  const auto& plain = *vm::pointerAt<const vm::PlainConstructor>(at + 3);
  const auto cost = static_cast<std::int32_t>(plain.cost);
  const Label slow = a_.newLabel();
  const Label done = a_.newLabel();
  const Label wrong = exit();
  checkAbove(at->a + static_cast<int>(plain.frameSlots), wrong);
  needFuel(cost, wrong);
  const std::int64_t owed = fuel_.owed;
  const HeldList unstored = cache_.dirty();
  emitAllocation(*vm::pointerAt<const RuntimeClass>(at + 2), rax, slow);
  charge(cost);
  for (const auto& store : plain.stores) {
    const int slot = at->a + static_cast<int>(store.slot);
    const auto offset = static_cast<std::int32_t>(store.offset);
    storePart(qword_ptr(rax, offset), vm::storageBytes(store.kind), cache_.readInt(slot));
    cache_.done();
  }
  for (const auto& constant : plain.constants) {
    moveWord(rcx, constant.value);
    storePart(qword_ptr(rax, static_cast<std::int32_t>(constant.offset)), vm::storageBytes(constant.kind), rcx);
  }
  cache_.dropFrom(at->a);
  const HeldList held = cache_.all();
  a_.bind(done);
  a_.mov(cache_.writeInt(at->a), rax);
  later([this, slow, done, unstored, held, owed, fuel = fuel_, at, next = next_, &method] {
    const Label noRoom = a_.newLabel();
    a_.bind(slow);
    cache_.store(unstored);
    subtract(owed);
    checkRoom(at, method, noRoom);
    emitHelperCall(vm::helpers::allocate, at);
    a_.jnz(failed_);
    a_.mov(rax, qword_ptr(kState, kStateBase));
    passNew(at);
    callMethod(at, method, vm::kPreparedWords[at->op]);
    resumeOwing(fuel, next);
    cache_.load(held);
    a_.mov(rax, slotMemory(at->a));
    a_.jmp(done);
    a_.bind(noRoom);
    emitLeave(at, vm::CompiledExit::Interpret);
  });
}

// ---- Returning

void MethodEmitter::emitReturn0(const Word*) {
  settle();
  a_.ret();
}

void MethodEmitter::emitReturn1(const Word* at) {
  settle();
  const bool isFloat = cache_.isFloat(at->b);
  const Xmm floating = isFloat ? cache_.readFloat(at->b) : kFloatScratch;
  const Gp integer = isFloat ? kScratch : cache_.readInt(at->b);
  if (isFloat) {
    a_.movq(kResult, floating);
  } else if (integer != kResult) {
    a_.mov(kResult, integer);
  }
  a_.mov(slotMemory(at->a), kResult);
  a_.ret();
}

void MethodEmitter::emitReturnN(const Word* at) {
  cache_.flush(at->b, at->b + at->c);
  copySlots(at->a, at->b, at->c);
  a_.ret();
}

// ---- Inlined bodies

void MethodEmitter::emitEnterInlined(const Word* at) {
  const auto needs = vm::dataAt<vm::InlinedNeeds>(at + 2);
  const std::uint32_t call = word_ + static_cast<std::uint32_t>(needs.distance);
  const vm::InlinedBody& body = *map_.bodyAt(word_);
  const Label closed = a_.newLabel();
  later([this, closed, to = labels_[call], held = cache_.dirty(), owed = fuel_.owed] {
    a_.bind(closed);
    cache_.store(held);
    subtract(owed);
    a_.jmp(to);
  });
  if (isShut(body) && kIsMetered) {
    // It may be opened.
    if (!body.isPaid()) result_->code.unpaid.push_back(&body);
    testClosed(body);
    a_.je(closed);
  }
  checkAbove(needs.room, closed);
  needFuel(static_cast<std::int64_t>(body.cost), closed);
  plainBody_ = isPlainBody(body) ? &body : nullptr;
  if (plainBody_ == nullptr) keepFuel(at->a);
  cache_.forget(at->a, 1);
  fuel_.spent = 0;
  charge(at->c);
}

// One that has been paid for meanwhile, elsewhere, may be entered. Whether one rests is looked at once: the code that
// is replaced by this entered it.
bool MethodEmitter::isShut(const vm::InlinedBody& body) const {
  const bool isFirst = code_.compiled.load(std::memory_order_relaxed) == nullptr;
  const bool rests = isFirst && body.losses.load(std::memory_order_relaxed) > vm::InlinedBody::kMostLosses;
  const bool isClosed = static_cast<std::int64_t>(vm::cacheAt(map_.words() + body.first + 1)) == kClosedBody;
  return isClosed && (rests || !body.isPaid());
}

// Equal: it is closed.
void MethodEmitter::testClosed(const vm::InlinedBody& body) {
  a_.mov(rax, reinterpret_cast<std::uintptr_t>(map_.words() + body.first + 1));
  a_.cmp(dword_ptr(rax, 4), static_cast<std::int32_t>(kClosedBody >> 32));
}

// Exits of an inlined body go back to it.
void MethodEmitter::keepFuel(int slot) {
  if (!kIsMetered) return;
  if (fuel_.owed == 0) {
    a_.mov(slotMemory(slot), kFuel);
  } else {
    a_.lea(rax, ptr(kFuel, static_cast<std::int32_t>(-fuel_.owed)));
    a_.mov(slotMemory(slot), rax);
  }
}

void MethodEmitter::emitLeaveInlined(const Word*) { a_.jmp(exit()); }

// Most often it is open, and the call was made as it was left, or it rests.
void MethodEmitter::emitOpenInlined(const Word* at) {
  const auto& body = *vm::pointerAt<const vm::InlinedBody>(at + 1);
  const Label done = a_.newLabel();
  const Label open = a_.newLabel();
  cache_.flushAll();
  testClosed(body);
  a_.jne(done);
  a_.mov(rax, reinterpret_cast<std::uintptr_t>(&body.losses));
  a_.cmp(dword_ptr(rax), vm::InlinedBody::kMostLosses + 1);
  a_.jle(open);
  a_.dec(dword_ptr(rax));
  a_.jmp(done);
  a_.bind(open);
  emitHelperCall(vm::helpers::OpenInlined, at);
  a_.jnz(failed_);
  a_.bind(done);
  cache_.clobbered();
}

}  // namespace tatu::jit::x64
