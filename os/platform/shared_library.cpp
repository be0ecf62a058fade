#include "os/platform/shared_library.h"

#include <dlfcn.h>

namespace tatu::os {

Result<SharedLibrary> SharedLibrary::load(const std::string& name) {
  void* const handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (handle != nullptr) return SharedLibrary(handle);
  return tl::unexpected(makeError(ErrorKind::NotFound, Operation::LoadHostLibrary, name,
                                  "this machine does not have it, or not in a form that can be used"));
}

void* SharedLibrary::find(const char* name) const { return ::dlsym(handle_, name); }

}  // namespace tatu::os
