#include "bytecode/verified_module.h"

#include <algorithm>

namespace tatu::bytecode {

const BlockFacts* FunctionFacts::blockAt(std::uint32_t offset) const {
  const auto found =
      std::lower_bound(blocks.begin(), blocks.end(), offset,
                       [](const BlockFacts& block, std::uint32_t wanted) { return block.offset < wanted; });
  return found == blocks.end() || found->offset != offset ? nullptr : &*found;
}

}  // namespace tatu::bytecode
