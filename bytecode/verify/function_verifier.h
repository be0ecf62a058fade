// Fifth layer: types of one function's code.
//
// Proves: on whatever way control goes, each instruction finds the entries that it pops, of types that it takes; each
// local read has a value; the receiver of a constructor is not seen before it is complete, and every field is set once
// before; what arrives at a label fits its stack map; handlers can rely on their maps wherever their range can throw;
// calls get arguments that fit, functions return their result.
//
// One linear pass: the state after a label is that of its map, whoever arrives. Regular instructions are checked from
// the instruction table; all others have a rule of their own in the files of their family (*_rules.cpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bytecode/instruction.h"
#include "bytecode/verified_module.h"
#include "bytecode/verify/declarations.h"
#include "bytecode/verify/operand_stack.h"

namespace tatu::bytecode {

// A call of the module's table that was found right, in terms of the function that contains it.
struct ResolvedCall {
  FunctionEntity function;
  TypeId receiver;          // none: a top-level function
  TypeId instance;          // of the class that has the member, as the receiver is one; none: no receiver
  std::uint32_t epoch = 0;  // the function in which it was resolved; kAlways if it is the same in all
};

struct ResolvedField {
  TypeId owner;
  TypeId type;
  ClassEntity definition;
  std::uint32_t number = 0;  // among the fields of the definition
  bool isMutable = false;
  bool isResolved = false;
};

class FunctionVerifier {
 public:
  explicit FunctionVerifier(VerifierScope& scope);

  // The function's structure must have been checked.
  [[nodiscard]] bool run(FunctionIndex function, FunctionFacts& facts);

 private:
  static constexpr std::uint32_t kAlways = 0xFFFFFFFFu;

  // ---- Driver (function_verifier.cpp)
  bool prepare();
  bool prepareLabels();
  bool prepareHandlers();
  bool instructions();
  bool instruction(const Instruction& at);
  bool regular(const InstructionInfo& info);
  bool custom(const Instruction& at);
  bool enterLabel(LabelIndex label, bool fallsThrough);
  bool arrive(LabelIndex label);
  bool arriveAtAll(const Instruction& at);
  bool checkHandlers();
  void moveHandlers(std::uint32_t offset);
  bool spend(std::size_t work);

  // ---- Failing
  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {});
  bool failType(Rule rule, std::string message, TypeId expected, TypeId found);
  bool failOverflow();
  [[nodiscard]] std::string text(TypeId type) const { return scope_.store.text(type); }

  // ---- Stack
  bool push(TypeId type);
  bool pop(TypeId& type);
  bool popAs(TypeId expected);
  bool popKind(TypeKind kind, std::string_view expected, TypeId& type);
  [[nodiscard]] TypeId leaf(TypeKind kind) const { return scope_.store.leaf(kind); }

  // ---- Look-ups
  [[nodiscard]] TypeId type(TypeIndex index) { return scope_.store.translate(scope_.linked, index); }
  bool operandType(TypeIndex index, TypeId& result);
  const ResolvedCall* resolveCall(CallIndex index);
  bool checkCall(const Call& call, ResolvedCall& resolved);
  bool findInstance(ResolvedCall& resolved);
  void enterCall(const Call& call, const ResolvedCall& resolved);
  bool callConditions(FunctionEntity entity);
  bool seenInCall(FunctionEntity entity, TypeIndex index, TypeId& type);
  bool parameterType(const ResolvedCall& call, std::size_t number, TypeId& type);
  bool popParameters(const ResolvedCall& call, std::size_t first, std::size_t end);
  bool pushResult(const ResolvedCall& call);
  const ResolvedField* resolveField(FieldRefIndex index);
  [[nodiscard]] const List<Field>& payloadOf(const CaseRef& reference);
  [[nodiscard]] TypeId partType(const CaseRef& reference, const Field& part);

  // ---- Locals
  [[nodiscard]] bool isParameter(LocalIndex local) const { return local.value() < parameterCount_; }
  [[nodiscard]] bool isInitialised(LocalIndex local) const;
  [[nodiscard]] bool isConstructor() const { return function_->has(FunctionFlag::Constructor); }

  // ---- Rules of the irregular instructions, by family
  bool pushNull(const Instruction& at);  // value_rules.cpp
  bool localGet(const Instruction& at);
  bool localSet(const Instruction& at);
  bool dup();
  bool swap();
  bool globalGet(const Instruction& at);
  bool globalSet(const Instruction& at);
  bool stringConcat(const Instruction& at);
  bool optionalSome();
  bool optionalUnwrap();
  bool optionalIsNull();
  bool popOptional(TypeId& payload);
  bool tupleMake(const Instruction& at);
  bool tupleGet(const Instruction& at);
  bool referenceEqual();
  bool popIdentity();

  bool objectNew(const Instruction& at);  // object_rules.cpp
  bool objectSuper(const Instruction& at);
  bool objectComplete();
  bool complete();
  bool fieldInit(const Instruction& at);
  bool fieldGet(const Instruction& at);
  bool fieldSet(const Instruction& at);
  bool enumNew(const Instruction& at);
  bool enumTag();
  bool enumGet(const Instruction& at);

  bool arrayNew(const Instruction& at);  // type_rules.cpp
  bool popArray(TypeId& array);
  bool arrayLength();
  bool arrayGet();
  bool arraySet();
  bool arrayClear();
  bool arrayCopy();
  bool arrayFill();
  bool typeBox(const Instruction& at);
  bool castOperands(const Instruction& at, TypeId& target);
  bool typeIs(const Instruction& at);
  bool typeCast(const Instruction& at);
  bool typeCastOptional(const Instruction& at);

  bool closureNew(const Instruction& at);  // call_rules.cpp
  bool callDirect(const Instruction& at);
  bool callVirtual(const Instruction& at);
  bool callClosure(const Instruction& at);
  bool returnTop();
  bool throwTop();
  bool jumpNull(const Instruction& at);
  bool jumpPresent(const Instruction& at);

  VerifierScope& scope_;
  const Module& module_;
  WellFormedness wellFormed_;
  std::vector<ResolvedCall> calls_;
  std::vector<ResolvedField> fields_;
  // Of the call that was resolved last: the arguments of the member's class, then its own.
  std::span<const TypeId> callArguments_;
  std::vector<TypeId> callArgumentList_;
  std::vector<TypeId> signature_;  // of the function value that is made
  std::uint32_t epoch_ = 0;
  TypeId exceptionType_;

  // ---- Of the current function
  FunctionIndex index_;
  const Function* function_ = nullptr;
  CodeDecoder decoder_;
  const Code* code_ = nullptr;
  FunctionFacts* facts_ = nullptr;
  TypeContext context_;
  std::uint32_t parameterCount_ = 0;
  std::vector<TypeId> locals_;  // parameters first
  TypeId result_;
  std::size_t workLeft_ = 0;
  // Labels' stacks, one after the other; label i has [labelStarts_[i], labelStarts_[i + 1]).
  std::vector<TypeId> labelTypes_;
  std::vector<std::uint32_t> labelStarts_;
  // Handlers by start, outer ones first, and those whose range covers the current instruction.
  std::vector<std::uint32_t> handlerOrder_;
  std::size_t nextHandler_ = 0;
  std::vector<std::uint32_t> activeHandlers_;
  bool mustCheckHandlers_ = false;

  // ---- State at the current instruction
  std::uint32_t offset_ = 0;
  OperandStack stack_;
  std::vector<std::uint8_t> initialised_;  // bits of the locals after the parameters
  bool isRaw_ = false;                     // the receiver is not complete yet
  std::vector<bool> fieldsSet_;            // of a constructor's own fields
  std::uint32_t fieldsSetCount_ = 0;
};

// ---- Stack: what every instruction does.

inline bool FunctionVerifier::push(TypeId type) {
  if (stack_.isFull()) return failOverflow();
  stack_.push(type);
  return true;
}

inline bool FunctionVerifier::pop(TypeId& type) {
  if (stack_.isEmpty()) return fail(Rule::StackUnderflow, "The stack is empty");
  type = stack_.pop();
  return true;
}

inline bool FunctionVerifier::popAs(TypeId expected) {
  TypeId found;
  if (!pop(found)) return false;
  if (found == expected || scope_.relations.isSubtype(found, expected)) return true;
  return failType(Rule::StackType, "An entry has another type", expected, found);
}

}  // namespace tatu::bytecode
