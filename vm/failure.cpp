#include "vm/failure.h"

#include <charconv>
#include <cmath>

namespace tatu::vm {

std::string_view classNameOf(CoreException exception) {
  static constexpr std::string_view kNames[kCoreExceptionCount] = {
      "Exception",           "NullException",       "IndexException",         "CastException",
      "ArithmeticException", "ConversionException", "FormatException",        "ArgumentException",
      "StateException",      "KeyException",        "StackOverflowException", "AssertionException",
      "IoException",         "NotFoundException",   "DeniedException",        "ConnectionException",
      "CancelledException",  "ClosedException"};
  return kNames[static_cast<std::size_t>(exception)];
}

namespace failures {

namespace {

std::string textOf(double value) {
  if (value != value) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  char buffer[32];
  return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

std::string doesNotFit(std::string value, std::string_view target) {
  return value + " does not fit into " + std::string(target);
}

}  // namespace

Failure nullValue() { return {CoreException::Null, "the value is null"}; }

Failure index(std::int64_t index, std::uint64_t length) {
  return {CoreException::Index,
          "index " + std::to_string(index) + " is outside of a length of " + std::to_string(length)};
}

Failure range(std::int64_t start, std::int64_t end, std::uint64_t length) {
  return {CoreException::Index, "range " + std::to_string(start) + " to " + std::to_string(end) +
                                    " is outside of a length of " + std::to_string(length)};
}

Failure emptyElement(std::int64_t index) {
  return {CoreException::State, "nothing has been stored at index " + std::to_string(index)};
}

Failure division() { return {CoreException::Arithmetic, "division by zero"}; }

Failure conversion(std::int64_t value, std::string_view target) {
  return {CoreException::Conversion, doesNotFit(std::to_string(value), target)};
}

Failure conversion(double value, std::string_view target) {
  return {CoreException::Conversion, doesNotFit(textOf(value), target)};
}

Failure cast(std::string_view found, std::string_view wanted) {
  return {CoreException::Cast, "a value of type " + std::string(found) + " is not a " + std::string(wanted)};
}

Failure arrayLength(std::int64_t length) {
  return {CoreException::Argument, "an array cannot have the length " + std::to_string(length)};
}

Failure unsetGlobal(std::string_view name) {
  return {CoreException::State, "\"" + std::string(name) + "\" is used before it was initialised"};
}

Failure unreachable() { return {CoreException::State, "control came where it cannot come"}; }
Failure stackOverflow() { return {CoreException::StackOverflow, "too many nested calls"}; }
Failure nullException() { return {CoreException::Null, "the exception to throw is null"}; }

Failure typeDepth(std::string_view type) {
  return {CoreException::State, "a type in \"" + std::string(type) + "\" is too large to be laid out"};
}

}  // namespace failures

}  // namespace tatu::vm
