// GrowingFile: a file of the host that is written piece by piece, for tools that read it while the process runs or
// later.
//
// The file is new: what had its name before is removed first, and a link of that name is not followed.
#pragma once

#include <string>
#include <string_view>

#include "os/error.h"

namespace tatu::os {

class GrowingFile {
 public:
  [[nodiscard]] static Result<GrowingFile> create(const std::string& path);
  ~GrowingFile();
  GrowingFile(GrowingFile&& other) noexcept;
  GrowingFile& operator=(GrowingFile&& other) = delete;

  /// After the first failure nothing is written any more, so that the file ends where it is still right.
  void append(std::string_view bytes) noexcept;

  /// Maps the start of the file into the process, to be read and executed, as long as this object lives: a tool that
  /// is told of such mappings finds the file by it.
  [[nodiscard]] Result<void> announce();

 private:
  GrowingFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::string path_;
  int descriptor_ = -1;  // -1: nothing is written any more
  void* mapped_ = nullptr;
};

}  // namespace tatu::os
