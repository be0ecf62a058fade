#include "stdlib/core_library.h"

#include <utility>

#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "stdlib/core_module.h"

namespace tatu::stdlib {

tl::expected<std::shared_ptr<const bytecode::VerifiedModule>, bytecode::Reject> readCoreLibrary() {
  auto module = bytecode::readBuiltInModule(coreModuleBytes(), coreModulePositions(), "core");
  if (!module) return tl::unexpected(std::move(module.error()));
  return bytecode::verifyModule(std::move(*module), {}, {"core", true, true});
}

}  // namespace tatu::stdlib
