// HIR: the checked program. Names are symbols, every expression has its type, every conversion is a node, operators are
// instructions or calls, smart casts and optional chaining are spelled out. The checker (compiler/check) builds it, the
// emitter (compiler/emit) turns it into bytecode, and nothing in between asks a question about types again.
//
// Invariants:
// - Nodes live in an Arena for one declaration and are dropped with it; symbols and types outlive them.
// - `type` is never null, never Inferred, and never Error: HIR is built for emission only when the compilation had no
//   errors.
// - Children are evaluated in the order in which they stand in the node.
// - An expression of type Never does not complete; the emitter drops what would follow.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/instruction.h"
#include "compiler/types/symbol.h"
#include "compiler/types/type.h"

namespace tatu::compiler::hir {

struct Position {
  std::uint32_t line = 0;    // 1-based
  std::uint32_t column = 0;  // 1-based, in characters
};

// A parameter, a `val`/`var`, a pattern's binding, or a temporary of the checker. `captured` locals that are assigned
// after the capture, or assigned anywhere by a lambda, live in a core `Cell<T>` (isCell): the emitter makes the cell
// where the local is declared.
struct Local {
  std::string name;
  const Type* type = nullptr;
  bool isMutable = false;
  bool isCell = false;
};

enum class ExpressionKind : std::uint8_t {
  IntLiteral,
  FloatLiteral,
  BoolLiteral,
  CharLiteral,
  StringLiteral,
  UnitLiteral,
  NullLiteral,
  LocalRead,
  GlobalRead,
  FieldRead,
  Instruction,
  Concat,
  TupleMake,
  TupleGet,
  Some,
  Unwrap,
  Box,
  TypeIs,
  TypeCast,
  TypeCastOptional,
  Upcast,
  Call,
  New,
  EnumNew,
  CallClosure,
  CallLocal,
  Closure,
  GeneratorNew,
  And,
  Or,
  If,
  Match,
  Block,
  Try,
  Chain,
  Elvis,
  While,
  ForRange,
  ForEach,
  Yield,
  Throw,
  Return,
  Break,
  Continue,
  LocalDeclare,
  FunctionDeclare,
  ClassDeclare,
  LocalAssign,
  GlobalAssign,
  FieldAssign,
  Destructure,
};

struct Expression {
  ExpressionKind kind;
  const Type* type;  // Unit for what is only a statement
  Position position;

 protected:
  Expression(ExpressionKind k, const Type* t, Position p) : kind(k), type(t), position(p) {}
};

// Declares struct Name with its fields; the constructor takes type and position, fields are set by the builder.
#define TATU_HIR(Name, ...)                                       \
  struct Name : Expression {                                      \
    static constexpr ExpressionKind kKind = ExpressionKind::Name; \
    Name(const Type* t, Position p) : Expression(kKind, t, p) {}  \
    __VA_ARGS__                                                   \
  };

struct Pattern;
using Expr = Expression*;

TATU_HIR(IntLiteral, std::int64_t value = 0;)  // type Int, Int32 or Byte
TATU_HIR(FloatLiteral, double value = 0;)      // type Float or Float32 (already rounded)
TATU_HIR(BoolLiteral, bool value = false;)
TATU_HIR(CharLiteral, char32_t value = 0;)
TATU_HIR(StringLiteral, std::string value;)
TATU_HIR(UnitLiteral)
TATU_HIR(NullLiteral)                         // type is the Optional
TATU_HIR(LocalRead, Local* local = nullptr;)  // `this` is a Local too (Function::receiver)
TATU_HIR(GlobalRead, const GlobalSymbol* global = nullptr;)
TATU_HIR(FieldRead, Expr object = nullptr; const FieldSymbol* field = nullptr;
         const Type* owner = nullptr;)  // owner: the declaring class's instantiation
TATU_HIR(Instruction, bytecode::Opcode opcode{}; std::vector<Expr> operands;
         const Type* operandType = nullptr;)  // without label operands; operandType for a Type operand
TATU_HIR(Concat, std::vector<Expr> parts;)    // Strings
TATU_HIR(TupleMake, std::vector<Expr> parts;)
TATU_HIR(TupleGet, Expr tuple = nullptr; std::uint32_t part = 0;)
TATU_HIR(Some, Expr value = nullptr;)    // T -> T?
TATU_HIR(Unwrap, Expr value = nullptr;)  // T? -> T, NullException
TATU_HIR(Box, Expr value = nullptr;)     // to `type`, an interface or Any or an optional of one
TATU_HIR(TypeIs, Expr value = nullptr; const Type* tested = nullptr;)
TATU_HIR(TypeCast, Expr value = nullptr;)          // to `type`
TATU_HIR(TypeCastOptional, Expr value = nullptr;)  // to `type`, an Optional
TATU_HIR(Upcast, Expr value = nullptr;)            // a reference seen as a supertype: no code
TATU_HIR(Call, const FunctionSymbol* function = nullptr; bool isVirtual = false;
         const Type* receiverType =
             nullptr;  // null for top-level functions; static: the owner, Never for each of its parameters
         std::vector<const Type*> typeArguments; std::vector<Expr> arguments;  // the receiver first
         std::vector<Local*> captured;)  // given before the arguments (capturedBy)
// `type` is the class; calls its constructor. What a local class captures is found where the expression stands, or in
// `original`, an object of the class, of which reading again costs nothing.
TATU_HIR(New, std::vector<Expr> arguments; std::vector<Local*> captured; Expr original = nullptr;)
TATU_HIR(EnumNew, const CaseSymbol* enumCase = nullptr; std::vector<Expr> arguments;)  // type is the enum
TATU_HIR(CallClosure, Expr function = nullptr; std::vector<Expr> arguments;)

struct Function;
// A local of the enclosing function, and the local of the body that stands for it.
struct Capture {
  Local* outer = nullptr;
  Local* inner = nullptr;
};
// A function in a block. What it captures stands before its parameters, and each call gives it anew.
struct LocalFunction {
  Function* body = nullptr;
  std::vector<Capture> captures;
  std::vector<TypeParameterSymbol*> typeParameters;  // behind those of the functions around
};
TATU_HIR(FunctionDeclare, LocalFunction* function = nullptr;)
TATU_HIR(ClassDeclare, const ClassSymbol* symbol = nullptr;)  // its code is emitted if control can get here
TATU_HIR(CallLocal, const LocalFunction* function = nullptr;
         std::vector<Local*> captured;  // where the call stands, in the order of the captures
         std::vector<const Type*> typeArguments; std::vector<Expr> arguments;)

// A lambda (`body` set; its captures are listed), a function or bound method used as a value (`function` set; `bound`
// is the receiver that is captured or null), or a local function (`local` set, with what a CallLocal has).
TATU_HIR(Closure, Function* body = nullptr; std::vector<Capture> captures; const FunctionSymbol* function = nullptr;
         const LocalFunction* local = nullptr; std::vector<Local*> captured; const Type* receiverType = nullptr;
         std::vector<const Type*> typeArguments; Expr bound = nullptr; bool isVirtual = false;)

// An object that walks through a `sequence`: of a class that the emitter makes of the body. `type` is the iterator that
// it is seen as; `generator` has nothing but a name until then. `yields`: in how many places, 0 if one is in a
// `finally`. `size`: of the block, in nodes of HIR.
TATU_HIR(GeneratorNew, ClassSymbol* generator = nullptr; const Type* element = nullptr; Function* body = nullptr;
         std::vector<Capture> captures; std::size_t yields = 0; std::size_t size = 0;)

TATU_HIR(And, Expr left = nullptr; Expr right = nullptr;)
TATU_HIR(Or, Expr left = nullptr; Expr right = nullptr;)
TATU_HIR(If, Expr condition = nullptr; Expr then = nullptr; Expr otherwise = nullptr;)  // otherwise null: Unit
struct Arm {
  Pattern* pattern = nullptr;
  Expr guard = nullptr;  // may be null
  Expr body = nullptr;
};
TATU_HIR(Match, Expr subject = nullptr; std::vector<Arm> arms;)  // exhaustive
TATU_HIR(Block, std::vector<Expr> statements;
         Expr result = nullptr;)  // result null: Unit (or Never if a statement is Never)
struct Catch {
  Local* local = nullptr;
  Expr body = nullptr;
};
TATU_HIR(Try, Expr body = nullptr; std::vector<Catch> catches; Expr finalizer = nullptr;)
TATU_HIR(Chain, Expr receiver = nullptr; Local* local = nullptr;
         Expr body = nullptr;)  // receiver?: null -> null of `type`; else local = it, then body (already of `type`)
TATU_HIR(
    Elvis, Expr left = nullptr;
    Expr right = nullptr;)  // left ?? right; left is an Optional, `type` that of both branches (leftValue converted)

struct Label {
  std::string name;
};  // identity of a loop
TATU_HIR(While, Label* label = nullptr; Expr condition = nullptr; Expr body = nullptr;)
TATU_HIR(ForRange, Label* label = nullptr; Local* local = nullptr; Expr from = nullptr; Expr to = nullptr;
         bool isInclusive = false; Expr body = nullptr;)  // Int
TATU_HIR(ForEach, Label* label = nullptr; Local* iterator = nullptr; Expr start = nullptr; Expr hasNext = nullptr;
         Expr next = nullptr; Pattern* pattern = nullptr; Expr body = nullptr;
         std::size_t bodySize = 0;)  // in nodes of HIR
//   iterator = start; loop: hasNext (a Bool that reads `iterator`): false ends; else the value of next (reads
//   `iterator`) matches `pattern` (irrefutable), body
TATU_HIR(Yield, Expr value = nullptr;)  // in the body of a GeneratorNew
TATU_HIR(Throw, Expr exception = nullptr;)
TATU_HIR(Return, Expr value = nullptr;)  // null: Unit
TATU_HIR(Break, Label* label = nullptr;)
TATU_HIR(Continue, Label* label = nullptr;)
TATU_HIR(LocalDeclare, Local* local = nullptr; Expr value = nullptr;)  // value null: assigned later
TATU_HIR(LocalAssign, Local* local = nullptr; Expr value = nullptr;)
TATU_HIR(GlobalAssign, const GlobalSymbol* global = nullptr; Expr value = nullptr;)
TATU_HIR(FieldAssign, Expr object = nullptr; const FieldSymbol* field = nullptr; const Type* owner = nullptr;
         Expr value = nullptr;)
TATU_HIR(Destructure, Pattern* pattern = nullptr; Expr value = nullptr;)

enum class PatternKind : std::uint8_t { Wildcard, Bind, Null, Present, Equal, Range, Case, Data, Tuple, Type, Or };

// Matches a subject of type `type`.
struct Pattern {
  PatternKind kind = PatternKind::Wildcard;
  const Type* type = nullptr;
  Position position;
  Local* local = nullptr;    // Bind: binds the subject. The other kinds do not bind by themselves.
  Local* subject = nullptr;  // Equal, Range: a local of `type` that `test` reads
  Expr test = nullptr;       // Equal, Range: a Bool expression over `subject`
  // Equal: the value as text, equal for equal values of the type ("true", "42", "\"a\""); for exhaustiveness
  std::string constant;
  const CaseSymbol* enumCase = nullptr;    // Case
  const ClassSymbol* dataClass = nullptr;  // Data
  const compiler::Type* target =
      nullptr;  // Type: the subject (a reference, or of a type parameter) is cast to it; parts[0] matches what it gives
  std::vector<Pattern*>
      parts;  // Case, Data, Tuple: by position; Present, Type: one; Or: alternatives (without bindings)
};

// A function body to emit: a declared function, method, constructor, lambda, derived member or initialiser.
struct FieldValue {
  const FieldSymbol* field = nullptr;
  Expr value = nullptr;
  Local* local = nullptr;
};  // the value is computed into `local` first
struct CapturedField {
  const FieldSymbol* field = nullptr;
  Local* local = nullptr;  // that stands for it
};
struct Function {
  const FunctionSymbol* symbol = nullptr;  // null: lambda or initialiser
  std::string name;                        // for traces: "main", "Dog.speak", "main.lambda"
  Local* receiver = nullptr;               // `this` of methods and constructors
  std::vector<Local*> parameters;          // without the receiver; of a lambda: without the captures
  const Type* result = nullptr;
  Expr body = nullptr;  // its value is returned if it completes (Unit bodies may have any type: dropped)
  // Constructors: fields in order, then `beforeSuper` and superclass arguments, then `body` (init blocks) on the
  // complete object.
  std::vector<FieldValue> fields;
  std::vector<Expr> beforeSuper;  // what arguments read that are not given in order
  std::vector<Expr> superArguments;
  std::vector<Local*> superCaptured;  // given before them
  const FunctionSymbol* superConstructor = nullptr;
  const Type* superType = nullptr;
  // Of the code of a local class: what it uses of what the class captures, from the fields of `capturedIn`. Without
  // that object all of it is given before the parameters (capturedBy).
  std::vector<CapturedField> captured;
  Local* capturedIn = nullptr;
  std::uint32_t file = 0;
  // The type parameters in scope, class's first, as numbered in bytecode.
  std::vector<const TypeParameterSymbol*> typeParameters;
  const ClassSymbol* owner = nullptr;  // the class whose member (or whose member's lambda) this is
  std::vector<ConditionSymbol>
      conditions;  // of the function, or of the function around a lambda: extra bounds on the type parameters
};

}  // namespace tatu::compiler::hir
