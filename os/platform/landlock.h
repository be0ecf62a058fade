// FileWall: which files a thread can open, by Landlock. What is not beneath one of the directories answers EACCES.
//
// What Landlock leaves open: looking at metadata (stat) by path, and what has been opened before.
#pragma once

#include "os/error.h"
#include "os/platform/confinement.h"
#include "os/platform/descriptor.h"

namespace tatu::os {

class FileWall {
 public:
  /// Opens the directories. `Unsupported` if the kernel has no Landlock, or too old a one.
  [[nodiscard]] static Result<FileWall> prepare(const Confinement& confinement);
  /// Needs `no_new_privs`. False: see errno.
  [[nodiscard]] bool close() const;

 private:
  explicit FileWall(Descriptor rules) : rules_(std::move(rules)) {}
  Descriptor rules_;
};

}  // namespace tatu::os
