// Symbols: what a name stands for. Made from this compilation's declarations or from the module of an imported package;
// the rest of the compiler does not care which.
//
// Invariants:
// - Symbols are owned by a SymbolArena (std::deque per kind) and never move; pointers to them are stable and unique.
// - A symbol of the package under compilation has `declaration` set; an imported one has `package` set. Members of an
//   imported class are filled in when first asked for (see compiler/check/imports).
// - `id` numbers the symbols of one kind in their arena, from 0: the key of a DenseMap.
// - There is no overloading: a member name is unique in its class, a top-level name in its file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "compiler/types/constant.h"
#include "compiler/types/type.h"

namespace tatu::compiler {

namespace ast {
struct Node;
}

struct ClassSymbol;
struct FunctionSymbol;

[[nodiscard]] inline std::string setterName(std::string_view property) { return std::string(property) + "="; }

struct PackageSymbol {  // an imported package
  std::string name;
  std::string version;
  const bytecode::Module* module = nullptr;
};

struct TypeParameterSymbol {
  std::string name;
  bytecode::Variance variance = bytecode::Variance::Invariant;
  std::vector<const Type*> bounds;
  std::uint32_t number = 0;  // variable number in bytecode: the class's parameters first, then the function's
};

struct ConditionSymbol {  // `where (T: Bound)`
  const TypeParameterSymbol* parameter = nullptr;
  const Type* bound = nullptr;
};

struct ConformanceSymbol {
  const Type* interface = nullptr;
  std::vector<ConditionSymbol> conditions;
};

struct FieldSymbol {
  std::uint32_t id = 0;
  std::string name;
  const Type* type = nullptr;
  ClassSymbol* owner = nullptr;
  std::uint32_t number = 0;  // position in the owner's `fields`
  bool isMutable = false;
  bool isPublic = false;
  const ast::Node* declaration = nullptr;  // null if it stands in the class's header
  static constexpr std::uint32_t kNotInHeader = UINT32_MAX;
  std::uint32_t headerNumber = kNotInHeader;  // which parameter of the header it is
  FunctionSymbol* getter = nullptr;           // if it overrides a property
  FunctionSymbol* setter = nullptr;           // if it does so and is mutable
};

struct CaseSymbol {
  std::string name;
  ClassSymbol* owner = nullptr;
  std::uint32_t number = 0;
  std::vector<FieldSymbol*> payload;
  const ast::Node* declaration = nullptr;
};

// Where a call leaves a parameter out, it has the value of a function of its own, without an owner: `fun f(a: Int, b:
// Int = a + 1)` has `f(b)`, which takes what `b`'s value reads of `this` and the parameters before it. Its type
// parameters are those of the class, then those of the function.
struct ParameterSymbol {
  std::string name;
  const Type* type = nullptr;              // of a variadic one a list
  FunctionSymbol* defaultValue = nullptr;  // null: none, or not asked for yet (Program::defaultOf)
  bool isVariadic = false;                 // `numbers: Int...`: takes any number of values
};

struct FunctionSymbol {
  std::uint32_t id = 0;
  std::string name;
  const PackageSymbol* package = nullptr;  // imported from
  bytecode::FunctionIndex imported;        // its index in that package's module
  std::uint32_t file = 0;                  // of this compilation: number of its source file
  ClassSymbol* owner = nullptr;            // the class it is a member of
  std::uint32_t flags = 0;                 // bytecode::FunctionFlag bits
  std::vector<TypeParameterSymbol*> typeParameters;
  std::vector<ConditionSymbol> conditions;
  std::vector<ParameterSymbol> parameters;  // without the receiver
  const Type* result = nullptr;
  std::string nativeName;            // `native("…")`
  bool isExtension = false;          // the first parameter is the receiver and called `this`
  std::string nameInModule;          // of an extension, "String.shout"; else empty: it is the name
  FunctionSymbol* setter = nullptr;  // of the getter of an extension property that can be assigned
  std::string documentation;
  const FunctionSymbol* defaultOf = nullptr;  // it is what a parameter of that function, of this compilation, has
  std::uint32_t defaultNumber = 0;            // which one
  FieldSymbol* lazyStorage = nullptr;         // the getter of a `lazy val`: the field that keeps it, a core `Lazy`
  const ast::Node* declaration =
      nullptr;  // null also for derived members (equals, hash, toString of data classes and enums)

  [[nodiscard]] bool has(bytecode::FunctionFlag flag) const { return (flags & static_cast<std::uint32_t>(flag)) != 0; }
  // `native("instruction.array.get")`: calls of it are that instruction; its own body is made of it.
  [[nodiscard]] const std::string& fullName() const { return nameInModule.empty() ? name : nameInModule; }
  [[nodiscard]] bool isInstruction() const { return nativeName.starts_with("instruction."); }
  // The setter of the property `p` is a method `p=`, which takes the value.
  [[nodiscard]] bool isSetter() const { return name.ends_with('='); }
  // What the program calls it.
  [[nodiscard]] std::string_view memberName() const {
    return std::string_view(name).substr(0, name.size() - (isSetter() ? 1 : 0));
  }
};

struct GlobalSymbol {
  std::uint32_t id = 0;
  std::string name;
  const PackageSymbol* package = nullptr;
  bytecode::GlobalIndex imported;
  std::uint32_t file = 0;
  ClassSymbol* owner = nullptr;  // of a static value
  const Type* type = nullptr;
  bool isMutable = false;
  bool isPublic = false;
  const ast::Node* declaration = nullptr;
  // A `const` that is not public has no place in the module: its value, found when it is first needed
  // (Program::typeOf), takes its place everywhere. What an imported package says of its variables that stay is known,
  // too.
  bool isConst = false;
  bool isLazy = false;  // its type is a core `LazyValue` of what the program sees
  std::optional<Constant> constant;
};

struct ClassSymbol {
  std::uint32_t id = 0;
  std::string name;
  const PackageSymbol* package = nullptr;
  bytecode::ClassIndex imported;
  std::uint32_t file = 0;
  bytecode::ClassKind kind = bytecode::ClassKind::Class;
  bytecode::TypeKind builtin = bytecode::TypeKind::Unit;  // kind Builtin
  bool isPublic = false;
  bool isOpen = false;
  bool isAbstract = false;
  bool isData = false;
  bool isSealed = false;             // abstract, and all that is directly below it is known
  bool hasUnknownSupertype = false;  // a wrong one was told; what it would bring is not missed
  std::vector<TypeParameterSymbol*> typeParameters;
  const Type* superclass = nullptr;  // null: directly under Any
  std::vector<ConformanceSymbol> conformances;
  std::vector<FieldSymbol*> fields;  // own ones
  std::vector<CaseSymbol*> cases;
  std::vector<FunctionSymbol*> methods;  // own ones, static ones too, without the constructor
  std::vector<GlobalSymbol*> staticValues;
  FunctionSymbol* constructor = nullptr;  // Class only
  std::string documentation;
  const ast::Node* declaration = nullptr;
  // Of a class in a function. Its type parameters are those in scope, as they are numbered there, then its own. What it
  // uses of the variables around, its objects keep in fields behind the others; the constructor, and the functions that
  // give its parameters their values, take them before all else.
  bool isLocal = false;
  std::string nameInModule;                 // "main.Point"; else empty: it is the name
  std::uint32_t outerTypeParameters = 0;    // how many are of the functions and classes around
  std::vector<ConditionSymbol> conditions;  // that hold around, and so for every object
  std::vector<FieldSymbol*> captured;

  [[nodiscard]] const std::string& fullName() const { return nameInModule.empty() ? name : nameInModule; }
  [[nodiscard]] std::span<TypeParameterSymbol* const> ownTypeParameters() const {
    return std::span(typeParameters).subspan(outerTypeParameters);
  }
};

// What is given to the function before its parameters: what its class, a local one, captures.
[[nodiscard]] inline std::span<FieldSymbol* const> capturedBy(const FunctionSymbol& function) {
  const FunctionSymbol& made = function.defaultOf != nullptr ? *function.defaultOf : function;
  if (made.owner == nullptr || !made.has(bytecode::FunctionFlag::Constructor)) return {};
  return made.owner->captured;
}

}  // namespace tatu::compiler
