#include "worker.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <system_error>

#include "worker_process.h"

tatu::Result<tatu_value> Worker::call(const std::string& function, std::span<const tatu_value> arguments) {
  if (auto error = begin()) return *error;
  MessageWriter request;
  request.text(function);
  request.number(arguments.size());
  for (const tatu_value& argument : arguments) request.value(argument);
  return ask(request, "`" + function + "`");
}

// What has died since the last call has cost nobody anything.
std::optional<tatu::Error> Worker::begin() {
  if (isAlive()) return std::nullopt;
  end();
  spawn();
  MessageWriter request;
  request.text(name_);
  request.text(text_);
  request.number(limits_.fuel);
  request.number(limits_.memory_bytes);
  auto begun = ask(request, "its beginning");
  if (begun) return std::nullopt;
  end();
  return begun.error();
}

void Worker::spawn() {
  auto [ours, theirs] = Channel::connected();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, theirs.descriptor(), kWorkerDescriptor);
  const std::string bytes = std::to_string(limits_.process_bytes);
  char* arguments[] = {const_cast<char*>(name_.c_str()), const_cast<char*>(kWorkerArgument),
                       const_cast<char*>(bytes.c_str()), nullptr};
  const int failure = posix_spawn(&process_, "/proc/self/exe", &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) {
    process_ = 0;
    throw std::system_error(failure, std::generic_category(), "no process for a worker");
  }
  channel_ = std::move(ours);
  ++starts_;
}

tatu::Result<tatu_value> Worker::ask(const MessageWriter& request, const std::string& what) {
  using enum Channel::Outcome;
  const auto until = Channel::Clock::now() + limits_.patience;
  std::vector<std::uint8_t> answer;
  Channel::Outcome outcome = channel_.send(request.bytes(), until);
  if (outcome == TooLarge) return tatu::Error(TATU_MISUSE, "the arguments are too large for a worker");
  if (outcome == Done) outcome = channel_.receive(answer, until);
  if (outcome == Late) {
    end();
    return tatu::Error(TATU_FAILED, "the worker did not answer in time during " + what);
  }
  if (outcome != Done) return tatu::Error(TATU_FAILED, "the worker " + end() + " during " + what);
  reply_ = MessageReader(std::move(answer));
  const std::uint64_t status = reply_.number();
  if (status != TATU_OK) {
    std::string message(reply_.text());
    if (!reply_.hasFailed() && status <= TATU_FAILED) return tatu::Error(static_cast<tatu_status>(status), message);
  }
  const tatu_value value = reply_.value();
  if (!reply_.hasFailed()) return value;
  end();
  return tatu::Error(TATU_FAILED, "the worker's answer to " + what + " makes no sense");
}

bool Worker::isAlive() {
  siginfo_t ended{};
  return process_ != 0 && waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

std::string Worker::end() {
  if (process_ == 0) return "was not there";
  channel_ = Channel();
  // A process that has closed its end is about to die by itself, and how is worth knowing.
  for (int i = 0; i < 100 && isAlive(); ++i) usleep(1'000);
  kill(process_, SIGKILL);
  int status = 0;
  while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = 0;
  if (WIFSIGNALED(status)) return std::string("has died (") + strsignal(WTERMSIG(status)) + ")";
  return "has ended with code " + std::to_string(WEXITSTATUS(status));
}
