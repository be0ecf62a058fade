// How calls end that do not end well: Error, which they throw, and Result, for hosts that would rather look.
//
// Each function here that can fail comes twice: `load` throws an Error, `try_load` returns a Result. Where exceptions
// are switched off there are both all the same; the one that would throw ends the process.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <tatu/tatu.h>

namespace tatu {

class Error : public std::exception {
 public:
  Error(tatu_status status, std::string message) : status_(status), message_(std::move(message)) {
    details_ = message_;
  }
  // Of a call that has ended with `status`; takes its error, which may be null.
  Error(tatu_status status, tatu_error* error) : Error(copy_of(status, error)) { tatu_error_destroy(error); }
  // The same, where the error belongs to somebody else.
  [[nodiscard]] static Error copy_of(tatu_status status, const tatu_error* error) {
    Error made(status, std::string(tatu_error_message(error)));
    made.limit_ = tatu_error_limit(error);
    made.exit_code_ = tatu_error_exit_code(error);
    made.retry_milliseconds_ = tatu_error_retry_milliseconds(error);
    made.details_ = tatu_error_details(error);
    made.exception_ = tatu_error_exception(error);
    if (made.message_.empty()) made.message_ = text_of(status);
    return made;
  }

  [[nodiscard]] tatu_status status() const noexcept { return status_; }
  // One line.
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
  // Several lines: with the trace, and causes.
  [[nodiscard]] const std::string& details() const noexcept { return details_; }
  // TATU_UNCAUGHT: the exception's class.
  [[nodiscard]] const std::string& exception() const noexcept { return exception_; }
  [[nodiscard]] tatu_limit limit() const noexcept { return limit_; }            // TATU_LIMIT
  [[nodiscard]] std::int64_t exit_code() const noexcept { return exit_code_; }  // TATU_EXITED
  // TATU_LIMIT_OUTPUT_RATE: when resuming helps.
  [[nodiscard]] std::uint64_t retry_milliseconds() const noexcept { return retry_milliseconds_; }

 private:
  [[nodiscard]] static const char* text_of(tatu_status status) {
    if (status == TATU_NO_MEMORY) return "there is no memory left";
    return status == TATU_WAITING ? "the call waits for something outside" : "the call is not allowed";
  }

  tatu_status status_;
  tatu_limit limit_ = TATU_LIMIT_NONE;
  std::int64_t exit_code_ = 0;
  std::uint64_t retry_milliseconds_ = 0;
  std::string message_;
  std::string details_;
  std::string exception_;
};

namespace detail {

[[noreturn]] inline void raise(Error error) {
#if defined(__cpp_exceptions)
  throw error;
#else
  std::fprintf(stderr, "%s\n", error.details().c_str());
  std::abort();
#endif
}

struct Nothing {};

}  // namespace detail

// A T, or the error instead of it.
template <typename T>
class [[nodiscard]] Result {
 public:
  using Content = std::conditional_t<std::is_void_v<T>, detail::Nothing, T>;
  Result(Content content) : content_(std::move(content)) {}
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return content_.has_value(); }
  // What would be thrown: only where there is an error, as is true of the value otherwise.
  [[nodiscard]] const Error& error() const { return *error_; }
  // Throws the error.
  T value() {
    if (!content_) detail::raise(std::move(*error_));
    if constexpr (!std::is_void_v<T>) return std::move(*content_);
  }
  Content& operator*() { return *content_; }
  Content* operator->() { return &*content_; }

 private:
  std::optional<Content> content_;
  std::optional<Error> error_;
};

}  // namespace tatu
