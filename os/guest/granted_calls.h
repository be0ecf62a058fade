// The parts of GrantedSystem that are templates, for the files that implement it.
#pragma once

#include "os/guest/granted_system.h"
#include "os/guest/retry.h"

namespace tatu::os {

/// A handle that is there, but not for this.
[[nodiscard]] inline tl::unexpected<OsError> notForThis(Operation operation, std::string_view subject,
                                                        std::string_view reason) {
  return tl::unexpected(makeError(ErrorKind::InvalidArgument, operation, subject, reason));
}

template <typename Call>
auto GrantedSystem::call(Call body) {
  return retryInterrupted(*cancellation_, *host_, body);
}

template <typename Call>
auto GrantedSystem::waiting(Call body) {
  struct OthersTurn {
    explicit OthersTurn(std::mutex& ofTurn) : turn(ofTurn) { turn.unlock(); }
    ~OthersTurn() { turn.lock(); }
    std::mutex& turn;
  };
  const OthersTurn others(turn_);
  return body();
}

template <typename Wanted>
Result<Wanted*> GrantedSystem::networkEntry(Handle handle, Operation operation, std::string_view wanted) {
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return noSuchHandle(operation);
  Wanted* found = std::get_if<Wanted>(entry);
  if (found == nullptr) return notForThis(operation, subjectOf(*entry), wanted);
  if (auto standing = requireStanding(*entry, operation); !standing) return tl::unexpected(standing.error());
  return found;
}

template <typename Attempt>
auto GrantedSystem::alongWays(const Access& access, Attempt attempt) {
  for (std::size_t i = 0;; ++i) {
    const Candidate& way = access.candidates[i];
    auto result = call([&] { return attempt(way); });
    const bool outside = !result && result.error().leadsOutside;
    if (!outside || i + 1 == access.candidates.size()) return result;
  }
}

}  // namespace tatu::os
