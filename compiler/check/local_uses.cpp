#include "compiler/check/local_uses.h"

#include "compiler/check/ast_walk.h"

namespace tatu::compiler::check {

using ast::NodeKind;

void LocalUses::scan(const ast::Node& body) {
  const std::size_t mark = names_.mark();
  walk(body);
  names_.leave(mark);
}

std::span<const DeclarationPlace> LocalUses::assignedIn(const ast::Node& node) const {
  const auto found = ranges_.find(&node);
  if (found == ranges_.end()) return {};
  return std::span(assignments_).subspan(found->second.begin, found->second.end - found->second.begin);
}

void LocalUses::walk(const ast::Node& node) {
  switch (node.kind) {
    case NodeKind::ThisExpression:
    case NodeKind::SuperExpression: return use("this");
    case NodeKind::NameExpression: return use(ast::as<ast::NameExpression>(node).name.text);
    case NodeKind::BlockExpression: return walkBlock(ast::as<ast::BlockExpression>(node));
    case NodeKind::MatchExpression: return walkMatch(ast::as<ast::MatchExpression>(node));
    case NodeKind::TryExpression: return walkTry(ast::as<ast::TryExpression>(node));
    case NodeKind::LambdaExpression: return walkLambda(ast::as<ast::LambdaExpression>(node));
    case NodeKind::SequenceExpression: return walkSequence(ast::as<ast::SequenceExpression>(node));
    case NodeKind::FunctionStatement: return walkFunction(*ast::as<ast::FunctionStatement>(node).declaration);
    case NodeKind::ClassStatement: return walkClass(*ast::as<ast::ClassStatement>(node).declaration);
    case NodeKind::WhileStatement:
    case NodeKind::ForStatement: return walkRecorded(node);
    case NodeKind::AssignmentStatement:
      walkChildren(node);
      return assign(*ast::as<ast::AssignmentStatement>(node).target);
    case NodeKind::VariableStatement:
      walkChildren(node);
      return declare(*ast::as<ast::VariableStatement>(node).pattern);
    default: return walkChildren(node);
  }
}

void LocalUses::walkChildren(const ast::Node& node) {
  forEachChild(node, [this](const ast::Node& child) { walk(child); });
}

// A node of which it is remembered what it assigns.
void LocalUses::walkRecorded(const ast::Node& node) {
  const std::size_t begin = assignments_.size();
  switch (node.kind) {
    case NodeKind::ForStatement: walkFor(ast::as<ast::ForStatement>(node)); break;
    case NodeKind::BlockExpression: walkBlock(ast::as<ast::BlockExpression>(node)); break;
    default: walkChildren(node); break;
  }
  if (assignments_.size() != begin) ranges_[&node] = {begin, assignments_.size()};
}

void LocalUses::walkBlock(const ast::BlockExpression& block) {
  const std::size_t mark = names_.mark();
  walkChildren(block);
  names_.leave(mark);
}

void LocalUses::walkMatch(const ast::MatchExpression& e) {
  walk(*e.subject);
  for (const ast::MatchArm& arm : e.arms) {
    const std::size_t mark = names_.mark();
    declare(*arm.pattern);
    if (arm.guard != nullptr) walk(*arm.guard);
    walk(*arm.body);
    names_.leave(mark);
  }
}

void LocalUses::walkTry(const ast::TryExpression& e) {
  walkRecorded(*e.body);
  for (const ast::CatchClause& clause : e.catches) {
    const std::size_t mark = names_.mark();
    declare(clause.name);
    walkRecorded(*clause.body);
    names_.leave(mark);
  }
  if (e.finally != nullptr) walkRecorded(*e.finally);
}

void LocalUses::walkLambda(const ast::LambdaExpression& e) {
  const std::size_t mark = names_.mark();
  ++lambdaDepth_;
  for (const ast::LambdaParameter& parameter : e.parameters) declare(*parameter.pattern);
  walk(*e.body);
  --lambdaDepth_;
  names_.leave(mark);
}

// It uses what is around it as a lambda does.
void LocalUses::walkSequence(const ast::SequenceExpression& e) {
  ++lambdaDepth_;
  walk(*e.body);
  --lambdaDepth_;
}

// What an inner function uses from outside of the outer one too, the outer one uses.
void LocalUses::walkFunction(const ast::FunctionDeclaration& function) {
  declare(function.name);
  ++lambdaDepth_;
  for (const ast::Parameter& parameter : function.parameters) {
    if (parameter.value == nullptr) continue;
    openFunctions_.push_back({names_.mark(), {}, {}});
    walk(*parameter.value);
    closeFunction(*parameter.value);
  }
  openFunctions_.push_back({names_.mark(), {}, {}});
  for (const ast::Parameter& parameter : function.parameters) declare(parameter.name);
  if (function.body.present()) walk(*function.body.expression);
  closeFunction(function);
  --lambdaDepth_;
}

// What a class uses from outside is what its members do. In them its own members come before what is around, and `this`
// is its object.
void LocalUses::walkClass(const ast::ClassDeclaration& declaration) {
  declare(declaration.name);
  ++lambdaDepth_;
  openFunctions_.push_back({names_.mark(), {}, {}});
  names_.add("this", {placeOf(declaration.span), lambdaDepth_});
  const bool isData = declaration.head.has(ast::Modifier::Data);
  for (const ast::ConstructorParameter& parameter : declaration.parameters) {
    if (isData || parameter.field != ast::FieldKind::None) declare(parameter.name);
  }
  for (const ast::Declaration* member : declaration.members) {
    if (const auto* function = ast::tryAs<ast::FunctionDeclaration>(member); function != nullptr) {
      declare(function->name);
    } else if (const auto* variable = ast::tryAs<ast::VariableDeclaration>(member); variable != nullptr) {
      declare(variable->name);
    }
  }
  walkConstruction(declaration);
  for (const ast::Declaration* member : declaration.members) walkMember(*member);
  closeFunction(declaration);
  --lambdaDepth_;
}

// The code that sees the parameters of the class.
void LocalUses::walkConstruction(const ast::ClassDeclaration& declaration) {
  const std::size_t mark = names_.mark();
  for (const ast::ConstructorParameter& parameter : declaration.parameters) {
    if (parameter.value != nullptr) walk(*parameter.value);
    declare(parameter.name);
  }
  for (const ast::SuperType& type : declaration.superTypes) {
    const auto* named = ast::tryAs<ast::NamedType>(type.type);
    if (type.hasArguments && named != nullptr && !named->path.empty()) use(named->path.front().text);
    for (const ast::Expression* argument : type.arguments) walk(*argument);
  }
  for (const ast::Declaration* member : declaration.members) {
    const auto* variable = ast::tryAs<ast::VariableDeclaration>(member);
    if (variable != nullptr && variable->initializer != nullptr && !variable->isLazy) walk(*variable->initializer);
    if (const auto* init = ast::tryAs<ast::InitDeclaration>(member); init != nullptr) walk(*init->body);
  }
  names_.leave(mark);
}

void LocalUses::walkMember(const ast::Declaration& member) {
  const std::size_t mark = names_.mark();
  if (const auto* function = ast::tryAs<ast::FunctionDeclaration>(&member); function != nullptr) {
    for (const ast::Parameter& parameter : function->parameters) {
      if (parameter.value != nullptr) walk(*parameter.value);
      declare(parameter.name);
    }
    if (function->body.present()) walk(*function->body.expression);
  } else if (const auto* variable = ast::tryAs<ast::VariableDeclaration>(&member); variable != nullptr) {
    if (variable->isLazy && variable->initializer != nullptr) walk(*variable->initializer);
    if (variable->getter.present()) walk(*variable->getter.expression);
    if (variable->hasSetter) declare(variable->setterParameter);
    if (variable->setter.present()) walk(*variable->setter.expression);
  }
  names_.leave(mark);
}

void LocalUses::closeFunction(const ast::Node& code) {
  names_.leave(openFunctions_.back().mark);
  std::vector<std::string_view> outside = std::move(openFunctions_.back().outside);
  openFunctions_.pop_back();
  for (const std::string_view name : outside) useOutside(name, names_.find(name));
  namesOutside_[&code] = std::move(outside);
}

std::span<const std::string_view> LocalUses::namesOutside(const ast::Node& code) const {
  const auto found = namesOutside_.find(&code);
  return found == namesOutside_.end() ? std::span<const std::string_view>() : found->second;
}

void LocalUses::walkFor(const ast::ForStatement& s) {
  walk(*s.iterable);
  const std::size_t mark = names_.mark();
  declare(*s.pattern);
  walk(*s.body);
  names_.leave(mark);
}

void LocalUses::declare(const ast::Identifier& name) { names_.add(name.text, {placeOf(name.span), lambdaDepth_}); }

void LocalUses::declare(const ast::Pattern& pattern) {
  switch (pattern.kind) {
    case NodeKind::BindingPattern: return declare(ast::as<ast::BindingPattern>(pattern).name);
    case NodeKind::TuplePattern:
      for (const ast::Pattern* part : ast::as<ast::TuplePattern>(pattern).elements) declare(*part);
      return;
    case NodeKind::CasePattern:
      for (const ast::Pattern* part : ast::as<ast::CasePattern>(pattern).arguments) declare(*part);
      return;
    default: return;
  }
}

void LocalUses::use(std::string_view name) {
  const std::size_t found = names_.find(name);
  useOutside(name, found);
  if (found == names_.size()) return;
  const Declared& declared = names_.at(found);
  if (declared.lambdaDepth < lambdaDepth_) usedByLambdas_.insert(declared.place);
}

void LocalUses::useOutside(std::string_view name, std::size_t found) {
  if (openFunctions_.empty() || (found < names_.size() && found >= openFunctions_.back().mark)) return;
  if (openFunctions_.back().seen.insert(name).second) openFunctions_.back().outside.push_back(name);
}

void LocalUses::assign(const ast::Expression& target) {
  const auto* name = ast::tryAs<ast::NameExpression>(&target);
  if (name == nullptr) return;
  const std::size_t found = names_.find(name->name.text);
  if (found != names_.size()) assignments_.push_back(names_.at(found).place);
}

}  // namespace tatu::compiler::check
