// Any and Exception: what objects can say of themselves.
#include "stdlib/natives/core_natives.h"
#include "vm/guest.h"
#include "vm/link/runtime_class.h"
#include "vm/link/runtime_type.h"
#include "vm/semantics/exception_objects.h"

namespace tatu::stdlib {

using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

NativeStatus typeName(NativeCall& call) {
  vm::StringObject* text = call.newString(vm::textOf(*vm::classOf(*call.objectAt(0)).type));
  return text == nullptr ? call.stopped() : call.returnObject(text);
}

std::string lineOf(const vm::TraceEntry& entry) {
  std::string line = entry.function;
  if (entry.file.empty()) return line;
  line += " (" + entry.file;
  if (entry.line != 0) line += ":" + std::to_string(entry.line);
  return line + ")";
}

// (exception) -> its trace as text, a line per frame
NativeStatus trace(NativeCall& call) {
  std::string text;
  for (const vm::TraceEntry& entry : vm::traceOf(call.guest().runtime().linker(), *call.objectAt(0)).entries) {
    text += lineOf(entry) + "\n";
  }
  vm::StringObject* object = call.newString(text);
  return object == nullptr ? call.stopped() : call.returnObject(object);
}

std::uint64_t priceOfName(const NativeArguments&) { return 16; }

// A line has two names at most, which are shortened.
std::uint64_t priceOfTrace(const NativeArguments& arguments) {
  return 16 + 40 * vm::traceLength(arguments.guest().runtime().linker(), *arguments.objectAt(0));
}

}  // namespace

void addObjectNatives(vm::NativeRegistry& registry) {
  registry.add("core.any.type_name@1", "(Any) -> String", priceOfName, typeName);
  registry.add("core.any.type_name_of@1", "(Any) -> String", priceOfName, typeName);
  registry.add("core.exception.trace@1", "(Exception) -> String", priceOfTrace, trace);
}

}  // namespace tatu::stdlib
