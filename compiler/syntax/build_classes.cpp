// Classes, enums and interfaces.
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

const ast::Declaration* TreeBuilder::buildClass(Grammar::ClassDeclarationContext* context, ast::DeclarationHead head,
                                                SourceSpan span) {
  const auto typeParameters = buildTypeParameters(context->typeParams);
  const auto parameters = partsOf<ast::ConstructorParameter>(context->params, &TreeBuilder::buildConstructorParameter);
  const auto superTypes = buildSuperTypes(context->supers);
  const auto members = buildMembers(context->body);
  return makeDeclaration<ast::ClassDeclaration>(span, head, identifier(context->name), typeParameters,
                                                context->open != nullptr, parameters, superTypes, members);
}

ast::NodeList<ast::Declaration> TreeBuilder::buildMembers(Grammar::MemberBlockContext* context) {
  if (context == nullptr) return {};
  return listOf<ast::Declaration>(context->members, &TreeBuilder::buildClassMember);
}

ast::ConstructorParameter TreeBuilder::buildConstructorParameter(Grammar::ConstructorParameterContext* context) {
  constexpr auto kAllowed = static_cast<std::uint16_t>(static_cast<unsigned>(ast::Modifier::Pub) |
                                                       static_cast<unsigned>(ast::Modifier::Override));
  ast::FieldKind field = ast::FieldKind::None;
  if (context->field != nullptr) {
    field = kindOf(context->field) == TokenKind::Var ? ast::FieldKind::Var : ast::FieldKind::Val;
  }
  const std::string_view documentation = documentationOf(context->start);
  const ast::ModifierSet modifiers = buildModifiers(context->modifiers, kAllowed, "a parameter of a class");
  return {spanOf(context),
          documentation,
          modifiers,
          field,
          identifier(context->name),
          buildType(context->declared),
          context->variadic != nullptr,
          buildExpressionOrNull(context->value)};
}

std::span<const ast::SuperType> TreeBuilder::buildSuperTypes(Grammar::SuperTypesContext* context) {
  if (context == nullptr) return {};
  return partsOf<ast::SuperType>(context->types, &TreeBuilder::buildSuperType);
}

ast::SuperType TreeBuilder::buildSuperType(Grammar::SuperTypeContext* context) {
  const ast::Type* type = buildType(context->base);
  const Arguments arguments = buildArguments(context->arguments);
  return {spanOf(context),          type,
          context->open != nullptr, arguments.values,
          arguments.names,          buildConditions(context->conditions)};
}

const ast::Declaration* TreeBuilder::buildEnum(Grammar::EnumDeclarationContext* context, ast::DeclarationHead head,
                                               SourceSpan span) {
  const auto typeParameters = buildTypeParameters(context->typeParams);
  const auto superTypes = buildSuperTypes(context->supers);
  std::vector<ast::EnumCase> cases;
  std::vector<const ast::Declaration*> members;
  for (Grammar::EnumEntryContext* entry : context->body->entries) {
    if (!isWhole(entry) || (entry->inner != nullptr && !isWhole(entry->inner))) continue;
    if (entry->inner != nullptr) {
      members.push_back(buildClassMember(entry->inner));
      continue;
    }
    cases.push_back(buildEnumCase(entry->single));
    if (members.empty()) continue;
    report(
        Diagnostic(DiagnosticCode::ExpectedToken, cases.back().name.span, "cases stand before the members of an enum")
            .also(members.front()->span.startOnly(), "the first member"));
  }
  const auto casePart = arena_.copy(cases);
  return makeDeclaration<ast::EnumDeclaration>(span, head, identifier(context->name), typeParameters, superTypes,
                                               casePart, arena_.copy(members));
}

ast::EnumCase TreeBuilder::buildEnumCase(Grammar::EnumCaseContext* context) {
  const std::string_view documentation = documentationOf(context->start);
  const auto parameters = partsOf<ast::Parameter>(context->params, &TreeBuilder::buildParameter);
  for (const ast::Parameter& parameter : parameters) {
    if (parameter.isVariadic) {
      report(Diagnostic(DiagnosticCode::InvalidVariadic, parameter.type->span, "a case has a fixed number of values")
                 .help("give it a list"));
    }
    if (parameter.value == nullptr) continue;
    report(Diagnostic(DiagnosticCode::InvalidDefault, parameter.value->span, "a value of a case has no default")
               .help("give it in a function that makes the case"));
  }
  return {spanOf(context), documentation, identifier(context->name), context->open != nullptr, parameters};
}

const ast::Declaration* TreeBuilder::buildInterface(Grammar::InterfaceDeclarationContext* context,
                                                    ast::DeclarationHead head, SourceSpan span) {
  const auto typeParameters = buildTypeParameters(context->typeParams);
  const auto superTypes = buildSuperTypes(context->supers);
  const auto members = buildMembers(context->body);
  return makeDeclaration<ast::InterfaceDeclaration>(span, head, identifier(context->name), typeParameters, superTypes,
                                                    members);
}

}  // namespace tatu::compiler
