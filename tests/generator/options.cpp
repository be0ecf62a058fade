// Functions with default values and a variadic parameter; calls that name arguments, leave some out, and spread lists.
#include <algorithm>

#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

constexpr std::int64_t kOptionCost = 120;

}  // namespace

void Maker::optionFunction() {
  OptionInfo info{signature("o", 2 + dice_.below(2), kOptionCost)};
  info.required = dice_.below(3);
  info.isVariadic = dice_.oneIn(2);
  info.more = simpleType();
  const Callable& callable = info.callable;
  apart(callable, nullptr, [&] {
    std::string text = "fun " + callable.name + "(";
    for (std::size_t i = 0; i < callable.parameters.size(); ++i) {
      const Type& type = callable.parameters[i];
      info.names.push_back(fresh("_p"));
      // A default value can use the parameters before it.
      text += (i == 0 ? "" : ", ") + info.names.back() + ": " + textOf(type);
      if (i >= info.required) text += " = " + expected(type, 2);
      declare(info.names.back(), type);
    }
    if (info.isVariadic) {
      const std::string name = fresh("_p");
      text += ", " + name + ": " + textOf(info.more) + "...";
      declare(name, listOf(info.more));
    }
    open(text + "): " + textOf(callable.result) + " {");
    body(callable, 1 + static_cast<int>(dice_.below(2)));
  });
  catalog_.options.push_back(info);
}

// The variadic parameter can have values only where all before it have.
std::string Maker::argumentsInOrder(const OptionInfo& info) {
  const std::vector<Type>& types = info.callable.parameters;
  const std::size_t given = info.required + dice_.below(types.size() - info.required + 1);
  std::string text;
  for (std::size_t i = 0; i < given; ++i) text += (i == 0 ? "" : ", ") + expected(types[i], 1);
  if (given < types.size() || !info.isVariadic) return text;
  for (std::size_t i = dice_.below(3); i > 0; --i) text += ", " + expected(info.more, 1);
  if (dice_.oneIn(2)) text += ", ...same<" + textOf(listOf(info.more)) + ">(" + value(listOf(info.more), 1) + ")";
  return text;
}

// In an order of their own.
std::string Maker::argumentsByName(const OptionInfo& info) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < info.names.size(); ++i) {
    if (i < info.required || dice_.oneIn(2))
      all.push_back(info.names[i] + " = " + expected(info.callable.parameters[i], 1));
  }
  if (all.empty()) return {};
  std::rotate(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(dice_.below(all.size())), all.end());
  std::string text;
  for (const std::string& each : all) text += (text.empty() ? "" : ", ") + each;
  return text;
}

bool Maker::optionCall() {
  std::vector<const OptionInfo*> found;
  for (const OptionInfo& each : catalog_.options) {
    if (each.callable.rank < place_.rank && canSpend(2 * each.callable.cost)) found.push_back(&each);
  }
  if (found.empty()) return false;
  const OptionInfo& info = *dice_.in(found);
  spend(info.callable.cost + 20);
  const std::string given = dice_.oneIn(2) ? argumentsInOrder(info) : argumentsByName(info);
  const std::string name = fresh("_v");
  line("val " + name + " = " + info.callable.name + "(" + given + ")");
  declare(name, info.callable.result);
  return true;
}

}  // namespace tatu::generator
