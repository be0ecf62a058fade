#include "jit/code_cache.h"

#include <algorithm>
#include <utility>

#include "vm/compiled/code_account.h"
#include "vm/unseen_reads.h"

namespace tatu::jit {

namespace {

// So much of the limit is discarded at once.
constexpr std::size_t kDiscardedPart = 4;

}  // namespace

// As long as withdrawn code is not free no more is discarded: a run that does not acknowledge, in a native that waits,
// costs the others that part and no more.
CodeCache::Room CodeCache::makeRoom(std::size_t bytes, std::vector<const vm::Method*>& discarded) {
  freeWithdrawn();
  if (memory_.hasRoomFor(bytes)) return Room::Now;
  const std::size_t space = memory_.spaceFor(bytes);
  const std::size_t stubs = memory_.used() - keptBytes_ - withdrawnBytes_;
  if (space > memory_.limit() - stubs) return Room::Never;
  if (!withdrawn_.empty()) return Room::Later;
  discard(std::max(space, memory_.limit() / kDiscardedPart), discarded);
  freeWithdrawn();
  return memory_.hasRoomFor(bytes) ? Room::Now : Room::Later;
}

// Second chance: what has been found running since it was last here goes behind the others. So no code is looked at
// more than twice.
void CodeCache::discard(std::size_t bytes, std::vector<const vm::Method*>& discarded) {
  while (withdrawnBytes_ < bytes && !kept_.empty()) {
    Kept next = std::move(kept_.front());
    kept_.pop_front();
    if (next.code->code.isRecent.exchange(false, std::memory_order_relaxed)) {
      kept_.push_back(std::move(next));
      continue;
    }
    discarded.push_back(next.method);
    withdraw(std::move(next));
  }
  generation_ = users_.withdrawn();
}

void CodeCache::withdraw(Kept kept) {
  kept.prepared->compiled.store(nullptr, std::memory_order_release);
  kept.method->compiledEntry.store(uncompiledEntry_, std::memory_order_release);
  retire(std::move(kept));
}

void CodeCache::retire(Kept kept) {
  const std::size_t space = memory_.spaceFor(kept.code->code.bytes);
  keptBytes_ -= space;
  kept.account->bytes -= space;
  withdrawnBytes_ += space;
  ++statistics_.discarded;
  withdrawn_.push_back(std::move(kept.code));
}

std::optional<CodeCache::Kept> CodeCache::take(const vm::PreparedCode& prepared) {
  const auto found = std::ranges::find(kept_, &prepared, &Kept::prepared);
  if (found == kept_.end()) return std::nullopt;
  Kept kept = std::move(*found);
  kept_.erase(found);
  return kept;
}

bool CodeCache::mayReplace() {
  freeWithdrawn();
  return withdrawn_.empty();
}

void CodeCache::keep(vm::Method& method, const vm::PreparedCode& prepared, std::unique_ptr<x64::EmittedCode> code,
                     vm::CodeAccount& account) {
  const vm::CompiledCode* const compiled = &code->code;
  const std::size_t space = memory_.spaceFor(compiled->bytes);
  keptBytes_ += space;
  account.bytes += space;
  ++account.compiled;
  ++statistics_.compiled;
  statistics_.mostBytes = std::max(statistics_.mostBytes, memory_.used());
  std::optional<Kept> replaced;
  if (prepared.compiled.load(std::memory_order_relaxed) != nullptr) replaced = take(prepared);
  kept_.push_back({&method, &prepared, &account, std::move(code)});
  vm::publishForUnseenReads();
  prepared.compiled.store(compiled, std::memory_order_release);
  method.compiledEntry.store(compiled->callEntry, std::memory_order_release);
  if (!replaced) return;
  retire(std::move(*replaced));
  generation_ = users_.withdrawn();
}

void CodeCache::freeWithdrawn() {
  if (withdrawn_.empty() || users_.acknowledgedByAll() < generation_) return;
  for (const auto& code : withdrawn_) memory_.release(code->memory);
  statistics_.freed += withdrawn_.size();
  withdrawnBytes_ = 0;
  withdrawn_.clear();
}

vm::CodeStatistics CodeCache::statistics() const {
  vm::CodeStatistics statistics = statistics_;
  statistics.bytes = memory_.used();
  statistics.mapped = memory_.reserved();
  return statistics;
}

}  // namespace tatu::jit
