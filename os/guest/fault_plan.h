// FaultPlan: which calls of a host fail, and how. For tests of whatever stands above: that no byte is lost or doubled
// when the disk is full, a call is interrupted, or a transfer comes short.
//
// A plan is shared by the test, which sets it, and the systems that were made with it. Calls are counted from 1, all of
// them together or those of one kind. Not thread-safe: one guest, one plan.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "os/guest/capabilities.h"
#include "os/guest/host.h"
#include "os/guest/memory_system.h"
#include "os/guest/system.h"
#include "os/guest/system_options.h"

namespace tatu::os {

/// The calls of a host that can fail.
enum class HostCall : std::uint8_t {
  OpenFile,
  ReadFile,
  WriteFile,
  FileMetadata,
  ResizeFile,
  SyncFile,
  CloseFile,
  Metadata,
  List,
  CreateDirectory,
  RemoveFile,
  RemoveDirectory,
  Rename,
  ReadInput,
  WriteStream,
  Wait,
  Resolve,
  Connect,
  FinishConnect,
  Listen,
  Accept,
  Receive,
  Send,
  EndSending,
  AwaitReady,
  Random,
};
inline constexpr std::size_t kHostCalls = static_cast<std::size_t>(HostCall::Random) + 1;

struct Fault {
  std::optional<HostCall> call;  ///< only calls of this kind count; nothing: all
  std::uint64_t at = 1;          ///< the number of the first call that fails
  std::uint64_t times = 1;       ///< how many fail; UINT64_MAX for all from then on
  HostError error;
};

class FaultPlan {
 public:
  void add(const Fault& fault) { faults_.push_back({fault, 0}); }
  /// Reads and writes move at most this many bytes each; 0 for no bound.
  void setLongestTransfer(std::size_t bytes) { longestTransfer_ = bytes; }
  /// No more faults; the counts go on.
  void clear();

  /// Calls made so far, with those that failed.
  [[nodiscard]] std::uint64_t calls() const { return calls_; }

  // For FaultyHost.
  [[nodiscard]] std::optional<HostError> next(HostCall call);
  template <typename Byte>
  [[nodiscard]] std::span<Byte> shorten(std::span<Byte> bytes) const {
    return longestTransfer_ == 0 || bytes.size() <= longestTransfer_ ? bytes : bytes.first(longestTransfer_);
  }

 private:
  struct Counted {
    Fault fault;
    std::uint64_t seen;
  };
  std::vector<Counted> faults_;
  std::size_t longestTransfer_ = 0;
  std::uint64_t calls_ = 0;
};

/// `host` with the faults of the plan. A call that fails is not passed on: it has no effect.
[[nodiscard]] std::unique_ptr<Host> makeFaulty(std::unique_ptr<Host> host, std::shared_ptr<FaultPlan> plan);

/// As `createMemorySystem`, on a machine whose calls fail as planned.
[[nodiscard]] Result<std::unique_ptr<System>> createFaultyMemorySystem(std::shared_ptr<MemoryMachine> machine,
                                                                       std::shared_ptr<FaultPlan> plan,
                                                                       const Capabilities& capabilities,
                                                                       SystemOptions options = {});

}  // namespace tatu::os
