// TypeTable: interning of runtime types. Part of the linker and guarded by its lock.
#pragma once

#include <deque>
#include <unordered_map>
#include <vector>

#include "vm/link/runtime_type.h"

namespace tatu::vm {

class TypeTable {
 public:
  TypeTable();

  // A leaf type: everything before Array in TypeKind.
  [[nodiscard]] const RuntimeType& leaf(bytecode::TypeKind kind) const {
    return *leaves_[static_cast<std::size_t>(kind)];
  }
  // Any type; an optional of an optional is that optional.
  const RuntimeType& intern(bytecode::TypeKind kind, ClassDefinition* definition,
                            std::vector<const RuntimeType*> arguments);
  const RuntimeType& optional(const RuntimeType& payload);

 private:
  struct Key {
    bytecode::TypeKind kind;
    ClassDefinition* definition;
    std::vector<const RuntimeType*> arguments;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  RuntimeType& create(Key key);

  std::deque<RuntimeType> types_;
  std::unordered_map<Key, const RuntimeType*, KeyHash> interned_;
  std::vector<const RuntimeType*> leaves_;
};

}  // namespace tatu::vm
