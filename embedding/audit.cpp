#include "embedding/audit.h"

#include <algorithm>
#include <array>
#include <string>

#include "embedding/guest.h"
#include "embedding/options.h"

namespace tatu::embedding {

namespace {

constexpr const char* kCall = "call";

const char* wordOf(std::uint32_t outcome) {
  constexpr std::array kWords{"allowed", "denied", "failed"};
  return outcome < kWords.size() ? kWords[outcome] : "unknown";
}

std::string lineOf(const tatu_audit_record& record) {
  std::string line = wordOf(record.outcome);
  line += ' ';
  line += record.operation == nullptr ? "" : record.operation;
  const std::string_view object(record.object == nullptr ? "" : record.object, record.object_size);
  line += ' ' + os::quoteForDisplay(object, TATU_AUDIT_OBJECT_BYTES);
  if (record.is_cut != 0) line += "...";
  if (record.outcome == TATU_AUDIT_FAILED && record.reason != nullptr) line += std::string(" (") + record.reason + ")";
  return line;
}

}  // namespace

// Names of operations and reasons are literals, which end with a zero.
void Audit::saw(const os::SystemEvent& event) noexcept {
  tatu_audit_record record{};
  record.operation = os::rowOf(event.operation).name.data();
  record.reason = "";
  record.outcome = TATU_AUDIT_ALLOWED;
  if (event.failure != nullptr) {
    record.outcome = event.failure->kind == os::ErrorKind::Denied ? TATU_AUDIT_DENIED : TATU_AUDIT_FAILED;
    record.reason = os::nameOf(event.failure->kind).data();
  }
  tell(record, event.object);
}

void Audit::tellOfCall(std::string_view function, tatu_audit_outcome outcome) const noexcept {
  tatu_audit_record record{};
  record.operation = kCall;
  record.outcome = outcome;
  record.reason = outcome == TATU_AUDIT_ALLOWED ? "" : outcome == TATU_AUDIT_DENIED ? "denied" : "failed";
  tell(record, function);
}

void Audit::tell(tatu_audit_record& record, std::string_view object) const noexcept {
  record.size = sizeof record;
  record.guest = &guest_;
  record.object = object.data() == nullptr ? "" : object.data();
  record.object_size = std::min<std::size_t>(object.size(), TATU_AUDIT_OBJECT_BYTES);
  record.is_cut = object.size() > record.object_size ? 1 : 0;
  function_(&record, userData_);
}

}  // namespace tatu::embedding

extern "C" {

size_t tatu_audit_format(const tatu_audit_record* record, char* buffer, size_t size) {
  std::string line;
  try {
    if (record != nullptr) line = tatu::embedding::lineOf(*record);
  } catch (...) {
    line.clear();
  }
  return tatu::embedding::giveText(line, buffer, size);
}

tatu_status tatu_guest_set_audit_level(tatu_guest* guest, tatu_audit_level level) {
  if (guest == nullptr || static_cast<std::uint32_t>(level) > TATU_AUDIT_NOTHING) return TATU_MISUSE;
  if (!guest->audit.isHeard() && level != TATU_AUDIT_NOTHING) return TATU_MISUSE;
  guest->audit.setLevel(level);
  return TATU_OK;
}

}  // extern "C"
