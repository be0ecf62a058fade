// What the host is told while its guests run (tatu_event). Meanwhile the guest can be looked at, stopped, and its
// limits changed, but not called: its thread is in the middle of a call, and not in a host function.
#pragma once

#include <cstddef>
#include <string_view>

#include "embedding/guest.h"

namespace tatu::embedding {

void tellOutput(tatu_guest& guest, int stream, std::string_view text);
void tellMemoryPressure(vm::Guest& machine);
// Of a call that has ended so or stands so.
void tellEnd(tatu_guest& guest, tatu_status status, const tatu_error* error);

// Runs a call or resume, which stores its error where it is told to, and tells what has come of it.
template <typename Call>
tatu_status withEvents(tatu_guest& guest, tatu_error** error, Call&& call) {
  if (guest.event == nullptr) return call(error);
  tatu_error* made = nullptr;
  const tatu_status status = call(&made);
  tellEnd(guest, status, made);
  if (error == nullptr) {
    tatu_error_destroy(made);
  } else {
    *error = made;
  }
  return status;
}

}  // namespace tatu::embedding
