// Arithmetic, exceptions, limits, globals and natives, a program each (program.h).
#include "program.h"

#include <gtest/gtest.h>

namespace tatu::vm::test {
namespace {

// The value that is stored is not the one that was made last, which has been dropped.
TEST(ControlFeatures, WhatLiesBeneathADroppedResultIsStored) {
  Program p;
  const LocalIndex kept = p.local(p.integer);
  const LocalIndex other = p.local(p.integer);
  p.c.emitInt(12);
  p.set(kept);
  p.c.emitInt(-2);
  p.set(other);
  p.get(kept);
  p.get(other);
  p.c.emit(Opcode::IntAdd);
  p.get(other);
  p.c.emitInt(3);
  p.c.emit(Opcode::IntRemainder);
  p.c.emit(Opcode::Pop);
  p.set(kept);
  p.get(kept);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 10);
}

TEST(ControlFeatures, ArithmeticCorners) {
  Program p;
  p.c.emitInt(INT64_MIN);
  p.c.emitInt(-1);
  p.c.emit(Opcode::IntDivide);
  p.c.emitInt(INT64_MIN);
  p.c.emit(Opcode::IntSubtract);
  p.c.emitInt(INT64_MIN);
  p.c.emitInt(-1);
  p.c.emit(Opcode::IntRemainder);
  p.c.emit(Opcode::IntAdd);
  p.c.emitInt32(INT32_MIN);
  p.c.emitInt32(-1);
  p.c.emit(Opcode::Int32Divide);
  p.c.emitInt(33);
  p.c.emit(Opcode::Int32ShiftLeft);
  p.c.emitInt32(-8);
  p.c.emitInt(1);
  p.c.emit(Opcode::Int32ShiftRightUnsigned);
  p.c.emit(Opcode::Int32Add);
  p.c.emit(Opcode::Int32ToInt);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 0x7FFFFFFC);
}

TEST(ControlFeatures, DivisionByZeroIsCaught) {
  Program p;
  const NewLabel handler = p.c.newLabel();
  p.c.setPosition(3, 5);
  const auto start = p.c.here();
  p.c.emitInt(1);
  p.c.emitInt(0);
  p.c.emit(Opcode::IntDivide);
  p.returnTop();
  p.c.addHandler(start, p.c.here(), p.type(p.arithmeticClass), handler);
  p.c.bind(handler, Assembly::map({p.type(p.arithmeticClass)}));
  p.c.emit(Opcode::FieldGet, p.fieldRef(p.exception, 0));
  p.c.emit(Opcode::StringLength);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 16);
}

TEST(ControlFeatures, UncaughtExceptionHasTrace) {
  Program p;
  const FunctionIndex inner = p.function("inner", {p.integer}, p.integer);
  p.code(inner).setPosition(7, 3);
  p.code(inner).emitInt(1);
  p.code(inner).emit(Opcode::LocalGet, LocalIndex(0));
  p.code(inner).emit(Opcode::IntRemainder);
  p.code(inner).emit(Opcode::Return);
  p.c.setPosition(2, 1);
  p.c.emitInt(0);
  p.c.emit(Opcode::Call, p.call(inner));
  p.returnTop();
  const Transcript t = p.agree();
  EXPECT_EQ(t.status, RunStatus::Uncaught);
  EXPECT_EQ(t.exception,
            "ArithmeticException: division by zero\n  at inner (test.tatu:7:3)\n  at main (test.tatu:2:1)\n");
}

// A handler whose range covers itself: without a check at handlers it would never stop.
TEST(ControlFeatures, HandlerLoopStops) {
  Program p;
  const NewLabel handler = p.c.newLabel();
  const auto start = p.c.here();
  p.c.emit(Opcode::Unreachable);
  p.c.bind(handler, Assembly::map({p.exception}));
  p.c.emit(Opcode::Pop);
  p.c.emit(Opcode::Unreachable);
  p.c.addHandler(start, p.c.here(), p.exception, handler);
  Machine machine(p.finish(p.main));
  for (const std::int64_t fuel : {1, 50, 1000}) {
    const Transcript reference = machine.run(Tier::Reference, fuel);
    EXPECT_EQ(reference.status, RunStatus::LimitReached);
    EXPECT_EQ(reference, machine.run(Tier::Interpreter, fuel));
  }
}

TEST(ControlFeatures, StackOverflowIsCaughtAtTheSameDepth) {
  Program p;
  const FunctionIndex dive = p.function("dive", {p.integer}, p.integer);
  CodeBuilder& d = p.code(dive);
  const NewLabel handler = d.newLabel();
  const auto start = d.here();
  d.emit(Opcode::LocalGet, LocalIndex(0));
  d.emitInt(1);
  d.emit(Opcode::IntAdd);
  d.emit(Opcode::Call, p.call(dive));
  d.emit(Opcode::Return);
  d.addHandler(start, d.here(), p.type(p.overflowClass), handler);
  d.bind(handler, Assembly::map({p.type(p.overflowClass)}));
  d.emit(Opcode::Pop);
  d.emit(Opcode::LocalGet, LocalIndex(0));
  d.emit(Opcode::Return);
  p.c.emitInt(0);
  p.c.emit(Opcode::Call, p.call(dive));
  p.returnTop();
  Machine machine(p.finish(p.main));
  for (const std::uint32_t slots : {16u, 100u, 1000u, 20000u}) {
    const auto withStack = [slots] {
      GuestOptions options;
      options.stackSlots = slots;
      return options;
    };
    const Transcript reference = machine.run(Tier::Reference, kUnlimitedFuel, withStack());
    EXPECT_EQ(reference, machine.run(Tier::Interpreter, kUnlimitedFuel, withStack())) << slots;
    EXPECT_EQ(reference.status, RunStatus::Finished);
    EXPECT_GE(reference.exitValue, (slots - 16) / 6);
  }
}

TEST(ControlFeatures, NullUnwrapThrows) {
  Program p;
  p.c.emitInt(3);
  p.c.emit(Opcode::PushNull, p.b.optionalOf(p.integer));
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "NullException: the value is null\n  at main (test.tatu)\n");
}

TEST(ControlFeatures, IndexOutside) {
  Program p;
  p.c.emitInt(3);
  p.c.emit(Opcode::ArrayNew, p.integer);
  p.c.emitInt(-1);
  p.c.emit(Opcode::ArrayGet);
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "IndexException: index -1 is outside of a length of 3\n  at main (test.tatu)\n");
}

TEST(ControlFeatures, GlobalsAreChecked) {
  Program p;
  bytecode::Global row;
  row.name = p.b.string("counter");
  row.type = p.integer;
  row.isMutable = true;
  const bytecode::GlobalIndex counter = p.b.addGlobal(row);
  const FunctionIndex initialise = p.function("initialise", {}, p.unit);
  p.code(initialise).emitInt(20);
  p.code(initialise).emit(Opcode::GlobalSet, counter);
  p.code(initialise).emit(Opcode::PushUnit);
  p.code(initialise).emit(Opcode::Return);
  p.b.setInitialiser(initialise);
  row.name = p.b.string("late");
  const bytecode::GlobalIndex late = p.b.addGlobal(row);
  p.c.emit(Opcode::GlobalGet, counter);
  p.c.emitInt(1);
  p.c.emit(Opcode::IntAdd);
  p.c.emit(Opcode::GlobalSet, counter);
  p.c.emit(Opcode::GlobalGet, counter);
  p.c.emit(Opcode::GlobalGet, late);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "StateException: \"late\" is used before it was initialised\n  at main (test.tatu)\n");
}

NativeStatus repeat(NativeCall& call) {
  const std::int64_t count = call.intAt(1);
  if (count < 0) return call.fail(CoreException::State, "a negative count");
  const std::string_view text = call.stringAt(0);
  StringObject* const result = call.newStringOfLength(text.size() * static_cast<std::uint64_t>(count));
  if (result == nullptr) return call.stopped();
  for (std::int64_t i = 0; i < count; ++i) {
    std::copy(text.begin(), text.end(), result->data() + static_cast<std::size_t>(i) * text.size());
  }
  return call.returnObject(result);
}

std::uint64_t repeatPrice(const NativeArguments& arguments) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(arguments.intAt(1), 0)) * 3;
}

NativeStatus doubled(NativeCall& call) { return call.returnOptionalInt(call.intAt(0) * 2); }

NativeRegistry natives() {
  NativeRegistry registry;
  registry.add("core.repeat@1", "(String, Int) -> String", repeatPrice, repeat);
  registry.add("core.doubled@1", "(Int) -> Int?", doubled);
  return registry;
}

TEST(ControlFeatures, NativesDirectlyAndThroughClosures) {
  Program p;
  const TypeIndex optionalInt = p.b.optionalOf(p.integer);
  const FunctionIndex times = p.native("repeat", {p.string, p.integer}, p.string, "core.repeat@1");
  const FunctionIndex twice = p.native("doubled", {p.integer}, optionalInt, "core.doubled@1");
  const LocalIndex f = p.local(p.b.functionOf(std::vector{p.integer}, p.string));
  p.c.emit(Opcode::PushString, p.b.string("ab"));
  p.c.emitInt(10);
  p.c.emit(Opcode::Call, p.call(times));
  p.c.emit(Opcode::ClosureNew, p.call(times), 1);
  p.set(f);
  p.get(f);
  p.c.emitInt(3);
  p.c.emitCount(Opcode::CallClosure, 1);
  p.c.emit(Opcode::StringLength);
  p.c.emit(Opcode::Call, p.call(twice));
  p.c.emit(Opcode::OptionalUnwrap);
  p.get(f);
  p.c.emitInt(-1);
  p.c.emitCount(Opcode::CallClosure, 1);
  p.c.emit(Opcode::StringLength);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree(300, natives()).exception,
            "StateException: a negative count\n  at repeat\n  at main (test.tatu)\n");
}

}  // namespace
}  // namespace tatu::vm::test
