// Stubs: the machine code that all methods share: the ways in and out, and calls of C++ functions.
//
// Compiled code runs on a stack of its own that holds nothing but return addresses; C++ functions run on the host's.
// So a guest may nest as deep as its own stack allows, and conservative scans of stacks see nothing of it.
#pragma once

#include <cstdint>
#include <vector>

#include "jit/code_observer.h"
#include "vm/compiled/compiled_code.h"

namespace tatu::jit {
class CodeMemory;
}

namespace tatu::jit::x64 {

struct Stubs {
  using Enter = std::uint32_t (*)(vm::ExecutionState* state, const void* address);
  Enter enter = nullptr;

  // Ends the run: eax CompiledExit, rcx pc.
  const void* leave = nullptr;
  // rax Method, rdi base, rsi ReturnSite: leaves for the interpreter to make the call.
  const void* leaveForCall = nullptr;
  // Calls the Helper in rax for the instruction in rsi, and comes back with its HelperResult in eax, ZF set if Done.
  // Keeps rbp, r14, r15.
  const void* callHelper = nullptr;
  // Calls the function in rax, which is given this ExecutionState and the arguments in their registers; it comes back
  // with a DirectResult in rax and rdx. Keeps rbp, r14, r15.
  const void* callDirect = nullptr;
  const void* callDirectPaid = nullptr;  // of what does not look at the fuel
  // rcx RuntimeClass, rdx Selector: rdx becomes what the class's table has for it, ZF set if it is null. Keeps rcx.
  const void* findInTable = nullptr;
  // After a helper that was not Done: eax HelperResult.
  const void* leaveFailed = nullptr;

  std::vector<PublishedCode> pieces;  // all of them, with their names
};

// Nothing if there is no memory for it.
[[nodiscard]] bool makeStubs(CodeMemory& memory, Stubs& stubs);

}  // namespace tatu::jit::x64
