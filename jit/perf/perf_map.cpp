#include "jit/perf/perf_map.h"

#include <charconv>

#include "jit/perf/symbol_name.h"
#include "os/platform/growing_file.h"
#include "os/platform/process.h"

namespace tatu::jit {

namespace {

std::string hexadecimal(std::uint64_t value) {
  char digits[16];
  return {digits, std::to_chars(digits, digits + sizeof digits, value, 16).ptr};
}

class PerfMap final : public CodeObserver {
 public:
  explicit PerfMap(os::GrowingFile file) : file_(std::move(file)) {}

  void published(const PublishedCode& code) override {
    const auto address = reinterpret_cast<std::uintptr_t>(code.memory);
    file_.append(hexadecimal(address) + " " + hexadecimal(code.bytes) + " " + symbolName(code) + "\n");
  }
  [[nodiscard]] bool needsAnonymousMemory() const override { return true; }

 private:
  os::GrowingFile file_;
};

}  // namespace

os::Result<std::shared_ptr<CodeObserver>> makePerfMap() {
  auto file = os::GrowingFile::create("/tmp/perf-" + std::to_string(os::processNumber()) + ".map");
  if (!file) return tl::unexpected(file.error());
  return std::make_shared<PerfMap>(std::move(*file));
}

}  // namespace tatu::jit
