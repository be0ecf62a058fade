// What is known of locals where ways of control meet, and names in nested scopes.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/check/flow.h"
#include "compiler/check/scoped_names.h"
#include "compiler/types/type.h"

namespace tatu::compiler::check {
namespace {

class FlowTest : public ::testing::Test {
 protected:
  FlowTest() {
    a.number = 1;
    b.number = 2;
  }
  TypeTable types;
  LocalInfo a;
  LocalInfo b;
  const Type* text = types.leaf(TypeKind::String);
  const Type* number = types.leaf(TypeKind::Int);
};

TEST_F(FlowTest, OnlyWhatHoldsOnBothWaysHoldsWhereTheyMeet) {
  FlowState left;
  left.narrow(&a, text);
  left.narrow(&b, text);
  left.definite.insert(1);
  left.definite.insert(2);
  left.possible.insert(3);
  FlowState right;
  right.narrow(&a, text);
  right.narrow(&b, number);
  right.definite.insert(2);
  const FlowState both = joined(left, right);
  EXPECT_EQ(both.narrowed(&a), text);
  EXPECT_EQ(both.narrowed(&b), nullptr);
  EXPECT_FALSE(both.definite.contains(1));
  EXPECT_TRUE(both.definite.contains(2));
  EXPECT_TRUE(both.possible.contains(3));
}

TEST_F(FlowTest, AWayThatCannotBeGoneSaysNothing) {
  FlowState open;
  open.narrow(&a, text);
  EXPECT_EQ(joined(FlowState::unreachable(), open).narrowed(&a), text);
  EXPECT_EQ(joined(open, FlowState::unreachable()).narrowed(&a), text);
  EXPECT_FALSE(joined(FlowState::unreachable(), FlowState::unreachable()).isReachable());
}

TEST_F(FlowTest, InCodeThatIsNeverRunAWayThatEndsSaysNothing) {
  FlowState dead;
  dead.end();
  dead.narrow(&a, text);
  FlowState ended;
  ended.end();
  ended.end();
  EXPECT_EQ(joined(dead, ended).narrowed(&a), text);
  EXPECT_EQ(joined(ended, dead).narrowed(&a), text);
  EXPECT_FALSE(joined(dead, ended).isReachable());
}

TEST_F(FlowTest, ALaterNarrowingReplacesAndForgettingRemoves) {
  FlowState state;
  state.narrow(&b, number);
  state.narrow(&a, number);
  state.narrow(&a, text);
  EXPECT_EQ(state.narrowed(&a), text);
  state.forget(&a);
  EXPECT_EQ(state.narrowed(&a), nullptr);
  EXPECT_EQ(state.narrowed(&b), number);
}

TEST(ScopedNames, TheInnermostDeclarationIsFound) {
  for (const int others : {0, 1, 30, 1000}) {
    std::vector<std::string> names;
    for (int i = 0; i < others; ++i) names.push_back("other" + std::to_string(i));
    ScopedNames<int> scope;
    scope.add("x", 1);
    for (const std::string& name : names) scope.add(name, 0);
    const std::size_t inner = scope.mark();
    scope.add("x", 2);
    scope.add("y", 3);
    EXPECT_EQ(scope.at(scope.find("x")), 2);
    EXPECT_EQ(scope.at(scope.find("y")), 3);
    scope.leave(inner);
    EXPECT_EQ(scope.at(scope.find("x")), 1);
    EXPECT_EQ(scope.find("y"), scope.size());
    EXPECT_EQ(scope.find("z"), scope.size());
    scope.leave(0);
    EXPECT_EQ(scope.find("x"), scope.size());
    scope.add("x", 4);
    EXPECT_EQ(scope.at(scope.find("x")), 4);
  }
}

}  // namespace
}  // namespace tatu::compiler::check
