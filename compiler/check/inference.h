// Finding the type arguments of one call from its arguments and from what the context expects.
//
// While a call is checked, `Inferred` n in a parameter's type stands for variable n here. Calls nest, so variables form
// a stack; an InferenceScope is one call's part of it.
#pragma once

#include <vector>

#include "compiler/check/relations.h"

namespace tatu::compiler::check {

class Inference {
 public:
  explicit Inference(Relations& relations) : relations_(relations) {}

  // What is known so far put in; unknown parts stay Inferred.
  [[nodiscard]] const Type* resolved(const Type* type);
  // The context would like `pattern` to become `type`.
  void expect(const Type* pattern, const Type* type);
  // A value of type `type` is used as `pattern`.
  void unify(const Type* type, const Type* pattern);

 private:
  friend class InferenceScope;
  struct Variable {
    const Type* solution = nullptr;
    const Type* hint = nullptr;
    bool isFixed = false;
  };
  void unifyAll(const Type* type, const Type* pattern, bool isExact);
  void add(std::uint32_t number, const Type* type, bool isExact);

  Relations& relations_;
  std::vector<Variable> variables_;
};

class InferenceScope {
 public:
  InferenceScope(Inference& inference, const std::vector<TypeParameterSymbol*>& parameters);
  ~InferenceScope() { inference_.variables_.resize(first_); }
  InferenceScope(const InferenceScope&) = delete;
  InferenceScope& operator=(const InferenceScope&) = delete;

  [[nodiscard]] const Type* opened(const Type* type);  // parameters replaced by Inferred
  // Null if it could not be found out.
  [[nodiscard]] const Type* solution(std::size_t parameter) const;
  void fix(std::size_t parameter, const Type* type);

 private:
  Inference& inference_;
  std::size_t first_;
  Substitution substitution_;
};

}  // namespace tatu::compiler::check
