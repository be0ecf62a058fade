// A library of the host that is loaded while the program runs: what is seldom needed then costs nothing at each start.
#pragma once

#include <string>

#include "os/error.h"

namespace tatu::os {

/// Stays loaded until the process ends, so its functions can be kept anywhere.
class SharedLibrary {
 public:
  /// `name` as the host's loader looks it up: "libm.so.6".
  [[nodiscard]] static Result<SharedLibrary> load(const std::string& name);

  /// The function of that name, which must be of this type. Null if the library has none.
  template <typename Function>
  [[nodiscard]] Function* function(const char* name) const {
    return reinterpret_cast<Function*>(find(name));
  }

 private:
  explicit SharedLibrary(void* handle) : handle_(handle) {}
  [[nodiscard]] void* find(const char* name) const;

  void* handle_;  // the loader's own
};

}  // namespace tatu::os
