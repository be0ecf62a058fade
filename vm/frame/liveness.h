// Liveness: which locals a function may still read, by backward analysis of its bytecode.
//
// It is a function of the bytecode alone, so what a guest keeps alive is the same in every tier. An instruction that
// can throw also keeps what the handlers around it read. The receiver of a constructor is always live: object.new gives
// it to the caller in the end.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/frame/method_layout.h"

namespace tatu::vm {

class Liveness {
 public:
  using Set = std::vector<std::uint64_t>;

  Liveness(const Method& method, const MethodLayout& layout);

  // Live before the instruction at this position.
  [[nodiscard]] Set before(std::uint32_t position) const;
  // Live when the instruction at this position has thrown: what its handlers read.
  [[nodiscard]] Set whenThrown(std::uint32_t position) const;

  [[nodiscard]] static bool contains(const Set& set, std::size_t local) {
    return (set[local / 64] >> (local % 64) & 1) != 0;
  }

 private:
  struct Block {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    Set in;
  };

  [[nodiscard]] Set empty() const { return Set(words_); }
  void findBlocks();
  void solve();
  [[nodiscard]] Set blockIn(std::uint32_t position) const;
  [[nodiscard]] Set afterLast(const Block& block) const;
  void addHandlers(std::uint32_t position, Set& set) const;
  // From what is live after the instruction to what is live before it.
  void stepBack(std::uint32_t position, Set& set) const;

  const DecodedCode& code_;
  const MethodLayout& layout_;
  bool isConstructor_;
  bool allLive_;
  std::size_t words_;
  std::vector<Block> blocks_;
};

}  // namespace tatu::vm
