#include "bytecode/verify/instantiation_cycles.h"

#include <algorithm>

#include "bytecode/instruction.h"
#include "bytecode/structure.h"
#include "bytecode/verify/growing_instantiation.h"

namespace tatu::bytecode {

namespace {

class CycleFinder {
 public:
  explicit CycleFinder(const Module& module) : module_(module) {}

  std::optional<GrowingInstantiation> run() {
    numberNodes();
    if (nodeCount_ == 0) return std::nullopt;
    addClasses();
    addFunctions();
    return search();
  }

 private:
  struct Edge {
    std::uint32_t to;
    bool isExpanding;
  };

  // Classes' parameters first, then those in scope of each function (its class's again, then its own).
  void numberNodes() {
    for (const Class& entry : module_.classes) {
      classNodes_.push_back(nodeCount_);
      nodeCount_ += static_cast<std::uint32_t>(entry.typeParameters.size());
    }
    for (const Function& function : module_.functions) {
      functionNodes_.push_back(nodeCount_);
      nodeCount_ += scopeOf(function);
    }
    edges_.resize(nodeCount_);
  }

  [[nodiscard]] std::uint32_t scopeOf(const Function& function) const {
    const std::size_t ofClass =
        function.owner.isNone() ? 0 : module_.classes[function.owner.value()].typeParameters.size();
    return static_cast<std::uint32_t>(ofClass + function.typeParameters.size());
  }

  // `argument`, in whose terms node `from + i` is variable i, becomes the argument for node `to`.
  void addArgument(std::uint32_t from, TypeIndex argument, std::uint32_t to) {
    const Type& type = module_.type(argument);
    if (type.kind == TypeKind::Variable)
      edges_[from + type.variable].push_back({to, false});
    else
      addParts(from, type, to);
  }

  void addParts(std::uint32_t from, const Type& type, std::uint32_t to) {
    for (const TypeIndex part : type.arguments) {
      const Type& inner = module_.type(part);
      if (inner.kind == TypeKind::Variable)
        edges_[from + inner.variable].push_back({to, true});
      else
        addParts(from, inner, to);
    }
  }

  // Every class type in `index` makes its arguments arguments of its class.
  void addType(std::uint32_t from, TypeIndex index) {
    const Type& type = module_.type(index);
    for (std::size_t i = 0; i < type.arguments.size(); ++i) {
      if (type.kind == TypeKind::Class)
        addArgument(from, type.arguments[i], classNodes_[type.definition.value()] + static_cast<std::uint32_t>(i));
      addType(from, type.arguments[i]);
    }
  }

  void addClasses() {
    for (std::size_t i = importedClassCount(module_); i < module_.classes.size(); ++i) {
      const Class& entry = module_.classes[i];
      if (!entry.superclass.isNone()) addType(classNodes_[i], entry.superclass);
      for (const Conformance& conformance : entry.conformances) addType(classNodes_[i], conformance.interface);
    }
  }

  void addFunctions() {
    for (std::size_t i = importedFunctionCount(module_); i < module_.functions.size(); ++i) {
      const Function& function = module_.functions[i];
      if (function.code == Function::kNoCode || scopeOf(function) == 0) continue;
      for (InstructionCursor at(module_.code.instructionsOf(function.code)); !at.isAtEnd(); at.advance()) {
        const InstructionInfo& info = at->info();
        if (info.operandCount > 0 && info.operands[0] == OperandKind::Call)
          addCall(functionNodes_[i], module_.calls[at->call().value()]);
      }
    }
  }

  void addCall(std::uint32_t from, const Call& call) {
    const Function& callee = module_.functions[call.function.value()];
    const std::uint32_t to = functionNodes_[call.function.value()];
    const auto own = static_cast<std::uint32_t>(scopeOf(callee) - callee.typeParameters.size());
    for (std::uint32_t i = 0; i < call.typeArguments.size(); ++i)
      addArgument(from, call.typeArguments[i], to + own + i);
    if (call.receiver.isNone()) return;
    // Only where the receiver is the member's class itself are its arguments those of the class.
    const Type& receiver = module_.type(call.receiver);
    if (receiver.kind == TypeKind::Class && receiver.definition != callee.owner) return;
    for (std::uint32_t i = 0; i < own && i < receiver.arguments.size(); ++i)
      addArgument(from, receiver.arguments[i], to + i);
  }

  // Strongly connected components (Tarjan's algorithm with a stack of its own); an expanding edge inside one is a cycle
  // that grows.
  std::optional<GrowingInstantiation> search() {
    order_.assign(nodeCount_, 0);
    low_.assign(nodeCount_, 0);
    component_.assign(nodeCount_, 0);
    for (std::uint32_t node = 0; node < nodeCount_; ++node) {
      if (order_[node] == 0) visit(node);
    }
    for (std::uint32_t node = 0; node < nodeCount_; ++node) {
      for (const Edge& edge : edges_[node]) {
        if (edge.isExpanding && component_[edge.to] == component_[node]) return declarationOf(node);
      }
    }
    return std::nullopt;
  }

  struct Visit {
    std::uint32_t node;
    std::size_t nextEdge;
  };

  void visit(std::uint32_t start) {
    std::vector<Visit> path{{start, 0}};
    open(start);
    while (!path.empty()) {
      Visit& top = path.back();
      if (top.nextEdge < edges_[top.node].size()) {
        const std::uint32_t to = edges_[top.node][top.nextEdge++].to;
        if (order_[to] == 0) {
          open(to);
          path.push_back({to, 0});
        } else if (component_[to] == 0) {
          low_[top.node] = std::min(low_[top.node], order_[to]);
        }
        continue;
      }
      const std::uint32_t done = top.node;
      path.pop_back();
      if (!path.empty()) low_[path.back().node] = std::min(low_[path.back().node], low_[done]);
      if (low_[done] == order_[done]) close(done);
    }
  }

  void open(std::uint32_t node) {
    order_[node] = low_[node] = ++lastOrder_;
    pending_.push_back(node);
  }

  void close(std::uint32_t root) {
    ++lastComponent_;
    std::uint32_t node = root;
    do {
      node = pending_.back();
      pending_.pop_back();
      component_[node] = lastComponent_;
    } while (node != root);
  }

  [[nodiscard]] GrowingInstantiation declarationOf(std::uint32_t node) const {
    const bool isClass = functionNodes_.empty() || node < functionNodes_.front();
    const auto& starts = isClass ? classNodes_ : functionNodes_;
    return {isClass,
            static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), node) - starts.begin() - 1)};
  }

  const Module& module_;
  std::uint32_t nodeCount_ = 0;
  std::vector<std::uint32_t> classNodes_;     // by class: the node of its first parameter
  std::vector<std::uint32_t> functionNodes_;  // by function
  std::vector<std::vector<Edge>> edges_;
  std::vector<std::uint32_t> order_;  // 0: not visited yet
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> component_;  // 0: not closed yet
  std::vector<std::uint32_t> pending_;
  std::uint32_t lastOrder_ = 0;
  std::uint32_t lastComponent_ = 0;
};

}  // namespace

std::optional<GrowingInstantiation> findGrowingInstantiation(const Module& module) { return CycleFinder(module).run(); }

bool checkInstantiationCycles(VerifierScope& scope) {
  const Module& module = scope.linked.module();
  const auto growing = findGrowingInstantiation(module);
  if (!growing) return true;
  scope.reporter.enterSection(growing->isClass ? "classes" : "functions");
  if (growing->isClass) scope.reporter.enterNamed(module, module.classes[growing->number].name);
  if (!growing->isClass) scope.reporter.enterFunction(module, module.functions[growing->number]);
  return scope.reporter.fail(Rule::InstantiationCycle, "A generic would need ever larger instantiations of itself");
}

}  // namespace tatu::bytecode
