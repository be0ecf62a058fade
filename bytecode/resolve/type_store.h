// Types across modules: every type, of whatever module, as one interned term, so that equal types have equal ids.
//
// Type variables are positional (a class's parameters, then the function's), so an open type of a declaration in one
// module becomes a type of a use in another by substitute(). A store belongs to one verification and one thread.
//
// Invariants: arguments exist before their term; an Optional is never of an Optional; ids and argument spans stay valid
// as long as the store. Terms beyond the limits of limits.h are not made: the store then says so by hasOverflowed() and
// gives Unit.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "bytecode/hash_index.h"
#include "bytecode/resolve/linked_module.h"
#include "bytecode/resolve/stable_list.h"

namespace tatu::bytecode {

using TypeId = Index<struct TypeIdTag>;    // of one TypeStore
using ClassId = Index<struct ClassIdTag>;  // of one TypeStore: a class entity

struct TypeTerm {
  TypeKind kind = TypeKind::Unit;
  bool isClosed = true;  // has no variable
  std::uint16_t depth = 1;
  std::uint16_t nodes = 1;     // as a tree
  std::uint16_t width = 0;     // slots; a variable counts as one
  std::uint32_t variable = 0;  // Variable
  ClassId definition;          // Class
  std::span<const TypeId> arguments;
};

class TypeStore {
 public:
  TypeStore();

  [[nodiscard]] const TypeTerm& operator[](TypeId id) const { return terms_[id.value()]; }
  [[nodiscard]] TypeKind kindOf(TypeId id) const { return terms_[id.value()].kind; }
  [[nodiscard]] std::span<const TypeId> argumentsOf(TypeId id) const { return terms_[id.value()].arguments; }

  [[nodiscard]] TypeId leaf(TypeKind kind) const { return TypeId(static_cast<std::size_t>(kind)); }
  [[nodiscard]] TypeId array(TypeId element) { return intern(TypeKind::Array, {}, 0, {&element, 1}); }
  [[nodiscard]] TypeId optional(TypeId payload);
  [[nodiscard]] TypeId tuple(std::span<const TypeId> parts) { return intern(TypeKind::Tuple, {}, 0, parts); }
  // The parameters, then the result.
  [[nodiscard]] TypeId function(std::span<const TypeId> signature) {
    return intern(TypeKind::Function, {}, 0, signature);
  }
  [[nodiscard]] TypeId classType(ClassId definition, std::span<const TypeId> arguments) {
    return intern(TypeKind::Class, definition, 0, arguments);
  }
  [[nodiscard]] TypeId variable(std::uint32_t number) { return intern(TypeKind::Variable, {}, number, {}); }

  [[nodiscard]] ClassId classId(ClassEntity entity);
  [[nodiscard]] ClassEntity entityOf(ClassId id) const { return classes_[id.value()]; }
  [[nodiscard]] const Class& classOf(ClassId id) const { return declarationOf(classes_[id.value()]); }
  // The declaration of a Class type.
  [[nodiscard]] const Class& classOf(TypeId id) const { return classOf(terms_[id.value()].definition); }

  // A type of a module's table. The module's types must have passed the verifier's table layer.
  [[nodiscard]] TypeId translate(const LinkedModule& module, TypeIndex index) {
    const TypeId known = typesOf(module).types[index.value()];
    return known.isNone() ? translateNew(module, index) : known;
  }
  [[nodiscard]] std::vector<TypeId> translate(const LinkedModule& module, std::span<const TypeIndex> indices);
  // Replaces variable i by arguments[i]; there must be enough of them.
  [[nodiscard]] TypeId substitute(TypeId type, std::span<const TypeId> arguments) {
    return terms_[type.value()].isClosed ? type : substituteOpen(type, arguments);
  }
  // The type of a class inside itself: its own parameters as arguments. Of a builtin class the type whose members it
  // holds.
  [[nodiscard]] TypeId selfType(ClassId id);

  // One ref, null or not: what converts to Any and interfaces without boxing.
  [[nodiscard]] bool isReference(TypeId id) const;

  [[nodiscard]] bool hasOverflowed() const { return hasOverflowed_; }
  void clearOverflow() { hasOverflowed_ = false; }

  // As in a program: "Map<String, Int?>"; variables as "#0".
  [[nodiscard]] std::string text(TypeId id) const;

 private:
  TypeId intern(TypeKind kind, ClassId definition, std::uint32_t variable, std::span<const TypeId> arguments);
  TypeId rebuild(const TypeTerm& like, std::span<const TypeId> arguments);
  std::span<const TypeId> keep(std::span<const TypeId> arguments);
  // What is known of one module's classes and types, by their indices there; none: nothing yet.
  struct ModuleTypes {
    const LinkedModule* module = nullptr;
    std::vector<TypeId> types;
    std::vector<ClassId> classes;
  };
  ModuleTypes& typesOf(const LinkedModule& module) {
    return recent_[0] != nullptr && recent_[0]->module == &module ? *recent_[0] : otherTypesOf(module);
  }
  ModuleTypes& otherTypesOf(const LinkedModule& module);
  TypeId translateNew(const LinkedModule& module, TypeIndex index);
  TypeId substituteOpen(TypeId type, std::span<const TypeId> arguments);
  bool measure(TypeTerm& term) const;
  void appendText(std::string& text, TypeId id) const;

  StableList<TypeTerm> terms_;
  HashIndex index_;  // of terms that are no leaves
  std::vector<std::unique_ptr<TypeId[]>> chunks_;
  std::size_t chunkUsed_ = 0;
  std::vector<ClassEntity> classes_;
  std::unordered_map<const LinkedModule*, ModuleTypes> modules_;
  std::array<ModuleTypes*, 2> recent_{};  // of the modules asked about last: mostly the one that is verified and core
  bool hasOverflowed_ = false;
};

}  // namespace tatu::bytecode
