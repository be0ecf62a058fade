// SpinningMutex: a mutex for what takes a few microseconds. To sleep and to be woken takes longer than that, so who
// finds it locked looks a while whether it is free again, and sleeps only then: its owner may not be running at all.
#pragma once

#include <mutex>

namespace tatu::gc {

class SpinningMutex {
 public:
  void lock() {
    for (int i = 0; i < kLooks; ++i) {
      if (mutex_.try_lock()) return;
      for (int pause = 0; pause < kPauses; ++pause) relax();
    }
    mutex_.lock();
  }
  void unlock() { mutex_.unlock(); }

 private:
  static constexpr int kLooks = 200;
  static constexpr int kPauses = 4;

  // Tells the processor that this is a loop that waits.
  static void relax() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
  }

  std::mutex mutex_;
};

}  // namespace tatu::gc
