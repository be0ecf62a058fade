#include "os/platform/clock.h"

#include <ctime>

namespace tatu::os {
namespace {

std::chrono::nanoseconds readClock(clockid_t clock) noexcept {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

std::chrono::nanoseconds monotonicNow() noexcept { return readClock(CLOCK_MONOTONIC); }

std::chrono::nanoseconds wallNow() noexcept { return readClock(CLOCK_REALTIME); }

std::chrono::nanoseconds processorTime() noexcept { return readClock(CLOCK_PROCESS_CPUTIME_ID); }

std::chrono::nanoseconds threadProcessorTime() noexcept { return readClock(CLOCK_THREAD_CPUTIME_ID); }

}  // namespace tatu::os
