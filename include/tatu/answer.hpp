// Answers that come later: a host function that takes an Answer does not return its result, but gives it to that when
// it is there, from whatever thread.
//
//   oracle.function("ask", {"question"}, [](tatu::Answer<std::int64_t> answer, std::int64_t question) {
//     std::thread([answer = std::move(answer), question]() mutable { answer.give(2 * question); }).detach();
//   });  // fun ask(question: Int): Int
//
// The Answer is the first parameter, behind a HostCall, if the function takes one, and behind the object of a method.
// What tatu.h says of answers that come later holds here too; what other parameters refer to is gone when the function
// returns. So a method whose work needs its object takes a std::shared_ptr<T>, or an Object<T>, and no T&.
#pragma once

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include <tatu/error.hpp>
#include <tatu/exception.hpp>
#include <tatu/values.hpp>

namespace tatu {

namespace detail {

// What is to be done when nobody waits any more.
struct CancelAction {
  CancelAction() = default;
  CancelAction(const CancelAction&) = delete;
  CancelAction& operator=(const CancelAction&) = delete;
  virtual ~CancelAction() = default;
  virtual void run() = 0;  // once
};

template <typename F>
struct CancelActionOf final : CancelAction {
  explicit CancelActionOf(F&& made) : function(std::move(made)) {}
  // It may end the answer, and this with it.
  void run() override {
    F running(std::move(function));
    running();
  }
  F function;
};

// What all kinds of Answer have in common.
class PendingAnswer {
 public:
  explicit PendingAnswer(tatu_pending_call* raw) : raw_(raw) {}
  PendingAnswer(PendingAnswer&& other) noexcept
      : cancel_(std::move(other.cancel_)), raw_(std::exchange(other.raw_, nullptr)) {}
  PendingAnswer& operator=(PendingAnswer&& other) noexcept {
    PendingAnswer taken(std::move(other));
    cancel_.swap(taken.cancel_);
    std::swap(raw_, taken.raw_);
    return *this;
  }
  // Without an answer the program gets a StateException that says so.
  ~PendingAnswer() { tatu_pending_call_destroy(raw_); }

  // Instead of a value: as if the host function had thrown it.
  void fail(const std::exception& exception) {
    PendingAnswer ending(take());
    ending.has_ended(ending.thrower().throw_like(exception));
  }
#if defined(__cpp_exceptions)
  // The same for what has been caught: std::current_exception().
  void fail(const std::exception_ptr& caught) {
    PendingAnswer ending(take());
    try {
      if (caught) std::rethrow_exception(caught);
    } catch (...) {
      ending.has_ended(ending.thrower().throw_caught());
    }
  }
#endif
  // Whether somebody still waits.
  [[nodiscard]] bool is_awaited() const { return tatu_pending_call_is_awaited(raw_); }
  // Calls it, once, when nobody waits any more though there is no answer yet, in the thread that makes it so, or at
  // once: for calling off the work. It may end the answer. It must not wait, not for a lock either that is held while
  // an answer is given, not use the guest, and let no exceptions out.
  template <typename F>
  void on_cancel(F callable) {
    set_cancel(std::make_unique<CancelActionOf<F>>(std::move(callable)));
  }
  [[nodiscard]] tatu_pending_call* raw() const { return raw_; }

 protected:
  // False: what the host gives has no value.
  using Make = bool (*)(tatu_value& value, const void* from, Storage& storage);
  void give_made(Make make, const void* from) {
    PendingAnswer ending(take());
    Giving giving{make, from};
    if (tatu_pending_call_while_awaited(ending.raw_, answer, &giving)) ending.raw_ = nullptr;
  }

 private:
  struct Giving {
    Make make;
    const void* from;
  };

  PendingAnswer take() {
    if (raw_ == nullptr) raise(Error(TATU_MISUSE, "the answer has been given already"));
    return std::move(*this);
  }
  // What answers a pending call ends it, unless it fails.
  void has_ended(tatu_status status) {
    if (status == TATU_OK) raw_ = nullptr;
  }
  [[nodiscard]] Thrower thrower() const {
    return {raw_, [](void* to, const char* class_name, const char* message) {
              return tatu_pending_call_throw(static_cast<tatu_pending_call*>(to), class_name, message);
            }};
  }

  // While somebody waits. What has been made for the value is released before that can end.
  static void answer(tatu_pending_call* raw, tatu_runtime* runtime, void* data) noexcept {
    PendingAnswer ending(raw);
#if defined(__cpp_exceptions)
    try {
      ending.has_ended(ending.give_value(runtime, *static_cast<const Giving*>(data)));
    } catch (...) {
      ending.has_ended(ending.thrower().throw_caught());
    }
#else
    ending.has_ended(ending.give_value(runtime, *static_cast<const Giving*>(data)));
#endif
  }
  [[nodiscard]] tatu_status give_value(tatu_runtime* runtime, const Giving& giving) const {
    Storage storage;
    storage.set_runtime(runtime);
    tatu_value value{};
    if (!giving.make(value, giving.from, storage)) return thrower().refuse_result();
    tatu_error* error = nullptr;
    const tatu_status status = tatu_pending_call_return(raw_, &value, &error);
    return status == TATU_OK ? status : thrower().throw_as("StateException", Error(status, error).what());
  }

  // Nothing of this is touched once the action may have run.
  void set_cancel(std::unique_ptr<CancelAction> action) {
    if (raw_ == nullptr) raise(Error(TATU_MISUSE, "the answer has been given already"));
    cancel_.swap(action);
    const auto run = [](void* data) noexcept { static_cast<CancelAction*>(data)->run(); };
    (void)tatu_pending_call_on_cancel(raw_, run, cancel_.get());
  }

  std::unique_ptr<CancelAction> cancel_;  // goes behind the pending call, which may run it
  tatu_pending_call* raw_;
};

}  // namespace detail

// What a program waits for that has called a host function whose result is a T. It belongs to one thread at a time, and
// is given once, by give() or fail(): what comes behind that is a TATU_MISUSE. It may outlive guest and runtime; then
// giving it does nothing.
template <typename T>
class Answer : public detail::PendingAnswer {
 public:
  using PendingAnswer::PendingAnswer;
  // The value is copied. One that the language does not have is an exception of the program, as from other functions.
  void give(const T& value) {
    const Make make = [](tatu_value& made, const void* from, Storage& storage) {
      return Type<T>::give(made, *static_cast<const T*>(from), storage);
    };
    give_made(make, &value);
  }
};

template <>
class Answer<void> : public detail::PendingAnswer {
 public:
  using PendingAnswer::PendingAnswer;
  void give() {
    give_made([](tatu_value&, const void*, Storage&) { return true; }, nullptr);
  }
};

// Where it stands as an ordinary parameter.
template <typename T>
struct Type<Answer<T>> {
  static void declare(Declaration&) { fail(); }
  static bool take(const tatu_value&, Answer<T>&) { return fail(); }

 private:
  static bool fail() {
    static_assert(sizeof(T*) == 0,
                  "a tatu::Answer stands before other parameters, behind a HostCall and an object only");
    return false;
  }
};

}  // namespace tatu
