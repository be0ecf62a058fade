// `${value:format}`: becomes calls of the core library.
#include "compiler/check/body_checker.h"
#include "compiler/check/format_text.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {
namespace {

constexpr std::uint64_t kMostWidth = 65'535;
constexpr std::uint64_t kMostDigits = 340;  // of Float.toFixed
constexpr std::int64_t kUsualDigits = 6;

bool isInteger(const Type* type) {
  return type->is(TypeKind::Int) || type->is(TypeKind::Int32) || type->is(TypeKind::Byte);
}
bool isFloat(const Type* type) { return type->is(TypeKind::Float) || type->is(TypeKind::Float32); }
bool isNumber(const Type* type) { return isInteger(type) || isFloat(type); }

// What was probably meant by a text that is no format.
void adviseOnFormat(Diagnostic& diagnostic, std::string_view text) {
  if (text.find(' ') != std::string_view::npos) {
    (void)std::move(diagnostic).help("a format stands directly behind the `:`, without spaces");
  } else if (text.ends_with('d') || text.ends_with('s')) {
    (void)std::move(diagnostic)
        .help("leave the `" + std::string(1, text.back()) + "` out: the type of the value is known");
  } else if (text.find('#') != std::string_view::npos) {
    (void)std::move(diagnostic).help("a prefix is written into the string: `0x${n:x}`");
  } else if (text.find('%') != std::string_view::npos) {
    (void)std::move(diagnostic).help("write it without the `%`");
  }
}

std::string kindOfType(char type) {
  switch (type) {
    case 'o': return "base 8";
    case 'b': return "base 2";
    default: return "base 16";
  }
}

}  // namespace

Expr BodyChecker::formatted(Expr value, const ast::InterpolationPart& part) {
  const Type* type = value->type;
  if (type->is(TypeKind::Error) || type->is(TypeKind::Never)) return value;
  const std::optional<FormatText> format = readFormat(part.format.text);
  if (!format) {
    Diagnostic diagnostic(DiagnosticCode::InvalidFormat, part.format.span,
                          part.format.text.empty() ? "a format is missing behind the `:`"
                                                   : "I cannot read the format " + quoted(part.format.text));
    (void)std::move(diagnostic)
        .note("a format is `[[fill]align][+][0][width][.precision][type]`, as in `8.2`, `04x`, `<10` or `*^20`");
    adviseOnFormat(diagnostic, part.format.text);
    report(std::move(diagnostic));
    return error(part.format.span);
  }
  if (!checkFormat(*format, type, part.format.span)) return error(part.format.span);
  return padded(plainFormat(*format, value, part.expression->span), *format, isNumber(type), part.expression->span);
}

// Whether the format fits values of the type; told if not.
bool BodyChecker::checkFormat(const FormatText& format, const Type* type, SourceSpan span) {
  const auto refuse = [&](std::string message, std::string help) {
    Diagnostic diagnostic(DiagnosticCode::FormatMismatch, span, std::move(message));
    if (type->is(TypeKind::Optional) && isNumber(type->arguments[0]))
      help = "it may be `null`: give it another value by `??`";
    if (!help.empty()) (void)std::move(diagnostic).help(std::move(help));
    report(std::move(diagnostic));
    return false;
  };
  const std::string found = ", and this is " + withArticle(type);
  const std::string letter = quoted(std::string(1, format.type));
  if (format.isOfInteger() && !isInteger(type))
    return refuse(letter + " shows integers in " + kindOfType(format.type) + found, "");
  if (format.isOfFloat() && !isFloat(type))
    return refuse(letter + " shows floats" + found, isInteger(type) ? "convert it: `.toFloat()`" : "");
  if (format.precision && !isFloat(type) && !type->is(TypeKind::String))
    return refuse("a precision counts the digits of a float behind the point, or the characters of a string" + found,
                  isInteger(type) ? "convert it: `.toFloat()`" : "");
  if (format.hasPlus && !isNumber(type)) return refuse("`+` shows the sign of a number" + found, "");
  if (format.hasZeros && !isNumber(type))
    return refuse("`0` puts zeros before a number" + found, "to fill with zeros, write `0>` and the width");
  if (format.hasZeros && format.alignment != FormatText::Alignment::None)
    return refuse("zeros stand between the sign and the digits: there is nothing to be aligned",
                  "leave out the alignment or the `0`");
  if (format.width.value_or(0) > kMostWidth) return refuse("a width is at most " + std::to_string(kMostWidth), "");
  if (format.precision.value_or(0) > kMostDigits && isFloat(type))
    return refuse("a float has at most " + std::to_string(kMostDigits) + " digits behind the point", "");
  if (!format.width && (format.hasZeros || format.alignment != FormatText::Alignment::None))
    return refuse("the width is missing", "write how many characters it takes at least, as in `<10`");
  return true;
}

// The value as text, not padded yet.
Expr BodyChecker::plainFormat(const FormatText& format, Expr value, SourceSpan span) {
  const auto number = [&](std::uint64_t n) { return integer(static_cast<std::int64_t>(n), span); };
  Expr result = nullptr;
  if (format.isOfInteger()) {
    if (!value->type->is(TypeKind::Int)) value = methodCall(value, "toInt", {}, span);
    const std::uint64_t radix = format.type == 'o' ? 8 : format.type == 'b' ? 2 : 16;
    result = methodCall(value, "toStringRadix", {number(radix)}, span);
    if (format.type == 'X') result = methodCall(result, "toUpper", {}, span);
  } else if (value->type->is(TypeKind::String) && format.precision) {
    result = methodCall(value, "prefix", {number(*format.precision)}, span);
  } else if (format.precision || format.isOfFloat()) {
    if (!value->type->is(TypeKind::Float)) value = methodCall(value, "toFloat", {}, span);
    result = methodCall(value, format.type == 'e' ? "toScientific" : "toFixed",
                        {number(format.precision.value_or(kUsualDigits))}, span);
  } else {
    result = text(value, span);
  }
  return format.hasPlus ? methodCall(result, "withPlus", {}, span) : result;
}

Expr BodyChecker::padded(Expr value, const FormatText& format, bool isNumber, SourceSpan span) {
  if (!format.width) return value;
  Expr width = integer(static_cast<std::int64_t>(*format.width), span);
  if (format.hasZeros) return methodCall(value, "padZeros", {width}, span);
  auto* fill = make<hir::CharLiteral>(leaf(TypeKind::Char), span);
  fill->value = format.fill;
  using Alignment = FormatText::Alignment;
  const Alignment usual = isNumber ? Alignment::Right : Alignment::Left;
  switch (format.alignment == Alignment::None ? usual : format.alignment) {
    case Alignment::Right: return methodCall(value, "padStart", {width, fill}, span);
    case Alignment::Center: return methodCall(value, "padBoth", {width, fill}, span);
    default: return methodCall(value, "padEnd", {width, fill}, span);
  }
}

}  // namespace tatu::compiler::check
