// NameLookups: the host's own search for the addresses of names, which may take long and cannot be interrupted, done on
// threads of its own.
//
// Invariants
// - `begin` never waits. At most `kMostThreads` lookups run at a time; the others stand in line.
// - A lookup that is dropped leaves the line, or, if it runs, runs to its end unheard. So does one that runs when
//   `NameLookups` goes: nobody waits for it, and what it needs it holds itself.
// - The descriptor of a lookup becomes readable when there is an answer, and lives as long as the lookup.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "os/host_error.h"
#include "os/network_address.h"

namespace tatu::os {

using NameLookupFunction = std::function<HostResult<std::vector<NetworkAddress>>(const std::string& name)>;

/// Asks whatever the host is set up to ask (its table of hosts, name servers). Without repetitions.
[[nodiscard]] HostResult<std::vector<NetworkAddress>> lookUpName(const std::string& name);

class NameLookup {
 public:
  struct Shared;
  struct Line;

  NameLookup(std::shared_ptr<Shared> shared, std::shared_ptr<Line> line)
      : shared_(std::move(shared)), line_(std::move(line)) {}
  ~NameLookup();
  NameLookup(const NameLookup&) = delete;
  NameLookup& operator=(const NameLookup&) = delete;

  /// WouldBlock as long as there is none.
  [[nodiscard]] HostResult<std::vector<NetworkAddress>> answer() const;
  [[nodiscard]] int descriptor() const;

 private:
  std::shared_ptr<Shared> shared_;
  std::shared_ptr<Line> line_;
};

class NameLookups {
 public:
  static constexpr std::size_t kMostThreads = 4;
  static constexpr std::size_t kMostAddresses = 64;

  explicit NameLookups(NameLookupFunction function);
  ~NameLookups();
  NameLookups(const NameLookups&) = delete;
  NameLookups& operator=(const NameLookups&) = delete;

  [[nodiscard]] HostResult<std::unique_ptr<NameLookup>> begin(std::string name);

 private:
  std::shared_ptr<NameLookup::Line> line_;
};

}  // namespace tatu::os
