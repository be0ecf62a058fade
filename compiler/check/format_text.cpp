#include "compiler/check/format_text.h"

#include <algorithm>

#include "compiler/source/unicode.h"

namespace tatu::compiler::check {
namespace {

FormatText::Alignment alignmentOf(std::string_view text) {
  switch (text.empty() ? '\0' : text[0]) {
    case '<': return FormatText::Alignment::Left;
    case '>': return FormatText::Alignment::Right;
    case '^': return FormatText::Alignment::Center;
    default: return FormatText::Alignment::None;
  }
}

// Takes away what `readFormat` has read, part by part.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::optional<FormatText> read() {
    if (rest_.empty()) return std::nullopt;
    readAlignment();
    result_.hasPlus = take('+');
    result_.hasZeros = take('0');
    result_.width = takeNumber();
    if (take('.')) {
      result_.precision = takeNumber();
      if (!result_.precision) return std::nullopt;
    }
    if (!rest_.empty() && kFormatTypes.find(rest_[0]) != std::string_view::npos) {
      result_.type = rest_[0];
      rest_.remove_prefix(1);
    }
    if (!rest_.empty()) return std::nullopt;
    return result_;
  }

 private:
  void readAlignment() {
    const DecodedCharacter first = decodeUtf8(rest_);
    const std::string_view behind = rest_.substr(first.length);
    if (alignmentOf(behind) != FormatText::Alignment::None) {
      result_.fill = first.scalar;
      rest_ = behind;
    }
    result_.alignment = alignmentOf(rest_);
    if (result_.alignment != FormatText::Alignment::None) rest_.remove_prefix(1);
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<std::uint64_t> takeNumber() {
    constexpr std::uint64_t kLarge = 1'000'000'000;
    std::optional<std::uint64_t> value;
    for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; rest_.remove_prefix(1)) {
      value = std::min(value.value_or(0) * 10 + static_cast<std::uint64_t>(rest_[0] - '0'), kLarge);
    }
    return value;
  }

  std::string_view rest_;
  FormatText result_;
};

}  // namespace

std::optional<FormatText> readFormat(std::string_view text) { return Reader(text).read(); }

}  // namespace tatu::compiler::check
