// Direct calls of C++ (vm/compiled/direct_call.h). They touch no frame, so what registers hold that C++ functions keep
// stays there.
#include "jit/x64/metering.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/offsets.h"
#include "vm/link/method.h"
#include "vm/link/runtime_type.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;
using namespace offsets;
using vm::Method;

void MethodEmitter::callNative(vm::Helper helper, const Word* at) {
  const Method& method = *vm::pointerAt<Method>(at + 1);
  const vm::DirectFunction* const direct = map_.directAt(word_);
  if (direct == nullptr) {
    settle();
    callHelper(helper, at);
    return giveUpFuel();
  }
  if (direct->price.value_or(0) > 0) needFuel(*direct->price, exit());
  cache_.spill();
  loadArguments(at->a, direct->parameters);
  callDirectly(*direct, method.result->slotCount(), helper, at);
}

void MethodEmitter::emitConcat(const Word* at) {
  const int count = at->c;
  cache_.spill();
  cache_.flush(at->a, at->a + count);
  a_.lea(kDirectArguments[0], slotMemory(at->a));
  a_.mov(kDirectArguments[1], count);
  callDirectly({reinterpret_cast<const void*>(vm::concatDirectly), 2, std::nullopt}, 1, vm::helpers::Concat, at);
}

// None of their registers is one that a value stays in.
void MethodEmitter::loadArguments(int first, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    a_.emit(Inst::kIdMov, kDirectArguments[i], cache_.keptOperand(first + static_cast<int>(i)));
  }
}

// One slot of a result is in rax. Of two, the first is the flag of an optional, which the outcome tells.
//
// A function that looks at the fuel may find less than there is, as some is reserved: it gives up a little early then.
void MethodEmitter::callDirectly(const vm::DirectFunction& function, std::uint32_t results, vm::Helper otherwise,
                                 const Word* at) {
  static_assert(static_cast<int>(vm::DirectOutcome::Null) == 1 && static_cast<int>(vm::DirectOutcome::Done) == 2);
  const Label givenUp = a_.newLabel();
  const Label done = a_.newLabel();
  const int payload = results == 2 ? at->a + 1 : at->a;
  if (!function.price && fuel_.owed > 0) settle();
  const std::int64_t owed = fuel_.owed;
  const vm::InlinedBody* const plain = isInPlainBody(word_) ? plainBody_ : nullptr;
  const std::int64_t spent = fuel_.spent;
  a_.mov(rax, reinterpret_cast<std::uintptr_t>(function.address));
  a_.call(asmjit::imm(function.price ? stubs_.callDirectPaid : stubs_.callDirect));
  a_.sub(edx, 1);
  a_.js(givenUp);
  if (!function.price && kIsMetered) {
    a_.mov(kFuel, qword_ptr(kState, kStateFuel));
    a_.mov(kFuel, qword_ptr(kFuel));
  }
  const HeldList unstored = cache_.dirty();
  cache_.loseSpilled();
  cache_.dropFrom(at->a);
  const HeldList held = cache_.all();
  if (function.price) {
    charge(*function.price);
  } else {
    fuel_.least = 0;
  }
  a_.bind(done);
  if (results == 2) a_.mov(cache_.writeInt(at->a), rdx);
  if (results != 0) a_.mov(cache_.writeInt(payload), rax);
  later([=, this, fuel = fuel_, next = next_] {
    a_.bind(givenUp);
    cache_.store(unstored);
    subtract(owed);
    if (plain != nullptr) keepFuelAtEntry(*plain, spent);
    emitHelperCall(otherwise, at);
    a_.jnz(failed_);
    resumeOwing(fuel, next);
    cache_.load(held);
    if (results == 2) a_.mov(rdx, slotMemory(at->a));
    if (results != 0) a_.mov(rax, slotMemory(payload));
    a_.jmp(done);
  });
}

}  // namespace tatu::jit::x64
