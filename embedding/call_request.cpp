#include "embedding/call_request.h"

#include <algorithm>
#include <optional>
#include <string>

#include "embedding/error.h"
#include "embedding/guest.h"
#include "vm/engine.h"
#include "vm/guest_state.h"

namespace tatu::embedding {

namespace {

std::optional<std::string> whyNotCalled(const CallRequest& request, const tatu_module& module) {
  const tatu_function& function = request.function;
  if (function.module != &module) return "the function is not one of the guest's module";
  if (!function.refusal.empty()) return "the function cannot be called by the host: " + function.refusal;
  const auto& parameters = function.method->parameters;
  if (request.arguments.size() != parameters.size()) {
    return "the function takes " + std::to_string(parameters.size()) + " arguments, not " +
           std::to_string(request.arguments.size());
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (auto wrong = checkValue(request.arguments[i], *parameters[i])) {
      return "argument " + std::to_string(i + 1) + " " + *wrong;
    }
  }
  return std::nullopt;
}

}  // namespace

tatu_status checkClosely(const CallRequest& request, const tatu_module& module, tatu_error** error) {
  const auto why = whyNotCalled(request, module);
  return why ? misuse(error, *why) : TATU_OK;
}

bool storeObjects(tatu_guest& guest, vm::Worker& worker, const CallRequest& request, std::span<vm::Slot> slots) {
  std::fill(slots.begin(), slots.end(), vm::Slot{0});
  auto& temporaries = guest.machine->state().temporaries;
  const std::size_t before = temporaries.size();
  const vm::Method& method = *request.function.method;
  bool isStored = true;
  for (std::size_t i = 0; i < request.arguments.size() && isStored; ++i) {
    vm::Slot* const to = slots.data() + method.parameterOffsets[i];
    isStored = storeValue(guest, worker, request.arguments[i], *method.parameters[i], to);
  }
  temporaries.resize(before);
  return isStored;
}

tatu_status giveCopy(const tatu_guest& guest, const tatu_function& function, std::span<const vm::Slot> slots,
                     ValueArena& arena, tatu_value& result, tatu_error** error) {
  if (loadValue(guest, *function.method->result, slots.data(), arena, result)) return TATU_OK;
  result = {};
  return fail(error, TATU_FAILED,
              "the result cannot be copied: it is too large, or has a part that cannot be given to the host");
}

}  // namespace tatu::embedding
