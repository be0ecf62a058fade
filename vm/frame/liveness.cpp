#include "vm/frame/liveness.h"

#include <algorithm>
#include <numeric>

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::Opcode;

namespace {

// Instructions of a block at most, so that a look-up walks no further.
constexpr std::uint32_t kMaxBlock = 64;
// Words of sets that a function may always have, that it may have for each instruction, and at most.
constexpr std::uint64_t kFreeWords = 4096;
constexpr std::uint64_t kWordsPerInstruction = 8;
constexpr std::uint64_t kMaxWords = std::uint64_t{1} << 20;

std::uint64_t bitOf(const Instruction& at, std::size_t word) {
  const std::uint32_t local = at.local().value();
  return local / 64 == word ? std::uint64_t{1} << (local % 64) : 0;
}

}  // namespace

bool Liveness::isAffordable(const DecodedCode& code, std::size_t locals, std::size_t handlers) {
  std::uint64_t edges = 4 * (handlers + 1) + 2 * (code.size() / kMaxBlock);
  for (std::uint32_t i = 0; i < code.size(); ++i) {
    const Flow flow = code[i].info().flow;
    if (flow != Flow::Next) edges += 3;
    if (flow == Flow::Switch) edges += code[i].labels().size();
    if (!code.labelAt(i).isNone()) edges += 2;
  }
  const std::uint64_t words = (locals + 63) / 64;
  return edges * words <= std::min(kMaxWords, kFreeWords + kWordsPerInstruction * code.size());
}

Liveness::Liveness(const Method& method, const MethodLayout& layout)
    : code_(*layout.code),
      layout_(layout),
      isConstructor_(method.isConstructor()),
      allLive_(layout.clearsLocals),
      words_((layout.localTypes.size() + 63) / 64 + 1) {
  if (allLive_) return;
  findBlocks();
  in_.assign((blocks_.size() + layout_.handlers.size()) * words_, 0);
  findEdges();
  for (std::size_t word = 0; word < words_; ++word) solve(word);
  edges_ = {};
  readers_ = {};
}

// ---- The graph

// Blocks end at every transfer of control, at labels and at the borders of handlers' ranges; more of them than fuel
// has, which is harmless.
void Liveness::findBlocks() {
  std::vector<bool> isBorder(code_.size() + 1);
  for (const HandlerRange& handler : layout_.handlers) isBorder[handler.start] = isBorder[handler.end] = true;
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < code_.size(); ++i) {
    const bool isLast = i + 1 == code_.size() || code_[i].info().flow != Flow::Next || isBorder[i + 1] ||
                        !code_.labelAt(i + 1).isNone() || i + 1 - start == kMaxBlock;
    if (!isLast) continue;
    blocks_.push_back({start, i + 1, layout_.handlerAt(start)});
    start = i + 1;
  }
}

std::uint32_t Liveness::blockAt(std::uint32_t position) const {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), position,
                                      [](std::uint32_t value, const Block& block) { return value < block.start; });
  return static_cast<std::uint32_t>(after - blocks_.begin()) - 1;
}

template <typename Visit>
void Liveness::forEachSuccessor(std::uint32_t block, Visit visit) const {
  const Instruction& last = code_[blocks_[block].end - 1];
  const Flow flow = last.info().flow;
  if ((flow == Flow::Next || flow == Flow::Branch) && block + 1 < blocks_.size()) visit(block + 1);
  if (flow == Flow::Jump || flow == Flow::Branch) visit(blockAt(code_.positionOf(last.label())));
  if (flow == Flow::Switch) {
    for (const bytecode::LabelIndex label : last.labels()) visit(blockAt(code_.positionOf(label)));
  }
}

void Liveness::findEdges() {
  for (std::uint32_t block = 0; block < blocks_.size(); ++block) {
    forEachSuccessor(block, [&](std::uint32_t successor) { edges_.push_back({successor, block, false}); });
    const std::uint32_t handler = blocks_[block].handler;
    if (handler != kNone) edges_.push_back({nodeOfHandler(handler), block, true});
  }
  for (std::uint32_t number = 0; number < layout_.handlers.size(); ++number) {
    const HandlerRange& handler = layout_.handlers[number];
    edges_.push_back({blockAt(handler.target), nodeOfHandler(number), false});
    if (handler.outer != kNone) edges_.push_back({nodeOfHandler(handler.outer), nodeOfHandler(number), false});
  }
  std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return a.of < b.of; });
  readers_.assign(blocks_.size() + layout_.handlers.size() + 1, 0);
  for (const Edge& edge : edges_) ++readers_[edge.of + 1];
  std::partial_sum(readers_.begin(), readers_.end(), readers_.begin());
}

// ---- Solving

Liveness::Transfer Liveness::transferOf(const Block& block, std::size_t word) const {
  Transfer transfer;
  if (isConstructor_ && word == 0) transfer.gen = 1;
  std::uint64_t killedBefore = 0;
  for (std::uint32_t i = block.end; i-- > block.start;) {
    const Instruction& at = code_[i];
    if (at.opcode == Opcode::LocalSet) {
      const std::uint64_t bit = bitOf(at, word);
      transfer.gen &= ~bit;
      transfer.kill |= bit;
      killedBefore |= bit;
    } else if (at.opcode == Opcode::LocalGet) {
      transfer.gen |= bitOf(at, word);
    } else if (at.info().has(bytecode::kThrows)) {
      killedBefore = 0;
      transfer.handledKill = 0;
    }
  }
  if (isConstructor_ && word == 0) transfer.gen |= 1;
  if (transfer.handledKill == 0) transfer.handledKill = killedBefore;
  return transfer;
}

// Sets only grow, and what has grown is passed on along the edges, so each edge is walked at most 64 times.
void Liveness::solve(std::size_t word) {
  const auto nodes = static_cast<std::uint32_t>(blocks_.size() + layout_.handlers.size());
  std::vector<Transfer> transfers(nodes);
  for (std::uint32_t block = 0; block < blocks_.size(); ++block) transfers[block] = transferOf(blocks_[block], word);
  std::vector<std::uint32_t> work(nodes);
  std::iota(work.begin(), work.end(), 0);
  std::vector<bool> isWaiting(nodes, true);
  while (!work.empty()) {
    const std::uint32_t node = work.back();
    work.pop_back();
    isWaiting[node] = false;
    const Transfer& at = transfers[node];
    const std::uint64_t now = at.gen | (at.out & ~at.kill) | (at.handled & ~at.handledKill);
    if (now == in(node, word)) continue;
    in(node, word) = now;
    for (std::uint32_t i = readers_[node]; i < readers_[node + 1]; ++i) {
      Transfer& reader = transfers[edges_[i].reader];
      (edges_[i].isHandler ? reader.handled : reader.out) |= now;
      if (isWaiting[edges_[i].reader]) continue;
      isWaiting[edges_[i].reader] = true;
      work.push_back(edges_[i].reader);
    }
  }
}

// ---- Looking up

void Liveness::unite(Set& set, std::uint32_t node) const {
  for (std::size_t word = 0; word < words_; ++word) set[word] |= in(node, word);
}

Liveness::Set Liveness::before(std::uint32_t position) const {
  if (allLive_) return Set(words_, ~std::uint64_t{0});
  const std::uint32_t number = blockAt(position);
  const Block& block = blocks_[number];
  Set live(words_);
  forEachSuccessor(number, [&](std::uint32_t successor) { unite(live, successor); });
  for (std::uint32_t i = block.end; i-- > position;) {
    const Instruction& at = code_[i];
    const std::uint64_t bit = std::uint64_t{1} << (at.local().value() % 64);
    if (at.opcode == Opcode::LocalSet) live[at.local().value() / 64] &= ~bit;
    if (at.opcode == Opcode::LocalGet) live[at.local().value() / 64] |= bit;
    if (at.info().has(bytecode::kThrows) && block.handler != kNone) unite(live, nodeOfHandler(block.handler));
  }
  if (isConstructor_) live[0] |= 1;
  return live;
}

Liveness::Set Liveness::whenThrown(std::uint32_t position) const {
  if (allLive_) return Set(words_, ~std::uint64_t{0});
  Set live(words_);
  const std::uint32_t handler = blocks_[blockAt(position)].handler;
  if (handler != kNone) unite(live, nodeOfHandler(handler));
  if (isConstructor_) live[0] |= 1;
  return live;
}

}  // namespace tatu::vm
