// Third layer: links.
//
// Proves: every imported package is there in its version, all of them stand on one core; every imported class, function
// and global exists, is public, and is what the module says: equal kind, flags, parameters, bounds; the fields, cases,
// superclass and conformances that are repeated are there; signatures are equal. Fills in the links of the
// LinkedModule.
#pragma once

#include <memory>
#include <span>

#include "bytecode/resolve/linked_module.h"
#include "bytecode/resolve/type_store.h"
#include "bytecode/verify/reporter.h"

namespace tatu::bytecode {

class ImportLinker {
 public:
  ImportLinker(LinkedModule& linked, TypeStore& store, Reporter& reporter)
      : linked_(linked), module_(linked.module()), store_(store), reporter_(reporter) {}

  [[nodiscard]] bool run(std::span<const std::shared_ptr<const VerifiedModule>> packages, bool isCore);

 private:
  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {});
  bool packages(std::span<const std::shared_ptr<const VerifiedModule>> available);
  bool core(bool isCore);
  bool classes();
  bool shapes();
  bool functions();
  bool globals();
  bool shapeOf(const Class& here, std::uint32_t number, ClassEntity real);
  bool typeParameters(const List<TypeParameter>& here, const LinkedModule& there, const List<TypeParameter>& real,
                      Rule rule);
  bool conformances(const Class& here, ClassEntity real);
  bool fields(const List<Field>& here, std::uint32_t number, ClassEntity real);
  bool cases(const Class& here, ClassEntity real);
  bool signature(const Function& here, FunctionEntity real);
  bool conditions(const List<Condition>& here, const LinkedModule& there, const List<Condition>& real);
  bool isSameType(TypeIndex here, const LinkedModule& there, TypeIndex real);
  bool isSameName(StringIndex here, const LinkedModule& there, StringIndex real);
  [[nodiscard]] const LinkedModule& packageOf(PackageIndex index) const;
  [[nodiscard]] ClassIndex ownerThere(ClassIndex owner) const;

  LinkedModule& linked_;
  const Module& module_;
  TypeStore& store_;
  Reporter& reporter_;
};

}  // namespace tatu::bytecode
