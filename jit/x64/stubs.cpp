#include "jit/x64/stubs.h"

#include <iterator>
#include <utility>

#include "jit/code_memory.h"
#include "jit/x64/offsets.h"
#include "jit/x64/registers.h"
#include "vm/compiled/helpers.h"
#include "vm/unseen_reads.h"

namespace tatu::jit::x64 {

using asmjit::Label;
using namespace asmjit::x86;
using namespace offsets;

namespace {

constexpr Gp kKept[] = {rbx, rbp, r12, r13, r14, r15};

Mem state(std::int32_t offset) { return qword_ptr(kState, offset); }
std::uint32_t codeOf(vm::CompiledExit exit) { return static_cast<std::uint32_t>(exit); }

struct Labels {
  Label enter, leave, leaveForCall, callHelper, callDirect, callDirectPaid, leaveFailed, returned, findInTable;
};

// Code is entered by a call, also where it begins in the middle of a method: the processor foretells where returns go
// by the calls before them, and having it wrong once shifts all that it knows of the callers.
void emitEnter(Assembler& a, const Labels& at) {
  a.bind(at.enter);
  for (const Gp& reg : kKept) a.push(reg);
  a.sub(rsp, 8);
  a.mov(kState, rdi);
  a.mov(state(kStateHostPointer), rsp);
  a.mov(rsp, state(kStateMachineStack));
  a.mov(kFrame, state(kStateFp));
  a.mov(kFuel, state(kStateFuel));
  a.mov(kFuel, qword_ptr(kFuel));
  a.call(rsi);
  a.jmp(at.returned);
}

void emitLeave(Assembler& a, const Labels& at) {
  a.bind(at.leave);
  a.mov(state(kStatePc), rcx);
  a.mov(state(kStateFp), kFrame);
  a.mov(rdx, state(kStateFuel));
  a.mov(qword_ptr(rdx), kFuel);
  a.mov(rsp, state(kStateHostPointer));
  a.add(rsp, 8);
  for (int i = 5; i >= 0; --i) a.pop(kKept[i]);
  a.ret();
}

void emitLeaveForCall(Assembler& a, const Labels& at) {
  a.bind(at.leaveForCall);
  a.mov(state(kStateCallee), kCallee);
  a.mov(state(kStateBase), kCallBase);
  a.mov(state(kStateSite), kCallSite);
  a.mov(rcx, qword_ptr(kCallSite, kSiteCall));
  a.mov(eax, codeOf(vm::CompiledExit::Call));
  a.jmp(at.leave);
}

#if defined(__SANITIZE_THREAD__)
vm::HelperResult callAfterUnseenReads(vm::ExecutionState& state, const vm::Word* pc, vm::Helper helper) {
  vm::afterUnseenReads();
  return helper(state, pc);
}
#endif

// What C++ would keep is nobody's any more, and is not to be found on its stack by the collector, which takes all that
// looks like a reference there for one.
void emitCallHelper(Assembler& a, const Labels& at) {
  a.bind(at.callHelper);
  for (const unsigned number : kIntegerPool) {
    if (isKeptByCalls(number)) a.xor_(gpd(number), gpd(number));
  }
  a.mov(state(kStatePc), rsi);
  a.mov(state(kStateFp), kFrame);
  a.mov(rdx, state(kStateFuel));
  a.mov(qword_ptr(rdx), kFuel);
  a.mov(state(kStateMachinePointer), rsp);
  a.mov(rsp, state(kStateHostPointer));
  a.mov(rdi, kState);
#if defined(__SANITIZE_THREAD__)
  a.mov(rdx, rax);
  a.mov(rax, reinterpret_cast<std::uintptr_t>(callAfterUnseenReads));
#endif
  a.call(rax);
  a.mov(rsp, state(kStateMachinePointer));
  a.mov(rdx, state(kStateFuel));
  a.mov(kFuel, qword_ptr(rdx));
  a.test(eax, eax);
  a.ret();
}

// rax the function; its arguments but for the first are in their registers. Not every one looks at the fuel.
void emitCallDirect(Assembler& a, const Labels& at) {
  a.bind(at.callDirect);
  a.mov(r10, state(kStateFuel));
  a.mov(qword_ptr(r10), kFuel);
  a.bind(at.callDirectPaid);
  a.mov(state(kStateMachinePointer), rsp);
  a.mov(rsp, state(kStateHostPointer));
  a.mov(rdi, kState);
  a.call(rax);
  a.mov(rsp, state(kStateMachinePointer));
  a.ret();
}

// Exits are numbered as the results are, but for Interpret.
void emitLeaveFailed(Assembler& a, const Labels& at) {
  using vm::CompiledExit;
  using vm::HelperResult;
  constexpr int kDistance = static_cast<int>(CompiledExit::Thrown) - static_cast<int>(HelperResult::Thrown);
  static_assert(static_cast<int>(CompiledExit::Stopped) - static_cast<int>(HelperResult::Stopped) == kDistance);
  a.bind(at.leaveFailed);
  a.mov(rcx, state(kStatePc));
  a.mov(edx, codeOf(CompiledExit::Interpret));
  a.cmp(eax, static_cast<int>(HelperResult::Interpret));
  a.lea(eax, ptr(rax, kDistance));
  a.cmove(eax, edx);
  a.jmp(at.leave);
}

// RuntimeClass::find. Keeps the arguments.
void emitFindInTable(Assembler& a, const Labels& at) {
  const Label next = a.newLabel();
  const Label done = a.newLabel();
  a.bind(at.findInTable);
  a.mov(rsi, qword_ptr(rcx, kClassDispatch));
  a.test(rsi, rsi);
  a.mov(rax, rsi);
  a.jz(done);
  a.mov(edi, dword_ptr(rdx, kSelectorHash));
  a.mov(r10d, dword_ptr(rsi, kTableMask));
  a.mov(rsi, qword_ptr(rsi, kTableEntries));
  a.bind(next);
  a.mov(eax, edi);
  a.and_(eax, r10d);
  a.mov(rax, qword_ptr(rsi, rax, 3));
  a.inc(edi);
  a.test(rax, rax);
  a.jz(done);
  a.cmp(qword_ptr(rax, kEntrySelector), rdx);
  a.jne(next);
  a.test(rax, rax);
  a.bind(done);
  a.mov(rdx, rax);
  a.ret();
}

// Behind the last return address of the stack: the frame that is returned to was not called by what is on this stack.
void emitReturned(Assembler& a, const Labels& at) {
  const Gp returnWord = rcx;
  const Label interpreted = a.newLabel();
  a.bind(at.returned);
  a.mov(returnWord, qword_ptr(kFrame));
  a.mov(kFrame, qword_ptr(kFrame, 8));
  a.cmp(word_ptr(returnWord), static_cast<int>(vm::PreparedOp::ResumeCompiled));
  a.short_().jne(interpreted);
  a.call(qword_ptr(returnWord, kSiteAddress));
  a.short_().jmp(at.returned);
  a.bind(interpreted);
  a.mov(eax, codeOf(vm::CompiledExit::Returned));
  a.jmp(at.leave);
}

// In the order in which they were emitted.
std::vector<PublishedCode> piecesOf(const asmjit::CodeHolder& code, const Labels& at, const std::byte* base) {
  const std::pair<const char*, Label> order[] = {{"(enter)", at.enter},
                                                 {"(leave)", at.leave},
                                                 {"(leave for call)", at.leaveForCall},
                                                 {"(call helper)", at.callHelper},
                                                 {"(call direct)", at.callDirect},
                                                 {"(call paid)", at.callDirectPaid},
                                                 {"(leave failed)", at.leaveFailed},
                                                 {"(returned)", at.returned},
                                                 {"(find in table)", at.findInTable}};
  std::vector<PublishedCode> pieces;
  std::size_t end = code.codeSize();
  for (auto piece = std::rbegin(order); piece != std::rend(order); ++piece) {
    const std::size_t start = code.labelOffset(piece->second);
    pieces.push_back({piece->first, base + start, end - start});
    end = start;
  }
  return pieces;
}

}  // namespace

bool makeStubs(CodeMemory& memory, Stubs& stubs) {
  asmjit::CodeHolder code;
  if (code.init(memory.environment()) != asmjit::kErrorOk) return false;
  Assembler a(&code);
  const Labels at{a.newLabel(), a.newLabel(), a.newLabel(), a.newLabel(), a.newLabel(),
                  a.newLabel(), a.newLabel(), a.newLabel(), a.newLabel()};
  emitEnter(a, at);
  emitLeave(a, at);
  emitLeaveForCall(a, at);
  emitCallHelper(a, at);
  emitCallDirect(a, at);
  emitLeaveFailed(a, at);
  emitReturned(a, at);
  emitFindInTable(a, at);
  const auto* const base = static_cast<const std::byte*>(memory.add(code));
  if (base == nullptr) return false;
  const auto addressOf = [&](const Label& label) { return static_cast<const void*>(base + code.labelOffset(label)); };
  stubs.enter = reinterpret_cast<Stubs::Enter>(reinterpret_cast<std::uintptr_t>(addressOf(at.enter)));
  stubs.leave = addressOf(at.leave);
  stubs.leaveForCall = addressOf(at.leaveForCall);
  stubs.callHelper = addressOf(at.callHelper);
  stubs.callDirect = addressOf(at.callDirect);
  stubs.callDirectPaid = addressOf(at.callDirectPaid);
  stubs.leaveFailed = addressOf(at.leaveFailed);
  stubs.findInTable = addressOf(at.findInTable);
  stubs.pieces = piecesOf(code, at, base);
  return true;
}

}  // namespace tatu::jit::x64
