#include "os/guest/granted_system.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "os/guest/granted_calls.h"
#include "os/text.h"

namespace tatu::os {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kCoarseStep = std::chrono::milliseconds(1);

OutputBuffer::Mode modeFor(const Host& host, StandardStream stream) {
  if (stream == StandardStream::Error) return OutputBuffer::Mode::Direct;
  return host.isTerminal(stream) ? OutputBuffer::Mode::Line : OutputBuffer::Mode::Full;
}

std::vector<std::string> asText(std::vector<std::string> arguments) {
  for (std::string& argument : arguments) argument = replaceInvalidUtf8(argument);
  return arguments;
}

nanoseconds addWithoutOverflow(nanoseconds moment, nanoseconds duration) {
  return duration > nanoseconds::max() - moment ? nanoseconds::max() : moment + duration;
}

OsError refused(Operation operation, std::string_view subject, std::string_view hint) {
  OsError error = makeError(ErrorKind::Denied, operation, subject);
  error.hint = hint;
  return error;
}

}  // namespace

Result<std::unique_ptr<System>> GrantedSystem::create(std::unique_ptr<Host> host, const Capabilities& capabilities,
                                                      SystemOptions options) {
  const auto start = GuestPath::parse(options.workingDirectory.empty() ? "/" : options.workingDirectory, "/");
  if (!start) {
    return tl::unexpected(
        makeError(ErrorKind::InvalidPath, Operation::GrantCapability, options.workingDirectory, start.error().reason));
  }
  options.workingDirectory = start->text();
  auto grants = DirectoryGrants::open(*host, capabilities.directories, start->text());
  if (!grants) return tl::unexpected(std::move(grants.error()));
  return std::unique_ptr<System>(
      new GrantedSystem(std::move(host), capabilities, std::move(options), std::move(*grants)));
}

GrantedSystem::GrantedSystem(std::unique_ptr<Host> host, const Capabilities& capabilities, SystemOptions options,
                             DirectoryGrants grants)
    : host_(std::move(host)),
      cancellation_(options.cancellation ? std::move(options.cancellation) : std::make_shared<Cancellation>()),
      limits_(options.limits),
      workingDirectory_(std::move(options.workingDirectory)),
      grants_(std::move(grants)),
      network_(capabilities.network),
      clock_(capabilities.clock),
      randomness_(capabilities.randomness),
      wholeEnvironment_(capabilities.wholeEnvironment),
      grantedNames_(capabilities.environment),
      started_(host_->monotonicNow()),
      handles_(options.tableNumber),
      outputBuffer_(*host_, StandardStream::Output, modeFor(*host_, StandardStream::Output), *cancellation_),
      errorBuffer_(*host_, StandardStream::Error, modeFor(*host_, StandardStream::Error), *cancellation_),
      outputRate_(limits_.outputRate) {
  if (capabilities.arguments) arguments_ = asText(std::move(options.arguments));
  grantStreams(capabilities.standardStreams);
  grantEnvironment();
}

GrantedSystem::~GrantedSystem() {
  // The guest is over; what it printed is passed on as far as that goes without waiting for a token that says stop.
  (void)outputBuffer_.flush();
  for (const TemporaryPlace& place : temporaries_) (void)host_->removeFile(place.root, place.relative);
}

/// The first three slots are the streams' in every table, so their numbers are the same in every run. Where they are
/// not granted, the slots are used up and closed.
void GrantedSystem::grantStreams(bool granted) {
  constexpr std::size_t kNoLimit = SIZE_MAX;
  input_ = *handles_.add(StreamEntry{StandardStream::Input}, kNoLimit);
  output_ = *handles_.add(StreamEntry{StandardStream::Output}, kNoLimit);
  error_ = *handles_.add(StreamEntry{StandardStream::Error}, kNoLimit);
  if (granted) return;
  for (const Handle handle : {error_, output_, input_}) (void)handles_.remove(handle);
}

void GrantedSystem::grantEnvironment() {
  if (!wholeEnvironment_ && grantedNames_.empty()) return;
  for (auto& [name, value] : host_->environment()) {
    const bool granted = wholeEnvironment_ || std::ranges::find(grantedNames_, name) != grantedNames_.end();
    if (granted && isValidUtf8(name)) environment_.emplace(std::move(name), std::move(value));
  }
}

Result<void> GrantedSystem::requireClock(Operation operation, std::string_view subject) const {
  if (clock_ != ClockGrant::None) return {};
  return tl::unexpected(refused(operation, subject, "the host has not granted a clock"));
}

nanoseconds GrantedSystem::coarsened(nanoseconds time) const {
  if (clock_ != ClockGrant::Coarse) return time;
  nanoseconds rest = time % kCoarseStep;
  if (rest < nanoseconds::zero()) rest += kCoarseStep;  // down, also before 1970
  return time - rest;
}

Result<nanoseconds> GrantedSystem::wallClock() {
  if (auto granted = requireClock(Operation::WallClock, "the clock"); !granted) {
    return tl::unexpected(std::move(granted.error()));
  }
  return coarsened(host_->wallNow());
}

Result<nanoseconds> GrantedSystem::monotonicClock() {
  if (auto granted = requireClock(Operation::MonotonicClock, "the clock"); !granted) {
    return tl::unexpected(std::move(granted.error()));
  }
  return coarsened(host_->monotonicNow() - started_);
}

Result<void> GrantedSystem::sleep(nanoseconds duration) {
  if (auto granted = requireClock(Operation::Sleep, "the clock"); !granted) return granted;
  if (duration <= nanoseconds::zero()) return {};
  (void)outputBuffer_.flush();  // who waits has seen what was printed; a failure is met again by the next write
  const nanoseconds moment = addWithoutOverflow(host_->monotonicNow(), duration);
  const auto waited = call([&] { return host_->waitUntil(moment, *cancellation_); });
  if (!waited) return tl::unexpected(describe(waited.error(), Operation::Sleep, "the clock"));
  return {};
}

Result<void> GrantedSystem::randomBytes(std::span<std::byte> into) {
  constexpr Operation kOperation = Operation::RandomBytes;
  if (!randomness_) return tl::unexpected(refused(kOperation, "random bytes", "the host has not granted randomness"));
  const auto filled = call([&] { return host_->fillRandom(into); });
  if (!filled) return tl::unexpected(describe(filled.error(), kOperation, "random bytes"));
  return {};
}

Result<std::optional<std::string>> GrantedSystem::environment(std::string_view name) {
  constexpr Operation kOperation = Operation::ReadEnvironment;
  const bool possible = !name.empty() && name.find('=') == std::string_view::npos && isValidUtf8(name) &&
                        name == replaceUnrepresentable(name);
  if (!possible) return tl::unexpected(makeError(ErrorKind::InvalidArgument, kOperation, name, "this is not a name"));
  const bool granted = wholeEnvironment_ || std::ranges::find(grantedNames_, name) != grantedNames_.end();
  if (!granted) {
    OsError error = makeError(ErrorKind::Denied, kOperation, name);
    error.flag = "--allow-env=" + std::string(name);
    error.hint = "run with " + flagForShell(error.flag) + " to allow it";
    return tl::unexpected(std::move(error));
  }
  const auto found = environment_.find(name);
  if (found == environment_.end()) return std::nullopt;
  if (isValidUtf8(found->second)) return found->second;
  return tl::unexpected(makeError(ErrorKind::InvalidData, kOperation, name, "its value is not valid UTF-8"));
}

std::vector<std::string> GrantedSystem::environmentNames() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : environment_) names.push_back(name);
  return names;
}

SystemUsage GrantedSystem::usage() const noexcept {
  SystemUsage usage = usage_;
  usage.openHandles = handles_.count();
  usage.outputClosed = outputBuffer_.closed() || errorBuffer_.closed();
  if (outputRate_.isLimited()) usage.outputWait = outputRate_.waitFrom(host_->monotonicNow());
  return usage;
}

void GrantedSystem::setLimits(const SystemLimits& limits) {
  limits_ = limits;
  outputRate_.setRate(limits.outputRate);
}

Result<void> GrantedSystem::revokeDirectory(std::string_view grantedPath) {
  const auto path = GuestPath::parse(grantedPath, workingDirectory_);
  if (path && grants_.revoke(*host_, *path)) return {};
  return tl::unexpected(
      makeError(ErrorKind::NotFound, Operation::GrantCapability, grantedPath, "no directory was granted by this path"));
}

}  // namespace tatu::os
