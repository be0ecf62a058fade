#include "compiler/check/limits.h"

#include <algorithm>

#include "bytecode/limits.h"
#include "compiler/check/relations.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

using bytecode::FunctionFlag;

class LimitChecker {
 public:
  explicit LimitChecker(Program& program) : program_(program), relations_(program) {}

  void check(const ClassSymbol& symbol) {
    const SourceSpan span = Program::nameSpan(symbol.declaration);
    const std::string name = quoted(symbol.name);
    // The constructor keeps the value of each in a local until all are there, beside the object.
    require(symbol.fields.size() + symbol.captured.size(), bytecode::kMaxFields - 1, span, name, "field");
    require(symbol.cases.size(), bytecode::kMaxCases, span, name, "case");
    for (const CaseSymbol* enumCase : symbol.cases) {
      require(enumCase->payload.size(), bytecode::kMaxPayload, span, "the case " + quoted(enumCase->name), "value");
    }
    require(supertypeCount(symbol), bytecode::kMaxSupertypes, span, name, "supertype");
    require(methodCount(symbol), bytecode::kMaxMethods, span, name + ", with what it inherits,", "method");
    if (symbol.constructor != nullptr) check(*symbol.constructor, name);
    for (const FunctionSymbol* method : symbol.methods) check(*method, quoted(method->name));
  }

  void check(const FunctionSymbol& symbol) { check(symbol, quoted(symbol.name)); }

 private:
  void check(const FunctionSymbol& symbol, const std::string& name) {
    const SourceSpan span = Program::nameSpan(symbol.declaration);
    const bool hasReceiver = symbol.owner != nullptr && !symbol.has(FunctionFlag::Static);
    const std::size_t captured = capturedBy(symbol).size();
    require(symbol.parameters.size() + captured, bytecode::kMaxParameters - (hasReceiver ? 1 : 0), span,
            captured == 0 ? name : name + ", with what it uses of the variables around,", "parameter");
    std::size_t typeParameters = symbol.typeParameters.size();
    if (symbol.owner != nullptr) typeParameters += symbol.owner->typeParameters.size();
    require(typeParameters, bytecode::kMaxTypeParameters, span, name, "type parameter");
  }

  void require(std::size_t count, std::size_t most, SourceSpan span, const std::string& name, std::string_view noun) {
    if (count <= most) return;
    program_.report(
        Diagnostic(DiagnosticCode::LimitExceeded, span,
                   name + " has " + counted(count, noun) + ", and at most " + std::to_string(most) + " are possible"));
  }

  // All classes and interfaces above, each once.
  const std::vector<const ClassSymbol*>& supertypesOf(const ClassSymbol& symbol) {
    const auto found = supertypes_.find(&symbol);
    if (found != supertypes_.end()) return found->second;
    std::vector<const ClassSymbol*> all;
    for (const Type* type : relations_.directSupertypes(program_.selfType(symbol))) {
      const std::vector<const ClassSymbol*> above = supertypesOf(*type->symbol);
      all.push_back(type->symbol);
      all.insert(all.end(), above.begin(), above.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return supertypes_[&symbol] = std::move(all);
  }

  // As the verifier counts: what is reached on several ways is counted for each.
  std::size_t supertypeCount(const ClassSymbol& symbol) {
    std::size_t count = 0;
    for (const Type* type : relations_.directSupertypes(program_.selfType(symbol)))
      count += supertypesOf(*type->symbol).size() + 1;
    return count;
  }

  std::size_t methodCount(const ClassSymbol& symbol) {
    std::size_t count = ownMethodCount(symbol);
    for (const ClassSymbol* above : supertypesOf(symbol)) count += ownMethodCount(*above);
    if (program_.core.any != nullptr) count += ownMethodCount(*program_.core.any);
    return count;
  }

  std::size_t ownMethodCount(const ClassSymbol& symbol) {
    const auto [found, isNew] = methods_.try_emplace(&symbol, 0);
    if (!isNew) return found->second;
    (void)program_.ownMembers(symbol);
    std::size_t count = 0;
    for (const FunctionSymbol* method : symbol.methods) count += method->has(FunctionFlag::Static) ? 0 : 1;
    return methods_[&symbol] = count;
  }

  Program& program_;
  Relations relations_;
  std::unordered_map<const ClassSymbol*, std::vector<const ClassSymbol*>> supertypes_;
  std::unordered_map<const ClassSymbol*, std::size_t> methods_;
};

}  // namespace

void checkLimits(Program& program) {
  LimitChecker checker(program);
  for (const ClassSymbol* symbol : program.classes) checker.check(*symbol);
  for (const FunctionSymbol* symbol : program.functions) {
    if (symbol->owner == nullptr) checker.check(*symbol);
  }
}

void checkLimits(Program& program, const ClassSymbol& symbol) { LimitChecker(program).check(symbol); }
void checkLimits(Program& program, const FunctionSymbol& symbol) { LimitChecker(program).check(symbol); }

}  // namespace tatu::compiler::check
