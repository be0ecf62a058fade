// Fiber: one thread of control inside a guest: a stack of its own, and where it stands.
//
// A guest's fibers share its heap, globals, fuel and limits; the first one is there from the start and runs the
// program. One fiber runs at a time, until it waits or ends, so that what happens depends on the program alone: the end
// of a slice never switches.
//
// A fiber waits inside a native: the native says so (Fibers::park) and stops, without any effect, as natives do that
// cannot go on. When the fiber's turn comes the call is made again and finds what has changed. So a parked fiber is a
// list of frames and a position like any guest that stands still, and knows nothing of what it waits for.
//
// The stack is an ordinary block of memory that moves when it has to grow: the engine then corrects the frames, which
// alone hold addresses of it. It is on the guest's memory account, but for the first fiber's first part.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "os/error.h"
#include "os/readiness.h"
#include "vm/object/objects.h"
#include "vm/slot.h"

namespace tatu::vm {

struct Method;

// So much of the stack comes with a guest.
inline constexpr std::size_t kFreeStackSlots = 4096;
// What a further fiber begins with: room for some small frames and the headroom above them.
inline constexpr std::size_t kFiberStackSlots = 256;
// What a fiber takes on the memory account beside its stack.
inline constexpr std::uint64_t kFiberBytes = 512;

// What an engine keeps of a fiber's frames while another fiber runs.
class FiberFrames {
 public:
  virtual ~FiberFrames() = default;
};

// Calling: it stands in a native that calls the guest itself (nested_call.h), and goes on when that call has ended.
// Ended: its result lies where its stack starts, and somebody will fetch it who waits for another one's end first.
enum class FiberState : std::uint8_t { Ready, Running, Parked, Calling, Ended };

struct Fiber {
  // When a parked fiber goes on at the latest; `order` tells equal moments apart.
  struct Timer {
    std::chrono::nanoseconds when{};
    std::uint64_t order = 0;
    auto operator<=>(const Timer&) const = default;
  };
  // What a parked fiber waits for outside of the guest; `order` tells those apart that wait for the same.
  struct Wait {
    std::uint64_t handle = 0;
    os::Readiness readiness = os::Readiness::Read;
    std::uint64_t order = 0;
    auto operator<=>(const Wait&) const = default;
  };

  std::uint64_t number = 0;  // 0 is the first fiber; the others count from 1 as they are made
  std::uint32_t place = 0;   // in the table of the guest's fibers
  FiberState state = FiberState::Ready;
  bool isWoken = false;         // somebody has woken it since it last looked
  bool hasPassed = false;       // it has let others go on
  bool isCancelled = false;     // waiting is to end
  bool awaitsArrival = false;   // parked for what others bring (arrivals.h)
  bool isAwaited = false;       // the host waits for its end: the first fiber, and those of nested calls
  Method* starting = nullptr;   // has no frame yet: what it begins with; the arguments lie where the stack starts
  Method* entry = nullptr;      // what it has begun with
  Object* task = nullptr;       // what the program knows of it
  Object* exception = nullptr;  // Ended: what it has ended with instead of a result
  std::optional<Timer> timer;
  std::optional<Wait> wait;
  std::optional<os::OsError> waitFailure;  // why it cannot wait for its moment or its handle
  Fiber* nextReady = nullptr;

  std::unique_ptr<Slot[]> stack;
  std::size_t stackSlots = 0;
  std::uint64_t charged = 0;  // on the guest's memory account
  std::unique_ptr<FiberFrames> frames;

  // Moves the stack into a larger block; false: there is no memory, and nothing has changed.
  [[nodiscard]] bool growStack(std::size_t slots);
};

}  // namespace tatu::vm
