#include "os/platform/interrupt.h"

#include <csignal>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>

#include "os/host_error.h"

namespace tatu::os {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

/// A signal handler has no other place to find its data, so this is the process's one instance of it.
/// `function` and `context` are written before the handlers are installed and after they are gone.
struct InterruptState {
  std::atomic<bool> installed{false};
  std::atomic<int> received{0};
  std::atomic<InterruptFunction> function{nullptr};
  std::atomic<void*> context{nullptr};
  std::array<struct sigaction, kSignals.size()> previous{};
};
static_assert(std::atomic<InterruptFunction>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "a signal handler must not wait for a lock");

InterruptState state;

void handleSignal(int signalNumber) {
  const int saved = errno;
  int expected = 0;
  if (!state.received.compare_exchange_strong(expected, signalNumber)) endBySignal(signalNumber);
  if (const InterruptFunction function = state.function.load()) function(state.context.load());
  errno = saved;
}

void installAction(std::size_t index) {
  struct sigaction action {};
  action.sa_handler = handleSignal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = 0;  // no SA_RESTART: a blocking call is to come back
  ::sigaction(kSignals[index], nullptr, &state.previous[index]);
  if (state.previous[index].sa_handler != SIG_IGN) ::sigaction(kSignals[index], &action, nullptr);
}

}  // namespace

Result<InterruptHandler> InterruptHandler::install(InterruptFunction onInterrupt, void* context) {
  bool expected = false;
  if (!state.installed.compare_exchange_strong(expected, true)) {
    return tl::unexpected(
        makeError(ErrorKind::AlreadyExists, Operation::HandleInterrupts, "interrupts", "another handler is installed"));
  }
  state.received = 0;
  state.context = context;
  state.function = onInterrupt;
  for (std::size_t i = 0; i < kSignals.size(); ++i) installAction(i);
  return InterruptHandler();
}

InterruptHandler::~InterruptHandler() {
  if (!active_) return;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &state.previous[i], nullptr);
  state.function = nullptr;
  state.installed = false;
}

int InterruptHandler::signalNumber() const noexcept { return state.received.load(); }

void InterruptHandler::rearm() noexcept { state.received = 0; }

void endBySignal(int signalNumber) noexcept {
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  ::sigaction(signalNumber, &action, nullptr);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signalNumber);
  ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  ::raise(signalNumber);
  std::_Exit(128 + signalNumber);  // for signals whose default is not to end
}

}  // namespace tatu::os
