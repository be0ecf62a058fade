// Extension functions and properties, of types of all kinds.
#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

constexpr std::int64_t kExtensionCost = 40;

}  // namespace

void Maker::extension() {
  ExtensionInfo info;
  switch (dice_.below(5)) {
    case 0: info.receiver = listOf(simpleType()); break;
    case 1: info.receiver = {Kind::Tuple, "", {simpleType(), simpleType()}}; break;
    case 2: info.receiver = optionalOf(simpleType()); break;
    case 3: info.receiver = declaredType(); break;
    default: info.receiver = simpleType(); break;
  }
  info.isProperty = dice_.oneIn(3);
  info.callable = signature("e", info.isProperty ? 0 : dice_.below(3), kExtensionCost);
  const Callable& callable = info.callable;
  apart(callable, nullptr, [&] {
    scope_.push_back({"this", info.receiver, false, false});
    const std::string type = textOf(info.receiver);
    if (info.isProperty) {
      const std::string start = "val " + type + "." + callable.name + ": " + textOf(callable.result) + " get() ";
      if (dice_.oneIn(2)) return line(start + "= " + value(callable.result, 2));
      open(start + "{");
    } else {
      open("fun " + type + "." + head(callable) + " {");
    }
    body(callable, static_cast<int>(dice_.below(2)));
  });
  catalog_.extensions.push_back(info);
}

std::string Maker::extensionCall(const Type& type, int depth) {
  std::vector<const ExtensionInfo*> found;
  for (const ExtensionInfo& each : catalog_.extensions) {
    if (canCall(each.callable, type)) found.push_back(&each);
  }
  if (found.empty()) return {};
  const ExtensionInfo& info = *dice_.in(found);
  spend(info.callable.cost);
  const std::string object = "same<" + textOf(info.receiver) + ">(" + value(info.receiver, depth) + ")";
  const std::string call = object + "." + info.callable.name;
  return info.isProperty ? call : call + "(" + arguments(info.callable, {}, depth) + ")";
}

}  // namespace tatu::generator
