// Statements with fibers: scopes whose fibers change the variables around, results that are awaited, channels.
#include <utility>

#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

constexpr std::int64_t kScopeCost = 300;  // to start some fibers, and for the scope

}  // namespace

// The code of a fiber is a function of its own.
void Maker::fiberBlock(const std::string& head, const std::function<void()>& write) {
  open(head + "spawn {");
  withoutJumps(nullptr, write);
  close();
}

bool Maker::fiberScope() {
  if (!canSpend(2 * kScopeCost)) return false;
  spend(kScopeCost);
  open(dice_.oneIn(4) ? "scope " + fresh("_s") + " {" : "scope {");
  const Type* const yields = std::exchange(place_.yields, nullptr);
  inScope([&] {
    const auto fibers = 1 + dice_.below(3);
    for (std::uint64_t i = 0; i < fibers; ++i) {
      fiberBlock("", [&] {
        statements(1 + static_cast<int>(dice_.below(2)));
        line("Fiber.pass()");
        statements(1);
        line("Fiber.pass()");  // the last statement is the fiber's result
      });
    }
    statements(static_cast<int>(dice_.below(3)));
    if (dice_.oneIn(2)) line("Fiber.pass()");
    if (dice_.oneIn(2)) awaitedTask();
  });
  place_.yields = yields;
  close();
  return true;
}

void Maker::awaitedTask() {
  const Type type = anyType(1);
  const std::string task = fresh("_t");
  fiberBlock("val " + task + " = ", [&] {
    statements(1);
    if (dice_.oneIn(2)) line("Fiber.pass()");
    line(value(type, 2));
  });
  statements(static_cast<int>(dice_.below(2)));
  const std::string name = fresh("_v");
  line("val " + name + " = " + task + ".await()");
  declare(name, type);
  statements(1);
}

// One fiber sends, the other receives, and does something with each value.
bool Maker::channelLoop() {
  const std::int64_t turns = 1 + static_cast<std::int64_t>(dice_.below(4));
  if (!canSpend(2 * kScopeCost + 200 * turns)) return false;
  spend(kScopeCost + 100 * turns);
  const Type type = anyType(1);
  const std::string channel = fresh("_ch");
  line("val " + channel + " = Channel<" + textOf(type) + ">(" + std::to_string(dice_.below(3)) + ")");
  open("scope {");
  const Type* const yields = std::exchange(place_.yields, nullptr);
  inScope([&] {
    fiberBlock("", [&] {
      for (std::int64_t i = 0; i < turns; ++i) line(channel + ".send(" + expected(type, 2) + ")");
      line(channel + ".close()");
    });
    const std::string name = fresh("_v");
    loop("for " + name + " in " + channel, turns, [&] {
      declare(name, type);
      statements(1 + static_cast<int>(dice_.below(2)));
    });
  });
  place_.yields = yields;
  close();
  return true;
}

}  // namespace tatu::generator
