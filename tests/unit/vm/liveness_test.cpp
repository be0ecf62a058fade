// Liveness: equal to the definition, and cheap for any code.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "kernels.h"
#include "tests/unit/timing.h"
#include "vm/frame/liveness.h"

namespace tatu::vm::test {
namespace {

using bytecode::Flow;

// By the definition: one set per instruction, until nothing changes.
class Naive {
 public:
  Naive(const Method& method, const MethodLayout& layout)
      : code_(*layout.code),
        layout_(layout),
        isConstructor_(method.isConstructor()),
        locals_(layout.localTypes.size()) {
    live_.assign(code_.size() + 1, std::vector<bool>(locals_ + 1));
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t i = code_.size(); i-- > 0;) changed |= update(i);
    }
  }
  [[nodiscard]] bool isLive(std::uint32_t position, std::size_t local) const { return live_[position][local]; }
  [[nodiscard]] bool isLiveWhenThrown(std::uint32_t position, std::size_t local) const {
    return handled(position)[local];
  }

 private:
  using Set = std::vector<bool>;

  void unite(Set& into, const Set& from) const {
    for (std::size_t i = 0; i < into.size(); ++i) into[i] = into[i] || from[i];
  }
  [[nodiscard]] Set handled(std::uint32_t position) const {
    Set set(locals_ + 1);
    for (const HandlerRange& handler : layout_.handlers) {
      if (position >= handler.start && position < handler.end) unite(set, live_[handler.target]);
    }
    if (isConstructor_) set[0] = true;
    return set;
  }
  bool update(std::uint32_t i) {
    const bytecode::Instruction& at = code_[i];
    Set set(locals_ + 1);
    const Flow flow = at.info().flow;
    if (flow == Flow::Next || flow == Flow::Branch) unite(set, live_[i + 1]);
    if (flow == Flow::Jump || flow == Flow::Branch) unite(set, live_[code_.positionOf(at.label())]);
    if (flow == Flow::Switch) {
      for (const bytecode::LabelIndex label : at.labels()) unite(set, live_[code_.positionOf(label)]);
    }
    if (at.opcode == Opcode::LocalSet) set[at.local().value()] = false;
    if (at.opcode == Opcode::LocalGet) set[at.local().value()] = true;
    if (at.info().has(bytecode::kThrows)) unite(set, handled(i));
    if (isConstructor_) set[0] = true;
    if (set == live_[i]) return false;
    live_[i] = std::move(set);
    return true;
  }

  const DecodedCode& code_;
  const MethodLayout& layout_;
  bool isConstructor_;
  std::size_t locals_;
  std::vector<Set> live_;
};

void expectDefinition(Linker& linker, Method& method) {
  const MethodLayout& layout = linker.layoutOf(method);
  if (layout.code == nullptr || layout.failure || layout.clearsLocals) return;
  const Liveness liveness(method, layout);
  const Naive naive(method, layout);
  for (std::uint32_t i = 0; i < layout.code->size(); ++i) {
    const Liveness::Set before = liveness.before(i);
    const Liveness::Set thrown = liveness.whenThrown(i);
    for (std::size_t local = 0; local < layout.localTypes.size(); ++local) {
      ASSERT_EQ(Liveness::contains(before, local), naive.isLive(i, local))
          << nameOf(method) << " " << i << " " << local;
      ASSERT_EQ(Liveness::contains(thrown, local), naive.isLiveWhenThrown(i, local)) << nameOf(method) << " " << i;
    }
  }
}

std::string function(const std::string& body) { return "function f\n" + body + "end\n"; }

Method& methodOf(Machine& machine, std::string_view name) {
  return machine.runtime->linker().methodFor(*machine.image->findFunction(name), nullptr);
}

TEST(Liveness, NestedHandlersKeepWhatTheyRead) {
  std::string body = "  parameter a: Int\n  parameter b: Int\n  result Int\n";
  for (int i = 0; i < 70; ++i) body += "  local Int\n";
  body +=
      "code\n    push.int 1\n    local.set 2\n    push.int 2\n    local.set 3\n"
      "  @0:\n    local.get 0\n    local.get 1\n    int.divide\n    local.set 71\n"
      "  @1:\n    push.int 5\n    local.set 2\n    local.get 71\n    local.get 0\n    int.divide\n    local.set 3\n"
      "    local.get 3\n    local.get 1\n    int.divide\n    local.set 71\n  @2:\n    push.int 9\n    local.set 0\n"
      "    local.get 0\n    local.get 71\n    int.divide\n    return\n  @3:\n"
      "  inner: [Exception] {2 3}\n    pop\n    local.get 2\n    return\n"
      "  middle: [Exception] {2 3}\n    pop\n    local.get 3\n    local.get 1\n    int.divide\n    return\n  @4:\n"
      "  outer: [Exception]\n    pop\n    local.get 0\n    return\n"
      "  handler @1 @2 Exception inner\n  handler @1 @2 Exception middle\n  handler @0 @3 Exception middle\n"
      "  handler @0 @4 Exception outer\n";
  Machine machine(assembledCore(function(body)));
  Method& method = methodOf(machine, "f");
  expectDefinition(machine.runtime->linker(), method);
  const MethodLayout& layout = machine.runtime->linker().layoutOf(method);
  ASSERT_EQ(layout.handlers.size(), 4u);
  // Inside all of them: two of the same range, then the ones around, in the order of the table.
  std::vector<std::uint32_t> targets;
  for (std::uint32_t i = layout.handlerAt(12); i != HandlerRange::kNone; i = layout.handlers[i].outer) {
    targets.push_back(layout.handlers[i].target);
  }
  EXPECT_EQ(targets.size(), 4u);
  EXPECT_TRUE(std::is_sorted(targets.begin(), targets.end()));
  EXPECT_EQ(layout.handlerAt(0), HandlerRange::kNone);
}

TEST(Liveness, KernelsKeepTheDefinition) {
  for (const auto& module : {fibonacci(5), lists(3, 3)}) {
    Machine machine(module);
    for (FunctionDefinition& function : machine.image->ownFunctions) {
      if (function.row->code == bytecode::Function::kNoCode || !function.row->typeParameters.empty()) continue;
      if (function.owner != nullptr && !function.owner->row->typeParameters.empty()) continue;
      const RuntimeType* receiver = nullptr;
      if (function.owner != nullptr) {
        receiver = &machine.runtime->linker().typeIn({machine.image, {}}, function.row->parameters[0].type);
      }
      expectDefinition(machine.runtime->linker(), machine.runtime->linker().methodFor(function, receiver));
    }
  }
}

double secondsOf(const std::string& body, std::size_t lookUps = 2000) {
  Machine machine(assembledCore(function(body)));
  Method& method = methodOf(machine, "f");
  const tatu::test::Stopwatch watch;
  const MethodLayout& layout = machine.runtime->linker().layoutOf(method);
  const Liveness liveness(method, layout);
  for (std::size_t i = 0; i < lookUps; ++i) {
    (void)liveness.before(static_cast<std::uint32_t>(i * 37 % layout.code->size()));
  }
  return watch.seconds();
}

// Control runs backward through the code, block by block, so that a pass over it in order finds one block at a time.
TEST(Liveness, BackwardChainsAreLinear) {
  constexpr int kBlocks = 60'000;
  std::string body =
      "  parameter a: Bool\n  parameter b: Int\n  result Int\ncode\n    jump b" + std::to_string(kBlocks) + "\n";
  body += "  b0:\n    local.get 1\n    return\n";
  for (int i = 1; i <= kBlocks; ++i) body += "  b" + std::to_string(i) + ":\n    jump b" + std::to_string(i - 1) + "\n";
  EXPECT_LT(secondsOf(body), tatu::test::kSlowdown);
}

TEST(Liveness, ManyHandlersAreLinear) {
  constexpr int kHandlers = 30'000;
  std::string body = "  parameter a: Int\n  result Int\ncode\n";
  for (int i = 0; i < kHandlers; ++i) {
    body += "  @" + std::to_string(2 * i) + ":\n    local.get 0\n    local.get 0\n    int.divide\n    pop\n  @" +
            std::to_string(2 * i + 1) + ":\n";
  }
  body += "    local.get 0\n    return\n  h: [Exception]\n    pop\n    local.get 0\n    return\n";
  for (int i = 0; i < kHandlers; ++i) {
    body += "  handler @" + std::to_string(2 * i) + " @" + std::to_string(2 * i + 1) + " Exception h\n";
  }
  EXPECT_LT(secondsOf(body), tatu::test::kSlowdown);
}

// Many locals and many blocks: too dear, so all locals are live.
TEST(Liveness, TooMuchToKnowIsNotKnown) {
  std::string body = "  parameter a: Bool\n  result Unit\n";
  for (int i = 0; i < 20'000; ++i) body += "  local Int\n";
  body += "code\n";
  for (int i = 0; i < 2'000; ++i) body += "    local.get 0\n    jump.true last\n";
  body += "    jump last\n  last:\n    push.unit\n    return\n";
  {
    Machine machine(assembledCore(function(body)));
    const MethodLayout& layout = machine.runtime->linker().layoutOf(methodOf(machine, "f"));
    EXPECT_TRUE(layout.clearsLocals);
    EXPECT_GT(layout.clearingCost(), 1000u);
  }
  EXPECT_LT(secondsOf(body), tatu::test::kSlowdown);
}

// One long stretch without a label: the state of each place is found without walking all the way to it.
TEST(Frames, LongStretchesAreNotQuadratic) {
  constexpr int kCalls = 30'000;
  std::string body = "  parameter a: Int\n  result Int\ncode\n    local.get 0\n";
  for (int i = 0; i < kCalls; ++i) body += "    local.get 0\n    int.divide\n";
  body += "    return\n";
  Machine machine(assembledCore(function(body)));
  Method& method = methodOf(machine, "f");
  const tatu::test::Stopwatch watch;
  const MethodLayout& layout = machine.runtime->linker().layoutOf(method);
  for (std::uint32_t i = 0; i < layout.code->size(); ++i) {
    const auto state = machine.runtime->frameStates().at(method, i, FrameMoment::Before);
    const std::size_t operands = i == 0 ? 0 : i % 2 == 1 ? 1 : 2;
    ASSERT_EQ(state->values.size(), operands + (i + 2 < layout.code->size() ? 1 : 0)) << i;
  }
  EXPECT_LT(watch.seconds(), tatu::test::kSlowdown);
}

}  // namespace
}  // namespace tatu::vm::test
