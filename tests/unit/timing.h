// Time in tests: only for claims about how work grows or what a unit of it may cost, with bounds far above what the
// work takes and far below what the mistake would take. Processor time of the calling thread, so that other work on
// the machine hardly matters; bounds are multiplied with the factor by which this build is slow.
#pragma once

#include <ctime>

namespace tatu::test {

// How much slower than in a release build the tested code may run in this one (cmake/tatu_targets.cmake).
inline constexpr double kSlowdown = TATU_SLOWDOWN;

[[nodiscard]] inline double threadSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Measures from its construction on.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const { return threadSeconds() - start_; }

 private:
  double start_ = threadSeconds();
};

}  // namespace tatu::test
