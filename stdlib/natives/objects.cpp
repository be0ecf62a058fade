// Any and Exception: what objects can say of themselves.
#include "stdlib/natives/core_natives.h"
#include "vm/exceptions/stack_trace.h"
#include "vm/link/runtime_class.h"
#include "vm/link/runtime_type.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

NativeStatus typeName(NativeCall& call) {
  vm::StringObject* text = call.newString(vm::textOf(*vm::classOf(*call.objectAt(0)).type));
  return text == nullptr ? call.stopped() : call.returnObject(text);
}

NativeStatus traceLength(NativeCall& call) {
  return call.returnInt(static_cast<std::int64_t>(vm::traceRowCount(call.arrayAt(0).elements<std::int64_t>())));
}

NativeStatus traceLine(NativeCall& call) {
  const auto words = call.arrayAt(0).elements<std::int64_t>();
  const std::int64_t row = call.intAt(1);
  if (row < 0 || static_cast<std::uint64_t>(row) >= vm::traceRowCount(words)) {
    return call.fail(CoreException::Index, "row " + std::to_string(row) + " of " + std::to_string(vm::traceRowCount(words)));
  }
  vm::StringObject* text = call.newString(vm::traceRowText(call.guest(), words, static_cast<std::size_t>(row)));
  return text == nullptr ? call.stopped() : call.returnObject(text);
}

std::uint64_t priceOfName(const NativeArguments&) { return 8; }

}  // namespace

void addObjectNatives(vm::NativeRegistry& registry) {
  registry.add("core.any.type_name@1", priceOfName, typeName);
  registry.add("core.any.type_name_of@1", priceOfName, typeName);
  registry.add("core.exception.trace_length@1", traceLength);
  registry.add("core.exception.trace_line@1", priceOfName, traceLine);
}

}  // namespace tatu::stdlib
