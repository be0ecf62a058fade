// Where the prepared form makes the charges of blocks: seldom by an instruction of their own, and so that nobody can
// see the difference. Program::agree stops at each value of fuel and compares with the reference interpreter.
#include <gtest/gtest.h>

#include "program.h"
#include "vm/link/linker.h"
#include "vm/prepare/prepared_code.h"
#include "vm/runtime.h"

namespace tatu::vm::test {
namespace {

// main with two numbers, a and b.
struct TwoNumbers : Program {
  LocalIndex a = local(integer);
  LocalIndex b = local(integer);

  TwoNumbers(std::int64_t first, std::int64_t second) {
    setInt(a, first);
    setInt(b, second);
  }

  void setInt(LocalIndex to, std::int64_t value) {
    c.emitInt(value);
    set(to);
  }
  // to = from op value
  void compute(LocalIndex to, LocalIndex from, Opcode op, std::int64_t value) {
    get(from);
    c.emitInt(value);
    c.emit(op);
    set(to);
  }
  void jumpIfLess(LocalIndex left, LocalIndex right, NewLabel target) {
    get(left);
    get(right);
    c.emit(Opcode::IntLess);
    c.emit(Opcode::JumpTrue, target);
  }
  void bind(NewLabel label) { c.bind(label, map({}, 2)); }
  void returnSum() {
    get(a);
    get(b);
    c.emit(Opcode::IntAdd);
    returnTop();
  }
};

// Charge instructions in main, which ends in its only return.
int chargesIn(TwoNumbers& program) {
  Machine machine(program.finish(program.main));
  EXPECT_EQ(machine.run(Tier::Interpreter).exception, "");
  std::uint32_t number = 0;
  while (Method* const method = machine.runtime->linker().methodByNumber(number++)) {
    if (nameOf(*method) != "main") continue;
    int charges = 0;
    const Word* word = method->prepared.load()->words();
    for (; word->op != static_cast<std::uint16_t>(PreparedOp::Return1); word += kPreparedWords[word->op]) {
      charges += word->op == static_cast<std::uint16_t>(PreparedOp::Charge);
    }
    return charges;
  }
  return -1;
}

// while a < b { a = a * 3 }, or with a += 3, tested at the end.
void loopWithTestAtItsEnd(TwoNumbers& p, Opcode step) {
  const NewLabel body = p.c.newLabel();
  const NewLabel test = p.c.newLabel();
  p.c.emit(Opcode::Jump, test);
  p.bind(body);
  p.compute(p.a, p.a, step, 3);
  p.bind(test);
  p.jumpIfLess(p.a, p.b, body);
  p.returnSum();
}

// if b < a { b = a op divisor }; a + b
void branchAround(TwoNumbers& p, Opcode op, std::int64_t divisor) {
  const NewLabel behind = p.c.newLabel();
  p.jumpIfLess(p.a, p.b, behind);
  p.compute(p.b, p.a, op, divisor);
  p.bind(behind);
  p.returnSum();
}

TEST(Charges, ALoopsTestAtItsEndPaysForFallingIntoIt) {
  for (const Opcode step : {Opcode::IntMultiply, Opcode::IntAdd}) {
    TwoNumbers p(1, 40);
    loopWithTestAtItsEnd(p, step);
    EXPECT_EQ(p.agree(300).exitValue, step == Opcode::IntMultiply ? 121 : 80);
    TwoNumbers again(1, 40);
    loopWithTestAtItsEnd(again, step);
    EXPECT_EQ(chargesIn(again), 0);
  }
}

TEST(Charges, AShortBranchPaysForWhatFollows) {
  TwoNumbers p(20, 7);
  branchAround(p, Opcode::IntMultiply, 2);
  EXPECT_EQ(p.agree(60).exitValue, 60);
  TwoNumbers again(20, 7);
  branchAround(again, Opcode::IntMultiply, 2);
  EXPECT_EQ(chargesIn(again), 0);
}

// What is thrown away with an exception has not been paid for.
TEST(Charges, NotBeforeWhatMayFail) {
  TwoNumbers p(20, 7);
  branchAround(p, Opcode::IntDivide, 0);
  EXPECT_NE(p.agree(60).exception, "");
  TwoNumbers divides(20, 7);
  const LocalIndex divisor = divides.local(divides.integer);
  divides.setInt(divisor, 4);
  const NewLabel behind = divides.c.newLabel();
  divides.jumpIfLess(divides.a, divides.b, behind);
  divides.get(divides.a);
  divides.get(divisor);
  divides.c.emit(Opcode::IntDivide);
  divides.set(divides.b);
  divides.c.bind(behind, Assembly::map({}, 3));
  divides.returnSum();
  EXPECT_EQ(chargesIn(divides), 1);
}

// A block of any price is charged with its branch.
TEST(Charges, LargeBlocks) {
  TwoNumbers p(0, 3);
  const NewLabel head = p.c.newLabel();
  const NewLabel end = p.c.newLabel();
  p.bind(head);
  p.jumpIfLess(p.b, p.a, end);
  for (int i = 0; i < 30'000; ++i) p.compute(p.a, p.a, Opcode::IntXor, i);
  p.compute(p.a, p.b, Opcode::IntAdd, 1);
  p.c.emit(Opcode::Jump, head);
  p.bind(end);
  p.returnSum();
  const Transcript transcript = p.agree(3);
  EXPECT_EQ(transcript.exitValue, 7);
  EXPECT_GT(kUnlimitedFuel - transcript.fuelLeft, 65'536);
}

}  // namespace
}  // namespace tatu::vm::test
