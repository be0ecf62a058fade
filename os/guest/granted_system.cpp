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

}  // namespace

Result<std::unique_ptr<GrantedSystem>> GrantedSystem::create(std::unique_ptr<Host> host,
                                                             const Capabilities& capabilities, SystemOptions options) {
  const auto start = GuestPath::parse(options.workingDirectory.empty() ? "/" : options.workingDirectory, "/");
  if (!start) {
    return tl::unexpected(
        makeError(ErrorKind::InvalidPath, Operation::GrantCapability, options.workingDirectory, start.error().reason));
  }
  options.workingDirectory = start->text();
  auto grants = DirectoryGrants::open(*host, capabilities.directories, start->text(), options.words);
  if (!grants) return tl::unexpected(std::move(grants.error()));
  return std::unique_ptr<GrantedSystem>(
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
      granted_(capabilities),
      words_(options.words),
      started_(host_->monotonicNow()),
      handles_(options.tableNumber),
      outputBuffer_(*host_, StandardStream::Output, modeFor(*host_, StandardStream::Output), *cancellation_),
      errorBuffer_(*host_, StandardStream::Error, modeFor(*host_, StandardStream::Error), *cancellation_),
      outputRate_(limits_.outputRate) {
  granted_.directories.clear();
  granted_.network.clear();
  if (granted_.arguments) arguments_ = asText(std::move(options.arguments));
  openStreams();
  readEnvironment();
}

GrantedSystem::~GrantedSystem() {
  // The guest is over; what it printed is passed on as far as that goes without waiting for a token that says stop.
  (void)outputBuffer_.flush();
  for (const TemporaryPlace& place : temporaries_) (void)host_->removeFile(place.root, place.relative);
}

/// The first three slots are the streams' in every table, so their numbers are the same in every run. Where they are
/// not granted, the slots are used up and closed.
void GrantedSystem::openStreams() {
  constexpr std::size_t kNoLimit = SIZE_MAX;
  input_ = *handles_.add(StreamEntry{StandardStream::Input}, kNoLimit);
  output_ = *handles_.add(StreamEntry{StandardStream::Output}, kNoLimit);
  error_ = *handles_.add(StreamEntry{StandardStream::Error}, kNoLimit);
  if (!granted_.output) {
    for (const Handle handle : {error_, output_}) (void)handles_.remove(handle);
  }
  if (!granted_.input) (void)handles_.remove(input_);
}

bool GrantedSystem::isGrantedVariable(std::string_view name) const {
  return granted_.wholeEnvironment || std::ranges::find(granted_.environment, name) != granted_.environment.end();
}

void GrantedSystem::readEnvironment() {
  if (!granted_.wholeEnvironment && granted_.environment.empty()) return;
  for (auto& [name, value] : host_->environment()) {
    if (isGrantedVariable(name) && isValidUtf8(name)) environment_.emplace(std::move(name), std::move(value));
  }
}

std::span<const std::string> GrantedSystem::arguments() const noexcept {
  if (!granted_.arguments) return {};
  return arguments_;
}

Result<void> GrantedSystem::requireClock(Operation operation, std::string_view subject) const {
  if (granted_.clock != ClockGrant::None) return {};
  return tl::unexpected(missing(operation, subject, {{GrantKind::Clock, {}}}));
}

nanoseconds GrantedSystem::coarsened(nanoseconds time) const {
  if (granted_.clock != ClockGrant::Coarse) return time;
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
  flushBeforeWaiting();
  const nanoseconds moment = addWithoutOverflow(host_->monotonicNow(), duration);
  const auto waited = call([&]() -> HostResult<void> {
    if (granted_.clock == ClockGrant::None) return {};
    return waiting([&] { return host_->waitUntil(moment, *cancellation_); });
  });
  if (granted_.clock == ClockGrant::None) return takenBack(Operation::Sleep, "the clock");
  if (!waited) return tl::unexpected(describe(waited.error(), Operation::Sleep, "the clock"));
  return {};
}

Result<void> GrantedSystem::randomBytes(std::span<std::byte> into) {
  constexpr Operation kOperation = Operation::RandomBytes;
  constexpr std::string_view kSubject = "random bytes";
  if (!granted_.randomness) return tl::unexpected(missing(kOperation, kSubject, {{GrantKind::Randomness, {}}}));
  const auto filled = call([&] { return host_->fillRandom(into); });
  if (!filled) return tl::unexpected(describe(filled.error(), kOperation, kSubject));
  return {};
}

Result<std::optional<std::string>> GrantedSystem::environment(std::string_view name) {
  constexpr Operation kOperation = Operation::ReadEnvironment;
  const bool possible = !name.empty() && name.find('=') == std::string_view::npos && isValidUtf8(name) &&
                        name == replaceUnrepresentable(name);
  if (!possible) return tl::unexpected(makeError(ErrorKind::InvalidArgument, kOperation, name, "this is not a name"));
  if (!isGrantedVariable(name)) {
    return tl::unexpected(missing(kOperation, name, {{GrantKind::Environment, std::string(name)}}));
  }
  const auto found = environment_.find(name);
  if (found == environment_.end()) return std::nullopt;
  if (isValidUtf8(found->second)) return found->second;
  return tl::unexpected(makeError(ErrorKind::InvalidData, kOperation, name, "its value is not valid UTF-8"));
}

std::vector<std::string> GrantedSystem::environmentNames() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : environment_) {
    if (isGrantedVariable(name)) names.push_back(name);
  }
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

}  // namespace tatu::os
