// Bytes through reader, verifier, disassembler and assembler, and what is accepted through both interpreters with
// little fuel. The content hash is repaired first, so that the fuzzer reaches what lies behind it.
//
// Checked: nothing crashes; what is read is written back to the same bytes; what is verified goes through the text form
// unchanged; the interpreters agree in everything that can be seen, fuel included.
#include <cstdint>
#include <vector>

#include "bytecode/assembler.h"
#include "bytecode/disassembler.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "tests/fuzz/fuzzing.h"

namespace tatu::fuzzing {

namespace {

void checkText(const bytecode::VerifiedModule& module, const std::vector<std::uint8_t>& file) {
  const auto text = bytecode::disassemble(module.module());
  check(text.has_value(), "an accepted module has no text form");
  const auto again = bytecode::assemble(*text);
  check(again.has_value(), "the text form of an accepted module is refused");
  check(bytecode::writeModule(*again) == file, "the text form changes an accepted module");
}

void fuzzModule(const std::vector<std::uint8_t>& file) {
  auto module = bytecode::readModule(file);
  if (!module) return;
  check(bytecode::writeModule(*module) == file, "reading and writing changes a module");
  auto verified = bytecode::verifyModule(std::move(*module), {&machine().core(), 1});
  if (!verified) return;
  checkText(**verified, file);
  checkTiers(*verified, file);
}

}  // namespace

}  // namespace tatu::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint8_t> file(data, data + size);
  if (size > 0 && data[0] != 0x89) {
    // Other inputs are text for the assembler.
    const auto module = tatu::bytecode::assemble({reinterpret_cast<const char*>(data), size});
    if (!module) return 0;
    file = tatu::bytecode::writeModule(*module);
  }
  tatu::bytecode::repairContentHash(file);
  tatu::fuzzing::fuzzModule(file);
  return 0;
}
