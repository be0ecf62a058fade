#include "bytecode/seeded_hash.h"

#include <cstring>

namespace tatu::bytecode {

// Where the operating system has laid stack and code of this process.
std::uint64_t makeProcessSeed() {
  const int onStack = 0;
  const std::uint64_t stack = reinterpret_cast<std::uintptr_t>(&onStack) ^ 0xD6E8FEB86659FD93u;
  return mixed(stack, reinterpret_cast<std::uintptr_t>(&makeProcessSeed) ^ 0x9E3779B97F4A7C15u) | 1;
}

std::size_t SeededHash::operator()(std::string_view text) const {
  std::uint64_t hash = hashWith(processSeed(), text.size());
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    hash = hashWith(hash, word);
  }
  if (text.empty()) return hash;
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), text.size());
  return hashWith(hash, word);
}

}  // namespace tatu::bytecode
