#include "vm/compiled/direct_call.h"

#include <algorithm>

#include "vm/semantics/concatenation.h"

namespace tatu::vm {

DirectFunction findDirect(DirectNatives natives, const Method& method) {
  const std::string_view name = method.function->native->name;
  const auto found =
      std::find_if(natives.begin(), natives.end(), [&](const DirectNative& each) { return each.name == name; });
  return found == natives.end() ? DirectFunction() : found->functionFor(method);
}

// As callDirectly, but what is to be joined is measured once for the price and the text.
DirectResult concatDirectly(ExecutionState* state, Slot parts, Slot count) {
  afterUnseenReads();
  const auto* const first = reinterpret_cast<const Slot*>(parts);
  const auto number = static_cast<std::uint32_t>(count);
  const std::uint64_t length = lengthOfParts(first, number);
  if (!payDirectly(*state, priceOfConcat(length))) return {};
  StringObject* const result = DirectCall<0>(*state).newStringOfLength(length);
  if (result == nullptr) return {};
  joinParts(first, number, result->data());
  return {slotOfReference(result), DirectOutcome::Done};
}

}  // namespace tatu::vm
