#include "vm/prepare/prepared_code.h"

#include <algorithm>

namespace tatu::vm {

namespace {

bool isBehind(std::uint32_t word, const PreparedInfo::Row& row) { return word < row.word; }

}  // namespace

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

const PreparedCode& unpreparedStub() {
  static const PreparedCode stub{0, 0x7FFFFFFF, 0, nullptr};
  return stub;
}

}  // namespace tatu::vm
