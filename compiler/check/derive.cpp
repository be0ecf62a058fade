#include <algorithm>

#include "compiler/check/relations.h"
#include "compiler/types/function_flag.h"

namespace tatu::compiler::check {

namespace {

using bytecode::FunctionFlag;

void collectParameters(const Type* type, std::vector<const TypeParameterSymbol*>& found) {
  if (type->is(TypeKind::Variable) && std::find(found.begin(), found.end(), type->variable) == found.end()) {
    found.push_back(type->variable);
  }
  for (const Type* argument : type->arguments) collectParameters(argument, found);
}

// The members that data classes and enums get without writing them, and the conformances that make them visible.
class Deriver {
 public:
  Deriver(Program& program, ClassSymbol& symbol) : program_(program), symbol_(symbol), relations_(program) {
    for (const FieldSymbol* field : symbol.fields) parts_.push_back(field->type);
    for (const CaseSymbol* enumCase : symbol.cases) {
      for (const FieldSymbol* field : enumCase->payload) parts_.push_back(field->type);
    }
    for (const Type* part : parts_) collectParameters(part, parameters_);
  }

  void derive() {
    const Type* self = program_.selfType(symbol_);
    if (!has("toString")) add("toString", {}, program_.leaf(TypeKind::String), {}, 0);
    if (conform(program_.core.equatable) && !has("equals")) {
      add("equals", {{"other", self}}, program_.leaf(TypeKind::Bool), conditionsOf(program_.core.equatable),
          bit(FunctionFlag::Operator));
    }
    if (program_.core.hasher != nullptr && conform(program_.core.hashable) && !has("hash")) {
      add("hash", {{"hasher", program_.selfType(*program_.core.hasher)}}, program_.leaf(TypeKind::Unit),
          conditionsOf(program_.core.hashable), 0);
    }
  }

 private:
  [[nodiscard]] bool has(std::string_view name) { return program_.ownMember(symbol_, name) != nullptr; }

  [[nodiscard]] const ConformanceSymbol* conformanceTo(const ClassSymbol* interface) const {
    for (const ConformanceSymbol& conformance : symbol_.conformances) {
      if (conformance.interface->symbol == interface) return &conformance;
    }
    return nullptr;
  }
  [[nodiscard]] Conditions conditionsOf(const ClassSymbol* interface) const {
    const ConformanceSymbol* found = conformanceTo(interface);
    return found != nullptr ? found->conditions : Conditions{};
  }

  // Adds the conformance if all parts have it. While the parts are looked at it is assumed, so that a type may hold
  // itself.
  bool conform(const ClassSymbol* interface) {
    if (interface == nullptr) return false;
    if (conformanceTo(interface) != nullptr) return true;
    Conditions conditions;
    for (const TypeParameterSymbol* parameter : parameters_) {
      conditions.push_back({parameter, program_.types.classType(interface, {program_.types.variable(parameter)})});
    }
    symbol_.conformances.push_back({program_.types.classType(interface, {program_.selfType(symbol_)}), conditions});
    relations_.setConditions(&conditions);
    const bool holds = std::all_of(parts_.begin(), parts_.end(), [&](const Type* part) {
      return relations_.satisfies(part, program_.types.classType(interface, {part}));
    });
    relations_.setConditions(nullptr);
    if (!holds) symbol_.conformances.pop_back();
    return holds;
  }

  void add(std::string_view name, std::vector<ParameterSymbol> parameters, const Type* result, Conditions conditions,
           std::uint32_t flags) {
    FunctionSymbol* method = program_.symbols.makeFunction();
    method->name = name;
    method->file = symbol_.file;
    method->owner = &symbol_;
    method->flags = flags | bit(FunctionFlag::Override) | bit(FunctionFlag::Public);
    method->parameters = std::move(parameters);
    method->conditions = std::move(conditions);
    method->result = result;
    symbol_.methods.push_back(method);
    Member member;
    member.kind = MemberKind::Method;
    member.method = method;
    program_.addMember(symbol_, member, method->name);
  }

  Program& program_;
  ClassSymbol& symbol_;
  Relations relations_;
  std::vector<const Type*> parts_;
  std::vector<const TypeParameterSymbol*> parameters_;
};

}  // namespace

void Program::derive(const ClassSymbol& symbol) {
  if (symbol.package != nullptr || !(symbol.isData || symbol.kind == bytecode::ClassKind::Enum)) return;
  if (!areHeadsKnown) return;
  ClassInfo& info = infoOf(symbol);
  if (info.isDerived || info.isDeriving) return;
  info.isDeriving = true;
  Deriver(*this, const_cast<ClassSymbol&>(symbol)).derive();
  infoOf(symbol).isDerived = true;
}

}  // namespace tatu::compiler::check
