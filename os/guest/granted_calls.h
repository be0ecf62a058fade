// The parts of GrantedSystem that are templates, for the files that implement it.
#pragma once

#include "os/guest/granted_system.h"
#include "os/guest/retry.h"

namespace tatu::os {

template <typename Call>
auto GrantedSystem::call(Call body) {
  return retryInterrupted(*cancellation_, *host_, body);
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
