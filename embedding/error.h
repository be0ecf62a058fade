// Errors as the host sees them (tatu_error), and the one way in which functions of the interface end.
#pragma once

#include <string>
#include <string_view>

#include "include/tatu/tatu.h"
#include "vm/guest.h"

struct tatu_error {
  tatu_status status = TATU_OK;
  std::string message;
  std::string details;
  std::string exception;
  tatu_limit limit = TATU_LIMIT_NONE;
  std::int64_t exitCode = 0;
  std::uint64_t retryMilliseconds = 0;
};

namespace tatu::embedding {

// Stores an error behind `error`, unless that is null, and gives its status.
tatu_status fail(tatu_error** error, tatu_error description);
tatu_status fail(tatu_error** error, tatu_status status, std::string message);
inline tatu_status misuse(tatu_error** error, std::string message) {
  return fail(error, TATU_MISUSE, std::move(message));
}
tatu_status noMemory(tatu_error** error);

// How a run has ended that has not finished.
[[nodiscard]] tatu_error describe(const vm::RunResult& result);
[[nodiscard]] tatu_error describeExit(std::int64_t code);

// Runs what a function of the interface does; no exception gets out.
template <typename Action>
tatu_status guarded(tatu_error** error, Action&& action) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    return action();
  } catch (...) {  // of the C++ library, for want of memory: nothing else throws
    return noMemory(error);
  }
}

}  // namespace tatu::embedding
