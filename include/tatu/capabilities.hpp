// Policies, audit records and confinement for hosts in C++; <tatu/capabilities.h> says what they mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tatu/capabilities.h>
#include <tatu/error.hpp>

namespace tatu {

// What a guest may reach: grants, with their texts.
//
//   tatu::Policy().read("levels").network("example.org:443").clock()
class Policy {
 public:
  Policy& read(std::string directory) { return add(TATU_GRANT_READ, std::move(directory)); }
  Policy& write(std::string directory) { return add(TATU_GRANT_WRITE, std::move(directory)); }
  Policy& network(std::string host_and_port) { return add(TATU_GRANT_NETWORK, std::move(host_and_port)); }
  Policy& environment(std::string name) { return add(TATU_GRANT_ENVIRONMENT, std::move(name)); }
  Policy& clock() { return add(TATU_GRANT_CLOCK); }
  Policy& fine_clock() { return add(TATU_GRANT_FINE_CLOCK); }
  Policy& randomness() { return add(TATU_GRANT_RANDOMNESS); }
  // What a guest has been given by its options, for policies that narrow.
  Policy& arguments() { return add(TATU_GRANT_ARGUMENTS); }
  Policy& input() { return add(TATU_GRANT_INPUT); }
  Policy& output() { return add(TATU_GRANT_OUTPUT); }
  Policy& all() { return add(TATU_GRANT_ALL); }
  Policy& add(tatu_grant_kind kind, std::string text = {}) {
    texts_.push_back(std::move(text));
    kinds_.push_back(kind);
    return *this;
  }

  // As the command takes it: "--allow-read=levels".
  [[nodiscard]] Result<void> try_add(const char* flag) {
    tatu_grant grant{};
    tatu_error* error = nullptr;
    const tatu_status status = tatu_grant_parse(flag, &grant, &error);
    if (status != TATU_OK) return Error(status, error);
    add(static_cast<tatu_grant_kind>(grant.kind), grant.text == nullptr ? "" : grant.text);
    return detail::Nothing{};
  }
  Policy& add(const char* flag) {
    try_add(flag).value();
    return *this;
  }

  // Good as long as the policy is, and not added to.
  [[nodiscard]] std::span<const tatu_grant> grants() const {
    grants_.clear();
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      grants_.push_back({static_cast<std::uint32_t>(kinds_[i]), 0, texts_[i].empty() ? nullptr : texts_[i].c_str()});
    }
    return grants_;
  }

 private:
  std::deque<std::string> texts_;
  std::vector<tatu_grant_kind> kinds_;
  mutable std::vector<tatu_grant> grants_;
};

// Confines the calling thread and those that it starts from now on, so that it can do no more than guests with this
// policy. `system_calls` are numbers that the host needs beside.
[[nodiscard]] inline Result<void> try_confine_thread(const Policy& most,
                                                     std::uint32_t walls = TATU_WALL_SYSTEM_CALLS | TATU_WALL_FILES,
                                                     std::span<const std::int64_t> system_calls = {}) {
  tatu_confinement confinement;
  tatu_confinement_defaults(&confinement, sizeof confinement);
  const std::span<const tatu_grant> grants = most.grants();
  confinement.walls = walls;
  confinement.grants = grants.data();
  confinement.grant_count = grants.size();
  confinement.system_calls = system_calls.data();
  confinement.system_call_count = system_calls.size();
  tatu_error* error = nullptr;
  const tatu_status status = tatu_confine_thread(&confinement, &error);
  if (status != TATU_OK) return Error(status, error);
  return detail::Nothing{};
}
inline void confine_thread(const Policy& most) { try_confine_thread(most).value(); }

// What a guest has done outside, as its `audit` is shown it.
class AuditRecord {
 public:
  explicit AuditRecord(const tatu_audit_record& raw) : raw_(raw) {}
  [[nodiscard]] std::string_view operation() const { return raw_.operation; }
  [[nodiscard]] std::string_view object() const { return {raw_.object, raw_.object_size}; }
  [[nodiscard]] tatu_audit_outcome outcome() const { return static_cast<tatu_audit_outcome>(raw_.outcome); }
  [[nodiscard]] std::string_view reason() const { return raw_.reason; }
  [[nodiscard]] tatu_guest* guest() const { return raw_.guest; }
  // One line that is safe to show.
  [[nodiscard]] std::string text() const {
    char line[TATU_AUDIT_LINE_BYTES];
    const std::size_t size = tatu_audit_format(&raw_, line, sizeof line);
    return {line, size < sizeof line ? size : sizeof line - 1};
  }
  [[nodiscard]] const tatu_audit_record& raw() const { return raw_; }

 private:
  const tatu_audit_record& raw_;
};

}  // namespace tatu
