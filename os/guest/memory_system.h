// The system of a guest in memory: files, streams and time that nobody else sees. For tests, for replays,
// and for hosts that give their guests no disk.
//
// A `MemoryMachine` is the world; any number of guests' systems can stand on the same one. It keeps nothing but
// what was put into it: time moves only when a guest sleeps or the host says so, and randomness is a
// function of the seed, so equal calls give equal results, always. To make its calls fail, see fault_plan.h.
//
// Threads: the machine locks itself, so guests of one machine may run on different threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "os/guest/capabilities.h"
#include "os/guest/seeded_random.h"
#include "os/guest/system.h"
#include "os/guest/system_options.h"

namespace tatu::os {

class MemoryNetwork;
class MemoryNode;
class MemoryTree;

/// How the machine is set up.
struct MemoryMachineOptions {
  std::uint64_t randomSeed = 0;
  std::chrono::nanoseconds wallStart{0};  ///< since 1970-01-01 UTC
  std::uint64_t diskBytes = 256 << 20;    ///< content of all files together
  std::uint64_t diskEntries = 100'000;    ///< files and directories together, the root not counted
  bool terminal = false;                  ///< the streams say they are terminals
};

class MemoryMachine {
 public:
  explicit MemoryMachine(MemoryMachineOptions options = {});
  ~MemoryMachine();
  MemoryMachine(const MemoryMachine&) = delete;
  MemoryMachine& operator=(const MemoryMachine&) = delete;

  // ---- What the host puts in and takes out. Paths are absolute; directories above a file are made.
  // An existing file gets the new content.

  Result<void> putFile(std::string_view path, std::string_view content);
  Result<void> putDirectory(std::string_view path);
  /// A symbolic link with this text as its target.
  Result<void> putLink(std::string_view path, std::string_view target);
  /// Nothing if there is no such file.
  [[nodiscard]] std::optional<std::string> fileContent(std::string_view path) const;
  [[nodiscard]] bool exists(std::string_view path) const;

  /// Appends to what guests read from standard input. The end is reached where the text ends.
  void putInput(std::string_view text);
  [[nodiscard]] std::string output() const;
  [[nodiscard]] std::string errorOutput() const;
  /// As if the reader of standard output had gone.
  void closeOutput();

  void setEnvironment(std::string name, std::string value);

  // ---- The network between the guests. Every address is on this machine: one guest listens, another connects, or the
  // same. To make calls fail, see fault_plan.h.

  /// What a name will mean to lookups that begin from now on, `delay` after they begin. Without addresses: nothing.
  Result<void> putName(std::string_view name, const std::vector<std::string>& addresses,
                       std::chrono::nanoseconds delay = std::chrono::nanoseconds::zero());
  /// How long everything takes that is sent from now on.
  void setLatency(std::chrono::nanoseconds latency);
  /// As if every other end had lost power: connections are reset, what had arrived can still be read.
  void breakConnections();

  /// Moves both clocks. A negative step moves the wall clock only, as a host whose clock is set back.
  void advance(std::chrono::nanoseconds step);
  [[nodiscard]] std::chrono::nanoseconds monotonicTime() const;

 private:
  friend class MemoryHost;
  friend class MemoryFile;
  friend class MemorySocket;

  Result<void> put(std::string_view path, FileKind kind, std::string_view content);
  Result<void> fill(MemoryNode& node, std::string_view content, std::string_view path);

  mutable std::mutex mutex_;
  MemoryMachineOptions options_;
  std::unique_ptr<MemoryTree> tree_;
  std::unique_ptr<MemoryNetwork> network_;
  std::map<std::string, std::string, std::less<>> environment_;
  std::string input_;
  std::size_t inputPosition_ = 0;
  std::string output_;
  std::string errorOutput_;
  bool outputClosed_ = false;
  std::chrono::nanoseconds wall_{0};
  std::chrono::nanoseconds monotonic_{0};
  SeededRandom random_{0};
};

/// Grants are looked up in the machine's tree, relative ones beneath `options.workingDirectory`.
[[nodiscard]] Result<std::unique_ptr<System>> createMemorySystem(std::shared_ptr<MemoryMachine> machine,
                                                                 const Capabilities& capabilities,
                                                                 SystemOptions options = {});

}  // namespace tatu::os
