#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

Expr BodyChecker::statement(const ast::Statement& s, std::size_t scopeStart) {
  switch (s.kind) {
    case ast::NodeKind::VariableStatement: return variable(ast::as<ast::VariableStatement>(s), scopeStart);
    case ast::NodeKind::AssignmentStatement: return assignment(ast::as<ast::AssignmentStatement>(s));
    case ast::NodeKind::FunctionStatement:
      return localFunction(*ast::as<ast::FunctionStatement>(s).declaration, scopeStart);
    case ast::NodeKind::ClassStatement: return localClass(*ast::as<ast::ClassStatement>(s).declaration, scopeStart);
    case ast::NodeKind::WhileStatement: return whileLoop(ast::as<ast::WhileStatement>(s));
    case ast::NodeKind::ForStatement: return forLoop(ast::as<ast::ForStatement>(s));
    default: return discarded(*ast::as<ast::ExpressionStatement>(s).expression);
  }
}

Expr BodyChecker::discarded(const ast::Expression& e, const Type* hint) {
  Expr value = expression(e, {hint, true});
  warnIfUnused(e, *value);
  return value;
}

namespace {

// What does nothing but give a value. What calls something may do more; what tests or leaves, like `x!!` and `a &&
// f()`, is written for that.
bool isOnlyValue(const ast::Expression& e, const hir::Expression& value) {
  using ast::NodeKind;
  const bool isCall = value.kind == hir::ExpressionKind::Call || value.kind == hir::ExpressionKind::Chain;
  switch (e.kind) {
    case NodeKind::IntegerLiteral:
    case NodeKind::FloatLiteral:
    case NodeKind::BooleanLiteral:
    case NodeKind::CharacterLiteral:
    case NodeKind::StringLiteral:
    case NodeKind::ByteStringLiteral:
    case NodeKind::NullLiteral:
    case NodeKind::InterpolatedString:
    case NodeKind::ThisExpression:
    case NodeKind::TupleExpression:
    case NodeKind::ListExpression:
    case NodeKind::MapExpression:
    case NodeKind::LambdaExpression:
    case NodeKind::SequenceExpression:
    case NodeKind::IsExpression: return true;
    case NodeKind::NameExpression:
    case NodeKind::MemberExpression:
    case NodeKind::TupleIndexExpression:
    case NodeKind::UnaryExpression: return !isCall;
    case NodeKind::BinaryExpression: {
      const ast::BinaryOperator op = ast::as<ast::BinaryExpression>(e).op;
      if (op <= ast::BinaryOperator::Or) return !isCall;
      return op != ast::BinaryOperator::Coalesce && op < ast::BinaryOperator::LogicalAnd;
    }
    default: return false;
  }
}

}  // namespace

void BodyChecker::warnIfUnused(const ast::Expression& e, const hir::Expression& value) {
  const Type* type = value.type;
  const bool isNothing = type->is(TypeKind::Unit) || type->is(TypeKind::Never) || type->is(TypeKind::Error);
  if (isNothing || &e == lastOfFunction_ || isValueMissed_ || !isOnlyValue(e, value)) return;
  const bool isFunction = type->is(TypeKind::Function);
  Diagnostic diagnostic(DiagnosticCode::UnusedValue, e.span,
                        isFunction ? "this function is not called" : "this value is not used");
  const auto* binary = ast::tryAs<ast::BinaryExpression>(&e);
  const Type* result = frame_ == nullptr ? nullptr : frame_->result;
  if (isFunction && e.kind != ast::NodeKind::LambdaExpression) {
    (void)std::move(diagnostic).help("call it", {Edit{e.span.endOnly(), type->parameters().empty() ? "()" : "(…)"}});
  } else if (binary != nullptr && binary->op == ast::BinaryOperator::Equal) {
    (void)std::move(diagnostic).help("to assign, write `=`", {Edit{binary->operatorSpan, "="}});
  } else if (result != nullptr && !result->is(TypeKind::Unit) && relations_.isAssignable(type, result)) {
    (void)std::move(diagnostic)
        .help("if it is the result, write `return` before it", {Edit{e.span.startOnly(), "return "}});
  } else {
    (void)std::move(diagnostic).help("if that is on purpose, write `val _ = …`");
  }
  report(std::move(diagnostic));
}

// ---- val and var

Expr BodyChecker::variable(const ast::VariableStatement& s, std::size_t scopeStart) {
  if (s.isLazy) return lazyLocal(s, scopeStart);
  if (s.pattern->kind == ast::NodeKind::TuplePattern) return destructure(s, scopeStart);
  const Type* written = s.type != nullptr ? resolver().resolve(*s.type) : nullptr;
  Expr value = nullptr;
  if (s.initializer != nullptr)
    value = written != nullptr ? coerced(*s.initializer, written) : expression(*s.initializer);
  if (s.pattern->kind == ast::NodeKind::WildcardPattern) return value != nullptr ? value : error(s.span);
  const auto& binding = ast::as<ast::BindingPattern>(*s.pattern);
  const Type* type = written;
  if (type == nullptr) {
    type = value != nullptr ? value->type : errorType();  // without both the parser has said so
    if (value != nullptr && type->is(TypeKind::Optional) && type->arguments[0]->is(TypeKind::Never)) {
      report(Diagnostic(DiagnosticCode::CannotInfer, binding.name.span,
                        "I cannot find out the type of " + quoted(binding.name.text) + " from `null` alone")
                 .help("write it: `" + std::string(binding.name.text) + ": Int? = null`"));
      type = errorType();
    }
  }
  LocalInfo* info = addLocal(binding.name, type, s.isMutable, scopeStart);
  if (value == nullptr) track(*info);
  const bool isNothing = written == nullptr && value != nullptr && warnOfNothing(s, *value);
  if (type->is(TypeKind::Error) || isNothing) info->isUsed = true;
  return declare(info->local, value, s.span);
}

// It keeps the function that computes it, until it has done so.
Expr BodyChecker::lazyLocal(const ast::VariableStatement& s, std::size_t scopeStart) {
  const auto* binding = ast::tryAs<ast::BindingPattern>(s.pattern);
  const Type* written = s.type != nullptr ? resolver().resolve(*s.type) : nullptr;
  const Expr compute = written != nullptr ? coerced(*s.initializer, lazyFunction(written)) : expression(*s.initializer);
  const Type* type = compute->type->is(TypeKind::Function) ? compute->type->result() : errorType();
  if (binding == nullptr) return error(s.span);  // told by the parser
  LocalInfo* info = addLocal(binding->name, type, false, scopeStart);
  const Type* kept = program_.lazyType(program_.core.lazyValue, type);
  if (kept->is(TypeKind::Error)) {
    info->isUsed = true;
    return error(s.span);
  }
  info->isLazy = true;
  info->local->type = kept;
  return declare(info->local, newObject(kept, {compute}, s.span), s.span);
}

const Type* BodyChecker::lazyFunction(const Type* value) {
  const Type* parts[] = {value};
  return value->is(TypeKind::Error) ? value : program_.types.function(parts);
}

// ---- Assignment

Expr BodyChecker::assignment(const ast::AssignmentStatement& s) {
  switch (s.target->kind) {
    case ast::NodeKind::NameExpression: return assignName(s, ast::as<ast::NameExpression>(*s.target));
    case ast::NodeKind::MemberExpression: return assignMember(s, ast::as<ast::MemberExpression>(*s.target));
    case ast::NodeKind::IndexExpression: return assignIndex(s, ast::as<ast::IndexExpression>(*s.target));
    default: (void)expression(*s.value); return error(s.span);
  }
}

Expr BodyChecker::assignedValue(const ast::AssignmentStatement& s, const Type* type, Expr current) {
  if (!s.op) return coerced(*s.value, type);
  const bool isShift = *s.op == ast::BinaryOperator::ShiftLeft || *s.op == ast::BinaryOperator::ShiftRight ||
                       *s.op == ast::BinaryOperator::ShiftRightUnsigned;
  Expr value = hinted(*s.value, isShift ? leaf(TypeKind::Int) : current->type);
  Expr result = arithmetic(*s.op, current, value, s.span, s.value->span);
  return convert(result, type, s.value->span);
}

Expr BodyChecker::assignName(const ast::AssignmentStatement& s, const ast::NameExpression& target) {
  LocalInfo* local = findLocal(target.name.text);
  if (local != nullptr && (local->function != nullptr || local->localClass != nullptr)) {
    report(Diagnostic(DiagnosticCode::AssignToVal, target.span,
                      quoted(target.name.text) + " is a " + (local->function != nullptr ? "function" : "class") +
                          " and cannot be assigned"));
    (void)expression(*s.value);
    return error(s.span);
  }
  if (local != nullptr) {
    const bool wasUsed = local->isUsed;
    Expr current = s.op ? localValue(*local, target.span) : nullptr;
    local->isUsed = wasUsed || (s.op && local->frame != frame_);
    Expr value = assignedValue(s, local->type, current);
    assignLocal(*local, target.span);
    auto* node = make<hir::LocalAssign>(unit(), s.span);
    node->local = place(*local);
    node->value = value;
    return node;
  }
  if (const auto [found, level] = findImplicit(target.name.text); !found.isNone()) {
    Expr object = objectOf(level, target.span, target.name.text);
    if (object->type->is(TypeKind::Error) || found.kind == MemberKind::Broken || !checkVisible(found, target.name)) {
      (void)expression(*s.value);
      return error(s.span);
    }
    return assignOn(object, found, target.name, s);
  }
  const Entity entity = program_.find(file_, target.name.text);
  if (entity.kind == EntityKind::Global) return assignGlobal(*entity.global, target.name, s);
  const auto [extension, around] = entity.isNone() ? findImplicitExtension(target.name) : ImplicitMember{};
  if (extension.kind == MemberKind::Extension)
    return assignOn(objectOf(around, target.span), extension, target.name, s);
  if (entity.isNone()) {
    if (extension.isNone()) (void)unknownName(target.name);
  } else if (entity.kind != EntityKind::Broken) {
    report(Diagnostic(DiagnosticCode::AssignToVal, target.span,
                      quoted(target.name.text) + " is no variable and cannot be assigned"));
  }
  (void)expression(*s.value);
  return error(s.span);
}

Expr BodyChecker::assignGlobal(const GlobalSymbol& global, const ast::Identifier& name,
                               const ast::AssignmentStatement& s) {
  program_.warnIfDeprecated(global.declaration, name.text, name.span);
  if (global.isLazy) {
    report(Diagnostic(DiagnosticCode::AssignToVal, name.span,
                      quoted(name.text) + " is a `lazy val` and cannot be assigned"));
    (void)expression(*s.value);
    return error(s.span);
  }
  Expr current = s.op ? globalValue(global, name) : nullptr;
  auto* node = make<hir::GlobalAssign>(unit(), s.span);
  node->global = &global;
  node->value = assignedValue(s, program_.typeOf(global), current);
  if (!global.isMutable) {
    Diagnostic diagnostic(DiagnosticCode::AssignToVal, name.span,
                          quoted(name.text) + (global.isConst ? " is a constant and cannot be assigned"
                                                              : " is a `val` and cannot be assigned again"));
    if (global.declaration != nullptr)
      (void)std::move(diagnostic).also(Program::nameSpan(global.declaration), "it is declared here");
    report(std::move(diagnostic));
  }
  return node;
}

// To a member of a value.
Expr BodyChecker::assignOn(Expr object, const Member& member, const ast::Identifier& name,
                           const ast::AssignmentStatement& s) {
  if (member.kind == MemberKind::Field) return assignField(object, member, name, s);
  if (member.kind == MemberKind::Extension && member.method->setter != nullptr)
    return assignExtension(object, member, name, s);
  const Member setter = relations_.findMember(object->type, setterName(name.text));
  if (setter.method != nullptr) return assignProperty(object, {member, setter}, name, s);
  const bool isProperty = member.method != nullptr && member.method->has(bytecode::FunctionFlag::Getter);
  const auto* declared = isProperty ? ast::tryAs<ast::VariableDeclaration>(member.method->declaration) : nullptr;
  if (declared != nullptr && declared->isMutable) {  // that its `set` is missing was told
    (void)expression(*s.value);
    return error(s.span);
  }
  Diagnostic diagnostic(DiagnosticCode::AssignToVal, name.span,
                        isProperty ? "the property " + quoted(name.text) + " has no `set`: it can only be read"
                                   : "the method " + quoted(name.text) + " cannot be assigned");
  if (isProperty && member.method->declaration != nullptr)
    (void)std::move(diagnostic).also(Program::nameSpan(member.method->declaration), "it is declared here");
  report(std::move(diagnostic));
  (void)expression(*s.value);
  return error(s.span);
}

Expr BodyChecker::assignOnSuper(const ast::MemberExpression& target, const ast::AssignmentStatement& s) {
  const Member found = superMember(target.member);
  Expr object = superReceiver(target.receiver->span);
  if (found.isNone() || object->type->is(TypeKind::Error)) {
    (void)expression(*s.value);
    return error(s.span);
  }
  const std::string name = setterName(target.member.text);
  const bool canBeSet = found.kind == MemberKind::Method && !relations_.findMember(found.owner, name).isNone();
  if (!canBeSet) return assignOn(object, found, target.member, s);
  const Member setter = superMember({name, target.member.span});
  if (setter.isNone()) return error(s.span);
  return assignProperty(object, {found, setter, true}, target.member, s);
}

Expr BodyChecker::assignProperty(Expr object, const Property& property, const ast::Identifier& name,
                                 const ast::AssignmentStatement& s) {
  warnIfDeprecated(property.setter, name);
  const FunctionSymbol& setter = *property.setter.method;
  const Type* type =
      relations_.substitutionOf(property.setter.owner).apply(program_.types, setter.parameters.front().type);
  std::vector<Expr> before;
  Expr current = nullptr;
  if (s.op) {
    object = reusable(object, before, s.target->span);
    current =
        readMember(copyOf(object, s.target->span), property.getter, name, {}, {}, s.target->span, property.isSuper);
  }
  Expr value = assignedValue(s, type, current);
  Expr call = builtCall(setter, property.setter.owner, object, !property.isSuper && isVirtual(setter), {}, {value},
                        unit(), s.span);
  return withBefore(std::move(before), call, s.span);
}

Expr BodyChecker::assignExtension(Expr object, const Member& getter, const ast::Identifier& name,
                                  const ast::AssignmentStatement& s) {
  std::vector<Expr> before;
  object = reusable(object, before, s.target->span);
  const Expr current = readMember(copyOf(object, s.target->span), getter, name, {}, {}, s.target->span);
  if (current->type->is(TypeKind::Error)) {
    (void)expression(*s.value);
    return error(s.span);
  }
  const Expr value = assignedValue(s, current->type, s.op ? current : nullptr);
  if (value->type->is(TypeKind::Error)) return error(s.span);
  warnIfDeprecated(getter, name);
  const Expr call = extensionCall(*getter.method->setter, {object, value}, s.span);
  return call == nullptr ? error(s.span) : withBefore(std::move(before), call, s.span);
}

Expr BodyChecker::fieldAssign(Expr object, const FieldSymbol& field, const Type* owner, Expr value, SourceSpan span) {
  auto* node = make<hir::FieldAssign>(unit(), span);
  node->object = object;
  node->field = &field;
  node->owner = owner;
  node->value = value;
  return node;
}

Expr BodyChecker::assignField(Expr object, const Member& member, const ast::Identifier& name,
                              const ast::AssignmentStatement& s) {
  warnIfDeprecated(member, name);
  const Type* type = relations_.substitutionOf(member.owner).apply(program_.types, program_.typeOf(*member.field));
  std::vector<Expr> before;
  Expr current = nullptr;
  if (s.op) {
    object = reusable(object, before, name.span);
    current = readMember(copyOf(object, name.span), member, name, {}, {}, s.target->span);
  }
  Expr node = fieldAssign(object, *member.field, member.owner, assignedValue(s, type, current), s.span);
  if (!member.field->isMutable) {
    Diagnostic diagnostic(DiagnosticCode::AssignToVal, name.span,
                          "the field " + quoted(name.text) + " is a `val` and cannot be assigned again");
    const ast::ConstructorParameter* parameter = headerParameter(*member.field);
    if (parameter != nullptr || member.field->declaration != nullptr) {
      const SourceSpan span =
          parameter != nullptr ? parameter->name.span : Program::nameSpan(member.field->declaration);
      (void)std::move(diagnostic)
          .also(span, "it is declared here")
          .help(member.field->owner->isData
                    ? "fields of data classes never change: " + quoted("copy(" + std::string(name.text) + " = …)") +
                          " makes a new object"
                    : "declare it with `var` if it has to change");
    }
    report(std::move(diagnostic));
  }
  return withBefore(std::move(before), node, s.span);
}

Expr BodyChecker::assignMember(const ast::AssignmentStatement& s, const ast::MemberExpression& target) {
  const auto failed = [&]() -> Expr {
    (void)expression(*s.value);
    return error(s.span);
  };
  if (target.safe) {
    report(Diagnostic(DiagnosticCode::InvalidAssignmentTarget, target.span, "I cannot assign through `?.`")
               .help("test for null first"));
    return failed();
  }
  const Entity entity = entityOf(*target.receiver);
  if (entity.kind == EntityKind::Module) {
    const Entity inner = entity.module.find(target.member.text);
    if (inner.kind == EntityKind::Global && inner.isPublic()) return assignGlobal(*inner.global, target.member, s);
    (void)member(target, {});
    return failed();
  }
  if (entity.kind == EntityKind::Class) {
    const Member found = relations_.findStatic(*entity.classSymbol, target.member.text);
    if (found.kind == MemberKind::StaticValue && checkVisible(found, target.member))
      return assignGlobal(*found.staticValue, target.member, s);
    if (found.kind != MemberKind::StaticValue) (void)staticMember(*entity.classSymbol, target, {});
    return failed();
  }
  if (target.receiver->kind == ast::NodeKind::SuperExpression) return assignOnSuper(target, s);
  Expr object = expression(*target.receiver);
  if (object->type->is(TypeKind::Error)) return failed();
  const Member found = lookUpMember(object->type, target.member, *target.receiver);
  if (found.isNone()) return failed();
  return assignOn(object, found, target.member, s);
}

Expr BodyChecker::assignIndex(const ast::AssignmentStatement& s, const ast::IndexExpression& target) {
  std::vector<Expr> before;
  Expr receiver = expression(*target.receiver);
  if (receiver->type->is(TypeKind::Error)) {
    (void)expression(*target.index);
    (void)expression(*s.value);
    return error(s.span);
  }
  const ast::Identifier name{"set", target.receiver->span};
  const ast::Identifier getName{"get", target.receiver->span};
  const Member setter = findOperator(receiver->type, name);
  const Member getter = s.op ? findOperator(receiver->type, getName) : Member{};
  const auto isUsable = [](const Member& m, std::size_t count) {
    const std::size_t receivers = m.kind == MemberKind::Extension ? 1 : 0;
    return m.method != nullptr && m.method->parameters.size() == count + receivers;
  };
  const bool isSettable = isUsable(setter, 2);
  const bool isComplete = isSettable && (!s.op || isUsable(getter, 1));
  const bool isTold = setter.kind == MemberKind::Broken || getter.kind == MemberKind::Broken;
  if (!isComplete && !isTold && !relations_.hasUnknownAbove(receiver->type)) {
    report(Diagnostic(DiagnosticCode::UnknownOperator, target.span,
                      "elements of " + withArticle(receiver->type) + " cannot be " + (isSettable ? "read" : "assigned"))
               .note(isSettable ? "`x[i] += v` and the like call `operator fun get`, then `set`"
                                : "`x[i] = v` calls `operator fun set`"));
  }
  const bool isAllowed = isComplete && checkVisible(setter, name) && checkMemberConditions(setter, name) &&
                         (!s.op || (checkVisible(getter, name) && checkMemberConditions(getter, name)));
  if (!isAllowed) {
    (void)expression(*target.index);
    (void)expression(*s.value);
    return error(s.span);
  }
  const Type* indexType = operandType(setter, 0);
  Expr index = indexType != nullptr ? coerced(*target.index, indexType) : expression(*target.index);
  const auto misfit = [&](std::string_view called) {
    report(Diagnostic(DiagnosticCode::UnknownOperator, target.span,
                      "the extension " + quoted(called) + " takes no " + quoted(index->type) + " for " +
                          withArticle(receiver->type)));
    return error(s.span);
  };
  const Type* element = operandType(setter, 1);
  Expr current = nullptr;
  if (s.op) {
    receiver = reusable(receiver, before, target.receiver->span);
    index = reusable(index, before, target.index->span);
    current = operatorCall(getter, {copyOf(receiver, target.span), copyOf(index, target.span)},
                           {getName.text, target.span}, target.index->span);
    if (current == nullptr) return misfit(getName.text);
  }
  if (element == nullptr && current != nullptr) element = current->type;
  Expr value = element != nullptr ? assignedValue(s, element, current) : expression(*s.value);
  if (index->type->is(TypeKind::Error) || value->type->is(TypeKind::Error)) return error(s.span);
  const Expr store = operatorCall(setter, {receiver, index, value}, {name.text, s.span}, s.value->span);
  return store == nullptr ? misfit(name.text) : withBefore(std::move(before), store, s.span);
}

// ---- Loops

LoopScope BodyChecker::newLoop(const ast::Identifier& label) {
  LoopScope loop;
  loop.name = label.text;
  loop.label = arena_.make<hir::Label>(std::string(label.text));
  loop.finallyDepth = finallys_.size();
  return loop;
}

Expr BodyChecker::loopBody(const ast::BlockExpression& body, LoopScope& loop) {
  loops_.push_back(&loop);
  Expr result = expression(body, {nullptr, true});
  loops_.pop_back();
  loop.atNext = joined(std::move(loop.atNext), flow_);
  return result;
}

// What holds behind the loop; `exhausted` is what holds where it ends by itself, seen from the first round.
void BodyChecker::finishLoop(const ast::Node& node, const LoopScope& loop, const FlowState& entry,
                             FlowState exhausted) {
  reportRepeatedAssignments(node, entry, loop.atNext);
  if (loop.atNext.isReachable()) exhausted.possible.unite(loop.atNext.possible);
  flow_ = joined(std::move(exhausted), loop.atBreak);
}

Expr BodyChecker::whileLoop(const ast::WhileStatement& s) {
  flow_ = loopEntry(std::move(flow_), s);
  const FlowState entry = flow_;
  LoopScope loop = newLoop(s.label);
  auto* node = make<hir::While>(unit(), s.span);
  node->label = loop.label;
  ConditionFlow flow;
  node->condition = condition(*s.condition, flow);
  flow_ = std::move(flow.whenTrue);
  node->body = loopBody(*s.body, loop);
  finishLoop(s, loop, entry, std::move(flow.whenFalse));
  if (!flow_.isReachable()) node->type = leaf(TypeKind::Never);
  return node;
}

Expr BodyChecker::forLoop(const ast::ForStatement& s) {
  const auto* range = ast::tryAs<ast::BinaryExpression>(s.iterable);
  const bool isRange = range != nullptr && (range->op == ast::BinaryOperator::RangeInclusive ||
                                            range->op == ast::BinaryOperator::RangeExclusive);
  if (isRange && s.pattern->kind != ast::NodeKind::TuplePattern) return forRange(s, *range);
  return forEach(s);
}

Expr BodyChecker::forRange(const ast::ForStatement& s, const ast::BinaryExpression& range) {
  const Type* type = leaf(TypeKind::Int);
  auto* node = make<hir::ForRange>(unit(), s.span);
  const Operands ends = rangeEnds(range);
  node->from = ends.left;
  node->to = ends.right;
  node->isInclusive = range.op == ast::BinaryOperator::RangeInclusive;
  flow_ = loopEntry(std::move(flow_), s);
  const FlowState entry = flow_;
  const ScopeMark mark = enterScope();
  LoopScope loop = newLoop(s.label);
  node->label = loop.label;
  if (const auto* binding = ast::tryAs<ast::BindingPattern>(s.pattern); binding != nullptr) {
    if (binding->type != nullptr) {
      const Type* written = resolver().resolve(*binding->type);
      if (written != type && !written->is(TypeKind::Error)) mismatch(written, type, binding->name.span);
    }
    LocalInfo* info = addLocal(binding->name, type, false, mark.count);
    info->isLoopVariable = true;
    node->local = info->local;
  } else {
    node->local = newLocal("_", type);
  }
  node->body = loopBody(*s.body, loop);
  leaveScope(mark);
  finishLoop(s, loop, entry, entry);
  return node;
}

Expr BodyChecker::forEach(const ast::ForStatement& s) {
  Expr iterable = expression(*s.iterable);
  const Type* element = errorType();
  auto* node = make<hir::ForEach>(unit(), s.span);
  const SourceSpan span = s.iterable->span;
  if (!iterable->type->is(TypeKind::Error)) {
    if (relations_.superTypeAt(iterable->type, program_.core.iterable) == nullptr &&
        relations_.hasUnknownAbove(iterable->type)) {
      // what it is was told to be unknown
    } else if (relations_.superTypeAt(iterable->type, program_.core.iterable) == nullptr) {
      Diagnostic diagnostic(DiagnosticCode::NotIterable, span,
                            "`for` cannot walk through " + withArticle(iterable->type) + ": it is not `Iterable`");
      if (iterable->type->is(TypeKind::Optional))
        (void)std::move(diagnostic).help("it may be `null`: test it first, or use `?? []`");
      if (iterable->type->is(TypeKind::Int))
        (void)std::move(diagnostic).help("to count, use a range: `for i in 0..<n`");
      if (isNullaryFunction(iterable->type) &&
          relations_.superTypeAt(iterable->type->result(), program_.core.iterable) != nullptr)
        adviseToCall(diagnostic, span);
      report(std::move(diagnostic));
    } else {
      node->start = methodCall(iterable, "iterator", {}, span);
      node->iterator = newLocal("", node->start->type);
      node->hasNext = methodCall(readLocal(node->iterator, span), "hasNext", {}, span);
      node->next = methodCall(readLocal(node->iterator, span), "next", {}, span);
      element = node->next->type;
    }
  }
  flow_ = loopEntry(std::move(flow_), s);
  const FlowState entry = flow_;
  const ScopeMark mark = enterScope();
  LoopScope loop = newLoop(s.label);
  node->label = loop.label;
  if (const auto* binding = ast::tryAs<ast::BindingPattern>(s.pattern);
      binding != nullptr && binding->type != nullptr) {
    const Type* written = resolver().resolve(*binding->type);
    if (node->next != nullptr) node->next = convert(node->next, written, binding->name.span);
    element = written;
  }
  node->pattern = bindingPattern(*s.pattern, element, false, mark.count);
  for (std::size_t i = mark.count; i < visible_.size(); ++i) visible_.at(i)->isLoopVariable = true;
  const std::size_t nodesBefore = arena_.count();
  node->body = loopBody(*s.body, loop);
  node->bodySize = arena_.count() - nodesBefore;
  leaveScope(mark);
  finishLoop(s, loop, entry, entry);
  return node;
}

}  // namespace tatu::compiler::check
