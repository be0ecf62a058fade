// Closures, interfaces, generics, inheritance and casts, a program each (program.h).
#include "program.h"

#include <gtest/gtest.h>

namespace tatu::vm::test {
namespace {

TEST(PolymorphismFeatures, Closures) {
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

TEST(PolymorphismFeatures, InterfacesBoxesAndDefaults) {
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

TEST(PolymorphismFeatures, GenericFunctionWithBound) {
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

// fun count<T: Shape>(items: Array<T>): Int, which asks the first item for its area if there is one; with T = Never
// too.
TEST(PolymorphismFeatures, NeverStandsForATypeVariable) {
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

// open class Base(a: Int, s: String), class Derived(b: Byte, t: String) : Base: references stand behind raw data.
TEST(PolymorphismFeatures, InheritanceKeepsFieldsInPlace) {
  Program p;
  const ClassIndex base = p.cls("Base");
  p.b.at(base).isOpen = true;
  const TypeIndex baseType = p.type(base);
  p.field(base, "a", p.integer);
  p.field(base, "s", p.string);
  const FunctionIndex makeBase = p.plainConstructor(base);
  const FunctionIndex value =
      p.function("value", {baseType}, p.integer, base, flag(FunctionFlag::Open) | flag(FunctionFlag::Public));
  p.code(value).emit(Opcode::LocalGet, LocalIndex(0));
  p.code(value).emit(Opcode::FieldGet, p.fieldRef(baseType, 0));
  p.code(value).emit(Opcode::Return);

  const ClassIndex derived = p.cls("Derived");
  const TypeIndex derivedType = p.type(derived);
  p.b.at(derived).superclass = baseType;
  p.field(derived, "b", p.byte);
  p.field(derived, "t", p.string);
  const FunctionIndex makeDerived =
      p.function("init", {derivedType, p.byte, p.string}, p.unit, derived, flag(FunctionFlag::Constructor));
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
  const FunctionIndex overriding =
      p.function("value", {derivedType}, p.integer, derived, flag(FunctionFlag::Override) | flag(FunctionFlag::Public));
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

TEST(PolymorphismFeatures, CastsUnboxAndFail) {
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

}  // namespace
}  // namespace tatu::vm::test
