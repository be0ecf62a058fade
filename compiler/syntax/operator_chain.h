// Precedence: from the flat list of operands and operators that the grammar reads to a tree. Included only by .cpp
// files of this folder.
#pragma once

#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

// One expression of the grammar. `throw`, `return` and lambdas are prefix operators that reach to its end.
class OperatorChain {
 public:
  OperatorChain(TreeBuilder& builder, TatuParser::ExpressionContext* context)
      : builder_(builder), context_(context), first_(context->first) {}

  // How deep the whole can lie, without its operands. Long chains of arithmetic and logic do not count.
  [[nodiscard]] static std::size_t levelsOf(const TatuParser::ExpressionContext* context);

  // The whole, which must not be an assignment.
  [[nodiscard]] const ast::Expression* buildValue();
  // Of an argument `name = value`, before buildValue(), which then gives the value alone. Empty if it has no name.
  [[nodiscard]] ast::Identifier takeArgumentName();
  // The whole as a statement.
  [[nodiscard]] const ast::Statement* buildStatement();
  // The whole as the body of an arm: an assignment becomes a block.
  [[nodiscard]] const ast::Expression* buildBody();

 private:
  using Operation = TatuParser::OperationContext;

  struct Part {
    const ast::Expression* node;
    SourceSpan span;  // with parentheses around it
  };

  [[nodiscard]] Operation* next() const {
    return position_ < context_->rest.size() ? context_->rest[position_] : nullptr;
  }
  [[nodiscard]] bool atAssignment() const;

  // Everything that binds at least as tightly as `loosest`, starting with an operand, of which so many prefix operators
  // were dealt with.
  [[nodiscard]] Part parse(TatuParser::OperandContext* operand, std::size_t prefix, unsigned loosest);
  [[nodiscard]] Part parseOperand(TatuParser::OperandContext* operand, std::size_t prefix);
  [[nodiscard]] SourcePosition beginBehindPrefixes(TatuParser::OperandContext* operand) const;
  [[nodiscard]] Part parseReaching(TatuParser::OperandContext* operand, std::size_t prefix);
  [[nodiscard]] Part parseTypeOperation(Operation* operation, Part left);
  [[nodiscard]] Part combine(Operation* operation, Part left, Part right);
  [[nodiscard]] const ast::Expression* assignmentBlock(Part target);
  [[nodiscard]] const ast::Statement* parseAssignment(Part target);
  [[nodiscard]] bool checkTarget(Part target);
  void refuseAssignment();
  void refuseChain(Operation* operation, Part left);

  TreeBuilder& builder_;
  TatuParser::ExpressionContext* context_;
  TatuParser::OperandContext* first_;
  std::size_t position_ = 0;  // of the next operation
};

}  // namespace tatu::compiler
