#include "compiler/check/inference.h"

namespace tatu::compiler::check {

const Type* Inference::resolved(const Type* type) {
  if (type == nullptr || !type->hasInferred) return type;
  if (type->is(TypeKind::Inferred)) {
    const Variable& variable = variables_[type->inferred];
    if (variable.solution != nullptr) return variable.solution;
    return variable.hint != nullptr ? variable.hint : type;
  }
  return mapArguments(relations_.program().types, type, [&](const Type* argument) { return resolved(argument); });
}

void Inference::expect(const Type* pattern, const Type* type) {
  if (pattern->is(TypeKind::Inferred)) {
    Variable& variable = variables_[pattern->inferred];
    if (variable.hint == nullptr && !containsInferred(type) && !type->is(TypeKind::Unit)) variable.hint = type;
    return;
  }
  if (type->is(TypeKind::Optional) && !pattern->is(TypeKind::Optional)) return expect(pattern, type->arguments[0]);
  const Type* source = pattern;
  // A subtype's arguments follow from those of the expected supertype.
  if (pattern->is(TypeKind::Class) && type->is(TypeKind::Class) && pattern->symbol != type->symbol) {
    source = relations_.superTypeAt(pattern, type->symbol);
    if (source == nullptr) return;
  }
  if (source->kind != type->kind || source->symbol != type->symbol) return;
  for (std::size_t i = 0; i < source->arguments.size() && i < type->arguments.size(); ++i) {
    expect(source->arguments[i], type->arguments[i]);
  }
}

void Inference::unify(const Type* type, const Type* pattern) { unifyAll(type, pattern, false); }

void Inference::unifyAll(const Type* type, const Type* pattern, bool isExact) {
  if (!containsInferred(pattern) || type->is(TypeKind::Error)) return;
  if (pattern->is(TypeKind::Inferred)) return add(pattern->inferred, type, isExact);
  if (pattern->is(TypeKind::Optional)) {
    return unifyAll(type->is(TypeKind::Optional) ? type->arguments[0] : type, pattern->arguments[0], isExact);
  }
  const Type* source = type;
  if (pattern->is(TypeKind::Class)) {
    source = relations_.superTypeAt(type, pattern->symbol);
    if (source == nullptr) return;
  } else if (source->kind != pattern->kind) {
    return;
  }
  const bool isFunction = pattern->is(TypeKind::Function);
  for (std::size_t i = 0; i < source->arguments.size() && i < pattern->arguments.size(); ++i) {
    const bool isResult = isFunction && i + 1 == pattern->arguments.size();
    unifyAll(source->arguments[i], pattern->arguments[i], !isResult);
  }
}

void Inference::add(std::uint32_t number, const Type* type, bool isExact) {
  Variable& variable = variables_[number];
  if (variable.solution != nullptr && variable.isFixed) return;
  if (isExact) {
    variable.solution = type;
    variable.isFixed = true;
    return;
  }
  if (variable.solution == nullptr) {
    const bool fitsHint = variable.hint != nullptr && relations_.isAssignable(type, variable.hint);
    if (fitsHint) {
      variable.solution = variable.hint;
    } else if (!type->is(TypeKind::Never)) {
      variable.solution = type;
    }
    return;
  }
  const Type* common = relations_.commonType(variable.solution, type);
  if (common != nullptr) variable.solution = common;
}

InferenceScope::InferenceScope(Inference& inference, const std::vector<TypeParameterSymbol*>& parameters)
    : inference_(inference), first_(inference.variables_.size()) {
  TypeTable& types = inference.relations_.program().types;
  for (const TypeParameterSymbol* parameter : parameters) {
    substitution_.add(parameter, types.inferred(static_cast<std::uint32_t>(inference.variables_.size())));
    inference.variables_.emplace_back();
  }
}

const Type* InferenceScope::opened(const Type* type) {
  return substitution_.apply(inference_.relations_.program().types, type);
}

const Type* InferenceScope::solution(std::size_t parameter) const {
  const Inference::Variable& variable = inference_.variables_[first_ + parameter];
  if (variable.solution != nullptr) return variable.solution;
  return variable.hint;
}

void InferenceScope::fix(std::size_t parameter, const Type* type) {
  Inference::Variable& variable = inference_.variables_[first_ + parameter];
  variable.solution = type;
  variable.isFixed = true;
}

}  // namespace tatu::compiler::check
