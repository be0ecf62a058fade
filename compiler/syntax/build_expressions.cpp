// Operands: literals, names, postfix and prefix operators, collections.
#include "compiler/syntax/literal_values.h"
#include "compiler/syntax/operator_chain.h"
#include "compiler/syntax/string_pieces.h"
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

const ast::Expression* TreeBuilder::buildExpression(Grammar::ExpressionContext* context) {
  const Level level(*this, spanOf(context), OperatorChain::levelsOf(context));
  if (level.deep) return errorAt(spanOf(context));
  return OperatorChain(*this, context).buildValue();
}

const ast::Expression* TreeBuilder::buildBody(Grammar::ExpressionContext* context) {
  const Level level(*this, spanOf(context), 2 + OperatorChain::levelsOf(context));
  if (level.deep) return errorAt(spanOf(context));
  return OperatorChain(*this, context).buildBody();
}

// Without its prefix operators.
const ast::Expression* TreeBuilder::buildOperand(Grammar::OperandContext* context) {
  const Level level(*this, spanOf(context), context->postfixes.size());
  if (level.deep) return errorAt(spanOf(context));
  if (context->jump != nullptr || context->bare != nullptr) return buildJump(context);
  const ast::Expression* result = buildPrimary(context);
  SourceSpan span = result->span;
  if (context->group != nullptr) span = spanOf(context->group);
  for (Grammar::PostfixContext* postfix : context->postfixes) {
    span = join(span, spanOf(postfix));
    result = buildPostfix(postfix, result, span);
  }
  return result;
}

const ast::Expression* TreeBuilder::buildJump(Grammar::OperandContext* context) {
  if (context->bare != nullptr) {
    return makeExpression<ast::ReturnExpression>(spanOf(context->bare), nullptr);
  }
  SourceSpan span = spanOf(context->jump);
  const ast::Identifier label = identifier(context->label);
  if (!label.empty()) span = join(span, label.span);
  if (kindOf(context->jump) == TokenKind::Break) return makeExpression<ast::BreakExpression>(span, label);
  return makeExpression<ast::ContinueExpression>(span, label);
}

const ast::Expression* TreeBuilder::buildPrimary(Grammar::OperandContext* context) {
  if (context->atom != nullptr) return buildAtom(context->atom);
  if (context->text != nullptr) return buildInterpolation(context->text);
  if (context->group != nullptr) return buildParenthesized(context->group);
  if (context->list != nullptr) return buildList(context->list);
  if (context->scope != nullptr) return buildScope(context->scope);
  if (context->choice != nullptr) return buildIf(context->choice);
  if (context->selection != nullptr) return buildMatch(context->selection);
  if (context->fibers != nullptr) return buildFiberScope(context->fibers);
  if (context->race != nullptr) return buildSelect(context->race);
  if (context->generator != nullptr) return buildSequence(context->generator);
  return buildTry(context->attempt);
}

const ast::Expression* TreeBuilder::buildAtom(antlr4::Token* token) {
  const SourceSpan span = spanOf(token);
  switch (kindOf(token)) {
    case TokenKind::This: return makeExpression<ast::ThisExpression>(span);
    case TokenKind::Super: return makeExpression<ast::SuperExpression>(span);
    case TokenKind::Null: return makeExpression<ast::NullLiteral>(span);
    case TokenKind::True: return makeExpression<ast::BooleanLiteral>(span, true);
    case TokenKind::False: return makeExpression<ast::BooleanLiteral>(span, false);
    case TokenKind::IntegerLiteral: return buildInteger(token);
    case TokenKind::FloatLiteral: return buildFloat(token);
    case TokenKind::CharacterLiteral: return makeExpression<ast::CharacterLiteral>(span, characterValue(textOf(token)));
    case TokenKind::StringLiteral:
      return makeExpression<ast::StringLiteral>(span, stringValue(token), stringFormOf(textOf(token)).isRaw);
    case TokenKind::ByteStringLiteral: return makeExpression<ast::ByteStringLiteral>(span, stringValue(token));
    default: return makeExpression<ast::NameExpression>(span, identifier(token), ast::NodeList<ast::Type>());
  }
}

const ast::Expression* TreeBuilder::buildInteger(antlr4::Token* token) {
  const SourceSpan span = spanOf(token);
  const std::optional<std::uint64_t> value = integerValue(textOf(token));
  if (value) return makeExpression<ast::IntegerLiteral>(span, *value);
  report(Diagnostic(DiagnosticCode::NumberTooLarge, span, "this number is too large for any integer type")
             .note("the largest `Int` is 9223372036854775807")
             .help("a `Float` is written with a point or exponent: `1e20`"));
  return errorAt(span);
}

const ast::Expression* TreeBuilder::buildFloat(antlr4::Token* token) {
  const FloatValues values = floatValues(textOf(token));
  return makeExpression<ast::FloatLiteral>(spanOf(token), values.value, values.value32);
}

std::string_view TreeBuilder::stringValue(antlr4::Token* token) {
  StringPieces pieces(source_, textOf(token));
  pieces.addLast(textOf(token));
  return pieces.values(arena_, diagnostics_).front();
}

const ast::Expression* TreeBuilder::buildInterpolation(Grammar::InterpolatedStringContext* context) {
  const Level level(*this, spanOf(context));
  StringPieces pieces(source_, textOf(context->start));
  pieces.add(textOf(context->start));
  for (antlr4::Token* middle : context->middles) pieces.add(textOf(middle));
  pieces.addLast(textOf(context->stop));
  const std::vector<std::string_view> texts = pieces.values(arena_, diagnostics_);
  std::vector<ast::InterpolationPart> parts;
  const auto addText = [&](std::string_view text) {
    if (!text.empty()) parts.push_back({text, nullptr, {}, {}});
  };
  addText(texts.front());
  for (std::size_t i = 0; i < context->values.size(); ++i) {
    if (isWhole(context->values[i])) parts.push_back(buildInsertion(context->values[i]));
    addText(texts[i + 1]);
  }
  return makeExpression<ast::InterpolatedString>(spanOf(context), arena_.copy(parts));
}

ast::InterpolationPart TreeBuilder::buildInsertion(Grammar::InsertionContext* context) {
  ast::InterpolationPart part{{}, buildExpression(context->value), {}, {}};
  if (context->form == nullptr) return part;
  const SourceSpan span = spanOf(context->form);
  part.colon = {span.begin, SourcePosition{span.begin.offset + 1}};
  part.format = {textOf(context->form).substr(1), {part.colon.end, span.end}};
  return part;
}

const ast::Expression* TreeBuilder::buildPostfix(Grammar::PostfixContext* context, const ast::Expression* receiver,
                                                 SourceSpan span) {
  switch (kindOf(context->op)) {
    case TokenKind::BangBang: return makeExpression<ast::NotNullExpression>(span, receiver, spanOf(context->op));
    case TokenKind::GenericOpen: return addTypeArguments(context, receiver, span);
    case TokenKind::CallOpen: {
      const Arguments arguments = buildArguments(context->arguments);
      if (arguments.isWrong) return errorAt(span);
      return makeExpression<ast::CallExpression>(span, receiver, arguments.values, arguments.names, spanOf(context));
    }
    case TokenKind::IndexOpen:
      return makeExpression<ast::IndexExpression>(span, receiver, buildExpression(context->at));
    default: return buildMemberAccess(context, receiver, span);
  }
}

TreeBuilder::Arguments TreeBuilder::buildArguments(const std::vector<Grammar::ArgumentContext*>& contexts) {
  std::vector<const ast::Expression*> values;
  std::vector<ast::Identifier> names;
  bool hasNames = false;
  bool isWrong = false;
  for (Grammar::ArgumentContext* context : contexts) {
    if (!isWhole(context) || !isWhole(context->value)) continue;
    ast::Identifier name;
    values.push_back(buildArgument(context, name));
    if (hasNames && name.empty()) {
      report(Diagnostic(DiagnosticCode::ArgumentOrder, values.back()->span,
                        "an argument without a name stands behind one that has a name")
                 .help("put it before, or write which parameter it is for: `name = …`"));
    }
    isWrong = isWrong || (hasNames && name.empty());
    hasNames = hasNames || !name.empty();
    names.push_back(name);
  }
  return {arena_.copy(values), hasNames ? arena_.copy(names) : std::span<const ast::Identifier>(), isWrong};
}

const ast::Expression* TreeBuilder::buildArgument(Grammar::ArgumentContext* context, ast::Identifier& name) {
  const Level level(*this, spanOf(context),
                    (context->spread == nullptr ? 0 : 1) + OperatorChain::levelsOf(context->value));
  if (level.deep) return errorAt(spanOf(context));
  OperatorChain chain(*this, context->value);
  name = chain.takeArgumentName();
  const ast::Expression* value = chain.buildValue();
  if (context->spread == nullptr) return value;
  return makeExpression<ast::SpreadExpression>(spanOf(context), value);
}

const ast::Expression* TreeBuilder::buildMemberAccess(Grammar::PostfixContext* context, const ast::Expression* receiver,
                                                      SourceSpan span) {
  const bool safe = kindOf(context->op) == TokenKind::QuestionDot;
  if (context->name != nullptr) {
    return makeExpression<ast::MemberExpression>(span, receiver, identifier(context->name), ast::NodeList<ast::Type>(),
                                                 safe);
  }
  constexpr std::uint64_t kLargest = 0xFFFF'FFFF;
  const std::uint64_t index = integerValue(textOf(context->index)).value_or(kLargest);
  return makeExpression<ast::TupleIndexExpression>(
      span, receiver, static_cast<std::uint32_t>(std::min(index, kLargest)), spanOf(context->index), safe);
}

const ast::Expression* TreeBuilder::addTypeArguments(Grammar::PostfixContext* context, const ast::Expression* receiver,
                                                     SourceSpan span) {
  const auto types = listOf<ast::Type>(context->types, &TreeBuilder::buildType);
  if (const auto* name = ast::tryAs<ast::NameExpression>(receiver)) {
    return makeExpression<ast::NameExpression>(span, name->name, types);
  }
  if (const auto* member = ast::tryAs<ast::MemberExpression>(receiver)) {
    return makeExpression<ast::MemberExpression>(span, member->receiver, member->member, types, member->safe);
  }
  report(Diagnostic(DiagnosticCode::ExpectedToken, spanOf(context), "type arguments stand behind a name"));
  return errorAt(span);
}

const ast::Expression* TreeBuilder::buildPrefix(Grammar::PrefixContext* context, const ast::Expression* operand) {
  const SourceSpan span = join(spanOf(context), operand->span);
  if (kindOf(context->op) != TokenKind::PrefixBangBang) return buildNegation(context->op, span, operand);
  const ast::Expression* inner = buildNegation(context->op, span, operand);
  return buildNegation(context->op, span, inner);
}

const ast::Expression* TreeBuilder::buildNegation(antlr4::Token* op, SourceSpan span, const ast::Expression* operand) {
  const TokenKind kind = kindOf(op);
  const ast::UnaryOperator unary = kind == TokenKind::PrefixMinus ? ast::UnaryOperator::Negate
                                   : kind == TokenKind::Tilde     ? ast::UnaryOperator::Complement
                                                                  : ast::UnaryOperator::Not;
  return makeExpression<ast::UnaryExpression>(span, unary, spanOf(op), operand);
}

std::span<const ast::LambdaParameter> TreeBuilder::buildLambdaParameters(Grammar::PrefixContext* context) {
  if (context->name == nullptr) {
    return partsOf<ast::LambdaParameter>(context->params, &TreeBuilder::buildLambdaParameter);
  }
  const std::vector<ast::LambdaParameter> only{{spanOf(context->name), buildName(context->name), nullptr}};
  return arena_.copy(only);
}

ast::LambdaParameter TreeBuilder::buildLambdaParameter(Grammar::LambdaParameterContext* context) {
  return {spanOf(context), buildBinding(context->names), buildTypeOrNull(context->declared)};
}

const ast::Expression* TreeBuilder::buildParenthesized(Grammar::ParenthesizedContext* context) {
  if (context->elements.size() == 1) return buildExpression(context->elements.front());
  const Level level(*this, spanOf(context));
  checkTupleSize(context->elements.size(), spanOf(context));
  const auto elements = listOf<ast::Expression>(context->elements, &TreeBuilder::buildExpression);
  return makeExpression<ast::TupleExpression>(spanOf(context), elements);
}

const ast::Expression* TreeBuilder::buildList(Grammar::ListLiteralContext* context) {
  const Level level(*this, spanOf(context));
  if (context->empty != nullptr) {
    return makeExpression<ast::MapExpression>(spanOf(context), std::span<const ast::MapEntry>());
  }
  if (!context->entries.empty() && context->entries.front()->value != nullptr) return buildMap(context);
  std::vector<const ast::Expression*> elements;
  for (Grammar::ListEntryContext* entry : context->entries) {
    elements.push_back(buildElement(entry));
    if (entry->value == nullptr) continue;
    report(Diagnostic(DiagnosticCode::ExpectedToken, spanOf(entry->colon), "this list has an entry with a key")
               .note("in a list no element has a key, in a map every one does"));
  }
  return makeExpression<ast::ListExpression>(spanOf(context), arena_.copy(elements));
}

const ast::Expression* TreeBuilder::buildElement(Grammar::ListEntryContext* context) {
  if (context->spread == nullptr) return buildExpression(context->key);
  const Level level(*this, spanOf(context));
  if (level.deep) return errorAt(spanOf(context));
  return makeExpression<ast::SpreadExpression>(spanOf(context), buildExpression(context->key));
}

const ast::Expression* TreeBuilder::buildMap(Grammar::ListLiteralContext* context) {
  std::vector<ast::MapEntry> entries;
  for (Grammar::ListEntryContext* entry : context->entries) {
    const ast::Expression* key = buildExpression(entry->key);
    if (entry->spread != nullptr) {
      report(Diagnostic(DiagnosticCode::ExpectedToken, spanOf(entry->spread), "a map takes no `...`")
                 .note("it gives values to lists, sets and parameters that take any number of them"));
      continue;
    }
    if (entry->value == nullptr) {
      report(
          Diagnostic(DiagnosticCode::ExpectedToken, spanOf(entry).endOnly(), "expected `:` and the value of this key")
              .note("in a list no element has a key, in a map every one does"));
      continue;
    }
    entries.push_back({key, buildExpression(entry->value)});
  }
  return makeExpression<ast::MapExpression>(spanOf(context), arena_.copy(entries));
}

}  // namespace tatu::compiler
