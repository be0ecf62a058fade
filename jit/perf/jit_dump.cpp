#include "jit/perf/jit_dump.h"

#include <elf.h>

#include <string_view>
#include <vector>

#include "jit/perf/source_lines.h"
#include "jit/perf/symbol_name.h"
#include "os/platform/clock.h"
#include "os/platform/growing_file.h"
#include "os/platform/process.h"

namespace tatu::jit {

namespace {

constexpr std::uint32_t kMagic = 0x4A695444;  // "JiTD", read as a number of the host's byte order
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kHeaderBytes = 40;
constexpr std::uint32_t kPrefixBytes = 16;

enum class RecordKind : std::uint32_t { Load = 0, DebugInformation = 2 };

std::uint64_t now() { return static_cast<std::uint64_t>(os::monotonicNow().count()); }
std::uint64_t addressOf(const std::byte* memory) { return reinterpret_cast<std::uintptr_t>(memory); }

// Numbers in the host's byte order and texts with a zero behind them, one after the other.
class Fields {
 public:
  template <typename Number>
  Fields& add(Number value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  Fields& addText(std::string_view text) {
    bytes_.append(text.substr(0, text.find('\0')));
    return add('\0');
  }
  Fields& addBytes(const std::byte* bytes, std::size_t count) {
    bytes_.append(reinterpret_cast<const char*>(bytes), count);
    return *this;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

std::string header() {
  Fields fields;
  fields.add(kMagic).add(kVersion).add(kHeaderBytes).add(std::uint32_t{EM_X86_64}).add(std::uint32_t{0});
  fields.add(os::processNumber()).add(now()).add(std::uint64_t{0});
  return fields.bytes();
}

std::string record(RecordKind kind, const Fields& content) {
  Fields fields;
  fields.add(kind).add(static_cast<std::uint32_t>(kPrefixBytes + content.bytes().size())).add(now());
  return fields.bytes() + content.bytes();
}

std::string loadRecord(const PublishedCode& code, std::uint64_t number) {
  Fields fields;
  fields.add(os::processNumber()).add(os::threadNumber()).add(addressOf(code.memory)).add(addressOf(code.memory));
  fields.add(std::uint64_t{code.bytes}).add(number).addText(symbolName(code)).addBytes(code.memory, code.bytes);
  return record(RecordKind::Load, fields);
}

std::string linesRecord(const PublishedCode& code, const std::vector<SourceLine>& lines) {
  Fields fields;
  fields.add(addressOf(code.memory)).add(std::uint64_t{lines.size()});
  for (const SourceLine& line : lines) {
    fields.add(addressOf(code.memory) + line.offset).add(line.line).add(std::uint32_t{0}).addText(line.file);
  }
  return record(RecordKind::DebugInformation, fields);
}

class JitDump final : public CodeObserver {
 public:
  explicit JitDump(os::GrowingFile file) : file_(std::move(file)) { file_.append(header()); }

  // The lines belong to the code that follows.
  void published(const PublishedCode& code) override {
    const std::vector<SourceLine> lines = sourceLines(code);
    if (!lines.empty()) file_.append(linesRecord(code, lines));
    file_.append(loadRecord(code, number_++));
  }

 private:
  os::GrowingFile file_;
  std::uint64_t number_ = 0;
};

}  // namespace

os::Result<std::shared_ptr<CodeObserver>> makeJitDump() {
  auto file = os::GrowingFile::create("jit-" + std::to_string(os::processNumber()) + ".dump");
  if (!file) return tl::unexpected(file.error());
  if (auto announced = file->announce(); !announced) return tl::unexpected(announced.error());
  return std::make_shared<JitDump>(std::move(*file));
}

}  // namespace tatu::jit
