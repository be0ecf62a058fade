#include "mutator.h"

#include "bytecode/container.h"
#include "bytecode/writer.h"

namespace tatu::bytecode::test {

namespace {

// Positions are drawn behind the header and before the hash.
std::size_t position(const std::vector<std::uint8_t>& file, std::mt19937_64& random) {
  const std::size_t first = kMagic.size() + 2;
  const std::size_t last = file.size() - kHashBytes;
  return first + random() % (last - first);
}

}  // namespace

std::vector<std::uint8_t> mutate(const std::vector<std::uint8_t>& file, std::mt19937_64& random) {
  std::vector<std::uint8_t> mutant = file;
  const std::uint64_t changes = 1 + random() % 4;
  for (std::uint64_t i = 0; i < changes; ++i) {
    std::uint8_t& byte = mutant[position(mutant, random)];
    switch (random() % 5) {
      case 0: byte ^= static_cast<std::uint8_t>(1u << (random() % 8)); break;
      case 1: byte = static_cast<std::uint8_t>(random()); break;
      case 2: byte = static_cast<std::uint8_t>(byte + 1); break;
      case 3: byte = static_cast<std::uint8_t>(byte - 1); break;
      default: byte = mutant[position(mutant, random)]; break;  // something that occurs in such files
    }
  }
  repairContentHash(mutant);
  return mutant;
}

}  // namespace tatu::bytecode::test
