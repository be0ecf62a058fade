#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib {

void registerCoreNatives(vm::NativeRegistry& registry) {
  addNumberNatives(registry);
  addMathNatives(registry);
  addCharNatives(registry);
  addStringNatives(registry);
  addHashNatives(registry);
  addObjectNatives(registry);
  addConsoleNatives(registry);
  addHandleNatives(registry);
  addFileNatives(registry);
  addNetworkNatives(registry);
  addEnvironmentNatives(registry);
  addFiberNatives(registry);
}

}  // namespace tatu::stdlib
