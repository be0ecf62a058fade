// The compiler's types: immutable terms, interned, so that two types are equal if and only if their pointers are.
//
// Invariants:
// - A TypeTable owns its terms; terms live as long as the table. A compilation has one table, used by one thread.
// - An Optional's argument is never Optional; Optional(Never) is the type of a bare `null`.
// - `Error` stands where a type could not be found out. It has been reported already; every check accepts it silently.
// - `Inferred` terms exist only while one call or lambda is being checked; no symbol and no HIR node ever holds one.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bytecode/module.h"

namespace tatu::compiler {

struct ClassSymbol;
struct TypeParameterSymbol;

enum class TypeKind : std::uint8_t {
  Unit,
  Bool,
  Byte,
  Int32,
  Int,
  Float32,
  Float,
  Char,
  String,
  Any,
  Never,  // leaves
  Array,
  Class,
  Optional,
  Tuple,
  Function,  // composed
  Variable,  // a type parameter
  Inferred,  // a type argument that is being inferred
  Error,
};

struct Type {
  TypeKind kind = TypeKind::Error;
  std::uint32_t id = 0;                           // numbers the terms of a table, from 0: the key of a DenseMap
  const ClassSymbol* symbol = nullptr;            // Class: class, interface or enum
  const TypeParameterSymbol* variable = nullptr;  // Variable
  std::uint32_t inferred = 0;                     // Inferred: its number
  std::vector<const Type*> arguments;  // Array, Class, Optional, Tuple; Function: parameters, then the result
  // Found out once, when the term is made. Sizes end at a value that is beyond every limit.
  bool hasError = false;
  bool hasInferred = false;
  bool hasVariable = false;
  std::uint16_t depth = 1;  // levels of the term
  std::uint16_t width = 1;  // slots of a value
  std::uint16_t size = 1;   // nodes of the term as a tree

  [[nodiscard]] bool is(TypeKind k) const { return kind == k; }
  [[nodiscard]] const Type* result() const { return arguments.back(); }  // Function
  [[nodiscard]] std::span<const Type* const> parameters() const {
    return {arguments.data(), arguments.size() - 1};
  }  // Function
};

class TypeTable {
 public:
  TypeTable();
  ~TypeTable();
  TypeTable(const TypeTable&) = delete;
  TypeTable& operator=(const TypeTable&) = delete;

  [[nodiscard]] const Type* leaf(TypeKind kind) const;  // any kind of the first group, or Error
  [[nodiscard]] const Type* array(const Type* element);
  [[nodiscard]] const Type* optional(const Type* payload);  // of an Optional: itself
  [[nodiscard]] const Type* tuple(std::span<const Type* const> parts);
  [[nodiscard]] const Type* function(std::span<const Type* const> parametersThenResult);
  [[nodiscard]] const Type* classType(const ClassSymbol* symbol, std::span<const Type* const> arguments);
  [[nodiscard]] const Type* classType(const ClassSymbol* symbol, std::initializer_list<const Type*> arguments) {
    return classType(symbol, std::span(arguments.begin(), arguments.size()));
  }
  [[nodiscard]] const Type* variable(const TypeParameterSymbol* parameter);
  [[nodiscard]] const Type* inferred(std::uint32_t number);

 private:
  // What makes two terms the same one.
  struct Term {
    TypeKind kind;
    const ClassSymbol* symbol = nullptr;
    const TypeParameterSymbol* variable = nullptr;
    std::uint32_t inferred = 0;
    std::span<const Type* const> arguments = {};
  };
  const Type* intern(const Term& term);
  struct Store;
  std::unique_ptr<Store> store_;
};

// The type as a programmer writes it: `List<Int>?`, `(Int, String) -> Bool`.
[[nodiscard]] std::string toString(const Type* type);

// True for types whose values are one reference: String, Any, Array, Class, Function, and optionals of these. A
// Variable is not.
[[nodiscard]] bool isReference(const Type* type);

// Within the limits of a module (bytecode/limits.h).
[[nodiscard]] bool isWithinLimits(const Type* type);

}  // namespace tatu::compiler
