// A full memory barrier for all threads of the process at once.
//
// Two sides that each say something and then look at what the other one says need a barrier in between, so that one of
// them sees the other. Where one side does so all the time and the other hardly ever, the rare side can make the
// barrier for both: it says its thing, calls this, and looks. Every other thread has then passed a barrier; whatever it
// said before can be seen, and whatever it looks at afterwards shows what the rare side said. The frequent side must
// only keep the compiler from exchanging its two steps.
#pragma once

namespace tatu::os {

using ProcessBarrier = void (*)();

/// Null if the host has none. Any thread.
[[nodiscard]] ProcessBarrier processBarrier();

}  // namespace tatu::os
