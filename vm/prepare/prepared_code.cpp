#include "vm/prepare/prepared_code.h"

#include <algorithm>

namespace tatu::vm {

namespace {

bool isBehind(std::uint32_t word, const PreparedInfo::Row& row) { return word < row.word; }

}  // namespace

std::uint32_t preparedWidth(const std::vector<Word>& words, std::size_t at) {
  const Word word = words[at];
  if (word.op != static_cast<std::uint16_t>(PreparedOp::Switch)) return kPreparedWords[word.op];
  const std::uint32_t cases =
      static_cast<std::uint16_t>(word.b) | static_cast<std::uint32_t>(static_cast<std::uint16_t>(word.c)) << 16;
  return 1 + kBranchWords * cases;
}

std::uint32_t PreparedInfo::positionAt(std::uint32_t word) const {
  const auto after = std::upper_bound(instructions.begin(), instructions.end(), word, isBehind);
  return after == instructions.begin() ? 0 : std::prev(after)->position;
}

std::uint32_t PreparedInfo::labelPositionAt(std::uint32_t word) const {
  const auto after = std::upper_bound(labels.begin(), labels.end(), word, isBehind);
  return after == labels.begin() ? 0 : std::prev(after)->position;
}

std::uint32_t PreparedInfo::wordOfLabel(std::uint32_t position) const {
  const auto found = std::lower_bound(labels.begin(), labels.end(), position,
                                      [](const Row& row, std::uint32_t value) { return row.position < value; });
  return found->word;
}

bool InlinedBody::isPaid() const {
  return std::ranges::all_of(instances,
                             [](const Method* method) { return method->isPaid.load(std::memory_order_relaxed); });
}

InlinedBody* PreparedInfo::inlinedAt(std::uint32_t word) const {
  const auto after = std::upper_bound(inlined.begin(), inlined.end(), word,
                                      [](std::uint32_t value, const auto& body) { return value < body->first; });
  if (after == inlined.begin() || word >= (*std::prev(after))->end) return nullptr;
  return std::prev(after)->get();
}

const PreparedCode& unpreparedStub() {
  static const PreparedCode stub{.slotsAbove = 0x7FFFFFFF};
  return stub;
}

}  // namespace tatu::vm
