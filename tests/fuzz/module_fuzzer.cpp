// Bytes through reader, verifier, disassembler and assembler. The content hash is repaired first, so that the fuzzer
// reaches what lies behind it.
//
// Checked: nothing crashes; what is read is written back to the same bytes; what is verified goes through the text form
// unchanged.
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "bytecode/assembler.h"
#include "bytecode/disassembler.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"

namespace {

using tatu::bytecode::Module;

void check(bool isRight) {
  if (!isRight) std::abort();
}

void fuzzModule(const std::vector<std::uint8_t>& file) {
  auto module = tatu::bytecode::readModule(file);
  if (!module) return;
  check(tatu::bytecode::writeModule(*module) == file);
  // As the core package itself if it has that name, so that the fuzzer needs no other module.
  tatu::bytecode::VerifyOptions options;
  options.isCore = module->name.value() < module->strings.size() && module->text(module->name) == "core";
  const auto verified = tatu::bytecode::verifyModule(std::move(*module), {}, options);
  if (!verified) return;
  const auto text = tatu::bytecode::disassemble((*verified)->module());
  check(text.has_value());
  const auto again = tatu::bytecode::assemble(*text);
  check(again.has_value() && tatu::bytecode::writeModule(*again) == file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint8_t> file(data, data + size);
  if (size > 0 && data[0] != 0x89) {
    // Other inputs are text for the assembler.
    (void)tatu::bytecode::assemble({reinterpret_cast<const char*>(data), size});
    return 0;
  }
  tatu::bytecode::repairContentHash(file);
  fuzzModule(file);
  return 0;
}
