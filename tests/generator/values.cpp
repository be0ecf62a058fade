// Values of any type: the forms that suit all of them.
#include "tests/generator/maker.h"

namespace tatu::generator {

std::string Maker::value(const Type& type, int depth) {
  spend(1);
  if (depth <= 0 || !canSpend(8) || type.kind == Kind::Function) return leaf(type);
  std::string text = dice_.oneIn(3) ? general(type, depth - 1) : special(type, depth - 1);
  return text.empty() ? leaf(type) : text;
}

std::string Maker::expected(const Type& type, int depth) {
  if (isSimple(type.kind) && dice_.oneIn(4)) return literal(type.kind);
  if (type.kind == Kind::Optional && dice_.oneIn(6)) return "null";
  return value(type, depth);
}

std::string Maker::leaf(const Type& type) {
  if (!dice_.oneIn(4)) {
    if (std::string text = fromVariable(type, 0); !text.empty()) return text;
  }
  return isSimple(type.kind) ? typedLiteral(type.kind) : composite(type, 0);
}

std::string Maker::special(const Type& type, int depth) {
  switch (type.kind) {
    case Kind::Int:
    case Kind::Int32:
    case Kind::Byte: return integer(type, depth);
    case Kind::Float:
    case Kind::Float32: return floating(type, depth);
    case Kind::Bool: return condition(depth);
    case Kind::Char: return character(type, depth);
    case Kind::String: return text(type, depth);
    default: return composite(type, depth);
  }
}

std::string Maker::general(const Type& type, int depth) {
  return tryForms(
      {&Maker::fromVariable, &Maker::fromVariable,  &Maker::conditional,   &Maker::matched,       &Maker::identity,
       &Maker::presentOr,    &Maker::mustBePresent, &Maker::castFromAny,   &Maker::attempted,     &Maker::element,
       &Maker::element,      &Maker::mapValue,      &Maker::tuplePart,     &Maker::folded,        &Maker::functionCall,
       &Maker::functionCall, &Maker::closureCall,   &Maker::methodCall,    &Maker::methodCall,    &Maker::ownMethodCall,
       &Maker::field,        &Maker::field,         &Maker::extensionCall, &Maker::extensionCall, &Maker::yielded},
      type, depth);
}

std::string Maker::fromVariable(const Type& type, int) {
  const Variable* const found = variableOf([&](const Variable& each) { return each.type == type; });
  return found == nullptr ? "" : found->name;
}

std::string Maker::conditional(const Type& type, int depth) {
  const std::string test = condition(depth);
  const std::string yes = value(type, depth);
  return "(if " + test + " { " + yes + " } else { " + value(type, depth) + " })";
}

std::string Maker::matched(const Type& type, int depth) {
  static constexpr Kind kKinds[] = {Kind::Int, Kind::Int, Kind::Bool, Kind::Char, Kind::String, Kind::Int32};
  const Type tested = dice_.oneIn(4) ? anyType(1) : Type{dice_.in(kKinds)};
  std::string text = "(match " + subject(tested, depth) + " { ";
  for (const Pattern& pattern : patternsOf(tested)) {
    inScope([&] {
      for (const Variable& each : pattern.bound) scope_.push_back(each);
      text += pattern.text + " => " + value(type, depth - 1) + "; ";
    });
  }
  text.resize(text.size() - 2);
  return text + " })";
}

std::string Maker::identity(const Type& type, int depth) {
  if (type.kind == Kind::Parameter) return {};
  if (isSimple(type.kind) && dice_.oneIn(3)) {
    const std::string first = expected(type, depth);
    return "most<" + textOf(type) + ">(" + first + ", " + expected(type, depth) + ")";
  }
  return "same<" + textOf(type) + ">(" + expected(type, depth) + ")";
}

std::string Maker::presentOr(const Type& type, int depth) {
  if (type.kind == Kind::Optional || type.kind == Kind::Parameter) return {};
  const std::string first = value(optionalOf(type), depth);
  return "(" + first + " ?? " + value(type, depth) + ")";
}

std::string Maker::mustBePresent(const Type& type, int depth) {
  if (type.kind == Kind::Optional || type.kind == Kind::Parameter) return {};
  const Type part = optionalOf(type);
  // Mostly there: what is not there ends the function.
  if (dice_.oneIn(3)) return "(" + value(part, depth) + ")!!";
  return "some<" + textOf(type) + ">(" + value(type, depth) + ")!!";
}

std::string Maker::castFromAny(const Type& type, int depth) {
  if (!canBeBoxed(type) || type.kind == Kind::Any) return {};
  const std::string name = textOf(type);
  // A value of another type throws, or gives null.
  const Type source = dice_.oneIn(8) ? presentType(1) : type;
  if (!canBeBoxed(source)) return {};
  const std::string boxed = "same<Any>(" + value(source, depth) + ")";
  switch (dice_.below(3)) {
    case 0: return "(" + boxed + " as " + name + ")";
    case 1: return "asOne<" + name + ">(" + boxed + ")";
    default: return "((" + boxed + " as? " + name + ") ?? " + value(type, depth) + ")";
  }
}

std::string Maker::attempted(const Type& type, int depth) {
  const std::string first = value(type, depth);
  const std::string what =
      oneOf({"Exception", "Exception", "ArithmeticException", "ConversionException", "IndexException"});
  return "(try { " + first + " } catch " + fresh("_e") + ": " + what + " { " + value(type, depth) + " })";
}

std::string Maker::element(const Type& type, int depth) {
  const auto* const found = variableOf([&](const Variable& each) {
    return (each.type.kind == Kind::Array || each.type.kind == Kind::List) && each.type.parts[0] == type;
  });
  if (found == nullptr) return {};
  const std::string name = found->name;
  return name + "[" + indexOf(name, depth) + "]";
}

std::string Maker::mapValue(const Type& type, int depth) {
  const auto* const found =
      variableOf([&](const Variable& each) { return each.type.kind == Kind::Map && each.type.parts[1] == type; });
  if (found == nullptr) return {};
  const std::string name = found->name;
  spend(30);
  const std::string key = value(found->type.parts[0], 0);
  if (dice_.oneIn(4)) return name + ".getValue(" + key + ")";
  return name + ".getOrDefault(" + key + ", " + value(type, depth) + ")";
}

std::string Maker::tuplePart(const Type& type, int depth) {
  const auto* const found = variableOf([&](const Variable& each) {
    return each.type.kind == Kind::Tuple && (each.type.parts[0] == type || each.type.parts[1] == type);
  });
  if (found != nullptr) return found->name + (found->type.parts[0] == type ? ".0" : ".1");
  const Type other = simpleType();
  if (dice_.oneIn(2)) return "(" + value(type, depth) + ", " + value(other, depth) + ").0";
  return "(" + value(other, depth) + ", " + value(type, depth) + ").1";
}

// A walk through a list by a lambda.
std::string Maker::folded(const Type& type, int depth) {
  const auto* const found = variableOf([](const Variable& each) {
    return (each.type.kind == Kind::Array || each.type.kind == Kind::List) && each.type.parts[0].kind != Kind::Hidden;
  });
  if (found == nullptr || !canSpend(200)) return {};
  spend(60);
  const std::string name = found->name;
  const Type part = found->type.parts[0];
  const std::string first = value(type, depth);
  const std::string sum = fresh("_a");
  const std::string item = fresh("_x");
  std::string text = name + ".fold<" + textOf(type) + ">(" + first + ", (" + sum + ", " + item + ") => ";
  const std::int64_t turns = place_.turns;
  place_.turns *= 6;
  withoutJumps(nullptr, [&] {
    declare(sum, type);
    declare(item, part);
    text += value(type, depth);
  });
  place_.turns = turns;
  return text + ")";
}

}  // namespace tatu::generator
