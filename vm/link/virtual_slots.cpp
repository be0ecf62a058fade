#include "vm/link/virtual_slots.h"

#include <vector>

#include "vm/link/module_image.h"

namespace tatu::vm {

namespace {

using MethodsByOwner = std::vector<std::vector<FunctionDefinition*>>;  // by position in ownClasses

bool isVirtual(const FunctionDefinition& function) {
  return function.owner != nullptr && function.owner->row->kind == bytecode::ClassKind::Class &&
         !function.has(bytecode::FunctionFlag::Static) && function.mayBeOverridden() &&
         function.row->typeParameters.empty();
}

// The slot of the method that `function` overrides; none if that has none, or may be too far above.
std::int32_t slotFor(const FunctionDefinition& function, std::uint32_t& slotCount) {
  const ClassDefinition* above = function.owner->superclass;
  for (int level = 0; above != nullptr; above = above->superclass, ++level) {
    if (level == kMostLevels) return FunctionDefinition::kNoSlot;
    const FunctionDefinition* const overridden = above->member(function.name);
    if (overridden != nullptr && !overridden->has(bytecode::FunctionFlag::Static)) return overridden->virtualSlot;
  }
  return slotCount < kMostVirtualSlots ? static_cast<std::int32_t>(slotCount++) : FunctionDefinition::kNoSlot;
}

}  // namespace

void assignVirtualSlots(ModuleImage& image) {
  const auto positionOf = [&](const ClassDefinition& definition) {
    return static_cast<std::size_t>(&definition - image.ownClasses.data());
  };
  MethodsByOwner methods(image.ownClasses.size());
  for (FunctionDefinition& function : image.ownFunctions) {
    if (isVirtual(function)) methods[positionOf(*function.owner)].push_back(&function);
  }
  std::vector<bool> isDone(image.ownClasses.size());
  std::vector<ClassDefinition*> line;  // classes whose superclass is next, and to be done before
  for (ClassDefinition& definition : image.ownClasses) {
    for (ClassDefinition* at = &definition; at != nullptr && at->module == &image && !isDone[positionOf(*at)];
         at = at->superclass) {
      isDone[positionOf(*at)] = true;
      line.push_back(at);
    }
    for (; !line.empty(); line.pop_back()) {
      ClassDefinition& next = *line.back();
      if (next.superclass != nullptr) next.virtualSlots = next.superclass->virtualSlots;
      for (FunctionDefinition* function : methods[positionOf(next)])
        function->virtualSlot = slotFor(*function, next.virtualSlots);
    }
  }
}

}  // namespace tatu::vm
