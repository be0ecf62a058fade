// Values of the C interface, and what its calls have ended with.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "include/tatu/tatu.h"

namespace tatu::calls {

// What a call of the interface has ended with.
struct Outcome {
  tatu_status status = TATU_OK;
  std::string message;
  std::string details;
  std::string exception;
  tatu_limit limit = TATU_LIMIT_NONE;
  std::int64_t exitCode = 0;
  std::uint64_t retryMilliseconds = 0;
  tatu_value result{};
};

// Takes the error with it, which the call that gave the status has stored.
[[nodiscard]] Outcome outcomeOf(tatu_status status, tatu_error*& error);

[[nodiscard]] tatu_value intValue(std::int64_t integer);
[[nodiscard]] tatu_value floatValue(double number);
[[nodiscard]] tatu_value boolValue(bool boolean);
[[nodiscard]] tatu_value charValue(std::uint32_t character);
[[nodiscard]] tatu_value textValue(std::string_view text);
[[nodiscard]] tatu_value objectValue(tatu_object* object);
[[nodiscard]] tatu_value nullValue();
[[nodiscard]] tatu_value listValue(tatu_kind kind, const std::vector<tatu_value>& items);
// "[1, \"a\", null]": arrays and records look the same.
[[nodiscard]] std::string show(const tatu_value& value);

// A host function with what it needs: the data of callBody.
using Body =
    std::function<tatu_status(tatu_host_call* call, std::span<const tatu_value> arguments, tatu_value& result)>;
tatu_status callBody(tatu_host_call* call, const tatu_value* arguments, std::size_t count, tatu_value* result,
                     void* data);

}  // namespace tatu::calls
