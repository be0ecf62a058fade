#include "tests/unit/compiler/emit/emit_fixture.h"

namespace tatu::compiler::emit {
namespace {

using bytecode::Opcode;
using hir::PatternKind;

class MatchTest : public EmitTest {
 protected:
  hir::Pattern* pattern(PatternKind kind, const Type* type) {
    auto* result = arena.make<hir::Pattern>();
    result->kind = kind;
    result->type = type;
    return result;
  }
  hir::Pattern* wildcard(const Type* type) { return pattern(PatternKind::Wildcard, type); }
  hir::Pattern* bind(hir::Local* local) {
    auto* result = pattern(PatternKind::Bind, local->type);
    result->local = local;
    return result;
  }
  hir::Pattern* equal(std::int64_t value) {
    auto* result = pattern(PatternKind::Equal, intType);
    result->subject = local("subject", intType);
    result->test = instruction(Opcode::IntEqual, {read(result->subject), number(value)}, boolType);
    return result;
  }
  hir::Match* match(Expr subject, std::vector<hir::Arm> arms, const Type* type) {
    auto* result = node<hir::Match>(type);
    result->subject = subject;
    result->arms = std::move(arms);
    return result;
  }
};

TEST_F(MatchTest, ConstantsAreTriedInOrder) {
  auto* n = local("n", intType);
  auto* e = match(read(n), {{equal(100), nullptr, number(1)}, {wildcard(intType), nullptr, number(2)}}, intType);
  EXPECT_EQ(emittedBody({n}, intType, e), R"(
  local.get 0
  push.int 100
  int.equal
  jump.false L0
  push.int 1
  return
L0:
  push.int 2
  return
)");
}

TEST_F(MatchTest, DenseConstantsBecomeASwitch) {
  auto* n = local("n", intType);
  std::vector<hir::Arm> arms;
  for (int i = 3; i < 7; ++i) arms.push_back({equal(i), nullptr, number(i * 10)});
  arms.push_back({wildcard(intType), nullptr, number(0)});
  EXPECT_EQ(emittedBody({n}, intType, match(read(n), std::move(arms), intType)), R"(
  local.get 0
  push.int 3
  int.subtract
  int.to_int32_saturate
  switch L0 L1 L2 L3 L4
L0:
  push.int 30
  return
L1:
  push.int 40
  return
L2:
  push.int 50
  return
L3:
  push.int 60
  return
L4:
  push.int 0
  return
)");
}

TEST_F(MatchTest, GuardThatFailsGoesOn) {
  auto* n = local("n", intType);
  auto* bound = local("bound", intType);
  auto* e =
      match(read(n), {{bind(bound), less(read(bound), number(0)), number(1)}, {wildcard(intType), nullptr, number(2)}},
            intType);
  EXPECT_EQ(emittedBody({n}, intType, e), R"(
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

TEST_F(MatchTest, OptionalsAreTestedOnTheStack) {
  const Type* optionalInt = types.optional(intType);
  auto* n = local("n", optionalInt);
  auto* value = local("value", intType);
  auto* present = pattern(PatternKind::Present, optionalInt);
  present->parts = {bind(value)};
  auto* e =
      match(read(n), {{present, nullptr, read(value)}, {pattern(PatternKind::Null, optionalInt), nullptr, number(0)}},
            intType);
  EXPECT_EQ(emittedBody({n}, intType, e), R"(
  local.get 0
  jump.null L0
  local.set 1
  local.get 1
  return
L0:
  push.int 0
  return
)");
}

TEST_F(MatchTest, TuplePartsAreTestedOneByOne) {
  const Type* pair = types.tuple(std::array{intType, intType});
  auto* p = local("p", pair);
  auto* y = local("y", intType);
  auto* tuple = pattern(PatternKind::Tuple, pair);
  tuple->parts = {equal(0), bind(y)};
  auto* e = match(read(p), {{tuple, nullptr, read(y)}, {wildcard(pair), nullptr, number(-1)}}, intType);
  EXPECT_EQ(emittedBody({p}, intType, e), R"(
  local.get 0
  tuple.get 0
  local.set 1
  local.get 1
  push.int 0
  int.equal
  jump.false L0
  local.get 0
  tuple.get 1
  local.set 2
  local.get 2
  return
L0:
  push.int -1
  return
)");
}

TEST_F(MatchTest, AlternativesShareABody) {
  auto* n = local("n", intType);
  auto* either = pattern(PatternKind::Or, intType);
  either->parts = {equal(1), equal(1000)};
  auto* e = match(read(n), {{either, nullptr, number(1)}, {wildcard(intType), nullptr, number(2)}}, intType);
  EXPECT_EQ(emittedBody({n}, intType, e), R"(
  local.get 0
  push.int 1
  int.equal
  jump.true L0
  local.get 0
  push.int 1000
  int.equal
  jump.false L1
L0:
  push.int 1
  return
L1:
  push.int 2
  return
)");
}

TEST_F(MatchTest, ElvisTakesTheRightSideOnlyIfNull) {
  auto* n = local("n", types.optional(intType));
  auto* e = node<hir::Elvis>(intType);
  e->left = read(n);
  e->right = number(7);
  EXPECT_EQ(emittedBody({n}, intType, e), R"(
  local.get 0
  jump.present L0
  push.int 7
L0: [Int]
  return
)");
}

TEST_F(MatchTest, ChainGivesNullOfItsType) {
  const Type* optionalInt = types.optional(intType);
  auto* n = local("n", optionalInt);
  auto* e = node<hir::Chain>(optionalInt);
  e->receiver = read(n);
  e->local = local("it", intType);
  auto* some = node<hir::Some>(optionalInt);
  some->value = add(read(e->local), number(1));
  e->body = some;
  EXPECT_EQ(emittedBody({n}, optionalInt, e), R"(
  local.get 0
  jump.null L0
  local.set 1
  local.get 1
  push.int 1
  int.add
  optional.some
  return
L0:
  push.null Optional<Int>
  return
)");
}

}  // namespace
}  // namespace tatu::compiler::emit
