// Listing: a method's prepared code beside its machine code, for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "vm/link/method.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::jit {

// Machine code from `offset` on is of the instruction at `word`.
struct ListedPlace {
  std::uint32_t word = 0;
  std::size_t offset = 0;
};

// `machineCode` is where the code lies; places are in order of their offsets.
[[nodiscard]] std::string listing(const vm::Method& method, const vm::PreparedCode& code, const std::byte* machineCode,
                                  std::size_t bytes, const std::vector<ListedPlace>& places);

}  // namespace tatu::jit
