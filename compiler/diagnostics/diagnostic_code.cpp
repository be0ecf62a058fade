#include "compiler/diagnostics/diagnostic_code.h"

#include <algorithm>
#include <iterator>

namespace tatu::compiler {
namespace {

constexpr DiagnosticCodeInfo kCodes[] = {
#define TATU_DIAGNOSTIC(code, name, severity, title) {DiagnosticCode::name, Severity::severity, #code, title},
#include "compiler/diagnostics/diagnostic_codes.def"
#undef TATU_DIAGNOSTIC
};

// The four digits decide the order; the letter is the severity's.
static_assert(std::is_sorted(std::begin(kCodes), std::end(kCodes),
                             [](const DiagnosticCodeInfo& a, const DiagnosticCodeInfo& b) {
                               return a.text.substr(1) < b.text.substr(1);
                             }));

bool equalIgnoringCase(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

const DiagnosticCodeInfo& info(DiagnosticCode code) { return kCodes[static_cast<std::size_t>(code)]; }

std::span<const DiagnosticCodeInfo> allDiagnosticCodes() { return kCodes; }

std::optional<DiagnosticCode> findDiagnosticCode(std::string_view text) {
  for (const DiagnosticCodeInfo& row : kCodes) {
    if (equalIgnoringCase(row.text, text)) return row.code;
  }
  return std::nullopt;
}

}  // namespace tatu::compiler
