#include "jit/baseline/code_map.h"

#include <algorithm>
#include <bit>
#include <map>

#include "vm/prepare/word_access.h"

namespace tatu::jit {

using vm::BranchWords;

bool isBranch(PreparedOp op) { return op >= PreparedOp::Jump && op <= PreparedOp::Switch; }
bool isTest(PreparedOp op) { return op >= PreparedOp::IfTrue && op <= PreparedOp::IfFloatNotLessEqual; }
bool isWholeTurn(PreparedOp op) { return op >= PreparedOp::LoopIntLess && op <= PreparedOp::LoopFalse; }

bool goesOn(PreparedOp op) {
  switch (op) {
    case PreparedOp::Jump:
    case PreparedOp::Switch:
    case PreparedOp::Throw:
    case PreparedOp::Unreachable:
    case PreparedOp::LeaveInlined:
    case PreparedOp::Return0:
    case PreparedOp::Return1:
    case PreparedOp::ReturnN: return false;
    default: return true;
  }
}

std::uint32_t branchCount(const Word* at) {
  const PreparedOp op = opOf(at);
  if (!isBranch(op)) return 0;
  if (op != PreparedOp::Switch) return isWholeTurn(op) ? 2 : 1;
  return static_cast<std::uint16_t>(at->b) | static_cast<std::uint32_t>(static_cast<std::uint16_t>(at->c)) << 16;
}

std::uint32_t CodeMap::widthAt(const Word* at) {
  if (opOf(at) == PreparedOp::Switch) return 1 + vm::kBranchWords * branchCount(at);
  return vm::kPreparedWords[at->op];
}

void CodeMap::forEachTarget(const Word* at, auto&& visit) const {
  const auto word = static_cast<std::int64_t>(at - words());
  const std::uint32_t count = branchCount(at);
  for (std::uint32_t i = 0; i < count; ++i) {
    visit(static_cast<std::uint32_t>(word + vm::distanceAt(at + 1 + i * vm::kBranchWords)));
  }
  // Leaving an inlined body is a jump, too.
  if (opOf(at) == PreparedOp::EnterInlined)
    visit(static_cast<std::uint32_t>(word + vm::dataAt<vm::InlinedNeeds>(at + 2).distance));
}

CodeMap::CodeMap(const vm::PreparedCode& code, vm::DirectNatives natives)
    : code_(code), labels_(code.wordCount + 1), leaves_(code.wordCount + 1, false), loopOf_(code.wordCount + 1, -1) {
  findLabels();
  findLeaving();
  findTurns();
  findTops();
  findLoops();
  findHeirs();
  findDirectCalls(natives);
}

void CodeMap::findDirectCalls(vm::DirectNatives natives) {
  for (std::uint32_t word = 0; word < size(); word += widthAt(words() + word)) {
    const Word* const at = words() + word;
    if (opOf(at) != PreparedOp::CallNative && opOf(at) != PreparedOp::ReadNative) continue;
    const vm::DirectFunction direct = vm::findDirect(natives, *vm::pointerAt<const vm::Method>(at + 1));
    if (direct.address != nullptr) directCalls_.emplace(word, direct);
  }
}

const vm::DirectFunction* CodeMap::directAt(std::uint32_t word) const {
  const auto found = directCalls_.find(word);
  return found == directCalls_.end() ? nullptr : &found->second;
}

namespace {

// Such a jump back comes from a call that an inlined body was left for, and makes no loop.
bool isJumpFromAside(const Word* at) { return opOf(at) == PreparedOp::Jump && at->a == 0; }

}  // namespace

void CodeMap::findLabels() {
  std::vector<bool> isJoinOnly(labels_.size(), true);
  for (std::uint32_t word = 0; word < size(); word += widthAt(words() + word)) {
    const bool isAside = isJumpFromAside(words() + word);
    const bool isEntering = opOf(words() + word) == PreparedOp::EnterInlined;
    forEachTarget(words() + word, [&](std::uint32_t target) {
      LabelInfo& label = labels_[target];
      label.isLabel = true;
      label.isAsideCall = label.isAsideCall || isEntering;
      if (isAside && target <= word) {
        label.isJoin = true;
        return;
      }
      isJoinOnly[target] = false;
      if (target > word) return;
      label.lastBack = word + 1;
      if (label.firstBack == 0) label.firstBack = word + 1;
    });
  }
  for (const auto& row : code_.info->labels) {
    labels_[row.word].isLabel = true;
    labels_[row.word].isSafepoint = true;
    isJoinOnly[row.word] = false;
  }
  for (std::size_t word = 0; word < labels_.size(); ++word) {
    labels_[word].isJoin = labels_[word].isJoin && isJoinOnly[word];
  }
}

// Of several rows at one word each is right for those who come by it.
void CodeMap::findTops() {
  for (const auto* rows : {&code_.info->labels, &code_.info->inlinedLabels}) {
    for (const auto& row : *rows) {
      int& top = labels_[row.word].top;
      top = top == LabelInfo::kUnknownTop ? row.top : std::max(top, row.top);
    }
  }
}

void CodeMap::findTurns() {
  std::vector<std::uint32_t> heads;
  for (std::uint32_t word = 0; word < labels_.size(); ++word) {
    while (!heads.empty() && labels_[heads.back()].firstBack <= word) heads.pop_back();
    if (!heads.empty()) labels_[word].turnOf = heads.back() + 1;
    if (labels_[word].isHead()) heads.push_back(word);
  }
}

void CodeMap::findLeaving() {
  std::vector<std::uint32_t> starts;
  for (const auto& body : code_.info->inlined) {
    starts.clear();
    for (std::uint32_t word = body->first; word < body->end; word += widthAt(words() + word)) starts.push_back(word);
    for (std::size_t i = starts.size(); i-- > 1;) {
      const Word* const at = words() + starts[i];
      const bool goesStraightOn = goesOn(opOf(at)) && !isBranch(opOf(at)) && i + 1 < starts.size();
      leaves_[starts[i]] = opOf(at) == PreparedOp::LeaveInlined || (goesStraightOn && leaves_[starts[i + 1]]);
    }
  }
}

void CodeMap::findHeirs() {
  constexpr std::uint32_t kSeveral = UINT32_MAX;
  std::vector<std::uint32_t> origins(labels_.size(), 0);  // one more than the word of the only branch to each label
  for (std::uint32_t word = 0; word < size(); word += widthAt(words() + word)) {
    const PreparedOp op = opOf(words() + word);
    const bool isPlain = op < PreparedOp::LoopIntLess || op == PreparedOp::Switch;
    forEachTarget(words() + word, [&](std::uint32_t target) {
      const bool isOnly = origins[target] == 0 && isPlain && isBranch(op) && target > word;
      origins[target] = isOnly ? word + 1 : kSeveral;
    });
  }
  bool falls = true;
  for (std::uint32_t word = 0; word < size(); word += widthAt(words() + word)) {
    const std::uint32_t origin = origins[word];
    const bool isOnly = origin != 0 && origin != kSeveral && !falls && !labels_[word].isJoin;
    labels_[word].inherits = isOnly && loopOf_[origin - 1] == loopOf_[word];
    falls = goesOn(opOf(words() + word));
  }
}

namespace {

bool callsGuestCode(PreparedOp op) {
  switch (op) {
    case PreparedOp::Call:
    case PreparedOp::CallBoxing:
    case PreparedOp::CallVirtual:
    case PreparedOp::CallClosure:
    case PreparedOp::New:
    case PreparedOp::Super: return true;
    default: return false;
  }
}

}  // namespace

void CodeMap::findLoops() {
  std::vector<Loop> found;
  for (std::uint32_t word = 0; word < size(); word += widthAt(words() + word)) {
    const std::uint32_t end = word + widthAt(words() + word);
    if (isJumpFromAside(words() + word)) continue;
    // Of the two targets of a turn the head comes last, and first in the code.
    std::uint32_t back = word + 1;
    forEachTarget(words() + word, [&back](std::uint32_t target) { back = std::min(back, target); });
    if (back <= word) found.push_back({back, end, {}});
  }
  // Several branches back to one place are one loop.
  std::sort(found.begin(), found.end(),
            [](const Loop& a, const Loop& b) { return a.first != b.first ? a.first < b.first : a.end > b.end; });
  for (const Loop& loop : found) {
    if (!loops_.empty() && loops_.back().first == loop.first) continue;
    // The last one that has begun before and is not over contains this one.
    while (!loops_.empty() && loops_.back().end > loop.first) loops_.pop_back();
    loops_.push_back(loop);
  }
  std::erase_if(loops_, [this](Loop& loop) {
    for (std::uint32_t word = loop.first; word < loop.end; word += widthAt(words() + word)) {
      if (callsGuestCode(opOf(words() + word))) return true;
    }
    chooseSlots(loop);
    return loop.slots.empty();
  });
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    std::fill(loopOf_.begin() + loops_[i].first, loopOf_.begin() + loops_[i].end, static_cast<int>(i));
  }
}

namespace {

struct Use {
  int integer = 0;
  int floating = 0;
  int any = 0;
  bool isWritten = false;
  bool isIrregular = false;
};

void count(Use& use, char kind) {
  switch (kind) {
    case 'i': ++use.integer; break;
    case 'I': ++use.integer, use.isWritten = true; break;
    case 'm': use.integer += 2, use.isWritten = true; break;
    case 'f': ++use.floating; break;
    case 'F': ++use.floating, use.isWritten = true; break;
    case 'w': ++use.any, use.isWritten = true; break;
    default: ++use.any; break;
  }
}

// The slots of an instruction whose operands are not regular: [first, first + count) each.
void forEachIrregularRange(const Word* at, auto&& visit) {
  const auto partsOf = [at] { return static_cast<int>(vm::pointerAt<const vm::FieldLayout>(at + 1)->parts.size()); };
  switch (opOf(at)) {
    case PreparedOp::MoveN: visit(at->a, at->c), visit(at->b, at->c); break;
    case PreparedOp::RotateN:
    case PreparedOp::ZeroN: visit(at->a, at->c); break;
    case PreparedOp::GlobalGet: visit(at->a, at->c); break;
    case PreparedOp::GlobalSet: visit(at->b, at->c); break;
    case PreparedOp::FieldGetN:
    case PreparedOp::FieldSetN: visit(at->a, partsOf()), visit(at->b, 1); break;
    case PreparedOp::FloatRemainder:
    case PreparedOp::Float32Remainder: visit(at->a, 1), visit(at->b, 1), visit(at->c, 1); break;
    // Of several slots: only on the operand stack; locals are read with them, one slot each.
    default: visit(at->a, 1), visit(at->b, 1), visit(at->c, 1); break;
  }
}

}  // namespace

// Only locals: operands do not live long.
void CodeMap::chooseSlots(Loop& loop) const {
  std::map<int, Use> uses;
  bool mayCallHelpers = false;
  for (std::uint32_t word = loop.first; word < loop.end; word += widthAt(words() + word)) {
    const Word* const at = words() + word;
    const char* const kinds = vm::kPreparedOperands[at->op];
    if (kinds[0] == '*') {
      mayCallHelpers = true;
      forEachIrregularRange(at, [&uses](int first, int slots) {
        for (int i = 0; i < slots; ++i) uses[first + i].isIrregular = true;
      });
      continue;
    }
    if (kinds[0] != '.') count(uses[at->a], kinds[0]);
    if (kinds[1] != '.') count(uses[at->b], kinds[1]);
    if (kinds[2] != '.') count(uses[at->c], kinds[2]);
  }
  // After the call of a helper all of them are loaded again.
  const int leastUses = mayCallHelpers ? 2 : 1;
  std::vector<std::pair<int, LoopSlot>> chosen;
  for (const auto& [slot, use] : uses) {
    const int all = use.integer + use.floating + use.any;
    if (slot >= 0 || use.isIrregular || all < leastUses) continue;
    chosen.push_back({all, {slot, use.floating > use.integer, use.isWritten}});
  }
  std::stable_sort(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  // More registers than that no machine has to give.
  std::size_t left[] = {16, 16};
  for (const auto& [all, slot] : chosen) {
    if (left[slot.isFloat] == 0) continue;
    --left[slot.isFloat];
    loop.slots.push_back(slot);
  }
}

bool CodeMap::isFloatNext(std::uint32_t word, int slot) const {
  for (int steps = 0; word < size() && steps < 12 && !labels_[word].isLabel; ++steps) {
    const Word* const at = words() + word;
    const char* const kinds = vm::kPreparedOperands[at->op];
    if (kinds[0] == '*') return false;
    const int operands[] = {at->a, at->b, at->c};
    for (const int i : {1, 2, 0}) {
      if (operands[i] != slot || kinds[i] == '.') continue;
      if (kinds[i] == 'r' && opOf(at) == PreparedOp::Move) continue;
      return kinds[i] == 'f';
    }
    word += widthAt(at);
  }
  return false;
}

}  // namespace tatu::jit
