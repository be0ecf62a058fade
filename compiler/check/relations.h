// How types relate: subtyping with the conversions of the language, conformance, common types, and where a member is
// found.
//
// `conditions` are the extra bounds that hold where the question is asked (those of the function around).
#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/check/program.h"

namespace tatu::compiler::check {

using Conditions = std::vector<ConditionSymbol>;

class Relations {
 public:
  explicit Relations(Program& program) : program_(program) {}

  void setConditions(const Conditions* conditions) { conditions_ = conditions; }
  [[nodiscard]] const Conditions* conditions() const { return conditions_; }

  // May a value of `from` stand where `to` is expected, perhaps after wrapping or boxing? Error fits everything.
  [[nodiscard]] bool isAssignable(const Type* from, const Type* to);
  // The same without a change of representation.
  [[nodiscard]] bool isReferenceSubtype(const Type* from, const Type* to);
  // The instantiation of `target` that the type is or conforms to, or null.
  [[nodiscard]] const Type* superTypeAt(const Type* type, const ClassSymbol* target);
  // What values of a class can be of the type: those of one instantiation of the class, or of several (`type` null).
  struct Below {
    bool isThere = false;
    const Type* type = nullptr;
  };
  [[nodiscard]] Below below(const Type* type, const ClassSymbol& symbol);
  // All that a value of a sealed class can be, or of a type parameter with such a bound: its direct subtypes, of sealed
  // ones again theirs. Empty if it is not sealed.
  [[nodiscard]] std::vector<const Type*> sealedLeaves(const Type* type);
  [[nodiscard]] bool satisfies(const Type* type, const Type* bound);
  // All hold after the substitution?
  [[nodiscard]] const ConditionSymbol* firstViolated(const Conditions& conditions, const Substitution& substitution);
  // A type that both fit, or null if there is none but Any.
  [[nodiscard]] const Type* commonType(const Type* a, const Type* b);
  [[nodiscard]] std::vector<const Type*> boundsOf(const TypeParameterSymbol* parameter) const;

  // A member by name; kind None if there is none. Static members and cases are found by findStatic.
  [[nodiscard]] Member findMember(const Type* type, std::string_view name);
  [[nodiscard]] Member findStatic(const ClassSymbol& symbol, std::string_view name);
  [[nodiscard]] Substitution substitutionOf(const Type* type);
  // A supertype could not be made out, so the class may have members and supertypes that nobody knows.
  [[nodiscard]] bool hasUnknownAbove(const Type* type);
  // For spelling suggestions.
  [[nodiscard]] std::vector<std::string_view> memberNames(const Type* type);
  // The conformances of a type's class as seen from the type, without regard to conditions.
  [[nodiscard]] std::vector<const Type*> directSupertypes(const Type* type);

  [[nodiscard]] Program& program() { return program_; }

 private:
  [[nodiscard]] bool areArgumentsCompatible(const Type* from, const Type* to);
  [[nodiscard]] bool isArgumentCompatible(const Type* from, const Type* to, bytecode::Variance variance);
  [[nodiscard]] bool isFunctionSubtype(const Type* from, const Type* to);
  [[nodiscard]] Member lookIn(const Type* type, std::string_view name, int depth);
  [[nodiscard]] Member lookInInterfaces(const Type* type, const ClassSymbol& symbol, std::string_view name, int depth);
  void addLeaves(const Type* type, std::vector<const Type*>& leaves, std::unordered_set<const Type*>& seen);
  enum class Fit : std::uint8_t { None, One, Many };
  [[nodiscard]] Fit fit(const Type* pattern, const Type* type, bytecode::Variance variance, Substitution& found);
  [[nodiscard]] Fit fitArguments(const Type* pattern, const Type* type, Substitution& found);
  [[nodiscard]] const Type* commonClass(const Type* a, const Type* b);

  Program& program_;
  const Conditions* conditions_ = nullptr;
};

[[nodiscard]] inline bool containsError(const Type* type) { return type->hasError; }
[[nodiscard]] inline bool containsInferred(const Type* type) { return type->hasInferred; }

}  // namespace tatu::compiler::check
