#include "os/platform/process.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "os/host_error.h"

namespace tatu::os {

static void raiseDescriptorLimit() noexcept {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

void prepareProcess() noexcept {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  // Reading from any of them is the end of the input; writing fails. open takes the lowest free number; it stops as
  // soon as it would be behind the standard ones.
  for (int number = 0; number <= STDERR_FILENO; ++number) {
    if (::fcntl(number, F_GETFD) >= 0) continue;
    [[maybe_unused]] const int opened = ::open("/dev/null", O_RDONLY);
  }
  raiseDescriptorLimit();
}

std::optional<std::string> hostEnvironment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  return value;
}

Result<std::string> workingDirectory() {
  std::array<char, PATH_MAX> path{};
  if (::getcwd(path.data(), path.size()) != nullptr && path[0] == '/') return std::string(path.data());
  const HostError error{kindOfErrno(errno), errno};
  return tl::unexpected(describe(error, Operation::InspectHostPath, "."));
}

std::uint64_t peakResidentBytes() noexcept {
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

unsigned hardwareThreads() noexcept {
  const unsigned count = std::thread::hardware_concurrency();
  return count == 0 ? 1 : count;
}

std::uint32_t processNumber() noexcept { return static_cast<std::uint32_t>(::getpid()); }
std::uint32_t threadNumber() noexcept { return static_cast<std::uint32_t>(::gettid()); }

void endProcess(int exitCode) noexcept { ::_exit(exitCode); }

void nameCurrentThread(std::string_view name) noexcept {
  std::array<char, 16> cut{};  // the kernel's own limit, the final zero included
  name.copy(cut.data(), cut.size() - 1);
  ::pthread_setname_np(::pthread_self(), cut.data());
}

StackBounds currentThreadStack() noexcept {
  pthread_attr_t attributes;
  if (::pthread_getattr_np(::pthread_self(), &attributes) != 0) return {};
  void* low = nullptr;
  std::size_t size = 0;
  const bool known = ::pthread_attr_getstack(&attributes, &low, &size) == 0;
  ::pthread_attr_destroy(&attributes);
  if (!known) return {};
  const auto start = reinterpret_cast<std::uintptr_t>(low);
  return {start, start + size};
}

}  // namespace tatu::os
