// What a host function throws, or gives instead of an answer, as an exception of the program.
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <tatu/tatu.h>
#include <tatu/error.hpp>

namespace tatu {

// Thrown by a host function, it becomes an exception of this class of the core library: "NotFoundException", ...
class Exception : public std::exception {
 public:
  Exception(std::string class_name, std::string message)
      : class_name_(std::move(class_name)), message_(std::move(message)) {}
  [[nodiscard]] const char* class_name() const noexcept { return class_name_.c_str(); }
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string class_name_;
  std::string message_;
};

namespace detail {

// Throws an exception in the program, where a call of a host function stands.
struct Thrower {
  void* to;
  // As tatu_host_call_throw: TATU_MISUSE if there is no such class.
  tatu_status (*how)(void* to, const char* class_name, const char* message);

  [[nodiscard]] tatu_status throw_as(const char* class_name, const char* message) const {
    const tatu_status status = how(to, class_name, message);
    return status == TATU_MISUSE ? how(to, "StateException", message) : status;
  }
  [[nodiscard]] tatu_status refuse_result() const {
    return throw_as("StateException", "the host's result has no value in the language");
  }
  // What a nested call has ended with: its message without the class, which is said anew.
  [[nodiscard]] tatu_status throw_again(const Error& error) const {
    const std::string& name = error.exception();
    const bool has_head = std::string_view(error.what()).starts_with(name + ": ");
    const tatu_status status = how(to, name.c_str(), error.what() + (has_head ? name.size() + 2 : 0));
    return status == TATU_MISUSE ? how(to, "StateException", error.what()) : status;
  }
  // By what it is, as far as the compiler lets that be known.
  [[nodiscard]] tatu_status throw_like(const std::exception& exception) const {
#if defined(__cpp_rtti)
    if (const auto* const own = dynamic_cast<const Exception*>(&exception)) {
      return throw_as(own->class_name(), own->what());
    }
    if (const auto* const error = dynamic_cast<const Error*>(&exception)) return throw_again(*error);
#endif
    return throw_as("StateException", exception.what());
  }
#if defined(__cpp_exceptions)
  // Called where something has been caught.
  [[nodiscard]] tatu_status throw_caught() const noexcept {
    try {
      throw;
    } catch (const Exception& exception) {
      return throw_as(exception.class_name(), exception.what());
    } catch (const Error& error) {
      return throw_again(error);
    } catch (const std::exception& exception) {
      return throw_as("StateException", exception.what());
    } catch (...) {
      return throw_as("StateException", "the host has thrown something that is no std::exception");
    }
  }
#endif
};

}  // namespace detail

}  // namespace tatu
