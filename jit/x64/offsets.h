// Where compiled code finds the parts of the machine's structures: the only place that knows.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/compiled/compiled_code.h"
#include "vm/link/method.h"
#include "vm/link/runtime_class.h"
#include "vm/prepare/prepared_code.h"
#include "vm/runtime.h"

// The structures are simple enough for offsetof, though some have base classes or members that are not public.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

namespace tatu::jit::x64::offsets {

#define TATU_OFFSET(name, Type, member) \
  inline constexpr std::int32_t name = static_cast<std::int32_t>(offsetof(Type, member))

TATU_OFFSET(kStatePc, vm::ExecutionState, pc);
TATU_OFFSET(kStateFp, vm::ExecutionState, fp);
TATU_OFFSET(kStateFuel, vm::ExecutionState, fuel);
TATU_OFFSET(kStateStackLimit, vm::ExecutionState, stackLimit);
TATU_OFFSET(kStateRoomyLimit, vm::ExecutionState, roomyLimit);
TATU_OFFSET(kStateGlobals, vm::ExecutionState, globals);
TATU_OFFSET(kStateThread, vm::ExecutionState, thread);
TATU_OFFSET(kStateCallee, vm::ExecutionState, callee);
TATU_OFFSET(kStateBase, vm::ExecutionState, base);
TATU_OFFSET(kStateSite, vm::ExecutionState, site);
TATU_OFFSET(kStateMachineStack, vm::ExecutionState, machineStack);
TATU_OFFSET(kStateMachinePointer, vm::ExecutionState, machinePointer);
TATU_OFFSET(kStateHostPointer, vm::ExecutionState, hostPointer);

TATU_OFFSET(kSiteAddress, vm::ReturnSite, address);
TATU_OFFSET(kSiteCall, vm::ReturnSite, call);

TATU_OFFSET(kMethodPrepared, vm::Method, prepared);
TATU_OFFSET(kMethodCompiledEntry, vm::Method, compiledEntry);

TATU_OFFSET(kCodeLocalSlots, vm::PreparedCode, localSlots);
TATU_OFFSET(kCodeSlotsAbove, vm::PreparedCode, slotsAbove);

TATU_OFFSET(kObjectClass, gc::Object, layout);
TATU_OFFSET(kArrayLength, gc::ArrayObject, length);
inline constexpr std::int32_t kArrayElements = gc::kArrayElementsOffset;

TATU_OFFSET(kClassCaseNumber, vm::RuntimeClass, caseNumber);

TATU_OFFSET(kClassVirtualMethods, vm::RuntimeClass, virtualMethods);
static_assert(sizeof(vm::RuntimeClass::virtualMethods) == sizeof(void*));
TATU_OFFSET(kClassDispatch, vm::RuntimeClass, dispatch);
TATU_OFFSET(kSelectorHash, vm::Selector, hash);
TATU_OFFSET(kTableMask, vm::DispatchTable, mask);
TATU_OFFSET(kTableEntries, vm::DispatchTable, entries);

TATU_OFFSET(kEntrySelector, vm::DispatchEntry, selector);
TATU_OFFSET(kEntryReceiver, vm::DispatchEntry, receiver);
TATU_OFFSET(kEntryMethod, vm::DispatchEntry, method);
TATU_OFFSET(kEntryUnboxes, vm::DispatchEntry, unboxes);

inline constexpr std::int32_t kThreadRanges = gc::ThreadAllocator::freeRangesOffset();

#undef TATU_OFFSET

}  // namespace tatu::jit::x64::offsets

#pragma GCC diagnostic pop
