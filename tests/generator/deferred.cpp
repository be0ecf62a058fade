// What runs later: at the end of the block, or when it is first needed.
#include <utility>

#include "tests/generator/maker.h"

namespace tatu::generator {

// Nothing in it leaves what is around it.
bool Maker::deferred() {
  if (!canSpend(60)) return false;
  spend(10);
  if (dice_.oneIn(2)) {
    line("defer println(" + interpolation(1) + ")");
    spend(40);
    return true;
  }
  open("defer {");
  withoutJumps(nullptr, [&] { statements(1 + static_cast<int>(dice_.below(2))); });
  close();
  return true;
}

// One that throws is computed again where it is read next, so it is cheap.
bool Maker::lazyVariable() {
  if (!canSpend(80)) return false;
  spend(30);
  const Type type = anyType(1);
  const Type* const yields = std::exchange(place_.yields, nullptr);
  const std::string made = dice_.oneIn(2) ? leaf(type) : value(type, 1);
  place_.yields = yields;
  const std::string name = fresh("_v");
  line("lazy val " + name + ": " + textOf(type) + " = " + made);
  scope_.push_back({name, type, false, false});
  return true;
}

}  // namespace tatu::generator
