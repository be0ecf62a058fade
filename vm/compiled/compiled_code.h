// CompiledCode: a method's machine code, as far as the rest of the machine sees it. The baseline compiler (jit/) makes
// it from prepared code; without that compiler there is none, and nothing here is used.
//
// Compiled code works on the frames of the interpreter: the same slots, the same header, the same fuel. So a frame can
// change between the two wherever every value is in its slot:
//   into compiled code  at its entries, and at a return to what stands behind a call;
//   out of it           at every exit: `pc` names the instruction that is to be done next.
//
// Invariants
//  1. A frame's header says everything: whoever returns to it reads there whether it goes on in compiled code (a
//     ReturnSite) or in prepared code. The processor's own stack of return addresses only makes that quick; it may be
//     thrown away at any time, as exceptions and exits do.
//  2. A frame is in compiled code only if it has PreparedCode::slotsAbove slots, so with headroom.
//  3. Immutable once published in PreparedCode::compiled. It holds no guest's pointers. It may be withdrawn again, and
//     is freed when no guest can be in it or return to it (code_users.h). So an address of it is not kept across polls
//     but in frame headers and on the stack of return addresses; the frames of a guest that stands still have none.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "vm/prepare/prepared_code.h"

namespace tatu::gc {
class GuestHeap;
class ThreadAllocator;
}  // namespace tatu::gc

namespace tatu::vm {

class Operations;
struct GuestState;
struct RuntimeClass;
class Linker;
class InterpreterEngine;

// What a frame's header names as the place to return to, if the call was made by compiled code. It begins with a word,
// so that the interpreter can return to it. It is as old as its code: who meets it in a frame has come from that code,
// whose entry was published with release after it and read with acquire, which every load of this processor is.
struct ReturnSite {
  Word resume{static_cast<std::uint16_t>(PreparedOp::ResumeCompiled), 0, 0, 0};
  const void* address = nullptr;   // where compiled code goes on
  const Word* call = nullptr;      // the call, in prepared code,
  const Word* returnTo = nullptr;  // and what stands behind it
};

// The site that a return word belongs to, or null if it is one of prepared code.
[[nodiscard]] inline const ReturnSite* siteOf(const Word* returnTo) {
  if (returnTo->op != static_cast<std::uint16_t>(PreparedOp::ResumeCompiled)) return nullptr;
  return reinterpret_cast<const ReturnSite*>(returnTo);
}

struct CompiledEntry {
  std::uint32_t word = 0;  // of prepared code; control arrives here
  const void* address = nullptr;
};

struct CompiledCode {
  const void* callEntry = nullptr;     // for calls from compiled code
  const void* bodyEntry = nullptr;     // for others: the frame is made, and the entry is charged and has been polled
  std::vector<CompiledEntry> entries;  // by word; where control arrives
  std::vector<CompiledEntry> returns;  // by word; behind calls
  // Inlined bodies that were closed as nobody had paid for them, so that the code tests that whenever it comes there.
  std::vector<const InlinedBody*> unpaid;
  std::size_t bytes = 0;
  // Somebody has been found running it since it was last looked at: a hint, by any thread, for the choice of what to
  // discard.
  mutable std::atomic<bool> isRecent{true};

  // Null: control cannot come in there.
  [[nodiscard]] const void* entryAt(std::uint32_t word) const { return find(entries, word); }
  [[nodiscard]] const void* returnAt(std::uint32_t word) const { return find(returns, word); }
  // It would be better if it were made now.
  [[nodiscard]] bool isOutdated() const;

 private:
  [[nodiscard]] static const void* find(const std::vector<CompiledEntry>& sorted, std::uint32_t word);
};

// Why compiled code has given control back.
enum class CompiledExit : std::uint32_t {
  Interpret,  // the instruction at pc is the interpreter's
  Returned,   // the same, behind a call that has just come to its end
  Poll,       // control has arrived at pc, all is charged; the slice is used up, or what is left is too little
  Call,       // `callee` is to be called with its frame at `base`, returning to `site`; pc is the call
  Thrown,     // the operation at pc has left a failure,
  Stopped,    // or a limit
  None,       // it was not entered
};

// What compiled code and the interpreter have in common while a guest runs. Compiled code knows the offsets.
struct ExecutionState {
  const Word* pc = nullptr;
  Slot* fp = nullptr;  // null: there is no frame

  // Set for each run.
  std::int64_t* fuel = nullptr;  // where the slice is kept while compiled code does not hold it in a register
  Slot* stackLimit = nullptr;    // a copy; only the interpreter can change it
  Slot* roomyLimit = nullptr;    // behind it there are fewer than kRoomySlots
  Slot** globals = nullptr;      // by module number
  gc::GuestHeap* heap = nullptr;
  gc::ThreadAllocator* thread = nullptr;
  GuestState* guest = nullptr;
  const RuntimeClass* stringClass = nullptr;
  Operations* operations = nullptr;
  InterpreterEngine* engine = nullptr;

  // Of an exit for a call.
  Method* callee = nullptr;
  Slot* base = nullptr;
  const ReturnSite* site = nullptr;

  // The stack of return addresses: its top, where a run begins, or null if compiled code is not to be used; and the
  // processor's stack pointers while on the other stack.
  std::byte* machineStack = nullptr;
  void* machinePointer = nullptr;
  void* hostPointer = nullptr;
};

}  // namespace tatu::vm
