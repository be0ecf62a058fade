#include "os/platform/thread_group.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "os/platform/process.h"
#include "os/platform/signals_blocked.h"

namespace tatu::os {

bool ThreadGroup::start(std::string name, std::function<void()> body) {
  const SignalsBlocked blocked;
  try {
    threads_.emplace_back([name = std::move(name), body = std::move(body)] {
      nameCurrentThread(name);
      body();
    });
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

void ThreadGroup::join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool ThreadGroup::contains() const {
  const auto isThis = [](const std::thread& thread) { return thread.get_id() == std::this_thread::get_id(); };
  return std::any_of(threads_.begin(), threads_.end(), isThis);
}

}  // namespace tatu::os
