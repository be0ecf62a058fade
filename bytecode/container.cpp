#include "bytecode/container.h"

#include <sodium.h>

namespace tatu::bytecode {

std::string_view nameOf(Section section) {
  constexpr std::string_view kNames[] = {"file",  "strings",          "module",          "packages",
                                         "types", "classes",          "functions",       "globals",
                                         "calls", "field references", "case references", "code"};
  return kNames[static_cast<std::uint8_t>(section)];
}

ContentHash contentHash(std::span<const std::uint8_t> bytes) {
  // Lets the library choose the fastest code for this machine; calling it again does nothing.
  [[maybe_unused]] const int status = sodium_init();
  ContentHash hash{};
  crypto_generichash(hash.data(), hash.size(), bytes.data(), bytes.size(), nullptr, 0);
  return hash;
}

}  // namespace tatu::bytecode
