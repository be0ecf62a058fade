// Limit: why a guest was stopped from outside. A limit cannot be caught; the guest stands where it is, between two
// instructions, and can be resumed once its host has changed what stopped it.
#pragma once

#include <cstdint>
#include <string_view>

namespace tatu::vm {

enum class LimitKind : std::uint8_t {
  Fuel,          // the granted fuel is used up
  Memory,        // live bytes would pass the guest's limit
  Code,          // too many instances of generic code that nobody had used before
  HostMemory,    // the process itself has no memory
  Deadline,      // the guest's moment has come
  Stop,          // someone asked it to stop: cancel(), Ctrl-C
  Output,        // the output allowance is used up
  OutputRate,    // output came faster than it may; time has to pass
  OutputClosed,  // nobody reads standard output any more
  Fibers,        // too many fibers at a time
  Stacks,        // the stacks of all fibers together would pass the guest's limit
  Quantum,       // it has used as much fuel as it was to use at a time
  Wait,          // it waits for what comes from outside, and whoever runs it does not want to wait with it
};

// "fuel", "memory", ...
[[nodiscard]] std::string_view nameOf(LimitKind kind);

}  // namespace tatu::vm
