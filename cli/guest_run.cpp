#include "cli/guest_run.h"

#include <chrono>
#include <utility>

#include <fmt/core.h>

#include "cli/quantities.h"
#include "os/guest/real_system.h"
#include "os/platform/clock.h"
#include "os/platform/interrupt.h"

namespace tatu::cli {

namespace {

// One's own program may have as many connections as a server has; what the host allows is less, or is enough.
constexpr std::size_t kHandles = 65'536;

void stopGuest(void* cancellation) noexcept { static_cast<os::Cancellation*>(cancellation)->cancel(); }

tl::expected<std::unique_ptr<os::System>, ExitCode> makeSystem(const Console& console, const Options& options) {
  os::RealSystemOptions systemOptions;
  systemOptions.arguments = options.arguments;
  systemOptions.randomSeed = options.seed;
  systemOptions.limits.handles = kHandles;
  if (options.maxOutput) systemOptions.limits.outputBytes = *options.maxOutput;
  auto system = os::createRealSystem(options.capabilities, std::move(systemOptions));
  // Whatever is wrong, it is a grant that names something that cannot be granted.
  if (!system) return tl::unexpected(console.fail(ExitCode::Usage, system.error().message, system.error().hint));
  return std::move(*system);
}

struct LimitText {
  ExitCode code;
  std::string message;
  std::string hint;
};

LimitText memoryText(const Options& options) {
  if (!options.maxMemory) return {ExitCode::Memory, "the program asked for more memory than there can be", {}};
  return {ExitCode::Memory,
          fmt::format("the program needs more memory than its limit of {}", describeSize(*options.maxMemory)),
          "--max-memory=SIZE grants more"};
}

LimitText textFor(vm::LimitKind limit, const Options& options) {
  switch (limit) {
    case vm::LimitKind::Fuel:
      return {ExitCode::Fuel,
              fmt::format("the program used up its fuel of {}",
                          describeCount(static_cast<std::uint64_t>(options.fuel.value_or(0)))),
              "--fuel=N grants more"};
    case vm::LimitKind::Memory: return memoryText(options);
    case vm::LimitKind::Code:
      return {ExitCode::Memory, "the program uses generic code with too many different types", {}};
    case vm::LimitKind::HostMemory: return {ExitCode::Memory, "there is no memory left on this machine", {}};
    case vm::LimitKind::Deadline:
      return {ExitCode::Deadline,
              fmt::format("the program did not end within {}",
                          describeDuration(options.deadline.value_or(std::chrono::nanoseconds(0)))),
              "--deadline=DURATION gives it more time"};
    case vm::LimitKind::Output:
      return {ExitCode::Memory,
              fmt::format("the program wrote more than its limit of {}", describeSize(options.maxOutput.value_or(0))),
              "--max-output=SIZE grants more"};
    case vm::LimitKind::Stop: return {ExitCode::Interrupted, "the program was interrupted", {}};
    case vm::LimitKind::OutputClosed:
    case vm::LimitKind::OutputRate:
    case vm::LimitKind::Fibers:
    case vm::LimitKind::Stacks:
    case vm::LimitKind::Quantum:
    case vm::LimitKind::Wait: break;  // the command asks for none of these
  }
  return {ExitCode::ClosedOutput, {}, {}};
}

// A guest that was stopped has been told why; what it could not write meanwhile is part of that.
void addFlushError(GuestEnd& end, const os::OsError& error) {
  if (end.result.status == vm::RunStatus::LimitReached) return;
  if (error.kind != os::ErrorKind::ClosedPipe) {
    end.lostOutput = error;
  } else if (end.result.status == vm::RunStatus::Finished) {
    end.result.status = vm::RunStatus::LimitReached;
    end.result.limit = vm::LimitKind::OutputClosed;
  }
}

}  // namespace

tl::expected<std::unique_ptr<vm::Guest>, ExitCode> makeGuest(const Console& console, const Options& options,
                                                             vm::Runtime& runtime, const vm::ModuleImage& image) {
  auto system = makeSystem(console, options);
  if (!system) return tl::unexpected(system.error());
  return makeGuestIn(std::move(*system), console, options, runtime, image);
}

tl::expected<std::unique_ptr<vm::Guest>, ExitCode> makeGuestIn(std::unique_ptr<os::System> system,
                                                               const Console& console, const Options& options,
                                                               vm::Runtime& runtime, const vm::ModuleImage& image) {
  vm::GuestOptions guestOptions;
  guestOptions.tier = options.tier;
  if (options.maxMemory) guestOptions.memoryLimit = *options.maxMemory;
  guestOptions.hashSeed = options.seed.value_or(0);
  guestOptions.system = std::move(system);
  auto guest = vm::Guest::create(runtime, image, std::move(guestOptions));
  if (!guest) return tl::unexpected(console.fail(ExitCode::ToolFailure, guest.error()));
  (*guest)->grantFuel(options.fuel.value_or(vm::kUnlimitedFuel));
  if (options.deadline) (*guest)->cancellation().setDeadline(os::monotonicNow() + *options.deadline);
  return std::move(*guest);
}

GuestEnd runToEnd(vm::Guest& guest, vm::Worker& worker) {
  auto handler = os::InterruptHandler::install(stopGuest, &guest.cancellation());
  GuestEnd end;
  end.result = guest.run(worker);
  if (os::System* system = guest.system(); system != nullptr) {
    const auto flushed = system->flush(system->standardOutput());
    if (!flushed) addFlushError(end, flushed.error());
  }
  const bool wasStopped = end.result.status == vm::RunStatus::LimitReached && end.result.limit == vm::LimitKind::Stop;
  if (wasStopped && handler) end.signal = handler->signalNumber();
  return end;
}

int reportEnd(const Console& console, const Options& options, const SourceTexts& sources, const GuestEnd& end) {
  const vm::RunResult& result = end.result;
  if (end.lostOutput && result.status == vm::RunStatus::Finished)
    return static_cast<int>(console.fail(ExitCode::Failure, end.lostOutput->message, end.lostOutput->hint));
  switch (result.status) {
    case vm::RunStatus::Finished: return static_cast<int>(static_cast<std::uint64_t>(result.exitValue) & 0xFF);
    case vm::RunStatus::Uncaught: return static_cast<int>(console.fail(*result.exception, sources));
    case vm::RunStatus::Deadlocked: return static_cast<int>(console.failDeadlocked(result, sources));
    case vm::RunStatus::LimitReached: break;
  }
  const LimitText text = textFor(result.limit, options);
  if (result.limit == vm::LimitKind::OutputClosed) return static_cast<int>(text.code);
  return static_cast<int>(console.stopped(text.code, text.message, text.hint, result.where, sources));
}

}  // namespace tatu::cli
