#include "jit/listing.h"

#include <Zydis/Zydis.h>

#include "vm/prepare/word_access.h"

namespace tatu::jit {

namespace {

constexpr const char* kNames[] = {
#define TATU_PREPARED(name, words, effect, operands) #name,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
};

std::string describe(const vm::PreparedCode& code, std::uint32_t word) {
  const vm::Word& at = code.words()[word];
  return std::to_string(word) + ": " + kNames[at.op] + " " + std::to_string(at.a) + " " + std::to_string(at.b) + " " +
         std::to_string(at.c) + "\n";
}

std::string hexadecimal(std::uint64_t value) {
  std::string digits;
  for (; value != 0 || digits.empty(); value /= 16) digits.insert(digits.begin(), "0123456789abcdef"[value % 16]);
  return digits;
}

}  // namespace

std::string listing(const vm::Method& method, const vm::PreparedCode& code, const std::byte* machineCode,
                    std::size_t bytes, const std::vector<ListedPlace>& places) {
  std::string text = vm::nameOf(method) + ": " + std::to_string(code.wordCount) + " words, " + std::to_string(bytes) +
                     " bytes of machine code\n";
  auto place = places.begin();
  for (std::size_t offset = 0; offset < bytes;) {
    for (; place != places.end() && place->offset <= offset; ++place) text += describe(code, place->word);
    ZydisDisassembledInstruction instruction;
    const auto address = reinterpret_cast<std::uintptr_t>(machineCode + offset);
    if (!ZYAN_SUCCESS(ZydisDisassembleIntel(ZYDIS_MACHINE_MODE_LONG_64, address, machineCode + offset, bytes - offset,
                                            &instruction))) {
      text += "    the rest is data\n";
      break;
    }
    text += "    " + hexadecimal(offset) + "  " + instruction.text + "\n";
    offset += instruction.info.length;
  }
  return text;
}

}  // namespace tatu::jit
