#include "embedding/events.h"

#include <utility>

namespace tatu::embedding {

namespace {

tatu_event eventOf(tatu_guest& guest, tatu_event_kind kind) {
  tatu_event event{};
  event.size = sizeof event;
  event.kind = kind;
  event.guest = &guest;
  return event;
}

void tell(tatu_guest& guest, const tatu_event& event) {
  const bool before = std::exchange(guest.isInHostFunction, false);
  guest.event(&event, guest.userData);
  guest.isInHostFunction = before;
}

}  // namespace

void tellOutput(tatu_guest& guest, int stream, std::string_view text) {
  if (guest.event == nullptr || text.empty()) return;
  tatu_event event = eventOf(guest, TATU_EVENT_OUTPUT);
  event.stream = stream;
  event.text = text.data();
  event.text_size = text.size();
  tell(guest, event);
}

void tellMemoryPressure(vm::Guest& machine) {
  tatu_guest& guest = *static_cast<tatu_guest*>(machine.host());
  const gc::GuestHeapStatistics heap = machine.statistics().heap;
  tatu_event event = eventOf(guest, TATU_EVENT_MEMORY_PRESSURE);
  event.memory_bytes = heap.accountedBytes;
  event.memory_limit = heap.limit;
  tell(guest, event);
}

void tellEnd(tatu_guest& guest, tatu_status status, const tatu_error* error) {
  if (guest.event == nullptr) return;
  tatu_event event = eventOf(guest, TATU_EVENT_LIMIT);
  switch (status) {
    case TATU_LIMIT: break;
    case TATU_UNCAUGHT: event.kind = TATU_EVENT_UNCAUGHT; break;
    case TATU_DEADLOCKED: event.kind = TATU_EVENT_DEADLOCK; break;
    default: return;
  }
  event.error = error;
  tell(guest, event);
}

}  // namespace tatu::embedding
