// Globals, strings, arrays, fields, enums, types.
#include "jit/x64/metering.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/offsets.h"
#include "vm/link/runtime_class.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;
using namespace offsets;
using vm::RuntimeClass;

// ---- Between slots and memory

// The slot `a` gets eight bytes, in the kind of register that suits what comes next.
void MethodEmitter::loadSlot(const Word* at, Mem from) {
  if (cache_.isFloat(at->a) || map_.isFloatNext(next_, at->a)) {
    a_.movq(cache_.writeFloat(at->a), from);
  } else {
    a_.mov(cache_.writeInt(at->a), from);
  }
}

void MethodEmitter::storeSlot(int slot, Mem to) {
  if (cache_.isFloat(slot)) {
    a_.movq(to, cache_.readFloat(slot));
  } else {
    a_.mov(to, cache_.readInt(slot));
  }
}

// ---- Globals

void MethodEmitter::emitGlobalGet(const Word* at) {
  const auto place = vm::dataAt<vm::GlobalWord>(at + 1);
  const auto offset = static_cast<std::int32_t>(8 * place.slot);
  a_.mov(rax, qword_ptr(kState, kStateGlobals));
  a_.mov(rax, qword_ptr(rax, static_cast<std::int32_t>(8 * place.module)));
  a_.cmp(qword_ptr(rax, offset), 0);
  a_.je(exit());
  if (at->c == 1) return loadSlot(at, qword_ptr(rax, offset + 8));
  cache_.flush(at->a, at->a + at->c);
  for (int i = 0; i < at->c; ++i) {
    a_.mov(rcx, qword_ptr(rax, offset + 8 + 8 * i));
    a_.mov(slotMemory(at->a + i), rcx);
  }
  cache_.forget(at->a, at->c);
}

void MethodEmitter::emitGlobalSet(const Word* at) {
  const auto place = vm::dataAt<vm::GlobalWord>(at + 1);
  const auto offset = static_cast<std::int32_t>(8 * place.slot);
  a_.mov(rax, qword_ptr(kState, kStateGlobals));
  a_.mov(rax, qword_ptr(rax, static_cast<std::int32_t>(8 * place.module)));
  if (at->c == 1) {
    storeSlot(at->b, qword_ptr(rax, offset + 8));
  } else {
    cache_.flush(at->b, at->b + at->c);
    for (int i = 0; i < at->c; ++i) {
      a_.mov(rcx, slotMemory(at->b + i));
      a_.mov(qword_ptr(rax, offset + 8 + 8 * i), rcx);
    }
  }
  a_.mov(qword_ptr(rax, offset), 1);
}

void MethodEmitter::emitLoadLiteral(const Word* at) { callHelper(vm::helpers::LoadLiteral, at); }

// ---- Strings

void MethodEmitter::emitLength(const Word* at) {
  const Gp array = cache_.readInt(at->b);
  a_.mov(cache_.writeInt(at->a), qword_ptr(array, kArrayLength));
}

void MethodEmitter::emitStringByte(const Word* at) {
  const Mem from = element(at, 1);
  a_.movzx(cache_.writeInt(at->a).r32(), from);
}

// Texts of different lengths are different; the rest has a price.
void MethodEmitter::emitStringEqual(const Word* at) {
  cache_.flushAll();
  const Label done = a_.newLabel();
  const Label compare = a_.newLabel();
  a_.mov(rax, slotMemory(at->a));
  a_.mov(rcx, slotMemory(at->a + 1));
  a_.mov(rax, qword_ptr(rax, kArrayLength));
  a_.cmp(rax, qword_ptr(rcx, kArrayLength));
  a_.je(compare);
  a_.mov(slotMemory(at->a), 0);
  const HeldList held = cache_.all();
  a_.bind(done);
  cache_.forget(at->a, 2);
  later([this, done, compare, held, at] {
    a_.bind(compare);
    emitHelperCall(vm::helpers::StringEqual, at);
    a_.jnz(failed_);
    cache_.load(held);
    a_.jmp(done);
  });
}

void MethodEmitter::emitStringCompare(const Word* at) { callHelper(vm::helpers::StringCompare, at); }

// ---- Arrays

// b[c], its index checked.
Mem MethodEmitter::element(const Word* at, std::uint32_t bytes) {
  const Gp array = cache_.readInt(at->b);
  const Gp index = cache_.readInt(at->c);
  a_.cmp(index, qword_ptr(array, kArrayLength));
  a_.jae(exit());
  const unsigned shift = bytes == 8 ? 3 : bytes == 4 ? 2 : 0;
  return Mem(array, index, shift, kArrayElements, bytes);
}

void MethodEmitter::emitArrayGet64(const Word* at) { loadSlot(at, element(at, 8)); }
void MethodEmitter::emitArrayGet32(const Word* at) {
  const Mem from = element(at, 4);
  a_.mov(cache_.writeInt(at->a).r32(), from);
}
void MethodEmitter::emitArrayGet8(const Word* at) { emitStringByte(at); }

void MethodEmitter::emitArrayGetPresent(const Word* at) {
  const Mem from = element(at, 8);
  a_.mov(rax, from);
  a_.test(rax, rax);
  a_.jz(exit());
  a_.mov(cache_.writeInt(at->a), rax);
}

void MethodEmitter::emitArraySet64(const Word* at) { storeSlot(at->a, element(at, 8)); }
void MethodEmitter::emitArraySet32(const Word* at) {
  const Mem to = element(at, 4);
  a_.mov(to, cache_.readInt(at->a).r32());
}
void MethodEmitter::emitArraySet8(const Word* at) {
  const Mem to = element(at, 1);
  a_.mov(to, cache_.readInt(at->a).r8());
}

void MethodEmitter::emitArrayGetN(const Word* at) { callHelper(vm::helpers::ArrayGetN, at); }
void MethodEmitter::emitArraySetN(const Word* at) { callHelper(vm::helpers::ArraySetN, at); }
void MethodEmitter::emitArrayNew(const Word* at) { callHelper(vm::helpers::ArrayNew, at); }
void MethodEmitter::emitArrayClear(const Word* at) { callHelper(vm::helpers::ArrayClear, at); }
void MethodEmitter::emitArrayCopy(const Word* at) { callHelper(vm::helpers::ArrayCopy, at); }
void MethodEmitter::emitArrayFill(const Word* at) { callHelper(vm::helpers::ArrayFill, at); }

// ---- Fields

Mem MethodEmitter::field(const Word* at, std::uint32_t bytes) { return Mem(cache_.readInt(at->b), at->c, bytes); }

void MethodEmitter::emitFieldGet64(const Word* at) { loadSlot(at, field(at, 8)); }
void MethodEmitter::emitFieldGet32(const Word* at) {
  const Mem from = field(at, 4);
  a_.mov(cache_.writeInt(at->a).r32(), from);
}
void MethodEmitter::emitFieldGet8(const Word* at) {
  const Mem from = field(at, 1);
  a_.movzx(cache_.writeInt(at->a).r32(), from);
}

void MethodEmitter::emitFieldSet64(const Word* at) { storeSlot(at->a, field(at, 8)); }
void MethodEmitter::emitFieldSet32(const Word* at) {
  const Mem to = field(at, 4);
  a_.mov(to, cache_.readInt(at->a).r32());
}
void MethodEmitter::emitFieldSet8(const Word* at) {
  const Mem to = field(at, 1);
  a_.mov(to, cache_.readInt(at->a).r8());
}

void MethodEmitter::emitFieldGetN(const Word* at) { callHelper(vm::helpers::FieldGetN, at); }
void MethodEmitter::emitFieldSetN(const Word* at) { callHelper(vm::helpers::FieldSetN, at); }

// ---- Enums and closures

void MethodEmitter::emitEnumTag(const Word* at) {
  const Gp object = cache_.readInt(at->b);
  a_.mov(rax, qword_ptr(object, kObjectClass));
  a_.mov(cache_.writeInt(at->a).r32(), dword_ptr(rax, kClassCaseNumber));
}

void MethodEmitter::emitEnumGet64(const Word* at) {
  const Gp object = cache_.readInt(at->b);
  a_.mov(rax, vm::wordAt(at + 1));
  a_.cmp(qword_ptr(object, kObjectClass), rax);
  a_.jne(exit());
  loadSlot(at, qword_ptr(object, at->c));
}

void MethodEmitter::emitEnumGetN(const Word* at) { callHelper(vm::helpers::EnumGetN, at); }
void MethodEmitter::emitNewCase(const Word* at) { callHelper(vm::helpers::NewCase, at); }
void MethodEmitter::emitNewClosure(const Word* at) { callHelper(vm::helpers::NewClosure, at); }

// ---- Types

void MethodEmitter::emitCheckPresent(const Word* at) {
  compareWithZero(at->a);
  a_.je(exit());
}

void MethodEmitter::emitBox(const Word* at) { callHelper(vm::helpers::Box, at); }

// The cache behind the instruction holds a class and, in its lowest bit, the answer for it. The result is that answer,
// or else the object itself where the answer is yes; what the cache does not know, the helper does.
void MethodEmitter::askCache(const Word* at, vm::Helper helper, bool wantsAnswer) {
  cache_.flushAll();
  const Gp object = cache_.readInt(at->b);
  const Label slow = a_.newLabel();
  const Label done = a_.newLabel();
  a_.test(object, object);
  a_.jz(slow);
  a_.mov(rcx, reinterpret_cast<std::uintptr_t>(at + 2));
  a_.mov(rcx, qword_ptr(rcx));
  if (wantsAnswer) {
    a_.mov(eax, ecx);
    a_.and_(eax, 1);
    a_.and_(rcx, -2);
  } else {
    a_.mov(rax, object);
    a_.dec(rcx);
  }
  a_.cmp(rcx, qword_ptr(object, kObjectClass));
  a_.jne(slow);
  const HeldList held = cache_.all();
  a_.bind(done);
  a_.mov(cache_.writeInt(at->a), rax);
  later([this, slow, done, held, at, helper] {
    a_.bind(slow);
    emitHelperCall(helper, at);
    a_.jnz(failed_);
    cache_.load(held);
    a_.mov(rax, slotMemory(at->a));
    a_.jmp(done);
  });
}

void MethodEmitter::emitTypeIs(const Word* at) { askCache(at, vm::helpers::TypeIs, true); }
void MethodEmitter::emitCastReference(const Word* at) { askCache(at, vm::helpers::CastReference, false); }

void MethodEmitter::emitCast(const Word* at) { callHelper(vm::helpers::Cast, at); }
void MethodEmitter::emitCastOptional(const Word* at) { callHelper(vm::helpers::CastOptional, at); }

// ---- Allocation

// As gc/allocate.h describes it. Changes rdx.
void MethodEmitter::emitAllocation(const RuntimeClass& cls, Gp to, const Label& slow) {
  const auto bytes = static_cast<std::int32_t>(cls.allocationBytes);
  const std::int32_t range = kThreadRanges + static_cast<std::int32_t>(cls.rangeOffset);
  a_.mov(rdx, qword_ptr(kState, kStateThread));
  a_.mov(to, qword_ptr(rdx, range));
  a_.cmp(to, qword_ptr(rdx, range + 8));
  a_.je(slow);
  a_.add(qword_ptr(rdx, range), bytes);
  a_.mov(rdx, reinterpret_cast<std::uintptr_t>(static_cast<const gc::ObjectLayout*>(&cls)));
  a_.mov(qword_ptr(to, kObjectClass), rdx);
}

}  // namespace tatu::jit::x64
