// Calls by virtual slot, and of methods beyond the bounds of the tables (virtual_slots.h).
#include "vm/link/virtual_slots.h"

#include <gtest/gtest.h>

#include "program.h"

namespace tatu::vm::test {
namespace {

// A line of open classes. The first has the methods m0, m1, ..., which return their numbers; the class at level k
// overrides mk, which returns 1000 more.
struct Line : Program {
  static constexpr int kLevels = kMostLevels + 8;
  static constexpr int kMethods = static_cast<int>(kMostVirtualSlots) + 12;

  Line() {
    for (int level = 0; level <= kLevels; ++level) addClass(level);
    c.emit(Opcode::ObjectNew, call(constructors.back(), types.back()));
    object = local(types.back());
    set(object);
    c.emitInt(0);
  }

  void addClass(int level) {
    const ClassIndex added = cls("C" + std::to_string(level));
    b.at(added).isOpen = true;
    types.push_back(type(added));
    if (level == 0) {
      constructors.push_back(plainConstructor(added));
      for (int i = 0; i < kMethods; ++i) methods.push_back(method(added, FunctionFlag::Open, i, i));
      return;
    }
    b.at(added).superclass = types[types.size() - 2];
    overriding.push_back(method(added, FunctionFlag::Override, level, 1000 + level));
    const FunctionIndex constructor = function("init", {types.back()}, unit, added, flag(FunctionFlag::Constructor));
    code(constructor).emit(Opcode::ObjectSuper, call(constructors.back(), types[types.size() - 2]));
    code(constructor).emit(Opcode::PushUnit);
    code(constructor).emit(Opcode::Return);
    constructors.push_back(constructor);
  }

  FunctionIndex method(ClassIndex owner, FunctionFlag how, int number, int result) {
    const FunctionIndex made =
        function("m" + std::to_string(number), {types.back()}, integer, owner, flag(how) | flag(FunctionFlag::Public));
    code(made).emitInt(result);
    code(made).emit(Opcode::Return);
    return made;
  }

  // Adds what the method returns for the last class's object, called as one of the class at `level`.
  void addResult(FunctionIndex called, int level) {
    get(object);
    c.emit(Opcode::CallVirtual, call(called, types[static_cast<std::size_t>(level)]));
    c.emit(Opcode::IntAdd);
  }

  std::vector<TypeIndex> types;
  std::vector<FunctionIndex> constructors;
  std::vector<FunctionIndex> methods;
  std::vector<FunctionIndex> overriding;  // at level k + 1
  LocalIndex object;
};

TEST(VirtualSlots, EveryMethodIsFoundByTheFirstClass) {
  Line p;
  int expected = 0;
  for (int i = 0; i < Line::kMethods; ++i) {
    p.addResult(p.methods[static_cast<std::size_t>(i)], 0);
    expected += i + (i >= 1 && i <= Line::kLevels ? 1000 : 0);
  }
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, expected);
}

TEST(VirtualSlots, EveryOverridingMethodIsFoundByItsOwnClass) {
  Line p;
  int expected = 0;
  for (int level = 1; level <= Line::kLevels; ++level) {
    p.addResult(p.overriding[static_cast<std::size_t>(level - 1)], level);
    expected += 1000 + level;
  }
  p.returnTop();
  EXPECT_EQ(p.agree().exitValue, expected);
}

}  // namespace
}  // namespace tatu::vm::test
