// World: the files around hostile programs, the same in memory and on the disk. A program works in `home`; what lies
// in `outside` is none of its business.
//
//   home/notes.txt          home/deep/a/b/c/leaf.txt
//   home/out       a link to ../outside
//   home/secret    a link to ../outside/secret.txt
//   home/loop      a link to itself
//   home/climbing  a link to deep/a/../../../outside/secret.txt
//   home/kernel    a link to /proc/self/root
//   scratch/       empty
//   witness/       empty, for the witness alone
//   outside/secret.txt
#pragma once

#include <memory>
#include <string>

#include "os/guest/memory_system.h"

namespace tatu::hostile {

// Beneath "/world" of a new machine in memory.
[[nodiscard]] std::shared_ptr<os::MemoryMachine> makeMemoryWorld();
inline constexpr const char* kMemoryWorld = "/world";

// Beneath this directory of the disk, which is there.
void makeDiskWorld(const std::string& directory);
// Whether what lies outside is as it was; by the way, that nothing was added.
[[nodiscard]] bool isUnharmed(const os::MemoryMachine& world);
[[nodiscard]] bool isUnharmed(const std::string& directory);

}  // namespace tatu::hostile
