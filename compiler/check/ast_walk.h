// Looking ahead in the syntax tree: which names a piece of code assigns, and which names its lambdas mention.
#pragma once

#include <functional>
#include <string_view>
#include <unordered_set>

#include "compiler/ast/expressions.h"
#include "compiler/ast/statements.h"

namespace tatu::compiler::check {

using NameSet = std::unordered_set<std::string_view>;

// Calls `visit` for each direct child that is an expression or a statement.
void forEachChild(const ast::Node& node, const std::function<void(const ast::Node&)>& visit);

// Names of `x = …`, `x += …` anywhere inside, lambdas included.
void collectAssignedNames(const ast::Node& node, NameSet& names);
// Names that stand in lambdas inside of the node.
void collectLambdaNames(const ast::Node& node, NameSet& names);

}  // namespace tatu::compiler::check
