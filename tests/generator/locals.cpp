// Functions and classes in functions, which use and change the variables around.
#include <utility>

#include "tests/generator/maker.h"

namespace tatu::generator {

// The statements of a function in a function.
void Maker::localCode(const Type& result, const std::function<void()>& write) {
  withoutJumps(nullptr, [&] {
    place_.result = &result;
    write();
  });
}

// "start(_x1: Int): Int { … }" for a function type.
std::string Maker::localMethod(const std::string& start, const Type& type) {
  const Type& result = type.parts.back();
  const std::string name = fresh("_c");
  localCode(result, [&] {
    std::string parameters;
    for (std::size_t i = 0; i + 1 < type.parts.size(); ++i) {
      const std::string parameter = fresh("_x");
      parameters += (i == 0 ? "" : ", ") + parameter + ": " + textOf(type.parts[i]);
      declare(parameter, type.parts[i]);
    }
    open(start + name + "(" + parameters + "): " + textOf(result) + " {");
    statements(static_cast<int>(dice_.below(3)));
    line("return " + expected(result, 2));
    close();
  });
  return name;
}

bool Maker::localFunction() {
  if (!canSpend(60)) return false;
  const Type type = functionOf({simpleType()}, dice_.oneIn(2) ? simpleType() : anyType(1));
  const std::int64_t before = place_.spent;
  Variable made{localMethod("fun ", type), type};
  made.cost = (place_.spent - before) / place_.turns + 4;
  scope_.push_back(made);
  return true;
}

// Its fields and its method are used like variables from then on, by the name of the object.
bool Maker::localClass() {
  if (!canSpend(100)) return false;
  spend(10);
  const bool isData = dice_.oneIn(3);
  const bool isCalled = dice_.oneIn(2);
  const std::string name = fresh("_L");
  std::vector<Variable> fields;
  std::string parameters;
  std::string given;
  for (std::size_t i = 1 + dice_.below(2); i > 0; --i) {
    const Type type = simpleType();
    const bool isMutable = !isData && dice_.oneIn(2);
    fields.push_back({fresh("f"), type, isMutable, false});
    parameters += (parameters.empty() ? "" : ", ") +
                  std::string(isData      ? ""
                              : isMutable ? "var "
                                          : "val ") +
                  fields.back().name + ": " + textOf(type);
    given += (given.empty() ? "" : ", ") + expected(type, 2);
  }
  const Type type = functionOf({simpleType()}, simpleType());
  std::string method;
  const std::int64_t before = place_.spent;
  open(std::string(isData ? "data " : "") + "class " + name + "(" + parameters + ") {");
  inScope([&] {
    for (const Variable& each : fields) scope_.push_back(each);
    const bool wasThis = std::exchange(place_.isThis, false);
    method = localMethod("fun ", type);
    place_.isThis = wasThis;
  });
  if (isCalled)
    line("operator fun invoke(x: " + textOf(type.parts[0]) + "): " + textOf(type.parts[1]) + " = " + method + "(x)");
  close();
  const std::int64_t cost = (place_.spent - before) / place_.turns + 6;
  const std::string object = fresh("_v");
  line("val " + object + " = " + name + "(" + given + ")");
  for (const Variable& each : fields) scope_.push_back({object + "." + each.name, each.type, each.isMutable, false});
  scope_.push_back({object + "." + method, type, false, false, cost});
  if (!canSpend(cost + 20)) return true;
  if (isCalled) {
    spend(cost);
    const std::string result = fresh("_v");
    line("val " + result + " = " + object + "(" + expected(type.parts[0], 1) + ")");
    declare(result, type.parts[1]);
  }
  if (isData) {
    const std::string copy = fresh("_v");
    line("val " + copy + " = " + object + ".copy(" + fields.back().name + " = " + expected(fields.back().type, 1) +
         ")");
    scope_.push_back({copy + "." + method, type, false, false, cost});
    line("println(\"${" + object + "} ${" + copy + "} ${" + object + " == " + copy + "}\")");
  }
  return true;
}

}  // namespace tatu::generator
