// Operators: on numbers, Bool and String they are instructions, elsewhere calls of operator methods.
#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

using ast::BinaryOperator;
using bytecode::Opcode;

namespace {

std::string_view methodName(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::Multiply: return "times";
    case BinaryOperator::Divide: return "div";
    case BinaryOperator::Remainder: return "rem";
    case BinaryOperator::Add: return "plus";
    case BinaryOperator::Subtract: return "minus";
    case BinaryOperator::ShiftLeft: return "shiftLeft";
    case BinaryOperator::ShiftRight: return "shiftRight";
    case BinaryOperator::ShiftRightUnsigned: return "shiftRightUnsigned";
    case BinaryOperator::And: return "and";
    case BinaryOperator::Xor: return "xor";
    case BinaryOperator::Or: return "or";
    default: return "";
  }
}

bool isShift(BinaryOperator op) {
  return op == BinaryOperator::ShiftLeft || op == BinaryOperator::ShiftRight ||
         op == BinaryOperator::ShiftRightUnsigned;
}

// 0: has a type of its own; 1: a float literal; 2: an integer literal, which takes the type of the other side.
int flexibility(const ast::Expression& expression) {
  int least = 2;
  for (const ast::Expression* e = &expression;;) {  // a chain leans to the left
    switch (e->kind) {
      case ast::NodeKind::IntegerLiteral: return least;
      case ast::NodeKind::FloatLiteral: return std::min(least, 1);
      case ast::NodeKind::UnaryExpression: e = ast::as<ast::UnaryExpression>(*e).operand; break;
      case ast::NodeKind::BinaryExpression: {
        const auto& binary = ast::as<ast::BinaryExpression>(*e);
        if (binary.op <= BinaryOperator::Or) least = std::min(least, flexibility(*binary.right));
        if (binary.op > BinaryOperator::Or || least == 0) return 0;
        e = binary.left;
        break;
      }
      default: return 0;
    }
  }
}

bool isArithmetic(BinaryOperator op) { return op <= BinaryOperator::Or; }

bool isNumber(const Type* type) {
  return type->is(TypeKind::Int) || type->is(TypeKind::Int32) || type->is(TypeKind::Float) ||
         type->is(TypeKind::Float32);
}

// The opcode `base` of Int, Int32, Float or Float32: the four families have the same order up to the comparisons'
// distance.
std::optional<Opcode> numericOpcode(BinaryOperator op, TypeKind kind) {
  const bool isFloat = kind == TypeKind::Float || kind == TypeKind::Float32;
  const auto pick = [&](Opcode i, Opcode i32, Opcode f, Opcode f32) {
    return kind == TypeKind::Int ? i : kind == TypeKind::Int32 ? i32 : kind == TypeKind::Float ? f : f32;
  };
  switch (op) {
    case BinaryOperator::Add: return pick(Opcode::IntAdd, Opcode::Int32Add, Opcode::FloatAdd, Opcode::Float32Add);
    case BinaryOperator::Subtract:
      return pick(Opcode::IntSubtract, Opcode::Int32Subtract, Opcode::FloatSubtract, Opcode::Float32Subtract);
    case BinaryOperator::Multiply:
      return pick(Opcode::IntMultiply, Opcode::Int32Multiply, Opcode::FloatMultiply, Opcode::Float32Multiply);
    case BinaryOperator::Divide:
      return pick(Opcode::IntDivide, Opcode::Int32Divide, Opcode::FloatDivide, Opcode::Float32Divide);
    case BinaryOperator::Remainder:
      return pick(Opcode::IntRemainder, Opcode::Int32Remainder, Opcode::FloatRemainder, Opcode::Float32Remainder);
    case BinaryOperator::Less: return pick(Opcode::IntLess, Opcode::Int32Less, Opcode::FloatLess, Opcode::Float32Less);
    case BinaryOperator::LessOrEqual:
      return pick(Opcode::IntLessEqual, Opcode::Int32LessEqual, Opcode::FloatLessEqual, Opcode::Float32LessEqual);
    case BinaryOperator::Greater:
      return pick(Opcode::IntGreater, Opcode::Int32Greater, Opcode::FloatGreater, Opcode::Float32Greater);
    case BinaryOperator::GreaterOrEqual:
      return pick(Opcode::IntGreaterEqual, Opcode::Int32GreaterEqual, Opcode::FloatGreaterEqual,
                  Opcode::Float32GreaterEqual);
    case BinaryOperator::Equal:
      return pick(Opcode::IntEqual, Opcode::Int32Equal, Opcode::FloatEqual, Opcode::Float32Equal);
    case BinaryOperator::NotEqual:
      return pick(Opcode::IntNotEqual, Opcode::Int32NotEqual, Opcode::FloatNotEqual, Opcode::Float32NotEqual);
    default: break;
  }
  if (isFloat) return std::nullopt;
  const bool isInt = kind == TypeKind::Int;
  switch (op) {
    case BinaryOperator::And: return isInt ? Opcode::IntAnd : Opcode::Int32And;
    case BinaryOperator::Or: return isInt ? Opcode::IntOr : Opcode::Int32Or;
    case BinaryOperator::Xor: return isInt ? Opcode::IntXor : Opcode::Int32Xor;
    case BinaryOperator::ShiftLeft: return isInt ? Opcode::IntShiftLeft : Opcode::Int32ShiftLeft;
    case BinaryOperator::ShiftRight: return isInt ? Opcode::IntShiftRight : Opcode::Int32ShiftRight;
    case BinaryOperator::ShiftRightUnsigned:
      return isInt ? Opcode::IntShiftRightUnsigned : Opcode::Int32ShiftRightUnsigned;
    default: return std::nullopt;
  }
}

bool isComparison(BinaryOperator op) { return op >= BinaryOperator::Less && op <= BinaryOperator::GreaterOrEqual; }
bool isEquality(BinaryOperator op) { return op == BinaryOperator::Equal || op == BinaryOperator::NotEqual; }

bool isNullOf(const Type* type) { return type->is(TypeKind::Optional) && type->arguments[0]->is(TypeKind::Never); }

}  // namespace

Expr BodyChecker::unary(const ast::UnaryExpression& e, Want want) {
  using ast::UnaryOperator;
  if (e.op == UnaryOperator::Not) {
    ConditionFlow flow;
    Expr result = condition(e, flow);
    flow_ = joined(flow.whenTrue, flow.whenFalse);
    return result;
  }
  if (e.op == UnaryOperator::Negate) {
    if (const auto* literal = ast::tryAs<ast::IntegerLiteral>(e.operand); literal != nullptr) {
      return integerLiteral(literal->value, true, e.span, want.type);
    }
    if (const auto* literal = ast::tryAs<ast::FloatLiteral>(e.operand); literal != nullptr) {
      return floatLiteral(*literal, true, e.span, want.type);
    }
  }
  Expr operand = hinted(*e.operand, want.type);
  const Type* type = operand->type;
  if (type->is(TypeKind::Error) || type->is(TypeKind::Never)) return operand;
  const bool isNegate = e.op == UnaryOperator::Negate;
  if (isNegate && isNumber(type)) warnOfNegatedCall(e);
  if (type->is(TypeKind::Int))
    return instruction(isNegate ? Opcode::IntNegate : Opcode::IntNot, {operand}, type, e.span);
  if (type->is(TypeKind::Int32))
    return instruction(isNegate ? Opcode::Int32Negate : Opcode::Int32Not, {operand}, type, e.span);
  if (isNegate && type->is(TypeKind::Float)) return instruction(Opcode::FloatNegate, {operand}, type, e.span);
  if (isNegate && type->is(TypeKind::Float32)) return instruction(Opcode::Float32Negate, {operand}, type, e.span);
  const std::string_view method = isNegate ? "unaryMinus" : "inverse";
  const ast::Identifier name{method, e.operatorSpan};
  const Member found = findOperator(type, name);
  if (found.kind == MemberKind::Broken) return error(e.span);
  if (!found.isNone()) {
    if (!checkVisible(found, name) || !checkMemberConditions(found, name)) return error(e.span);
    return callOn(operand, found, name, {{}, {}, e.operatorSpan, e.operatorSpan, e.span, {}, {}});
  }
  Diagnostic diagnostic(DiagnosticCode::UnknownOperator, e.operatorSpan,
                        withArticle(type) + " has no operator " + quoted(ast::operatorText(e.op)));
  if (isNegate) adviseOnNegatedCall(diagnostic, e);
  report(std::move(diagnostic));
  return error(e.span);
}

// Both operands in source order, each with the other's type as a hint if it is a bare number.
BodyChecker::Operands BodyChecker::operands(const ast::BinaryExpression& e, const Type* hint) {
  Operands result{};
  if (flexibility(*e.left) > flexibility(*e.right)) {
    result.right = expression(*e.right, {flexibility(*e.right) > 0 ? hint : nullptr});
    const Type* type = result.right->type;
    result.left = hinted(*e.left, type->is(TypeKind::Error) ? nullptr : type);
  } else {
    result.left = hinted(*e.left, flexibility(*e.left) > 0 ? hint : nullptr);
    result.right = hinted(*e.right, hintFrom(result.left));
  }
  return result;
}

Expr BodyChecker::binary(const ast::BinaryExpression& e, Want want) {
  switch (e.op) {
    case BinaryOperator::LogicalAnd:
    case BinaryOperator::LogicalOr:
    case BinaryOperator::Equal:
    case BinaryOperator::NotEqual: {
      ConditionFlow flow;
      Expr result = condition(e, flow);
      flow_ = joined(flow.whenTrue, flow.whenFalse);
      return result;
    }
    case BinaryOperator::Coalesce: return coalesce(e, want);
    case BinaryOperator::In:
    case BinaryOperator::NotIn: return contains(e);
    case BinaryOperator::RangeInclusive:
    case BinaryOperator::RangeExclusive: return range(e);
    case BinaryOperator::Identical:
    case BinaryOperator::NotIdentical: {
      Expr left = expression(*e.left);
      Expr right = expression(*e.right);
      return identity(left, right, e.op == BinaryOperator::NotIdentical, e.span);
    }
    default: break;
  }
  if (isArithmetic(e.op)) return arithmeticChain(e, want.type);
  const Operands both = operands(e, nullptr);
  return comparison(e.op, both.left, both.right, e.span, e.right->span);
}

namespace {

// One operation of a chain, with what is known of it before its left operand is.
struct ChainLink {
  const ast::BinaryExpression* e;
  bool isRightFirst = false;  // the left operand is the more flexible one: it takes the right one's type
  bool isLeftFlexible = false;
};

// The arithmetic operations whose left operands are such again, the last one of the text first.
std::vector<ChainLink> chainOf(const ast::BinaryExpression& e) {
  std::vector<ChainLink> chain{{&e}};
  for (;;) {
    const auto* left = ast::tryAs<ast::BinaryExpression>(chain.back().e->left);
    if (left == nullptr || !isArithmetic(left->op)) break;
    chain.push_back({left});
  }
  int leftFlexibility = flexibility(*chain.back().e->left);
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    const int rightFlexibility = flexibility(*link->e->right);
    link->isRightFirst = leftFlexibility > rightFlexibility && !isShift(link->e->op);
    link->isLeftFlexible = leftFlexibility > 0;
    leftFlexibility = std::min(leftFlexibility, rightFlexibility);
  }
  return chain;
}

}  // namespace

// Down the chain for the hints, and up again for the values. Both operands are checked in source order, each with the
// other's type as a hint if it is a bare number.
Expr BodyChecker::arithmeticChain(const ast::BinaryExpression& e, const Type* hint) {
  const std::vector<ChainLink> chain = chainOf(e);
  std::vector<Expr> rightOperands(chain.size());
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const ChainLink& link = chain[i];
    if (isShift(link.e->op)) continue;
    if (link.isRightFirst) {
      const bool isRightFlexible = flexibility(*link.e->right) > 0;
      rightOperands[i] = expression(*link.e->right, {isRightFlexible ? hint : nullptr});
      hint = rightOperands[i]->type->is(TypeKind::Error) ? nullptr : rightOperands[i]->type;
    } else if (!link.isLeftFlexible) {
      hint = nullptr;
    }
  }
  Expr left = hinted(*chain.back().e->left, hint);
  for (std::size_t i = chain.size(); i > 0; --i) {
    const ast::BinaryExpression& at = *chain[i - 1].e;
    Expr& right = rightOperands[i - 1];
    if (right == nullptr) right = hinted(*at.right, isShift(at.op) ? leaf(TypeKind::Int) : hintFrom(left));
    left = arithmetic(at.op, left, right, at.span, at.right->span);
    if (i > 1) left = finished(left, at);
  }
  return left;
}

// What the type of a left operand says of the right one.
const Type* BodyChecker::hintFrom(Expr left) {
  return left->type->is(TypeKind::Error) || isNullOf(left->type) ? nullptr : left->type;
}

Expr BodyChecker::leafOperator(BinaryOperator op, Expr left, Expr right, SourceSpan span) {
  const Type* type = left->type;
  const bool isResultBool = isComparison(op) || isEquality(op);
  const Type* result = isResultBool ? leaf(TypeKind::Bool) : type;
  if (isNumber(type)) {
    const Type* wanted = isShift(op) ? leaf(TypeKind::Int) : type;
    const auto opcode = right->type == wanted ? numericOpcode(op, type->kind) : std::nullopt;
    return opcode ? instruction(*opcode, {left, right}, result, span) : nullptr;
  }
  if (right->type != type) return nullptr;
  if (type->is(TypeKind::Bool)) {
    switch (op) {
      case BinaryOperator::And: return instruction(Opcode::BoolAnd, {left, right}, result, span);
      case BinaryOperator::Or: return instruction(Opcode::BoolOr, {left, right}, result, span);
      case BinaryOperator::Xor:
      case BinaryOperator::NotEqual: return instruction(Opcode::BoolXor, {left, right}, result, span);
      case BinaryOperator::Equal: return instruction(Opcode::BoolEqual, {left, right}, result, span);
      default: return nullptr;
    }
  }
  if ((type->is(TypeKind::Char) || type->is(TypeKind::Byte)) && isResultBool) {
    return instruction(*numericOpcode(op, TypeKind::Int32), {asInt32(left, span), asInt32(right, span)}, result, span);
  }
  if (!type->is(TypeKind::String)) return nullptr;
  if (op == BinaryOperator::Add) {
    auto* concat = make<hir::Concat>(type, span);
    // a + b + c is one concatenation; the node of a + b is not used any more.
    if (left->kind == hir::ExpressionKind::Concat)
      concat->parts = std::move(static_cast<hir::Concat*>(left)->parts);
    else
      concat->parts.push_back(left);
    concat->parts.push_back(right);
    return concat;
  }
  if (op == BinaryOperator::Equal) return instruction(Opcode::StringEqual, {left, right}, result, span);
  if (op == BinaryOperator::NotEqual)
    return negated(instruction(Opcode::StringEqual, {left, right}, result, span), span);
  if (!isComparison(op)) return nullptr;
  Expr order = instruction(Opcode::StringCompare, {left, right}, leaf(TypeKind::Int), span);
  return instruction(*numericOpcode(op, TypeKind::Int), {order, integer(0, span)}, result, span);
}

Expr BodyChecker::asInt32(Expr value, SourceSpan span) {
  const Opcode opcode = value->type->is(TypeKind::Char) ? Opcode::CharToInt32 : Opcode::ByteToInt32;
  return instruction(opcode, {value}, leaf(TypeKind::Int32), span);
}

Expr BodyChecker::arithmetic(BinaryOperator op, Expr left, Expr right, SourceSpan span, SourceSpan rightSpan) {
  if (left->type->is(TypeKind::Error) || right->type->is(TypeKind::Error)) return error(span);
  if (left->type->is(TypeKind::Never)) return left;
  if (right->type->is(TypeKind::Never)) return withBefore({left}, right, span);
  if (Expr result = leafOperator(op, left, right, span); result != nullptr) return result;
  return methodOperator(methodName(op), ast::operatorText(op), left, right, span, rightSpan);
}

Expr BodyChecker::methodOperator(std::string_view method, std::string_view symbol, Expr left, Expr right,
                                 SourceSpan span, SourceSpan rightSpan) {
  const ast::Identifier name{method, span};
  const Member found = findOperator(left->type, name);
  if (found.kind == MemberKind::Broken) return error(span);
  const bool isMember =
      found.kind == MemberKind::Method && found.method->parameters.size() == 1 && found.method->typeParameters.empty();
  if (isMember && (!checkMemberConditions(found, name) || !checkVisible(found, name))) return error(span);
  Expr result = nullptr;
  if (isMember || found.kind == MemberKind::Extension) result = operatorCall(found, {left, right}, name, rightSpan);
  if (result != nullptr) return result;
  noOperator(symbol, left, right, span, rightSpan);
  return error(span);
}

// Of an operator that was found, with values that have been checked, the receiver first. Null if they do not fit.
Expr BodyChecker::operatorCall(const Member& found, std::vector<Expr> values, const ast::Identifier& name,
                               SourceSpan valueSpan) {
  warnIfDeprecated(found, name);
  if (found.kind == MemberKind::Extension) return extensionCall(*found.method, std::move(values), name.span);
  const Expr receiver = values.front();
  values.erase(values.begin());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Type* wanted = operandType(found, i);
    if (!relations_.isAssignable(values[i]->type, wanted)) return nullptr;
    values[i] = converted(values[i], wanted, valueSpan);
  }
  const Type* result = relations_.substitutionOf(found.owner).apply(program_.types, found.method->result);
  return builtCall(*found.method, found.owner, receiver, isVirtual(*found.method), {}, std::move(values), result,
                   name.span);
}

// Null if it follows only from the values of the call.
const Type* BodyChecker::operandType(const Member& found, std::size_t operand) {
  const std::vector<ParameterSymbol>& parameters = found.method->parameters;
  if (found.kind == MemberKind::Method)
    return relations_.substitutionOf(found.owner).apply(program_.types, parameters[operand].type);
  return found.method->typeParameters.empty() ? parameters[operand + 1].type : nullptr;
}

Expr BodyChecker::comparison(BinaryOperator op, Expr left, Expr right, SourceSpan span, SourceSpan rightSpan) {
  if (left->type->is(TypeKind::Error) || right->type->is(TypeKind::Error)) return error(span);
  if (left->type->is(TypeKind::Never)) return left;
  if (right->type->is(TypeKind::Never)) return withBefore({left}, right, span);
  if (Expr result = leafOperator(op, left, right, span); result != nullptr) return result;
  Expr order = methodOperator("compareTo", ast::operatorText(op), left, right, span, rightSpan);
  if (order->type->is(TypeKind::Error)) return order;
  order = convert(order, leaf(TypeKind::Int), span);
  if (order->type->is(TypeKind::Error)) return order;
  return instruction(*numericOpcode(op, TypeKind::Int), {order, integer(0, span)}, leaf(TypeKind::Bool), span);
}

// ---- Equality

Expr BodyChecker::nullTest(Expr value, bool isNegated, SourceSpan span) {
  const Type* type = value->type;
  if (type->is(TypeKind::Error)) return value;
  if (!type->is(TypeKind::Optional) && !type->is(TypeKind::Variable)) {
    report(Diagnostic(DiagnosticCode::ConstantTest, span, withArticle(type) + " is never `null`"));
    return withBefore({value}, boolean(isNegated, span), span);
  }
  Expr tested = converted(value, program_.types.optional(type), span);
  Expr test = instruction(Opcode::OptionalIsNull, {tested}, leaf(TypeKind::Bool), span);
  return isNegated ? negated(test, span) : test;
}

Expr BodyChecker::equality(Expr left, Expr right, bool isNegated, SourceSpan span, SourceSpan rightSpan) {
  if (left->type->is(TypeKind::Error) || right->type->is(TypeKind::Error)) return error(span);
  if (isNullOf(right->type)) return nullTest(left, isNegated, span);
  if (isNullOf(left->type)) return nullTest(right, isNegated, span);
  const BinaryOperator op = isNegated ? BinaryOperator::NotEqual : BinaryOperator::Equal;
  if (Expr result = leafOperator(op, left, right, span); result != nullptr) return result;
  Expr result = equalityOf(left, right, span, rightSpan);
  return isNegated && !result->type->is(TypeKind::Error) ? negated(result, span) : result;
}

Expr BodyChecker::equalityOf(Expr left, Expr right, SourceSpan span, SourceSpan rightSpan) {
  if (containsError(left->type) || containsError(right->type)) return error(span);
  if (left->type->is(TypeKind::Optional) != right->type->is(TypeKind::Optional)) {
    const Type* common = relations_.commonType(left->type, right->type);
    if (common != nullptr) {
      left = converted(left, common, span);
      right = converted(right, common, rightSpan);
    }
  }
  const Type* conformance = relations_.superTypeAt(left->type, program_.core.equatable);
  if (conformance != nullptr && relations_.isAssignable(right->type, conformance->arguments[0])) {
    return methodOperator("equals", "==", left, right, span, rightSpan);
  }
  if (relations_.hasUnknownAbove(left->type) || relations_.hasUnknownAbove(right->type)) return error(span);
  const bool isMixed = left->type != right->type && relations_.commonType(left->type, right->type) == nullptr;
  Diagnostic diagnostic(DiagnosticCode::NotEquatable, span,
                        isMixed ? withArticle(left->type) + " cannot be equal to " + withArticle(right->type)
                                : "values of type " + quoted(left->type) + " cannot be compared with `==`");
  const Type* plain = left->type->is(TypeKind::Optional) ? left->type->arguments[0] : left->type;
  if (!isMixed && plain->is(TypeKind::Class)) {
    explainNotEquatable(diagnostic, plain);
  } else if (!isMixed && plain->is(TypeKind::Variable)) {
    (void)std::move(diagnostic)
        .help("give the type parameter a bound: `" + toString(plain) + ": Equatable<" + toString(plain) + ">`");
  }
  report(std::move(diagnostic));
  return error(span);
}

// A class can implement the interface; data classes and enums have it if all their values do.
void BodyChecker::explainNotEquatable(Diagnostic& diagnostic, const Type* type) {
  const ClassSymbol& symbol = *type->symbol;
  if (hasIdentity(type)) {
    (void)std::move(diagnostic)
        .note(quoted(symbol.name) + " does not implement `Equatable`")
        .help("`===` tells whether both are the same object");
    return;
  }
  std::vector<const FieldSymbol*> parts(symbol.fields.begin(), symbol.fields.end());
  for (const CaseSymbol* each : symbol.cases) parts.insert(parts.end(), each->payload.begin(), each->payload.end());
  const Substitution arguments = relations_.substitutionOf(type);
  for (const FieldSymbol* part : parts) {
    const Type* partType = arguments.apply(program_.types, part->type);
    if (relations_.superTypeAt(partType, program_.core.equatable) != nullptr) continue;
    diagnostic.notes.push_back(quoted(part->name) + " of " + quoted(symbol.name) + " is " + withArticle(partType) +
                               ", which is not `Equatable`");
    (void)std::move(diagnostic).help("compare the parts that can be, or make " + quoted(partType) + " `Equatable`");
    return;
  }
}

bool BodyChecker::hasIdentity(const Type* type) {
  return type->is(TypeKind::Class) && !type->symbol->isData && type->symbol->kind != bytecode::ClassKind::Enum;
}

Expr BodyChecker::identity(Expr left, Expr right, bool isNegated, SourceSpan span) {
  if (left->type->is(TypeKind::Error) || right->type->is(TypeKind::Error)) return error(span);
  if (isNullOf(right->type)) return nullTest(left, isNegated, span);
  if (isNullOf(left->type)) return nullTest(right, isNegated, span);
  for (const Expr side : {left, right}) {
    const Type* plain = side->type->is(TypeKind::Optional) ? side->type->arguments[0] : side->type;
    if (hasIdentity(plain)) continue;
    Diagnostic diagnostic(DiagnosticCode::NoIdentity, span,
                          "`===` compares objects of classes, and " + withArticle(side->type) + " has no identity");
    if (!plain->is(TypeKind::Class) || relations_.superTypeAt(plain, program_.core.equatable) != nullptr) {
      (void)std::move(diagnostic).help("use `==`");
    } else {
      explainNotEquatable(diagnostic, plain);
    }
    report(std::move(diagnostic));
    return error(span);
  }
  Expr result = instruction(Opcode::ReferenceEqual, {left, right}, leaf(TypeKind::Bool), span);
  return isNegated ? negated(result, span) : result;
}

// ---- in, ranges, ??

Expr BodyChecker::contains(const ast::BinaryExpression& e) {
  const bool isNegated = e.op == BinaryOperator::NotIn;
  std::vector<Expr> before;
  const auto* range = ast::tryAs<ast::BinaryExpression>(e.right);
  const bool isRange =
      range != nullptr && (range->op == BinaryOperator::RangeInclusive || range->op == BinaryOperator::RangeExclusive);
  Expr result = nullptr;
  if (isRange) {
    Expr item = reusable(expression(*e.left), before, e.left->span);
    Expr low = reusable(hinted(*range->left, item->type), before, range->left->span);
    Expr high = reusable(hinted(*range->right, item->type), before, range->right->span);
    const BinaryOperator upper =
        range->op == BinaryOperator::RangeInclusive ? BinaryOperator::LessOrEqual : BinaryOperator::Less;
    Expr first = comparison(BinaryOperator::LessOrEqual, low, item, e.span, e.left->span);
    Expr second = comparison(upper, copyOf(item, e.span), high, e.span, range->right->span);
    if (first->type->is(TypeKind::Error) || second->type->is(TypeKind::Error)) return error(e.span);
    auto* both = make<hir::And>(leaf(TypeKind::Bool), e.span);
    both->left = first;
    both->right = second;
    result = both;
  } else {
    Expr item = reusable(expression(*e.left), before, e.left->span);
    Expr collection = expression(*e.right);
    if (item->type->is(TypeKind::Error) || collection->type->is(TypeKind::Error)) return error(e.span);
    result = methodOperator("contains", "in", collection, item, e.span, e.left->span);
    if (result->type->is(TypeKind::Error)) return result;
  }
  result = withBefore(std::move(before), result, e.span);
  return isNegated ? negated(result, e.span) : result;
}

// Both ends as `Int`; one message if they are alike in not being that.
BodyChecker::Operands BodyChecker::rangeEnds(const ast::BinaryExpression& e) {
  const Type* wanted = leaf(TypeKind::Int);
  Expr low = expression(*e.left, {wanted});
  Expr high = expression(*e.right, {wanted});
  if (low->type != high->type || relations_.isAssignable(low->type, wanted)) {
    return {convert(low, wanted, valueSpan(*e.left)), convert(high, wanted, valueSpan(*e.right))};
  }
  Diagnostic diagnostic(DiagnosticCode::TypeMismatch, e.span,
                        "a range as a value is one of `Int`, and this would be one of " + quoted(low->type));
  if (low->type->is(TypeKind::Char)) {
    (void)std::move(diagnostic)
        .help("go through the numbers, and turn each into its character: `c.toInt()`, `n.toChar()`");
  } else if (low->type->is(TypeKind::Float) || low->type->is(TypeKind::Float32)) {
    (void)std::move(diagnostic).help("count in `Int`, and compute the number from that: `i.toFloat() / 10`");
  } else if (low->type->is(TypeKind::Byte) || low->type->is(TypeKind::Int32)) {
    (void)std::move(diagnostic).help("convert both ends with `.toInt()`");
  }
  report(std::move(diagnostic));
  return {error(e.span), error(e.span)};
}

Expr BodyChecker::range(const ast::BinaryExpression& e) {
  const auto [low, high] = rangeEnds(e);
  if (low->type->is(TypeKind::Error) || high->type->is(TypeKind::Error) || program_.core.range == nullptr)
    return error(e.span);
  const Type* type = program_.selfType(*program_.core.range);
  if (e.op == BinaryOperator::RangeInclusive) {
    return newObject(type, {low, high}, e.span);
  }
  const Member until = relations_.findStatic(*program_.core.range, "until");
  if (until.kind != MemberKind::StaticMethod) return error(e.span);
  return builtCall(*until.method, type, nullptr, false, {}, {low, high}, type, e.span);
}

Expr BodyChecker::coalesce(const ast::BinaryExpression& e, Want want) {
  const Type* wanted = usable(want.type);
  Expr left = hinted(*e.left, wanted != nullptr ? program_.types.optional(wanted) : nullptr);
  if (left->type->is(TypeKind::Variable)) left = converted(left, program_.types.optional(left->type), e.left->span);
  if (!left->type->is(TypeKind::Optional)) {
    if (!left->type->is(TypeKind::Error)) {
      report(Diagnostic(DiagnosticCode::NeedlessNotNull, e.operatorSpan,
                        "the left side, " + withArticle(left->type) + ", is never null")
                 .help("remove the `??` and what follows it"));
    }
    (void)expression(*e.right);
    return left;
  }
  const Type* payload = left->type->arguments[0];
  const FlowState before = flow_;
  const bool isLeftWanted = wanted != nullptr && relations_.isAssignable(payload, wanted);
  Expr right = hinted(*e.right, isLeftWanted ? wanted : payload);
  flow_ = joined(before, flow_);
  if (right->type->is(TypeKind::Error)) return right;
  const bool areBothWanted = isLeftWanted && relations_.isAssignable(right->type, wanted);
  const Type* common = relations_.commonType(payload, right->type);
  if (common == nullptr && areBothWanted) common = wanted;
  if (common == nullptr && isLeftWanted) {
    mismatch(wanted, right->type, e.right->span);
    return error(e.span);
  }
  if (common == nullptr) {
    report(
        Diagnostic(DiagnosticCode::NoCommonType, e.right->span,
                   "the right side of `??` is " + withArticle(right->type) + ", the left one " + withArticle(payload)));
    return error(e.span);
  }
  auto* node = make<hir::Elvis>(common, e.span);
  // The left value is made to fit where it is not null, which converting the whole optional does.
  const Type* optional = program_.types.optional(common);
  node->left =
      common->is(TypeKind::Optional) || left->type == optional ? left : converted(left, optional, e.left->span);
  node->right = converted(right, common, e.right->span);
  if (node->right->type->is(TypeKind::Never)) flow_ = before;
  return node;
}

}  // namespace tatu::compiler::check
