// Handle: the number by which a guest names something open.
//
// A number is made of the table it belongs to, the slot, and the slot's generation. A number that was
// never given out, that was closed, or that belongs to another guest finds nothing, and nobody can tell
// which of these it was. Numbers depend only on the guest's own calls (so runs repeat exactly), and are
// positive as a signed 64-bit integer.
#pragma once

#include <cstdint>

namespace tatu::os {

struct Handle {
  std::uint64_t number = 0;  ///< 0 is never given out

  friend constexpr bool operator==(Handle, Handle) = default;
};

}  // namespace tatu::os
