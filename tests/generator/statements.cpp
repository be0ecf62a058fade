// Statements, but for loops and those that tell types.
#include <utility>

#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

constexpr int kDepth = 3;        // of expressions
constexpr int kMostNesting = 3;  // of statements

}  // namespace

void Maker::statements(int count) {
  for (int i = 0; i < count; ++i) statement();
}

void Maker::block(int count) {
  inScope([&] { statements(count); });
}

void Maker::statement() {
  static constexpr Statement kPlain[] = {
      &Maker::variable,        &Maker::variable,           &Maker::variable,          &Maker::lateVariable,
      &Maker::takenApart,      &Maker::assignment,         &Maker::assignment,        &Maker::compoundAssignment,
      &Maker::selfAssignment,  &Maker::compoundAssignment, &Maker::elementAssignment, &Maker::elementAssignment,
      &Maker::fieldAssignment, &Maker::collectionCall,     &Maker::showing,           &Maker::closure,
      &Maker::earlyReturn,     &Maker::throwing,           &Maker::leaveLoop,         &Maker::optionCall,
      &Maker::localFunction,   &Maker::localClass,         &Maker::deferred,          &Maker::lazyVariable,
      &Maker::partsVariable,   &Maker::textBlock,          &Maker::yielding,          &Maker::yielding};
  static constexpr Statement kNested[] = {
      &Maker::branch,      &Maker::branch,       &Maker::narrowing,    &Maker::presence,   &Maker::matchStatement,
      &Maker::attempt,     &Maker::whileLoop,    &Maker::whileLoop,    &Maker::rangeLoop,  &Maker::rangeLoop,
      &Maker::elementLoop, &Maker::busyLoop,     &Maker::flagLoop,     &Maker::fiberScope, &Maker::channelLoop,
      &Maker::partsLoop,   &Maker::sequenceLoop, &Maker::sequenceLoop, &Maker::blockLoop,  &Maker::calledLoop,
      &Maker::calledLoop};
  if (!canSpend(12)) return;
  for (int attempt = 0; attempt < 6; ++attempt) {
    const bool isNested = place_.nesting < kMostNesting && dice_.oneIn(3);
    const Statement chosen = isNested ? dice_.in(kNested) : dice_.in(kPlain);
    place_.nesting += isNested ? 1 : 0;
    const bool isWritten = (this->*chosen)();
    place_.nesting -= isNested ? 1 : 0;
    if (isWritten) return;
  }
}

bool Maker::variable() {
  const Type type = anyType(2);
  const bool isMutable = dice_.oneIn(2);
  const bool isTyped = dice_.oneIn(2);
  const std::string made = isTyped ? expected(type, kDepth) : value(type, kDepth);
  const std::string name = fresh("_v");
  line((isMutable ? "var " : "val ") + name + (isTyped ? ": " + textOf(type) : "") + " = " + made);
  declare(name, type, isMutable);
  return true;
}

bool Maker::lateVariable() {
  const Type type = anyType(1);
  const std::string name = fresh("_v");
  line("val " + name + ": " + textOf(type));
  open("if " + condition(2) + " {");
  line(name + " = " + expected(type, 2));
  --indent_;
  open("} else {");
  line(name + " = " + expected(type, 2));
  close();
  declare(name, type);
  return true;
}

bool Maker::takenApart() {
  const Type type{Kind::Tuple, "", {anyType(1), anyType(1)}};
  const std::string made = value(type, kDepth);
  const std::string first = fresh("_v");
  const std::string second = fresh("_v");
  line("val (" + first + ", " + second + ") = " + made);
  declare(first, type.parts[0]);
  declare(second, type.parts[1]);
  return true;
}

bool Maker::assignment() {
  const auto* const found =
      variableOf([](const Variable& each) { return each.isMutable && each.type.kind != Kind::Hidden; });
  if (found == nullptr) return false;
  const std::string name = found->name;
  line(name + " = " + expected(found->type, kDepth));
  return true;
}

bool Maker::compoundAssignment() {
  const auto* const found = variableOf(
      [](const Variable& each) { return each.isMutable && (isInteger(each.type.kind) || isFloat(each.type.kind)); });
  if (found == nullptr) return false;
  const Type type = found->type;
  const std::string name = found->name;
  const std::string sign =
      isFloat(type.kind) ? oneOf({"+=", "-=", "*=", "/="}) : oneOf({"+=", "-=", "*=", "&=", "|=", "^=", "+=", "-="});
  line(name + " " + sign + " " + operand(type, 2));
  return true;
}

// The variable is the right operand of what it becomes.
bool Maker::selfAssignment() {
  const auto* const found = variableOf(
      [](const Variable& each) { return each.isMutable && (isInteger(each.type.kind) || isFloat(each.type.kind)); });
  if (found == nullptr) return false;
  const Type type = found->type;
  const std::string name = found->name;
  const std::string sign = isFloat(type.kind) ? oneOf({"-", "/", "-", "+"}) : oneOf({"-", "-", "*", "^", "+"});
  line(name + " = (" + value(type, 1) + " " + sign + " " + name + ")");
  return true;
}

bool Maker::elementAssignment() {
  const auto* const found =
      variableOf([](const Variable& each) { return each.type.kind == Kind::Array || each.type.kind == Kind::List; });
  if (found == nullptr) return false;
  const Type part = found->type.parts[0];
  const std::string name = found->name;
  const std::string place = name + "[" + indexOf(name, 2) + "]";
  if (isInteger(part.kind) || isFloat(part.kind)) {
    line(place + oneOf({" = ", " += ", " -= ", " *= "}) + operand(part, 2));
  } else {
    line(place + " = " + expected(part, 2));
  }
  return true;
}

bool Maker::fieldAssignment() {
  const auto* const found = variableOf([](const Variable& each) { return each.type.kind == Kind::Class; });
  if (found == nullptr) return false;
  const Type type = found->type;
  const Bindings bindings = classBindings(type);
  std::vector<Variable> fields;
  for (const Variable& each : catalog_.classOf(type.name).fields) {
    if (each.isMutable) fields.push_back(each);
  }
  if (fields.empty()) return false;
  const std::string object = found->name;
  const Variable& field = dice_.in(fields);
  const Type wanted = substitute(field.type, bindings);
  const bool isNumber = isInteger(wanted.kind) || isFloat(wanted.kind);
  line(object + "." + field.name + (isNumber ? oneOf({" = ", " += ", " -= "}) : " = ") + operandOrValue(wanted));
  return true;
}

std::string Maker::operandOrValue(const Type& type) {
  return isSimple(type.kind) ? operand(type, 2) : expected(type, 2);
}

// Collections stay small.
bool Maker::collectionCall() {
  const auto* const found =
      variableOf([](const Variable& each) { return each.type.kind == Kind::List || each.type.kind == Kind::Map; });
  if (found == nullptr || !canSpend(80)) return false;
  spend(30);
  const Type type = found->type;
  const std::string name = found->name;
  if (type.kind == Kind::Map) {
    line("if " + name + ".size < 6 { " + name + "[" + value(type.parts[0], 1) + "] = " + expected(type.parts[1], 2) +
         " }");
  } else if (dice_.oneIn(4)) {
    line(name + oneOf({".reverse()", ".removeAt(0)", ".swap(0, 1)"}));
  } else {
    line("if " + name + ".size < 8 { " + name + ".add(" + expected(type.parts[0], 2) + ") }");
  }
  return true;
}

bool Maker::showing() {
  if (!canSpend(100)) return false;
  spend(50);
  line("println(" + interpolation(2) + ")");
  return true;
}

bool Maker::branch() {
  open("if " + condition(kDepth) + " {");
  block(1 + static_cast<int>(dice_.below(3)));
  if (dice_.oneIn(2)) {
    --indent_;
    open(dice_.oneIn(3) ? "} else if " + condition(2) + " {" : "} else {");
    block(1 + static_cast<int>(dice_.below(2)));
  }
  close();
  return true;
}

bool Maker::earlyReturn() {
  if (place_.result == nullptr || place_.nesting == 0) return false;
  const std::string test = condition(2);
  line("if " + test + " { return " + expected(*place_.result, 2) + " }");
  return true;
}

bool Maker::closure() {
  const std::string name = fresh("_c");
  Type type = functionOf({simpleType()}, simpleType());
  if (dice_.oneIn(3)) type = functionOf({simpleType(), anyType(1)}, anyType(1));
  const std::int64_t before = place_.spent;
  if (dice_.oneIn(2)) {
    blockClosure(name, type);
  } else {
    line("val " + name + " = " + lambda(type, kDepth));
  }
  Variable made{name, type};
  made.cost = (place_.spent - before) / place_.turns + 4;
  scope_.push_back(made);
  return true;
}

// A lambda that can change the variables around.
void Maker::blockClosure(const std::string& name, const Type& type) {
  std::string parameters;
  withoutJumps(nullptr, [&] {
    for (std::size_t i = 0; i + 1 < type.parts.size(); ++i) {
      const std::string parameter = fresh("_x");
      parameters += (i == 0 ? "" : ", ") + parameter + ": " + textOf(type.parts[i]);
      declare(parameter, type.parts[i]);
    }
    open("val " + name + " = (" + parameters + ") => {");
    statements(1 + static_cast<int>(dice_.below(2)));
    line(value(type.parts.back(), 2));
    close();
  });
}

}  // namespace tatu::generator
