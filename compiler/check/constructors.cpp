// Constructors: fields first, each computed into a local, then the superclass's part, then the init blocks on the
// complete object.
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
      collectLambdaNames(*variable->initializer, lambdaNames_);
    } else if (const auto* init = ast::tryAs<ast::InitDeclaration>(member); init != nullptr) {
      collectLambdaNames(*init->body, lambdaNames_);
    }
  }
  function->result = unit();
  function->receiver = newLocal("this", program_.selfType(symbol));
  isObjectRaw_ = true;
  for (std::size_t i = 0; i < declaration->parameters.size(); ++i) {
    declareParameter(*function, declaration->parameters[i].name, symbol.constructor->parameters[i].type);
    visible_.back()->isUsed = true;
  }
  constructorFields(*function, symbol, *declaration, nullptr);
  constructorSuper(*function, symbol, *declaration);
  isObjectRaw_ = false;
  constructorInit(*function, *declaration);
  for (LocalInfo* info : visible_) info->isUsed = true;  // fields that nobody reads here are read elsewhere
  leaveScope({0});
  frame_ = nullptr;
  return function;
}

void BodyChecker::constructorFields(hir::Function& function, ClassSymbol& symbol,
                                    const ast::ClassDeclaration& declaration, const FieldSymbol* upTo) {
  for (const FieldSymbol* field : symbol.fields) {
    if (field == upTo) return;
    hir::FieldValue value;
    value.field = field;
    if (const ast::ConstructorParameter* parameter = headerParameter(*field); parameter != nullptr) {
      LocalInfo* info = findLocal(parameter->name.text);
      value.local = newLocal(field->name, field->type);
      value.value = localStored(*info, parameter->name.span);
    } else {
      const auto& variable = ast::as<ast::VariableDeclaration>(*field->declaration);
      const Type* type = program_.typeOf(*field);
      if (variable.initializer != nullptr && upTo == nullptr) {
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
  (void)declaration;
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
    const CallSite site{entry.arguments, entry.span, entry.type->span, entry.span, {}, {}};
    ArgumentResult result = checkArguments(parameters, {}, nullptr, site,
                                           "the constructor of " + quoted(symbol.superclass), target->declaration);
    function.superArguments = std::move(result.arguments);
    function.superConstructor = target;
    function.superType = symbol.superclass;
    return;
  }
}

void BodyChecker::constructorInit(hir::Function& function, const ast::ClassDeclaration& declaration) {
  // From here on the object's fields are reached through `this`; plain parameters stay.
  for (const FieldSymbol* field : owner_->fields) {
    for (std::size_t i = visible_.size(); i-- > 0;) {
      if (visible_[i]->name == field->name) {
        visible_[i]->isUsed = true;
        visible_.erase(visible_.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
  }
  LocalInfo& receiver = locals_.emplace_back();
  receiver.name = "this";
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
