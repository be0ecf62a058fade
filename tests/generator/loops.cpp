// Loops. Each has a bound that what is inside cannot move.
#include <algorithm>

#include "tests/generator/maker.h"

namespace tatu::generator {

std::int64_t Maker::turnsThatFit() {
  const std::int64_t wanted =
      dice_.oneIn(4) ? 12 + static_cast<std::int64_t>(dice_.below(30)) : 2 + static_cast<std::int64_t>(dice_.below(8));
  const std::int64_t left = (place_.costLimit - place_.spent) / (place_.turns * 15);
  return std::min(wanted, left);
}

void Maker::loop(const std::string& head, std::int64_t turns, const std::function<void()>& write, bool canContinue) {
  const std::string label = fresh("l");
  open(label + ": " + head + " {");
  place_.labels.push_back({label, canContinue});
  const std::int64_t outer = place_.turns;
  place_.turns *= turns;
  spend(4);
  inScope(write);
  place_.turns = outer;
  place_.labels.pop_back();
  close();
}

// A constant, or a variable that the compiler knows nothing about.
std::string Maker::boundOf(std::int64_t number) {
  if (dice_.oneIn(2)) return std::to_string(number);
  const std::string name = fresh("_n");
  line("val " + name + " = same<Int>(" + std::to_string(number) + ")");
  return name;
}

// A counter that is for reading only.
std::string Maker::counter(std::int64_t start) {
  std::string name = fresh("_w");
  line("var " + name + " = " + std::to_string(start));
  declare(name, {Kind::Int});
  scope_.back().isLocal = false;
  return name;
}

bool Maker::whileLoop() {
  const std::int64_t turns = turnsThatFit();
  if (turns < 2) return false;
  const bool goesDown = dice_.oneIn(3);
  const bool stepsLast = dice_.oneIn(2);
  const std::string bound = boundOf(goesDown ? 0 : turns);
  const std::string count = counter(goesDown ? turns : 0);
  const std::string step = count + (goesDown ? " -= 1" : " += 1");
  std::string test = count + (goesDown ? oneOf({" > ", " >= ", " != "}) : oneOf({" < ", " <= ", " != "})) + bound;
  if (dice_.oneIn(4)) test += " && " + condition(2);
  loop(
      "while " + test, turns + 1,
      [&] {
        if (!stepsLast) line(step);
        statements(1 + static_cast<int>(dice_.below(4)));
        if (stepsLast) line(step);
      },
      !stepsLast);
  return true;
}

// As long as a variable is true, or false.
bool Maker::flagLoop() {
  const std::int64_t turns = turnsThatFit();
  if (turns < 2) return false;
  const bool wanted = dice_.oneIn(2);
  const std::string count = counter(0);
  const std::string flag = fresh("_t");
  line("var " + flag + (wanted ? " = true" : " = false"));
  declare(flag, {Kind::Bool});
  loop("while " + std::string(wanted ? "" : "!") + flag, turns + 1, [&] {
    line(count + " += 1");
    line(flag + " = " + count + (wanted ? " < " : " >= ") + std::to_string(turns));
    statements(1 + static_cast<int>(dice_.below(4)));
  });
  return true;
}

std::string Maker::rangeOf(std::int64_t turns) {
  const std::string count = std::to_string(turns);
  const auto* const start = variableOf([](const Variable& each) { return each.type.kind == Kind::Int; });
  switch (dice_.below(7)) {
    case 0: return "1.." + count;
    case 1: return count + ".downTo(1)";
    case 2: return "(0..<" + std::to_string(turns * 3) + ").step(3)";
    case 3: return "(Int.max - " + count + ")..Int.max";
    case 4: return start == nullptr ? "0..<" + count : start->name + "..<(" + start->name + " + " + count + ")";
    default: return "0..<" + count;
  }
}

bool Maker::rangeLoop() {
  const std::int64_t turns = turnsThatFit();
  if (turns < 2) return false;
  const std::string name = fresh("_i");
  loop("for " + name + " in " + rangeOf(turns), turns + 1, [&] {
    declare(name, {Kind::Int});
    statements(1 + static_cast<int>(dice_.below(4)));
  });
  return true;
}

bool Maker::elementLoop() {
  const auto* const found = variableOf([](const Variable& each) {
    const Kind kind = each.type.kind;
    return kind == Kind::List || kind == Kind::Array || kind == Kind::Map || kind == Kind::String;
  });
  if (found == nullptr || !canSpend(300)) return false;
  spend(40);
  const Type type = found->type;
  const std::string over = " in " + found->name;
  const std::string first = fresh("_x");
  const std::string second = fresh("_y");
  const bool isPairs = type.kind == Kind::Map;
  const std::string head = isPairs ? "for (" + first + ", " + second + ")" : "for " + first;
  loop(head + over, 8, [&] {
    declare(first, type.kind == Kind::String ? Type{Kind::Char} : type.parts[0]);
    if (isPairs) declare(second, type.parts[1]);
    statements(1 + static_cast<int>(dice_.below(3)));
  });
  return true;
}

// Many variables that change in each turn: more than there are registers.
bool Maker::busyLoop() {
  static constexpr Kind kKinds[] = {Kind::Int,   Kind::Int,   Kind::Int32,  Kind::Byte,
                                    Kind::Float, Kind::Float, Kind::Float32};
  const std::int64_t turns = std::min<std::int64_t>(turnsThatFit(), 12);
  if (turns < 3 || !canSpend(500)) return false;
  std::string shown;
  std::vector<std::string> numbers;  // of which texts are made, in the middle of the loop, by direct calls
  for (std::size_t i = 3 + dice_.below(12); i > 0; --i) {
    const Type type{dice_.in(kKinds)};
    const std::string name = fresh("_b");
    line("var " + name + ": " + textOf(type) + " = " + expected(type, 1));
    declare(name, type, true);
    if (type.kind == Kind::Int) numbers.push_back(name);
    shown += " ${" + name + "}";
  }
  std::string tree;  // a small method of which every way allocates or calls, so that its body is always left
  if (!numbers.empty() && dice_.oneIn(4)) {
    tree = fresh("_s");
    line("val " + tree + " = Sprout(" + dice_.in(numbers) + ")");
    shown += " ${" + tree + ".size()}";
    spend(20 * turns);
  }
  loop("for " + fresh("_i") + " in 0..<" + std::to_string(turns), turns, [&] {
    if (!tree.empty()) line(tree + ".grow(" + dice_.in(numbers) + ")");
    for (std::size_t i = 4 + dice_.below(8); i > 0; --i) {
      if (!canSpend(20)) continue;
      if (!numbers.empty() && dice_.oneIn(5)) {
        line(dice_.in(numbers) + " += \"${" + dice_.in(numbers) + "}:${" + dice_.in(numbers) + "}\".length");
        spend(20);
      } else if (dice_.oneIn(6)) {
        statement();
      } else {
        (void)(dice_.oneIn(2) ? compoundAssignment() : selfAssignment());
      }
    }
  });
  spend(100);
  line("println(\"=" + shown + "\")");
  return true;
}

bool Maker::leaveLoop() {
  if (place_.labels.empty()) return false;
  const Label label = dice_.in(place_.labels);
  const bool isInnermost = label.name == place_.labels.back().name;
  const bool goesOn = label.canContinue && dice_.oneIn(2);
  const std::string name = isInnermost && dice_.oneIn(2) ? "" : " " + label.name;
  line("if " + condition(2) + " { " + (goesOn ? "continue" : "break") + name + " }");
  return true;
}

}  // namespace tatu::generator
