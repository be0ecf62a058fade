// Ways out of compiled code, and calls of C++ functions.
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

Label MethodEmitter::exit() {
  const Label label = a_.newLabel();
  later([this, label, held = cache_.dirty(), owed = owed_, word = word_] {
    const Word* const pc = map_.words() + word;
    a_.bind(label);
    cache_.store(held);
    subtract(owed);
    if (const vm::InlinedBody* body = code_.info->inlinedAt(word); body != nullptr) return leaveInlined(*body, pc);
    emitLeave(pc, CompiledExit::Interpret);
  });
  return label;
}

// Everything is in memory.
void MethodEmitter::leaveInlined(const vm::InlinedBody& body, const Word* pc) {
  emitHelperCall(vm::helpers::leaveInlined, pc);
  a_.jnz(failed_);
  const int loop = map_.loopAt(body.call);
  if (loop >= 0) cache_.load(SlotCache::registersOf(map_.loops()[static_cast<std::size_t>(loop)]));
  a_.jmp(labels_[body.call]);
}

Label MethodEmitter::pollExit(std::uint32_t target) {
  const Label label = a_.newLabel();
  later([this, label, target, held = cache_.dirty()] {
    a_.bind(label);
    cache_.store(held);
    emitLeave(map_.words() + target, CompiledExit::Poll);
  });
  return label;
}

void MethodEmitter::emitHelperCall(vm::Helper helper, const Word* at) {
  a_.mov(rax, reinterpret_cast<std::uintptr_t>(helper));
  a_.mov(rsi, reinterpret_cast<std::uintptr_t>(at));
  a_.call(asmjit::imm(stubs_.callHelper));
}

void MethodEmitter::callHelper(vm::Helper helper, const Word* at) {
  cache_.flushAll();
  settle();
  emitHelperCall(helper, at);
  a_.jnz(failed_);
  cache_.clobbered();
}

}  // namespace tatu::jit::x64
