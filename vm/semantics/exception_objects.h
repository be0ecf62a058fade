// Exception objects: ordinary objects of the core package's class Exception and its subclasses.
//
// The machine relies on three fields of core's Exception, by name: `message: String`, `cause: Exception?`, and
// `trace: Array<Int>?`, which only the machine reads and writes. A trace's first element is the number of frames left
// out; the others are frames, innermost first, each the method's number and the offset of the instruction. An exception
// that the machine itself throws gets its message and trace; other fields of its class stay zero or null.
#pragma once

#include "vm/engine.h"
#include "vm/guest.h"
#include "vm/semantics/exception_fields.h"

namespace tatu::vm {

inline constexpr std::uint32_t kTraceTop = 64;
inline constexpr std::uint32_t kTraceBottom = 16;
inline constexpr std::uint64_t kFuelPerTracedFrame = 2;

[[nodiscard]] ExceptionFields exceptionFields(Linker& linker);

// What people are told about an exception.
[[nodiscard]] UncaughtException describeException(Linker& linker, const Object& exception);

// The trace that an exception carries; empty if it has none. Whatever the core package has stored there: what names no
// method is left out, what is more than the machine keeps is ignored.
[[nodiscard]] StackTrace traceOf(Linker& linker, const Object& exception);
// The work of traceOf: at most one more than the frames that the machine keeps.
[[nodiscard]] std::size_t traceLength(Linker& linker, const Object& exception);
// Where a fiber of a guest stands.
[[nodiscard]] StackTrace fiberTrace(GuestState& state, const Fiber& fiber);

// "  at List.add (core.tatu:12)" per line.
[[nodiscard]] std::string textOf(const StackTrace& trace);

}  // namespace tatu::vm
