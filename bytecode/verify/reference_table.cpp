#include "bytecode/verify/reference_table.h"

#include <unordered_set>

namespace tatu::bytecode {

namespace {

std::size_t mixed(std::size_t hash, std::uint32_t value) { return (hash ^ (hash >> 31)) * 0x9E3779B97F4A7C15u + value; }

struct Hash {
  std::size_t operator()(const Call* call) const {
    std::size_t hash = mixed(call->function.value(), call->receiver.value());
    for (const TypeIndex argument : call->typeArguments) hash = mixed(hash, argument.value());
    return hash ^ (hash >> 29);
  }
  std::size_t operator()(const FieldRef* reference) const { return mixed(reference->owner.value(), reference->field); }
  std::size_t operator()(const CaseRef* reference) const {
    return mixed(reference->owner.value(), reference->caseNumber);
  }
};

struct Equal {
  template <typename Reference>
  bool operator()(const Reference* a, const Reference* b) const {
    return *a == *b;
  }
};

template <typename Reference>
bool areUnique(const std::vector<Reference>& references) {
  std::unordered_set<const Reference*, Hash, Equal> seen;
  seen.reserve(references.size());
  for (const Reference& reference : references) {
    if (!seen.insert(&reference).second) return false;
  }
  return true;
}

}  // namespace

bool checkReferencesUnique(const Module& module, Reporter& reporter) {
  return (areUnique(module.calls) || reporter.fail(Rule::ReferenceUnique, "A call is there twice")) &&
         (areUnique(module.fieldRefs) || reporter.fail(Rule::ReferenceUnique, "A field reference is there twice")) &&
         (areUnique(module.caseRefs) || reporter.fail(Rule::ReferenceUnique, "A case reference is there twice"));
}

}  // namespace tatu::bytecode
