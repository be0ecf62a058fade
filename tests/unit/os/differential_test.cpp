// Random programs of system calls, run on the real host and in memory: every answer must be the same. The seed of a
// failing program is printed; the same seed gives the same program.
#include <algorithm>

#include "os/guest/seeded_random.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

class Choices {
 public:
  explicit Choices(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.next() % bound); }
  template <typename T>
  const T& of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  SeededRandom random_;
};

const std::vector<std::string> kPaths{"a",      "b",      "d",        "d/a",    "d/e",     "d/e/f",   "./d/../a",
                                      "d//a/",  "..",     ".",        "d/..",   "link",    "link/a",  "out",
                                      "out/x",  "up",     "ro/f",     "ro",     "wo/f",    "wo/new",  "wo",
                                      "ro/new", "nope/x", "d/e/../a", "link/e", "dangle",  "a/b",     "loop",
                                      "con",    "x?",     "",         "a\\b",   "wo/link", "ro/link", "d/link"};

/// One guest in a world, and the answers it got.
class Runner {
 public:
  Runner(std::unique_ptr<World> world, bool generous) : world_(std::move(world)) {
    const std::string start = world_->start();
    for (const char* directory : {"/d/e", "/ro", "/wo"}) world_->putDirectory(start + directory);
    world_->putFile(start + "/ro/f", "read only");
    world_->putFile(start + "/wo/f", "write only");
    world_->putFile(start + "/a", "first");
    for (const auto& [name, target] : std::vector<std::pair<std::string, std::string>>{{"link", "d"},
                                                                                       {"out", "/"},
                                                                                       {"up", ".."},
                                                                                       {"dangle", "d/made"},
                                                                                       {"loop", "loop"},
                                                                                       {"d/link", "../a"},
                                                                                       {"wo/link", "../a"},
                                                                                       {"ro/link", "f"}}) {
      world_->putLink(start + "/" + name, target);
    }
    Capabilities capabilities = Capabilities::forCommand();
    for (const char* directory : {"d", "ro"}) must(capabilities.allowRead(directory));
    for (const char* directory : {"d", "wo"}) must(capabilities.allowWrite(directory));
    if (generous) must(capabilities.allowRead("."));
    if (generous) must(capabilities.allowWrite("."));
    system_ = world_->make(capabilities);
  }

  /// Does the next step of the program and says what came of it.
  std::string step(Choices& choose) {
    const std::string path = choose.of(kPaths), other = choose.of(kPaths);
    const std::size_t pick = choose.below(64), amount = choose.below(40);
    const OpenFlags flags = openFlags(choose);
    switch (choose.below(17)) {
      case 0:
      case 1:
      case 2: return "open " + path + " " + keep(system_->openFile(path, flags));
      case 3: return "list " + path + " " + keep(system_->openDirectory(path));
      case 4: return "metadata " + path + " " + show(system_->metadata(path));
      case 5: return "mkdir " + path + " " + show(system_->createDirectory(path));
      case 6: return "remove " + path + " " + show(system_->removeFile(path));
      case 7: return "rmdir " + path + " " + show(system_->removeDirectory(path));
      case 8: return "rename " + path + " " + other + " " + show(system_->rename(path, other));
      case 9: return "next " + entries(handle(pick), amount % 4);
      case 10: return "read " + read(handle(pick), amount);
      case 11:
      case 12: return "write " + show(system_->write(handle(pick), bytes(std::string(amount, 'a' + amount % 26))));
      case 13: return "seek " + show(system_->seek(handle(pick), static_cast<std::int64_t>(amount) - 10, origin(pick)));
      case 14: return "size " + show(system_->size(handle(pick)));
      case 15: return "resize " + show(system_->resize(handle(pick), amount));
      default: return "close " + show(system_->close(handle(pick)));
    }
  }

 private:
  /// Mostly sets that make sense; sometimes any.
  static OpenFlags openFlags(Choices& choose) {
    for (int attempt = 0;; ++attempt) {
      const auto flags = OpenFlags::fromBits(static_cast<std::uint8_t>(choose.below(64)));
      if (validOpenFlags(flags) || attempt == 20) return flags;
    }
  }

  static SeekOrigin origin(std::size_t pick) { return static_cast<SeekOrigin>(pick % 3); }

  template <typename T>
  static std::string show(const Result<T>& result) {
    if (!result) return result.error().message + " | " + result.error().hint;
    if constexpr (std::is_same_v<T, Metadata>) {
      return std::to_string(static_cast<int>(result->kind)) + " " + std::to_string(result->size);
    } else if constexpr (std::is_same_v<T, Handle>) {
      return std::to_string(result->number);
    } else if constexpr (!std::is_void_v<T>) {
      return std::to_string(*result);
    } else {
      return "ok";
    }
  }

  std::string keep(const Result<Handle>& opened) {
    if (opened) handles_.push_back(*opened);
    return show(opened);
  }

  [[nodiscard]] Handle handle(std::size_t pick) const {
    return handles_.empty() ? Handle{pick}
                            : handles_[handles_.size() - 1 - pick % std::min<std::size_t>(4, handles_.size())];
  }

  std::string read(Handle handle, std::size_t amount) {
    std::string text(amount, '\0');
    const auto count = system_->read(handle, std::as_writable_bytes(std::span(text)));
    return count ? quoteForDisplay(text.substr(0, *count)) : show(count);
  }

  std::string entries(Handle handle, std::size_t most) {
    const auto found = system_->nextEntries(handle, most);
    if (!found) return found.error().message;
    std::string text;
    for (const DirectoryEntry& entry : *found)
      text += entry.name + ":" + std::to_string(static_cast<int>(entry.kind)) + " ";
    return text;
  }

  std::unique_ptr<World> world_;
  std::unique_ptr<System> system_;
  std::vector<Handle> handles_;
};

TEST(Differential, RealAndMemoryGiveTheSameAnswers) {
  if (bestPathResolution() != PathResolution::ByKernel) GTEST_SKIP() << "this kernel has no openat2";
  constexpr std::uint64_t kPrograms = 150;
  constexpr int kSteps = 120;
  for (std::uint64_t seed = 1; seed <= kPrograms; ++seed) {
    const bool generous = seed % 3 != 0;
    Runner real(std::make_unique<RealWorld>(PathResolution::ByKernel), generous);
    Runner memory(std::make_unique<MemoryWorld>(false), generous);
    Choices forReal(seed), forMemory(seed);
    std::string history;
    for (int i = 0; i < kSteps; ++i) {
      const std::string expected = real.step(forReal), actual = memory.step(forMemory);
      history += "  " + expected + "\n";
      ASSERT_EQ(expected, actual) << "seed " << seed << " step " << i << "\n" << history;
    }
  }
}

}  // namespace
}  // namespace tatu::os::test
