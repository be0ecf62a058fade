#include "bytecode/verify/reference_table.h"

#include <unordered_set>

#include "bytecode/seeded_hash.h"

namespace tatu::bytecode {

namespace {

struct Hash {
  std::size_t operator()(const Call* call) const {
    std::uint64_t hash = pair(call->function.value(), call->receiver.value());
    for (const TypeIndex argument : call->typeArguments) hash = hashWith(hash, argument.value());
    return hash;
  }
  std::size_t operator()(const FieldRef* reference) const { return pair(reference->owner.value(), reference->field); }
  std::size_t operator()(const CaseRef* reference) const {
    return pair(reference->owner.value(), reference->caseNumber);
  }

 private:
  static std::uint64_t pair(std::uint32_t first, std::uint32_t second) {
    return hashWith(processSeed(), std::uint64_t{first} << 32 | second);
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
