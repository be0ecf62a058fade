// Functions, globals, and main, which calls everything and shows what comes out.
#include <utility>

#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

constexpr std::int64_t kLeafCost = 30;
constexpr std::int64_t kFunctionCost = 400;
constexpr std::int64_t kMainCost = 6'000;
constexpr std::int64_t kRecursionFactor = 30;  // calls that come of one, at most

}  // namespace

void Maker::declarations() {
  place_.costLimit = kLeafCost;
  globals();
  exceptions();
  for (std::size_t i = 1 + dice_.below(3); i > 0; --i) leafFunction();
  place_.rank = lastRank_ + 1;  // of what objects are made with
  if (dice_.oneIn(2)) dataClass();
  if (dice_.oneIn(2)) enumType();
  if (dice_.oneIn(2)) interfaceType();
  if (dice_.oneIn(3)) sealedInterface();
  for (std::size_t i = dice_.below(4); i > 0; --i) plainClass();
  if (dice_.oneIn(2)) genericClass();
  for (std::size_t i = dice_.below(3); i > 0; --i) extension();
  for (std::size_t i = dice_.below(3); i > 0; --i) optionFunction();
  for (std::size_t i = dice_.below(3); i > 0; --i) genericFunction();
  for (std::size_t i = dice_.below(3); i > 0; --i) sequenceFunction();
  for (std::size_t i = 1 + dice_.below(3); i > 0; --i) function();
  if (dice_.oneIn(3)) recursiveFunction();
}

void Maker::globals() {
  for (std::size_t i = 1 + dice_.below(3); i > 0; --i) {
    const Type type = simpleType();
    const bool isMutable = dice_.oneIn(2);
    const std::string name = fresh("g");
    const std::string made = literal(type.kind);
    // What is not finite is a variable of the library.
    const bool canBeConstant = made.find("Float") == std::string::npos;
    const std::string word = isMutable ? "var " : oneOf({"val ", canBeConstant ? "const " : "val ", "lazy val "});
    line(word + name + ": " + textOf(type) + " = " + made);
    catalog_.globals.push_back({name, type, isMutable, false});
  }
}

void Maker::exceptions() {
  if (dice_.oneIn(2)) return;
  const std::string name = fresh("X");
  const Type type = simpleType();
  line("open class " + name + "(val code: " + textOf(type) + ") : Exception(\"" + name + " ${code}\") {}");
  catalog_.exceptions.push_back({name, type});
  if (dice_.oneIn(2)) return;
  const std::string below = fresh("X");
  line("class " + below + "(start: " + textOf(type) + ") : " + name + "(start) {}");
  catalog_.exceptions.push_back({below, type});
}

Callable Maker::signature(const char* prefix, std::size_t parameters, std::int64_t cost) {
  Callable callable{fresh(prefix), {}, anyType(1)};
  for (std::size_t i = 0; i < parameters; ++i) callable.parameters.push_back(anyType(1));
  callable.rank = ++lastRank_;
  callable.cost = cost;
  return callable;
}

std::string Maker::head(const Callable& callable) {
  std::string text = callable.name;
  for (std::size_t i = 0; i < callable.typeParameters.size(); ++i)
    text += (i == 0 ? "<" : ", ") + callable.typeParameters[i] + (i + 1 == callable.typeParameters.size() ? ">" : "");
  text += "(";
  for (std::size_t i = 0; i < callable.parameters.size(); ++i) {
    const std::string name = fresh("_p");
    text += (i == 0 ? "" : ", ") + name + ": " + textOf(callable.parameters[i]);
    declare(name, callable.parameters[i]);
  }
  return text + "): " + textOf(callable.result);
}

void Maker::apart(const Callable& callable, const ClassInfo* self, const std::function<void()>& write) {
  Place inner;
  inner.rank = callable.rank;
  inner.costLimit = callable.cost;
  inner.result = &callable.result;
  inner.parameters = self == nullptr ? callable.typeParameters : self->typeParameters;
  inner.self = self;
  const Place outer = std::exchange(place_, inner);
  std::deque<Variable> variables;
  std::swap(variables, scope_);
  write();
  std::swap(variables, scope_);
  place_ = outer;
}

// So that a wrong value is seen.
void Maker::showLocals() {
  std::string text;
  for (const Variable& each : scope_) {
    if (each.isLocal && isSimple(each.type.kind)) text += " ${" + each.name + "}";
  }
  spend(60);
  if (!text.empty()) line("println(\"=" + text + "\")");
}

// Statements and the result.
void Maker::body(const Callable& callable, int count) {
  statements(count);
  if (canSpend(300) && dice_.oneIn(2)) showLocals();
  line("return " + expected(callable.result, 2));
  close();
}

// So small that it is opened in its callers.
void Maker::leafFunction() {
  const Callable callable = signature("f", 1 + dice_.below(3), kLeafCost);
  apart(callable, nullptr, [&] {
    const std::string start = "fun " + head(callable);
    if (dice_.oneIn(2)) return line(start + " = " + value(callable.result, 2));
    open(start + " {");
    body(callable, static_cast<int>(dice_.below(3)));
  });
  catalog_.functions.push_back(callable);
}

void Maker::genericFunction() {
  Callable callable{fresh("f"), {}, {}};
  callable.typeParameters.push_back(fresh("T"));
  if (dice_.oneIn(2)) callable.typeParameters.push_back(fresh("T"));
  callable.rank = ++lastRank_;
  callable.cost = kFunctionCost / 3;
  apart(callable, nullptr, [&] {
    for (const std::string& name : callable.typeParameters) callable.parameters.push_back({Kind::Parameter, name});
    callable.parameters.push_back(anyType(1));
    callable.result = dice_.oneIn(2) ? callable.parameters[0] : anyType(1);
    open("fun " + head(callable) + " {");
    body(callable, 2 + static_cast<int>(dice_.below(3)));
  });
  catalog_.functions.push_back(callable);
}

void Maker::function() {
  Callable callable = signature("f", 1 + dice_.below(3), kFunctionCost);
  if (dice_.oneIn(4)) callable.parameters.push_back(functionOf({simpleType()}, simpleType()));
  apart(callable, nullptr, [&] {
    open("fun " + head(callable) + " {");
    body(callable, 3 + static_cast<int>(dice_.below(5)));
  });
  catalog_.functions.push_back(callable);
}

// Calls itself up to twice, one level less deep.
void Maker::recursiveFunction() {
  Callable callable = signature("r", 1 + dice_.below(2), kFunctionCost / 4);
  callable.parameters.insert(callable.parameters.begin(), Type{Kind::Int});
  apart(callable, nullptr, [&] {
    open("fun " + head(callable) + " {");
    const std::string depth = scope_.front().name;
    // What a lambda inside did with it would be seen in the test of its type.
    line("if " + depth + " <= 0 { return " + expected(callable.result, 1) + " }");
    for (std::size_t i = 1 + dice_.below(2); i > 0; --i) {
      statements(1 + static_cast<int>(dice_.below(2)));
      std::string call = callable.name + "(" + depth + " - 1";
      for (std::size_t k = 1; k < callable.parameters.size(); ++k) call += ", " + expected(callable.parameters[k], 1);
      const std::string name = fresh("_v");
      line("val " + name + " = " + call + ")");
      declare(name, callable.result);
    }
    body(callable, 1);
  });
  callable.cost *= kRecursionFactor;
  callable.countsDown = true;
  catalog_.functions.push_back(callable);
}

// So deep that the stack may end.
std::string Maker::deepFunction() {
  const std::string name = fresh("d");
  const std::string more = fresh("_p");
  open("fun " + name + "(n: Int, " + more + ": Float): Int {");
  line("if n <= 0 { return 0 }");
  if (dice_.oneIn(2)) {
    open("try {");
    line("return " + name + "(n - 1, " + more + " * 0.5) + 1");
    close("} finally { deepest += 1 }");
  } else {
    line("val rest = " + name + "(n - 1, " + more + " + 1.5)");
    line("deepest ^= n");
    line("return rest + n");
  }
  close();
  line("var deepest = 0");
  line("fun " + name + "Shown(n: Int): String = try { \"${" + name + "(n, 1.0)} ${deepest}\" } catch e: " +
       oneOf({"StackOverflowException", "Exception"}) + " { \"${deepest} ${e} ${e.stackTrace().size}\" }");
  open("fun " + name + "Both() {");
  line("println(" + name + "Shown(20))");
  line("println(" + name + "Shown(100000))");
  close();
  catalog_.globals.push_back({"deepest", {Kind::Int}, true, false});
  return name;
}

// A loop of nothing but small functions, which are opened in it and fail in any of its turns.
void Maker::tightFunction(const std::string& name) {
  open("fun " + name + "(a: Array<Int>, n: Int): Int {");
  line("var i = 0");
  line("var sum = 0");
  open("while i < n {");
  std::string terms = "sum";
  for (std::size_t i = 1 + dice_.below(3); i > 0; --i)
    terms += oneOf({" + ", " - ", " ^ "}) + oneOf({"picked(a, i)", "taken(a, i)", "stepped(i)", "i"});
  line("sum = " + terms);
  line("i += 1");
  close();
  line("return sum");
  close();
  const std::string made = "Array.build(" + std::to_string(dice_.below(14)) + ", i => i * 7)";
  line("fun " + name + "Shown(n: Int): String = try { \"${" + name + "(" + made +
       ", n)}\" } catch e: IndexException { \"${e}\" }");
}

// A call of the function for its result, several times.
void Maker::shownCall(const Callable& callable, bool isCaught) {
  if (!canSpend(4 * callable.cost)) return;
  const std::int64_t turns = 2 + static_cast<std::int64_t>(dice_.below(3));
  Bindings bindings;
  std::vector<Type> types;
  for (const std::string& name : callable.typeParameters)
    types.push_back(bindings.emplace(name, presentType(1)).first->second);
  loop("for " + fresh("_i") + " in 1.." + std::to_string(turns), turns, [&] {
    spend(callable.cost);
    const std::string call = callable.name + textOfArguments(types) + "(" + arguments(callable, bindings, 1) + ")";
    const std::string shown = "println(\"" + callable.name + " ${" + call + "}\")";
    if (!isCaught) return line(shown);
    const std::string name = fresh("_e");
    open("try {");
    line(shown);
    --indent_;
    open("} catch " + name + ": Exception {");
    line("println(\"${" + name + "} ${" + name + ".stackTrace()}\")");
    close();
  });
}

// Statements of main that fail by themselves.
void Maker::section() {
  const std::string name = fresh("_e");
  open("try {");
  inScope([&] {
    statements(3 + static_cast<int>(dice_.below(4)));
    for (const Variable& each : scope_) {
      if (each.type.kind != Kind::Function && each.type.kind != Kind::Hidden) line("println(" + each.name + ")");
    }
  });
  --indent_;
  open("} catch " + name + ": Exception {");
  line("println(\"${" + name + "} ${" + name + ".stackTrace()}\")");
  close();
}

void Maker::mainFunction() {
  const std::string deep = dice_.oneIn(8) ? deepFunction() : "";
  Callable callable{"main", {}, {}};
  callable.rank = ++lastRank_;
  callable.cost = kMainCost;
  std::string tight;
  apart(callable, nullptr, [&] {
    place_.result = nullptr;
    open("fun main() {");
    for (const Callable& each : catalog_.functions) shownCall(each, true);
    section();
    section();
    if (!deep.empty()) line(deep + "Both()");
    for (const Variable& each : catalog_.globals) line("println(" + each.name + ")");
    if (dice_.oneIn(3)) shownCall(catalog_.functions.back(), false);
    if (dice_.oneIn(4)) {
      tight = fresh("t");
      line("for n in 0.." + std::to_string(4 + dice_.below(16)) + " { println(" + tight + "Shown(n)) }");
    }
    close();
  });
  if (!tight.empty()) tightFunction(tight);
}

}  // namespace tatu::generator
