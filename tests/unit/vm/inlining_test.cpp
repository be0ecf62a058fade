// Methods that the fast interpreter inlines run as if they had been called: same results, exceptions, traces, fuel and
// stops, whatever makes it leave the body.
#include <gtest/gtest.h>

#include "program.h"
#include "vm/link/linker.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::vm::test {
namespace {

// fun at(values: Array<Int>, i: Int): Int { if i < 0 { fail() }; if i == 1 { return 7 }; return values[i] }, where
// fail throws and is not inlined.
struct Accessors : Program {
  TypeIndex array = b.arrayOf(integer);
  FunctionIndex fail = function("fail", {}, integer);
  FunctionIndex at = function("at", {array, integer}, integer);
  FunctionIndex put = function("put", {array, integer, integer}, unit);

  Accessors() {
    code(fail).emitInt(1);
    code(fail).emitInt(0);
    code(fail).emit(Opcode::IntDivide);
    code(fail).emit(Opcode::Return);

    CodeBuilder& a = code(at);
    const NewLabel notNegative = a.newLabel();
    const NewLabel plain = a.newLabel();
    a.emit(Opcode::LocalGet, LocalIndex(1));
    a.emitInt(0);
    a.emit(Opcode::IntLess);
    a.emit(Opcode::JumpFalse, notNegative);
    a.emit(Opcode::Call, call(fail));
    a.emit(Opcode::Return);
    a.bind(notNegative, map());
    a.emit(Opcode::LocalGet, LocalIndex(1));
    a.emitInt(1);
    a.emit(Opcode::IntEqual);
    a.emit(Opcode::JumpFalse, plain);
    a.emitInt(7);
    a.emit(Opcode::Return);
    a.bind(plain, map());
    a.emit(Opcode::LocalGet, LocalIndex(0));
    a.emit(Opcode::LocalGet, LocalIndex(1));
    a.emit(Opcode::ArrayGet);
    a.emit(Opcode::Return);

    CodeBuilder& s = code(put);
    s.emit(Opcode::LocalGet, LocalIndex(0));
    s.emit(Opcode::LocalGet, LocalIndex(1));
    s.emit(Opcode::LocalGet, LocalIndex(2));
    s.emit(Opcode::ArraySet);
    s.emit(Opcode::PushUnit);
    s.emit(Opcode::Return);
  }

  // values[i] as `at` reads it.
  void read(CodeBuilder& to, LocalIndex values, LocalIndex index) {
    to.emit(Opcode::LocalGet, values);
    to.emit(Opcode::LocalGet, index);
    to.emit(Opcode::Call, call(at));
  }
};

std::size_t inlinedBodiesIn(Machine& machine, std::string_view name) {
  Linker& linker = machine.runtime->linker();
  std::uint32_t number = 0;
  while (Method* const method = linker.methodByNumber(number++)) {
    const PreparedCode* const code = method->prepared.load();
    if (nameOf(*method) == name && code->info != nullptr) return code->info->inlined.size();
  }
  return 0;
}

// for i in first..last { try { sum += twice(values, i); put(values, i, sum) } catch { sum += 1000 } }
struct Loop : Accessors {
  FunctionIndex twice = function("twice", {array, integer}, integer);
  LocalIndex values = local(array);
  LocalIndex i = local(integer);
  LocalIndex sum = local(integer);

  explicit Loop(std::int64_t first, std::int64_t last) {
    CodeBuilder& t = code(twice);
    read(t, LocalIndex(0), LocalIndex(1));
    read(t, LocalIndex(0), LocalIndex(1));
    t.emit(Opcode::IntAdd);
    t.emit(Opcode::Return);

    c.emitInt(3);
    c.emit(Opcode::ArrayNew, integer);
    set(values);
    c.emitInt(first);
    set(i);
    c.emitInt(0);
    set(sum);
    const NewLabel head = c.newLabel();
    const NewLabel handler = c.newLabel();
    const NewLabel next = c.newLabel();
    c.bind(head, map({}, 3));
    const auto start = c.here();
    addTwice();
    get(values);
    get(i);
    get(sum);
    c.emit(Opcode::Call, call(put));
    c.emit(Opcode::Pop);
    c.emit(Opcode::Jump, next);
    c.addHandler(start, c.here(), exception, handler);
    c.bind(handler, map({exception}, 3));
    c.emit(Opcode::Pop);
    get(sum);
    c.emitInt(1000);
    c.emit(Opcode::IntAdd);
    set(sum);
    c.bind(next, map({}, 3));
    get(i);
    c.emitInt(1);
    c.emit(Opcode::IntAdd);
    set(i);
    get(i);
    c.emitInt(last);
    c.emit(Opcode::IntLessEqual);
    c.emit(Opcode::JumpTrue, head);
    get(sum);
    returnTop();
  }

  void addTwice() {
    get(sum);
    get(values);
    get(i);
    c.emit(Opcode::Call, call(twice));
    c.emit(Opcode::IntAdd);
    set(sum);
  }
};

TEST(Inlining, LeavesBodiesThatFailForTheCallItself) {
  Loop p(-2, 4);
  Machine machine(p.finish(p.main));
  // -2, -1: fail. 0: 0 + 0. 1: 14. 2: 0. 3, 4: outside.
  EXPECT_EQ(machine.agree(700).exitValue, 4014);
  EXPECT_EQ(inlinedBodiesIn(machine, "main"), 2u);
}

TEST(Inlining, TracesNameTheInlinedMethods) {
  Accessors p;
  p.c.emitInt(2);
  p.c.emit(Opcode::ArrayNew, p.integer);
  p.c.emitInt(5);
  p.c.emit(Opcode::Call, p.call(p.at));
  p.returnTop();
  EXPECT_EQ(p.agree().exception,
            "IndexException: index 5 is outside of a length of 2\n  at at (test.tatu)\n  at main (test.tatu)\n");
}

// A body that is left over and over is closed, which nobody notices.
TEST(Inlining, ClosesBodiesThatAreLeftAllTheTime) {
  Loop p(-400, -1);
  Machine machine(p.finish(p.main));
  const Transcript reference = machine.run(Tier::Reference);
  EXPECT_EQ(reference.exitValue, 400000);
  for (int turn = 0; turn < 3; ++turn) EXPECT_EQ(reference, machine.run(Tier::Interpreter)) << turn;
  EXPECT_EQ(machine.runInSlices(Tier::Interpreter, 7).exitValue, reference.exitValue);
}

TEST(Inlining, StackOverflowsWhereTheCallWould) {
  Loop p(0, 2);
  Machine machine(p.finish(p.main));
  for (std::uint32_t slots = 4; slots < 60; ++slots) {
    const auto withStack = [slots] {
      GuestOptions options;
      options.stackSlots = slots;
      return options;
    };
    EXPECT_EQ(machine.run(Tier::Reference, kUnlimitedFuel, withStack()),
              machine.run(Tier::Interpreter, kUnlimitedFuel, withStack()))
        << slots;
  }
}

// After the store the read could fail, and then the store would be made twice: such a method is called.
TEST(Inlining, DoesNotActTwice) {
  Accessors p;
  const FunctionIndex bump = p.function("bump", {p.array, p.integer}, p.integer);
  CodeBuilder& s = p.code(bump);
  s.emit(Opcode::LocalGet, LocalIndex(0));
  s.emitInt(0);
  s.emit(Opcode::LocalGet, LocalIndex(0));
  s.emitInt(0);
  s.emit(Opcode::ArrayGet);
  s.emitInt(1);
  s.emit(Opcode::IntAdd);
  s.emit(Opcode::ArraySet);
  s.emit(Opcode::LocalGet, LocalIndex(0));
  s.emit(Opcode::LocalGet, LocalIndex(1));
  s.emit(Opcode::ArrayGet);
  s.emit(Opcode::Return);
  const LocalIndex values = p.local(p.array);
  const NewLabel handler = p.c.newLabel();
  p.c.emitInt(1);
  p.c.emit(Opcode::ArrayNew, p.integer);
  p.set(values);
  const auto start = p.c.here();
  p.get(values);
  p.c.emitInt(3);
  p.c.emit(Opcode::Call, p.call(bump));
  p.returnTop();
  p.c.addHandler(start, p.c.here(), p.exception, handler);
  p.c.bind(handler, Assembly::map({p.exception}, 1));
  p.c.emit(Opcode::Pop);
  p.get(values);
  p.c.emitInt(0);
  p.c.emit(Opcode::ArrayGet);
  p.returnTop();
  Machine machine(p.finish(p.main));
  EXPECT_EQ(machine.agree().exitValue, 1);
  EXPECT_EQ(inlinedBodiesIn(machine, "main"), 0u);
}

}  // namespace
}  // namespace tatu::vm::test
