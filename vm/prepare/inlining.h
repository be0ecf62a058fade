// Inlining: a call of a small method becomes that method's body in the caller's prepared code.
//
//   EnterInlined   if there is fuel and room for all that the body could take, goes on; else to `call`
//   ... body ...   with the callee's frame exactly where the call would have put it, but without its header
//   join:          the result is at the callee's base
//   ...
//   call:          (at the end of the method's code) the arguments are put in place, the real call is made; to join
//
// Whatever the body cannot do in place (throw, allocate, call something large, stop) it does not do: it is left for
// `call`, which starts over, so that exceptions, traces, stops and limits come from the real call alone.
//
// Invariants
//  1. Before it is left, a body has changed nothing that anybody can see: no instruction that Fails stands behind one
//     that Acts. Arguments are never overwritten; the fuel at the entry is kept in a slot and restored.
//  2. Nothing in a body looks at the frame, so no safepoint, frame map or trace row is needed inside.
//  3. Fuel behind the body is what it would be behind the call, and so it is before each native with a price. The sum
//     of all blocks is there at the entry, so no check inside could have stopped the real callee.
//  4. There is no way back in a body, so it ends.
//  5. Instances of generic code are paid for at their first call (Operations::makeCallable), so a body with such
//     instances opens only when all of them have been called.
//
// A body that is left again and again rests for some thousand calls; OpenInlined, behind the call, counts them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "vm/prepare/prepared_code.h"

namespace tatu::vm {

// What is inlined into one method, which bounds the time and the code that inlining costs, and what the body under way
// needs.
struct InlinedLimits {
  std::uint32_t steps = 0;               // instructions translated, also those given up again
  std::uint64_t cost = 0;                // units of all blocks of the body
  std::vector<const Method*> instances;  // of generic code
  std::int32_t room = 0;                 // slots above fp
  bool hasPaid = false;                  // a native with a price stands in the body
  std::optional<std::size_t> open;       // EnterInlined, as long as control only goes on from it
};

// What the body of a method that suits inlining can take at most, or none if it does not suit.
[[nodiscard]] std::optional<std::uint64_t> inlinableCost(Linker& linker, Method& method);

// Whether invariant 1 holds for the words [first, words.size()).
[[nodiscard]] bool mayBeLeft(const std::vector<Word>& words, std::size_t first);

}  // namespace tatu::vm
