// Schedulers: calls of many guests on a few threads. What scheduler.h says of them holds here too.
//
//   tatu::Scheduler scheduler(runtime);
//   scheduler.call<int>(guest, "fib", [](tatu::Result<int> result) { ... }, 30);
//   scheduler.wait();
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <tatu/scheduler.h>
#include <tatu/error.hpp>
#include <tatu/guest.hpp>
#include <tatu/tatu.hpp>

namespace tatu {

struct SchedulerOptions : tatu_scheduler_options {
  SchedulerOptions() { tatu_scheduler_options_defaults(this, sizeof(tatu_scheduler_options)); }
};

// How a guest shares threads with others.
struct Schedule : tatu_schedule {
  Schedule() { tatu_schedule_defaults(this, sizeof(tatu_schedule)); }
};

// It goes before its runtime, and waits then for the calls that it has.
class Scheduler {
 public:
  explicit Scheduler(Runtime& runtime, const SchedulerOptions& options = {})
      : Scheduler(try_create(runtime, options).value()) {}
  Scheduler(Scheduler&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
  Scheduler& operator=(Scheduler&&) = delete;
  ~Scheduler() {
    if (raw_ == nullptr) return;
    (void)tatu_scheduler_wait(raw_);
    (void)tatu_scheduler_destroy(raw_);
  }

  [[nodiscard]] static Result<Scheduler> try_create(Runtime& runtime, const SchedulerOptions& options = {}) {
    tatu_scheduler* raw = nullptr;
    tatu_error* error = nullptr;
    const tatu_status status = tatu_scheduler_create(runtime.raw(), &options, &raw, &error);
    if (status != TATU_OK) return Error(status, error);
    return Scheduler(raw);
  }

  // Begins a call. `then` takes its Result<R>, on a thread of the scheduler, where views in it are good; it lets no
  // exceptions out. An error here means that the call has not begun, and `then` will not be called.
  template <typename R = void, typename Then, typename... Arguments>
  Result<void> try_call(GuestRef guest, Function function, Then then, const Arguments&... arguments) {
    tatu_value values[sizeof...(Arguments) + 1] = {};
    Storage storage;
    storage.set_guest(guest.raw());
    [[maybe_unused]] tatu_value* value = values;
    const bool fit = (Type<detail::Given<Arguments>>::give(*value++, arguments, storage) && ...);
    if (!fit) return Error(TATU_MISUSE, "an argument has no value in the language: it is too large, or a null text");
    return begin<R>(std::move(then), [&](tatu_ended_function ended, void* data, tatu_error** error) {
      return tatu_scheduler_call(raw_, guest.raw(), function.raw(), values, sizeof...(Arguments), ended, data, error);
    });
  }
  template <typename R = void, typename Then, typename... Arguments>
  void call(GuestRef guest, const char* name, Then then, const Arguments&... arguments) {
    const Function function = guest.module().function(name);
    if (!function) detail::raise(Error(TATU_MISUSE, std::string("there is no public function ") + name + " to call"));
    try_call<R>(guest, function, std::move(then), arguments...).value();
  }
  // Goes on with a call that stands at a limit; R is what it gives.
  template <typename R = void, typename Then>
  Result<void> try_resume(GuestRef guest, Then then) {
    return begin<R>(std::move(then), [&](tatu_ended_function ended, void* data, tatu_error** error) {
      return tatu_scheduler_resume(raw_, guest.raw(), ended, data, error);
    });
  }
  // Until it has no calls.
  void wait() { (void)tatu_scheduler_wait(raw_); }

  [[nodiscard]] tatu_scheduler* raw() const { return raw_; }

 private:
  explicit Scheduler(tatu_scheduler* raw) : raw_(raw) {}

  template <typename R, typename Then, typename Begin>
  static Result<void> begin(Then then, Begin&& begin) {
    auto kept = std::make_unique<Then>(std::move(then));
    tatu_error* error = nullptr;
    const tatu_status status = begin(end<R, Then>, kept.get(), &error);
    if (status != TATU_OK) return Error(status, error);
    (void)kept.release();  // it is end's
    return detail::Nothing{};
  }
  template <typename R, typename Then>
  static void end(tatu_guest*, tatu_status status, const tatu_value* result, const tatu_error* error,
                  void* data) noexcept {
    const std::unique_ptr<Then> then(static_cast<Then*>(data));
    (*then)(status == TATU_OK ? detail::taken<R>(*result) : Result<R>(Error::copy_of(status, error)));
  }

  tatu_scheduler* raw_;
};

}  // namespace tatu
