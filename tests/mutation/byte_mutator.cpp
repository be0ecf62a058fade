#include "tests/mutation/byte_mutator.h"

#include "bytecode/container.h"
#include "bytecode/writer.h"

namespace tatu::mutation {

namespace {

// Positions are drawn behind the header and before the hash.
std::size_t position(const std::vector<std::uint8_t>& file, Dice& dice) {
  const std::size_t first = bytecode::kMagic.size() + 2;
  const std::size_t last = file.size() - bytecode::kHashBytes;
  return first + dice.below(last - first);
}

}  // namespace

std::vector<std::uint8_t> mutateBytes(const std::vector<std::uint8_t>& file, Dice& dice) {
  std::vector<std::uint8_t> mutant = file;
  for (std::size_t i = 1 + dice.below(4); i > 0; --i) {
    std::uint8_t& byte = mutant[position(mutant, dice)];
    switch (dice.below(5)) {
      case 0: byte ^= static_cast<std::uint8_t>(1u << dice.below(8)); break;
      case 1: byte = static_cast<std::uint8_t>(dice.bits()); break;
      case 2: byte = static_cast<std::uint8_t>(byte + 1); break;
      case 3: byte = static_cast<std::uint8_t>(byte - 1); break;
      default: byte = mutant[position(mutant, dice)]; break;  // something that occurs in such files
    }
  }
  bytecode::repairContentHash(mutant);
  return mutant;
}

}  // namespace tatu::mutation
