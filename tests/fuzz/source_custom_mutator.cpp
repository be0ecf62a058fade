// libFuzzer's mutations of a program's text: mostly by tokens and lines, now and then by bytes.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "tests/mutation/source_mutator.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

namespace {

using namespace tatu;  // the whole file is two functions of a program

std::string_view textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize,
                                               unsigned int seed) {
  mutation::Dice dice(seed);
  if (dice.oneIn(6)) return LLVMFuzzerMutate(data, size, maxSize);
  const std::string made = mutation::mutateSource(textOf(data, size), dice);
  const std::size_t length = std::min(made.size(), maxSize);
  std::memcpy(data, made.data(), length);
  return length;
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t firstSize,
                                                 const std::uint8_t* second, std::size_t secondSize, std::uint8_t* out,
                                                 std::size_t maxSize, unsigned int seed) {
  mutation::Dice dice(seed);
  const std::string made = mutation::crossSources(textOf(first, firstSize), textOf(second, secondSize), dice);
  const std::size_t length = std::min(made.size(), maxSize);
  std::memcpy(out, made.data(), length);
  return length;
}
