#include "compiler/check/body_checker.h"

#include "compiler/check/constant_folding.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

BodyChecker::BodyChecker(Program& program, hir::Arena& arena, FileScope& file)
    : program_(program),
      relations_(program),
      arena_(arena),
      file_(file),
      positions_(*file.source),
      inference_(relations_) {
  findLocalClass_ = [this](std::string_view name) -> ClassSymbol* {
    const std::size_t found = visibleClasses_.find(name);
    if (found == visibleClasses_.size()) return nullptr;
    visibleClasses_.at(found)->isUsed = true;
    return visibleClasses_.at(found)->localClass->symbol;
  };
}

hir::Position BodyChecker::positionOf(SourcePosition position) {
  const LineColumn place = positions_.at(position);
  return {place.line, place.column};
}

Expr BodyChecker::error(SourceSpan span) { return make<hir::UnitLiteral>(errorType(), span); }
Expr BodyChecker::unitValue(SourceSpan span) { return make<hir::UnitLiteral>(unit(), span); }

Expr BodyChecker::boolean(bool value, SourceSpan span) {
  auto* node = make<hir::BoolLiteral>(leaf(TypeKind::Bool), span);
  node->value = value;
  return node;
}

Expr BodyChecker::integer(std::int64_t value, SourceSpan span) {
  auto* node = make<hir::IntLiteral>(leaf(TypeKind::Int), span);
  node->value = value;
  return node;
}

Expr BodyChecker::instruction(bytecode::Opcode opcode, std::initializer_list<Expr> operands, const Type* type,
                              SourceSpan span) {
  auto* node = make<hir::Instruction>(type, span);
  node->opcode = opcode;
  node->operands = operands;
  return node;
}

Expr BodyChecker::negated(Expr condition, SourceSpan span) {
  return instruction(bytecode::Opcode::BoolNot, {condition}, leaf(TypeKind::Bool), span);
}

hir::Local* BodyChecker::newLocal(std::string_view name, const Type* type, bool isMutable) {
  auto* local = arena_.make<hir::Local>();
  local->name = name;
  local->type = type;
  local->isMutable = isMutable;
  return local;
}

Expr BodyChecker::readLocal(hir::Local* local, SourceSpan span) {
  auto* node = make<hir::LocalRead>(local->type, span);
  node->local = local;
  return node;
}

Expr BodyChecker::declare(hir::Local* local, Expr value, SourceSpan span) {
  auto* node = make<hir::LocalDeclare>(unit(), span);
  node->local = local;
  node->value = value;
  return node;
}

Expr BodyChecker::reusable(Expr value, std::vector<Expr>& before, SourceSpan span) {
  using hir::ExpressionKind;
  const bool isLiteral = value->kind <= ExpressionKind::CharLiteral;
  const bool isStable =
      value->kind == ExpressionKind::LocalRead && !static_cast<hir::LocalRead*>(value)->local->isMutable;
  if (isLiteral || isStable || value->type->is(TypeKind::Error)) return value;
  hir::Local* local = newLocal("", value->type);
  before.push_back(declare(local, value, span));
  return readLocal(local, span);
}

Expr BodyChecker::copyOf(Expr value, SourceSpan span) {
  if (value->kind == hir::ExpressionKind::LocalRead) return readLocal(static_cast<hir::LocalRead*>(value)->local, span);
  return value;  // a literal: emitting it twice is harmless
}

Expr BodyChecker::withBefore(std::vector<Expr> before, Expr value, SourceSpan span) {
  if (before.empty()) return value;
  auto* block = make<hir::Block>(value->type, span);
  block->statements = std::move(before);
  block->result = value;
  return block;
}

TypeResolver BodyChecker::resolver() {
  TypeResolver resolver(program_, file_);
  resolver.addParameters(typeScope_);
  resolver.setConditions(&activeConditions_);
  resolver.setLocalClasses(&findLocalClass_);
  return resolver;
}

hir::Function* BodyChecker::newFunction(const FunctionSymbol* symbol, std::string name) {
  auto* function = arena_.make<hir::Function>();
  function->symbol = symbol;
  function->name = std::move(name);
  function->file = file_.number();
  function->owner = symbol_ != nullptr ? symbol_->owner : owner_;
  function->conditions = activeConditions_;
  if (symbol == nullptr && frame_ != nullptr) {
    function->typeParameters = frame_->function->typeParameters;
    return function;
  }
  if (function->owner != nullptr) {
    function->typeParameters.assign(function->owner->typeParameters.begin(), function->owner->typeParameters.end());
  }
  if (symbol_ != nullptr) {
    function->typeParameters.insert(function->typeParameters.end(), symbol_->typeParameters.begin(),
                                    symbol_->typeParameters.end());
  }
  return function;
}

void BodyChecker::beginFunction(hir::Function& function, Frame& frame, const ast::Node* body) {
  frame.function = &function;
  frame.localClass = localClass_;
  frame.outer = frame_;
  frame_ = &frame;
  if (body != nullptr && frame.outer == nullptr) uses_.scan(*body);  // what is inside was scanned with it
}

void BodyChecker::declareParameter(hir::Function& function, const ast::Identifier& name, const Type* type) {
  LocalInfo* info = addLocal(name, type, false, 0);
  info->isParameter = true;
  info->isTracked = false;
  function.parameters.push_back(info->local);
}

hir::Function* BodyChecker::function(FunctionSymbol& symbol) {
  using bytecode::FunctionFlag;
  if (FieldSymbol* const field = program_.accessedFields.get(symbol); field != nullptr)
    return fieldAccessor(symbol, *field);
  if (symbol.defaultOf != nullptr) return defaultFunction(symbol);
  if (symbol.declaration == nullptr || symbol.has(FunctionFlag::Abstract) || symbol.has(FunctionFlag::Native) ||
      symbol.isInstruction()) {
    return nullptr;
  }
  const auto* declaration = ast::tryAs<ast::FunctionDeclaration>(symbol.declaration);
  const auto* property = ast::tryAs<ast::VariableDeclaration>(symbol.declaration);
  const ast::FunctionBody& body = declaration != nullptr ? declaration->body
                                  : symbol.isSetter()    ? property->setter
                                                         : property->getter;
  if (!body.present() && symbol.lazyStorage == nullptr) return nullptr;
  symbol_ = &symbol;
  owner_ = symbol.owner;
  activeConditions_.insert(activeConditions_.end(), symbol.conditions.begin(), symbol.conditions.end());
  relations_.setConditions(&activeConditions_);
  const bool isMember = symbol.owner != nullptr && !symbol.has(FunctionFlag::Static);
  if (isMember) typeScope_ = classTypeScope();
  typeScope_.insert(typeScope_.end(), symbol.typeParameters.begin(), symbol.typeParameters.end());
  functionName_ = symbol.owner != nullptr ? symbol.owner->fullName() + "." + symbol.name : symbol.fullName();
  hir::Function* function = newFunction(&symbol, functionName_);
  const ScopeMark mark = enterScope();
  Frame frame;
  const bool isUntyped = symbol.lazyStorage != nullptr && isWithoutType(*symbol.lazyStorage);
  frame.result = isUntyped ? unit() : program_.resultOf(symbol);
  beginFunction(*function, frame, symbol.lazyStorage != nullptr ? property->initializer : body.expression);
  if (isMember) receiver_ = declareReceiver(*function, *symbol.owner);
  if (localClass_ != nullptr) function->capturedIn = function->receiver;
  if (symbol.isExtension) {
    declareParameter(*function, {"this", {}}, symbol.parameters[0].type);
    receiver_ = visible_.at(visible_.size() - 1);
  }
  if (declaration != nullptr) {
    const std::size_t first = symbol.isExtension ? 1 : 0;
    for (std::size_t i = 0; i < declaration->parameters.size() && first + i < symbol.parameters.size(); ++i) {
      declareParameter(*function, declaration->parameters[i].name, symbol.parameters[first + i].type);
    }
  } else if (symbol.isSetter()) {
    declareParameter(*function, property->setterParameter, symbol.parameters.back().type);
  }
  const SourceSpan nameSpan = declaration != nullptr ? declaration->name.span : property->name.span;
  if (symbol.lazyStorage != nullptr) {
    function->body = lazyRead(symbol, *property);
    function->result = symbol.result;
  } else {
    functionBody(*function, body, symbol.result, nameSpan);
  }
  if (declaration != nullptr) refuseLostValue(*declaration, *function);
  leaveScope(mark);
  frame_ = frame.outer;
  return function;
}

namespace {

bool isDefer(const ast::Statement& statement) {
  const auto* whole = ast::tryAs<ast::ExpressionStatement>(&statement);
  const auto* attempt = whole == nullptr ? nullptr : ast::tryAs<ast::TryExpression>(whole->expression);
  return attempt != nullptr && attempt->isDefer;
}

// The last expression, also behind a `defer`; null if something else stands there.
const ast::Expression* lastOf(const ast::BlockExpression& block) {
  if (block.statements.empty()) return nullptr;
  const auto* last = ast::tryAs<ast::ExpressionStatement>(block.statements.back());
  if (last == nullptr) return nullptr;
  return isDefer(*last) ? lastOf(*ast::as<ast::TryExpression>(*last->expression).body) : last->expression;
}

}  // namespace

// `fun f() = value` without the type of a result.
void BodyChecker::refuseLostValue(const ast::FunctionDeclaration& declaration, const hir::Function& function) {
  if (declaration.body.isBlock || declaration.resultType != nullptr) return;
  const Type* type = function.body->type;
  if (type->is(TypeKind::Unit) || type->is(TypeKind::Never) || containsError(type)) return;
  report(Diagnostic(DiagnosticCode::MissingResultType, declaration.name.span,
                    "this function has " + withArticle(type) + " to give, but says nothing of a result")
             .help("write the type of its result", {Edit{declaration.parametersSpan.endOnly(), ": " + toString(type)}})
             .help("or braces around the body, if the value is not wanted"));
}

void BodyChecker::functionBody(hir::Function& function, const ast::FunctionBody& body, const Type* result,
                               SourceSpan nameSpan) {
  function.result = result;
  const bool isUnit = result->is(TypeKind::Unit);
  if (!body.isBlock) {
    function.body = isUnit ? expression(*body.expression, {unit(), true}) : coerced(*body.expression, result);
    return;
  }
  lastOfFunction_ = isUnit ? nullptr : lastOf(ast::as<ast::BlockExpression>(*body.expression));
  function.body = expression(*body.expression, {nullptr, true});
  if (!flow_.isReachable() || isUnit || result->is(TypeKind::Error)) return;
  const auto& statements = static_cast<const hir::Block*>(function.body)->statements;
  if (!statements.empty() && statements.back()->type->is(TypeKind::Error)) return;  // who knows what it was to be
  const auto& block = ast::as<ast::BlockExpression>(*body.expression);
  Diagnostic diagnostic(DiagnosticCode::MissingReturn, block.closingBrace(),
                        result->is(TypeKind::Never)
                            ? "this function says that it never returns, but it can end here"
                            : "this function returns " + withArticle(result) + ", but it can end here without one");
  (void)std::move(diagnostic).also(nameSpan, "the function is declared here");
  const bool isResultLast = !statements.empty() && relations_.isAssignable(statements.back()->type, result) &&
                            block.statements.back()->kind == ast::NodeKind::ExpressionStatement &&
                            !isDefer(*block.statements.back());
  if (isResultLast) {
    const SourceSpan last = block.statements.back()->span;
    (void)std::move(diagnostic)
        .help("if the last expression is the result, write `return` before it", {Edit{last.startOnly(), "return "}});
  }
  report(std::move(diagnostic));
}

// It stands outside of the class, but sees what the function of the parameter would see.
hir::Function* BodyChecker::defaultFunction(FunctionSymbol& symbol) {
  using bytecode::FunctionFlag;
  const ast::Expression& value = defaultExpression(symbol);
  symbol_ = &symbol;
  owner_ = symbol.defaultOf->owner;
  typeScope_ = symbol.defaultOf->has(FunctionFlag::Static) ? symbol.defaultOf->typeParameters : symbol.typeParameters;
  if (localClass_ != nullptr) {
    typeScope_ = classTypeScope();
    typeScope_.insert(typeScope_.end(), symbol.defaultOf->typeParameters.begin(),
                      symbol.defaultOf->typeParameters.end());
  }
  isObjectRaw_ = symbol.defaultOf->has(FunctionFlag::Constructor);
  functionName_ = symbol.name;
  hir::Function* function = newFunction(&symbol, functionName_);
  const ScopeMark mark = enterScope();
  Frame frame;
  frame.result = symbol.result;
  beginFunction(*function, frame, &value);
  if (isObjectRaw_) placeAllCaptured();
  for (const ParameterSymbol& parameter : symbol.parameters) {
    declareParameter(*function, {parameter.name, {}}, parameter.type);
    LocalInfo* const info = visible_.at(visible_.size() - 1);
    info->isUsed = true;
    if (parameter.name == "this") receiver_ = info;
  }
  if (localClass_ != nullptr && receiver_ != nullptr) function->capturedIn = receiver_->local;
  function->result = symbol.result;
  function->body = coerced(value, symbol.result);
  leaveScope(mark);
  frame_ = frame.outer;
  return function;
}

LocalInfo* BodyChecker::declareReceiver(hir::Function& function, const ClassSymbol& owner) {
  LocalInfo* receiver = addLocal(ast::Identifier{"this", {}}, program_.selfType(owner), false, 0);
  receiver->isParameter = true;
  function.receiver = receiver->local;
  return receiver;
}

// The getter of a `lazy val`: a function is made only where the value is not there yet.
Expr BodyChecker::lazyRead(FunctionSymbol& getter, const ast::VariableDeclaration& declaration) {
  const SourceSpan span = declaration.name.span;
  Expr compute = nullptr;
  if (isWithoutType(*getter.lazyStorage)) {
    compute = expression(*declaration.initializer);
    const Type* found = withoutLeak(compute->type, *declaration.initializer, declaration.name);
    getter.result = found->is(TypeKind::Function) ? found->result() : errorType();
    getter.lazyStorage->type = program_.lazyType(program_.core.lazy, getter.result);
  } else {
    compute = coerced(*declaration.initializer, lazyFunction(getter.result));
  }
  const Type* type = program_.typeOf(*getter.lazyStorage);
  if (containsError(type) || containsError(compute->type)) return error(span);
  const auto storage = [&]() -> Expr {
    auto* read = make<hir::FieldRead>(type, span);
    read->object = localStored(*receiver_, span);
    read->field = getter.lazyStorage;
    read->owner = program_.selfType(*getter.owner);
    return read;
  };
  auto* node = make<hir::If>(getter.result, span);
  node->condition = methodCall(storage(), "isComputed", {}, span);
  node->then = methodCall(storage(), "known", {}, span);
  node->otherwise = methodCall(storage(), "computed", {compute}, span);
  return node;
}

hir::Function* BodyChecker::fieldAccessor(FunctionSymbol& symbol, FieldSymbol& field) {
  symbol_ = &symbol;
  owner_ = symbol.owner;
  hir::Function* function = newFunction(&symbol, symbol.owner->fullName() + "." + symbol.name);
  const Type* owner = program_.selfType(*symbol.owner);
  function->receiver = newLocal("this", owner);
  const SourceSpan span = Program::nameSpan(symbol.owner->declaration);
  if (symbol.isSetter()) {
    hir::Local* const value = newLocal(symbol.parameters.front().name, program_.typeOf(field));
    function->parameters.push_back(value);
    function->body = fieldAssign(readLocal(function->receiver, span), field, owner, readLocal(value, span), span);
  } else {
    symbol.result = program_.typeOf(field);
    auto* read = make<hir::FieldRead>(symbol.result, span);
    read->object = readLocal(function->receiver, span);
    read->field = &field;
    read->owner = owner;
    function->body = read;
  }
  function->result = symbol.result;
  return function;
}

hir::Function* BodyChecker::initializer(GlobalSymbol& symbol) {
  const auto& declaration = ast::as<ast::VariableDeclaration>(*symbol.declaration);
  if (declaration.initializer == nullptr) return nullptr;
  functionName_ = "<top level>";
  hir::Function* function = newFunction(nullptr, functionName_);
  function->owner = nullptr;
  function->typeParameters.clear();
  Frame frame;
  frame.result = unit();
  beginFunction(*function, frame, declaration.initializer);
  const Type* type = program_.typeOf(symbol);
  auto* assign = make<hir::GlobalAssign>(unit(), declaration.name.span);
  assign->global = &symbol;
  if (symbol.isConst) {
    assign->value = constantValue(*symbol.constant, type, declaration.initializer->span);
  } else if (symbol.isLazy && !containsError(type)) {
    const Expr compute = coerced(*declaration.initializer, lazyFunction(type->arguments[0]));
    assign->value = newObject(type, {compute}, declaration.name.span);
  } else {
    assign->value = coerced(*declaration.initializer, type);
  }
  function->result = unit();
  function->body = assign;
  leaveScope({0, 0});
  frame_ = nullptr;
  return function;
}

const Type* BodyChecker::typeOfGlobal(GlobalSymbol& symbol) {
  const auto& declaration = ast::as<ast::VariableDeclaration>(*symbol.declaration);
  hir::Function* function = newFunction(nullptr, "<top level>");
  Frame frame;
  frame.result = unit();
  beginFunction(*function, frame, declaration.initializer);
  const Type* type =
      withoutLeak(expression(*declaration.initializer)->type, *declaration.initializer, declaration.name);
  frame_ = nullptr;
  if (!symbol.isLazy || !type->is(TypeKind::Function)) return type;
  return program_.lazyType(program_.core.lazyValue, type->result());
}

void BodyChecker::computeConstant(GlobalSymbol& symbol) {
  const auto& declaration = ast::as<ast::VariableDeclaration>(*symbol.declaration);
  const ast::Expression& written = *declaration.initializer;
  hir::Function* function = newFunction(nullptr, "<top level>");
  Frame frame;
  frame.result = unit();
  beginFunction(*function, frame, &written);
  const bool hasType = symbol.type != nullptr && !symbol.type->is(TypeKind::Error);
  const Expr value = hasType ? coerced(written, symbol.type) : expression(written);
  frame_ = nullptr;
  if (symbol.type == nullptr) symbol.type = value->type;
  if (containsError(value->type) || symbol.type->is(TypeKind::Error)) return;
  const bool canBeConstant = symbol.type->kind >= TypeKind::Bool && symbol.type->kind <= TypeKind::String;
  FoldedConstant folded;
  if (canBeConstant) folded = foldConstant(*value);
  symbol.constant = std::move(folded.value);
  if (symbol.constant) return;
  const std::string problem = canBeConstant ? ": " + folded.problem : ", which is " + withArticle(symbol.type);
  report(
      Diagnostic(DiagnosticCode::InvalidConstant, written.span,
                 "the compiler cannot compute the value of " + quoted(symbol.name) + problem)
          .note("a constant is a number, `Bool`, `Char` or `String`, made of literals, other constants, operators and "
                "conversions")
          .help("a value that is computed when the program runs is a `val`"));
  symbol.type = errorType();
}

// Unlike other fields it is computed on the complete object.
const Type* BodyChecker::typeOfLazy(FieldSymbol& storage, const ast::VariableDeclaration& declaration) {
  owner_ = storage.owner;
  typeScope_ = classTypeScope();
  hir::Function* function = newFunction(nullptr, std::string(declaration.name.text));
  const ScopeMark mark = enterScope();
  Frame frame;
  frame.result = unit();
  beginFunction(*function, frame, declaration.initializer);
  receiver_ = declareReceiver(*function, *storage.owner);
  const Type* type =
      withoutLeak(expression(*declaration.initializer)->type, *declaration.initializer, declaration.name);
  leaveScope(mark);
  frame_ = frame.outer;
  return program_.lazyType(program_.core.lazy, type->is(TypeKind::Function) ? type->result() : errorType());
}

const Type* BodyChecker::typeOfField(FieldSymbol& field) {
  const auto& declaration = ast::as<ast::VariableDeclaration>(*field.declaration);
  if (declaration.isLazy) return typeOfLazy(field, declaration);
  owner_ = field.owner;
  symbol_ = field.owner->constructor;
  typeScope_ = field.owner->typeParameters;
  hir::Function* function = newFunction(nullptr, "constructor");
  Frame frame;
  frame.result = unit();
  beginFunction(*function, frame, declaration.initializer);
  isObjectRaw_ = true;
  const auto& owner = ast::as<ast::ClassDeclaration>(*field.owner->declaration);
  for (std::size_t i = 0; i < owner.parameters.size(); ++i) {
    declareParameter(*function, owner.parameters[i].name, field.owner->constructor->parameters[i].type);
  }
  declareEarlierFields(field, *declaration.initializer);
  const Type* type =
      withoutLeak(expression(*declaration.initializer)->type, *declaration.initializer, declaration.name);
  useAll({0, 0});  // the real check warns
  leaveScope({0, 0});
  frame_ = nullptr;
  return type;
}

}  // namespace tatu::compiler::check
