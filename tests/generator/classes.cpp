// Interfaces, enums, data classes, generic classes, classes with superclasses.
#include <algorithm>

#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

constexpr std::int64_t kMethodCosts[] = {30, 30, 60, 120};
// A body may call what it overrides, so a call may run as many bodies as there are classes above each other.
constexpr std::int64_t kDeepestClass = 3;

}  // namespace

std::vector<Type> ClassInfo::typeArguments() const {
  std::vector<Type> types;
  for (const std::string& each : typeParameters) types.push_back({Kind::Parameter, each});
  return types;
}

// Of values that cannot hold the object itself.
Type Maker::fieldType() {
  if (!place_.parameters.empty() && dice_.oneIn(2)) {
    const Type parameter{Kind::Parameter, dice_.in(place_.parameters)};
    return dice_.oneIn(3) ? arrayOf(parameter) : parameter;
  }
  // Small ones share a word.
  static constexpr Kind kSmall[] = {Kind::Byte, Kind::Byte, Kind::Bool, Kind::Int32, Kind::Char};
  if (dice_.oneIn(3)) return {dice_.in(kSmall)};
  switch (dice_.below(10)) {
    case 0: return {Kind::Tuple, "", {simpleType(), simpleType()}};
    case 1: return optionalOf(simpleType());
    case 2: return arrayOf(simpleType());
    case 3: return listOf(simpleType());
    case 4: return declaredType();
    default: return simpleType();
  }
}

// ---- Members

void Maker::method(const ClassInfo& info, const Callable& callable, const std::string& modifiers,
                   const std::string& super) {
  apart(callable, &info, [&] {
    place_.costLimit = callable.cost / kDeepestClass;
    for (const Variable& each : info.fields) scope_.push_back(each);
    const std::size_t fields = scope_.size();
    const std::string start = modifiers + "fun " + head(callable);
    std::string above;
    if (!super.empty()) {
      above = super + "(";
      for (std::size_t i = fields; i < scope_.size(); ++i) above += (i == fields ? "" : ", ") + scope_[i].name;
      above += ")";
    }
    if (above.empty() && dice_.oneIn(3)) return line(start + " = " + value(callable.result, 2));
    open(start + " {");
    if (!above.empty()) {
      const std::string name = fresh("_v");
      line("val " + name + " = " + above);
      declare(name, callable.result);
    }
    body(callable, static_cast<int>(dice_.below(3)));
  });
}

void Maker::newMethod(ClassInfo& info) {
  place_.parameters = info.typeParameters;
  Callable callable = signature("m", dice_.below(3), kDeepestClass * dice_.in(kMethodCosts));
  callable.isOpen = info.isOpen;
  callable.isOfClass = true;
  method(info, callable, info.isOpen ? "open " : "", "");
  info.methods.push_back(callable);
  place_.parameters.clear();
}

void Maker::abstractMethod(ClassInfo& info) {
  Callable callable = signature("m", dice_.below(3), kDeepestClass * dice_.in(kMethodCosts));
  callable.isOpen = callable.isOfClass = true;
  callable.hasBody = false;
  inScope([&] { line("abstract fun " + head(callable)); });
  info.methods.push_back(callable);
}

void Maker::overrides(ClassInfo& info) {
  for (std::size_t i = 0; i < info.methods.size(); ++i) {
    Callable& each = info.methods[i];
    if (!each.isOpen || (each.hasBody && dice_.oneIn(2))) continue;
    const bool callsSuper = each.hasBody && each.isOfClass && dice_.oneIn(2);
    const Callable inherited = each;
    method(info, inherited, info.isOpen ? "open override " : "override ", callsSuper ? "super." + each.name : "");
    each.hasBody = each.isOfClass = true;
    each.isOpen = info.isOpen;
  }
}

void Maker::getter(ClassInfo& info) {
  const Variable field = dice_.in(info.fields);
  const std::string name = fresh("f");
  const bool isMutable = field.isMutable && dice_.oneIn(2);
  const std::string setter = isMutable ? " set(x) { " + field.name + " = x }" : "";
  line((isMutable ? "var " : "val ") + name + ": " + textOf(field.type) + " get() = " + field.name + setter);
  info.fields.push_back({name, field.type, isMutable, false});
}

void Maker::lazyField(ClassInfo& info) {
  const Type type = fieldType();
  std::string made;
  inScope([&] {
    for (const Variable& each : info.fields) scope_.push_back(each);
    made = leaf(type);
  });
  const std::string name = fresh("f");
  line("lazy val " + name + ": " + textOf(type) + " = " + made);
  info.fields.push_back({name, type, false, false});
}

void Maker::textMethod(const ClassInfo& info) {
  std::string text = std::string(info.isOpen ? "open " : "") + "override fun toString(): String = \"" + info.name;
  for (const Variable& each : info.fields) text += " ${" + each.name + "}";
  line(text + "\"");
}

// ---- Heads

void Maker::constructorParameters(ClassInfo& info, std::size_t count, const char* modifier) {
  for (std::size_t i = 0; i < count; ++i) {
    const Type type = fieldType();
    const bool isMutable = *modifier == '\0' ? false : dice_.oneIn(2);
    info.parameters.push_back(type);
    info.fields.push_back({fresh("f"), type, isMutable, false});
  }
}

// With the arguments for the superclass, made of the class's own parameters.
std::string Maker::classHead(const ClassInfo& info) {
  place_.spent = 0;
  const std::size_t inherited = info.fields.size() - info.parameters.size();
  std::string text = info.isAbstract ? "abstract class " : info.isOpen ? "open class " : "class ";
  text += info.name + textOfArguments(info.typeArguments()) + "(";
  std::string ancestors;
  inScope([&] {
    for (std::size_t i = inherited; i < info.fields.size(); ++i) {
      const Variable& each = info.fields[i];
      text += (i == inherited ? "" : ", ") + std::string(each.isMutable ? "var " : "val ") + each.name + ": " +
              textOf(each.type);
      scope_.push_back(each);
    }
    if (!info.superclass.empty())
      ancestors = " : " + info.superclass + "(" + listed(catalog_.classOf(info.superclass).parameters, 1) + ")";
  });
  if (!info.interface.empty()) ancestors += (ancestors.empty() ? " : " : ", ") + info.interface;
  return text + ")" + ancestors + " {";
}

void Maker::fieldInitialisers(ClassInfo& info) {
  const std::size_t inherited = info.superclass.empty() ? 0 : catalog_.classOf(info.superclass).fields.size();
  for (std::size_t i = dice_.below(3); i > 0; --i) {
    const Type type = fieldType();
    const bool isMutable = dice_.oneIn(2);
    std::string made;
    place_.spent = 0;
    inScope([&] {
      // The superclass's are not there yet.
      scope_.insert(scope_.end(), info.fields.begin() + static_cast<std::ptrdiff_t>(inherited), info.fields.end());
      made = expected(type, 2);
    });
    const std::string name = fresh("f");
    line((isMutable ? "var " : "val ") + name + ": " + textOf(type) + " = " + made);
    info.fields.push_back({name, type, isMutable, false});
  }
}

void Maker::chooseAncestors(ClassInfo& info) {
  std::vector<const ClassInfo*> open;
  for (const ClassInfo& each : catalog_.classes) {
    if (each.isOpen) open.push_back(&each);
  }
  if (!open.empty() && dice_.oneIn(2)) {
    const ClassInfo& above = *dice_.in(open);
    info.superclass = above.name;
    info.fields = above.fields;
    info.methods = above.methods;
  }
  if (catalog_.interfaces.empty() || !dice_.oneIn(2)) return;
  const InterfaceInfo& interface = dice_.in(catalog_.interfaces);
  if (interface.isSealed) return;
  for (const Callable& each : interface.methods) {
    const auto isSame = [&](const Callable& other) { return other.name == each.name; };
    if (std::any_of(info.methods.begin(), info.methods.end(), isSame)) return;
  }
  info.interface = interface.name;
  info.methods.insert(info.methods.end(), interface.methods.begin(), interface.methods.end());
}

// ---- Declarations

void Maker::members(ClassInfo& info) {
  if (dice_.oneIn(2)) getter(info);
  if (dice_.oneIn(4)) lazyField(info);
  overrides(info);
  if (info.isAbstract) abstractMethod(info);
  for (std::size_t i = 1 + dice_.below(2); i > 0; --i) newMethod(info);
  if (dice_.oneIn(2)) textMethod(info);
}

void Maker::plainClass() {
  ClassInfo info{fresh("C")};
  chooseAncestors(info);
  std::size_t depth = 1;
  for (std::string above = info.superclass; !above.empty(); above = catalog_.classOf(above).superclass) ++depth;
  info.isOpen = depth < static_cast<std::size_t>(kDeepestClass) && !dice_.oneIn(3);
  info.isAbstract = info.isOpen && dice_.oneIn(5);
  constructorParameters(info, 1 + dice_.below(4), "val");
  open(classHead(info));
  fieldInitialisers(info);
  members(info);
  close();
  catalog_.classes.push_back(info);
  if (info.isAbstract) return;
  for (InterfaceInfo& each : catalog_.interfaces) {
    for (const ClassInfo* above = &info;; above = &catalog_.classOf(above->superclass)) {
      if (above->interface == each.name) each.implementers.push_back(info.name);
      if (above->superclass.empty()) break;
    }
  }
}

void Maker::genericClass() {
  ClassInfo info{fresh("C")};
  info.typeParameters.push_back(fresh("T"));
  if (dice_.oneIn(3)) info.typeParameters.push_back(fresh("T"));
  place_.parameters = info.typeParameters;
  info.parameters = info.typeArguments();
  for (const Type& each : info.parameters) info.fields.push_back({fresh("f"), each, true, false});
  constructorParameters(info, dice_.below(2), "val");
  open(classHead(info));
  fieldInitialisers(info);
  members(info);
  close();
  place_.parameters.clear();
  catalog_.classes.push_back(info);
}

void Maker::dataClass() {
  ClassInfo info{fresh("D")};
  info.isData = true;
  std::string text = "data class " + info.name + "(";
  for (std::size_t i = 2 + dice_.below(2); i > 0; --i) {
    const Type type = dice_.oneIn(4) ? optionalOf(simpleType()) : simpleType();
    info.parameters.push_back(type);
    info.fields.push_back({fresh("f"), type, false, false});
    text += info.fields.back().name + ": " + textOf(type) + (i > 1 ? ", " : "");
  }
  line(text + ")");
  catalog_.classes.push_back(info);
}

void Maker::enumType() {
  EnumInfo info{fresh("E")};
  open("enum " + info.name + " {");
  for (std::size_t i = 2 + dice_.below(3); i > 0; --i) {
    EnumInfo::Case each{fresh("K"), {}};
    std::string text = each.name;
    for (std::size_t k = dice_.below(3); k > 0; --k) {
      each.payload.push_back(simpleType());
      text += (each.payload.size() == 1 ? "(" : ", ") + fresh("k") + ": " + textOf(each.payload.back()) +
              (k > 1 ? "" : ")");
    }
    line(text);
    info.cases.push_back(each);
  }
  catalog_.enums.push_back(info);
  const Callable callable = signature("m", dice_.below(2), kDeepestClass * kMethodCosts[0]);
  line("");
  apart(callable, nullptr, [&] {
    open("fun " + head(callable) + " {");
    scope_.push_back({"this", {Kind::Enum, info.name}, false, false});
    open("return match this {");
    for (const Pattern& pattern : enumPatterns(scope_.back().type)) {
      inScope([&] {
        for (const Variable& each : pattern.bound) scope_.push_back(each);
        line(pattern.text + " => " + value(callable.result, 2));
      });
    }
    close();
    close();
  });
  catalog_.enums.back().methods.push_back(callable);
  close();
}

void Maker::interfaceType() {
  InterfaceInfo info{fresh("I")};
  open("interface " + info.name + " {");
  Callable required = signature("m", 1 + dice_.below(2), kDeepestClass * kMethodCosts[0]);
  required.isOpen = true;
  required.hasBody = false;
  inScope([&] { line("fun " + head(required)); });
  info.methods.push_back(required);
  ClassInfo self{info.name};
  self.methods = info.methods;
  Callable given = signature("m", 1, kDeepestClass * kMethodCosts[3]);
  given.isOpen = true;
  method(self, given, "", "");
  info.methods.push_back(given);
  close();
  catalog_.interfaces.push_back(info);
}

}  // namespace tatu::generator
