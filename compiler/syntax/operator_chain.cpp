#include "compiler/syntax/operator_chain.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace tatu::compiler {
namespace {

using ast::BinaryOperator;

// Levels of precedence, from loose to tight; docs/language.md has the same table. Levels of comparisons do not chain.
enum Precedence : unsigned {
  kAssignment,
  kLogicalOr,
  kLogicalAnd,
  kEquality,
  kComparison,
  kTest,
  kCoalesce,
  kRange,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kSum,
  kProduct,
  kCast,
};

struct OperatorRow {
  TokenKind token;
  Precedence precedence;
  BinaryOperator op;
};

constexpr OperatorRow kOperators[] = {
    {TokenKind::Star, kProduct, BinaryOperator::Multiply},
    {TokenKind::Slash, kProduct, BinaryOperator::Divide},
    {TokenKind::Percent, kProduct, BinaryOperator::Remainder},
    {TokenKind::Plus, kSum, BinaryOperator::Add},
    {TokenKind::Minus, kSum, BinaryOperator::Subtract},
    {TokenKind::ShiftLeft, kShift, BinaryOperator::ShiftLeft},
    {TokenKind::ShiftRight, kShift, BinaryOperator::ShiftRight},
    {TokenKind::ShiftRightUnsigned, kShift, BinaryOperator::ShiftRightUnsigned},
    {TokenKind::Ampersand, kBitAnd, BinaryOperator::And},
    {TokenKind::Caret, kBitXor, BinaryOperator::Xor},
    {TokenKind::Pipe, kBitOr, BinaryOperator::Or},
    {TokenKind::DotDot, kRange, BinaryOperator::RangeInclusive},
    {TokenKind::DotDotLess, kRange, BinaryOperator::RangeExclusive},
    {TokenKind::Coalesce, kCoalesce, BinaryOperator::Coalesce},
    {TokenKind::In, kTest, BinaryOperator::In},
    {TokenKind::NotIn, kTest, BinaryOperator::NotIn},
    {TokenKind::Less, kComparison, BinaryOperator::Less},
    {TokenKind::LessEqual, kComparison, BinaryOperator::LessOrEqual},
    {TokenKind::Greater, kComparison, BinaryOperator::Greater},
    {TokenKind::GreaterEqual, kComparison, BinaryOperator::GreaterOrEqual},
    {TokenKind::EqualEqual, kEquality, BinaryOperator::Equal},
    {TokenKind::NotEqual, kEquality, BinaryOperator::NotEqual},
    {TokenKind::Identical, kEquality, BinaryOperator::Identical},
    {TokenKind::NotIdentical, kEquality, BinaryOperator::NotIdentical},
    {TokenKind::AndAnd, kLogicalAnd, BinaryOperator::LogicalAnd},
    {TokenKind::OrOr, kLogicalOr, BinaryOperator::LogicalOr},
    {TokenKind::PlusAssign, kAssignment, BinaryOperator::Add},
    {TokenKind::MinusAssign, kAssignment, BinaryOperator::Subtract},
    {TokenKind::StarAssign, kAssignment, BinaryOperator::Multiply},
    {TokenKind::SlashAssign, kAssignment, BinaryOperator::Divide},
    {TokenKind::PercentAssign, kAssignment, BinaryOperator::Remainder},
    {TokenKind::AmpersandAssign, kAssignment, BinaryOperator::And},
    {TokenKind::PipeAssign, kAssignment, BinaryOperator::Or},
    {TokenKind::CaretAssign, kAssignment, BinaryOperator::Xor},
    {TokenKind::ShiftLeftAssign, kAssignment, BinaryOperator::ShiftLeft},
    {TokenKind::ShiftRightAssign, kAssignment, BinaryOperator::ShiftRight},
    {TokenKind::ShiftRightUnsignedAssign, kAssignment, BinaryOperator::ShiftRightUnsigned},
};

// By token kind; tokens that are no operators are never asked for.
struct OperatorTable {
  OperatorRow rows[256] = {};
};
constexpr OperatorTable kTable = [] {
  OperatorTable table;
  for (const OperatorRow& row : kOperators) table.rows[static_cast<std::size_t>(row.token)] = row;
  for (const TokenKind kind : {TokenKind::Is, TokenKind::NotIs}) {
    table.rows[static_cast<std::size_t>(kind)] = {kind, kTest, {}};
  }
  for (const TokenKind kind : {TokenKind::As, TokenKind::AsQuestion}) {
    table.rows[static_cast<std::size_t>(kind)] = {kind, kCast, {}};
  }
  return table;
}();

const OperatorRow& rowOf(TokenKind kind) { return kTable.rows[static_cast<std::size_t>(kind)]; }

bool isWalkedInLoops(Precedence precedence) {
  return precedence == kLogicalOr || precedence == kLogicalAnd || (precedence >= kBitOr && precedence <= kProduct);
}

bool reachesToEnd(TokenKind prefix) {
  return prefix == TokenKind::Throw || prefix == TokenKind::Return || prefix == TokenKind::Spawn ||
         prefix == TokenKind::Yield || prefix == TokenKind::LambdaName || prefix == TokenKind::LambdaOpen;
}

TokenKind kindOf(TatuParser::PrefixContext* context) { return static_cast<EntryToken*>(context->start)->token().kind; }

}  // namespace

bool OperatorChain::atAssignment() const {
  return next() != nullptr && rowOf(TreeBuilder::kindOf(next()->op)).precedence == kAssignment;
}

// Operators lean to the left: the first operand lies as deep as there are operators of one precedence without a looser
// one among them. Chains of arithmetic and logic are walked in loops, so each of them is one level.
std::size_t OperatorChain::levelsOf(const TatuParser::ExpressionContext* context) {
  constexpr std::size_t kPrecedences = kCast + 1;
  std::array<std::size_t, kPrecedences> run{};
  std::array<std::size_t, kPrecedences> longest{};
  for (const Operation* operation : context->rest) {
    const Precedence precedence = rowOf(TreeBuilder::kindOf(operation->op)).precedence;
    std::fill(run.begin() + precedence + 1, run.end(), std::size_t{0});
    run[precedence] = isWalkedInLoops(precedence) ? 1 : run[precedence] + 1;
    longest[precedence] = std::max(longest[precedence], run[precedence]);
  }
  return std::accumulate(longest.begin(), longest.end(), std::size_t{1});
}

ast::Identifier OperatorChain::takeArgumentName() {
  const bool isName = first_->prefixes.empty() && first_->postfixes.empty() && first_->atom != nullptr &&
                      TreeBuilder::kindOf(first_->atom) == TokenKind::Identifier;
  if (!isName || next() == nullptr || TreeBuilder::kindOf(next()->op) != TokenKind::Assign) return {};
  const ast::Identifier name = builder_.identifier(first_->atom);
  first_ = next()->right;
  ++position_;
  return name;
}

const ast::Expression* OperatorChain::buildValue() {
  const Part value = parse(first_, 0, kLogicalOr);
  if (!atAssignment()) return value.node;
  refuseAssignment();
  return builder_.errorAt(builder_.spanOf(context_));
}

const ast::Statement* OperatorChain::buildStatement() {
  const Part value = parse(first_, 0, kLogicalOr);
  if (atAssignment()) return parseAssignment(value);
  return builder_.makeStatement<ast::ExpressionStatement>(value.span, value.node);
}

const ast::Expression* OperatorChain::buildBody() {
  const Part value = parse(first_, 0, kLogicalOr);
  return atAssignment() ? assignmentBlock(value) : value.node;
}

OperatorChain::Part OperatorChain::parse(TatuParser::OperandContext* operand, std::size_t prefix, unsigned loosest) {
  Part left = parseOperand(operand, prefix);
  unsigned last = kCast + 1;
  while (Operation* operation = next()) {
    const Precedence precedence = rowOf(TreeBuilder::kindOf(operation->op)).precedence;
    if (precedence < loosest) break;
    ++position_;
    if (operation->target != nullptr) {
      left = parseTypeOperation(operation, left);
    } else {
      const bool isChain = precedence == last && (precedence == kComparison || precedence == kEquality);
      if (isChain) refuseChain(operation, left);
      left = combine(operation, left, parse(operation->right, 0, precedence + 1));
      if (isChain) left.node = builder_.makeExpression<ast::ErrorExpression>(left.span);
    }
    last = precedence;
  }
  return left;
}

SourcePosition OperatorChain::beginBehindPrefixes(TatuParser::OperandContext* operand) const {
  if (operand->prefixes.empty()) return builder_.spanOf(operand).begin;
  const Token& last = TreeBuilder::tokenOf(operand->prefixes.back()->stop);
  return builder_.source_.positionAt((&last + 1)->offset);  // a file's tokens lie behind each other
}

OperatorChain::Part OperatorChain::parseOperand(TatuParser::OperandContext* operand, std::size_t prefix) {
  // Counted where the operand begins, for all of its prefix operators.
  const TreeBuilder::Level level(builder_, builder_.spanOf(operand), prefix == 0 ? 2 * operand->prefixes.size() : 0);
  if (level.deep) return {builder_.errorAt(builder_.spanOf(operand)), builder_.spanOf(operand)};
  std::size_t tight = prefix;
  while (tight < operand->prefixes.size() && !reachesToEnd(kindOf(operand->prefixes[tight]))) ++tight;
  Part part{};
  if (tight < operand->prefixes.size()) {
    part = parseReaching(operand, tight);
  } else {
    part.node = builder_.buildOperand(operand);
    const Token& last = TreeBuilder::tokenOf(operand->stop);
    part.span = {beginBehindPrefixes(operand), builder_.source_.positionAt(last.end())};
  }
  for (std::size_t i = tight; i-- > prefix;) {
    part.node = builder_.buildPrefix(operand->prefixes[i], part.node);
    part.span = part.node->span;
  }
  if (prefix < operand->prefixes.size()) part.span.begin = builder_.spanOf(operand->prefixes[prefix]).begin;
  return part;
}

OperatorChain::Part OperatorChain::parseReaching(TatuParser::OperandContext* operand, std::size_t prefix) {
  TatuParser::PrefixContext* head = operand->prefixes[prefix];
  Part body = parse(operand, prefix + 1, kLogicalOr);
  const SourceSpan span = join(builder_.spanOf(head), body.span);
  if (kindOf(head) == TokenKind::Throw) return {builder_.makeExpression<ast::ThrowExpression>(span, body.node), span};
  if (kindOf(head) == TokenKind::Return) return {builder_.makeExpression<ast::ReturnExpression>(span, body.node), span};
  if (kindOf(head) == TokenKind::Yield) return {builder_.makeExpression<ast::YieldExpression>(span, body.node), span};
  if (atAssignment()) body.node = assignmentBlock(body);
  const SourceSpan whole = join(builder_.spanOf(head), join(body.span, body.node->span));
  if (kindOf(head) == TokenKind::Spawn) return {builder_.buildSpawn(builder_.spanOf(head), whole, body.node), whole};
  const auto parameters = builder_.buildLambdaParameters(head);
  return {builder_.makeExpression<ast::LambdaExpression>(whole, parameters, body.node, builder_.spanOf(head->arrow)),
          whole};
}

OperatorChain::Part OperatorChain::parseTypeOperation(Operation* operation, Part left) {
  const SourceSpan span = join(left.span, builder_.spanOf(operation));
  const SourceSpan operatorSpan = builder_.spanOf(operation->op);
  const TokenKind kind = TreeBuilder::kindOf(operation->op);
  const ast::Type* type = builder_.buildType(operation->target);
  if (kind == TokenKind::Is || kind == TokenKind::NotIs) {
    return {builder_.makeExpression<ast::IsExpression>(span, left.node, type, operatorSpan, kind == TokenKind::NotIs),
            span};
  }
  return {
      builder_.makeExpression<ast::CastExpression>(span, left.node, type, operatorSpan, kind == TokenKind::AsQuestion),
      span};
}

OperatorChain::Part OperatorChain::combine(Operation* operation, Part left, Part right) {
  const SourceSpan span = join(left.span, right.span);
  const BinaryOperator op = rowOf(TreeBuilder::kindOf(operation->op)).op;
  return {
      builder_.makeExpression<ast::BinaryExpression>(span, op, builder_.spanOf(operation->op), left.node, right.node),
      span};
}

void OperatorChain::refuseChain(Operation* operation, Part left) {
  builder_.report(
      Diagnostic(DiagnosticCode::ChainedComparison, builder_.spanOf(operation->op), "comparisons do not chain")
          .also(left.span, "this is a `Bool` already")
          .help("join two comparisons with `&&`"));
}

const ast::Expression* OperatorChain::assignmentBlock(Part target) {
  const ast::Statement* statement = parseAssignment(target);
  const std::vector<const ast::Statement*> statements{statement};
  return builder_.makeExpression<ast::BlockExpression>(statement->span, builder_.arena_.copy(statements));
}

const ast::Statement* OperatorChain::parseAssignment(Part target) {
  Operation* operation = next();
  ++position_;
  const bool good = checkTarget(target);
  const Part value = parse(operation->right, 0, kLogicalOr);
  const SourceSpan span = join(target.span, value.span);
  if (atAssignment()) {
    refuseAssignment();
    return builder_.makeStatement<ast::ExpressionStatement>(span, builder_.errorAt(span));
  }
  if (!good) return builder_.makeStatement<ast::ExpressionStatement>(span, builder_.errorAt(span));
  std::optional<BinaryOperator> op;
  const TokenKind kind = TreeBuilder::kindOf(operation->op);
  if (kind != TokenKind::Assign) op = rowOf(kind).op;
  return builder_.makeStatement<ast::AssignmentStatement>(span, target.node, op, builder_.spanOf(operation->op),
                                                          value.node);
}

bool OperatorChain::checkTarget(Part target) {
  const auto* name = ast::tryAs<ast::NameExpression>(target.node);
  const auto* member = ast::tryAs<ast::MemberExpression>(target.node);
  const bool plainName = name != nullptr && name->typeArguments.empty();
  const bool plainMember = member != nullptr && member->typeArguments.empty() && !member->safe;
  if (plainName || plainMember || target.node->kind == ast::NodeKind::IndexExpression) return true;
  if (target.node->kind == ast::NodeKind::ErrorExpression) return false;
  Diagnostic diagnostic(DiagnosticCode::InvalidAssignmentTarget, target.span, "this cannot be assigned to");
  diagnostic.notes.push_back("a variable, a field `x.name` or an element `x[i]` can stand left of an assignment");
  if (target.node->kind == ast::NodeKind::TupleExpression) {
    diagnostic.helps.push_back({"`val (a, b) = …` takes a tuple apart into new variables", {}});
  } else if (member != nullptr && member->safe) {
    diagnostic.helps.push_back({"test for null first: `if x != null { x.name = … }`", {}});
  }
  builder_.report(std::move(diagnostic));
  return false;
}

// At an assignment where a value is wanted. The operations behind it are not read any more.
void OperatorChain::refuseAssignment() {
  antlr4::Token* op = next()->op;
  Diagnostic diagnostic(DiagnosticCode::AssignmentInExpression, builder_.spanOf(op),
                        "an assignment is a statement and has no value");
  if (TreeBuilder::kindOf(op) == TokenKind::Assign) {
    diagnostic.helps.push_back({"to compare, write `==`", {{builder_.spanOf(op), "=="}}});
  }
  builder_.report(std::move(diagnostic));
}

}  // namespace tatu::compiler
