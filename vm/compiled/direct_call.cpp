#include "vm/compiled/direct_call.h"

#include <algorithm>

#include "vm/semantics/concatenation.h"

namespace tatu::vm {

namespace {

// Written as natives are, so that it pays and gives up as they do.
struct Concat {
  template <typename Call>
  static std::uint64_t price(const Call& call) {
    return priceOfConcat(length(call));
  }

  template <typename Call>
  static NativeStatus body(Call& call) {
    StringObject* const result = call.newStringOfLength(length(call));
    if (result == nullptr) return call.stopped();
    joinParts(parts(call), count(call), result->data());
    return call.returnObject(result);
  }

 private:
  template <typename Call>
  static const Slot* parts(const Call& call) {
    return reinterpret_cast<const Slot*>(call.slotAt(0));
  }
  template <typename Call>
  static std::uint32_t count(const Call& call) {
    return static_cast<std::uint32_t>(call.slotAt(1));
  }
  template <typename Call>
  static std::uint64_t length(const Call& call) {
    return lengthOfParts(parts(call), count(call));
  }
};

}  // namespace

DirectFunction findDirect(DirectNatives natives, const Method& method) {
  const std::string_view name = method.function->native->name;
  const auto found =
      std::find_if(natives.begin(), natives.end(), [&](const DirectNative& each) { return each.name == name; });
  return found == natives.end() ? DirectFunction() : found->functionFor(method);
}

DirectResult concatDirectly(ExecutionState* state, Slot parts, Slot count) {
  return callDirectly<Concat>(state, parts, count);
}

}  // namespace tatu::vm
