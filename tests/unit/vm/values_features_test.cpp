// Optionals, tuples, enums, strings and arrays, a program each (program.h).
#include "program.h"

#include <gtest/gtest.h>

namespace tatu::vm::test {
namespace {

// fun orElse<T>(value: T?, other: T): T, with T an optional type too: T? is then T.
TEST(ValueFeatures, OptionalOfATypeVariable) {
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

TEST(ValueFeatures, OptionalsAndTuples) {
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

TEST(ValueFeatures, EnumsAndSwitch) {
  Program p;
  const ClassIndex option = p.cls("Option", ClassKind::Enum);
  const TypeIndex optionType = p.type(option);
  p.b.at(option).cases.push_back({p.b.string("Nothing"), {}});
  p.b.at(option).cases.push_back({p.b.string("Pair"),
                                  {{p.b.string("a"), p.string, false, true},
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

TEST(ValueFeatures, StringsChargeByTheirLength) {
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

TEST(ValueFeatures, ArraysOfMixedElements) {
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

}  // namespace
}  // namespace tatu::vm::test
