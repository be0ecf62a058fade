// `scope`, `spawn` and `select`, which are said in terms of classes of the core library (stdlib/core/fiber.tatu,
// select.tatu).
#include <optional>
#include <string>

#include "compiler/syntax/fiber_names.h"
#include "compiler/syntax/synthetic_tree.h"
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

namespace {

constexpr std::string_view kFailureName = "_<failure>";
constexpr std::string_view kSelectName = "_<select>";

}  // namespace

// { val scope = Scope()
//   try { … } catch failure: Exception { throw scope.fail(failure) } finally { scope.close() } }
const ast::Expression* TreeBuilder::buildFiberScope(Grammar::ScopeExpressionContext* context) {
  const SourceSpan word = spanOf(context->start);
  const Level level(*this, spanOf(context), 2);
  if (level.deep) return errorAt(spanOf(context));
  SyntheticTree tree(arena_);
  const ast::Expression* opened = tree.expression<ast::CallExpression>(
      word, tree.name("core.Scope", word), ast::NodeList<ast::Expression>(), std::span<const ast::Identifier>(), word);
  std::vector<const ast::Statement*> statements{tree.variable({kScopeName, word}, opened, word)};
  if (context->name != nullptr) {
    const ast::Identifier name = identifier(context->name);
    statements.push_back(tree.variable(name, tree.name(kScopeName, name.span), name.span));
  }
  const ast::Expression* failed = tree.call(tree.name(kScopeName, word), "fail", word, {tree.name(kFailureName, word)});
  const std::vector<const ast::Statement*> thrown{tree.statement(tree.expression<ast::ThrowExpression>(word, failed))};
  const std::vector<const ast::Statement*> closed{
      tree.statement(tree.call(tree.name(kScopeName, word), "close", word))};
  const std::vector<ast::CatchClause> catches{
      {word, {kFailureName, word}, tree.type("core.Exception", word), tree.block(thrown, word)}};
  const ast::BlockExpression* body = buildBlock(context->body);
  statements.push_back(tree.statement(tree.expression<ast::TryExpression>(spanOf(context), body, arena_.copy(catches),
                                                                          tree.block(closed, word), false)));
  return tree.block(statements, spanOf(context));
}

// scope.start(() => …)
const ast::Expression* TreeBuilder::buildSpawn(SourceSpan word, SourceSpan whole, const ast::Expression* body) {
  SyntheticTree tree(arena_);
  const ast::Expression* callee = tree.expression<ast::MemberExpression>(
      word, tree.name(kScopeName, word), ast::Identifier{"start", word}, ast::NodeList<ast::Type>(), false);
  const std::vector<const ast::Expression*> arguments{tree.lambda(body, whole)};
  return tree.expression<ast::CallExpression>(whole, callee, arena_.copy(arguments), std::span<const ast::Identifier>(),
                                              whole);
}

namespace {

// What an arm waits for, as it was written.
struct SelectTest {
  enum class Kind : std::uint8_t { Receive, Send, After, Otherwise };
  Kind kind;
  ast::Identifier name;                    // Receive
  const ast::Expression* first = nullptr;  // the channel, or the time
  const ast::Expression* value = nullptr;  // Send
};

// `name in channel`, `channel.send(value)`, `after(milliseconds)`, `_`.
std::optional<SelectTest> readTest(const ast::Expression* test) {
  using Kind = SelectTest::Kind;
  if (const auto* in = ast::tryAs<ast::BinaryExpression>(test); in != nullptr && in->op == ast::BinaryOperator::In) {
    const auto* name = ast::tryAs<ast::NameExpression>(in->left);
    if (name == nullptr || !name->typeArguments.empty()) return std::nullopt;
    return SelectTest{Kind::Receive, name->name, in->right};
  }
  if (const auto* name = ast::tryAs<ast::NameExpression>(test); name != nullptr && name->name.text == "_") {
    return SelectTest{Kind::Otherwise, name->name};
  }
  const auto* call = ast::tryAs<ast::CallExpression>(test);
  if (call == nullptr || call->arguments.size() != 1 || !call->argumentNames.empty()) return std::nullopt;
  const auto* after = ast::tryAs<ast::NameExpression>(call->callee);
  if (after != nullptr && after->name.text == "after") return SelectTest{Kind::After, {}, call->arguments[0]};
  const auto* send = ast::tryAs<ast::MemberExpression>(call->callee);
  if (send == nullptr || send->safe || send->member.text != "send") return std::nullopt;
  return SelectTest{Kind::Send, {}, send->receiver, call->arguments[0]};
}

// The tree of one `select`, arm by arm.
class SelectTree {
 public:
  SelectTree(ast::Arena& arena, SourceSpan word) : arena_(arena), tree_(arena), word_(word) {
    const ast::Expression* made =
        tree_.expression<ast::CallExpression>(word, tree_.name("core.Select", word), ast::NodeList<ast::Expression>(),
                                              std::span<const ast::Identifier>(), word);
    statements_.push_back(tree_.variable({kSelectName, word}, made, word));
  }

  // False: there is another arm that waits for no channel.
  [[nodiscard]] bool add(const SelectTest& test, const ast::Expression* body, SourceSpan testSpan, SourceSpan span) {
    const std::uint64_t number = arms_.size();
    const auto add = [&](std::string_view method, std::vector<const ast::Expression*> arguments) {
      arguments.insert(arguments.begin(), tree_.integer(number, testSpan));
      return tree_.call(tree_.name(kSelectName, testSpan), method, testSpan, arguments);
    };
    switch (test.kind) {
      case SelectTest::Kind::Receive: body = receive(test, add("receiving", {test.first}), body, span); break;
      case SelectTest::Kind::Send:
        statements_.push_back(tree_.statement(add("sending", {test.first, test.value})));
        break;
      case SelectTest::Kind::After: statements_.push_back(tree_.statement(add("after", {test.first}))); break;
      case SelectTest::Kind::Otherwise: statements_.push_back(tree_.statement(add("otherwise", {}))); break;
    }
    const bool hasChannel = test.kind == SelectTest::Kind::Receive || test.kind == SelectTest::Kind::Send;
    const bool isSecond = !hasChannel && hasOther_;
    hasOther_ = hasOther_ || !hasChannel;
    arms_.push_back({span, tree_.number(number, testSpan), nullptr, body});
    return !isSecond;
  }
  [[nodiscard]] const ast::Expression* finish(SourceSpan span) {
    arms_.back().pattern = tree_.wildcard(arms_.back().pattern->span);  // there is no other number
    const ast::Expression* chosen = tree_.call(tree_.name(kSelectName, word_), "choose", word_);
    statements_.push_back(
        tree_.statement(tree_.expression<ast::MatchExpression>(span, word_, chosen, arena_.copy(arms_))));
    return tree_.block(statements_, span);
  }

 private:
  // The arm begins with `val name = arm.take()`.
  const ast::Expression* receive(const SelectTest& test, const ast::Expression* added, const ast::Expression* body,
                                 SourceSpan span) {
    const SourceSpan at = test.name.span;
    const std::string_view arm = arena_.copy(std::string_view("_<arm" + std::to_string(arms_.size()) + ">"));
    statements_.push_back(tree_.variable({arm, at}, added, at));
    const bool isNamed = test.name.text != "_";
    const ast::Expression* taken = tree_.call(tree_.name(arm, at), "take", at);
    const std::string_view kept = isNamed ? test.name.text : std::string_view("_<value>");
    return tree_.block({tree_.variable({kept, at}, taken, at), tree_.statement(body)}, span);
  }

  ast::Arena& arena_;
  SyntheticTree tree_;
  SourceSpan word_;
  std::vector<const ast::Statement*> statements_;
  std::vector<ast::MatchArm> arms_;
  bool hasOther_ = false;
};

}  // namespace

// { val select = Select()
//   val arm = select.receiving(0, channel)
//   select.sending(1, other, value)
//   match select.choose() { 0 => { val name = arm.take(); … }, _ => … } }
const ast::Expression* TreeBuilder::buildSelect(Grammar::SelectExpressionContext* context) {
  const SourceSpan span = spanOf(context);
  const SourceSpan word = spanOf(context->start);
  const Level level(*this, span, 2);
  if (level.deep) return errorAt(span);
  SelectTree select(arena_, word);
  std::size_t arms = 0;
  for (Grammar::SelectArmContext* arm : context->body->arms) {
    if (!isWhole(arm)) return errorAt(span);
    const ast::Expression* written = buildExpression(arm->test);
    const ast::Expression* body = buildBody(arm->body);
    const std::optional<SelectTest> test = readTest(written);
    if (!test) {
      if (written->kind == ast::NodeKind::ErrorExpression) return errorAt(span);
      report(Diagnostic(DiagnosticCode::InvalidSelectArm, written->span, "this is nothing that a `select` can wait for")
                 .note("an arm is `value in channel => …`, `channel.send(value) => …`, `after(milliseconds) => …` or "
                       "`_ => …`"));
      return errorAt(span);
    }
    if (!select.add(*test, body, written->span, spanOf(arm))) {
      report(Diagnostic(DiagnosticCode::InvalidSelectArm, written->span,
                        "a `select` has one arm at most that waits for no channel"));
    }
    ++arms;
  }
  if (arms != 0) return select.finish(span);
  report(Diagnostic(DiagnosticCode::InvalidSelectArm, word, "a `select` needs an arm"));
  return errorAt(span);
}

}  // namespace tatu::compiler
