// The few members of the core library that the emitter itself refers to. The checker finds them; in a compilation of
// the core library itself they are the library's own.
#pragma once

#include "compiler/types/symbol.h"

namespace tatu::compiler::emit {

struct CoreSymbols {
  const ClassSymbol* cell = nullptr;             // Cell<T>: constructor (value), first field `value`
  const ClassSymbol* exception = nullptr;        // Exception, what `finally` catches
  const FunctionSymbol* toString = nullptr;      // Any.toString
  const FunctionSymbol* equals = nullptr;        // Equatable.equals
  const FunctionSymbol* hash = nullptr;          // Hashable.hash
  const FunctionSymbol* hasherAddInt = nullptr;  // Hasher.addInt
  const FunctionSymbol* walkIsReady = nullptr;   // SequenceWalk.isReady, of a walk that cannot go on
  const FunctionSymbol* walkHasEnded = nullptr;  // SequenceWalk.ended, the exception of one that has no more values
  const FunctionSymbol* arguments = nullptr;     // Environment.arguments, what a `main` with a parameter is given
};

}  // namespace tatu::compiler::emit
