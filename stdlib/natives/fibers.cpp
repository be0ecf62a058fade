// Fibers: the little that channels, scopes, connections and all the rest of core's waiting stand on.
#include <algorithm>
#include <chrono>
#include <string>

#include "os/fault.h"
#include "os/guest/system.h"
#include "stdlib/natives/core_natives.h"
#include "vm/fiber/fibers.h"
#include "vm/guest.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::Fiber;
using vm::Fibers;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

constexpr std::uint64_t kPriceOfSwitch = 20;
constexpr std::uint64_t kPriceOfStart = 100;
constexpr std::int64_t kLongest = std::int64_t{1} << 40;  // milliseconds: 34 years

// What waiting has ended with; core/fiber.tatu knows the numbers.
enum class Waited : std::uint8_t { Woken = 0, Cancelled = 1, TimeIsUp = 2 };

NativeStatus returnWaited(NativeCall& call, Waited waited) { return call.returnInt(static_cast<std::int64_t>(waited)); }

// What every fiber begins with stands beside this native's declaration.
vm::FunctionDefinition& entryOf(NativeCall& call) {
  vm::FunctionDefinition* const entry = call.method().function->module->findFunction("runTask");
  os::require(entry != nullptr, "the core package has no function that fibers begin with");
  return *entry;
}

NativeStatus start(NativeCall& call) {
  if (call.fibers().size() >= Fibers::kMost) {
    return call.fail(CoreException::State,
                     "there are " + std::to_string(Fibers::kMost) + " fibers already, and a program cannot have more");
  }
  Fiber* const fiber = call.newFiber(entryOf(call), *call.objectAt(0));
  return fiber == nullptr ? call.stopped() : call.returnInt(Fibers::nameOf(*fiber));
}

NativeStatus current(NativeCall& call) { return call.returnInt(Fibers::nameOf(call.fibers().running())); }
NativeStatus currentTask(NativeCall& call) { return call.returnObject(call.fibers().running().task); }
NativeStatus setTask(NativeCall& call) {
  call.fibers().running().task = call.objectAt(0);
  return call.returnUnit();
}

// Being woken counts before being cancelled: what somebody has handed over is not lost.
bool takeWake(Fiber& fiber) { return std::exchange(fiber.isWoken, false); }

NativeStatus park(NativeCall& call) {
  Fiber& fiber = call.fibers().running();
  if (takeWake(fiber)) return returnWaited(call, Waited::Woken);
  if (fiber.isCancelled) return returnWaited(call, Waited::Cancelled);
  return call.park();
}

NativeStatus parkToTheEnd(NativeCall& call) {
  return takeWake(call.fibers().running()) ? call.returnUnit() : call.park();
}

// What has happened to the fiber since it parked, if anything: that is what the call returns or throws.
std::optional<NativeStatus> settled(NativeCall& call) {
  Fiber& fiber = call.fibers().running();
  const auto failure = std::exchange(fiber.waitFailure, std::nullopt);
  if (takeWake(fiber)) return returnWaited(call, Waited::Woken);
  if (fiber.isCancelled) return returnWaited(call, Waited::Cancelled);
  if (failure) return call.fail(*failure);
  return std::nullopt;
}

NativeStatus parkUntil(NativeCall& call) {
  if (const auto status = settled(call)) return *status;
  if (auto granted = call.system().sleep(std::chrono::nanoseconds(0)); !granted) return call.fail(granted.error());
  const std::chrono::nanoseconds moment(call.intAt(0));
  if (call.system().deadlineClock() >= moment) return returnWaited(call, Waited::TimeIsUp);
  return call.parkUntil(moment);
}

// (handle, whether to write). A read of the standard input waits by itself, which is as good for a fiber that is alone.
NativeStatus parkFor(NativeCall& call) {
  if (const auto status = settled(call)) return *status;
  const os::Handle handle = handleAt(call, 0);
  if (call.fibers().size() == 1 && handle == call.system().standardInput()) return returnWaited(call, Waited::Woken);
  const os::ReadyHandle awaited{handle, call.boolAt(1) ? os::Readiness::Write : os::Readiness::Read};
  if (auto watched = call.system().watch(handle, awaited.readiness); !watched) return call.fail(watched.error());
  return call.parkFor(awaited);
}

// Milliseconds from now, as a moment for parkUntil.
NativeStatus momentAfter(NativeCall& call) {
  if (auto granted = call.system().sleep(std::chrono::nanoseconds(0)); !granted) return call.fail(granted.error());
  const std::chrono::milliseconds duration(std::clamp<std::int64_t>(call.intAt(0), 0, kLongest));
  return call.returnInt((call.system().deadlineClock() + duration).count());
}

NativeStatus pass(NativeCall& call) {
  Fiber& fiber = call.fibers().running();
  if (std::exchange(fiber.hasPassed, false)) return call.returnBool(fiber.isCancelled);
  fiber.hasPassed = true;
  call.fibers().pass();
  return NativeStatus::Stopped;
}

NativeStatus shareTurn(NativeCall& call) {
  Fiber& fiber = call.fibers().running();
  if (std::exchange(fiber.hasPassed, false) || !call.isTurnOver()) return call.returnUnit();
  fiber.hasPassed = true;
  call.fibers().pass();
  return NativeStatus::Stopped;
}

NativeStatus requireStack(NativeCall& call) {
  const std::int64_t slots = std::clamp<std::int64_t>(call.intAt(0), 0, INT32_MAX);
  if (call.hasStackFor(static_cast<std::size_t>(slots))) return call.returnUnit();
  const vm::Failure failure = vm::failures::stackOverflow();
  return call.fail(failure.exception, failure.message);
}

// Of fibers that have ended the following say nothing, and do nothing.
NativeStatus wake(NativeCall& call) {
  if (Fiber* const fiber = call.fibers().find(call.intAt(0))) call.fibers().wake(*fiber);
  return call.returnUnit();
}

// A fiber that waits goes on; it is not woken, so it learns why when it makes its call again.
NativeStatus setCancelled(NativeCall& call) {
  Fiber* const fiber = call.fibers().find(call.intAt(0));
  if (fiber == nullptr) return call.returnUnit();
  fiber->isCancelled = call.boolAt(1);
  if (fiber->isCancelled) call.fibers().interrupt(*fiber);
  return call.returnUnit();
}

std::uint64_t priceOfSwitch(const NativeArguments&) { return kPriceOfSwitch; }
std::uint64_t priceOfWait(const NativeArguments&) { return kPriceOfSwitch + kPriceOfHostCall; }
std::uint64_t priceOfStart(const NativeArguments&) { return kPriceOfStart; }

}  // namespace

void addFiberNatives(vm::NativeRegistry& registry) {
  registry.add("core.fiber.start@1", "(FiberTask) -> Int", priceOfStart, start);
  registry.add("core.fiber.current@1", "() -> Int", current);
  registry.add("core.fiber.current_task@1", "() -> FiberTask?", currentTask);
  registry.add("core.fiber.set_task@1", "(FiberTask) -> Unit", setTask);
  registry.add("core.fiber.park@1", "() -> Int", priceOfSwitch, park);
  registry.add("core.fiber.park_to_the_end@1", "() -> Unit", priceOfSwitch, parkToTheEnd);
  registry.add("core.fiber.park_until@1", "(Int) -> Int", priceOfSwitch, parkUntil);
  registry.add("core.fiber.park_for@1", "(Int, Bool) -> Int", priceOfWait, parkFor);
  registry.add("core.fiber.moment_after@1", "(Int) -> Int", momentAfter);
  registry.add("core.fiber.pass@1", "() -> Bool", priceOfSwitch, pass);
  registry.add("core.fiber.share_turn@1", "() -> Unit", priceOfSwitch, shareTurn);
  registry.add("core.fiber.require_stack@1", "(Int) -> Unit", requireStack);
  registry.add("core.fiber.wake@1", "(Int) -> Unit", wake);
  registry.add("core.fiber.set_cancelled@1", "(Int, Bool) -> Unit", setCancelled);
}

}  // namespace tatu::stdlib
