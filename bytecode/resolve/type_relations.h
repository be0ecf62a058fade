// Questions about types: subtype, conformance, members. They hold across modules and for open types in the context of a
// declaration.
//
// Subtyping here never changes a representation: it relates references only (docs/bytecode.md, "Subtypes"). satisfies()
// is the wider relation that also holds for what would have to be boxed: bounds, type.box.
//
// Preconditions: the classes asked about belong to verified modules, or to the module being verified after its
// hierarchy has been found free of cycles.
#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bytecode/resolve/type_store.h"

namespace tatu::bytecode {

// The bounds of the type variables in scope, by number.
struct TypeContext {
  std::vector<std::vector<TypeId>> bounds;
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bounds.size()); }
};

// `subject` must satisfy `bound`.
struct TypeCondition {
  TypeId subject;
  TypeId bound;
  friend bool operator==(const TypeCondition&, const TypeCondition&) = default;
};

// One supertype of a class, in terms of the class's own parameters.
struct Supertype {
  ClassId definition;
  TypeId type;
  std::vector<TypeCondition> conditions;  // empty: always
};

class TypeRelations {
 public:
  // `core` may be null: then no leaf type has members or interfaces.
  TypeRelations(TypeStore& store, const LinkedModule* core);

  // All supertypes of a class but Any and itself: the superclass and its supertypes, then interfaces, nearest first.
  [[nodiscard]] const std::vector<Supertype>& supertypesOf(ClassId id);
  // The class that holds the members of a type: of a Class type its definition, of others a builtin class; none if
  // there is none.
  [[nodiscard]] ClassId memberClassOf(TypeId type);
  [[nodiscard]] ClassId anyClass() const { return anyClass_; }
  [[nodiscard]] ClassId exceptionClass() const { return exceptionClass_; }

  // The bounds in scope of a class, or of a function and its owner with its conditions.
  [[nodiscard]] TypeContext contextOf(ClassEntity entity);
  [[nodiscard]] TypeContext contextOf(FunctionEntity entity);

  // From now on variables have these bounds. The context must outlive its use.
  void enter(const TypeContext& context);

  [[nodiscard]] bool isSubtype(TypeId type, TypeId of);
  [[nodiscard]] bool satisfies(TypeId type, TypeId bound);
  // The instantiation of `definition` that `type` is or has as a supertype, if there is one. Of a variable: by its
  // bounds.
  [[nodiscard]] std::optional<TypeId> asInstanceOf(TypeId type, ClassId definition);

 private:
  // What was found out about two types, in the context of an epoch; 0: in every context.
  struct Memo {
    TypeId a;
    TypeId b;
    std::uint32_t epoch;
    bool holds;
  };
  struct Memos {
    std::vector<Memo> all;
    HashIndex index;
  };

  void indexCore(const LinkedModule& core);
  void addSupertype(std::vector<Supertype>& all, Supertype supertype);
  void inherit(std::vector<Supertype>& all, TypeId type, const std::vector<TypeCondition>& conditions);
  void addBounds(TypeContext& context, const LinkedModule& module, const List<TypeParameter>& parameters);
  [[nodiscard]] bool isSubtypeUncached(TypeId type, TypeId of);
  [[nodiscard]] bool isReferenceSubtype(TypeId type, TypeId of);
  [[nodiscard]] bool isFunctionSubtype(TypeId type, TypeId of);
  [[nodiscard]] bool areArgumentsSubtypes(TypeId type, TypeId of);
  [[nodiscard]] bool holds(const Supertype& supertype, std::span<const TypeId> arguments);
  [[nodiscard]] std::optional<TypeId> instanceOfVariable(TypeId variable, ClassId definition);
  template <typename Compute>
  bool remember(Memos& memos, TypeId a, TypeId b, Compute compute);

  TypeStore& store_;
  ClassId anyClass_;
  ClassId exceptionClass_;
  std::unordered_map<std::uint32_t, ClassId> builtins_;                    // by kind, for tuples by arity too
  std::vector<std::unique_ptr<const std::vector<Supertype>>> supertypes_;  // by ClassId; null: not asked for yet
  const TypeContext* context_ = nullptr;
  TypeContext emptyContext_;
  std::uint32_t epoch_ = 1;
  int depth_ = 0;
  Memos subtypeMemo_;
  Memos satisfiesMemo_;
};

}  // namespace tatu::bytecode
