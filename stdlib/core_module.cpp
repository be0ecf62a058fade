#include "stdlib/core_module.h"

// TATU_CORE_MODULE is the path of the module that the build made.
asm(R"(
  .section .rodata
  .balign 16
  .global tatu_core_module_start
  .global tatu_core_module_end
  .global tatu_core_positions_start
  .global tatu_core_positions_end
  .hidden tatu_core_module_start
  .hidden tatu_core_module_end
  .hidden tatu_core_positions_start
  .hidden tatu_core_positions_end
tatu_core_module_start:
  .incbin ")" TATU_CORE_MODULE R"("
tatu_core_module_end:
  .byte 0
tatu_core_positions_start:
  .incbin ")" TATU_CORE_MODULE R"(.positions"
tatu_core_positions_end:
  .byte 0
  .section .text
)");

#define TATU_HIDDEN __attribute__((visibility("hidden")))
extern "C" TATU_HIDDEN const std::uint8_t tatu_core_module_start[];
extern "C" TATU_HIDDEN const std::uint8_t tatu_core_module_end[];
extern "C" TATU_HIDDEN const std::uint8_t tatu_core_positions_start[];
extern "C" TATU_HIDDEN const std::uint8_t tatu_core_positions_end[];
#undef TATU_HIDDEN

namespace tatu::stdlib {

std::span<const std::uint8_t> coreModuleBytes() { return {tatu_core_module_start, tatu_core_module_end}; }
std::span<const std::uint8_t> coreModulePositions() { return {tatu_core_positions_start, tatu_core_positions_end}; }

}  // namespace tatu::stdlib
