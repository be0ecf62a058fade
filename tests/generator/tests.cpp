// Statements that tell types and cases apart, and exceptions.
#include <algorithm>

#include "tests/generator/maker.h"

namespace tatu::generator {

// ---- Smart casts

// The variable has another type in the block.
void Maker::narrowed(std::size_t variable, const Type& type, int count) {
  const Type outer = scope_[variable].type;
  scope_[variable].type = type;
  block(count);
  scope_[variable].type = outer;
}

bool Maker::narrowing() {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < scope_.size(); ++i) {
    if (scope_[i].type.kind == Kind::Any && scope_[i].isLocal && !scope_[i].isMutable) found.push_back(i);
  }
  if (found.empty()) return false;
  const std::size_t chosen = dice_.in(found);
  const Type type = presentType(1);
  const std::string test = scope_[chosen].name + " is " + textOf(type);
  open("if " + (dice_.oneIn(3) ? test + " && same<Bool>(" + condition(1) + ")" : test) + " {");
  narrowed(chosen, type, 2);
  close();
  return true;
}

bool Maker::presence() {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < scope_.size(); ++i) {
    if (scope_[i].type.kind == Kind::Optional && scope_[i].isLocal && !scope_[i].isMutable) found.push_back(i);
  }
  if (found.empty()) return false;
  const std::size_t chosen = dice_.in(found);
  open("if " + scope_[chosen].name + " != null {");
  narrowed(chosen, Type(scope_[chosen].type.parts[0]), 2);
  if (dice_.oneIn(2)) {
    --indent_;
    open("} else {");
    narrowed(chosen, {Kind::Hidden}, 1);
  }
  close();
  return true;
}

// ---- Match

Maker::Pattern Maker::bindingPattern(const Type& type) {
  if (dice_.oneIn(4)) return {"_"};
  const std::string name = fresh("_x");
  return {name, {{name, type}}};
}

std::vector<Maker::Pattern> Maker::integerPatterns(const Type& type) {
  std::vector<Pattern> patterns;
  const std::size_t first = dice_.below(4);
  const std::size_t step = dice_.oneIn(3) ? 100 : 1;
  for (std::size_t i = 0; i < 2 + dice_.below(5); ++i) patterns.push_back({std::to_string(first + i * step)});
  if (dice_.oneIn(2)) patterns.push_back({"-1 | -2"});
  if (dice_.oneIn(3)) patterns.push_back({"20..90"});
  if (dice_.oneIn(3)) {
    const std::string name = fresh("_x");
    inScope([&] {
      declare(name, type);
      const std::string test = condition(1);
      patterns.push_back({name + " if " + test, {{name, type}}});
    });
  }
  patterns.push_back(bindingPattern(type));
  return patterns;
}

std::vector<Maker::Pattern> Maker::enumPatterns(const Type& type) {
  std::vector<Pattern> patterns;
  for (const EnumInfo::Case& each : catalog_.enumOf(type.name).cases) {
    Pattern pattern{each.name};
    for (std::size_t i = 0; i < each.payload.size(); ++i) {
      Pattern part = bindingPattern(each.payload[i]);
      pattern.text += (i == 0 ? "(" : ", ") + part.text + (i + 1 == each.payload.size() ? ")" : "");
      pattern.bound.insert(pattern.bound.end(), part.bound.begin(), part.bound.end());
    }
    patterns.push_back(pattern);
  }
  return patterns;
}

std::vector<Maker::Pattern> Maker::anyPatterns() {
  std::vector<Pattern> patterns;
  for (std::size_t i = 1 + dice_.below(3); i > 0; --i) {
    const Type type = presentType(1);
    const std::string name = fresh("_x");
    if (dice_.oneIn(3)) {
      patterns.push_back({"is " + textOf(type)});
    } else {
      patterns.push_back({name + ": " + textOf(type), {{name, type}}});
    }
  }
  patterns.push_back({"_"});
  return patterns;
}

// Together they match everything.
std::vector<Maker::Pattern> Maker::patternsOf(const Type& type) {
  switch (type.kind) {
    case Kind::Int:
    case Kind::Int32: return integerPatterns(type);
    case Kind::Bool: return {{"true"}, {"false"}};
    case Kind::Char: return {{"'a' | 'z'"}, {"'0'..'9'"}, bindingPattern(type)};
    case Kind::String: return {{"\"a\""}, {"\"abc\" | \"\""}, bindingPattern(type)};
    case Kind::Enum: return enumPatterns(type);
    case Kind::Interface:
      if (catalog_.interfaceOf(type.name).isSealed) return sealedPatterns(type);
      return {bindingPattern(type)};
    case Kind::Any: return anyPatterns();
    case Kind::Optional: return {{"null"}, bindingPattern(type.parts[0])};
    case Kind::Tuple: {
      const Pattern first = bindingPattern(type.parts[0]);
      const Pattern second = bindingPattern(type.parts[1]);
      Pattern both{"(" + first.text + ", " + second.text + ")", first.bound};
      both.bound.insert(both.bound.end(), second.bound.begin(), second.bound.end());
      return {both};
    }
    default: return {bindingPattern(type)};
  }
}

// No plain variable of a type that the patterns narrow.
std::string Maker::subject(const Type& type, int depth) {
  const std::string made = value(type, depth);
  const bool isNarrowed = type.kind == Kind::Any || type.kind == Kind::Optional || type.kind == Kind::Interface;
  return isNarrowed ? "same<" + textOf(type) + ">(" + made + ")" : made;
}

bool Maker::matchStatement() {
  const Type type = anyType(1);
  open("match " + subject(type, 2) + " {");
  for (const Pattern& pattern : patternsOf(type)) {
    open(pattern.text + " => {");
    inScope([&] {
      for (const Variable& each : pattern.bound) scope_.push_back(each);
      statements(1 + static_cast<int>(dice_.below(2)));
    });
    close();
  }
  close();
  return true;
}

// ---- Exceptions

std::string Maker::newException(int depth) {
  spend(10);
  if (!catalog_.exceptions.empty() && dice_.oneIn(2)) {
    const ExceptionInfo& info = dice_.in(catalog_.exceptions);
    return info.name + "(" + value(info.code, depth) + ")";
  }
  return oneOf({"ArgumentException", "StateException", "ArithmeticException", "Exception"}) + "(" +
         value({Kind::String}, depth) + ")";
}

bool Maker::throwing() {
  if (place_.nesting == 0 || !dice_.oneIn(2)) return false;
  const std::string test = condition(2);
  line("if " + test + " { throw " + newException(1) + " }");
  return true;
}

void Maker::catchClause() {
  const std::string name = fresh("_e");
  const bool isOwn = !catalog_.exceptions.empty() && dice_.oneIn(3);
  --indent_;
  if (isOwn) {
    const ExceptionInfo& info = dice_.in(catalog_.exceptions);
    open("} catch " + name + ": " + info.name + " {");
    line("println(\"caught ${" + name + ".code}\")");
  } else {
    open("} catch " + name + ": " + oneOf({"ArithmeticException", "IndexException", "ConversionException"}) + " {");
    line("println(\"caught ${" + name + "}\")");
  }
  spend(60);
  block(static_cast<int>(dice_.below(2)));
}

bool Maker::attempt() {
  if (!canSpend(150)) return false;
  const bool hasFinally = dice_.oneIn(3);
  open("try {");
  block(1 + static_cast<int>(dice_.below(3)));
  for (std::size_t i = dice_.below(3); i > 0; --i) catchClause();
  if (!hasFinally || dice_.oneIn(2)) {
    const std::string name = fresh("_e");
    --indent_;
    open("} catch " + name + ": Exception {");
    line("println(\"${" + name + "}\")");
  }
  if (hasFinally) {
    --indent_;
    open("} finally {");
    withoutJumps(place_.yields, [&] { statements(1 + static_cast<int>(dice_.below(2))); });
  }
  close();
  return true;
}

}  // namespace tatu::generator
