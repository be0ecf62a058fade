#include "os/fault.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace tatu::os {
namespace {

// What the host has asked for: changed as one, and read once, by a process that ends.
struct Listener {
  FaultFunction function = nullptr;
  void* data = nullptr;
};
std::mutex listenerMutex;
Listener listener;

std::atomic<bool> isReported{false};

// Text in memory that is there already: what the allocator has may be what is broken.
class Report {
 public:
  [[gnu::format(printf, 2, 3)]] void add(const char* format, ...) {
    std::va_list values;
    va_start(values, format);
    const std::size_t room = text_.size() - size_;
    const int count = std::vsnprintf(text_.data() + size_, room, format, values);
    va_end(values);
    if (count > 0) size_ += std::min(static_cast<std::size_t>(count), room - 1);
  }
  [[nodiscard]] const char* text() const { return text_.data(); }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::array<char, 8192> text_{};
  std::size_t size_ = 0;
};

// The folder that a file is in is the host's own affair.
const char* nameOf(const char* path) {
  const std::string_view text = path == nullptr ? "" : path;
  const std::size_t slash = text.rfind('/');
  return slash == std::string_view::npos ? "?" : path + slash + 1;
}

void addFrames(Report& report) {
  std::array<void*, 48> frames{};
  const int count = ::backtrace(frames.data(), static_cast<int>(frames.size()));
  for (int i = 1; i < count; ++i) {  // the first one is this function
    const auto address = reinterpret_cast<std::uintptr_t>(frames[static_cast<std::size_t>(i)]);
    Dl_info where{};
    if (::dladdr(frames[static_cast<std::size_t>(i)], &where) == 0) {
      report.add("  machine code\n");
      continue;
    }
    const auto offset = address - reinterpret_cast<std::uintptr_t>(where.dli_fbase);
    report.add("  %s+0x%lx\n", nameOf(where.dli_fname), static_cast<unsigned long>(offset));
  }
}

void write(Report& report, std::string_view what) {
  std::array<char, 32> thread{};
  (void)::pthread_getname_np(::pthread_self(), thread.data(), thread.size());
  report.add("tatu: internal fault: %.*s\n", static_cast<int>(std::min<std::size_t>(what.size(), 1000)), what.data());
  report.add("This is a defect of Tatu, not of the program that it runs. Please report it, with these lines:\n");
  report.add("  version %s, in the thread %s\n", TATU_VERSION, thread.data());
  addFrames(report);
}

void tellHost(const Report& report) {
  Listener told;
  if (const std::unique_lock lock(listenerMutex, std::try_to_lock); lock.owns_lock()) told = listener;
  if (told.function != nullptr) told.function(report.text(), told.data);
}

}  // namespace

void onFault(FaultFunction function, void* data) noexcept {
  const std::scoped_lock lock(listenerMutex);
  listener = {function, data};
}

void fault(std::string_view what) noexcept {
  if (isReported.exchange(true)) std::abort();  // another one, or a fault in reporting
  static Report report;                         // a stack may be at its end
  write(report, what);
  (void)!::write(STDERR_FILENO, report.text(), report.size());
  tellHost(report);
  std::abort();
}

}  // namespace tatu::os
