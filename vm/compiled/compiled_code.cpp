#include "vm/compiled/compiled_code.h"

#include <algorithm>

namespace tatu::vm {

const void* CompiledCode::find(const std::vector<CompiledEntry>& sorted, std::uint32_t word) {
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), word,
                       [](const CompiledEntry& entry, std::uint32_t value) { return entry.word < value; });
  return found == sorted.end() || found->word != word ? nullptr : found->address;
}

bool CompiledCode::isOutdated() const {
  return std::ranges::any_of(unpaid, [](const InlinedBody* body) { return body->isPaid(); });
}

}  // namespace tatu::vm
