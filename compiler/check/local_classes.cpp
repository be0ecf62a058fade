// Classes in blocks. Each is checked where it stands, by the same phases as a class of a file, and is known from there
// to the end of the block, to itself too. What it uses of the variables around is found out before its code is checked
// (LocalUses): its objects keep that in fields of their own, which the constructor is given.
#include <algorithm>
#include <utility>

#include "compiler/check/body_checker.h"
#include "compiler/check/limits.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

Expr BodyChecker::localClass(const ast::ClassDeclaration& declaration, std::size_t scopeStart) {
  LocalClass& local = newLocalClass(declaration);
  ClassSymbol& symbol = *local.symbol;
  LocalInfo* const info = addLocal(declaration.name, leaf(TypeKind::Never), false, scopeStart);
  info->localClass = &local;
  visibleClasses_.add(info->name, info);
  checkAnnotations(program_, declaration);
  resolveHead(program_, symbol, resolver());
  resolveMembers(program_, symbol, resolver());
  addCaptured(declaration, local.captured);
  captureFields(local);
  checkLimits(program_, symbol);
  program_.derive(symbol);
  declareDefaults(program_, symbol, local.defaults);
  checkMembers(local);
  info->isUsed = false;  // by others
  auto* node = make<hir::ClassDeclare>(unit(), declaration.span);
  node->symbol = &symbol;
  return node;
}

LocalClass& BodyChecker::newLocalClass(const ast::ClassDeclaration& declaration) {
  LocalClass& local = localClasses_.emplace_back();
  local.symbol = check::newLocalClass(program_, file_, declaration);
  ClassSymbol& symbol = *local.symbol;
  localClassOf_[&symbol] = &local;
  symbol.nameInModule = functionName_ + "." + symbol.name;
  symbol.conditions = activeConditions_;
  for (const TypeParameterSymbol* around : frame_->function->typeParameters)
    symbol.typeParameters.push_back(const_cast<TypeParameterSymbol*>(around));
  symbol.outerTypeParameters = static_cast<std::uint32_t>(symbol.typeParameters.size());
  for (const TypeParameterSymbol* around : typeScope_) {
    if (around->name != symbol.name) continue;
    report(Diagnostic(DiagnosticCode::DuplicateName, declaration.name.span,
                      quoted(symbol.name) + " is a type parameter here, so no class can be called so"));
  }
  local.typeScope = typeScope_;
  for (TypeParameterSymbol* own : resolver().declare(declaration.typeParameters, symbol.outerTypeParameters, false)) {
    symbol.typeParameters.push_back(own);
    local.typeScope.push_back(own);
  }
  return local;
}

// There is one class of a declaration, but what is around it is there again and again.
const ast::Identifier* refusedStatic(Program& program, const ast::Declaration& member) {
  const auto* function = ast::tryAs<ast::FunctionDeclaration>(&member);
  const auto* variable = ast::tryAs<ast::VariableDeclaration>(&member);
  if (function == nullptr && variable == nullptr) return nullptr;
  const ast::DeclarationHead& head = function != nullptr ? function->head : variable->head;
  if (!head.has(ast::Modifier::Static)) return nullptr;
  program.report(Diagnostic(DiagnosticCode::InvalidMember, head.modifiers.spanOf(ast::Modifier::Static),
                            "a class in a function has no static members")
                     .help(std::string("declare the ") + (function != nullptr ? "function" : "value") +
                           " before the class, where its members see it"));
  return function != nullptr ? &function->name : &variable->name;
}

// ---- What it captures

void BodyChecker::captureFields(const LocalClass& local) {
  ClassSymbol& symbol = *local.symbol;
  for (LocalInfo* info : local.captured) {
    (void)place(*info);
    FieldSymbol* const field = program_.symbols.makeField();
    const auto number = static_cast<std::uint32_t>(symbol.captured.size());
    // No declaration can have such a name; two variables can have the same.
    field->name = "outer " + std::to_string(number) + " " + std::string(info->name);
    field->type = keptType(*info);
    field->owner = &symbol;
    field->number = static_cast<std::uint32_t>(symbol.fields.size()) + number;
    symbol.captured.push_back(field);
  }
}

// As the emitter keeps it: a `var` is shared by its cell, which is empty at first if it is declared without a value.
const Type* BodyChecker::keptType(const LocalInfo& captured) {
  const Type* type = captured.local->type;
  if (!captured.isMutable) return type;
  if (program_.core.cell == nullptr || type->hasError) return errorType();
  return program_.types.classType(program_.core.cell, {captured.isTracked ? program_.types.optional(type) : type});
}

std::vector<hir::Local*> BodyChecker::capturedFor(const ClassSymbol& symbol) {
  const auto found = localClassOf_.find(&symbol);
  return found == localClassOf_.end() ? std::vector<hir::Local*>() : placesOf(found->second->captured);
}

// In code that is given all of it, in order.
void BodyChecker::placeAllCaptured() {
  if (localClass_ == nullptr) return;
  for (LocalInfo* info : localClass_->captured) (void)place(*info);
}

// ---- Its code

void BodyChecker::checkMembers(LocalClass& local) {
  ClassSymbol& symbol = *local.symbol;
  const auto check = [&](const auto& member) {
    CodeState around = enterMember(local);
    hir::Function* const function = member();
    if (function != nullptr) local.code.push_back(function);
    leaveMember(std::move(around));
  };
  check([&] { return constructor(symbol); });
  hir::Function& made = *local.code.front();
  // Lazy values of which no type is written have those that their getters find; they can use all fields.
  const auto isUntyped = [](const FunctionSymbol* each) {
    return each->lazyStorage != nullptr && each->lazyStorage->type == nullptr;
  };
  std::vector<FunctionSymbol*> methods = symbol.methods;
  const auto typed = std::stable_partition(methods.begin(), methods.end(), isUntyped);
  for (auto getter = methods.begin(); getter != typed; ++getter) check([&] { return function(**getter); });
  makeLazyFields(made);
  checkClassRules(program_, symbol);
  for (auto method = typed; method != methods.end(); ++method) check([&] { return function(**method); });
  for (FunctionSymbol* value : local.defaults) check([&] { return function(*value); });
}

// What the constructor could not make without their types.
void BodyChecker::makeLazyFields(hir::Function& constructor) {
  for (hir::FieldValue& kept : constructor.fields) {
    if (kept.value != nullptr) continue;
    kept.local->type = kept.field->type;
    kept.value = newLazy(kept.field->type, Program::nameSpan(kept.field->declaration));
  }
}

CodeState BodyChecker::enterMember(const LocalClass& local) {
  levelsAround_.push_back(level());
  CodeState around{symbol_,
                   activeConditions_,
                   std::move(typeScope_),
                   functionName_,
                   flow_,
                   blockStart_,
                   std::exchange(lastOfFunction_, nullptr),
                   std::exchange(isValueMissed_, false),
                   std::exchange(isRestOfBlock_, false),
                   std::exchange(loops_, {}),
                   std::exchange(finallys_, {}),
                   std::exchange(localClass_, &local)};
  owner_ = local.symbol;
  symbol_ = nullptr;
  receiver_ = nullptr;
  isObjectRaw_ = false;
  typeScope_.clear();
  classMark_ = visible_.mark();
  return around;
}

void BodyChecker::leaveMember(CodeState around) {
  const ClassLevel& outer = levelsAround_.back();
  owner_ = outer.owner;
  receiver_ = outer.receiver;
  isObjectRaw_ = outer.isObjectRaw;
  classMark_ = outer.mark;
  levelsAround_.pop_back();
  symbol_ = around.symbol;
  activeConditions_ = std::move(around.conditions);
  typeScope_ = std::move(around.typeScope);
  functionName_ = std::move(around.functionName);
  flow_ = std::move(around.flow);
  blockStart_ = around.blockStart;
  lastOfFunction_ = around.lastOfFunction;
  isValueMissed_ = around.isValueMissed;
  isRestOfBlock_ = around.isRestOfBlock;
  loops_ = std::move(around.loops);
  finallys_ = std::move(around.finallys);
  localClass_ = around.localClass;
}

// ---- Names in its code

// A variable from outside of a class whose member has the name.
bool BodyChecker::isHiddenByMember(std::string_view name, std::size_t place) {
  for (std::size_t i = 0; i < levelCount(); ++i) {
    const ClassLevel each = levelAt(i);
    if (place >= each.mark) return false;
    if (!relations_.findMember(program_.selfType(*each.owner), name).isNone()) return true;
  }
  return false;
}

ImplicitMember BodyChecker::findImplicit(std::string_view name) {
  for (std::size_t i = 0; i < levelCount(); ++i) {
    const ClassLevel each = levelAt(i);
    const Type* const around = receiverOf(each);
    const Member found = around == nullptr ? Member{} : relations_.findMember(around, name);
    if (!found.isNone()) return {found, each};
  }
  return {};
}

Entity BodyChecker::localEntity(LocalInfo& local) {
  Entity entity;
  if (local.localClass == nullptr) return entity;
  local.isUsed = true;
  entity.kind = EntityKind::Class;
  entity.classSymbol = local.localClass->symbol;
  return entity;
}

// ---- Its name

namespace {

// A class that is declared within the span and part of the type; null if there is none.
const ClassSymbol* classWithin(const Type* type, SourceSpan span) {
  const bool isWithin = type->is(TypeKind::Class) && type->symbol->isLocal && type->symbol->declaration != nullptr &&
                        span.contains(type->symbol->declaration->span);
  if (isWithin) return type->symbol;
  for (const Type* argument : type->arguments) {
    if (const ClassSymbol* found = classWithin(argument, span); found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace

const Type* BodyChecker::withoutLeak(const Type* type, const ast::Node& value, const ast::Identifier& name) {
  const ClassSymbol* const found = classWithin(type, value.span);
  if (found == nullptr) return type;
  const bool isLazy = type->is(TypeKind::Function) && type->parameters().empty();
  const std::string what = name.text.starts_with("_<") ? "this value" : quoted(name.text);
  report(Diagnostic(DiagnosticCode::CannotInfer, name.span,
                    "the type of " + what + " would be " + quoted(isLazy ? type->result() : type) + ", but the class " +
                        quoted(found->name) + " is known only inside of the value")
             .also(Program::nameSpan(found->declaration), "it is declared here")
             .help("write a type that is known here, such as an interface of the class"));
  return errorType();
}

}  // namespace tatu::compiler::check
