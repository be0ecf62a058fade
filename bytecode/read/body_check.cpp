#include "bytecode/read/body_check.h"

#include <algorithm>

#include "bytecode/container.h"
#include "bytecode/limits.h"

namespace tatu::bytecode {

const std::uint8_t* BodyCheck::run() {
  types();
  for (std::size_t left = in_.count(1); left > 0 && !in_.hasFailed(); --left) label();
  for (std::size_t left = in_.count(4); left > 0 && !in_.hasFailed(); --left) handler();
  (void)in_.optionalIndex<StringIndex>();
  for (std::size_t left = in_.count(2); left > 0 && !in_.hasFailed(); --left) lineRow();
  const std::size_t size = in_.count(1);
  if (in_.hasFailed()) return nullptr;
  const std::uint8_t* const instructions = in_.at();
  in_.skip(size);
  return instructions;
}

std::size_t BodyCheck::types() {
  const std::size_t size = in_.count(1);
  for (std::size_t left = size; left > 0 && !in_.hasFailed(); --left) (void)in_.number32();
  return size;
}

void BodyCheck::label() {
  const std::uint8_t* const place = in_.at();
  const std::uint64_t head = in_.number(std::uint64_t{kMaxCodeBytes} << kLabelFlagBits | 7);
  if ((head & kLabelStack) != 0 && types() == 0)
    in_.fail(Rule::Canonical, place, "A label announces a stack that is empty");
  localsOfLabel((head & kLabelSameLocals) != 0, place);
}

void BodyCheck::localsOfLabel(bool areSame, const std::uint8_t* place) {
  const bool canRepeat = initialised_.size() <= kMaxRepeatedLocalsBytes;
  if (areSame) {
    if (!canRepeat) in_.fail(Rule::Canonical, place, "A large set of locals is repeated");
    return;
  }
  const std::size_t size = in_.count(1);
  const Bytes set(in_.at(), size);
  in_.skip(size);
  if (canRepeat && std::equal(set.begin(), set.end(), initialised_.begin(), initialised_.end()))
    in_.fail(Rule::Canonical, place, "A repeated set of locals is written out");
  initialised_ = set;
}

void BodyCheck::handler() {
  const std::uint8_t* const place = in_.at();
  const std::uint32_t start = in_.number32();
  const std::uint32_t length = in_.number32();
  if (start + length > kMaxCodeBytes) in_.fail(Rule::HandlerRange, place, "A handler's range is too large");
  (void)in_.index<TypeIndex>();
  (void)in_.index<LabelIndex>();
}

void BodyCheck::lineRow() {
  const std::uint8_t* const place = in_.at();
  const std::uint32_t head = in_.byte();
  lineOffset_ += head >> 3;
  if (head >> 3 == kLineOffsetEscape) lineOffset_ += in_.number(kMaxCodeBytes);
  std::int64_t lineDelta = head & 7;
  if (lineDelta == kLineDeltaEscape) {
    lineDelta = in_.signedNumber();
    if (lineDelta >= 0 && lineDelta < kLineDeltaEscape)
      in_.fail(Rule::Canonical, place, "A line distance is not written in its short form");
  }
  const std::int64_t columnDelta = in_.signedNumber();
  const auto isSmall = [](std::int64_t distance) { return distance >= INT32_MIN && distance <= INT32_MAX; };
  const auto isInRange = [](std::int64_t number) { return number >= 0 && number <= INT32_MAX; };
  if (isSmall(lineDelta) && isSmall(columnDelta)) {
    line_ += lineDelta;
    column_ += columnDelta;
    if (lineOffset_ <= kMaxCodeBytes && isInRange(line_) && isInRange(column_)) return;
  }
  in_.fail(Rule::Canonical, place, "A row of the line table is out of range");
}

}  // namespace tatu::bytecode
