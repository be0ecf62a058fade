// Market: a host with channels, and a program that uses their ends in every way.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host.h"
#include "include/tatu/channels.h"

namespace tatu::embedding::test {

// A reference to an end.
class End {
 public:
  End() = default;
  explicit End(tatu_object* raw) : raw_(raw) {}
  End(End&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
  End& operator=(End&& other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~End() { tatu_object_release(raw_); }
  [[nodiscard]] tatu_object* get() const { return raw_; }
  [[nodiscard]] tatu_value value() const { return objectValue(raw_); }
  void release() { tatu_object_release(std::exchange(raw_, nullptr)); }

  // As a sender and as a receiver: the status, and the message as text.
  [[nodiscard]] tatu_status trySend(const tatu_value& value) const {
    return tatu_channel_try_send(raw_, &value, nullptr);
  }
  [[nodiscard]] std::string tryReceive() const;
  [[nodiscard]] tatu_message_counters counters() const;

 private:
  tatu_object* raw_ = nullptr;
};

struct TestChannel {
  End sender;
  End receiver;
};

inline constexpr std::uint64_t kUnlimited = UINT64_MAX;
// What a message takes beside its value.
inline constexpr std::uint64_t kMessage = 160;

class Market {
 public:
  explicit Market(tatu_tier tier = TATU_TIER_AUTO, std::uint64_t collectEvery = 0);

  [[nodiscard]] TestChannel channel(const tatu_class* of, std::uint64_t messages = 64, std::uint64_t bytes = 1 << 20);
  [[nodiscard]] TestChannel numbers(std::uint64_t messages = 64, std::uint64_t bytes = 1 << 20) {
    return channel(ofNumbers, messages, bytes);
  }

  Host host;
  const tatu_class* thing = nullptr;
  const tatu_class* ofNumbers = nullptr;
  const tatu_class* ofTexts = nullptr;
  const tatu_class* ofAll = nullptr;
  const tatu_class* ofDeep = nullptr;
  const tatu_class* ofThings = nullptr;
  const tatu_class* ofSenders = nullptr;
  const tatu_class* ofSignals = nullptr;
  const tatu_class* ofLists = nullptr;
  tatu_module* module = nullptr;
};

class MarketInEveryTier : public EveryTier {
 protected:
  Market market{GetParam()};
};

// Calls of it return where they wait.
[[nodiscard]] tatu_guest_options returningToWait();
// May look at the clock, for withTimeout.
[[nodiscard]] tatu_guest_options withTime();

}  // namespace tatu::embedding::test
