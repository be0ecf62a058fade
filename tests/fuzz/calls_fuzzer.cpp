// Bytes as choices of which calls of the C interface are made, and with what; tests/calls says what must hold of them.
// The first byte says how the runtime is to be.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "tests/calls/driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto tier = static_cast<tatu_tier>(data[0] % 3);
  const std::uint64_t collectEvery = data[0] >= 192 ? 50 : 0;
  const tatu::calls::Driven driven = tatu::calls::drive(std::span(data, size).subspan(1), tier, collectEvery);
  if (driven.wrong.empty()) return 0;
  std::fprintf(stderr, "%s\n", driven.wrong.c_str());
  std::abort();
}
