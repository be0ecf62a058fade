// Fourth layer: declarations.
//
// Proves, for every own class, function and global: type variables are in scope; type arguments satisfy their bounds;
// the hierarchy has no cycle, a bounded size, and each interface with one list of arguments; superclasses, conformances
// and bounds are of kinds that may be such; variance is sound; methods have their receiver first. Overriding is in
// overriding.h, ever-growing instantiations in instantiation_cycles.h.
#pragma once

#include "bytecode/resolve/type_relations.h"
#include "bytecode/verify/reporter.h"

namespace tatu::bytecode {

// What the passes over a linked module share.
struct VerifierScope {
  const LinkedModule& linked;
  TypeStore& store;
  TypeRelations& relations;
  Reporter& reporter;
};

// Types of one context: every variable in scope, every class's bounds satisfied. Each type is checked once per context.
class WellFormedness {
 public:
  explicit WellFormedness(VerifierScope& scope) : scope_(scope) {}
  // Types are asked about in this context from now on; it must be entered in the relations too.
  void enter(const TypeContext& context);
  [[nodiscard]] bool check(TypeId type) {
    if (type.value() >= checked_.size()) return checkNow(type);
    const std::uint32_t when = checked_[type.value()];
    return when == epoch_ || when == kAlways || checkNow(type);
  }
  // Whether type arguments satisfy the bounds of the parameters from `first` on, which may mention all of `arguments`.
  [[nodiscard]] bool checkBounds(const LinkedModule& module, const List<TypeParameter>& parameters,
                                 std::span<const TypeId> arguments, std::size_t first);

 private:
  static constexpr std::uint32_t kAlways = 0xFFFFFFFFu;

  bool checkNow(TypeId type);

  VerifierScope& scope_;
  std::uint32_t variableCount_ = 0;
  std::uint32_t epoch_ = 0;
  std::vector<std::uint32_t> checked_;  // by TypeId: the epoch in which it was found right, kAlways: in all
};

[[nodiscard]] bool checkHierarchy(VerifierScope& scope);
[[nodiscard]] bool checkDeclarations(VerifierScope& scope);

}  // namespace tatu::bytecode
