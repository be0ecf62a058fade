// Messages over a socket between two processes, each waited for until a moment and no longer.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

class Channel {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr Clock::time_point kForever = Clock::time_point::max();
  static constexpr std::uint64_t kLargestMessage = 16 << 20;

  enum class Outcome { Done, Closed, Late, TooLarge };

  Channel() = default;
  explicit Channel(int descriptor) : descriptor_(descriptor) {}
  Channel(Channel&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Channel& operator=(Channel&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Channel();

  // Two that are connected; the second one's descriptor is for another process. Throws std::system_error.
  [[nodiscard]] static std::pair<Channel, Channel> connected();
  [[nodiscard]] int descriptor() const { return descriptor_; }

  [[nodiscard]] Outcome send(std::span<const std::uint8_t> message, Clock::time_point until);
  [[nodiscard]] Outcome receive(std::vector<std::uint8_t>& message, Clock::time_point until);

 private:
  template <typename Step>
  Outcome transfer(std::size_t size, short event, Clock::time_point until, Step step);

  int descriptor_ = -1;
};
