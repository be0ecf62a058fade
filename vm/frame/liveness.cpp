#include "vm/frame/liveness.h"

#include <algorithm>

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::Opcode;

namespace {

void unite(Liveness::Set& into, const Liveness::Set& from) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] |= from[i];
}

void set(Liveness::Set& bits, std::size_t local) { bits[local / 64] |= std::uint64_t{1} << (local % 64); }
void clear(Liveness::Set& bits, std::size_t local) { bits[local / 64] &= ~(std::uint64_t{1} << (local % 64)); }

}  // namespace

Liveness::Liveness(const Method& method, const MethodLayout& layout)
    : code_(*layout.code),
      layout_(layout),
      isConstructor_(method.isConstructor()),
      allLive_(layout.clearsLocals),
      words_((layout.localTypes.size() + 63) / 64 + 1) {
  if (allLive_) return;
  findBlocks();
  solve();
}

// Blocks here end at every transfer of control; more of them than fuel has, which is harmless.
void Liveness::findBlocks() {
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i < code_.size(); ++i) {
    const bool last = i + 1 == code_.size();
    if (!last && code_[i].info().flow == Flow::Next && code_.labelAt(i + 1).isNone()) continue;
    blocks_.push_back({start, i + 1, empty()});
    start = i + 1;
  }
}

Liveness::Set Liveness::blockIn(std::uint32_t position) const {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), position,
                                      [](std::uint32_t value, const Block& block) { return value < block.start; });
  return std::prev(after)->in;
}

Liveness::Set Liveness::afterLast(const Block& block) const {
  Set live = empty();
  const Instruction& last = code_[block.end - 1];
  const Flow flow = last.info().flow;
  if ((flow == Flow::Next || flow == Flow::Branch) && block.end < code_.size()) unite(live, blockIn(block.end));
  if (flow == Flow::Jump || flow == Flow::Branch) unite(live, blockIn(code_.positionOf(last.label())));
  if (flow == Flow::Switch) {
    for (const bytecode::LabelIndex label : last.labels()) unite(live, blockIn(code_.positionOf(label)));
  }
  return live;
}

void Liveness::addHandlers(std::uint32_t position, Set& live) const {
  for (const HandlerRange& handler : layout_.handlers) {
    if (position >= handler.start && position < handler.end) unite(live, blockIn(handler.target));
  }
}

void Liveness::stepBack(std::uint32_t position, Set& live) const {
  const Instruction& at = code_[position];
  if (at.opcode == Opcode::LocalSet) clear(live, at.local().value());
  if (at.opcode == Opcode::LocalGet) set(live, at.local().value());
  if (at.info().has(bytecode::kThrows)) addHandlers(position, live);
  if (isConstructor_) set(live, 0);
}

void Liveness::solve() {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
      Set live = afterLast(*block);
      for (std::uint32_t i = block->end; i-- > block->start;) stepBack(i, live);
      if (live == block->in) continue;
      block->in = std::move(live);
      changed = true;
    }
  }
}

Liveness::Set Liveness::before(std::uint32_t position) const {
  if (allLive_) return Set(words_, ~std::uint64_t{0});
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), position,
                                      [](std::uint32_t value, const Block& block) { return value < block.start; });
  const Block& block = *std::prev(after);
  Set live = afterLast(block);
  for (std::uint32_t i = block.end; i-- > position;) stepBack(i, live);
  return live;
}

Liveness::Set Liveness::whenThrown(std::uint32_t position) const {
  if (allLive_) return Set(words_, ~std::uint64_t{0});
  Set live = empty();
  addHandlers(position, live);
  if (isConstructor_) set(live, 0);
  return live;
}

}  // namespace tatu::vm
