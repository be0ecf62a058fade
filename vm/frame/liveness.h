// Liveness: which locals a function may still read, by backward analysis of its bytecode.
//
// It is a function of the bytecode alone, so what a guest keeps alive is the same in every tier. An instruction that
// can throw also keeps what the handlers around it read. The receiver of a constructor is always live: object.new gives
// it to the caller in the end.
//
// Code may come from anyone, so time and memory are bounded by the length of the code: where the analysis would cost
// more (isAffordable), all locals count as live, and frames clear them at the entry. Looking one place up takes
// constant time, as blocks are short.
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
  // Whether a function of this code, with so many locals and handlers, is analysed.
  [[nodiscard]] static bool isAffordable(const DecodedCode& code, std::size_t locals, std::size_t handlers);

 private:
  static constexpr std::uint32_t kNone = HandlerRange::kNone;

  // A node of the flow graph has a set of locals that are live where it begins: a block, or a handler's range, which
  // stands for what its handler and those around it read. Nodes are numbered blocks first.
  struct Block {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::uint32_t handler = kNone;  // the innermost one; a block lies wholly inside or outside of each range
  };
  // Of 64 locals and a node: what is live where it ends (`out`) or where its handlers begin (`handled`), and what that
  // makes live where the node begins: gen | out & ~kill | handled & ~handledKill.
  struct Transfer {
    std::uint64_t gen = 0;
    std::uint64_t out = 0;
    std::uint64_t kill = 0;
    std::uint64_t handled = 0;
    std::uint64_t handledKill = ~std::uint64_t{0};  // all, if nothing in the block throws
  };

  void findBlocks();
  void findEdges();
  void solve(std::size_t word);
  [[nodiscard]] Transfer transferOf(const Block& block, std::size_t word) const;
  [[nodiscard]] std::uint32_t blockAt(std::uint32_t position) const;
  [[nodiscard]] std::uint32_t nodeOfHandler(std::uint32_t handler) const {
    return static_cast<std::uint32_t>(blocks_.size()) + handler;
  }
  [[nodiscard]] std::uint64_t& in(std::uint32_t node, std::size_t word) { return in_[node * words_ + word]; }
  [[nodiscard]] std::uint64_t in(std::uint32_t node, std::size_t word) const { return in_[node * words_ + word]; }
  void unite(Set& set, std::uint32_t node) const;
  template <typename Visit>
  void forEachSuccessor(std::uint32_t block, Visit visit) const;

  const DecodedCode& code_;
  const MethodLayout& layout_;
  bool isConstructor_;
  bool allLive_;
  std::size_t words_;
  std::vector<Block> blocks_;
  std::vector<std::uint64_t> in_;  // by node, then word

  // While solving: who reads a node's set, sorted by that node.
  struct Edge {
    std::uint32_t of = 0;
    std::uint32_t reader = 0;
    bool isHandler = false;  // the reader is a block in this handler's range
  };
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> readers_;  // where the edges of a node begin, one more than there are nodes
};

}  // namespace tatu::vm
