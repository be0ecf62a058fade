// Guests with policies: grants of the C interface, and folders for them to reach.
#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "host.h"
#include "include/tatu/capabilities.h"
#include "os/platform/host_file.h"

namespace tatu::embedding::test {

class TemporaryFolder {
 public:
  TemporaryFolder() : path_(os::createHostTemporaryDirectory("tatu-test-").value()) {}
  ~TemporaryFolder() { (void)os::removeHostTree(path_).has_value(); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

inline void putFile(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

using Grants = std::vector<tatu_grant>;
inline tatu_grant grant(tatu_grant_kind kind, const char* text = nullptr) {
  return {static_cast<std::uint32_t>(kind), 0, text};
}

// `grants` must stay until the guest is made.
inline tatu_guest_options optionsWith(const Grants& grants) {
  tatu_guest_options options = Guest::defaults();
  options.grants = grants.data();
  options.grant_count = grants.size();
  return options;
}

inline Outcome revoke(tatu_guest* guest, tatu_grant_kind kind, const char* text = nullptr) {
  const tatu_grant taken = grant(kind, text);
  tatu_error* error = nullptr;
  return outcomeOf(tatu_guest_revoke(guest, &taken, &error), error);
}

inline Outcome restrictTo(tatu_guest* guest, const Grants& grants) {
  tatu_error* error = nullptr;
  return outcomeOf(tatu_guest_restrict(guest, grants.data(), grants.size(), &error), error);
}

}  // namespace tatu::embedding::test
