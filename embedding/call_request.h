// CallRequest: what a host wants of a guest: a function and arguments for it. It is checked first, while nothing has
// changed; then the arguments are stored, which can fail at a limit only; at last the result is given.
//
// Calls with nothing but numbers are the most frequent and the shortest, so what they need is here, in the header.
//
// Threads: the one that uses the guest; storeArguments and giveResult within a gc::RunningScope.
#pragma once

#include <span>

#include "embedding/runtime.h"
#include "embedding/value_arena.h"
#include "embedding/values.h"
#include "include/tatu/tatu.h"
#include "vm/guest.h"

struct tatu_guest;

namespace tatu::embedding {

struct CallRequest {
  CallRequest(const tatu_function& called, std::span<const tatu_value> values)
      : function(called), arguments(values), isPlain(arePlain(called.method->parameters, values)) {}

  const tatu_function& function;
  const std::span<const tatu_value> arguments;
  const bool isPlain;  // as many arguments as parameters, and each of them a plain number for its parameter

 private:
  [[nodiscard]] static bool arePlain(const std::vector<const vm::RuntimeType*>& parameters,
                                     std::span<const tatu_value> values) {
    if (values.size() != parameters.size()) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!embedding::isPlain(values[i], *parameters[i])) return false;
    }
    return true;
  }
};

// TATU_MISUSE, with an error, if the function is not one that guests of the module can be called for, or the arguments
// are not what it takes.
[[nodiscard]] tatu_status checkClosely(const CallRequest& request, const tatu_module& module, tatu_error** error);
[[nodiscard]] inline tatu_status checkRequest(const CallRequest& request, const tatu_module& module,
                                              tatu_error** error) {
  const bool isCallable = request.function.module == &module && request.function.refusal.empty();
  return isCallable && request.isPlain ? TATU_OK : checkClosely(request, module, error);
}

// False: at a limit.
[[nodiscard]] bool storeObjects(tatu_guest& guest, vm::Worker& worker, const CallRequest& request,
                                std::span<vm::Slot> slots);
[[nodiscard]] inline bool storeArguments(tatu_guest& guest, vm::Worker& worker, const CallRequest& request,
                                         std::span<vm::Slot> slots) {
  if (!request.isPlain) return storeObjects(guest, worker, request, slots);
  for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = plainSlot(request.arguments[i]);
  return true;
}

// What the function has returned; null: nobody wants to know. Texts and the like are copied into the arena, which is
// cleared before.
[[nodiscard]] tatu_status giveCopy(const tatu_guest& guest, const tatu_function& function,
                                   std::span<const vm::Slot> slots, ValueArena& arena, tatu_value& result,
                                   tatu_error** error);
[[nodiscard]] inline tatu_status giveResult(const tatu_guest& guest, const tatu_function& function,
                                            std::span<const vm::Slot> slots, ValueArena& arena, tatu_value* result,
                                            tatu_error** error) {
  arena.clear();
  if (result == nullptr || loadPlain(*function.method->result, slots, *result)) return TATU_OK;
  return giveCopy(guest, function, slots, arena, *result, error);
}

}  // namespace tatu::embedding
