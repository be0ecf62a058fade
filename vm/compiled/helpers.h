// Helpers: C++ functions that compiled code calls for what it does not do itself. Each is one instruction of the
// prepared form, or its slow part.
//
// Before a call every value is in its slot, and the stub that makes it has stored pc, fp and fuel; it loads the fuel
// again behind. So a helper may collect, throw and stop like the interpreter's own operations.
#pragma once

#include <cstdint>

#include "vm/compiled/compiled_code.h"

namespace tatu::vm {

// As Outcome; and Interpret: nothing has been done, the instruction is the interpreter's.
enum class HelperResult : std::uint32_t { Done = 0, Thrown = 1, Stopped = 2, Interpret = 3 };

using Helper = HelperResult (*)(ExecutionState& state, const Word* pc);

namespace helpers {

#define TATU_OPERATION(name, words, expression) HelperResult name(ExecutionState& state, const Word* pc);
#include "vm/prepare/operations.inc"
#undef TATU_OPERATION

// ---- Instructions that are larger than an emitter
HelperResult RotateN(ExecutionState& state, const Word* pc);
HelperResult FloatRemainder(ExecutionState& state, const Word* pc);
HelperResult Float32Remainder(ExecutionState& state, const Word* pc);
HelperResult StringEqual(ExecutionState& state, const Word* pc);
HelperResult StringCompare(ExecutionState& state, const Word* pc);
HelperResult FieldGetN(ExecutionState& state, const Word* pc);
HelperResult FieldSetN(ExecutionState& state, const Word* pc);
HelperResult TypeIs(ExecutionState& state, const Word* pc);
HelperResult CastReference(ExecutionState& state, const Word* pc);
HelperResult CastOptional(ExecutionState& state, const Word* pc);
HelperResult OpenInlined(ExecutionState& state, const Word* pc);
HelperResult Clear(ExecutionState& state, const Word* pc);

// ---- Parts of instructions
// Leaves the inlined body that pc is in, as if it had not been entered.
HelperResult leaveInlined(ExecutionState& state, const Word* pc);
// New, NewPlain: the object; its class stands in the instruction. It is left in `base`.
HelperResult allocate(ExecutionState& state, const Word* pc);
// CallVirtual: what is to be called, in `callee`; a boxed receiver is unboxed.
HelperResult findTarget(ExecutionState& state, const Word* pc);
// CallClosure: the same; the captures are put before the arguments.
HelperResult openClosure(ExecutionState& state, const Word* pc);
// CallBoxing: boxes the receiver.
HelperResult boxReceiver(ExecutionState& state, const Word* pc);

}  // namespace helpers

}  // namespace tatu::vm
