#include "vm/compiled/compiled_code.h"

#include <algorithm>

namespace tatu::vm {

const void* CompiledCode::entryAt(std::uint32_t word) const {
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), word,
                       [](const CompiledEntry& entry, std::uint32_t value) { return entry.word < value; });
  return found == entries.end() || found->word != word ? nullptr : found->address;
}

}  // namespace tatu::vm
