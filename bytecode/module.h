// A module: one compiled package or single file, in memory, exactly as the file holds it.
//
// This is plain data. It says nothing about whether the data is right: the reader proves the container (reader.h), the
// verifier everything else (verifier.h). Nothing but a verified module may be linked or run.
//
// Index spaces that mix imports and own entities (classes, functions, globals) hold the imported ones first. An
// imported entity repeats all that this module relies on (name, shape, full signature); the linker compares it with
// what the package really has.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bytecode/code_table.h"
#include "bytecode/index.h"
#include "bytecode/list.h"
#include "bytecode/packed_table.h"

namespace tatu::bytecode {

// The kinds of a type. The first group are leaves with a fixed meaning; `Class` names a class, interface or enum.
enum class TypeKind : std::uint8_t {
  Unit = 0,       // one value, no slots
  Bool = 1,       // i32: 0 or 1
  Byte = 2,       // i32: 0..255; one byte in fields and arrays
  Int32 = 3,      // i32
  Int = 4,        // i64
  Float32 = 5,    // f32
  Float = 6,      // f64
  Char = 7,       // i32: a Unicode scalar value
  String = 8,     // ref
  Any = 9,        // ref: any value, boxed if it is no reference
  Never = 10,     // no value
  Array = 11,     // ref; arguments[0] is the element type
  Class = 12,     // ref; `definition` and arguments
  Optional = 13,  // arguments[0]?; of a reference: a nullable ref; else a flag (i32) and the payload's slots. never of
                  // an Optional
  Tuple = 14,     // its parts, one after the other; 2 to 6 arguments
  Function = 15,  // ref; arguments are the parameters, then the result
  Variable = 16,  // a type parameter: `variable` counts the class's parameters first, then the function's
};

// Children come before parents in Module::types, and no two entries are equal: a type is its index.
struct Type {
  TypeKind kind = TypeKind::Unit;
  ClassIndex definition;       // Class
  std::uint32_t variable = 0;  // Variable
  List<TypeIndex> arguments;   // Array, Class, Optional, Tuple, Function
  friend bool operator==(const Type&, const Type&) = default;
};

enum class Variance : std::uint8_t { Invariant = 0, Out = 1, In = 2 };

struct TypeParameter {
  StringIndex name;
  Variance variance = Variance::Invariant;  // other than Invariant on interfaces only
  List<TypeIndex> bounds;                   // interfaces, or at most one class (first)
};

// "`variable` also satisfies `bound`": an extra bound under which a conformance or a method exists.
struct Condition {
  std::uint32_t variable = 0;
  TypeIndex bound;
};

struct Package {
  StringIndex name;
  StringIndex version;
};

enum class ClassKind : std::uint8_t {
  Class = 0,
  Interface = 1,
  Enum = 2,
  Builtin = 3,  // the members of a leaf type, Array, Optional or a tuple; only the core package may have them
};

struct Field {
  StringIndex name;
  TypeIndex type;
  bool isMutable = false;
  bool isPublic = false;
};

struct EnumCase {
  StringIndex name;
  List<Field> payload;  // never mutable
};

struct Conformance {
  TypeIndex interface;
  List<Condition> conditions;
};

struct Class {
  PackageIndex package;  // none: this module's own
  StringIndex name;
  ClassKind kind = ClassKind::Class;
  bool isPublic = false;
  bool isOpen = false;      // may be extended
  bool isAbstract = false;  // may not be created; only then abstract methods
  bool isData = false;      // data class: final, fields are its identity
  bool isSealed = false;    // abstract class or interface: only classes of its own package are below it
  TypeKind builtin =
      TypeKind::Unit;  // Builtin: whose members these are (for Tuple the arity is the number of type parameters)
  List<TypeParameter> typeParameters;
  TypeIndex superclass;  // none: directly under Any
  List<Conformance> conformances;
  List<Field> fields;    // own ones only; of an imported class: those that this module uses
  List<EnumCase> cases;  // Enum; of an imported enum: all of them, in order (matches rely on it)
};

struct Parameter {
  StringIndex name;
  TypeIndex type;
};

enum class FunctionFlag : std::uint32_t {
  Public = 1u << 0,
  Static = 1u << 1,       // no receiver
  Abstract = 1u << 2,     // no code
  Open = 1u << 3,         // may be overridden
  Override = 1u << 4,     // overrides or implements a method of the same name
  Operator = 1u << 5,     // for compilers
  Constructor = 1u << 6,  // parameter 0 is the raw object; called by object.new and object.super only
  Getter = 1u << 7,       // for compilers: reads like a field
  Test = 1u << 8,         // run by `tatu test`
  Native = 1u << 9,       // no code; `nativeName` names an import from a native space
};

// A function, a method (owner set, not Static: parameter 0 is the receiver, written in `parameters` like every other),
// a constructor, or a module initialiser.
struct Function {
  PackageIndex package;  // none: this module's own
  StringIndex name;
  ClassIndex owner;  // none: top level
  std::uint32_t flags = 0;
  List<TypeParameter> typeParameters;  // own ones; the owner's come first in variable numbers
  List<Condition> conditions;          // extra bounds on the owner's parameters
  List<Parameter> parameters;
  TypeIndex result;
  StringIndex nativeName;        // Native: "space.name@version"
  std::uint32_t code = kNoCode;  // position in Module::code; own functions with a body only
  static constexpr std::uint32_t kNoCode = 0xFFFFFFFFu;

  [[nodiscard]] bool has(FunctionFlag flag) const { return (flags & static_cast<std::uint32_t>(flag)) != 0; }
};

struct Global {
  PackageIndex package;  // none: this module's own
  StringIndex name;
  ClassIndex owner;  // of a static value; else none
  TypeIndex type;
  bool isMutable = false;
  bool isPublic = false;
};

// What a call instruction names: a function with its type arguments. For members `receiver` is the type whose member is
// meant: the owner's instantiation for static functions, constructors and direct calls; for call.virtual the static
// type of the receiver, which may be any type that has the member (an interface, class, leaf type, tuple, optional or
// type variable).
struct Call {
  FunctionIndex function;
  TypeIndex receiver;             // none: a top-level function
  List<TypeIndex> typeArguments;  // the function's own
  friend bool operator==(const Call&, const Call&) = default;
};

struct FieldRef {
  TypeIndex owner;          // an instantiation of the class that declares the field
  std::uint32_t field = 0;  // position in that Class::fields
  friend bool operator==(const FieldRef&, const FieldRef&) = default;
};

struct CaseRef {
  TypeIndex owner;  // an instantiation of the enum
  std::uint32_t caseNumber = 0;
  friend bool operator==(const CaseRef&, const CaseRef&) = default;
};

struct Module {
  ListArena lists;  // of the lists below, if a reader made them; first, so that it goes last
  StringIndex name;
  StringIndex version;
  std::uint64_t features = 0;  // bits of language or machine features that a reader must know
  StringTable strings;         // UTF-8, no two equal
  std::vector<Package> packages;
  std::vector<Type> types;
  std::vector<Class> classes;
  std::vector<Function> functions;
  std::vector<Global> globals;
  std::vector<Call> calls;
  std::vector<FieldRef> fieldRefs;
  std::vector<CaseRef> caseRefs;
  CodeTable code;
  FunctionIndex initialiser;  // none, or () -> Unit: sets the globals
  FunctionIndex main;         // none, or the entry point

  [[nodiscard]] std::string_view text(StringIndex index) const { return strings[index.value()]; }
  [[nodiscard]] const Type& type(TypeIndex index) const { return types[index.value()]; }
};

}  // namespace tatu::bytecode
