#include "jit/method_records.h"

#include <algorithm>

namespace tatu::jit {

namespace {

// Compiling so many words takes about as long as a slice that ends in a sample.
constexpr std::uint32_t kWordsPerSample = 64;

}  // namespace

std::uint32_t MethodRecords::thresholdOf(const Record& record, const vm::Method& method) const {
  if (!isCrowded_) return threshold_;
  const std::uint64_t doubled = std::uint64_t{threshold_} << std::min(record.discards + 1, mostDoublings_);
  const std::uint32_t words = method.prepared.load(std::memory_order_acquire)->wordCount;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(doubled + words / kWordsPerSample, UINT32_MAX));
}

bool MethodRecords::noteSample(const vm::Method& method) {
  const std::scoped_lock lock(mutex_);
  Record& record = records_[&method];
  if (record.state != State::Interpreted || ++record.samples < thresholdOf(record, method)) return false;
  record.state = State::UnderWay;
  record.samples = 0;
  return true;
}

bool MethodRecords::noteOutdated(const vm::Method& method) {
  const std::scoped_lock lock(mutex_);
  Record& record = records_[&method];
  const std::uint64_t threshold = std::uint64_t{threshold_} << std::min(record.renewals, mostDoublings_);
  if (record.state != State::Compiled || ++record.samples < threshold) return false;
  record.state = State::UnderWay;
  record.samples = 0;
  ++record.renewals;
  return true;
}

bool MethodRecords::noteCall(const vm::Method& method) {
  const std::scoped_lock lock(mutex_);
  Record& record = records_[&method];
  if (record.state != State::Interpreted || record.discards != 0 || record.bytes != 0) return false;
  record.state = State::UnderWay;
  return true;
}

void MethodRecords::notePostponed(const vm::Method& method, std::size_t bytes) {
  const std::scoped_lock lock(mutex_);
  Record& record = records_[&method];
  const std::uint32_t threshold = thresholdOf(record, method);
  record.state = State::Interpreted;
  record.samples = threshold - std::min(threshold, threshold_);
  record.bytes = bytes;
}

void MethodRecords::noteDiscarded(std::span<const vm::Method* const> methods) {
  const std::scoped_lock lock(mutex_);
  isCrowded_ = isCrowded_ || !methods.empty();
  for (const vm::Method* method : methods) {
    Record& record = records_[method];
    record.state = State::Interpreted;
    record.samples = 0;
    ++record.discards;
  }
}

std::size_t MethodRecords::bytesNeeded(const vm::Method& method) const {
  const std::scoped_lock lock(mutex_);
  const auto found = records_.find(&method);
  return found == records_.end() ? 0 : found->second.bytes;
}

void MethodRecords::setState(const vm::Method& method, State state) {
  const std::scoped_lock lock(mutex_);
  records_[&method].state = state;
}

}  // namespace tatu::jit
