// What the tests of the OS layer share: text in and out of spans, a temporary directory, and worlds: the same test on
// the real host, on the real host without openat2, in memory, and in a memory whose transfers are short and
// interrupted.
#pragma once

#include <gtest/gtest.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "os/guest/fault_plan.h"
#include "os/guest/guarded_system.h"
#include "os/guest/memory_system.h"
#include "os/guest/real_host.h"
#include "os/platform/host_file.h"

namespace tatu::os::test {

inline std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

/// The value, or a failed test that shows the error.
template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " (" + result.error().hint + ")");
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

template <typename T>
std::string kindOf(const Result<T>& result) {
  return result ? "ok" : std::string(nameOf(result.error().kind));
}

inline void writeAllTo(System& system, Handle handle, std::string_view text) {
  auto left = bytes(text);
  while (!left.empty()) left = left.subspan(must(system.write(handle, left)));
}

inline std::string readAllFrom(System& system, Handle handle) {
  std::string text;
  std::array<std::byte, 100> buffer{};
  for (;;) {
    const std::size_t count = must(system.read(handle, buffer));
    if (count == 0) return text;
    text.append(reinterpret_cast<const char*>(buffer.data()), count);
  }
}

inline void writeFile(System& system, std::string_view path, std::string_view text) {
  const Handle handle = must(system.openFile(path, OpenFlag::Write | OpenFlag::Create | OpenFlag::Truncate));
  writeAllTo(system, handle, text);
  must(system.close(handle));
}

inline std::string readFile(System& system, std::string_view path) {
  const Handle handle = must(system.openFile(path, OpenFlag::Read));
  std::string text = readAllFrom(system, handle);
  must(system.close(handle));
  return text;
}

class TemporaryDirectory {
 public:
  TemporaryDirectory() : path_(must(createHostTemporaryDirectory("tatu-test-"))) {}
  ~TemporaryDirectory() { (void)removeHostTree(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

inline void putHostFile(const std::string& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

inline std::string hostFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::size_t openDescriptors() {
  const std::filesystem::directory_iterator entries("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

inline Capabilities readWriteIn(std::string_view directory) {
  Capabilities capabilities = Capabilities::forCommand();
  must(capabilities.allowRead(directory));
  must(capabilities.allowWrite(directory));
  return capabilities;
}

/// A place with a directory in which systems can be made. `start()` is their working directory.
class World {
 public:
  virtual ~World() = default;
  [[nodiscard]] virtual std::string start() const = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<System>> tryMake(const Capabilities& capabilities,
                                                                SystemOptions options) = 0;
  virtual void putLink(const std::string& path, const std::string& target) = 0;
  virtual void putFile(const std::string& path, const std::string& text) = 0;
  virtual void putDirectory(const std::string& path) = 0;
  virtual void putName(const std::string& name, const std::vector<std::string>& addresses) = 0;

  std::unique_ptr<System> make(const Capabilities& capabilities, SystemOptions options = {}) {
    return must(tryMake(capabilities, std::move(options)));
  }
};

/// What stands behind the lookups of a real host in tests: asked from threads, changed by the test.
class NameTable {
 public:
  void put(const std::string& name, const std::vector<std::string>& addresses) {
    const std::lock_guard lock(mutex_);
    names_[name].clear();
    for (const std::string& text : addresses) names_[name].push_back(NetworkAddress::parse(text).value());
  }
  HostResult<std::vector<NetworkAddress>> find(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto found = names_.find(name);
    if (found == names_.end()) return hostFailure(ErrorKind::NotFound);
    return found->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<NetworkAddress>> names_;
};

class RealWorld final : public World {
 public:
  explicit RealWorld(PathResolution resolution) : resolution_(resolution) {}
  std::string start() const override { return directory_.path(); }
  Result<std::unique_ptr<System>> tryMake(const Capabilities& capabilities, SystemOptions options) override {
    if (options.workingDirectory.empty()) options.workingDirectory = start();
    RealHostOptions hostOptions;
    hostOptions.resolution = resolution_;
    hostOptions.lookUp = [names = names_](const std::string& name) { return names->find(name); };
    return createSystem(std::make_unique<RealHost>(hostOptions), capabilities, std::move(options));
  }
  void putLink(const std::string& path, const std::string& target) override {
    std::filesystem::create_symlink(target, path);
  }
  void putFile(const std::string& path, const std::string& text) override { putHostFile(path, text); }
  void putDirectory(const std::string& path) override { std::filesystem::create_directories(path); }
  void putName(const std::string& name, const std::vector<std::string>& addresses) override {
    names_->put(name, addresses);
  }

 private:
  TemporaryDirectory directory_;
  std::shared_ptr<NameTable> names_ = std::make_shared<NameTable>();
  PathResolution resolution_;
};

class MemoryWorld final : public World {
 public:
  explicit MemoryWorld(bool awkward) : awkward_(awkward) {
    machine_ = std::make_shared<MemoryMachine>();
    must(machine_->putDirectory("/world/start"));
  }
  std::string start() const override { return "/world/start"; }
  Result<std::unique_ptr<System>> tryMake(const Capabilities& capabilities, SystemOptions options) override {
    if (options.workingDirectory.empty()) options.workingDirectory = start();
    auto plan = std::make_shared<FaultPlan>();
    if (awkward_) {
      plan->setLongestTransfer(3);
      for (std::uint64_t at = 2; at < 2000; at += 3) plan->add({{}, at, 1, {ErrorKind::Interrupted, EINTR}});
    }
    return createFaultyMemorySystem(machine_, plan, capabilities, std::move(options));
  }
  void putLink(const std::string& path, const std::string& target) override { must(machine_->putLink(path, target)); }
  void putFile(const std::string& path, const std::string& text) override { must(machine_->putFile(path, text)); }
  void putDirectory(const std::string& path) override { must(machine_->putDirectory(path)); }
  void putName(const std::string& name, const std::vector<std::string>& addresses) override {
    must(machine_->putName(name, addresses));
  }

 private:
  std::shared_ptr<MemoryMachine> machine_;
  bool awkward_;
};

struct WorldKind {
  std::string name;
  std::function<std::unique_ptr<World>()> make;
  bool followsLinks = true;

  friend void PrintTo(const WorldKind& kind, std::ostream* out) { *out << kind.name; }
};

inline std::vector<WorldKind> allWorlds() {
  std::vector<WorldKind> worlds;
  if (bestPathResolution() == PathResolution::ByKernel) {
    worlds.push_back({"Real", [] { return std::make_unique<RealWorld>(PathResolution::ByKernel); }});
  }
  worlds.push_back({"RealPartByPart", [] { return std::make_unique<RealWorld>(PathResolution::PartByPart); }, false});
  worlds.push_back({"Memory", [] { return std::make_unique<MemoryWorld>(false); }});
  worlds.push_back({"MemoryAwkward", [] { return std::make_unique<MemoryWorld>(true); }});
  return worlds;
}

class EveryWorld : public ::testing::TestWithParam<WorldKind> {
 protected:
  void SetUp() override { world = GetParam().make(); }
  [[nodiscard]] std::string at(std::string_view name) const { return world->start() + "/" + std::string(name); }
  std::unique_ptr<World> world;
};

inline std::string worldName(const ::testing::TestParamInfo<WorldKind>& info) { return info.param.name; }

}  // namespace tatu::os::test
