// Values that are taken apart: tuples in tuples and data classes, in variables, loops and lambdas.
#include "tests/generator/maker.h"

namespace tatu::generator {

// The pattern for a value of the type: its parts, theirs, or one name.
std::string Maker::partsOf(const Type& type, std::vector<Variable>& bound) {
  std::vector<Type> parts;
  if (type.kind == Kind::Tuple) parts = type.parts;
  if (type.kind == Kind::Class && catalog_.classOf(type.name).isData) parts = catalog_.classOf(type.name).parameters;
  if (parts.size() < 2 || dice_.oneIn(4)) {
    if (dice_.oneIn(5)) return "_";
    bound.push_back({fresh("_v"), type});
    return bound.back().name;
  }
  std::string text;
  for (const Type& part : parts) text += (text.empty() ? "(" : ", ") + partsOf(part, bound);
  return text + ")";
}

bool Maker::partsVariable() {
  const Type inner = dice_.oneIn(2) ? declaredType() : Type{Kind::Tuple, "", {anyType(1), simpleType()}};
  const Type type{Kind::Tuple, "", {inner, anyType(1)}};
  const std::string made = value(type, 2);
  std::vector<Variable> first;
  const std::string left = partsOf(inner, first);
  std::vector<Variable> second;
  const std::string right = partsOf(type.parts[1], second);
  line("val (" + left + ", " + right + ") = " + made);
  scope_.insert(scope_.end(), first.begin(), first.end());
  scope_.insert(scope_.end(), second.begin(), second.end());
  return true;
}

bool Maker::partsLoop() {
  constexpr std::int64_t kMostTurns = 8;
  if (!canSpend(40 * kMostTurns)) return false;
  const Type item{Kind::Tuple, "", {simpleType(), simpleType()}};
  const std::string all = "same<" + textOf(listOf(item)) + ">(" + elements(item, 3, 1) + ")";
  std::vector<Variable> bound;
  const std::string first = partsOf(item.parts[0], bound);
  const std::string second = partsOf(item.parts[1], bound);
  if (dice_.oneIn(2)) {
    const Type result = simpleType();
    std::string made;
    const std::int64_t turns = place_.turns;
    place_.turns *= 3;
    withoutJumps(nullptr, [&] {
      scope_.insert(scope_.end(), bound.begin(), bound.end());
      made = value(result, 2);
    });
    place_.turns = turns;
    const std::string name = fresh("_v");
    line("val " + name + " = " + all + ".map<" + textOf(result) + ">(((" + first + ", " + second + ")) => " + made +
         ")");
    declare(name, listOf(result));
    return true;
  }
  loop("for (" + first + ", " + second + ") in " + all, 3, [&] {
    for (Variable& each : bound) each.isLocal = false;  // no narrowing of what each turn has anew
    scope_.insert(scope_.end(), bound.begin(), bound.end());
    statements(1 + static_cast<int>(dice_.below(2)));
  });
  return true;
}

}  // namespace tatu::generator
