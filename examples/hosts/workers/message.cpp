#include "message.h"

namespace {

constexpr int kDeepest = 64;  // what tatu_value nests, at most

}  // namespace

void MessageWriter::number(std::uint64_t number) {
  std::uint8_t bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  bytes_.insert(bytes_.end(), bytes, bytes + sizeof bytes);
}

void MessageWriter::text(std::string_view text) {
  number(text.size());
  bytes_.insert(bytes_.end(), text.begin(), text.end());
}

void MessageWriter::value(const tatu_value& value) {
  number(value.kind);
  switch (value.kind) {
    case TATU_BOOL: return number(value.as.boolean ? 1 : 0);
    case TATU_CHAR: return number(value.as.character);
    case TATU_INT: return number(static_cast<std::uint64_t>(value.as.integer));
    case TATU_FLOAT: {
      std::uint64_t bits = 0;
      std::memcpy(&bits, &value.as.number, sizeof bits);
      return number(bits);
    }
    case TATU_STRING: return text({value.as.text, value.size});
    case TATU_BYTES: return text({reinterpret_cast<const char*>(value.as.bytes), value.size});
    case TATU_ARRAY:
    case TATU_RECORD:
      number(value.size);
      for (std::size_t i = 0; i < value.size; ++i) this->value(value.as.items[i]);
      return;
    default: return;  // unit and null are nothing but their kind
  }
}

std::span<const std::uint8_t> MessageReader::take(std::uint64_t size) {
  if (size > bytes_.size() - at_) hasFailed_ = true;
  if (hasFailed_) return {};
  at_ += size;
  return {bytes_.data() + at_ - size, size};
}

std::uint64_t MessageReader::number() {
  std::uint64_t number = 0;
  const std::span<const std::uint8_t> bytes = take(sizeof number);
  if (!bytes.empty()) std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

std::string_view MessageReader::text() {
  const std::span<const std::uint8_t> bytes = take(number());
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

tatu_value MessageReader::valueBelow(int depth) {
  tatu_value value{};
  const std::uint64_t kind = number();
  if (kind > TATU_RECORD || depth > kDeepest) hasFailed_ = true;
  if (hasFailed_) return value;
  value.kind = static_cast<std::uint32_t>(kind);
  if (kind == TATU_BOOL) value.as.boolean = number() != 0;
  if (kind == TATU_CHAR) value.as.character = static_cast<std::uint32_t>(number());
  if (kind == TATU_INT) value.as.integer = static_cast<std::int64_t>(number());
  if (kind == TATU_FLOAT) {
    const std::uint64_t bits = number();
    std::memcpy(&value.as.number, &bits, sizeof bits);
  }
  if (kind == TATU_STRING || kind == TATU_BYTES) {
    const std::string_view content = text();
    value.size = content.size();
    if (kind == TATU_STRING) value.as.text = content.data();
    if (kind == TATU_BYTES) value.as.bytes = reinterpret_cast<const std::uint8_t*>(content.data());
  }
  if (kind == TATU_ARRAY || kind == TATU_RECORD) {
    const std::span<const tatu_value> items = valuesBelow(number(), depth + 1);
    value.size = items.size();
    value.as.items = items.data();
  }
  return value;
}

std::span<const tatu_value> MessageReader::valuesBelow(std::uint64_t count, int depth) {
  // Each has a kind at least, so a short message cannot ask for much memory.
  if (count > (bytes_.size() - at_) / sizeof(std::uint64_t)) hasFailed_ = true;
  if (hasFailed_) return {};
  std::vector<tatu_value>& list = lists_.emplace_back();
  list.reserve(count);
  for (std::uint64_t i = 0; i < count && !hasFailed_; ++i) list.push_back(valueBelow(depth));
  return list;
}
