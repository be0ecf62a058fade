// A tenant: somebody whose program answers requests, each in a guest of its own, within the tenant's limits.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include <tatu/scheduler.hpp>
#include <tatu/tatu.hpp>

#include "http.h"

class Tenant {
 public:
  // The program has `pub fun handle(method: String, path: String, body: String): (Int, String)`.
  Tenant(std::string name, tatu::Module program) : name_(std::move(name)), program_(program) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  // Answers a request; `done` is called on a thread of the scheduler, also if the program has failed.
  void serve(tatu::Scheduler& scheduler, const Request& request, std::function<void(Response)> done);
  // One line: how many requests, how they ended, what they have used.
  [[nodiscard]] std::string metrics() const;

 private:
  void count(const tatu::Guest& guest, const tatu::Error* error);

  static constexpr int kMostAtOnce = 64;

  const std::string name_;
  const tatu::Module program_;
  // Counted by any thread; nothing depends on their order.
  std::atomic<int> underWay_{0};
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<std::uint64_t> failures_{0};
  std::atomic<std::uint64_t> limits_{0};
  std::atomic<std::uint64_t> fuel_{0};
};
