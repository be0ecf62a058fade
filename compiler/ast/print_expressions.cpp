#include "compiler/ast/tree_printer.h"

namespace tatu::compiler::ast {

void TreePrinter::child(std::string_view role, const Expression* expression) {
  if (expression == nullptr) return;
  if (!role.empty()) line(std::string(role) + ":");
  const Indented indented(*this);
  print(*expression);
}

void TreePrinter::printArguments(NodeList<Expression> arguments, std::span<const Identifier> names) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool isNamed = i < names.size() && !names[i].empty();
    child(isNamed ? "argument " + std::string(names[i].text) : "argument", arguments[i]);
  }
}

void TreePrinter::print(const Expression& expression) {
  line(labelOf(expression));
  const Indented indented(*this);
  printParts(expression);
}

std::string TreePrinter::literalLabel(const Expression& expression) {
  switch (expression.kind) {
    case NodeKind::IntegerLiteral: return "integer " + std::to_string(as<IntegerLiteral>(expression).value);
    case NodeKind::FloatLiteral: return "float " + number(as<FloatLiteral>(expression).value);
    case NodeKind::BooleanLiteral: return as<BooleanLiteral>(expression).value ? "true" : "false";
    case NodeKind::CharacterLiteral:
      return "character " + std::to_string(static_cast<std::uint32_t>(as<CharacterLiteral>(expression).value));
    case NodeKind::StringLiteral: return "string " + quoted(as<StringLiteral>(expression).value);
    case NodeKind::ByteStringLiteral: return "bytes " + hexadecimal(as<ByteStringLiteral>(expression).bytes);
    default: return "null";
  }
}

std::string TreePrinter::labelOf(const Expression& expression) {
  const auto generic = [](NodeList<Type> types) { return types.empty() ? "" : "<" + textOf(types, ", ") + ">"; };
  switch (expression.kind) {
    case NodeKind::NameExpression: {
      const auto& name = as<NameExpression>(expression);
      return "name " + std::string(name.name.text) + generic(name.typeArguments);
    }
    case NodeKind::ThisExpression: return "this";
    case NodeKind::SuperExpression: return "super";
    case NodeKind::MemberExpression: {
      const auto& member = as<MemberExpression>(expression);
      return (member.safe ? "safe member " : "member ") + std::string(member.member.text) +
             generic(member.typeArguments);
    }
    case NodeKind::TupleIndexExpression: {
      const auto& part = as<TupleIndexExpression>(expression);
      return (part.safe ? "safe part " : "part ") + std::to_string(part.index);
    }
    case NodeKind::UnaryExpression: return "unary " + std::string(operatorText(as<UnaryExpression>(expression).op));
    case NodeKind::BinaryExpression: return "binary " + std::string(operatorText(as<BinaryExpression>(expression).op));
    case NodeKind::IsExpression: {
      const auto& test = as<IsExpression>(expression);
      return (test.negated ? "!is " : "is ") + textOf(*test.type);
    }
    case NodeKind::CastExpression: {
      const auto& cast = as<CastExpression>(expression);
      return (cast.safe ? "as? " : "as ") + textOf(*cast.type);
    }
    case NodeKind::LambdaExpression: {
      std::string text = "lambda (";
      for (const LambdaParameter& parameter : as<LambdaExpression>(expression).parameters) {
        if (text.back() != '(') text += ", ";
        text += typed(bindingText(*parameter.pattern), parameter.type);
      }
      return text + ")";
    }
    case NodeKind::SequenceExpression: {
      const Type* element = as<SequenceExpression>(expression).element;
      return element == nullptr ? "sequence" : "sequence<" + textOf(*element) + ">";
    }
    case NodeKind::YieldExpression: return "yield";
    case NodeKind::BreakExpression: {
      const auto& jump = as<BreakExpression>(expression);
      return "break" + (jump.label.empty() ? "" : " " + std::string(jump.label.text));
    }
    case NodeKind::ContinueExpression: {
      const auto& jump = as<ContinueExpression>(expression);
      return "continue" + (jump.label.empty() ? "" : " " + std::string(jump.label.text));
    }
    case NodeKind::SpreadExpression: return "spread";
    case NodeKind::CallExpression: return "call";
    case NodeKind::IndexExpression: return "index";
    case NodeKind::NotNullExpression: return "not null";
    case NodeKind::InterpolatedString: return "interpolation";
    case NodeKind::TupleExpression: return "tuple";
    case NodeKind::ListExpression: return "list";
    case NodeKind::MapExpression: return "map";
    case NodeKind::BlockExpression: return "block";
    case NodeKind::IfExpression: return "if";
    case NodeKind::MatchExpression: return "match";
    case NodeKind::TryExpression: return as<TryExpression>(expression).isDefer ? "defer" : "try";
    case NodeKind::ReturnExpression: return "return";
    case NodeKind::ThrowExpression: return "throw";
    case NodeKind::ErrorExpression: return "error";
    default: return literalLabel(expression);
  }
}

// Children one level deeper than their label.
void TreePrinter::printParts(const Expression& expression) {
  switch (expression.kind) {
    case NodeKind::MemberExpression: return print(*as<MemberExpression>(expression).receiver);
    case NodeKind::TupleIndexExpression: return print(*as<TupleIndexExpression>(expression).receiver);
    case NodeKind::IndexExpression:
      print(*as<IndexExpression>(expression).receiver);
      return print(*as<IndexExpression>(expression).index);
    case NodeKind::CallExpression:
      print(*as<CallExpression>(expression).callee);
      return printArguments(as<CallExpression>(expression).arguments, as<CallExpression>(expression).argumentNames);
    case NodeKind::UnaryExpression: return print(*as<UnaryExpression>(expression).operand);
    case NodeKind::NotNullExpression: return print(*as<NotNullExpression>(expression).operand);
    case NodeKind::BinaryExpression:
      print(*as<BinaryExpression>(expression).left);
      return print(*as<BinaryExpression>(expression).right);
    case NodeKind::IsExpression: return print(*as<IsExpression>(expression).operand);
    case NodeKind::CastExpression: return print(*as<CastExpression>(expression).operand);
    case NodeKind::SpreadExpression: return print(*as<SpreadExpression>(expression).operand);
    case NodeKind::LambdaExpression: return print(*as<LambdaExpression>(expression).body);
    case NodeKind::SequenceExpression: return print(*as<SequenceExpression>(expression).body);
    case NodeKind::YieldExpression: return print(*as<YieldExpression>(expression).value);
    case NodeKind::ThrowExpression: return print(*as<ThrowExpression>(expression).value);
    case NodeKind::ReturnExpression:
      if (as<ReturnExpression>(expression).value != nullptr) print(*as<ReturnExpression>(expression).value);
      return;
    case NodeKind::BlockExpression:
      for (const Statement* statement : as<BlockExpression>(expression).statements) print(*statement);
      return;
    default: printCollection(expression); printControl(expression);
  }
}

void TreePrinter::printCollection(const Expression& expression) {
  if (const auto* text = tryAs<InterpolatedString>(&expression)) {
    for (const InterpolationPart& part : text->parts) {
      if (part.expression == nullptr) {
        line("text " + quoted(part.text));
      } else {
        print(*part.expression);
        if (part.hasFormat()) line("format " + quoted(part.format.text));
      }
    }
  } else if (const auto* tuple = tryAs<TupleExpression>(&expression)) {
    for (const Expression* element : tuple->elements) print(*element);
  } else if (const auto* list = tryAs<ListExpression>(&expression)) {
    for (const Expression* element : list->elements) print(*element);
  } else if (const auto* map = tryAs<MapExpression>(&expression)) {
    for (const MapEntry& entry : map->entries) {
      line("entry");
      const Indented indented(*this);
      print(*entry.key);
      print(*entry.value);
    }
  }
}

void TreePrinter::printControl(const Expression& expression) {
  if (const auto* choice = tryAs<IfExpression>(&expression)) {
    for (const IfBranch& branch : choice->branches) {
      child("when", branch.condition);
      child("then", branch.body);
    }
    child("else", choice->otherwise);
  } else if (const auto* match = tryAs<MatchExpression>(&expression)) {
    print(*match->subject);
    for (const MatchArm& arm : match->arms) {
      line("arm");
      const Indented indented(*this);
      print(*arm.pattern);
      child("guard", arm.guard);
      print(*arm.body);
    }
  } else if (const auto* attempt = tryAs<TryExpression>(&expression)) {
    print(*attempt->body);
    for (const CatchClause& clause : attempt->catches) {
      child("catch " + typed(clause.name.text, clause.type), clause.body);
    }
    child("finally", attempt->finally);
  }
}

// Of a lambda's parameter.
std::string TreePrinter::bindingText(const Pattern& pattern) {
  if (const auto* binding = tryAs<BindingPattern>(&pattern)) return std::string(binding->name.text);
  const auto* tuple = tryAs<TuplePattern>(&pattern);
  if (tuple == nullptr) return "_";
  std::string text = "(";
  for (const Pattern* part : tuple->elements) text += (text.size() == 1 ? "" : ", ") + bindingText(*part);
  return text + ")";
}

void TreePrinter::print(const Pattern& pattern) {
  switch (pattern.kind) {
    case NodeKind::WildcardPattern: return line("pattern _");
    case NodeKind::BindingPattern: {
      const auto& binding = as<BindingPattern>(pattern);
      return line("pattern bind " + typed(binding.name.text, binding.type));
    }
    case NodeKind::LiteralPattern: {
      const auto& literal = as<LiteralPattern>(pattern);
      return line(std::string("pattern ") + (literal.negative ? "-" : "") + labelOf(*literal.literal));
    }
    case NodeKind::TypePattern: return line("pattern is " + textOf(*as<TypePattern>(pattern).type));
    case NodeKind::RangePattern: {
      line(as<RangePattern>(pattern).inclusive ? "pattern .." : "pattern ..<");
      const Indented indented(*this);
      print(*as<RangePattern>(pattern).low);
      return print(*as<RangePattern>(pattern).high);
    }
    case NodeKind::CasePattern: {
      const auto& named = as<CasePattern>(pattern);
      line("pattern case " + textOf(named.path) + (named.hasArguments ? "()" : ""));
      const Indented indented(*this);
      for (const Pattern* argument : named.arguments) print(*argument);
      return;
    }
    default: {
      const bool tuple = pattern.kind == NodeKind::TuplePattern;
      line(tuple ? "pattern tuple" : "pattern or");
      const Indented indented(*this);
      const auto parts = tuple ? as<TuplePattern>(pattern).elements : as<AlternativePattern>(pattern).alternatives;
      for (const Pattern* part : parts) print(*part);
    }
  }
}

void TreePrinter::print(const Statement& statement) {
  const auto labelled = [](const Identifier& label) {
    return label.empty() ? std::string() : " " + std::string(label.text);
  };
  if (const auto* value = tryAs<ExpressionStatement>(&statement)) return print(*value->expression);
  if (const auto* variable = tryAs<VariableStatement>(&statement)) {
    line(typed(variable->isLazy ? "lazy val" : variable->isMutable ? "var" : "val", variable->type));
    const Indented indented(*this);
    print(*variable->pattern);
    if (variable->initializer != nullptr) print(*variable->initializer);
  } else if (const auto* assignment = tryAs<AssignmentStatement>(&statement)) {
    line("assign " + (assignment->op ? std::string(operatorText(*assignment->op)) : std::string()) + "=");
    const Indented indented(*this);
    print(*assignment->target);
    print(*assignment->value);
  } else if (const auto* function = tryAs<FunctionStatement>(&statement)) {
    printFunction(*function->declaration);
  } else if (const auto* local = tryAs<ClassStatement>(&statement)) {
    printClass(*local->declaration);
  } else if (const auto* loop = tryAs<WhileStatement>(&statement)) {
    line("while" + labelled(loop->label));
    const Indented indented(*this);
    print(*loop->condition);
    print(*loop->body);
  } else {
    const auto& each = as<ForStatement>(statement);
    line("for" + labelled(each.label));
    const Indented indented(*this);
    print(*each.pattern);
    print(*each.iterable);
    print(*each.body);
  }
}

}  // namespace tatu::compiler::ast
