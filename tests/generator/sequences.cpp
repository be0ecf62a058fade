// Sequences: blocks that yield in all kinds of statements, and loops that walk through them, most of them not to the
// end.
#include "tests/generator/maker.h"
#include "tests/generator/program.h"

namespace tatu::generator {

namespace {

constexpr std::int64_t kSequenceCost = 150;

}  // namespace

bool Maker::sequenceLoop() {
  if (!canSpend(400)) return false;
  spend(80);
  const Type type = anyType(1);
  const std::string name = fresh("_q");
  const std::int64_t walks = 1 + static_cast<std::int64_t>(dice_.below(2));
  const std::int64_t turns = place_.turns;
  place_.turns *= walks;
  open("val " + name + " = sequence<" + textOf(type) + "> {");
  withoutJumps(&type, [&] {
    for (auto parts = 1 + dice_.below(3); parts > 0; --parts) {
      statements(static_cast<int>(dice_.below(3)));
      (void)yielding();
    }
    statements(static_cast<int>(dice_.below(2)));
  });
  close();
  place_.turns = turns;
  for (std::int64_t i = 0; i < walks; ++i) sequenceWalk(name, type);
  return true;
}

void Maker::sequenceWalk(const std::string& sequence, const Type& type) {
  const std::string item = fresh("_x");
  if (dice_.oneIn(4)) {
    const std::string walk = fresh("_w");
    line("val " + walk + " = " + sequence + ".iterator()");
    for (auto steps = 1 + dice_.below(4); steps > 0; --steps) {
      if (dice_.oneIn(3)) statement();
      open("if " + walk + ".hasNext() {");
      inScope([&] {
        const std::string value = fresh("_v");
        line("val " + value + " = " + walk + ".next()");
        declare(value, type);
        statements(1);
      });
      close();
    }
    if (dice_.oneIn(3)) line("val " + fresh("_v") + " = " + walk + ".next()");  // mostly one too many
    return;
  }
  const std::int64_t values = 1 + static_cast<std::int64_t>(dice_.below(5));
  loop("for " + item + " in " + sequence + ".take(" + std::to_string(values) + ")", values, [&] {
    declare(item, type);
    statements(1 + static_cast<int>(dice_.below(2)));
  });
}

std::int64_t Maker::yieldingBlock() {
  std::int64_t turns = 1;
  statements(static_cast<int>(dice_.below(2)));
  if (dice_.oneIn(2)) {
    turns = 1 + static_cast<std::int64_t>(dice_.below(6));
    loop("for " + fresh("_i") + " in 1.." + std::to_string(turns), turns, [&] { (void)yielding(); });
  } else {
    (void)yielding();
  }
  if (dice_.oneIn(3)) statements(1);
  if (dice_.oneIn(3)) showLocals();
  return turns + 3;
}

// A block that yields in one place, mostly, and the loop that walks through it.
bool Maker::blockLoop() {
  if (!canSpend(400)) return false;
  spend(80);
  const Type type = anyType(1);
  const std::string item = fresh("_x");
  open("for " + item + " in sequence<" + textOf(type) + "> {");
  std::int64_t turns = 0;
  withoutJumps(&type, [&] { turns = yieldingBlock(); });
  --indent_;
  open("} {");
  const std::int64_t outer = place_.turns;
  place_.turns *= turns;
  inScope([&] {
    declare(item, type);
    statements(1 + static_cast<int>(dice_.below(3)));
    if (dice_.oneIn(3)) line("if " + condition(2) + " { " + oneOf({"break", "continue"}) + " }");
  });
  place_.turns = outer;
  close();
  return true;
}

// A function that does nothing but give a sequence: loops that call it run the block.
void Maker::sequenceFunction() {
  const Callable callable = signature("q", 1 + dice_.below(2), kSequenceCost);
  apart(callable, nullptr, [&] {
    const std::string type = textOf(callable.result);
    std::string start = "fun " + head(callable);
    start = start.substr(0, start.size() - type.size()) + "Sequence<" + type + ">";
    const bool isBlock = dice_.oneIn(3);
    open(start + (isBlock ? " {" : " = sequence<" + type + "> {"));
    if (isBlock) open("return sequence<" + type + "> {");
    line(kSequenceMark);
    withoutJumps(&callable.result, [&] {
      (void)yieldingBlock();
      if (dice_.oneIn(4)) (void)yielding();
    });
    close();
    if (isBlock) close();
  });
  catalog_.sequences.push_back(callable);
}

// Over such a call, mostly; else over what it gave before.
bool Maker::calledLoop() {
  std::vector<const Callable*> found;
  for (const Callable& each : catalog_.sequences) {
    if (each.rank < place_.rank && canSpend(each.cost + 300)) found.push_back(&each);
  }
  if (found.empty()) return false;
  const Callable& callable = *dice_.in(found);
  spend(callable.cost + 40);
  const std::string call = callable.name + "(" + arguments(callable, {}, 1) + ")";
  if (dice_.oneIn(4)) {
    const std::string name = fresh("_q");
    line("val " + name + " = " + call);
    sequenceWalk(name, callable.result);
    return true;
  }
  const std::string item = fresh("_x");
  loop("for " + item + " in " + call, 5, [&] {
    declare(item, callable.result);
    if (dice_.oneIn(3)) (void)calledLoop();  // often of the same function
    statements(1 + static_cast<int>(dice_.below(3)));
  });
  return true;
}

bool Maker::yielding() {
  if (place_.yields == nullptr) return false;
  spend(20);
  if (dice_.oneIn(8)) {
    const std::string test = condition(2);
    line("if " + test + " { return }");
    return true;
  }
  line("yield " + expected(*place_.yields, 2));
  return true;
}

// A value before which another one is given, wherever it stands.
std::string Maker::yielded(const Type& type, int depth) {
  if (place_.yields == nullptr || !dice_.oneIn(3)) return {};
  spend(20);
  const std::string given = expected(*place_.yields, depth - 1);
  return "({ yield " + given + "; " + value(type, depth - 1) + " })";
}

}  // namespace tatu::generator
