// OutputRate: how fast a guest may write, in bytes per second.
//
// A write is allowed whole or not at all, so what a program does never depends on how much time has passed, only on
// which side of a write it waits. What a write takes is paid for in time: the next one is allowed when less than a
// second of that is left. So a second's worth, and one write more, may come at once, and on average no more than the
// rate.
//
// Threads: as its guest, by one at a time.
#pragma once

#include <chrono>
#include <cstdint>

namespace tatu::os {

class OutputRate {
 public:
  static constexpr std::uint64_t kUnlimited = UINT64_MAX;
  static constexpr std::chrono::nanoseconds kNever = std::chrono::nanoseconds::max();

  explicit OutputRate(std::uint64_t bytesPerSecond) : rate_(bytesPerSecond) {}

  // What was written under another rate is forgotten.
  void setRate(std::uint64_t bytesPerSecond);
  [[nodiscard]] bool isLimited() const { return rate_ != kUnlimited; }
  // How long until a write is allowed; zero: it is now.
  [[nodiscard]] std::chrono::nanoseconds waitFrom(std::chrono::nanoseconds now) const;
  void take(std::uint64_t bytes, std::chrono::nanoseconds now);

 private:
  std::uint64_t rate_;
  std::chrono::nanoseconds paidUntil_{0};
};

}  // namespace tatu::os
