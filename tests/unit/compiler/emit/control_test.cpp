#include "tests/unit/compiler/emit/emit_fixture.h"

namespace tatu::compiler::emit {
namespace {

using bytecode::Opcode;

TEST_F(EmitTest, ReturnsAnExpression) {
  auto* a = local("a", intType);
  EXPECT_EQ(emittedBody({a}, intType, add(read(a), number(2))), R"(
  local.get 0
  push.int 2
  int.add
  return
)");
}

TEST_F(EmitTest, UnitBodiesDropTheirValue) {
  auto* a = local("a", intType);
  EXPECT_EQ(emittedBody({a}, unitType, add(read(a), number(2))), R"(
  local.get 0
  push.int 2
  int.add
  pop
  push.unit
  return
)");
}

TEST_F(EmitTest, ComparisonsJumpDirectly) {
  auto* a = local("a", intType);
  Expr condition = less(read(a), number(0));
  EXPECT_EQ(emittedBody({a}, intType, branch(condition, number(1), number(2), intType)), R"(
  local.get 0
  push.int 0
  int.less
  jump.false L0
  push.int 1
  return
L0:
  push.int 2
  return
)");
}

TEST_F(EmitTest, AndOrNotBecomeJumps) {
  auto* a = local("a", boolType);
  auto* b = local("b", boolType);
  auto* both = node<hir::And>(boolType);
  both->left = read(a);
  both->right = instruction(Opcode::BoolNot, {read(b)}, boolType);
  EXPECT_EQ(emittedBody({a, b}, unitType, branch(both, block({}), nullptr, unitType)), R"(
  local.get 0
  jump.false L0
  local.get 1
  jump.true L0
L0:
  push.unit
  return
)");
}

TEST_F(EmitTest, LogicalValuesArePushed) {
  auto* a = local("a", boolType);
  auto* b = local("b", boolType);
  auto* either = node<hir::Or>(boolType);
  either->left = read(a);
  either->right = read(b);
  EXPECT_EQ(emittedBody({a, b}, boolType, either), R"(
  local.get 0
  jump.true L0
  local.get 1
  return
L0:
  push.true
  return
)");
}

TEST_F(EmitTest, NothingIsEmittedAfterReturn) {
  EXPECT_EQ(emittedBody({}, intType, block({give(number(1)), give(number(2))}, nullptr, leaf(TypeKind::Never))), R"(
  push.int 1
  return
)");
}

TEST_F(EmitTest, ReturnInsideAnExpressionClearsTheStack) {
  auto* a = local("a", boolType);
  Expr right = branch(read(a), give(number(7)), number(2), intType);
  EXPECT_EQ(emittedBody({a}, intType, add(number(1), right)), R"(
  push.int 1
  local.get 0
  jump.false L0
  push.int 7
  local.set 1
  pop
  local.get 1
  return
L0: [Int]
  push.int 2
  int.add
  return
)");
}

TEST_F(EmitTest, WhileTestsAtItsEnd) {
  auto* i = local("i", intType, true);
  auto* loop = node<hir::While>(unitType);
  loop->label = arena.make<hir::Label>();
  loop->condition = less(read(i), number(10));
  loop->body = assign(i, add(read(i), number(1)));
  EXPECT_EQ(emittedBody({}, intType, block({declare(i, number(0)), loop}, read(i))), R"(
  push.int 0
  local.set 0
  jump L1
L0: +0
  local.get 0
  push.int 1
  int.add
  local.set 0
L1: +0
  local.get 0
  push.int 10
  int.less
  jump.true L0
  local.get 0
  return
)");
}

TEST_F(EmitTest, EndlessLoopHasNothingBehindIt) {
  auto* loop = node<hir::While>(unitType);
  loop->label = arena.make<hir::Label>();
  loop->condition = boolean(true);
  loop->body = block({});
  EXPECT_EQ(emittedBody({}, unitType, loop), R"(
L0:
  jump L0
)");
}

TEST_F(EmitTest, BreakAndContinueFindTheirLoop) {
  auto* a = local("a", boolType);
  auto* loop = node<hir::While>(unitType);
  loop->label = arena.make<hir::Label>();
  loop->condition = read(a);
  auto* leave = node<hir::Break>(leaf(TypeKind::Never));
  leave->label = loop->label;
  auto* again = node<hir::Continue>(leaf(TypeKind::Never));
  again->label = loop->label;
  loop->body = branch(read(a), leave, again, leaf(TypeKind::Never));
  EXPECT_EQ(emittedBody({a}, unitType, loop), R"(
  jump L1
L0:
  local.get 0
  jump.false L1
  jump L2
L1:
  local.get 0
  jump.true L0
L2:
  push.unit
  return
)");
}

hir::ForRange* rangeLoop(EmitTest&, hir::ForRange* loop, hir::Expression* from, hir::Expression* to, bool isInclusive) {
  loop->from = from;
  loop->to = to;
  loop->isInclusive = isInclusive;
  return loop;
}

TEST_F(EmitTest, RangeToALiteralIsExclusive) {
  auto* sum = local("sum", intType, true);
  auto* loop = node<hir::ForRange>(unitType);
  loop->label = arena.make<hir::Label>();
  loop->local = local("i", intType);
  loop->body = assign(sum, add(read(sum), read(loop->local)));
  rangeLoop(*this, loop, number(1), number(9), true);
  EXPECT_EQ(emittedBody({}, intType, block({declare(sum, number(0)), loop}, read(sum))), R"(
  push.int 0
  local.set 0
  push.int 1
  local.set 1
  jump L1
L0: +0 +1
  local.get 0
  local.get 1
  int.add
  local.set 0
  local.get 1
  push.int 1
  int.add
  local.set 1
L1: +0 +1
  local.get 1
  push.int 10
  int.less
  jump.true L0
  local.get 0
  return
)");
}

TEST_F(EmitTest, InclusiveRangeNeverCountsPastItsEnd) {
  auto* end = local("end", intType);
  auto* loop = node<hir::ForRange>(unitType);
  loop->label = arena.make<hir::Label>();
  loop->local = local("i", intType);
  loop->body = block({});
  rangeLoop(*this, loop, number(1), read(end), true);
  EXPECT_EQ(emittedBody({end}, unitType, loop), R"(
  push.int 1
  local.set 1
  local.get 1
  local.get 0
  int.greater
  jump.true L2
  jump L1
L0: +0
  local.get 1
  push.int 1
  int.add
  local.set 1
L1: +0
  local.get 1
  local.get 0
  int.less
  jump.true L0
L2: +0
  push.unit
  return
)");
}

TEST_F(EmitTest, LocalsOfDisjointScopesShareASlot) {
  auto* first = local("first", intType);
  auto* second = local("second", intType);
  emittedBody({}, unitType, block({block({declare(first, number(1))}), block({declare(second, number(2))})}));
  EXPECT_EQ(module.code[0].locals.size(), 1u);
}

TEST_F(EmitTest, LongChainsNeedNoNativeStack) {
  Expr sum = number(0);
  for (int i = 0; i < 200'000; ++i) sum = add(sum, number(1));
  EXPECT_NE(emittedBody({}, intType, sum), "");
}

TEST_F(EmitTest, TooManyOperandsAreAnErrorOfTheFunction) {
  Expr sum = number(0);
  for (int i = 0; i < 2'000; ++i) sum = add(number(1), sum);
  FunctionSymbol& symbol = function("deep", {}, intType);
  body(symbol, {}, sum);
  ModuleEmitter emitter(types, core, "test", "1.0.0");
  emitter.addFile("test.tatu");
  emitter.declare(symbol);
  emitter.startBodies();
  auto* declared = arena.make<hir::Function>();
  declared->symbol = &symbol;
  declared->result = intType;
  declared->body = sum;
  emitter.emit(*declared);
  const auto finished = std::move(emitter).finish();
  ASSERT_FALSE(finished.has_value());
  const EmitError& error = finished.error().at(0);
  EXPECT_EQ(error.code, DiagnosticCode::LimitExceeded);
  EXPECT_EQ(error.message.substr(0, 19), "the function `deep`");
}

}  // namespace
}  // namespace tatu::compiler::emit
