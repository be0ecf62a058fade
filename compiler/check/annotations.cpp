// Annotations: there is one, `@test`, for functions outside of classes.
#include "compiler/check/declarations.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {
namespace {

std::span<const ast::Annotation> annotationsOf(const ast::Declaration& declaration) {
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

void check(Program& program, const ast::Declaration& declaration, bool canBeTest) {
  for (const ast::Annotation& annotation : annotationsOf(declaration)) {
    const bool isTest = annotation.name.text == "test";
    if (isTest && canBeTest) continue;
    Diagnostic diagnostic(DiagnosticCode::InvalidAnnotation, annotation.span,
                          isTest ? "`@test` marks functions outside of classes"
                                 : "I do not know the annotation `@" + std::string(annotation.name.text) + "`");
    if (annotation.name.text == "Override" || annotation.name.text == "override")
      diagnostic.helps.push_back({"it is a word before `fun`: `override fun`", {}});
    program.report(std::move(diagnostic));
  }
}

}  // namespace

void checkAnnotations(Program& program, const FileScope& file) {
  for (const ast::Declaration* declaration : file.parsed.file->declarations) {
    check(program, *declaration, declaration->kind == ast::NodeKind::FunctionDeclaration);
    for (const ast::Declaration* member : membersOf(*declaration)) check(program, *member, false);
  }
}

}  // namespace tatu::compiler::check
