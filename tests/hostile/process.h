// What the process has: what must be back when a guest has gone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tatu::hostile {

struct Process {
  std::int64_t residentPages = 0;
  std::int64_t descriptors = 0;
  std::int64_t threads = 0;
};

[[nodiscard]] inline Process presentProcess() {
  const auto entriesOf = [](const char* directory) {
    const std::filesystem::directory_iterator entries(directory);
    return std::distance(begin(entries), end(entries));
  };
  Process now;
  std::ifstream("/proc/self/statm") >> now.residentPages >> now.residentPages;
  now.descriptors = entriesOf("/proc/self/fd");
  now.threads = entriesOf("/proc/self/task");
  return now;
}

}  // namespace tatu::hostile
