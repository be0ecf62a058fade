// FrameState: the typed values that are live in a frame that stands at an instruction.
//
// One description serves stack walks, collection, snapshots and debuggers in every tier. Slots count from the frame's
// base.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <vector>

#include "vm/frame/liveness.h"
#include "vm/frame/method_layout.h"
#include "vm/frame/stack_typer.h"

namespace tatu::vm {

// How a frame stands at its position.
enum class FrameMoment : std::uint8_t {
  Before,    // the instruction has not begun (or is at a safepoint inside it): all operands are there
  Calling,   // a call is under way: its arguments belong to the callee
  Throwing,  // the instruction has failed, and its exception is being made: no operands, only what handlers read
};

struct FrameValue {
  const RuntimeType* type = nullptr;
  std::uint32_t slot = 0;
  bool isLocal = false;
  std::uint32_t index = 0;  // number of the local, or height on the operand stack
};

struct FrameState {
  std::vector<FrameValue> values;             // locals by number, then operands from the bottom up
  std::vector<std::uint32_t> referenceSlots;  // the slots of `values` that hold references, in order
};

// Makes frame states on demand and keeps some of them: what is kept does not grow with what guests do. Any thread;
// never waits for a collection.
class FrameStates {
 public:
  explicit FrameStates(Linker& linker) : linker_(linker) {}

  [[nodiscard]] std::shared_ptr<const FrameState> at(Method& method, std::uint32_t position, FrameMoment moment);

 private:
  using Key = std::tuple<const Method*, std::uint32_t, FrameMoment>;
  using Place = std::pair<const Method*, std::uint32_t>;

  const Liveness& livenessOf(const Method& method, const MethodLayout& layout);
  StackTyper typerAt(const Method& method, const MethodLayout& layout, std::uint32_t position);
  FrameState describe(Method& method, std::uint32_t position, FrameMoment moment);
  void keep(std::size_t weight);

  Linker& linker_;
  std::mutex mutex_;
  std::map<Key, std::shared_ptr<const FrameState>> states_;
  // Stacks on the way through long stretches without a label, so that looking at each place of one is not quadratic.
  std::map<Place, StackTyper::Types> waypoints_;
  std::size_t weight_ = 0;                                                         // of what the two hold
  std::map<const FunctionDefinition*, std::unique_ptr<const Liveness>> liveness_;  // no larger than the code allows
};

}  // namespace tatu::vm
