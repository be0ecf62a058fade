// What the checker keeps at hand while it walks through a body: what the context wants, the functions and loops around,
// and what conditions and patterns have told.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/check/flow.h"
#include "compiler/check/relations.h"
#include "compiler/hir/hir.h"

namespace tatu::compiler::check {

using hir::Expr;

struct Want {
  const Type* type = nullptr;  // may hold Inferred parts
  bool isDiscarded = false;
  bool isLambdaResult = false;  // of a lambda of which nobody expects anything: it may have no value
};

// What a `sequence` yields. Without an expected type the element is null, and found out from the values.
struct SequenceValues {
  const Type* element = nullptr;
  std::vector<hir::Yield*> yields;
  std::vector<SourceSpan> spans;  // of their values
  bool isInFinalizer = false;     // one of them
};

// A function, lambda or sequence whose body is being checked.
struct Frame {
  Frame* outer = nullptr;
  hir::Function* function = nullptr;
  const Type* result = nullptr;  // null: a lambda whose result is being inferred
  bool isLambda = false;
  SequenceValues* values = nullptr;             // of a sequence, which is a lambda, too
  bool isDefault = false;                       // of the value of a parameter of a local function
  const LocalClass* localClass = nullptr;       // whose member it is
  std::optional<std::size_t> loopsAroundDefer;  // in what a `defer` runs: how many loops are around the `defer`
  std::size_t finalizers = 0;                   // around what is being checked
  std::vector<hir::Return*> returns;            // with values; of a lambda whose result is being inferred
  std::vector<hir::Capture> captures;
  std::unordered_map<const LocalInfo*, hir::Local*> inner;
};

// A function in a block, and what it captures, also for the local functions that it calls.
struct LocalFunction {
  const FunctionSymbol* symbol = nullptr;
  hir::LocalFunction* code = nullptr;
  std::vector<LocalInfo*> captured;
  std::vector<const LocalFunction*> defaults;  // by parameter: what gives it its value, or null
};

// A class in a block, and what it captures, in the order of the fields that keep it.
struct LocalClass {
  ClassSymbol* symbol = nullptr;
  std::vector<LocalInfo*> captured;
  std::vector<TypeParameterSymbol*> typeScope;  // that its members see
  std::vector<FunctionSymbol*> defaults;        // that give the parameters of its members their values
  std::vector<hir::Function*> code;             // of all these
};

// The class whose member is being checked, or one around it.
struct ClassLevel {
  const ClassSymbol* owner = nullptr;
  LocalInfo* receiver = nullptr;
  bool isObjectRaw = false;  // in field initialisers and superclass arguments: `this` is not there yet
  std::size_t mark = 0;      // of what is visible: the members hide all before it
};

// What a name that stands alone finds through the object of a class.
struct ImplicitMember {
  Member member;
  ClassLevel level;
};

struct LoopScope {
  std::string_view name;
  hir::Label* label = nullptr;
  FlowState atBreak = FlowState::unreachable();
  FlowState atNext = FlowState::unreachable();  // where a round ends and the next one begins
  std::size_t finallyDepth = 0;                 // `finally` blocks that were open around the loop
};

// A `try` with a `finally`: jumps out of it go on when the `finally` has been checked.
struct FinallyScope {
  struct Jump {
    LoopScope* loop;
    bool isContinue;
    FlowState flow;
  };
  std::vector<Jump> jumps;
};

// What belongs to the function under way, of which a member of a local class has its own.
struct CodeState {
  const FunctionSymbol* symbol;
  Conditions conditions;
  std::vector<TypeParameterSymbol*> typeScope;
  std::string functionName;
  FlowState flow;
  std::size_t blockStart;
  const ast::Expression* lastOfFunction;
  bool isValueMissed;
  bool isRestOfBlock;
  std::vector<LoopScope*> loops;
  std::vector<FinallyScope*> finallys;
  const LocalClass* localClass;
};

struct ConditionFlow {
  FlowState whenTrue;
  FlowState whenFalse;
};

// A pattern with what the exhaustiveness check needs to know of it.
struct CheckedPattern {
  hir::Pattern* pattern = nullptr;
  struct Space* space = nullptr;
};

}  // namespace tatu::compiler::check
