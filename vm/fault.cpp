#include "vm/fault.h"

#include <cstdio>
#include <cstdlib>

namespace tatu::vm {

void fault(std::string_view what) {
  std::fprintf(stderr, "tatu: internal fault: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace tatu::vm
