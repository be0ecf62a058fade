#include "cli/core_module.h"

// TATU_CORE_MODULE is the path of the module that the build made.
asm(R"(
  .section .rodata
  .balign 16
  .global tatu_core_module_start
  .global tatu_core_module_end
  .global tatu_core_positions_start
  .global tatu_core_positions_end
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

extern "C" const std::uint8_t tatu_core_module_start[];
extern "C" const std::uint8_t tatu_core_module_end[];
extern "C" const std::uint8_t tatu_core_positions_start[];
extern "C" const std::uint8_t tatu_core_positions_end[];

namespace tatu::cli {

std::span<const std::uint8_t> coreModuleBytes() { return {tatu_core_module_start, tatu_core_module_end}; }
std::span<const std::uint8_t> coreModulePositions() { return {tatu_core_positions_start, tatu_core_positions_end}; }

}  // namespace tatu::cli
