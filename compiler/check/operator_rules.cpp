// What is declared as an operator: a name that some operator calls, with the parameters and the result that it needs.
#include <string_view>
#include <unordered_map>

#include "compiler/check/declarations.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

using bytecode::FunctionFlag;

namespace {

// How many operands there are beside the receiver.
const std::unordered_map<std::string_view, std::size_t>& operands() {
  static const std::unordered_map<std::string_view, std::size_t> kOperands = {
      {"plus", 1},       {"minus", 1},
      {"times", 1},      {"div", 1},
      {"rem", 1},        {"unaryMinus", 0},
      {"contains", 1},   {"compareTo", 1},
      {"equals", 1},     {"get", 1},
      {"set", 2},        {"shiftLeft", 1},
      {"shiftRight", 1}, {"shiftRightUnsigned", 1},
      {"and", 1},        {"or", 1},
      {"xor", 1},        {"inverse", 0}};
  return kOperands;
}

bool isForCore(std::string_view name) {
  return name.starts_with("shift") || name == "and" || name == "or" || name == "xor" || name == "inverse";
}

TypeKind resultOf(std::string_view name) {
  if (name == "compareTo") return TypeKind::Int;
  return name == "equals" || name == "contains" ? TypeKind::Bool : TypeKind::Error;
}

// Empty if all is well.
std::string problemOf(const Program& program, const FunctionSymbol& function) {
  const std::string name = quoted(function.name);
  // A call has any number of arguments.
  if (function.name == "invoke")
    return function.has(FunctionFlag::Static) ? "the operator method `invoke` belongs to values" : "";
  const auto found = operands().find(function.name);
  if (found == operands().end() || (isForCore(function.name) && !program.options.isCore))
    return "there is no operator that calls " + name;
  if (function.isExtension && function.name == "equals") return "`==` calls no extension: `equals` is a member";
  const std::size_t count = function.parameters.size() - (function.isExtension ? 1 : 0);
  // The type parameters of an extension are those of its receiver.
  const bool hasOwnTypes = !function.isExtension && !function.typeParameters.empty();
  if (function.has(FunctionFlag::Static) || count != found->second || hasOwnTypes) {
    return std::string(function.isExtension ? "the operator " : "the operator method ") + name + " must have " +
           counted(found->second, "parameter") + (function.isExtension ? "" : " and no type parameters");
  }
  const TypeKind wanted = resultOf(function.name);
  const bool isWrong =
      wanted != TypeKind::Error && !function.result->is(wanted) && !function.result->is(TypeKind::Error);
  return isWrong ? name + " must return " + withArticle(program.leaf(wanted)) : "";
}

}  // namespace

void checkOperator(Program& program, const FunctionSymbol& function) {
  const std::string problem = problemOf(program, function);
  const ast::Node* declaration = function.declaration != nullptr ? function.declaration : function.owner->declaration;
  if (!problem.empty())
    program.report(Diagnostic(DiagnosticCode::InvalidOperator, Program::nameSpan(declaration), problem));
}

}  // namespace tatu::compiler::check
