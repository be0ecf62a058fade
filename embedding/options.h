// Structures that hosts fill in begin with their size. A host that was built with an earlier header has smaller ones:
// what it does not know of has its default value.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace tatu::embedding {

// Lays what the host has given (null: nothing) over the defaults. False: its size is none that a header has had.
template <typename Options>
[[nodiscard]] bool settleOptions(const Options* given, Options& options) {
  if (given == nullptr) return true;
  if (given->size < sizeof given->size || given->size > sizeof options) return false;
  std::memcpy(&options, given, given->size);
  options.size = sizeof options;
  return true;
}

// As much of what is given as the host's structure has room for; `size` says how much that was. False: for none.
template <typename Structure>
bool giveStructure(Structure given, Structure* structure, std::size_t size) {
  if (structure == nullptr || size < sizeof size) return false;
  given.size = std::min(size, sizeof given);
  std::memcpy(structure, &given, given.size);
  return true;
}

// As snprintf does it: as much as there is room for, with a zero behind it; how long the whole is, without the zero.
inline std::size_t giveText(std::string_view text, char* buffer, std::size_t size) {
  if (buffer != nullptr && size != 0) {
    const std::size_t count = std::min(text.size(), size - 1);
    std::memcpy(buffer, text.data(), count);
    buffer[count] = '\0';
  }
  return text.size();
}

}  // namespace tatu::embedding
