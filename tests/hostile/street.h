// Street: a runtime as hosts have it, with the witness as its first guest, a scheduler of two threads, and a folder of
// the disk to work in.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "include/tatu/scheduler.h"
#include "tests/hostile/attack.h"
#include "tests/hostile/machine.h"
#include "tests/unit/embedding/policy.h"

namespace tatu::hostile {

namespace host = embedding::test;

// A folder with the world in it, in which the process works as long as this is there.
class DiskWorld {
 public:
  DiskWorld();
  ~DiskWorld();
  DiskWorld(const DiskWorld&) = delete;
  DiskWorld& operator=(const DiskWorld&) = delete;
  [[nodiscard]] bool isUnharmed() const;
  [[nodiscard]] const std::string& path() const { return folder_.path(); }

 private:
  host::TemporaryFolder folder_;
  std::filesystem::path before_;
};

// What a guest may, with what the options point to.
class Policy {
 public:
  Policy(const AttackLimits& limits, std::vector<std::string> flags);
  Policy(const Policy&) = delete;
  Policy& operator=(const Policy&) = delete;
  [[nodiscard]] const tatu_guest_options& options() const { return options_; }

 private:
  const std::vector<std::string> flags_;
  std::vector<tatu_grant> grants_;
  tatu_guest_options options_;
};

// A call of main that a scheduler makes.
class Call {
 public:
  Call(tatu_scheduler* scheduler, host::Guest& guest);
  [[nodiscard]] bool isOver();
  [[nodiscard]] const Ending& wait();

 private:
  static void end(tatu_guest* guest, tatu_status status, const tatu_value* result, const tatu_error* error, void* data);

  std::mutex mutex_;
  std::condition_variable over_;
  bool isOver_ = false;
  Ending ending_;
};

class Street {
 public:
  explicit Street(tatu_tier tier = TATU_TIER_AUTO);
  ~Street();
  Street(const Street&) = delete;
  Street& operator=(const Street&) = delete;

  [[nodiscard]] host::Host& host() { return host_; }
  [[nodiscard]] tatu_scheduler* scheduler() { return scheduler_; }
  [[nodiscard]] tatu_module* load(const Verified& module, const char* name);
  // What the witness shows from its beginning to its end, in this thread, or on the scheduler.
  [[nodiscard]] std::string aLife();
  [[nodiscard]] std::string aLifeOnTheScheduler();
  // What it showed when nobody else had been there.
  [[nodiscard]] const std::string& lonelyLife() const { return lonelyLife_; }

 private:
  host::Host host_;
  Policy witnessPolicy_;
  tatu_module* witness_;
  tatu_scheduler* scheduler_ = nullptr;
  std::string lonelyLife_;
};

}  // namespace tatu::hostile
