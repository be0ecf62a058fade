// tatu_confine_thread: what the host asks for, in terms of the OS layer.
#include <algorithm>
#include <span>

#include "embedding/error.h"
#include "embedding/grants.h"
#include "embedding/options.h"
#include "include/tatu/capabilities.h"
#include "os/guest/confinement_of.h"

using namespace tatu::embedding;
namespace os = tatu::os;

namespace {

constexpr std::uint32_t kBoth = TATU_WALL_SYSTEM_CALLS | TATU_WALL_FILES;
constexpr std::size_t kMostCalls = 256;
constexpr std::int64_t kEndOfNumbers = 1 << 20;

tatu_confinement defaultConfinement() {
  tatu_confinement confinement{};
  confinement.walls = kBoth;
  return confinement;
}

tatu_status confine(const tatu_confinement& wanted, tatu_error** error) {
  if (wanted.walls == 0 || (wanted.walls & ~kBoth) != 0) return misuse(error, "`walls` is none, or not of tatu_wall");
  if (wanted.grants == nullptr && wanted.grant_count != 0) return misuse(error, "`grants` is null");
  if (wanted.system_calls == nullptr && wanted.system_call_count != 0) return misuse(error, "`system_calls` is null");
  const std::span calls(wanted.system_calls, wanted.system_call_count);
  const auto isNumber = [](std::int64_t call) { return call >= 0 && call < kEndOfNumbers; };
  if (calls.size() > kMostCalls || !std::ranges::all_of(calls, isNumber)) {
    return misuse(error, "`system_calls` has more than 256 numbers, or one that is no system call's");
  }
  // Streams and arguments need nothing of the kernel.
  const auto most = capabilitiesOf({wanted.grants, wanted.grant_count}, {true, true, true});
  if (!most) return failOf(error, most.error());
  os::Confinement confinement = os::confinementOf(*most);
  confinement.systemCalls = (wanted.walls & TATU_WALL_SYSTEM_CALLS) != 0;
  confinement.files = (wanted.walls & TATU_WALL_FILES) != 0;
  confinement.moreCalls.assign(calls.begin(), calls.end());
  const auto confined = os::confineThread(confinement);
  return confined ? TATU_OK : failOf(error, confined.error());
}

}  // namespace

extern "C" {

void tatu_confinement_defaults(tatu_confinement* confinement, size_t size) {
  (void)giveStructure(defaultConfinement(), confinement, size);
}

tatu_status tatu_confine_thread(const tatu_confinement* confinement, tatu_error** error) {
  return guarded(error, [&] {
    tatu_confinement settled = defaultConfinement();
    if (!settleOptions(confinement, settled)) return misuse(error, "`size` is not that of tatu_confinement");
    return confine(settled, error);
  });
}

}  // extern "C"
