// Imports, functions, variables, and what can stand before a declaration.
#include "compiler/syntax/literal_values.h"
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {
namespace {

using ast::Modifier;

template <class... Modifiers>
constexpr std::uint16_t maskOf(Modifiers... modifiers) {
  return static_cast<std::uint16_t>((static_cast<unsigned>(modifiers) | ...));
}

constexpr std::uint16_t kForFunctions = maskOf(Modifier::Pub, Modifier::Native);
constexpr std::uint16_t kForExtensions = maskOf(Modifier::Pub, Modifier::Native, Modifier::Operator);
constexpr std::uint16_t kForMethods = maskOf(Modifier::Pub, Modifier::Open, Modifier::Abstract, Modifier::Override,
                                             Modifier::Static, Modifier::Operator, Modifier::Native);
constexpr std::uint16_t kForFields =
    maskOf(Modifier::Pub, Modifier::Open, Modifier::Abstract, Modifier::Override, Modifier::Static);
constexpr std::uint16_t kForClasses =
    maskOf(Modifier::Pub, Modifier::Open, Modifier::Abstract, Modifier::Data, Modifier::Sealed, Modifier::Builtin);
constexpr std::uint16_t kForInterfaces = maskOf(Modifier::Pub, Modifier::Sealed);
constexpr std::uint16_t kForOthers = maskOf(Modifier::Pub);

Modifier modifierOf(TokenKind word) {
  switch (word) {
    case TokenKind::Pub: return Modifier::Pub;
    case TokenKind::Open: return Modifier::Open;
    case TokenKind::Abstract: return Modifier::Abstract;
    case TokenKind::Override: return Modifier::Override;
    case TokenKind::Static: return Modifier::Static;
    case TokenKind::Operator: return Modifier::Operator;
    case TokenKind::Data: return Modifier::Data;
    case TokenKind::Sealed: return Modifier::Sealed;
    case TokenKind::Builtin: return Modifier::Builtin;
    default: return Modifier::Native;
  }
}

}  // namespace

std::optional<ast::Import> TreeBuilder::buildImport(Grammar::ImportEntryContext* context) {
  std::vector<ast::Identifier> path;
  const std::vector<Grammar::ImportPartContext*>& parts = context->parts;
  for (Grammar::ImportPartContext* part : parts) {
    if (part->name != nullptr) path.push_back(identifier(part->name));
    const bool misplaced = part->open != nullptr && (part != parts.back() || context->alias != nullptr || path.empty());
    if (!misplaced) continue;
    report(Diagnostic(DiagnosticCode::InvalidImport, spanOf(part), "names in braces end an import")
               .note("`import shapes.{Circle, area}` takes single names, `import shapes as s` renames the module"));
    return std::nullopt;
  }
  Grammar::ImportPartContext* last = parts.back();
  return ast::Import{spanOf(context), arena_.copy(path), identifier(context->alias), last->open != nullptr,
                     partsOf<ast::ImportItem>(last->items, &TreeBuilder::buildImportItem)};
}

ast::ImportItem TreeBuilder::buildImportItem(Grammar::ImportItemContext* context) {
  return {spanOf(context), identifier(context->name), identifier(context->alias)};
}

std::vector<const ast::Declaration*> TreeBuilder::buildDeclarations(Grammar::DeclarationContext* context) {
  if (context->variable == nullptr || context->variable->open == nullptr) return {buildDeclaration(context)};
  const ast::DeclarationHead head =
      buildHead(context->start, context->annotations, context->modifiers, kForOthers, "a variable of a file");
  return buildParts(context->variable, head, spanOf(context));
}

const ast::Declaration* TreeBuilder::buildDeclaration(Grammar::DeclarationContext* context) {
  const SourceSpan span = spanOf(context);
  const auto head = [&](std::uint16_t allowed, std::string_view subject) {
    return buildHead(context->start, context->annotations, context->modifiers, allowed, subject);
  };
  if (context->function != nullptr) {
    const bool isExtension = context->function->receiver != nullptr;
    return buildFunction(context->function, head(isExtension ? kForExtensions : kForFunctions, "a function of a file"),
                         span, nativeNameOf(context->modifiers));
  }
  if (context->classLike != nullptr) return buildClass(context->classLike, head(kForClasses, "a class"), span);
  if (context->enumeration != nullptr) return buildEnum(context->enumeration, head(kForOthers, "an enum"), span);
  if (context->interface != nullptr) {
    return buildInterface(context->interface, head(kForInterfaces, "an interface"), span);
  }
  if (context->alias != nullptr) return buildAlias(context->alias, head(kForOthers, "a type alias"), span);
  return buildVariable(context->variable, head(kForOthers, "a variable of a file"), span);
}

const ast::Declaration* TreeBuilder::buildClassMember(Grammar::MemberContext* context) {
  const SourceSpan span = spanOf(context);
  const auto head = [&](std::uint16_t allowed, std::string_view subject) {
    return buildHead(context->start, context->annotations, context->modifiers, allowed, subject);
  };
  if (context->function != nullptr) {
    return buildFunction(context->function, head(kForMethods, "a method"), span, nativeNameOf(context->modifiers));
  }
  if (context->variable != nullptr) return buildVariable(context->variable, head(kForFields, "a field"), span);
  (void)head(0, "`init`");
  return makeDeclaration<ast::InitDeclaration>(span, buildBlock(context->initializer->body));
}

ast::DeclarationHead TreeBuilder::buildHead(antlr4::Token* first,
                                            const std::vector<Grammar::AnnotationContext*>& annotations,
                                            const std::vector<Grammar::ModifierContext*>& modifiers,
                                            std::uint16_t allowed, std::string_view subject) {
  const std::string_view documentation = documentationOf(first);
  const auto built = partsOf<ast::Annotation>(annotations, &TreeBuilder::buildAnnotation);
  return {documentation, built, buildModifiers(modifiers, allowed, subject)};
}

ast::ModifierSet TreeBuilder::buildModifiers(const std::vector<Grammar::ModifierContext*>& modifiers,
                                             std::uint16_t allowed, std::string_view subject) {
  std::vector<antlr4::Token*> words;
  for (Grammar::ModifierContext* context : modifiers) words.push_back(context->word);
  return buildModifiers(words, allowed, subject);
}

ast::ModifierSet TreeBuilder::buildModifiers(const std::vector<antlr4::Token*>& words, std::uint16_t allowed,
                                             std::string_view subject) {
  ast::ModifierSet set;
  std::vector<ast::WrittenModifier> written;
  for (antlr4::Token* word : words) {
    const Modifier modifier = modifierOf(kindOf(word));
    const SourceSpan span = spanOf(word);
    const std::string text = "`" + std::string(modifierText(modifier)) + "`";
    if ((allowed & static_cast<std::uint16_t>(modifier)) == 0) {
      report(Diagnostic(DiagnosticCode::InvalidModifier, span, text + " cannot stand before " + std::string(subject)));
    } else if (set.has(modifier)) {
      report(Diagnostic(DiagnosticCode::InvalidModifier, span, text + " is written twice"));
    } else {
      checkCoreOnly(modifier, span);
      set.mask = static_cast<std::uint16_t>(set.mask | static_cast<std::uint16_t>(modifier));
      written.push_back({modifier, span});
    }
  }
  set.written = arena_.copy(written);
  return set;
}

void TreeBuilder::checkCoreOnly(Modifier modifier, SourceSpan span) {
  if (options_.coreLibrary || (modifier != Modifier::Builtin && modifier != Modifier::Native)) return;
  report(Diagnostic(DiagnosticCode::CoreLibraryOnly, span,
                    "only the core library may use `" + std::string(modifierText(modifier)) + "`"));
}

ast::Annotation TreeBuilder::buildAnnotation(Grammar::AnnotationContext* context) {
  return {spanOf(context), identifier(context->name),
          listOf<ast::Expression>(context->arguments, &TreeBuilder::buildAnnotationArgument)};
}

const ast::Expression* TreeBuilder::buildAnnotationArgument(Grammar::ExpressionContext* context) {
  const ast::Expression* argument = buildExpression(context);
  const auto* negative = ast::tryAs<ast::UnaryExpression>(argument);
  const ast::NodeKind kind = negative == nullptr ? argument->kind : negative->operand->kind;
  const bool number = kind == ast::NodeKind::IntegerLiteral || kind == ast::NodeKind::FloatLiteral;
  const bool other = kind == ast::NodeKind::StringLiteral || kind == ast::NodeKind::BooleanLiteral ||
                     kind == ast::NodeKind::CharacterLiteral || kind == ast::NodeKind::ErrorExpression;
  const bool good =
      number ? negative == nullptr || negative->op == ast::UnaryOperator::Negate : other && negative == nullptr;
  if (good) return argument;
  report(Diagnostic(DiagnosticCode::InvalidAnnotation, argument->span,
                    "an argument of an annotation is a number, a string, a character, `true` or `false`"));
  return errorAt(argument->span);
}

std::string_view TreeBuilder::nativeNameOf(const std::vector<Grammar::ModifierContext*>& modifiers) {
  for (Grammar::ModifierContext* modifier : modifiers) {
    if (modifier->name != nullptr) return stringValue(modifier->name);
  }
  return {};
}

const ast::Declaration* TreeBuilder::buildFunction(Grammar::FunctionDeclarationContext* context,
                                                   ast::DeclarationHead head, SourceSpan span,
                                                   std::string_view nativeName) {
  const ast::Type* receiver = buildTypeOrNull(context->receiver);
  const auto typeParameters = buildTypeParameters(context->typeParams);
  const auto parameters = partsOf<ast::Parameter>(context->params, &TreeBuilder::buildParameter);
  const ast::Type* result = buildTypeOrNull(context->result);
  const auto conditions = buildConditions(context->conditions);
  return makeDeclaration<ast::FunctionDeclaration>(span, head, receiver, identifier(context->name), typeParameters,
                                                   parameters, join(spanOf(context->open), spanOf(context->close)),
                                                   result, conditions, buildFunctionBody(context->body), nativeName);
}

ast::FunctionBody TreeBuilder::buildFunctionBody(Grammar::FunctionBodyContext* context) {
  if (context == nullptr) return {nullptr, false};
  if (context->body != nullptr) return {buildBlock(context->body), true};
  return {buildExpression(context->value), false};
}

ast::Parameter TreeBuilder::buildParameter(Grammar::ParameterContext* context) {
  return {spanOf(context), identifier(context->name), buildType(context->declared), context->variadic != nullptr,
          buildExpressionOrNull(context->value)};
}

const ast::Declaration* TreeBuilder::buildAlias(Grammar::TypeAliasDeclarationContext* context,
                                                ast::DeclarationHead head, SourceSpan span) {
  const auto typeParameters = buildTypeParameters(context->typeParams);
  return makeDeclaration<ast::TypeAliasDeclaration>(span, head, identifier(context->name), typeParameters,
                                                    buildType(context->target));
}

const ast::Declaration* TreeBuilder::buildVariable(Grammar::VariableDeclarationContext* context,
                                                   ast::DeclarationHead head, SourceSpan span) {
  if (context->open != nullptr) refuseParts(context);
  const ast::Type* receiver = buildTypeOrNull(context->receiver);
  const ast::Identifier name =
      context->open == nullptr ? identifier(context->name) : ast::Identifier{"", spanOf(context->open)};
  const auto typeParameters = buildTypeParameters(context->typeParams);
  if (receiver == nullptr && !typeParameters.empty()) {
    report(Diagnostic(DiagnosticCode::InvalidTypeParameter, spanOf(context->typeParams),
                      "a variable has no type parameters")
               .help("a function can have them"));
  }
  const ast::Type* type = buildTypeOrNull(context->declared);
  const ast::Expression* value = buildExpressionOrNull(context->value);
  const bool isConst = kindOf(context->word) == TokenKind::Const;
  const bool hasAccessor = context->reader != nullptr || context->writer != nullptr;
  const bool hasGetter = context->reader != nullptr && !isConst;
  const bool hasSetter = hasGetter && context->writer != nullptr;
  const ast::FunctionBody getter = buildFunctionBody(hasGetter ? context->reader->body : nullptr);
  const ast::FunctionBody setter = buildFunctionBody(hasSetter ? context->writer->body : nullptr);
  if (isConst && value == nullptr) {
    value = errorAt(name.span);
    if (!hasAccessor)
      report(Diagnostic(DiagnosticCode::MissingInitializer,
                        type != nullptr ? type->span.endOnly() : name.span.endOnly(), "a constant needs a value")
                 .label("expected `=`"));
  } else if (type == nullptr && value == nullptr) {
    report(Diagnostic(DiagnosticCode::MissingInitializer, name.span.endOnly(),
                      hasGetter ? "a property with a getter needs a type" : "a variable needs a type or a value")
               .label(hasGetter ? "expected `:` and a type" : "expected `:` or `=`"));
    value = errorAt(name.span);
  } else if (hasGetter && value != nullptr) {
    report(Diagnostic(DiagnosticCode::InvalidProperty, spanOf(context->reader->start),
                      "a property has a value or a getter, not both")
               .also(value->span, "the value"));
  }
  if (context->late != nullptr) value = buildLazy(context->late, context->word, value, hasAccessor, name.span);
  checkAccessors(context);
  return makeDeclaration<ast::VariableDeclaration>(
      span, head, kindOf(context->word) == TokenKind::Var, isConst, context->late != nullptr, receiver, name,
      typeParameters, type, hasGetter ? nullptr : value, hasGetter, getter, hasSetter,
      hasSetter ? identifier(context->writer->name) : ast::Identifier(), setter);
}

// The value as a function that computes it. Where there is none, or no `val`, something is reported.
const ast::Expression* TreeBuilder::buildLazy(antlr4::Token* late, antlr4::Token* word, const ast::Expression* value,
                                              bool hasAccessor, SourceSpan name) {
  if (kindOf(word) != TokenKind::Val || hasAccessor) {
    report(Diagnostic(DiagnosticCode::InvalidModifier, spanOf(late),
                      hasAccessor ? "a property with accessors cannot be lazy" : "only a `val` can be lazy"));
  } else if (value == nullptr) {
    report(Diagnostic(DiagnosticCode::MissingInitializer, name.endOnly(), "a lazy value needs an expression")
               .label("expected `=`"));
  }
  const ast::Expression* body = value != nullptr ? value : errorAt(name);
  return makeExpression<ast::LambdaExpression>(body->span, std::span<const ast::LambdaParameter>(), body,
                                               body->span.startOnly());
}

// A `val` has `get()` at most, a `var` both accessors or none.
void TreeBuilder::checkAccessors(Grammar::VariableDeclarationContext* context) {
  const bool isMutable = kindOf(context->word) == TokenKind::Var;
  if (kindOf(context->word) == TokenKind::Const) {
    antlr4::Token* accessor = context->reader != nullptr   ? context->reader->start
                              : context->writer != nullptr ? context->writer->start
                                                           : nullptr;
    if (accessor != nullptr)
      report(Diagnostic(DiagnosticCode::InvalidProperty, spanOf(accessor), "a constant has a value, no accessors"));
    return;
  }
  Grammar::SetterContext* writer = context->writer;
  if (writer != nullptr && writer->declared != nullptr) {
    report(Diagnostic(DiagnosticCode::InvalidProperty, spanOf(writer->declared),
                      "the parameter of `set` has the type of the property")
               .help("leave it out", {{{spanOf(writer->name).end, spanOf(writer->declared).end}, ""}}));
  }
  if (writer != nullptr && context->reader == nullptr) {
    report(
        Diagnostic(DiagnosticCode::InvalidProperty, spanOf(writer->start), "a property with `set` needs a `get()` too")
            .note("a property has no memory of its own: what it is to keep stands in a field"));
  } else if (writer != nullptr && !isMutable) {
    report(Diagnostic(DiagnosticCode::InvalidProperty, spanOf(writer->start), "a `val` cannot be set")
               .help("declare the property with `var`", {{spanOf(context->word), "var"}}));
  } else if (context->reader != nullptr && writer == nullptr && isMutable) {
    report(Diagnostic(DiagnosticCode::InvalidProperty, spanOf(context->reader->start),
                      "a `var` with `get()` needs a `set(value)` too")
               .help("declare it with `val` if it can only be read", {{spanOf(context->word), "val"}}));
  }
}

}  // namespace tatu::compiler
