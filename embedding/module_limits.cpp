// What machine code of one module's functions may take, and takes.
#include "embedding/module_limits.h"

#include <algorithm>

#include "embedding/options.h"
#include "embedding/runtime.h"
#include "vm/compiled/code_account.h"

namespace tatu::embedding {

namespace {

constexpr std::uint64_t kDefaultCodeBytes = std::uint64_t{16} << 20;
constexpr std::uint64_t kDefaultMilliseconds = 10'000;
constexpr std::uint64_t kNanosecondsPerMillisecond = 1'000'000;

std::uint64_t nanosecondsOf(std::uint64_t milliseconds) {
  const bool isUnlimited = milliseconds > UINT64_MAX / kNanosecondsPerMillisecond;
  return isUnlimited ? vm::CodeAccount::kUnlimited : milliseconds * kNanosecondsPerMillisecond;
}

tatu_code_counters countersOf(const vm::CodeAccount& account) {
  tatu_code_counters counters{};
  counters.code_bytes = account.bytes.load(std::memory_order_relaxed);
  counters.compile_nanoseconds = account.nanoseconds.load(std::memory_order_relaxed);
  counters.functions_compiled = account.compiled.load(std::memory_order_relaxed);
  counters.compilations_refused = account.refused.load(std::memory_order_relaxed);
  return counters;
}

}  // namespace

void setDefaultLimits(vm::CodeAccount& account) {
  account.mostBytes.store(kDefaultCodeBytes, std::memory_order_relaxed);
  account.mostNanoseconds.store(nanosecondsOf(kDefaultMilliseconds), std::memory_order_relaxed);
}

}  // namespace tatu::embedding

using namespace tatu::embedding;

extern "C" {

tatu_status tatu_module_set_limit(tatu_module* module, tatu_module_limit limit, uint64_t value) {
  if (module == nullptr) return TATU_MISUSE;
  tatu::vm::CodeAccount& account = *module->image->codeAccount;
  switch (limit) {
    case TATU_MODULE_LIMIT_CODE: account.mostBytes.store(value, std::memory_order_relaxed); return TATU_OK;
    case TATU_MODULE_LIMIT_COMPILE_TIME:
      account.mostNanoseconds.store(nanosecondsOf(value), std::memory_order_relaxed);
      return TATU_OK;
  }
  return TATU_MISUSE;
}

tatu_status tatu_module_counters(const tatu_module* module, tatu_code_counters* counters) {
  if (module == nullptr || counters == nullptr) return TATU_MISUSE;
  return giveStructure(countersOf(*module->image->codeAccount), counters, counters->size) ? TATU_OK : TATU_MISUSE;
}

}  // extern "C"
