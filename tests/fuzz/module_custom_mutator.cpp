// libFuzzer's mutations of a module: mostly changes of its structure, now and then of its bytes.
#include <cstdint>
#include <cstring>
#include <vector>

#include "bytecode/container.h"
#include "bytecode/reader.h"
#include "bytecode/writer.h"
#include "tests/mutation/byte_mutator.h"
#include "tests/mutation/module_mutator.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

namespace {

using namespace tatu;  // the whole file is one function of a program

std::vector<std::uint8_t> mutant(std::vector<std::uint8_t> file, mutation::Dice& dice) {
  bytecode::repairContentHash(file);
  auto module = bytecode::readModule(file);
  if (!module) return {};
  if (dice.oneIn(6)) return mutation::mutateBytes(file, dice);
  mutation::mutateModule(*module, dice);
  return bytecode::writeModule(*module);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize,
                                               unsigned int seed) {
  mutation::Dice dice(seed);
  const bool isModule = bytecode::looksLikeModule({data, size}) && size > 2 * bytecode::kHashBytes;
  if (!isModule || dice.oneIn(8)) return LLVMFuzzerMutate(data, size, maxSize);
  const std::vector<std::uint8_t> made = mutant({data, data + size}, dice);
  if (made.empty() || made.size() > maxSize) return LLVMFuzzerMutate(data, size, maxSize);
  std::memcpy(data, made.data(), made.size());
  return made.size();
}
