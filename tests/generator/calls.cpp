// Calls of what the program has declared.
#include <algorithm>

#include "tests/generator/maker.h"

namespace tatu::generator {

bool Maker::canCall(const Callable& callable, const Type& wanted) const {
  if (callable.rank >= place_.rank || !canSpend(callable.cost)) return false;
  if (callable.typeParameters.empty()) return callable.result == wanted;
  Bindings bindings;
  return wanted.kind != Kind::Parameter && wanted.kind != Kind::Optional && unify(callable.result, wanted, bindings);
}

// How deep the recursion goes.
std::string Maker::depthArgument(const Callable& callable) {
  if (!callable.countsDown) return {};
  return std::to_string(dice_.below(5)) + (callable.parameters.size() > 1 ? ", " : "");
}

std::string Maker::arguments(const Callable& callable, const Bindings& bindings, int depth) {
  std::string text = depthArgument(callable);
  for (std::size_t i = callable.countsDown ? 1 : 0; i < callable.parameters.size(); ++i) {
    const bool isLast = i + 1 == callable.parameters.size();
    text += expected(substitute(callable.parameters[i], bindings), depth) + (isLast ? "" : ", ");
  }
  return text;
}

std::string Maker::functionCall(const Type& type, int depth) {
  std::vector<const Callable*> found;
  for (const Callable& each : catalog_.functions) {
    if (canCall(each, type)) found.push_back(&each);
  }
  if (found.empty()) return {};
  const Callable& callable = *dice_.in(found);
  spend(callable.cost);
  Bindings bindings;
  std::vector<Type> types;
  if (!callable.typeParameters.empty()) (void)unify(callable.result, type, bindings);
  for (const std::string& name : callable.typeParameters)
    types.push_back(bindings.try_emplace(name, presentType(1)).first->second);
  return callable.name + textOfArguments(types) + "(" + arguments(callable, bindings, depth) + ")";
}

std::string Maker::closureCall(const Type& type, int depth) {
  const auto* const found = variableOf([&](const Variable& each) {
    return each.type.kind == Kind::Function && each.type.parts.back() == type && canSpend(each.cost);
  });
  if (found == nullptr) {
    const Type given = simpleType();
    const std::string step = lambda(functionOf({given}, type), depth);
    return "called<" + textOf(given) + ", " + textOf(type) + ">(" + step + ", " + value(given, depth) + ")";
  }
  spend(found->cost);
  std::vector<Type> parameters = found->type.parts;
  parameters.pop_back();
  const std::string name = found->name;
  return name + "(" + listed(parameters, depth) + ")";
}

Bindings Maker::classBindings(const Type& type) const {
  Bindings bindings;
  if (type.kind != Kind::Class) return bindings;
  const ClassInfo& info = catalog_.classOf(type.name);
  for (std::size_t i = 0; i < type.parts.size(); ++i) bindings[info.typeParameters[i]] = type.parts[i];
  return bindings;
}

// The methods of a value of the type, for its type arguments.
std::vector<Callable> Maker::callablesOf(const Type& type) const {
  std::vector<Callable> methods;
  if (type.kind == Kind::Class) methods = catalog_.classOf(type.name).methods;
  if (type.kind == Kind::Interface) methods = catalog_.interfaceOf(type.name).methods;
  if (type.kind == Kind::Enum) methods = catalog_.enumOf(type.name).methods;
  const Bindings bindings = classBindings(type);
  for (Callable& each : methods) {
    each.result = substitute(each.result, bindings);
    for (Type& parameter : each.parameters) parameter = substitute(parameter, bindings);
  }
  return methods;
}

std::string Maker::methodCall(const Type& type, int depth) {
  const Type receiver = declaredType();
  std::vector<Callable> found;
  for (Callable& each : callablesOf(receiver)) {
    if (canCall(each, type)) found.push_back(std::move(each));
  }
  if (found.empty()) return {};
  const Callable& callable = dice_.in(found);
  spend(callable.cost);
  const std::string object = value(receiver, depth);
  return object + "." + callable.name + "(" + arguments(callable, {}, depth) + ")";
}

std::string Maker::ownMethodCall(const Type& type, int depth) {
  if (place_.self == nullptr) return {};
  std::vector<const Callable*> found;
  for (const Callable& each : place_.self->methods) {
    if (canCall(each, type)) found.push_back(&each);
  }
  if (found.empty()) return {};
  const Callable& callable = *dice_.in(found);
  spend(callable.cost);
  return (place_.isThis ? oneOf({"", "this."}) : "") + callable.name + "(" + arguments(callable, {}, depth) + ")";
}

std::string Maker::field(const Type& type, int depth) {
  const Type receiver = declaredType();
  if (receiver.kind != Kind::Class) return {};
  const Bindings bindings = classBindings(receiver);
  std::vector<std::string> names;
  for (const Variable& each : catalog_.classOf(receiver.name).fields) {
    if (substitute(each.type, bindings) == type) names.push_back(each.name);
  }
  if (names.empty()) return {};
  const std::string name = dice_.in(names);
  if (dice_.oneIn(4) && type.kind != Kind::Optional && type.kind != Kind::Parameter)
    return "(" + value(optionalOf(receiver), depth) + "?." + name + " ?? " + value(type, depth) + ")";
  return value(receiver, depth) + "." + name;
}

}  // namespace tatu::generator
