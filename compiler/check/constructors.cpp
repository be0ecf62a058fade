// Constructors: fields first, each computed into a local, then the superclass's part, then the init blocks on the
// complete object.
#include "compiler/check/ast_walk.h"
#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

hir::Function* BodyChecker::constructor(ClassSymbol& symbol) {
  const auto* declaration = ast::tryAs<ast::ClassDeclaration>(symbol.declaration);
  if (declaration == nullptr || symbol.constructor == nullptr) return nullptr;
  owner_ = &symbol;
  symbol_ = symbol.constructor;
  typeScope_ = classTypeScope();
  functionName_ = symbol.fullName() + ".constructor";
  hir::Function* function = newFunction(symbol.constructor, functionName_);
  const ScopeMark mark = enterScope();
  Frame frame;
  frame.result = unit();
  beginFunction(*function, frame, nullptr);
  if (!symbol.isLocal) scanConstruction(*declaration);
  placeAllCaptured();
  function->result = unit();
  function->receiver = newLocal("this", program_.selfType(symbol));
  isObjectRaw_ = true;
  for (std::size_t i = 0; i < declaration->parameters.size(); ++i) {
    declareParameter(*function, declaration->parameters[i].name, symbol.constructor->parameters[i].type);
    visible_.at(visible_.size() - 1)->isUsed = true;
  }
  constructorFields(*function, symbol);
  constructorSuper(*function, symbol, *declaration);
  isObjectRaw_ = false;
  constructorInit(*function, *declaration);
  useAll(mark);  // fields that nobody reads here are read elsewhere
  leaveScope(mark);
  frame_ = frame.outer;
  return function;
}

void BodyChecker::scanConstruction(const ast::ClassDeclaration& declaration) {
  for (const ast::SuperType& type : declaration.superTypes) {
    for (const ast::Expression* argument : type.arguments) uses_.scan(*argument);
  }
  for (const ast::Declaration* member : declaration.members) {
    if (const auto* variable = ast::tryAs<ast::VariableDeclaration>(member);
        variable != nullptr && variable->initializer != nullptr) {
      uses_.scan(*variable->initializer);
    } else if (const auto* init = ast::tryAs<ast::InitDeclaration>(member); init != nullptr) {
      uses_.scan(*init->body);
    }
  }
}

void BodyChecker::constructorFields(hir::Function& function, ClassSymbol& symbol) {
  for (const FieldSymbol* field : symbol.fields) {
    hir::FieldValue value;
    value.field = field;
    if (const ast::ConstructorParameter* parameter = headerParameter(*field); parameter != nullptr) {
      LocalInfo* info = findLocal(parameter->name.text);
      value.local = newLocal(field->name, field->type);
      value.value = localStored(*info, parameter->name.span);
    } else {
      const auto& variable = ast::as<ast::VariableDeclaration>(*field->declaration);
      if (variable.isLazy) {
        const bool isTyped = !isWithoutType(*field);  // else it waits (makeLazyFields)
        value.local = newLocal(field->name, isTyped ? program_.typeOf(*field) : nullptr);
        if (isTyped) value.value = newLazy(value.local->type, variable.name.span);
        function.fields.push_back(value);
        continue;
      }
      const Type* type = typeOrValue(*field, variable, value);
      if (variable.initializer == nullptr) {
        value.value = error(variable.name.span);
      } else if (value.value == nullptr) {
        value.value = coerced(*variable.initializer, type);
      }
      LocalInfo* info = addLocal(variable.name, type, false, visible_.size());
      info->isUsed = true;
      value.local = info->local;
    }
    function.fields.push_back(value);
  }
}

Expr BodyChecker::newLazy(const Type* type, SourceSpan span) {
  return containsError(type) ? error(span) : newObject(type, {}, span);
}

// A field of a local class of which no type is written has that of its value, which can be checked here and now.
const Type* BodyChecker::typeOrValue(const FieldSymbol& field, const ast::VariableDeclaration& variable,
                                     hir::FieldValue& value) {
  if (!isWithoutType(field)) return program_.typeOf(field);
  value.value = expression(*variable.initializer);
  if (field.type != nullptr) return field.type;  // needed in the meantime, which was told
  return const_cast<FieldSymbol&>(field).type = withoutLeak(value.value->type, *variable.initializer, variable.name);
}

// The fields above the given one that its value mentions, as locals.
void BodyChecker::declareEarlierFields(const FieldSymbol& field, const ast::Node& value) {
  if (const auto* name = ast::tryAs<ast::NameExpression>(&value); name != nullptr) {
    const Member* member = program_.ownMember(*field.owner, name->name.text);
    const bool isEarlier = member != nullptr && member->kind == MemberKind::Field &&
                           member->field->number < field.number && member->field->declaration != nullptr;
    if (!isEarlier) return;
    const auto& declaration = ast::as<ast::VariableDeclaration>(*member->field->declaration);
    const LocalInfo* known = findLocal(name->name.text);
    if (known != nullptr && known->span == declaration.name.span) return;
    addLocal(declaration.name, program_.typeOf(*member->field), false, visible_.size())->isUsed = true;
  }
  forEachChild(value, [&](const ast::Node& child) { declareEarlierFields(field, child); });
}

void BodyChecker::constructorSuper(hir::Function& function, ClassSymbol& symbol,
                                   const ast::ClassDeclaration& declaration) {
  if (symbol.superclass == nullptr) return;
  for (const ast::SuperType& entry : declaration.superTypes) {
    if (!entry.hasArguments) continue;
    (void)program_.ownMembers(*symbol.superclass->symbol);
    const FunctionSymbol* target = symbol.superclass->symbol->constructor;
    if (target == nullptr) return;
    const Substitution substitution = relations_.substitutionOf(symbol.superclass);
    std::vector<const Type*> parameters;
    for (const ParameterSymbol& parameter : target->parameters) {
      parameters.push_back(substitution.apply(program_.types, parameter.type));
    }
    const CallSite site{entry.arguments, entry.argumentNames, entry.span, entry.type->span, entry.span, {}, {}};
    const Callee callee{"the constructor of " + quoted(symbol.superclass),
                        parameters,
                        {},
                        nullptr,
                        target->declaration,
                        target,
                        nullptr,
                        symbol.superclass};
    ArgumentResult result = checkArguments(callee, site);
    if (result.isValid) function.beforeSuper = completeArguments(callee, site, result, nullptr);
    function.superArguments = std::move(result.arguments);
    function.superCaptured = capturedFor(*symbol.superclass->symbol);
    function.superConstructor = target;
    function.superType = symbol.superclass;
    return;
  }
}

void BodyChecker::constructorInit(hir::Function& function, const ast::ClassDeclaration& declaration) {
  // From here on the object's fields are reached through `this`; plain parameters stay.
  for (const FieldSymbol* field : owner_->fields) {
    if (LocalInfo* info = findLocal(field->name); info != nullptr) {
      info->isUsed = true;
      info->isHidden = true;
    }
  }
  LocalInfo& receiver = locals_.emplace_back();
  receiver.name = "this";
  receiver.number = static_cast<std::uint32_t>(locals_.size() - 1);
  receiver.type = function.receiver->type;
  receiver.local = function.receiver;
  receiver.frame = frame_;
  receiver.isParameter = true;
  receiver_ = &receiver;
  std::vector<Expr> blocks;
  for (const ast::Declaration* member : declaration.members) {
    if (const auto* init = ast::tryAs<ast::InitDeclaration>(member); init != nullptr) {
      blocks.push_back(expression(*init->body, {nullptr, true}));
    }
  }
  auto* body = make<hir::Block>(flow_.isReachable() ? unit() : leaf(TypeKind::Never), declaration.name.span);
  body->statements = std::move(blocks);
  function.body = body;
}

}  // namespace tatu::compiler::check
