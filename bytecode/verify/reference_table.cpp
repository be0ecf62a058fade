#include "bytecode/verify/reference_table.h"

#include "bytecode/hash_index.h"
#include "bytecode/seeded_hash.h"

namespace tatu::bytecode {

namespace {

std::uint64_t hashOf(std::uint32_t first, std::uint32_t second) {
  return hashWith(processSeed(), std::uint64_t{first} << 32 | second);
}
std::uint64_t hashOf(const Call& call) {
  std::uint64_t hash = hashOf(call.function.value(), call.receiver.value());
  for (const TypeIndex argument : call.typeArguments) hash = hashWith(hash, argument.value());
  return hash;
}
std::uint64_t hashOf(const FieldRef& reference) { return hashOf(reference.owner.value(), reference.field); }
std::uint64_t hashOf(const CaseRef& reference) { return hashOf(reference.owner.value(), reference.caseNumber); }

template <typename Reference>
bool areUnique(const std::vector<Reference>& references) {
  HashIndex seen;
  seen.reserve(references.size());
  for (std::uint32_t i = 0; i < references.size(); ++i) {
    const auto isSame = [&](std::uint32_t other) { return references[other] == references[i]; };
    if (seen.findOrAdd(hashOf(references[i]), i, isSame) != i) return false;
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
