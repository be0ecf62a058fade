// What is known about a file or directory.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tatu::os {

enum class FileKind : std::uint8_t { File, Directory, Link, Other };

struct Metadata {
  FileKind kind = FileKind::Other;
  std::uint64_t size = 0;                ///< in bytes; 0 for directories
  std::chrono::nanoseconds modified{0};  ///< since 1970-01-01 UTC; for guests no finer than their clock
};

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::Other;
  /// False if the host's name cannot be written as a guest path (not UTF-8, control characters). Then `name`
  /// has replacement characters and is good for showing only.
  bool openable = true;
};

}  // namespace tatu::os
