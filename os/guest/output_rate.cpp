#include "os/guest/output_rate.h"

#include <algorithm>

namespace tatu::os {

namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kAtOnce = std::chrono::seconds(1);
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 33;  // so that a second's price of each fits in a number
constexpr std::uint64_t kMostTime = std::uint64_t{1} << 60;

}  // namespace

void OutputRate::setRate(std::uint64_t bytesPerSecond) {
  if (bytesPerSecond == rate_) return;
  rate_ = bytesPerSecond;
  paidUntil_ = nanoseconds::zero();
}

nanoseconds OutputRate::waitFrom(nanoseconds now) const {
  if (!isLimited()) return nanoseconds::zero();
  if (rate_ == 0) return kNever;
  const nanoseconds allowedAt = paidUntil_ - kAtOnce + nanoseconds(1);
  return std::max(allowedAt - now, nanoseconds::zero());
}

void OutputRate::take(std::uint64_t bytes, nanoseconds now) {
  if (!isLimited() || rate_ == 0) return;
  const std::uint64_t time = std::min(bytes, kMostBytes) * 1'000'000'000;
  const std::uint64_t price = time / rate_ + (time % rate_ == 0 ? 0 : 1);
  paidUntil_ = std::max(paidUntil_, now) + nanoseconds(std::min(price, kMostTime));
}

}  // namespace tatu::os
