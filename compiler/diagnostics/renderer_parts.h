// What the renderers share, and the single renderers.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/renderer.h"

namespace tatu::compiler {

[[nodiscard]] std::string_view severityText(Severity severity);
// `file:line:column`
[[nodiscard]] std::string placeText(const SourceMap& sources, SourcePosition position);

[[nodiscard]] std::string renderHuman(const Diagnostic& diagnostic, const SourceMap& sources,
                                      const RenderOptions& options);
[[nodiscard]] std::string renderShort(const Diagnostic& diagnostic, const SourceMap& sources);
[[nodiscard]] std::string renderJson(const Diagnostic& diagnostic, const SourceMap& sources);

}  // namespace tatu::compiler
