// Failure: what goes wrong inside a guest and is thrown there as an exception of the core package.
//
// Interpreters and natives describe a failure; the exception object is made from it in one place (exceptions.h), so
// class, message, trace and price are the same in every tier.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tatu::vm {

enum class CoreException : std::uint8_t {
  Exception,
  Null,
  Index,
  Cast,
  Arithmetic,
  Conversion,
  Format,
  Argument,
  State,
  Key,
  StackOverflow,
  Assertion,
  Io,
  NotFound,
  Denied,
  Connection,
  Cancelled,
  Closed,
};

inline constexpr std::size_t kCoreExceptionCount = 18;

// The class's name in the package "core": "IndexException".
[[nodiscard]] std::string_view classNameOf(CoreException exception);

struct Failure {
  CoreException exception = CoreException::State;
  std::string message;
};

// The wording of the failures that instructions cause, in one place.
namespace failures {
[[nodiscard]] Failure nullValue();
[[nodiscard]] Failure index(std::int64_t index, std::uint64_t length);
[[nodiscard]] Failure range(std::int64_t start, std::int64_t end, std::uint64_t length);
[[nodiscard]] Failure emptyElement(std::int64_t index);
[[nodiscard]] Failure division();
[[nodiscard]] Failure conversion(std::int64_t value, std::string_view target);
[[nodiscard]] Failure conversion(double value, std::string_view target);
[[nodiscard]] Failure cast(std::string_view found, std::string_view wanted);
[[nodiscard]] Failure arrayLength(std::int64_t length);
[[nodiscard]] Failure unsetGlobal(std::string_view name);
[[nodiscard]] Failure unreachable();
[[nodiscard]] Failure stackOverflow();
[[nodiscard]] Failure nullException();
[[nodiscard]] Failure typeDepth(std::string_view type);
}  // namespace failures

}  // namespace tatu::vm
