// Values that are made of others: tuples, optionals, collections, lambdas, objects.
#include <utility>

#include "tests/generator/maker.h"

namespace tatu::generator {

std::string Maker::composite(const Type& type, int depth) {
  switch (type.kind) {
    case Kind::Tuple: return "(" + listed(type.parts, depth) + ")";
    case Kind::Optional: return optional(type, depth);
    case Kind::Array: return array(type, depth);
    case Kind::List: return list(type, depth);
    case Kind::Map: return map(type, depth);
    case Kind::Function: return lambda(type, depth);
    case Kind::Class: return object(type, depth);
    case Kind::Interface: return implementer(type, depth);
    case Kind::Enum: return enumCase(type, depth);
    case Kind::Parameter: return fromVariable(type, depth);
    default: return "same<Any>(" + value(depth > 0 ? presentType(1) : simpleType(), depth) + ")";
  }
}

std::string Maker::listed(const std::vector<Type>& types, int depth) {
  std::string text;
  for (std::size_t i = 0; i < types.size(); ++i) text += (i == 0 ? "" : ", ") + value(types[i], depth);
  return text;
}

std::string Maker::elements(const Type& type, int count, int depth) {
  std::string text = "[";
  for (int i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + value(type, depth);
  return text + "]";
}

std::string Maker::optional(const Type& type, int depth) {
  const std::string part = textOf(type.parts[0]);
  if (depth > 0 && dice_.oneIn(4)) {
    const auto* const found = variableOf(
        [&](const Variable& each) { return each.type.kind == Kind::List && each.type.parts[0] == type.parts[0]; });
    if (found != nullptr) {
      const std::string name = found->name;
      return name + ".getOrNull(" + indexBelow(4, depth) + ")";
    }
  }
  if (depth > 0 && dice_.oneIn(5) && canBeBoxed(type.parts[0]) && type.parts[0].kind != Kind::Any)
    return "(same<Any>(" + value(dice_.oneIn(2) ? type.parts[0] : simpleType(), depth) + ") as? " + part + ")";
  if (depth > 0 && dice_.oneIn(6) && canBeBoxed(type.parts[0])) {
    spend(30);
    return "firstOf<" + part + ">(same<List<Any>>(" + elements({Kind::Any}, 3, depth - 1) + "))";
  }
  if (dice_.oneIn(3)) return "absent<" + part + ">()";
  return "some<" + part + ">(" + value(type.parts[0], depth) + ")";
}

std::string Maker::array(const Type& type, int depth) {
  const Type& part = type.parts[0];
  if (part.kind == Kind::Byte && dice_.oneIn(4)) return byteText();
  if (depth > 0 && dice_.oneIn(3) && canSpend(60)) {
    spend(20);
    const std::string index = fresh("_i");
    std::string text =
        "Array.build<" + textOf(part) + ">(" + std::to_string(2 + dice_.below(5)) + ", " + index + " => ";
    const std::int64_t turns = place_.turns;
    place_.turns *= 6;
    withoutJumps(nullptr, [&] {
      declare(index, {Kind::Int});
      text += value(part, depth);
    });
    place_.turns = turns;
    return text + ")";
  }
  if (dice_.oneIn(2))
    return "Array.filled<" + textOf(part) + ">(" + std::to_string(4 + dice_.below(3)) + ", " + value(part, depth) + ")";
  return "same<" + textOf(type) + ">(" + elements(part, 4, depth) + ")";
}

std::string Maker::list(const Type& type, int depth) {
  const Type& part = type.parts[0];
  if (dice_.oneIn(8)) return "List<" + textOf(part) + ">()";
  if (depth > 0 && dice_.oneIn(3) && canSpend(100)) {
    const auto* const found = variableOf([](const Variable& each) { return each.type.kind == Kind::List; });
    if (found != nullptr) {
      spend(30);
      const std::string name = found->name;
      const std::int64_t turns = place_.turns;
      place_.turns *= 6;
      const std::string step = lambda(functionOf({found->type.parts[0]}, part), depth);
      place_.turns = turns;
      return name + ".map<" + textOf(part) + ">(" + step + ")";
    }
  }
  if (dice_.oneIn(3)) return "List.filled<" + textOf(part) + ">(4, " + value(part, depth) + ")";
  return "same<" + textOf(type) + ">(" + elements(part, 3 + static_cast<int>(dice_.below(3)), depth) + ")";
}

std::string Maker::map(const Type& type, int depth) {
  std::string text;
  spend(60);
  for (int i = 0; i < 2; ++i)
    text += (i == 0 ? "" : ", ") + value(type.parts[0], 0) + ": " + value(type.parts[1], depth);
  return "same<" + textOf(type) + ">([" + text + "])";
}

std::string Maker::lambda(const Type& type, int depth) {
  std::string text = "(";
  std::string result;
  withoutJumps(nullptr, [&] {
    for (std::size_t i = 0; i + 1 < type.parts.size(); ++i) {
      const std::string name = fresh("_x");
      text += (i == 0 ? "" : ", ") + name + ": " + textOf(type.parts[i]);
      declare(name, type.parts[i]);
    }
    result = value(type.parts.back(), depth);
  });
  return text + ") => " + result;
}

std::string Maker::object(const Type& type, int depth) {
  std::vector<const ClassInfo*> made;
  for (const ClassInfo& info : catalog_.classes) {
    if (!info.isAbstract && &info != place_.self && catalog_.isBelow(info.name, type.name)) made.push_back(&info);
  }
  // The first needs only what was declared before it, so that the arguments' arguments come to an end.
  const ClassInfo& info = depth > 0 ? *dice_.in(made) : *made.front();
  if (depth > 0 && info.isData && info.name == type.name && !info.fields.empty() && dice_.oneIn(4)) {
    const Variable& changed = dice_.in(info.fields);
    return value(type, depth - 1) + ".copy(" + changed.name + " = " + expected(changed.type, depth - 1) + ")";
  }
  const std::string object = newObject(info, type.parts, depth);
  return info.name == type.name ? object : "same<" + type.name + ">(" + object + ")";
}

std::string Maker::newObject(const ClassInfo& info, const std::vector<Type>& arguments, int depth) {
  spend(6);
  Bindings bindings;
  for (std::size_t i = 0; i < info.typeParameters.size(); ++i) bindings[info.typeParameters[i]] = arguments[i];
  std::vector<Type> types;
  for (const Type& parameter : info.parameters) types.push_back(substitute(parameter, bindings));
  return info.name + textOfArguments(arguments) + "(" + listed(types, depth) + ")";
}

std::string Maker::implementer(const Type& type, int depth) {
  const std::vector<std::string>& classes = catalog_.interfaceOf(type.name).implementers;
  const ClassInfo& info = catalog_.classOf(depth > 0 ? dice_.in(classes) : classes.front());
  return "same<" + type.name + ">(" + newObject(info, {}, depth) + ")";
}

std::string Maker::enumCase(const Type& type, int depth) {
  spend(4);
  const EnumInfo& info = catalog_.enumOf(type.name);
  const EnumInfo::Case& chosen = dice_.in(info.cases);
  const std::string name = info.name + "." + chosen.name;
  return chosen.payload.empty() ? name : name + "(" + listed(chosen.payload, depth) + ")";
}

}  // namespace tatu::generator
