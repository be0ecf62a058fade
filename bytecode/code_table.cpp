#include "bytecode/code_table.h"

#include <utility>

#include "bytecode/container.h"
#include "bytecode/leb128.h"

namespace tatu::bytecode {

namespace {

// Any body can be encoded, also one that no reader or verifier would accept, and decoding gives that body back.
class CodeEncoder {
 public:
  struct Body {
    std::vector<std::uint8_t> bytes;
    std::size_t instructionStart = 0;
  };

  Body run(const Code& code) {
    types(code.locals);
    number(code.labels.size());
    const Label noLabel;
    for (const Label* previous = &noLabel; const Label& entry : code.labels) {
      label(entry, *previous);
      previous = &entry;
    }
    number(code.handlers.size());
    for (const Handler& entry : code.handlers) handler(entry);
    number(code.file.isNone() ? 0 : std::uint64_t{code.file.value()} + 1);
    number(code.lines.size());
    const LineRow noRow;
    for (const LineRow* previous = &noRow; const LineRow& entry : code.lines) {
      lineRow(entry, *previous);
      previous = &entry;
    }
    number(code.bytes.size());
    const std::size_t start = bytes_.size();
    bytes_.insert(bytes_.end(), code.bytes.begin(), code.bytes.end());
    return {std::move(bytes_), start};
  }

 private:
  void byte(std::uint32_t value) { bytes_.push_back(static_cast<std::uint8_t>(value)); }
  void number(std::uint64_t value) { appendUnsigned(bytes_, value); }

  void types(const std::vector<TypeIndex>& types) {
    number(types.size());
    for (const TypeIndex type : types) number(type.value());
  }

  void label(const Label& label, const Label& previous) {
    const bool hasSameLocals =
        label.initialised == previous.initialised && label.initialised.size() <= kMaxRepeatedLocalsBytes;
    const std::uint32_t flags = (label.isObjectRaw ? kLabelRaw : 0) | (label.stack.empty() ? 0 : kLabelStack) |
                                (hasSameLocals ? kLabelSameLocals : 0);
    number(std::uint64_t{label.offset - previous.offset} << kLabelFlagBits | flags);
    if (!label.stack.empty()) types(label.stack);
    if (hasSameLocals) return;
    number(label.initialised.size());
    bytes_.insert(bytes_.end(), label.initialised.begin(), label.initialised.end());
  }

  void handler(const Handler& handler) {
    number(handler.start);
    number(handler.end - handler.start);
    number(handler.type.value());
    number(handler.handler.value());
  }

  void lineRow(const LineRow& row, const LineRow& previous) {
    const std::uint32_t offsetDelta = row.offset - previous.offset;
    const std::int64_t lineDelta = std::int64_t{row.line} - previous.line;
    const std::uint32_t shortOffset = offsetDelta < kLineOffsetEscape ? offsetDelta : kLineOffsetEscape;
    const bool isShortLine = lineDelta >= 0 && lineDelta < kLineDeltaEscape;
    byte(shortOffset << 3 | (isShortLine ? static_cast<std::uint32_t>(lineDelta) : kLineDeltaEscape));
    if (shortOffset == kLineOffsetEscape) number(offsetDelta - kLineOffsetEscape);
    if (!isShortLine) appendSigned(bytes_, lineDelta);
    appendSigned(bytes_, std::int64_t{row.column} - previous.column);
  }

  std::vector<std::uint8_t> bytes_;
};

}  // namespace

Code CodeTable::operator[](std::size_t i) const {
  CodeDecoder decoder;
  decoder.decode(*this, i);
  return decoder.take();
}

void CodeTable::push_back(const Code& code) {
  const CodeEncoder::Body body = CodeEncoder().run(code);
  appendEncoded(body.bytes, body.instructionStart);
}

void CodeTable::replace(std::size_t i, const Code& code) {
  const CodeEncoder::Body body = CodeEncoder().run(code);
  bodies_.replace(i, body.bytes);
  instructionStarts_[i] = static_cast<std::uint32_t>(body.instructionStart);
}

void CodeTable::reserve(std::size_t bodies, std::size_t bytes) {
  bodies_.reserve(bodies, bytes);
  instructionStarts_.reserve(bodies);
}

void CodeTable::appendEncoded(std::span<const std::uint8_t> body, std::size_t instructionStart) {
  bodies_.append(body);
  instructionStarts_.push_back(static_cast<std::uint32_t>(instructionStart));
}

// ---- Decoding. The bytes come from an encoder, or from a reader that has checked them.

std::uint64_t CodeDecoder::number() {
  const LebUnsigned read = decodeUnsigned(at_, end_);
  at_ = read.next;
  return read.value;
}

std::int64_t CodeDecoder::signedNumber() {
  const LebSigned read = decodeSigned(at_, end_);
  at_ = read.next;
  return read.value;
}

const Code& CodeDecoder::decode(const CodeTable& table, std::size_t i) {
  const std::span<const std::uint8_t> body = table.encoded(i);
  at_ = body.data();
  end_ = at_ + body.size();
  types(code_.locals);
  labels();
  handlers();
  const std::uint64_t file = number();
  code_.file = file == 0 ? StringIndex::none() : StringIndex(file - 1);
  lines();
  const std::span<const std::uint8_t> instructions = table.instructionsOf(i);
  code_.bytes.assign(instructions.begin(), instructions.end());
  return code_;
}

void CodeDecoder::types(std::vector<TypeIndex>& types) {
  types.resize(number());
  for (TypeIndex& type : types) index(type);
}

// Labels that are not needed now keep their memory for later.
void CodeDecoder::resizeLabels(std::size_t count) {
  std::vector<Label>& labels = code_.labels;
  for (; labels.size() > count; labels.pop_back()) spareLabels_.push_back(std::move(labels.back()));
  labels.reserve(count);
  for (; labels.size() < count && !spareLabels_.empty(); spareLabels_.pop_back())
    labels.push_back(std::move(spareLabels_.back()));
  labels.resize(count);
}

void CodeDecoder::labels() {
  resizeLabels(number());
  const Label noLabel;
  for (const Label* previous = &noLabel; Label & entry : code_.labels) {
    label(entry, *previous);
    previous = &entry;
  }
}

void CodeDecoder::label(Label& label, const Label& previous) {
  const std::uint64_t head = number();
  label.offset = previous.offset + static_cast<std::uint32_t>(head >> kLabelFlagBits);
  label.isObjectRaw = (head & kLabelRaw) != 0;
  if ((head & kLabelStack) != 0)
    types(label.stack);
  else
    label.stack.clear();
  if ((head & kLabelSameLocals) != 0) {
    label.initialised = previous.initialised;
    return;
  }
  const std::size_t size = number();
  label.initialised.assign(at_, at_ + size);
  at_ += size;
}

void CodeDecoder::handlers() {
  code_.handlers.resize(number());
  for (Handler& handler : code_.handlers) {
    handler.start = static_cast<std::uint32_t>(number());
    handler.end = handler.start + static_cast<std::uint32_t>(number());
    index(handler.type);
    index(handler.handler);
  }
}

void CodeDecoder::lines() {
  code_.lines.resize(number());
  const LineRow noRow;
  for (const LineRow* previous = &noRow; LineRow & row : code_.lines) {
    line(row, *previous);
    previous = &row;
  }
}

void CodeDecoder::line(LineRow& row, const LineRow& previous) {
  const std::uint32_t head = *at_++;
  row.offset = previous.offset + (head >> 3);
  if (head >> 3 == kLineOffsetEscape) row.offset += static_cast<std::uint32_t>(number());
  std::int64_t lineDelta = head & 7;
  if (lineDelta == kLineDeltaEscape) lineDelta = signedNumber();
  row.line = static_cast<std::uint32_t>(previous.line + lineDelta);
  row.column = static_cast<std::uint32_t>(previous.column + signedNumber());
}

}  // namespace tatu::bytecode
