// What the registers of the processor are for in compiled code.
//
//   rbx  the frame's header            kept by C++ functions
//   r12  ExecutionState                kept
//   r13  fuel                          kept
//   rax, rcx, rdx, xmm0, xmm1          scratch within one instruction
//   all others                         values of slots (slot_cache.h)
//
// At a call of compiled code: rax the Method, rdi the callee's base, rsi the ReturnSite, r8 and r9 the first two slots
// of its arguments, if it has so many; they are in memory as well. No value survives a call.
// Behind a return: rbx still the frame that was left, whose header is intact, and a result of one word in rsi as well
// as in its slot.
#pragma once

#include <asmjit/x86.h>

namespace tatu::jit::x64 {

using asmjit::x86::Gp;
using asmjit::x86::Mem;
using asmjit::x86::Xmm;

inline const Gp kFrame = asmjit::x86::rbx;
inline const Gp kState = asmjit::x86::r12;
inline const Gp kFuel = asmjit::x86::r13;

inline const Gp kScratch = asmjit::x86::rax;
inline const Gp kScratch2 = asmjit::x86::rcx;
inline const Gp kScratch3 = asmjit::x86::rdx;
inline const Xmm kFloatScratch = asmjit::x86::xmm0;
inline const Xmm kFloatScratch2 = asmjit::x86::xmm1;

inline const Gp kCallee = asmjit::x86::rax;
inline const Gp kCallBase = asmjit::x86::rdi;
inline const Gp kCallSite = asmjit::x86::rsi;
inline constexpr unsigned kArgumentNumbers[] = {8, 9};
inline const Gp kFirstArgument = asmjit::x86::r8;
inline constexpr unsigned kResultNumber = 6;
inline const Gp kResult = asmjit::x86::rsi;

// Those that C++ functions keep come last, so that short-lived values get the others.
inline constexpr unsigned kIntegerPool[] = {6, 7, 8, 9, 10, 11, 5, 14, 15};  // rsi rdi r8-r11, rbp r14 r15
inline constexpr unsigned kFloatPool[] = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
[[nodiscard]] constexpr bool isKeptByCalls(unsigned integer) { return integer == 5 || integer >= 12; }
// So many are left for values that do not stay.
inline constexpr unsigned kFreeIntegers = 3;
inline constexpr unsigned kFreeFloats = 5;

// Those of a direct call (vm/compiled/direct_call.h), behind the ExecutionState in rdi. The result is in rax, its
// outcome in rdx.
inline const Gp kDirectArguments[] = {asmjit::x86::rsi, asmjit::x86::rdx, asmjit::x86::rcx, asmjit::x86::r8,
                                      asmjit::x86::r9};

[[nodiscard]] inline Mem slotMemory(int slot) { return asmjit::x86::qword_ptr(kFrame, slot * 8); }

}  // namespace tatu::jit::x64
