// A clock for programs that run under callgrind, some fifty times as slowly as by themselves. Tatu looks at the clock
// to choose how much is done between two looks at requests from outside (vm/slice_length.h), and by this one it
// chooses what it would choose otherwise. Its steps are those of the machine's clock, divided by fifty.
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <ctime>

extern "C" __attribute__((visibility("default"))) int clock_gettime(clockid_t clock, timespec* time) noexcept {
  constexpr std::int64_t kSlowdown = 50;
  constexpr std::int64_t kSecond = 1'000'000'000;
  if (::syscall(SYS_clock_gettime, clock, time) != 0) return -1;
  if (clock != CLOCK_MONOTONIC) return 0;
  const std::int64_t slow = (time->tv_sec * kSecond + time->tv_nsec) / kSlowdown;
  time->tv_sec = slow / kSecond;
  time->tv_nsec = slow % kSecond;
  return 0;
}
