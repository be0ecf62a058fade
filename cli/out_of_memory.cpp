#include "cli/out_of_memory.h"

#include <atomic>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>

#include "cli/exit_code.h"
#include "os/platform/process.h"
#include "os/platform/standard_stream.h"

namespace tatu::cli {

namespace {

constexpr std::string_view kForPeople = "error: there is no memory left on this machine\n";
constexpr std::string_view kForPrograms =
    R"({"code":125,"message":"there is no memory left on this machine","severity":"error","verdict":"tool-failure"})"
    "\n";
static_assert(static_cast<int>(ExitCode::ToolFailure) == 125);

// Any thread can be the one that ends the process.
std::atomic<bool> isJson = false;

bool lacksMemory() noexcept {
  const std::exception_ptr current = std::current_exception();
  if (!current) return false;
  try {
    std::rethrow_exception(current);
  } catch (const std::bad_alloc&) {
    return true;
  } catch (...) {
    return false;
  }
}

// Nothing here allocates.
[[noreturn]] void end() noexcept {
  if (!lacksMemory()) std::abort();
  (void)os::writeStandard(os::StandardStream::Error, isJson ? kForPrograms : kForPeople).has_value();
  os::endProcess(static_cast<int>(ExitCode::ToolFailure));
}

}  // namespace

void reportLackOfMemory(bool asJson) noexcept {
  isJson = asJson;
  std::set_terminate(end);
}

}  // namespace tatu::cli
