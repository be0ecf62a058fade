// Makes a module: interns strings, types, calls and references, and collects entities in the order in which they are
// added.
//
// Imports may be added at any time, though they come first in the finished tables. So the index of an *own* class,
// function or global is provisional: it has kOwnBit set, and finish() moves it behind the imports everywhere. All
// tables keep the order of first use; the same calls in the same order give the same module, bit for bit.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bytecode/code_builder.h"
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
  [[nodiscard]] const std::string& text(StringIndex index) const { return module_.strings[index.value()]; }
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

  void setInitialiser(FunctionIndex function) { module_.initialiser = function; }
  void setMain(FunctionIndex function) { module_.main = function; }

  // The module so far, with final indices. The builder can go on afterwards.
  [[nodiscard]] Module finish() const;

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
    [[nodiscard]] std::vector<Entity> all() const {
      std::vector<Entity> result(imported.begin(), imported.end());
      result.insert(result.end(), own.begin(), own.end());
      return result;
    }
  };

  struct OwnCode {
    std::uint32_t function;  // number among the own functions
    CodeBuilder builder;
  };

  void settleTypes(Module& module) const;
  void settleEntities(Module& module) const;

  Module module_;
  EntityTable<Class, ClassIndex> classes_;
  EntityTable<Function, FunctionIndex> functions_;
  EntityTable<Global, GlobalIndex> globals_;
  std::deque<OwnCode> code_;
  std::unordered_map<std::uint32_t, std::size_t> codeNumbers_;  // own function -> code_

  struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, StringIndex, StringHash, std::equal_to<>> strings_;
  std::unordered_multimap<std::size_t, std::uint32_t> typeHashes_;
  std::unordered_multimap<std::size_t, std::uint32_t> callHashes_;
  std::unordered_map<std::uint64_t, FieldRefIndex> fieldRefs_;
  std::unordered_map<std::uint64_t, CaseRefIndex> caseRefs_;
};

}  // namespace tatu::bytecode
