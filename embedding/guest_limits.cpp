// Limits of a guest that its host changes.
#include <algorithm>

#include "embedding/guest_limits.h"
#include "embedding/guest_use.h"
#include "os/guest/system.h"
#include "vm/fuel.h"

namespace tatu::embedding {

std::int64_t amountOf(std::uint64_t amount) {
  return static_cast<std::int64_t>(std::min(amount, static_cast<std::uint64_t>(vm::kUnlimitedFuel)));
}

std::size_t handlesWithStreams(const tatu_guest& guest, std::uint64_t handles) {
  const std::size_t streams = (guest.given.input ? 1u : 0u) + (guest.given.output ? 2u : 0u);
  return static_cast<std::size_t>(std::min<std::uint64_t>(handles, SIZE_MAX - streams)) + streams;
}

namespace {

void setMemory(tatu_guest& guest, std::uint64_t bytes) {
  guest.copyLimit = bytes;
  guest.results.setMost(bytes);
  guest.machine->setMemoryLimit(bytes);
}

void setMilliseconds(tatu_guest& guest, std::uint64_t milliseconds) {
  guest.milliseconds = milliseconds;
  if (milliseconds == UINT64_MAX) guest.machine->cancellation().clearDeadline();
}

void setSystemLimit(tatu_guest& guest, tatu_limit limit, std::uint64_t value) {
  os::System& system = *guest.machine->system();
  os::SystemLimits limits = system.limits();
  if (limit == TATU_LIMIT_OUTPUT) limits.outputBytes = value;
  if (limit == TATU_LIMIT_OUTPUT_RATE) limits.outputRate = value;
  if (limit == TATU_LIMIT_HANDLES) limits.handles = handlesWithStreams(guest, value);
  system.setLimits(limits);
}

tatu_status setLimit(tatu_guest& guest, tatu_limit limit, std::uint64_t value) {
  switch (limit) {
    case TATU_LIMIT_FUEL: guest.machine->setFuel(amountOf(value)); return TATU_OK;
    case TATU_LIMIT_MEMORY: setMemory(guest, value); return TATU_OK;
    case TATU_LIMIT_CODE: guest.machine->setCode(amountOf(value)); return TATU_OK;
    case TATU_LIMIT_DEADLINE: setMilliseconds(guest, value); return TATU_OK;
    case TATU_LIMIT_FIBERS: guest.machine->setFiberLimit(value); return TATU_OK;
    case TATU_LIMIT_STACKS: guest.machine->setAllStacksLimit(value); return TATU_OK;
    case TATU_LIMIT_OUTPUT:
    case TATU_LIMIT_OUTPUT_RATE:
    case TATU_LIMIT_HANDLES: setSystemLimit(guest, limit, value); return TATU_OK;
    case TATU_LIMIT_NONE:
    case TATU_LIMIT_HOST_MEMORY:
    case TATU_LIMIT_STOP: break;
  }
  return TATU_MISUSE;
}

// By the thread that is in a call of the guest, or else while nobody is.
template <typename Change>
tatu_status changed(tatu_guest* guest, Change&& change) {
  if (guest == nullptr) return TATU_MISUSE;
  if (isUser(*guest)) return change();
  const Use use(*guest);
  return use.isGranted() ? change() : TATU_MISUSE;
}

}  // namespace

}  // namespace tatu::embedding

using namespace tatu::embedding;

extern "C" {

tatu_status tatu_guest_set_limit(tatu_guest* guest, tatu_limit limit, uint64_t value) {
  return changed(guest, [&] { return setLimit(*guest, limit, value); });
}

tatu_status tatu_guest_add_fuel(tatu_guest* guest, uint64_t fuel) {
  return changed(guest, [&] {
    guest->machine->grantFuel(amountOf(fuel));
    return TATU_OK;
  });
}

}  // extern "C"
