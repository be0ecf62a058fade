// A guest in a process of its own, for hosts that have to go on whatever happens in it: not only what limits stop, but
// also a fault of the compiler, of the runtime or of a host function.
//
//   Worker worker("rules", text);
//   tatu::Result<double> price = worker.try_call<double>("price", 7);
//
// The host hands the text over unread; the worker compiles, loads and runs it. A worker that dies, or does not answer
// in time, costs the call that it was busy with, which ends with TATU_FAILED. The next call begins a new process, with
// the program's globals as they are at the beginning.
//
// A worker belongs to one thread at a time. Different workers have nothing in common.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <tatu/error.hpp>
#include <tatu/values.hpp>

#include "channel.h"
#include "message.h"

struct WorkerLimits {
  std::uint64_t fuel = 10'000'000;                           // of each call
  std::uint64_t memory_bytes = std::uint64_t{16} << 20;      // of live data
  std::uint64_t process_bytes = std::uint64_t{2'000} << 20;  // of addresses, for the process; 0: as many as there are
  std::chrono::milliseconds patience{2'000};                 // of the host with each call, and each beginning
};

class Worker {
 public:
  // `name` stands in messages, and before ".tatu" in those of the compiler. Nothing runs before the first call.
  Worker(std::string name, std::string text, const WorkerLimits& limits = {})
      : name_(std::move(name)), text_(std::move(text)), limits_(limits) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() { end(); }

  // Views in the result are good until the next call.
  template <typename R = void, typename... Arguments>
  tatu::Result<R> try_call(const std::string& function, const Arguments&... arguments);

  // Of the process that would answer; 0: there is none now.
  [[nodiscard]] pid_t process() const { return process_; }
  // How many processes there have been.
  [[nodiscard]] unsigned starts() const { return starts_; }

 private:
  tatu::Result<tatu_value> call(const std::string& function, std::span<const tatu_value> arguments);
  std::optional<tatu::Error> begin();
  void spawn();
  // Sends and waits for the answer, which stays in reply_.
  tatu::Result<tatu_value> ask(const MessageWriter& request, const std::string& what);
  [[nodiscard]] bool isAlive();
  // Ends the process, whatever it does, and says how it has ended.
  std::string end();

  const std::string name_;
  const std::string text_;
  const WorkerLimits limits_;
  Channel channel_;
  pid_t process_ = 0;
  unsigned starts_ = 0;
  MessageReader reply_{{}};
};

template <typename R, typename... Arguments>
tatu::Result<R> Worker::try_call(const std::string& function, const Arguments&... arguments) {
  tatu_value values[sizeof...(Arguments) + 1] = {};
  tatu::Storage storage;
  [[maybe_unused]] tatu_value* value = values;
  const bool fit = (tatu::Type<std::decay_t<Arguments>>::give(*value++, arguments, storage) && ...);
  if (!fit) return tatu::Error(TATU_MISUSE, "an argument has no value in the language");
  auto result = call(function, {values, sizeof...(Arguments)});
  if (!result) return result.error();
  if constexpr (std::is_void_v<R>) {
    return typename tatu::Result<R>::Content{};
  } else {
    R content{};
    if (tatu::Type<R>::take(*result, content)) return content;
    return tatu::Error(TATU_MISUSE, "the result is of another type than the host expects");
  }
}
