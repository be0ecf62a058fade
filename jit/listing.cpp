#include "jit/listing.h"

#include <Zydis/Zydis.h>

#include "os/platform/shared_library.h"
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

using Disassemble = decltype(ZydisDisassembleIntel);

// The library whose types these sources were compiled with.
std::string disassemblerLibrary() {
  return "libZydis.so." + std::to_string(ZYDIS_VERSION_MAJOR(ZYDIS_VERSION)) + "." +
         std::to_string(ZYDIS_VERSION_MINOR(ZYDIS_VERSION));
}

os::Result<Disassemble*> loadDisassembler() {
  const std::string name = disassemblerLibrary();
  const auto library = os::SharedLibrary::load(name);
  auto* const function = library ? library->function<Disassemble>("ZydisDisassembleIntel") : nullptr;
  if (function != nullptr) return function;
  os::OsError error =
      library ? os::makeError(os::ErrorKind::Unsupported, os::Operation::LoadHostLibrary, name) : library.error();
  error.hint = "machine code is shown by the library Zydis, on Debian the package libzydis4.0";
  return tl::unexpected(std::move(error));
}

std::string listing(const PublishedCode& published, Disassemble* disassemble) {
  const vm::PreparedCode& code = *published.prepared;
  const std::size_t bytes = published.bytes;
  std::string text = published.name + ": " + std::to_string(code.wordCount) + " words, " + std::to_string(bytes) +
                     " bytes of machine code\n";
  auto place = published.places.begin();
  for (std::size_t offset = 0; offset < bytes;) {
    for (; place != published.places.end() && place->offset <= offset; ++place) text += describe(code, place->word);
    ZydisDisassembledInstruction instruction;
    const std::byte* const at = published.memory + offset;
    if (!ZYAN_SUCCESS(disassemble(ZYDIS_MACHINE_MODE_LONG_64, reinterpret_cast<std::uintptr_t>(at), at, bytes - offset,
                                  &instruction))) {
      text += "    the rest is data\n";
      break;
    }
    text += "    " + hexadecimal(offset) + "  " + instruction.text + "\n";
    offset += instruction.info.length;
  }
  return text;
}

class Listing final : public CodeObserver {
 public:
  Listing(std::string name, std::function<void(const std::string&)> show, Disassemble* disassemble)
      : name_(std::move(name)), show_(std::move(show)), disassemble_(disassemble) {}

  void published(const PublishedCode& code) override {
    if (code.method != nullptr && code.name == name_) show_(listing(code, disassemble_));
  }

 private:
  const std::string name_;
  const std::function<void(const std::string&)> show_;
  Disassemble* const disassemble_;
};

}  // namespace

os::Result<std::shared_ptr<CodeObserver>> makeListing(std::string name, std::function<void(const std::string&)> show) {
  const auto disassemble = loadDisassembler();
  if (!disassemble) return tl::unexpected(disassemble.error());
  return std::make_shared<Listing>(std::move(name), std::move(show), *disassemble);
}

}  // namespace tatu::jit
