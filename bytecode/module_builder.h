// Makes a module: interns strings, types, calls and references, and collects entities in the order in which they are
// added.
//
// Imports may be added at any time, though they come first in the finished tables. So the index of an *own* class,
// function or global is provisional: it has kOwnBit set, and finish() moves it behind the imports everywhere. All
// tables keep the order of first use; the same calls in the same order give the same module, bit for bit.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bytecode/code_builder.h"
#include "bytecode/hash_index.h"
#include "bytecode/module.h"

namespace tatu::bytecode {

inline constexpr std::uint32_t kOwnBit = 0x80000000u;

// The index in the finished table of an index given out by a ModuleBuilder.
template <typename Tag>
[[nodiscard]] constexpr Index<Tag> finalIndex(Index<Tag> index, std::uint32_t ownBase) {
  if (index.isNone() || (index.value() & kOwnBit) == 0) return index;
  return Index<Tag>((index.value() & ~kOwnBit) + ownBase);
}

class ModuleBuilder {
 public:
  ModuleBuilder() = default;
  ModuleBuilder(std::string_view name, std::string_view version) { setName(name, version); }

  void setName(std::string_view name, std::string_view version);
  void setFeatures(std::uint64_t features) { module_.features = features; }

  [[nodiscard]] StringIndex string(std::string_view text);
  [[nodiscard]] std::string_view text(StringIndex index) const { return module_.text(index); }
  [[nodiscard]] PackageIndex package(std::string_view name, std::string_view version);

  // Types, interned. optionalOf() of an optional is that optional itself.
  [[nodiscard]] TypeIndex leaf(TypeKind kind);
  [[nodiscard]] TypeIndex arrayOf(TypeIndex element);
  [[nodiscard]] TypeIndex optionalOf(TypeIndex payload);
  [[nodiscard]] TypeIndex tupleOf(std::span<const TypeIndex> parts);
  [[nodiscard]] TypeIndex functionOf(std::span<const TypeIndex> parameters, TypeIndex result);
  [[nodiscard]] TypeIndex classType(ClassIndex definition, std::span<const TypeIndex> arguments);
  [[nodiscard]] TypeIndex variable(std::uint32_t number);
  [[nodiscard]] TypeIndex intern(Type type);
  [[nodiscard]] const Type& type(TypeIndex index) const { return module_.types[index.value()]; }

  // Entities: imported if `package` is set. The references stay valid and may be filled in later.
  [[nodiscard]] ClassIndex addClass(Class declaration);
  [[nodiscard]] FunctionIndex addFunction(Function declaration);
  [[nodiscard]] GlobalIndex addGlobal(Global declaration);
  [[nodiscard]] Class& at(ClassIndex index) { return classes_.at(index); }
  [[nodiscard]] Function& at(FunctionIndex index) { return functions_.at(index); }
  [[nodiscard]] Global& at(GlobalIndex index) { return globals_.at(index); }

  [[nodiscard]] CallIndex call(Call call);
  [[nodiscard]] FieldRefIndex fieldRef(FieldRef reference);
  [[nodiscard]] CaseRefIndex caseRef(CaseRef reference);

  // The code of an own function; the reference stays valid. Asking again gives the same one.
  [[nodiscard]] CodeBuilder& codeOf(FunctionIndex function);
  // The function's code is complete, and nobody uses its builder any more: it is encoded at once if it can be, so that
  // a large module is not there twice.
  void closeCode(FunctionIndex function);

  void setInitialiser(FunctionIndex function) { module_.initialiser = function; }
  void setMain(FunctionIndex function) { module_.main = function; }

  // The module, with final indices.
  [[nodiscard]] Module finish() &&;

 private:
  template <typename Entity, typename EntityIndex>
  struct EntityTable {
    std::deque<Entity> imported;
    std::deque<Entity> own;

    EntityIndex add(Entity entity) {
      if (!entity.package.isNone()) {
        imported.push_back(std::move(entity));
        return EntityIndex(imported.size() - 1);
      }
      own.push_back(std::move(entity));
      return EntityIndex((own.size() - 1) | kOwnBit);
    }
    Entity& at(EntityIndex index) {
      return (index.value() & kOwnBit) != 0 ? own[index.value() & ~kOwnBit] : imported[index.value()];
    }
    [[nodiscard]] std::vector<Entity> takeAll() {
      std::vector<Entity> result;
      result.reserve(imported.size() + own.size());
      std::move(imported.begin(), imported.end(), std::back_inserter(result));
      std::move(own.begin(), own.end(), std::back_inserter(result));
      return result;
    }
  };

  void settleTypes();
  void settleEntities();

  Module module_;
  EntityTable<Class, ClassIndex> classes_;
  EntityTable<Function, FunctionIndex> functions_;
  EntityTable<Global, GlobalIndex> globals_;
  struct OwnCode {
    std::unique_ptr<CodeBuilder> builder;  // null: the code is final
    std::uint32_t closed = 0;              // then its place in closedCode_
  };
  std::vector<OwnCode> code_;
  CodeTable closedCode_;                       // in the order of closing
  std::unique_ptr<CodeBuilder> spareBuilder_;  // an empty one with its memory, for the next function
  std::vector<std::uint32_t> codeNumbers_;     // own function -> code_; kNone: it has none yet
  static constexpr std::uint32_t kNone = HashIndex::kNone;

  HashIndex strings_;
  HashIndex types_;
  HashIndex calls_;
  HashIndex fieldRefs_;
  HashIndex caseRefs_;
};

}  // namespace tatu::bytecode
