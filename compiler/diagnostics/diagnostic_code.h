// The table of all diagnostic codes, from diagnostic_codes.def.
//
// A code is an enumerator named as in the table (DiagnosticCode::ExpectedToken) whose public text is `E0201`. Codes
// are never reused for another meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tatu::compiler {

enum class Severity : std::uint8_t { Error, Warning, Note, Help };

enum class DiagnosticCode : std::uint16_t {
#define TATU_DIAGNOSTIC(code, name, severity, title) name,
#include "compiler/diagnostics/diagnostic_codes.def"
#undef TATU_DIAGNOSTIC
};

struct DiagnosticCodeInfo {
  DiagnosticCode code;
  Severity severity;
  std::string_view text;   // "E0201", "W0801"
  std::string_view title;  // one line, what is wrong in general
};

[[nodiscard]] const DiagnosticCodeInfo& info(DiagnosticCode code);
[[nodiscard]] std::span<const DiagnosticCodeInfo> allDiagnosticCodes();
// For `tatu explain E0201`; the letter may be in either case.
[[nodiscard]] std::optional<DiagnosticCode> findDiagnosticCode(std::string_view text);

}  // namespace tatu::compiler
