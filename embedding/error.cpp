#include "embedding/error.h"

#include <new>
#include <utility>

#include "vm/semantics/exception_objects.h"

namespace tatu::embedding {

tatu_status fail(tatu_error** error, tatu_error description) {
  const tatu_status status = description.status;
  if (error == nullptr) return status;
  if (description.details.empty()) description.details = description.message;
  *error = new (std::nothrow) tatu_error(std::move(description));
  return status;
}

tatu_status fail(tatu_error** error, tatu_status status, std::string message) {
  tatu_error description;
  description.status = status;
  description.message = std::move(message);
  return fail(error, std::move(description));
}

// Without memory there is no text either.
tatu_status noMemory(tatu_error** error) {
  if (error != nullptr) *error = new (std::nothrow) tatu_error{TATU_NO_MEMORY, {}, {}, {}, TATU_LIMIT_NONE, 0, 0};
  return TATU_NO_MEMORY;
}

namespace {

tatu_limit limitOf(vm::LimitKind kind) {
  switch (kind) {
    case vm::LimitKind::Fuel: return TATU_LIMIT_FUEL;
    case vm::LimitKind::Memory: return TATU_LIMIT_MEMORY;
    case vm::LimitKind::Code: return TATU_LIMIT_CODE;
    case vm::LimitKind::HostMemory: return TATU_LIMIT_HOST_MEMORY;
    case vm::LimitKind::Deadline: return TATU_LIMIT_DEADLINE;
    case vm::LimitKind::Stop: return TATU_LIMIT_STOP;
    case vm::LimitKind::Output:
    case vm::LimitKind::OutputClosed: return TATU_LIMIT_OUTPUT;
    case vm::LimitKind::OutputRate: return TATU_LIMIT_OUTPUT_RATE;
    case vm::LimitKind::Fibers: return TATU_LIMIT_FIBERS;
    case vm::LimitKind::Stacks: return TATU_LIMIT_STACKS;
    case vm::LimitKind::Quantum:
    case vm::LimitKind::Wait: break;  // are no limits of the host's
  }
  return TATU_LIMIT_NONE;
}

std::string_view reasonFor(vm::LimitKind kind) {
  switch (kind) {
    case vm::LimitKind::Fuel: return "the program has used up its fuel";
    case vm::LimitKind::Memory: return "the program needs more memory than it may have";
    case vm::LimitKind::Code: return "the program uses generic code with too many different types";
    case vm::LimitKind::HostMemory: return "the process has no memory left";
    case vm::LimitKind::Deadline: return "the program's time is over";
    case vm::LimitKind::Stop: return "the program was stopped";
    case vm::LimitKind::Output: return "the program wrote more than it may";
    case vm::LimitKind::OutputRate: return "the program writes faster than it may";
    case vm::LimitKind::OutputClosed: return "nobody reads any more what the program writes";
    case vm::LimitKind::Fibers: return "the program starts more fibers than it may have at a time";
    case vm::LimitKind::Stacks: return "the program's fibers need more stack than they may have together";
    case vm::LimitKind::Quantum:
    case vm::LimitKind::Wait: break;
  }
  return "the program was stopped";
}

std::string headOf(const vm::UncaughtException& exception) {
  return exception.message.empty() ? exception.className : exception.className + ": " + exception.message;
}

tatu_error describeUncaught(const vm::UncaughtException& exception) {
  tatu_error error;
  error.status = TATU_UNCAUGHT;
  error.exception = exception.className;
  error.message = headOf(exception);
  for (const vm::UncaughtException* at = &exception; at != nullptr; at = at->cause.get()) {
    error.details += (at == &exception ? "" : "caused by ") + headOf(*at) + "\n" + vm::textOf(at->trace);
  }
  return error;
}

tatu_error describeDeadlock(const vm::RunResult& result) {
  tatu_error error;
  error.status = TATU_DEADLOCKED;
  error.message = "deadlock: every fiber of the program waits for another one";
  error.details = error.message + "\n";
  for (const vm::WaitingFibers& fibers : result.waiting) {
    error.details += "fiber " + std::to_string(fibers.first);
    if (fibers.count > 1) error.details += " and " + std::to_string(fibers.count - 1) + " more";
    error.details += " at\n" + vm::textOf(fibers.trace);
  }
  if (result.waitingElsewhere > 0) error.details += std::to_string(result.waitingElsewhere) + " more elsewhere\n";
  return error;
}

}  // namespace

tatu_error describe(const vm::RunResult& result) {
  if (result.status == vm::RunStatus::Uncaught) return describeUncaught(*result.exception);
  if (result.status == vm::RunStatus::Deadlocked) return describeDeadlock(result);
  tatu_error error;
  error.status = TATU_LIMIT;
  error.limit = limitOf(result.limit);
  error.message = reasonFor(result.limit);
  error.details = error.message + "\n" + vm::textOf(result.where);
  return error;
}

tatu_error describeExit(std::int64_t code) {
  tatu_error error;
  error.status = TATU_EXITED;
  error.exitCode = code;
  error.message = "the program has ended itself with the code " + std::to_string(code);
  return error;
}

}  // namespace tatu::embedding

extern "C" {

tatu_status tatu_error_status(const tatu_error* error) { return error == nullptr ? TATU_OK : error->status; }
const char* tatu_error_message(const tatu_error* error) { return error == nullptr ? "" : error->message.c_str(); }
const char* tatu_error_details(const tatu_error* error) { return error == nullptr ? "" : error->details.c_str(); }
const char* tatu_error_exception(const tatu_error* error) { return error == nullptr ? "" : error->exception.c_str(); }
tatu_limit tatu_error_limit(const tatu_error* error) { return error == nullptr ? TATU_LIMIT_NONE : error->limit; }
uint64_t tatu_error_retry_milliseconds(const tatu_error* error) {
  return error == nullptr ? 0 : error->retryMilliseconds;
}
int64_t tatu_error_exit_code(const tatu_error* error) { return error == nullptr ? 0 : error->exitCode; }
void tatu_error_destroy(tatu_error* error) { delete error; }

}  // extern "C"
