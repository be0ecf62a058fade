// Audit: tells the host of what its guest does outside.
//
// Threads: the level by any; the rest in the thread that runs the guest.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "include/tatu/capabilities.h"
#include "os/guest/system_observer.h"

namespace tatu::embedding {

class Audit final : public os::SystemObserver {
 public:
  Audit(tatu_guest& guest, const tatu_guest_options& options)
      : guest_(guest),
        function_(options.audit),
        userData_(options.user_data),
        level_(options.audit == nullptr ? std::uint32_t{TATU_AUDIT_NOTHING} : options.audit_level) {}

  // A guest without `audit` needs no observer.
  [[nodiscard]] bool isHeard() const { return function_ != nullptr; }
  void setLevel(std::uint32_t level) { level_.store(level, std::memory_order_relaxed); }

  [[nodiscard]] bool wantsAll() const noexcept override { return level() == TATU_AUDIT_ALL; }
  [[nodiscard]] bool wantsDenials() const noexcept override { return level() <= TATU_AUDIT_DENIALS; }
  void saw(const os::SystemEvent& event) noexcept override;
  // A host function has returned.
  void sawCall(std::string_view function, tatu_audit_outcome outcome) noexcept {
    if (outcome == TATU_AUDIT_DENIED ? wantsDenials() : wantsAll()) tellOfCall(function, outcome);
  }

 private:
  [[nodiscard]] std::uint32_t level() const noexcept { return level_.load(std::memory_order_relaxed); }
  void tellOfCall(std::string_view function, tatu_audit_outcome outcome) const noexcept;
  void tell(tatu_audit_record& record, std::string_view object) const noexcept;

  tatu_guest& guest_;
  const tatu_audit_function function_;
  void* const userData_;
  std::atomic<std::uint32_t> level_;
};

}  // namespace tatu::embedding
