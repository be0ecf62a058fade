// What all phases of checking one package share: the files and what they declare, imported packages, types, and the
// names of the core library that the language itself refers to.
//
// Phases, each a file: files.cpp (imports), collect.cpp (names), heads.cpp (type parameters and supertypes),
// signatures.cpp (members), class_rules.cpp (inheritance), body_checker.h (code). A phase may rely on the ones before
// it.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/ast/file.h"
#include "compiler/check/imported_module.h"
#include "compiler/check/imports.h"
#include "compiler/check/options.h"
#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_map.h"
#include "compiler/syntax/parser.h"
#include "compiler/types/dense_map.h"
#include "compiler/types/substitution.h"
#include "compiler/types/symbol_arena.h"
#include "compiler/types/type.h"

namespace tatu::compiler::check {

struct FileScope;

// `typealias Name<T> = Type`. Resolved when it is first needed (type_resolver.cpp); what it stands for then takes its
// place everywhere.
struct TypeAlias {
  const ast::TypeAliasDeclaration* declaration = nullptr;
  FileScope* file = nullptr;
  std::vector<TypeParameterSymbol*> typeParameters;
  const Type* type = nullptr;
  bool isResolving = false;

  [[nodiscard]] std::string_view name() const { return declaration->name.text; }
};

enum class EntityKind : std::uint8_t { None, Class, Function, Global, Alias, Module, Broken };

// What a top-level name stands for.
struct Entity {
  EntityKind kind = EntityKind::None;
  ClassSymbol* classSymbol = nullptr;
  FunctionSymbol* function = nullptr;
  GlobalSymbol* global = nullptr;
  TypeAlias* alias = nullptr;
  ImportedModule module;

  [[nodiscard]] bool isNone() const { return kind == EntityKind::None; }
  [[nodiscard]] bool isPublic() const;
  // Null of modules and of what is imported from a package.
  [[nodiscard]] const ast::Node* declaration() const;
};
using EntityMap = std::unordered_map<std::string_view, Entity>;
// Extension functions and properties by name; several types can have one of the same name.
using ExtensionMap = std::unordered_map<std::string_view, std::vector<FunctionSymbol*>>;

struct FileScope {
  std::string moduleName;
  ParsedFile parsed;
  const SourceFile* source = nullptr;
  EntityMap declared;
  EntityMap imported;
  ExtensionMap extensions;
  ExtensionMap importedExtensions;
  std::map<std::string_view, ImportedModule> modules;        // by the name that it has here
  mutable std::unordered_set<std::string_view> usedImports;  // names of `imported` and `modules`
  bool hasUnknownNames = false;  // a broken import or declaration: unknown names may come from it

  [[nodiscard]] std::uint32_t number() const { return source->id().index; }
  [[nodiscard]] Entity find(std::string_view name) const;  // of what it declares
};

// What a package declares; names of private things too.
[[nodiscard]] Entity entityIn(ImportedPackage& package, std::string_view name);

// Extension: found for the receiver, but no member of its class; `method` takes the receiver as its first argument.
// Copy: the `copy` of a data class, which is no method: a call makes a new object where it stands.
enum class MemberKind : std::uint8_t { None, Field, Method, StaticMethod, StaticValue, Case, Copy, Extension, Broken };

struct Member {
  MemberKind kind = MemberKind::None;
  FieldSymbol* field = nullptr;
  FunctionSymbol* method = nullptr;
  GlobalSymbol* staticValue = nullptr;
  CaseSymbol* enumCase = nullptr;
  const Type* owner =
      nullptr;  // the instantiation of the class that declares it, as seen from the type it was looked up in

  [[nodiscard]] bool isNone() const { return kind == MemberKind::None; }
};

// What the checker knows about a class beside its symbol.
struct ClassInfo {
  std::unordered_map<std::string_view, Member> members;  // own ones; owner not set
  bool hasMembers = false;
  std::vector<ClassSymbol*> below;  // of a sealed class
  bool knowsBelow = false;
  bool isDeriving = false;
  bool isDerived = false;
  FileScope* file = nullptr;  // own classes
  std::vector<std::unique_ptr<std::string>> names;
};

// The core library's classes that the language refers to; null if the library does not have one (only while it is
// itself broken).
struct CoreNames {
  ClassSymbol* any = nullptr;
  ClassSymbol* equatable = nullptr;
  ClassSymbol* hashable = nullptr;
  ClassSymbol* comparable = nullptr;
  ClassSymbol* iterable = nullptr;
  ClassSymbol* iterator = nullptr;
  ClassSymbol* sequence = nullptr;
  ClassSymbol* list = nullptr;
  ClassSymbol* map = nullptr;
  ClassSymbol* set = nullptr;
  ClassSymbol* deque = nullptr;
  ClassSymbol* range = nullptr;
  ClassSymbol* exception = nullptr;
  ClassSymbol* cell = nullptr;
  ClassSymbol* hasher = nullptr;
  ClassSymbol* lazy = nullptr;
  ClassSymbol* lazyValue = nullptr;
};

class Program {
 public:
  Program(const CheckOptions& options, SourceMap& sources, DiagnosticCollector& diagnostics, TypeTable& types);
  ~Program();

  // Type arguments whose bounds can be checked only when all heads are known.
  struct PendingBounds {
    const Type* type;
    SourceSpan span;
    const std::vector<ConditionSymbol>* conditions;
    const TypeAlias* alias = nullptr;  // by which the type was written
    std::vector<const Type*> arguments = {};
  };
  std::size_t aliasDepth = 0;  // of those that are being resolved
  std::vector<PendingBounds> pendingBounds;
  bool areHeadsKnown = false;
  bool hasUnknownSupertypes = false;                         // some class has one
  std::unordered_set<std::string_view> misplacedExtensions;  // by name: they were reported, and are nowhere

  const CheckOptions& options;
  SourceMap& sources;
  DiagnosticCollector& diagnostics;
  TypeTable& types;
  SymbolArena symbols;
  std::deque<FileScope> files;                                           // all, in the order in which they were opened
  std::unordered_map<const ast::Import*, ImportedModule> importTargets;  // of imports with items
  std::vector<FileScope*> initialOrder;                                  // imported ones first
  std::vector<const ImportedPackage*> importedPackages;                  // those that a file names, in that order
  std::vector<std::unique_ptr<ImportedPackage>> packages;
  ImportedPackage* corePackage = nullptr;    // null while the core library itself is compiled
  std::vector<ImportedPackage*> importable;  // all but that one
  CoreNames core;
  // Own symbols, in textual order, files in dependency order.
  std::vector<ClassSymbol*> classes;
  std::vector<FunctionSymbol*> functions;
  std::vector<GlobalSymbol*> globals;  // static values too
  std::deque<TypeAlias> aliases;
  std::vector<GlobalSymbol*> constants;                   // static ones too; not among the globals
  DenseMap<FunctionSymbol, FieldSymbol*> accessedFields;  // of getters and setters that do nothing but that
  std::unordered_map<const ast::Node*, GlobalSymbol*> staticValues;

  // What a misspelt name is compared with: the name itself, or nothing when so much has been compared already, or so
  // many errors are there, that nobody would read the suggestion.
  [[nodiscard]] std::string_view wantedSpelling(const FileScope& file, std::string_view name);

  void report(Diagnostic diagnostic) { diagnostics.report(std::move(diagnostic)); }

  // It is there, but not `pub`.
  void reportNotVisible(const ast::Identifier& name);

  // ---- Names (lookup.cpp)
  // `find` counts as a use of the import that brings the name; `peek` does not.
  [[nodiscard]] Entity find(const FileScope& file, std::string_view name);
  [[nodiscard]] Entity peek(const FileScope& file, std::string_view name);
  [[nodiscard]] Entity findInCore(std::string_view name);
  static constexpr std::size_t kMostForwardNeeds = 100;
  [[nodiscard]] bool isChainTooLong(const ast::Node* declaration);
  // Extensions that can be seen from the file, nearest scope first: its own ones, single imported ones, those of
  // imported modules, those of the core library.
  static constexpr std::size_t kExtensionScopes = 4;
  [[nodiscard]] std::vector<FunctionSymbol*> extensionsIn(const FileScope& file, std::size_t scope,
                                                          std::string_view name);
  // All names that `find` would find, nearest scope first, for suggestions.
  [[nodiscard]] const std::vector<std::string_view>& names(const FileScope& file);
  // The class that an alias stands for; other entities as they are.
  [[nodiscard]] Entity withoutAlias(const Entity& entity);
  // ---- What is marked `@deprecated` (annotations.cpp)
  // Told once for each place, and not within what is itself marked.
  void warnIfDeprecated(const ast::Node* declaration, std::string_view name, SourceSpan use);
  void addDeprecated(SourceSpan declaration);

  void findCoreNames();
  [[nodiscard]] ClassSymbol* coreClass(std::string_view name);
  [[nodiscard]] ClassSymbol* builtinClass(TypeKind kind, std::size_t arity = 0);
  // The class whose members a type has; null for Unit, Never, functions, variables.
  [[nodiscard]] const ClassSymbol* memberClass(const Type* type);
  [[nodiscard]] const Type* selfType(const ClassSymbol& symbol);
  [[nodiscard]] ClassInfo& infoOf(const ClassSymbol& symbol);
  [[nodiscard]] FileScope& fileOf(std::uint32_t number) { return *fileByNumber_.at(number); }
  void addFile(FileScope& file) { fileByNumber_[file.number()] = &file; }
  // The classes directly below a sealed one, in textual order.
  [[nodiscard]] const std::vector<ClassSymbol*>& classesBelow(const ClassSymbol& symbol);
  // Own members; of an imported class read from its package when first asked for.
  [[nodiscard]] const Member* ownMember(const ClassSymbol& symbol, std::string_view name);
  [[nodiscard]] std::unordered_map<std::string_view, Member>& ownMembers(const ClassSymbol& symbol);
  void addMember(ClassSymbol& symbol, const Member& member, std::string_view name);
  // equals, hash and toString of data classes and enums, and the conformances that come with them.
  void derive(const ClassSymbol& symbol);

  // ---- Values of parameters that a call leaves out (defaults.cpp)
  // The function that gives it, or null.
  [[nodiscard]] const FunctionSymbol* defaultOf(const FunctionSymbol& function, std::size_t parameter);

  // ---- Types of what has none written (set by the body checker's entrance)
  std::function<const Type*(FieldSymbol&)> inferField;
  std::function<const Type*(GlobalSymbol&)> inferGlobal;
  std::function<void(GlobalSymbol&)> computeConstant;  // sets its type and its value, if it has one
  [[nodiscard]] const Type* typeOf(const FieldSymbol& field);
  [[nodiscard]] const Type* typeOf(const GlobalSymbol& global);
  [[nodiscard]] const Type* resultOf(const FunctionSymbol& function);
  // The core class with that type argument; Error if the class is not there.
  [[nodiscard]] const Type* lazyType(const ClassSymbol* lazy, const Type* value);

  [[nodiscard]] const Type* leaf(TypeKind kind) const { return types.leaf(kind); }
  [[nodiscard]] const Type* errorType() const { return types.leaf(TypeKind::Error); }

  // Where a symbol of this compilation was declared; an empty span at its file's start otherwise.
  [[nodiscard]] static SourceSpan nameSpan(const ast::Node* declaration);

 private:
  template <typename Symbol>
  [[nodiscard]] const Type* inferredOnce(Symbol& symbol, const std::function<const Type*(Symbol&)>& infer);
  [[nodiscard]] const Type* typeOfConstant(GlobalSymbol& symbol);

  [[nodiscard]] bool isInDeprecated(SourcePosition place) const;

  std::map<std::uint32_t, std::uint32_t> deprecated_;  // where declarations that are marked begin and end
  std::unordered_set<std::uint32_t> warnedUses_;
  std::unordered_set<const void*> inferring_;
  std::unordered_set<const GlobalSymbol*> computed_;  // or being computed
  std::unordered_map<const FileScope*, std::vector<std::string_view>> names_;
  DenseMap<ClassSymbol, std::unique_ptr<ClassInfo>> infos_;
  std::unordered_map<std::uint32_t, FileScope*> fileByNumber_;
  DenseMap<ClassSymbol, const Type*> selfTypes_;
  std::unordered_map<std::uint32_t, ClassSymbol*> builtins_;
  bool hasBuiltins_ = false;
  std::size_t comparedNames_ = 0;
};

}  // namespace tatu::compiler::check
