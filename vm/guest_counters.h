// GuestCounters: what a guest has used and has, as numbers; and a place where its thread publishes them for others.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace tatu::vm {

struct GuestState;

struct GuestCounters {
  std::uint64_t fuelUsed = 0;
  std::uint64_t fuelLeft = 0;
  std::uint64_t compiledFuel = 0;  // of what was used, in compiled code with the natives that it calls
  std::uint64_t memoryBytes = 0;   // on the account
  std::uint64_t memoryPeak = 0;    // the most that has been
  std::uint64_t allocations = 0;
  std::uint64_t allocatedBytes = 0;
  std::uint64_t outputBytes = 0;
  std::uint64_t handles = 0;
  std::uint64_t fibers = 0;
  std::uint64_t stackBytes = 0;  // of all fibers
};

// The thread that runs the guest stands still in it.
[[nodiscard]] GuestCounters countersOf(const GuestState& state);

// Gathering the numbers takes as long as all the rest of a poll, so it is done seldom: when so much fuel has been used,
// and where the guest stops.
//
// Threads: one publishes, any read. Each number is an atomic of its own, and nothing else is protected by them: a
// reader gets values that were right at some time, each by itself, and none that runs backwards.
class PublishedCounters {
 public:
  // For who publishes.
  [[nodiscard]] bool isDue(std::int64_t fuelUsed) const { return fuelUsed >= due_; }
  void publish(const GuestCounters& counters) {
    due_ = static_cast<std::int64_t>(counters.fuelUsed) + kDistance;
    const auto numbers = std::bit_cast<Numbers>(counters);
    for (std::size_t i = 0; i < kCount; ++i) numbers_[i].store(numbers[i], std::memory_order_relaxed);
  }
  [[nodiscard]] GuestCounters read() const {
    Numbers numbers;
    for (std::size_t i = 0; i < kCount; ++i) numbers[i] = numbers_[i].load(std::memory_order_relaxed);
    return std::bit_cast<GuestCounters>(numbers);
  }

 private:
  static constexpr std::int64_t kDistance = 180'000;
  static constexpr std::size_t kCount = sizeof(GuestCounters) / sizeof(std::uint64_t);
  using Numbers = std::array<std::uint64_t, kCount>;
  std::array<std::atomic<std::uint64_t>, kCount> numbers_{};
  std::int64_t due_ = 0;  // of who publishes
};

}  // namespace tatu::vm
