// A program's call of a host function.
//
// The function runs once for each call, whatever happens: if its result does not fit below the guest's memory limit,
// the guest stops with the result kept (tatu_guest::unstored), and the call that is made again on resuming only stores
// it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "include/tatu/tatu.h"
#include "vm/native.h"

struct tatu_host_call {
  tatu_guest* guest = nullptr;
  std::uint64_t charged = 0;
  std::optional<tatu::vm::Failure> thrown;
};

namespace tatu::embedding {

[[nodiscard]] std::uint64_t priceOfHostFunction(const vm::NativeArguments& arguments);
[[nodiscard]] vm::NativeStatus callHostFunction(vm::NativeCall& call);

}  // namespace tatu::embedding
