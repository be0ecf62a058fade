// What a class has from above: its supertypes, the methods of one name that meet in it, which of them counts, and
// whether one can stand for another. These are the rules by which the verifier judges a class (bytecode/verify): what
// is accepted here has to be accepted there.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/check/relations.h"

namespace tatu::compiler::check {

// A class or interface, with its arguments as the class below sees them, and the conditions under which it is one.
struct Ancestor {
  const Type* type = nullptr;
  Conditions conditions;
};

// A method and the type that has it.
struct MethodAt {
  FunctionSymbol* method = nullptr;
  const Type* owner = nullptr;  // Any for what every value has
  const Conditions* conditions = nullptr;

  [[nodiscard]] bool isAbstract() const { return method->has(bytecode::FunctionFlag::Abstract); }
};

// All methods of one name, nearest first.
using MethodGroup = std::vector<MethodAt>;

// Which method of a group runs.
struct MethodChoice {
  const MethodAt* chosen = nullptr;  // null: there is no code, or two that no rule can choose from
  const MethodAt* rival = nullptr;   // set if there are two: no other than `first`
  const MethodAt* first = nullptr;
};

// Why a method cannot stand for another.
struct Misfit {
  enum class Kind : std::uint8_t { Property, Count, Bounds, Parameter, Result, Condition };
  Kind kind;
  std::size_t number = 0;          // of the parameter or type parameter
  const Type* expected = nullptr;  // of Parameter, Result
};

// The type and all its parts: a class hides how wide its arguments are.
[[nodiscard]] bool areAllWithinLimits(const Type* type);

class Inheritance {
 public:
  explicit Inheritance(Program& program) : program_(program), relations_(program) {}

  // The class itself, all above it, nearest first, and Any; each type once.
  [[nodiscard]] std::vector<Ancestor> ancestors(const ClassSymbol& symbol);
  // The instance methods of all ancestors, in the order in which their names are met.
  [[nodiscard]] std::vector<MethodGroup> methods(const std::vector<Ancestor>& ancestors);
  // A method of a class counts before those of interfaces, of which the one counts that no other overrides.
  [[nodiscard]] MethodChoice choose(const MethodGroup& group);
  // Both seen from the same class below.
  [[nodiscard]] std::optional<Misfit> misfit(const MethodAt& over, const MethodAt& under);

 private:
  void addAbove(std::vector<Ancestor>& all, std::size_t below);
  [[nodiscard]] bool isOverridden(const MethodGroup& group, const MethodAt& method);
  [[nodiscard]] const std::vector<const ClassSymbol*>& symbolsAbove(const ClassSymbol& symbol);
  [[nodiscard]] bool haveSameBounds(const MethodAt& over, const MethodAt& under, std::size_t number,
                                    const Substitution& overArguments, const Substitution& underArguments);
  [[nodiscard]] bool hasMoreConditions(const MethodAt& over, const MethodAt& under, const Substitution& overArguments,
                                       const Substitution& underArguments);

  Program& program_;
  Relations relations_;
  std::unordered_map<const ClassSymbol*, std::vector<const ClassSymbol*>> above_;
};

}  // namespace tatu::compiler::check
