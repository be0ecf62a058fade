#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "bytecode/container.h"
#include "cli/verbs.h"

namespace tatu::cli {

namespace {

#if defined(__x86_64__)
constexpr std::string_view kTarget = "x86_64-linux";
#elif defined(__aarch64__)
constexpr std::string_view kTarget = "aarch64-linux";
#elif defined(__s390x__)
constexpr std::string_view kTarget = "s390x-linux";
#else
constexpr std::string_view kTarget = "unknown-linux";
#endif

#if defined(TATU_HEAP_BOEHM)
constexpr std::string_view kHeap = "boehm";
#else
constexpr std::string_view kHeap = "precise";
#endif

nlohmann::json tiers() {
#if defined(TATU_JIT)
  return {"auto", "interp", "baseline", "reference"};
#else
  return {"interp", "reference"};
#endif
}

}  // namespace

ExitCode showVersion(const Options& options, const Console& console) {
  if (!options.isJson) {
    console.print(fmt::format("tatu {}\n", TATU_VERSION));
    return ExitCode::Success;
  }
  const nlohmann::json object{{"version", TATU_VERSION},
                              {"moduleFormat", bytecode::kFormatVersion},
                              {"target", kTarget},
                              {"heap", kHeap},
                              {"tiers", tiers()}};
  console.print(object.dump() + "\n");
  return ExitCode::Success;
}

}  // namespace tatu::cli
