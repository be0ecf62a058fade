// A program's call of a host function.
//
// The function runs once for each call, whatever happens: if its result does not fit below the guest's memory limit,
// the guest stops with the result kept (tatu_guest::unstored), and the call that is made again on resuming only stores
// it. One that is to be answered later (pending_call.h) parks the fiber, and the call that is made again takes the
// answer.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "embedding/host_object.h"
#include "embedding/object_uses.h"
#include "embedding/pending_call.h"
#include "include/tatu/tatu.h"
#include "vm/native.h"

struct tatu_host_call {
  tatu_guest* guest = nullptr;
  tatu::vm::NativeCall* native = nullptr;
  std::shared_ptr<tatu::embedding::PendingCall> pending;  // if it was suspended
  std::uint64_t charged = 0;
  std::optional<tatu::vm::Failure> thrown;
  tatu::embedding::ObjectList released;  // once the call is over

  tatu_host_call() = default;
  tatu_host_call(const tatu_host_call&) = delete;
  tatu_host_call& operator=(const tatu_host_call&) = delete;
  ~tatu_host_call() {
    released.takeAll([](tatu_object& object) { object.release(); });
  }
};

namespace tatu::embedding {

[[nodiscard]] std::uint64_t priceOfHostFunction(const vm::NativeArguments& arguments);
[[nodiscard]] vm::NativeStatus callHostFunction(vm::NativeCall& call);

// StateExceptions that name the function.
[[nodiscard]] vm::NativeStatus refuseCall(vm::NativeCall& call, const std::string& why);
[[nodiscard]] vm::NativeStatus refuseRevoked(vm::NativeCall& call, const tatu_class& of);
// What could not be seen (values.h).
[[nodiscard]] vm::NativeStatus refuseArgument(vm::NativeCall& call, const ObjectUses& objects);

// Ends the call with a value that has been checked. Stopped: at a limit.
[[nodiscard]] vm::NativeStatus storeResult(vm::NativeCall& call, const tatu_value& result);
// Nothing: the core library has no such exception.
[[nodiscard]] std::optional<vm::Failure> failureOf(const char* exception, const char* message);

}  // namespace tatu::embedding
