// SyntheticTree: pieces of the tree that nobody has written, for statements that are said in terms of others. Each
// stands at the span of what it was made of, so that messages point there.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/ast/arena.h"
#include "compiler/ast/expressions.h"
#include "compiler/ast/literals.h"
#include "compiler/ast/patterns.h"
#include "compiler/ast/statements.h"
#include "compiler/ast/types.h"

namespace tatu::compiler {

// Texts of names must live as long as the arena.
class SyntheticTree {
 public:
  explicit SyntheticTree(ast::Arena& arena) : arena_(arena) {}

  [[nodiscard]] const ast::Expression* name(std::string_view text, SourceSpan span) {
    return expression<ast::NameExpression>(span, ast::Identifier{text, span}, ast::NodeList<ast::Type>());
  }
  // receiver.member(arguments…)
  [[nodiscard]] const ast::Expression* call(const ast::Expression* receiver, std::string_view member, SourceSpan span,
                                            const std::vector<const ast::Expression*>& arguments = {}) {
    const ast::Expression* callee = expression<ast::MemberExpression>(span, receiver, ast::Identifier{member, span},
                                                                      ast::NodeList<ast::Type>(), false);
    return expression<ast::CallExpression>(span, callee, arena_.copy(arguments), std::span<const ast::Identifier>(),
                                           span);
  }
  // () => body
  [[nodiscard]] const ast::Expression* lambda(const ast::Expression* body, SourceSpan span) {
    return expression<ast::LambdaExpression>(span, std::span<const ast::LambdaParameter>(), body, span);
  }
  [[nodiscard]] const ast::Expression* integer(std::uint64_t value, SourceSpan span) {
    return expression<ast::IntegerLiteral>(span, value);
  }
  [[nodiscard]] const ast::BlockExpression* block(const std::vector<const ast::Statement*>& statements,
                                                  SourceSpan span) {
    return expression<ast::BlockExpression>(span, arena_.copy(statements));
  }
  // val name = value
  [[nodiscard]] const ast::Statement* variable(ast::Identifier name, const ast::Expression* value, SourceSpan span) {
    const ast::Type* const noType = nullptr;
    const ast::Pattern* pattern = make<ast::BindingPattern, ast::Pattern>(name.span, name, noType);
    return make<ast::VariableStatement, ast::Statement>(span, false, false, pattern, noType, value);
  }
  [[nodiscard]] const ast::Statement* statement(const ast::Expression* expression) {
    return make<ast::ExpressionStatement, ast::Statement>(expression->span, expression);
  }
  [[nodiscard]] const ast::Type* type(std::string_view text, SourceSpan span) {
    const std::vector<ast::Identifier> path{{text, span}};
    return make<ast::NamedType, ast::Type>(span, arena_.copy(path), ast::NodeList<ast::Type>());
  }
  [[nodiscard]] const ast::Pattern* number(std::uint64_t value, SourceSpan span) {
    return make<ast::LiteralPattern, ast::Pattern>(span, integer(value, span), false);
  }
  [[nodiscard]] const ast::Pattern* wildcard(SourceSpan span) { return make<ast::WildcardPattern, ast::Pattern>(span); }
  template <class Node, class Base, class... Parts>
  [[nodiscard]] const Node* make(SourceSpan span, Parts... parts) {
    return arena_.make<Node>(Base{{Node::kKind, span}}, parts...);
  }
  template <class Node, class... Parts>
  [[nodiscard]] const Node* expression(SourceSpan span, Parts... parts) {
    return make<Node, ast::Expression>(span, parts...);
  }

 private:
  ast::Arena& arena_;
};

}  // namespace tatu::compiler
