// Findings: what has not been as it must be. The first one is kept. Checks are also made where nothing can be thrown.
//
// Threads: any.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

namespace tatu::calls {

class Findings {
 public:
  // Gives back whether it is right.
  bool expect(bool isRight, std::string_view what) {
    if (isRight) return true;
    const std::scoped_lock lock(mutex_);
    if (first_.empty()) first_ = what;
    return false;
  }
  [[nodiscard]] std::string first() const {
    const std::scoped_lock lock(mutex_);
    return first_;
  }
  [[nodiscard]] bool any() const { return !first().empty(); }

 private:
  mutable std::mutex mutex_;
  std::string first_;
};

}  // namespace tatu::calls
