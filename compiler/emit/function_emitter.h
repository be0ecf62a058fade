// FunctionEmitter: one function body, from HIR to code. The work is split by family of expressions: see the emit_*.cpp
// beside it.
//
// How expressions become code
// - value(e) leaves the value on the stack; effect(e) leaves nothing; condition(e, label, sense) jumps if e is `sense`.
// - What follows an expression of type Never is dropped by the CodeStream; every family may go on emitting without
// looking.
// - A chain of first operands (a + b + c + …, a.f().g()…) is walked in a loop, so its length costs no native stack.
// - `finally` blocks are emitted again at each way out; their own code is outside of the ranges that they guard.
// - An exception handler starts with an empty stack: a `try` inside an expression moves the entries below it into
// locals first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/diagnostics/diagnostic_code.h"
#include "compiler/emit/code_stream.h"
#include "compiler/emit/core_symbols.h"
#include "compiler/emit/function_frame.h"
#include "compiler/emit/generator_class.h"
#include "compiler/emit/local_table.h"
#include "compiler/emit/module_tables.h"
#include "compiler/hir/hir.h"

namespace tatu::compiler::emit {

// What is found out only here: a function beyond a limit of the bytecode, for instance with more than 65,535 locals, or
// something of another package that it does not show.
struct EmitError {
  DiagnosticCode code;
  std::string message;
  std::string help;
  std::uint32_t file = 0;
  hir::Position position;
  const ast::Node* declaration = nullptr;  // where it is that and no code
};

[[nodiscard]] EmitError hiddenError(const ModuleTables::Hidden& hidden, std::uint32_t file, hir::Position position);

// What all functions of one module share while they are emitted.
struct EmitContext {
  TypeTable& types;
  ModuleTables& tables;
  const CoreSymbols& core;
  std::vector<std::string> fileNames = {};
  std::vector<EmitError> errors = {};
  struct LocalTarget {
    bytecode::FunctionIndex index;
    const ClassSymbol* owner = nullptr;
    std::size_t typeParameters = 0;  // of the functions around
  };
  std::unordered_map<const hir::LocalFunction*, LocalTarget> localFunctions = {};  // whose declaration was met
  // The constructors of the classes that sequences have become: the code of a `finally` is emitted several times.
  std::unordered_map<const ClassSymbol*, bytecode::FunctionIndex> generators = {};
  std::unordered_set<const ClassSymbol*> reachedClasses = {};  // local ones whose declaration was met
  // Those that do nothing but give a sequence, whose HIR stays.
  std::unordered_map<const FunctionSymbol*, const hir::Function*> sequenceFunctions = {};
  // The functions, innermost first, whose code is being emitted: none is opened inside itself.
  struct OpenFunction {
    const hir::Function* function;
    const OpenFunction* outer;
  };
  const OpenFunction* openFunctions = nullptr;
  std::size_t nodesInPlace = 0;  // emitted once more than they stand in the program, for one declaration
};

class FunctionEmitter {
 public:
  // With the class of a sequence the function is a method of it.
  FunctionEmitter(EmitContext& context, FunctionFrame frame, GeneratorClass* generator = nullptr);

  // ---- What to emit: one of these, then finish().
  void setPosition(hir::Position position) { code_.setPosition(position); }
  void emitFunction(const hir::Function& function);  // declared functions and methods
  void emitConstructor(const hir::Function& function);
  void emitInstructionBody(const FunctionSymbol& symbol);
  void emitUnreachable();
  void emitEntryPoint(const FunctionSymbol& main);  // calls main with the program's arguments
  void emitDerived(const FunctionSymbol& symbol);   // equals, hash, toString of data classes and enums
  // The module's initialiser is one function made of several bodies.
  void appendBody(const hir::Function& function);
  void appendGlobal(const GlobalSymbol& global, bytecode::FunctionIndex value);  // set to what the function gives
  void emitValue(const hir::Expression* value);                                  // of a function without parameters
  void endWithUnit();
  void finish(bytecode::FunctionIndex index);

 private:
  using Expr = const hir::Expression*;

  // ---- The walk (function_emitter.cpp)
  void value(Expr e);
  void reportHidden(hir::Position position);
  void effect(Expr e);
  [[nodiscard]] static Expr firstOperand(Expr e);
  void complete(Expr e);  // the first operand is on the stack
  void leafValue(Expr e);
  void statementLike(Expr e, bool isWanted);
  void returnBody(Expr body);
  void bindParameters(const hir::Function& function);
  void bindParameter(const hir::Local* local, std::uint32_t number);
  void takeCaptured(const hir::Function& function);
  [[nodiscard]] static LocalPlace placeOf(const hir::CapturedField& captured);

  // ---- Literals and locals (emit_locals.cpp)
  void literal(Expr e);
  void get(const LocalPlace& place);
  void set(const LocalPlace& place);
  void makeTopExact();
  void readLocal(const hir::Local* local);
  LocalPlace declareLocal(const hir::Local* local);  // a place of its own, without a value yet
  void initialiseLocal(const hir::Local* local);     // declares it with the value on the stack
  void declareStatement(const hir::LocalDeclare& e);
  void assignLocal(const hir::LocalAssign& e);
  void assignGlobal(const hir::GlobalAssign& e);
  void assignField(const hir::FieldAssign& e);
  void wrapInCell(const Type* content);
  [[nodiscard]] const Type* cellType(const Type* content);
  [[nodiscard]] bytecode::FieldRefIndex cellField(const Type* cell);

  // ---- Operators and values (emit_operators.cpp)
  void completeInstruction(const hir::Instruction& e);
  void completeConcat(const hir::Concat& e);
  void completeTuple(const hir::TupleMake& e);
  void concatTop(std::uint32_t count);
  void instruction(bytecode::Opcode opcode, std::uint32_t operandCount, const Type* operandType, const Type* result);

  // ---- Calls and closures (emit_calls.cpp)
  void completeCall(const hir::Call& e);
  void arguments(std::span<hir::Expression* const> arguments, std::size_t from);
  void captured(std::span<hir::Local* const> locals);
  void capturedOf(const hir::Expression& object, const Type* type);
  void create(const hir::New& e);
  void createEnum(const hir::EnumNew& e);
  void completeCallClosure(const hir::CallClosure& e);
  void closure(const hir::Closure& e);
  void lambda(const hir::Closure& e);
  void functionValue(const hir::Closure& e);
  void virtualFunctionValue(const hir::Closure& e);
  // Of a lambda or local function: what it captures, then its parameters.
  [[nodiscard]] bytecode::FunctionIndex addInner(const hir::Function& body, const std::vector<hir::Capture>& captures,
                                                 std::span<TypeParameterSymbol* const> typeParameters);
  void emitInnerBody(bytecode::FunctionIndex index, const hir::Function& body,
                     const std::vector<hir::Capture>& captures, std::span<TypeParameterSymbol* const> typeParameters);
  [[nodiscard]] bytecode::CallIndex callOfAnonymous(bytecode::FunctionIndex function);
  void declareFunction(const hir::LocalFunction& function);
  void callLocal(const hir::CallLocal& e);
  void localFunctionValue(const hir::Closure& e);
  // With the captured locals on the stack.
  [[nodiscard]] bytecode::CallIndex targetOf(const hir::LocalFunction& function,
                                             const std::vector<hir::Local*>& captured,
                                             const std::vector<const Type*>& typeArguments);
  [[nodiscard]] std::vector<const TypeParameterSymbol*> ownTypeParameters() const;

  // ---- Sequences (emit_generators.cpp)
  void createGenerator(const hir::GeneratorNew& e);
  [[nodiscard]] const Type* generatorType(const hir::GeneratorNew& e);
  [[nodiscard]] bytecode::FunctionIndex addGenerator(const hir::GeneratorNew& e, const Type* self);
  [[nodiscard]] FunctionFrame generatorFrame(const hir::GeneratorNew& e, const Type* result, std::size_t parameters);
  void emitResumption(const hir::GeneratorNew& e, const FunctionEmitter& outer);
  void emitGeneratorNext(const hir::GeneratorNew& e, bytecode::FunctionIndex hasNext);
  void emitGeneratorConstructor(const hir::GeneratorNew& e);
  void pushFirst(const Type* type);
  void generatorBody(const hir::GeneratorNew& e);
  void endGenerator();
  void yieldValue(const hir::Yield& e);
  void suspend();

  // ---- Sequences without an object (emit_in_place.cpp)
  [[nodiscard]] bool walkInPlace(const hir::ForEach& e);
  [[nodiscard]] const hir::Function* functionOf(const hir::Expression& e) const;
  [[nodiscard]] bool isOpenable(const hir::Call& e) const;
  [[nodiscard]] bool isOpenable(const hir::CallLocal& e) const;
  [[nodiscard]] bool fitsInPlace(const hir::ForEach& e, const hir::Closure& start, bool isOpened);
  void walkOpened(const hir::ForEach& e, const hir::Expression& call, const hir::Function& function,
                  const hir::Closure& start);
  void bindArguments(const hir::Expression& call, const hir::Function& function);
  void walkBlock(const hir::ForEach& e, const hir::Closure& start, const hir::Function* opened);
  void giveInPlace(const hir::Yield& e);
  void leaveInPlace();

  // ---- What a sequence keeps (emit_generators.cpp)
  void setState(std::int32_t state);
  void pushInt32(std::int32_t value);
  void getField(const FieldSymbol& field);  // of the object that walks
  void keep(const KeptField& field, const LocalPlace& place);
  void takeOut(const KeptField& field);
  void forget(const KeptField& field);

  // ---- Optionals (emit_optionals.cpp)
  void chain(const hir::Chain& e, bool isWanted);
  void elvis(const hir::Elvis& e, bool isWanted);
  [[nodiscard]] static const Type* payloadOf(const Type* optional) { return optional->arguments[0]; }

  struct Loop {
    const hir::Label* label = nullptr;
    CodeLabel breakLabel;
    CodeLabel continueLabel;
    std::size_t tryCount = 0;  // tries around the loop; its stack is empty
  };

  // ---- Branches and loops (emit_control.cpp, emit_loops.cpp)
  void condition(Expr e, CodeLabel target, bool sense);
  void junction(const std::vector<Expr>& operands, CodeLabel target, bool sense, bool decides);
  void logicalValue(Expr e);
  void conditional(const hir::If& e, bool isWanted);
  void block(const hir::Block& e, bool isWanted);
  void branchResult(Expr e, const Type* type, bool isWanted);
  // The operand stack is moved into locals around `body`, which runs on an empty one and leaves a value of `result` if
  // that is not null.
  template <typename Body>
  void onEmptyStack(const Type* result, Body body);
  void loop(Expr e);
  Loop& openLoop(const hir::Label* label);
  void closeLoop();
  void whileLoop(const hir::While& e);
  struct RangeEnd {
    bool isLiteral = false;
    bool isInclusive = false;
    std::int64_t literal = 0;
    LocalPlace place;
  };
  void forRange(const hir::ForRange& e);
  [[nodiscard]] RangeEnd rangeEnd(const hir::ForRange& e);
  void compareWithEnd(const LocalPlace& counter, const RangeEnd& end, bytecode::Opcode comparison);
  void increment(const LocalPlace& counter);
  void exclusiveRounds(const hir::ForRange& e, const LocalPlace& counter, const RangeEnd& end);
  void inclusiveRounds(const hir::ForRange& e, const LocalPlace& counter, const RangeEnd& end);
  void forRangeBody(const hir::ForRange& e, const LocalPlace& counter);
  void forEach(const hir::ForEach& e);
  void breakOut(const hir::Label* label, bool isContinue);

  // ---- Patterns (emit_match.cpp, emit_patterns.cpp)
  void match(const hir::Match& e, bool isWanted);
  void matchArms(const hir::Match& e, const LocalPlace& subject, bool isWanted, CodeLabel done);
  // Emit a Switch to the labels in `matched` (to `none` where no arm matches) if the match is fit for it.
  [[nodiscard]] bool dispatchEnum(const hir::Match& e, const LocalPlace& subject, const std::vector<CodeLabel>& matched,
                                  CodeLabel none);
  [[nodiscard]] bool dispatchInt(const hir::Match& e, const LocalPlace& subject, const std::vector<CodeLabel>& matched,
                                 CodeLabel none);
  void testDispatched(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail, CodeLabel matched);
  LocalPlace subjectPlace(Expr subject);
  // Test a pattern; if it does not match, control goes to `fail`. Without `fail` the pattern is known to match.
  void testTop(const hir::Pattern& pattern, CodeLabel fail);  // takes the subject from the stack
  void testPlace(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail);
  void testParts(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail);
  void loadPart(const hir::Pattern& pattern, const LocalPlace& subject, std::size_t part);
  void testAlternatives(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail);
  void testTag(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail);
  void testType(const hir::Pattern& pattern, CodeLabel fail);
  void testPresent(const hir::Pattern& pattern, CodeLabel fail);
  [[nodiscard]] static bool needsParts(const hir::Pattern& pattern);

  // ---- Exceptions (emit_try.cpp)
  // A `try` whose code is being emitted. Its ranges have gaps where finalizers are inlined at a way out.
  struct Range {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
  };
  struct TryContext {
    const hir::Expression* finalizer = nullptr;
    std::vector<Range> ranges;
    std::uint32_t openSince = 0;
  };
  void tryExpression(const hir::Try& e, bool isWanted);
  void withCatches(const hir::Try& e, bool isWanted);
  void withFinalizer(const hir::Try& e, bool isWanted);
  void catchHandler(const hir::Catch& handler, const FlowState& atStart, std::span<const Range> ranges,
                    const Type* type, bool isWanted);
  void finallyHandler(Expr finalizer, const FlowState& atStart, std::span<const Range> ranges);
  void popAll();
  void openTry(const hir::Expression* finalizer);
  [[nodiscard]] std::vector<Range> closeTry();
  // Runs the finalizers of all open tries from the innermost down to number `from`.
  void runFinalizers(std::size_t from);
  // What is emitted between these two belongs to none of the tries from number `from` on.
  void closeRanges(std::size_t from);
  void reopenRanges(std::size_t from);
  // The same for code in which they are not there at all.
  [[nodiscard]] std::vector<TryContext> suspendTries(std::size_t from);
  void resumeTries(std::vector<TryContext> suspended);
  [[nodiscard]] bool hasFinalizers(std::size_t from) const;
  void returnFrom(const hir::Return& e);

  // ---- Constructors (emit_constructor.cpp)
  void fieldValues(const hir::Function& function);
  void initialiseFields(const hir::Function& function);
  void completeObject(const hir::Function& function);

  // ---- Derived members (emit_derived.cpp)
  void derivedEquals(const ClassSymbol& symbol);
  void derivedEnumEquals(const ClassSymbol& symbol);
  void derivedHash(const ClassSymbol& symbol);
  void derivedText(const ClassSymbol& symbol);
  void memberText(const Type* self, const CaseSymbol* enumCase, const std::string& name,
                  std::span<FieldSymbol* const> fields);
  void compareMembers(const Type* self, const CaseSymbol* enumCase, std::span<FieldSymbol* const> fields,
                      CodeLabel different);
  void hashMembers(const Type* self, const CaseSymbol* enumCase, std::span<FieldSymbol* const> fields,
                   const Type* hasher);
  void loadMember(const Type* self, std::uint32_t parameter, const CaseSymbol* enumCase, const FieldSymbol& field,
                  std::uint32_t number);
  void callMember(const FunctionSymbol& member, const Type* receiver, std::uint32_t pops, const Type* result);
  void pushText(std::string_view text);
  void endWithBool(bool value);
  [[nodiscard]] std::vector<CodeLabel> switchOnTag(const ClassSymbol& symbol, const Type* self);

  [[nodiscard]] const Type* leaf(TypeKind kind) const { return context_.types.leaf(kind); }
  [[nodiscard]] ModuleTables& tables() { return context_.tables; }

  EmitContext& context_;
  FunctionFrame frame_;
  CodeStream code_;
  LocalTable locals_;
  std::vector<Loop> loops_;
  std::vector<TryContext> tries_;
  GeneratorClass* generator_ = nullptr;  // whose method this is
  // The block of a sequence that is being emitted where a loop walks through it.
  struct BlockInPlace {
    const hir::ForEach& loop;
    CodeLabel end;
    std::size_t tryCount;  // tries around the loop
    BlockInPlace* outer;
    // What is around the loop, and while its body is emitted, around the block.
    FunctionFrame frame;
    const EmitContext::OpenFunction* openFunctions;
    std::size_t handlersAround;
  };
  void changeSides(BlockInPlace& block);
  BlockInPlace* inPlace_ = nullptr;
  std::size_t handlersAround_ = 0;  // of all tries whose code is being emitted
};

}  // namespace tatu::compiler::emit
