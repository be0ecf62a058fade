// "Did you mean …?" for names that are not known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/foreign_names.h"
#include "compiler/check/program.h"
#include "compiler/check/text.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/spelling.h"

namespace tatu::compiler::check {

inline void addSuggestion(Diagnostic& diagnostic, const SpellingSuggester& suggester, SourceSpan span) {
  if (!suggester.best()) return;
  const std::string best(*suggester.best());
  (void)std::move(diagnostic).help("did you mean " + quoted(best) + "?", {Edit{span, best}});
}

// Says whether there was anything to say.
inline bool addForeignName(Diagnostic& diagnostic, const ForeignName* foreign, SourceSpan span) {
  if (foreign == nullptr) return false;
  std::vector<Edit> edits;
  if (!foreign->instead.empty()) edits.push_back({span, std::string(foreign->instead)});
  (void)std::move(diagnostic)
      .help(
          foreign->advice.empty() ? "it is called " + quoted(foreign->instead) + " here" : std::string(foreign->advice),
          std::move(edits));
  return true;
}

// From what a module shows to others.
inline void suggestFrom(const ImportedModule& module, Diagnostic& diagnostic, const ast::Identifier& name) {
  SpellingSuggester suggester(name.text);
  for (const std::string_view candidate : module.publicNames()) suggester.consider(candidate);
  addSuggestion(diagnostic, suggester, name.span);
}

}  // namespace tatu::compiler::check
