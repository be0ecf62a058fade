// Annotations: `@test`, for functions outside of classes, and `@deprecated("…")`, for all that is declared.
#include <iterator>

#include "compiler/check/declarations.h"
#include "compiler/check/suggestions.h"

namespace tatu::compiler::check {
namespace {

std::span<const ast::Annotation> annotationsOf(const ast::Node* node) {
  if (node == nullptr) return {};
  const ast::Node& declaration = *node;
  switch (declaration.kind) {
    case ast::NodeKind::FunctionDeclaration: return ast::as<ast::FunctionDeclaration>(declaration).head.annotations;
    case ast::NodeKind::VariableDeclaration: return ast::as<ast::VariableDeclaration>(declaration).head.annotations;
    case ast::NodeKind::ClassDeclaration: return ast::as<ast::ClassDeclaration>(declaration).head.annotations;
    case ast::NodeKind::EnumDeclaration: return ast::as<ast::EnumDeclaration>(declaration).head.annotations;
    case ast::NodeKind::InterfaceDeclaration: return ast::as<ast::InterfaceDeclaration>(declaration).head.annotations;
    case ast::NodeKind::TypeAliasDeclaration: return ast::as<ast::TypeAliasDeclaration>(declaration).head.annotations;
    default: return {};
  }
}

ast::NodeList<ast::Declaration> membersOf(const ast::Declaration& declaration) {
  switch (declaration.kind) {
    case ast::NodeKind::ClassDeclaration: return ast::as<ast::ClassDeclaration>(declaration).members;
    case ast::NodeKind::EnumDeclaration: return ast::as<ast::EnumDeclaration>(declaration).members;
    case ast::NodeKind::InterfaceDeclaration: return ast::as<ast::InterfaceDeclaration>(declaration).members;
    default: return {};
  }
}

bool hasOneText(const ast::Annotation& annotation) {
  return annotation.arguments.size() == 1 && annotation.arguments.front()->kind == ast::NodeKind::StringLiteral;
}

void checkUnknown(Program& program, const ast::Annotation& annotation) {
  Diagnostic diagnostic(DiagnosticCode::InvalidAnnotation, annotation.span,
                        "I do not know the annotation `@" + std::string(annotation.name.text) + "`");
  if (annotation.name.text == "Override" || annotation.name.text == "override") {
    diagnostic.helps.push_back({"it is a word before `fun`: `override fun`", {}});
  } else {
    SpellingSuggester suggester(annotation.name.text);
    for (const std::string_view known : {"test", "deprecated"}) suggester.consider(known);
    addSuggestion(diagnostic, suggester, annotation.name.span);
  }
  program.report(std::move(diagnostic));
}

void check(Program& program, const ast::Declaration& declaration, bool canBeTest) {
  for (const ast::Annotation& annotation : annotationsOf(&declaration)) {
    if (annotation.name.text == "deprecated") {
      if (hasOneText(annotation)) continue;
      program.report(Diagnostic(DiagnosticCode::InvalidAnnotation, annotation.span,
                                "`@deprecated` takes one text, which says what to use instead")
                         .help("write `@deprecated(\"use f instead\")`"));
    } else if (annotation.name.text != "test") {
      checkUnknown(program, annotation);
    } else if (!canBeTest) {
      program.report(
          Diagnostic(DiagnosticCode::InvalidAnnotation, annotation.span, "`@test` marks functions outside of classes"));
    }
  }
}

const ast::Annotation* deprecationOf(const ast::Node* declaration) {
  for (const ast::Annotation& annotation : annotationsOf(declaration)) {
    if (annotation.name.text == "deprecated" && hasOneText(annotation)) return &annotation;
  }
  return nullptr;
}

}  // namespace

void checkAnnotations(Program& program, const ast::Declaration& declaration) {
  check(program, declaration, declaration.kind == ast::NodeKind::FunctionDeclaration);
  const bool isDeprecated = deprecationOf(&declaration) != nullptr;
  if (isDeprecated) program.addDeprecated(declaration.span);
  for (const ast::Declaration* member : membersOf(declaration)) {
    check(program, *member, false);
    if (!isDeprecated && deprecationOf(member) != nullptr) program.addDeprecated(member->span);
  }
}

void checkAnnotations(Program& program, const FileScope& file) {
  for (const ast::Declaration* declaration : file.parsed.file->declarations) checkAnnotations(program, *declaration);
}

void Program::addDeprecated(SourceSpan span) {
  if (!isInDeprecated(span.begin)) deprecated_.emplace(span.begin.offset, span.end.offset);
}

bool Program::isInDeprecated(SourcePosition place) const {
  const auto next = deprecated_.upper_bound(place.offset);
  return next != deprecated_.begin() && std::prev(next)->second > place.offset;
}

void Program::warnIfDeprecated(const ast::Node* declaration, std::string_view name, SourceSpan use) {
  const ast::Annotation* annotation = deprecationOf(declaration);
  if (annotation == nullptr || isInDeprecated(use.begin) || !warnedUses_.insert(use.begin.offset).second) return;
  const std::string_view text = ast::as<ast::StringLiteral>(*annotation->arguments.front()).value;
  report(Diagnostic(DiagnosticCode::Deprecated, use,
                    quoted(name) + " is deprecated" + (text.empty() ? "" : ": " + std::string(text)))
             .also(nameSpan(declaration), "it is declared here"));
}

}  // namespace tatu::compiler::check
