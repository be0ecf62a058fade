// ThreadGroup: threads of one owner, which end before it does. They get no signals.
//
// Threads: the owner's; `contains` from any, once all have been started.
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace tatu::os {

class ThreadGroup {
 public:
  ThreadGroup() = default;
  /// Waits for them all: the owner has told them to end.
  ~ThreadGroup() { join(); }
  ThreadGroup(const ThreadGroup&) = delete;
  ThreadGroup& operator=(const ThreadGroup&) = delete;

  /// False: the host gives no more threads. Throws std::bad_alloc.
  [[nodiscard]] bool start(std::string name, std::function<void()> body);
  void join();
  /// Whether the calling thread is one of them.
  [[nodiscard]] bool contains() const;

 private:
  std::vector<std::thread> threads_;
};

}  // namespace tatu::os
