// One program per feature of the machine. Each runs in both interpreters with every fuel value up to some bound and in
// slices, and must agree in result, exception, trace, fuel and allocations.
#include <gtest/gtest.h>

#include "assembly.h"

namespace tatu::vm::test {
namespace {

using bytecode::ClassKind;
using bytecode::FunctionFlag;

constexpr std::uint32_t flag(FunctionFlag f) { return static_cast<std::uint32_t>(f); }

struct Program : Assembly {
  Program() : main(function("main", {}, integer)), c(code(main)) {}
  FunctionIndex main;
  CodeBuilder& c;

  void get(LocalIndex local) { c.emit(Opcode::LocalGet, local); }
  void set(LocalIndex local) { c.emit(Opcode::LocalSet, local); }
  LocalIndex local(TypeIndex type) { return Assembly::local(main, type); }
  void returnTop() { c.emit(Opcode::Return); }
  Transcript agree(std::int64_t fuel = 200, NativeRegistry natives = {}, gc::HeapOptions heap = {}) {
    Machine machine(finish(main), std::move(natives), heap);
    return machine.agree(fuel);
  }
  // A function (Int) -> Int that adds: value + addend.
  FunctionIndex adder() {
    const FunctionIndex add = function("add", {integer, integer}, integer);
    CodeBuilder& a = code(add);
    a.emit(Opcode::LocalGet, LocalIndex(0));
    a.emit(Opcode::LocalGet, LocalIndex(1));
    a.emit(Opcode::IntAdd);
    a.emit(Opcode::Return);
    return add;
  }
};

TEST(Features, ArithmeticCorners) {
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

TEST(Features, DivisionByZeroIsCaught) {
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

TEST(Features, UncaughtExceptionHasTrace) {
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
  EXPECT_EQ(t.exception, "ArithmeticException: division by zero\n  at inner (test.tatu:7)\n  at main (test.tatu:2)\n");
}

// A handler whose range covers itself: without a check at handlers it would never stop.
TEST(Features, HandlerLoopStops) {
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

TEST(Features, StackOverflowIsCaughtAtTheSameDepth) {
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

TEST(Features, Closures) {
  Program p;
  const FunctionIndex add = p.adder();
  const TypeIndex unary = p.b.functionOf(std::vector{p.integer}, p.integer);
  const TypeIndex binary = p.b.functionOf(std::vector{p.integer, p.integer}, p.integer);
  const TypeIndex nullary = p.b.functionOf(std::vector<TypeIndex>{}, p.integer);
  const LocalIndex f = p.local(unary);
  const LocalIndex g = p.local(binary);
  const LocalIndex h = p.local(nullary);
  p.c.emitInt(40);
  p.c.emit(Opcode::ClosureNew, p.call(add), 1);
  p.set(f);
  p.c.emit(Opcode::ClosureNew, p.call(add), 0);
  p.set(g);
  p.get(f);
  p.c.emitInt(2);
  p.c.emitCount(Opcode::CallClosure, 1);
  p.c.emitInt(8);
  p.c.emit(Opcode::ClosureNew, p.call(add), 2);
  p.set(h);
  p.get(h);
  p.c.emitCount(Opcode::CallClosure, 0);
  p.get(g);
  p.c.emitInt(100);
  p.get(h);
  p.c.emitCount(Opcode::CallClosure, 0);
  p.c.emitCount(Opcode::CallClosure, 2);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 200);
}

// interface Shape { fun area(): Int; fun twice(): Int = area() * 2 }; Square and Int implement it.
struct Shapes : Program {
  Shapes() {
    shape = cls("Shape", ClassKind::Interface);
    shapeType = type(shape);
    area = function("area", {shapeType}, integer, shape, flag(FunctionFlag::Abstract) | flag(FunctionFlag::Public));
    b.at(shape).isPublic = true;
    twice = function("twice", {shapeType}, integer, shape, flag(FunctionFlag::Open) | flag(FunctionFlag::Public));
    code(twice).emit(Opcode::LocalGet, LocalIndex(0));
    code(twice).emit(Opcode::CallVirtual, call(area, shapeType));
    code(twice).emitInt(2);
    code(twice).emit(Opcode::IntMultiply);
    code(twice).emit(Opcode::Return);

    square = cls("Square");
    squareType = type(square);
    b.at(square).conformances.push_back({shapeType, {}});
    field(square, "side", integer);
    makeSquare = plainConstructor(square);
    const FunctionIndex squareArea =
        function("area", {squareType}, integer, square, flag(FunctionFlag::Override) | flag(FunctionFlag::Public));
    CodeBuilder& s = code(squareArea);
    s.emit(Opcode::LocalGet, LocalIndex(0));
    s.emit(Opcode::FieldGet, fieldRef(squareType, 0));
    s.emit(Opcode::Dup);
    s.emit(Opcode::IntMultiply);
    s.emit(Opcode::Return);

    b.at(intClass).conformances.push_back({shapeType, {}});
    const FunctionIndex intArea =
        function("area", {integer}, integer, intClass, flag(FunctionFlag::Override) | flag(FunctionFlag::Public));
    code(intArea).emit(Opcode::LocalGet, LocalIndex(0));
    code(intArea).emit(Opcode::Return);
  }
  ClassIndex shape, square;
  TypeIndex shapeType, squareType;
  FunctionIndex area, twice, makeSquare;
};

TEST(Features, InterfacesBoxesAndDefaults) {
  Shapes p;
  const LocalIndex s = p.local(p.shapeType);
  p.c.emitInt(3);
  p.c.emit(Opcode::ObjectNew, p.call(p.makeSquare, p.squareType));
  p.set(s);
  p.get(s);
  p.c.emit(Opcode::CallVirtual, p.call(p.twice, p.shapeType));  // 18
  p.c.emitInt(5);
  p.c.emit(Opcode::TypeBox, p.shapeType);
  p.set(s);
  p.get(s);
  p.c.emit(Opcode::CallVirtual, p.call(p.area, p.shapeType));  // 5, unboxed
  p.c.emit(Opcode::IntAdd);
  p.get(s);
  p.c.emit(Opcode::CallVirtual, p.call(p.twice, p.shapeType));  // 10
  p.c.emit(Opcode::IntAdd);
  p.c.emitInt(7);
  p.c.emit(Opcode::CallVirtual, p.call(p.twice, p.integer));  // 14: the receiver is boxed by the call
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 47);
}

TEST(Features, GenericFunctionWithBound) {
  Shapes p;
  bytecode::Function row;
  row.name = p.b.string("areaOf");
  const TypeIndex variable = p.b.variable(0);
  bytecode::TypeParameter parameter;
  parameter.name = p.b.string("T");
  parameter.bounds = {p.shapeType};
  row.typeParameters.push_back(parameter);
  row.parameters.push_back({p.b.string("value"), variable});
  row.result = p.integer;
  const FunctionIndex areaOf = p.b.addFunction(std::move(row));
  p.code(areaOf).emit(Opcode::LocalGet, LocalIndex(0));
  p.code(areaOf).emit(Opcode::CallVirtual, p.call(p.area, variable));
  p.code(areaOf).emit(Opcode::Return);
  p.c.emitInt(4);
  p.c.emit(Opcode::ObjectNew, p.call(p.makeSquare, p.squareType));
  p.c.emit(Opcode::Call, p.call(areaOf, {}, {p.squareType}));
  p.c.emitInt(9);
  p.c.emit(Opcode::Call, p.call(areaOf, {}, {p.integer}));
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 25);
}

// fun count<T: Shape>(items: Array<T>): Int, which asks the first item for its area if there is one; with T = Never too.
TEST(Features, NeverStandsForATypeVariable) {
  Shapes p;
  bytecode::Function row;
  row.name = p.b.string("count");
  const TypeIndex variable = p.b.variable(0);
  bytecode::TypeParameter parameter;
  parameter.name = p.b.string("T");
  parameter.bounds = {p.shapeType};
  row.typeParameters.push_back(parameter);
  row.parameters.push_back({p.b.string("items"), p.b.arrayOf(variable)});
  row.result = p.integer;
  const FunctionIndex count = p.b.addFunction(std::move(row));
  CodeBuilder& c = p.code(count);
  const NewLabel empty = c.newLabel();
  c.emit(Opcode::LocalGet, LocalIndex(0));
  c.emit(Opcode::ArrayLength);
  c.emitInt(0);
  c.emit(Opcode::IntEqual);
  c.emit(Opcode::JumpTrue, empty);
  c.emit(Opcode::LocalGet, LocalIndex(0));
  c.emitInt(0);
  c.emit(Opcode::ArrayGet);
  c.emit(Opcode::CallVirtual, p.call(p.twice, variable));
  c.emit(Opcode::Return);
  c.bind(empty, Assembly::map());
  c.emitInt(100);
  c.emit(Opcode::Return);
  const TypeIndex never = p.b.leaf(TypeKind::Never);
  p.c.emitInt(0);
  p.c.emit(Opcode::ArrayNew, never);
  p.c.emit(Opcode::Call, p.call(count, {}, {never}));
  p.c.emitInt(1);
  p.c.emit(Opcode::ArrayNew, p.integer);
  p.c.emit(Opcode::Call, p.call(count, {}, {p.integer}));
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 100);
}

// fun orElse<T>(value: T?, other: T): T, with T an optional type too: T? is then T.
TEST(Features, OptionalOfATypeVariable) {
  Program p;
  bytecode::Function row;
  row.name = p.b.string("orElse");
  const TypeIndex variable = p.b.variable(0);
  bytecode::TypeParameter parameter;
  parameter.name = p.b.string("T");
  row.typeParameters.push_back(parameter);
  row.parameters.push_back({p.b.string("value"), p.b.optionalOf(variable)});
  row.parameters.push_back({p.b.string("other"), variable});
  row.result = variable;
  const FunctionIndex orElse = p.b.addFunction(std::move(row));
  CodeBuilder& o = p.code(orElse);
  const NewLabel missing = o.newLabel();
  o.emit(Opcode::LocalGet, LocalIndex(0));
  o.emit(Opcode::JumpNull, missing);
  o.emit(Opcode::Return);
  o.bind(missing, Assembly::map());
  o.emit(Opcode::LocalGet, LocalIndex(1));
  o.emit(Opcode::Return);

  const TypeIndex optionalInt = p.b.optionalOf(p.integer);
  p.c.emit(Opcode::PushNull, optionalInt);
  p.c.emitInt(5);
  p.c.emit(Opcode::Call, p.call(orElse, {}, {p.integer}));
  p.c.emitInt(30);
  p.c.emit(Opcode::OptionalSome);
  p.c.emit(Opcode::PushNull, optionalInt);
  p.c.emit(Opcode::Call, p.call(orElse, {}, {optionalInt}));  // 30, as an Int?
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.c.emit(Opcode::PushNull, optionalInt);
  p.c.emitInt(7);
  p.c.emit(Opcode::OptionalSome);
  p.c.emit(Opcode::Call, p.call(orElse, {}, {optionalInt}));  // 7
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 42);
}

TEST(Features, OptionalsAndTuples) {
  Program p;
  const TypeIndex optionalInt = p.b.optionalOf(p.integer);
  const TypeIndex pair = p.b.tupleOf(std::vector{optionalInt, p.boolean});
  const LocalIndex t = p.local(pair);
  const LocalIndex o = p.local(optionalInt);
  const NewLabel present = p.c.newLabel();
  const NewLabel done = p.c.newLabel();
  p.c.emitInt(11);
  p.c.emit(Opcode::OptionalSome);
  p.c.emit(Opcode::PushTrue);
  p.c.emitCount(Opcode::TupleMake, 2);
  p.set(t);
  p.get(t);
  p.c.emitCount(Opcode::TupleGet, 0);
  p.set(o);
  p.c.emitInt(100);
  p.get(o);
  p.c.emit(Opcode::JumpPresent, present);
  p.c.emitInt(1);
  p.c.emit(Opcode::Jump, done);
  p.c.bind(present, Assembly::map({p.integer, p.integer}, 2));
  p.c.emit(Opcode::Jump, done);
  p.c.bind(done, Assembly::map({p.integer, p.integer}, 2));
  p.c.emit(Opcode::Swap);
  p.c.emit(Opcode::IntSubtract);  // 11 - 100
  p.get(o);
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.get(t);
  p.c.emit(Opcode::Dup);
  p.c.emit(Opcode::Swap);
  p.c.emitCount(Opcode::TupleGet, 1);
  p.c.emit(Opcode::Pop);
  p.c.emitCount(Opcode::TupleGet, 0);
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, -67);
}

TEST(Features, NullUnwrapThrows) {
  Program p;
  p.c.emitInt(3);
  p.c.emit(Opcode::PushNull, p.b.optionalOf(p.integer));
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "NullException: the value is null\n  at main (test.tatu)\n");
}

TEST(Features, EnumsAndSwitch) {
  Program p;
  const ClassIndex option = p.cls("Option", ClassKind::Enum);
  const TypeIndex optionType = p.type(option);
  p.b.at(option).cases.push_back({p.b.string("Nothing"), {}});
  p.b.at(option).cases.push_back({p.b.string("Pair"), {{p.b.string("a"), p.string, false, true},
                                                       {p.b.string("b"), p.b.optionalOf(p.integer), false, true},
                                                       {p.b.string("c"), p.byte, false, true}}});
  const auto none = p.b.caseRef({optionType, 0});
  const auto some = p.b.caseRef({optionType, 1});
  const LocalIndex value = p.local(optionType);
  const LocalIndex sum = p.local(p.integer);
  p.c.emitInt(0);
  p.set(sum);
  p.c.emit(Opcode::PushString, p.b.string("hello"));
  p.c.emitInt(20);
  p.c.emit(Opcode::OptionalSome);
  p.c.emitByte(7);
  p.c.emit(Opcode::EnumNew, some);
  p.set(value);
  p.get(value);
  p.c.emit(Opcode::EnumTag);
  const NewLabel first = p.c.newLabel();
  const NewLabel second = p.c.newLabel();
  const NewLabel other = p.c.newLabel();
  p.c.emitSwitch(std::vector{first, second, other});
  p.c.bind(first, Assembly::map({}, 2));
  p.c.emitInt(-1);
  p.returnTop();
  p.c.bind(second, Assembly::map({}, 2));
  p.get(value);
  p.c.emit(Opcode::EnumGet, some, 0);
  p.c.emit(Opcode::StringLength);
  p.get(value);
  p.c.emit(Opcode::EnumGet, some, 1);
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.get(value);
  p.c.emit(Opcode::EnumGet, some, 2);
  p.c.emit(Opcode::ByteToInt);
  p.c.emit(Opcode::IntAdd);
  p.set(sum);
  p.c.emit(Opcode::EnumNew, none);
  p.c.emit(Opcode::EnumGet, some, 0);
  p.c.emit(Opcode::Pop);
  p.get(sum);
  p.returnTop();
  p.c.bind(other, Assembly::map({}, 2));
  p.get(sum);
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "CastException: a value of type Nothing is not a Pair\n  at main (test.tatu)\n");
}

TEST(Features, StringsChargeByTheirLength) {
  Program p;
  const LocalIndex s = p.local(p.string);
  p.c.emit(Opcode::PushString, p.b.string(std::string(100, 'x')));
  p.set(s);
  for (int i = 0; i < 3; ++i) {
    p.get(s);
    p.get(s);
    p.c.emitCount(Opcode::StringConcat, 2);
    p.set(s);
  }
  const NewLabel differ = p.c.newLabel();
  p.get(s);
  p.get(s);
  p.c.emit(Opcode::StringEqual);
  p.c.emit(Opcode::JumpFalse, differ);
  p.get(s);
  p.c.emitInt(799);
  p.c.emit(Opcode::StringByte);
  p.c.emit(Opcode::ByteToInt);
  p.get(s);
  p.c.emit(Opcode::PushString, p.b.string("y"));
  p.c.emit(Opcode::StringCompare);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  p.c.bind(differ, Assembly::map({}, 1));
  p.c.emitInt(0);
  p.returnTop();
  EXPECT_EQ(p.agree(400).exitValue, 'x' - 1);
}

TEST(Features, ArraysOfMixedElements) {
  Program p;
  const TypeIndex element = p.b.tupleOf(std::vector{p.string, p.integer, p.boolean});
  const LocalIndex array = p.local(p.b.arrayOf(element));
  const LocalIndex other = p.local(p.b.arrayOf(element));
  p.c.emitInt(10);
  p.c.emit(Opcode::ArrayNew, element);
  p.set(array);
  p.get(array);
  p.c.emitInt(2);
  p.c.emitInt(9);
  p.c.emit(Opcode::PushString, p.b.string("abc"));
  p.c.emitInt(1000);
  p.c.emit(Opcode::PushTrue);
  p.c.emitCount(Opcode::TupleMake, 3);
  // fill takes array, start, end, value
  p.c.emit(Opcode::Swap);
  p.c.emit(Opcode::Pop);
  p.c.emitInt(9);
  p.c.emit(Opcode::Swap);
  p.c.emit(Opcode::ArrayFill);
  p.c.emitInt(10);
  p.c.emit(Opcode::ArrayNew, element);
  p.set(other);
  p.get(array);
  p.c.emitInt(1);
  p.get(other);
  p.c.emitInt(0);
  p.c.emitInt(5);
  p.c.emit(Opcode::ArrayCopy);
  p.get(other);
  p.c.emitInt(3);
  p.c.emitInt(10);
  p.c.emit(Opcode::ArrayClear);
  p.get(other);
  p.c.emitInt(1);
  p.c.emit(Opcode::ArrayGet);
  p.c.emit(Opcode::Dup);
  p.c.emitCount(Opcode::TupleGet, 1);
  p.c.emit(Opcode::Swap);
  p.c.emitCount(Opcode::TupleGet, 0);
  p.c.emit(Opcode::StringLength);
  p.c.emit(Opcode::IntAdd);
  p.get(other);
  p.c.emitInt(0);
  p.c.emit(Opcode::ArrayGet);  // nothing stored
  p.c.emitCount(Opcode::TupleGet, 1);
  p.c.emit(Opcode::IntAdd);
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "StateException: nothing has been stored at index 0\n  at main (test.tatu)\n");
}

TEST(Features, IndexOutside) {
  Program p;
  p.c.emitInt(3);
  p.c.emit(Opcode::ArrayNew, p.integer);
  p.c.emitInt(-1);
  p.c.emit(Opcode::ArrayGet);
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "IndexException: index -1 is outside of a length of 3\n  at main (test.tatu)\n");
}

// open class Base(a: Int, s: String), class Derived(b: Byte, t: String) : Base: references move in front of raw data.
TEST(Features, InheritanceMovesRawFields) {
  Program p;
  const ClassIndex base = p.cls("Base");
  p.b.at(base).isOpen = true;
  const TypeIndex baseType = p.type(base);
  p.field(base, "a", p.integer);
  p.field(base, "s", p.string);
  const FunctionIndex makeBase = p.plainConstructor(base);
  const FunctionIndex value = p.function("value", {baseType}, p.integer, base,
                                         flag(FunctionFlag::Open) | flag(FunctionFlag::Public));
  p.code(value).emit(Opcode::LocalGet, LocalIndex(0));
  p.code(value).emit(Opcode::FieldGet, p.fieldRef(baseType, 0));
  p.code(value).emit(Opcode::Return);

  const ClassIndex derived = p.cls("Derived");
  const TypeIndex derivedType = p.type(derived);
  p.b.at(derived).superclass = baseType;
  p.field(derived, "b", p.byte);
  p.field(derived, "t", p.string);
  const FunctionIndex makeDerived = p.function("init", {derivedType, p.byte, p.string}, p.unit, derived,
                                               flag(FunctionFlag::Constructor));
  CodeBuilder& d = p.code(makeDerived);
  d.emit(Opcode::LocalGet, LocalIndex(1));
  d.emit(Opcode::FieldInit, p.fieldRef(derivedType, 0));
  d.emit(Opcode::LocalGet, LocalIndex(2));
  d.emit(Opcode::FieldInit, p.fieldRef(derivedType, 1));
  d.emitInt(1000);
  d.emit(Opcode::PushString, p.b.string("base"));
  d.emit(Opcode::ObjectSuper, p.call(makeBase, baseType));
  d.emit(Opcode::PushUnit);
  d.emit(Opcode::Return);
  const FunctionIndex overriding = p.function("value", {derivedType}, p.integer, derived,
                                              flag(FunctionFlag::Override) | flag(FunctionFlag::Public));
  CodeBuilder& o = p.code(overriding);
  o.emit(Opcode::LocalGet, LocalIndex(0));
  o.emit(Opcode::Call, p.call(value, baseType));
  o.emit(Opcode::LocalGet, LocalIndex(0));
  o.emit(Opcode::FieldGet, p.fieldRef(derivedType, 0));
  o.emit(Opcode::ByteToInt);
  o.emit(Opcode::IntAdd);
  o.emit(Opcode::LocalGet, LocalIndex(0));
  o.emit(Opcode::FieldGet, p.fieldRef(derivedType, 1));
  o.emit(Opcode::StringLength);
  o.emit(Opcode::IntAdd);
  o.emit(Opcode::Return);

  const LocalIndex object = p.local(baseType);
  p.c.emitByte(200);
  p.c.emit(Opcode::PushString, p.b.string("derived"));
  p.c.emit(Opcode::ObjectNew, p.call(makeDerived, derivedType));
  p.set(object);
  p.get(object);
  p.c.emitInt(5000);
  p.c.emit(Opcode::FieldSet, p.fieldRef(baseType, 0));
  p.get(object);
  p.c.emit(Opcode::CallVirtual, p.call(value, baseType));  // 5000 + 200 + 7
  p.c.emitInt(1);
  p.c.emit(Opcode::PushString, p.b.string("x"));
  p.c.emit(Opcode::ObjectNew, p.call(makeBase, baseType));
  p.c.emit(Opcode::CallVirtual, p.call(value, baseType));
  p.c.emit(Opcode::IntAdd);
  p.get(object);
  p.c.emit(Opcode::TypeIs, derivedType);
  const NewLabel isNot = p.c.newLabel();
  p.c.emit(Opcode::JumpFalse, isNot);
  p.returnTop();
  p.c.bind(isNot, Assembly::map({p.integer}, 1));
  p.c.emit(Opcode::Pop);
  p.c.emitInt(0);
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, 5208);
}

TEST(Features, CastsUnboxAndFail) {
  Program p;
  const LocalIndex any = p.local(p.any);
  p.c.emitInt(12);
  p.c.emit(Opcode::TypeBox, p.any);
  p.set(any);
  p.get(any);
  p.c.emit(Opcode::TypeCast, p.integer);
  p.get(any);
  p.c.emit(Opcode::TypeCastOptional, p.integer);
  p.c.emit(Opcode::OptionalUnwrap);
  p.c.emit(Opcode::IntAdd);
  p.get(any);
  p.c.emit(Opcode::TypeCastOptional, p.string);
  p.c.emit(Opcode::OptionalIsNull);
  const NewLabel other = p.c.newLabel();
  p.c.emit(Opcode::JumpFalse, other);
  p.get(any);
  p.c.emit(Opcode::TypeCast, p.string);
  p.c.emit(Opcode::Pop);
  p.returnTop();
  p.c.bind(other, Assembly::map({p.integer}, 1));
  p.returnTop();
  EXPECT_EQ(p.agree().exception, "CastException: a value of type Int is not a String\n  at main (test.tatu)\n");
}

TEST(Features, GlobalsAreChecked) {
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
  registry.add("core.repeat@1", repeatPrice, repeat);
  registry.add("core.doubled@1", doubled);
  return registry;
}

TEST(Features, NativesDirectlyAndThroughClosures) {
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
  EXPECT_EQ(p.agree(300, natives()).exception, "StateException: a negative count\n  at repeat\n  at main (test.tatu)\n");
}

}  // namespace
}  // namespace tatu::vm::test
