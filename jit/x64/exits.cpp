// Ways out of compiled code, and calls of C++ functions.
#include "jit/x64/metering.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/offsets.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;
using vm::CompiledExit;

void MethodEmitter::emitLeave(const Word* pc, CompiledExit exit) {
  a_.mov(rcx, reinterpret_cast<std::uintptr_t>(pc));
  a_.mov(eax, static_cast<std::uint32_t>(exit));
  a_.jmp(asmjit::imm(stubs_.leave));
}

Label MethodEmitter::exitAt(std::uint32_t word, std::int64_t cost) {
  const Label label = a_.newLabel();
  const bool isPlain = isInPlainBody(word);
  later([this, label, isPlain, held = cache_.dirty(), fuel = fuel_, word, cost] {
    const Word* const pc = map_.words() + word;
    a_.bind(label);
    cache_.store(held);
    subtract(fuel.owed + cost);
    if (const vm::InlinedBody* body = map_.bodyAt(word); body != nullptr)
      return leaveInlined(*body, pc, isPlain ? std::optional(fuel.spent + cost) : std::nullopt);
    emitLeave(pc, CompiledExit::Interpret);
  });
  return label;
}

bool MethodEmitter::isInPlainBody(std::uint32_t word) const {
  return plainBody_ != nullptr && map_.bodyAt(word) == plainBody_;
}

// What the register holds and what has been spent since.
void MethodEmitter::keepFuelAtEntry(const vm::InlinedBody& body, std::int64_t spent) {
  if (!kIsMetered) return;
  a_.lea(rcx, ptr(kFuel, static_cast<std::int32_t>(spent)));
  a_.mov(slotMemory(body.keptFuel), rcx);
}

// Everything is in memory. The fuel at the entry is in its slot, or so much more than now. A body that has been closed
// meanwhile, as it is left too often, is left without notes.
void MethodEmitter::leaveInlined(const vm::InlinedBody& body, const Word* pc, std::optional<std::int64_t> spent) {
  const Label note = a_.newLabel();
  const Label left = a_.newLabel();
  const Mem kept = slotMemory(body.keptFuel);
  if (spent) keepFuelAtEntry(body, *spent);
  testClosed(body);
  a_.jne(note);
  if (kIsMetered) a_.mov(kFuel, kept);
  a_.jmp(left);
  a_.bind(note);
  emitHelperCall(vm::helpers::leaveInlined, pc);
  a_.jnz(failed_);
  a_.bind(left);
  const int loop = map_.loopAt(body.call);
  if (loop >= 0) cache_.load(SlotCache::registersOf(map_.loops()[static_cast<std::size_t>(loop)]));
  a_.jmp(labels_[body.call]);
}

Label MethodEmitter::pollExit(std::uint32_t target, std::int64_t owed) {
  const Label label = a_.newLabel();
  later([this, label, target, owed, held = cache_.dirty()] {
    a_.bind(label);
    cache_.store(held);
    subtract(owed);
    emitLeave(map_.words() + target, CompiledExit::Poll);
  });
  return label;
}

Label MethodEmitter::shortExit(std::uint32_t target, std::int64_t owed) {
  const Label label = a_.newLabel();
  later([this, label, target, owed, held = cache_.dirty()] {
    a_.bind(label);
    cache_.store(held);
    emitShort(target, owed);
  });
  return label;
}

// A poll makes a new slice. Where the bytecode has none it must not find the fuel used up.
void MethodEmitter::emitShort(std::uint32_t target, std::int64_t owed) {
  const Word* const pc = map_.words() + target;
  subtractAndTest(owed);
  if (!map_.labelAt(target).isSafepoint) return emitLeave(pc, CompiledExit::Interpret);
  const Label usedUp = a_.newLabel();
  a_.js(usedUp);
  emitLeave(pc, CompiledExit::Poll);
  a_.bind(usedUp);
  emitLeave(pc, CompiledExit::Interpret);
}

void MethodEmitter::emitHelperCall(vm::Helper helper, const Word* at) {
  a_.mov(rax, reinterpret_cast<std::uintptr_t>(helper));
  a_.mov(rsi, reinterpret_cast<std::uintptr_t>(at));
  a_.call(asmjit::imm(stubs_.callHelper));
}

void MethodEmitter::callHelper(vm::Helper helper, const Word* at) {
  cache_.flushAll();
  emitHelperCall(helper, at);
  a_.jnz(failed_);
  cache_.clobbered();
}

}  // namespace tatu::jit::x64
