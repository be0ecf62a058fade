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
  typeScope_ = symbol.typeParameters;
  functionName_ = symbol.name + ".constructor";
  hir::Function* function = newFunction(symbol.constructor, functionName_);
  Frame frame;
  frame.result = unit();
  beginFunction(*function, frame, nullptr);
  for (const ast::Declaration* member : declaration->members) {
    if (const auto* variable = ast::tryAs<ast::VariableDeclaration>(member);
        variable != nullptr && variable->initializer != nullptr) {
      uses_.scan(*variable->initializer);
    } else if (const auto* init = ast::tryAs<ast::InitDeclaration>(member); init != nullptr) {
      uses_.scan(*init->body);
    }
  }
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
  useAll();  // fields that nobody reads here are read elsewhere
  leaveScope({0});
  frame_ = nullptr;
  return function;
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
      const Type* type = program_.typeOf(*field);
      if (variable.isLazy) {
        value.local = newLocal(field->name, type);
        value.value = containsError(type) ? error(variable.name.span) : newObject(type, {}, variable.name.span);
        function.fields.push_back(value);
        continue;
      }
      if (variable.initializer != nullptr) {
        value.value = coerced(*variable.initializer, type);
      } else {
        value.value = error(variable.name.span);
      }
      LocalInfo* info = addLocal(variable.name, type, false, visible_.size());
      info->isUsed = true;
      value.local = info->local;
    }
    function.fields.push_back(value);
  }
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
  auto* body = make<hir::Block>(flow_.isReachable ? unit() : leaf(TypeKind::Never), declaration.name.span);
  body->statements = std::move(blocks);
  function.body = body;
}

}  // namespace tatu::compiler::check
