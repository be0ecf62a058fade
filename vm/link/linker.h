// Linker: from modules to what runs. It resolves imports when a module is loaded; types, classes, methods, selectors
// and static objects are made when something first needs them.
//
// Threads: every function may be called from any thread and takes the linker's lock; what it returns is immutable (or
// atomic) and can be used without. It never allocates in the collected heap and never waits for a collection, so it may
// be called with references in hand.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>

#include "gc/heap.h"
#include "vm/link/method.h"
#include "vm/link/module_image.h"
#include "vm/link/runtime_class.h"
#include "vm/link/type_table.h"

namespace tatu::vm {

class NativeRegistry;
struct StringObject;

// Where type indices are looked up: a module, and what its variables stand for.
struct TypeContext {
  const ModuleImage* module = nullptr;
  std::span<const RuntimeType* const> variables;
};

[[nodiscard]] inline TypeContext contextOf(const Method& method) {
  return {method.function->module, method.typeArguments};
}

// What a call instruction does, decided per instantiation.
struct CallTarget {
  Method* method = nullptr;            // the method itself: a direct call
  const Selector* selector = nullptr;  // or: ask the receiver's class
  const RuntimeType* boxedReceiver =
      nullptr;  // the receiver, of this type, is boxed first (a default method of an interface)
  std::vector<const RuntimeType*> parameters;  // as the caller sees them, the receiver first
  const RuntimeType* result = nullptr;
  std::uint32_t argumentSlots = 0;
};

struct FieldAccess {
  const RuntimeType* type = nullptr;
  const RuntimeClass* owner = nullptr;
  const FieldLayout* field = nullptr;
};

struct CaseAccess {
  RuntimeClass* caseClass = nullptr;
  const RuntimeType* enumType = nullptr;
};

struct LinkError {
  std::string message;
};

struct LoadOptions {
  bool isPackage = true;           // others can import it, so there can be only one of its name and version
  bool mayHaveNatives = true;      // it was made by whoever made the natives of its space, and not by a stranger
  std::span<void* const> hosts{};  // ClassDefinition::host of its own classes, in order; those behind have none
};

class Linker {
 public:
  Linker(gc::Heap& heap, const NativeRegistry& natives);
  ~Linker();
  Linker(const Linker&) = delete;
  Linker& operator=(const Linker&) = delete;

  // The packages that the module imports are loaded before: the same ones as it was verified with. Several versions of
  // a package may be loaded, each once, but only one core package, whose classes stand behind the leaf types.
  [[nodiscard]] tl::expected<ModuleImage*, LinkError> load(std::shared_ptr<const bytecode::VerifiedModule> module,
                                                           const LoadOptions& options = {});
  // The first one of that name; null if there is none.
  [[nodiscard]] ModuleImage* findModule(std::string_view name) const;
  [[nodiscard]] std::vector<ModuleImage*> modules() const;
  [[nodiscard]] std::uint32_t moduleCount() const { return moduleCount_.load(std::memory_order_acquire); }

  // ---- Types
  [[nodiscard]] const RuntimeType& leaf(bytecode::TypeKind kind) const { return types_.leaf(kind); }
  [[nodiscard]] const RuntimeType& typeIn(const TypeContext& context, bytecode::TypeIndex index);
  [[nodiscard]] const RuntimeType& optionalOf(const RuntimeType& payload);
  [[nodiscard]] const RuntimeType& arrayOf(const RuntimeType& element);
  [[nodiscard]] const RuntimeType& tupleOf(std::vector<const RuntimeType*> parts);
  [[nodiscard]] const RuntimeType& functionType(std::vector<const RuntimeType*> parametersAndResult);
  // Run-time subtyping; for interfaces with variance by their arguments.
  [[nodiscard]] bool isSubtype(const RuntimeType& type, const RuntimeType& of);
  // Whether an object of this class is a value of the type.
  [[nodiscard]] bool isInstance(const RuntimeClass& cls, const RuntimeType& type);

  // ---- Classes
  // Of objects of a class (not an interface or enum), strings, arrays.
  [[nodiscard]] RuntimeClass& classFor(const RuntimeType& type);
  [[nodiscard]] RuntimeClass& boxClass(const RuntimeType& type);
  [[nodiscard]] RuntimeClass& caseClass(const RuntimeType& enumType, std::uint32_t caseNumber);
  [[nodiscard]] RuntimeClass& closureClass(Method& function, std::uint32_t captureCount);
  // Null if the package "core" has no such class, which is not generic.
  [[nodiscard]] RuntimeClass* coreClass(std::string_view name);

  // ---- Methods and calls
  // `receiver` is the instantiation of the function's owner, null for a top-level function.
  [[nodiscard]] Method& methodFor(FunctionDefinition& function, const RuntimeType* receiver,
                                  std::vector<const RuntimeType*> ownArguments = {});
  [[nodiscard]] CallTarget resolveCall(const TypeContext& context, bytecode::CallIndex index, bool isVirtual);
  // The entry is published in the class's table.
  [[nodiscard]] const DispatchEntry& dispatch(const RuntimeClass& cls, const Selector& selector);
  [[nodiscard]] FieldAccess resolveField(const TypeContext& context, bytecode::FieldRefIndex index);
  [[nodiscard]] CaseAccess resolveCase(const TypeContext& context, bytecode::CaseRefIndex index);
  [[nodiscard]] const DecodedCode& decodedCode(const FunctionDefinition& function);
  [[nodiscard]] const MethodLayout& layoutOf(Method& method);
  // Gives it to all methods without compiled code, and to those that are made from now on.
  void setUncompiledEntry(const void* address);
  // For stack traces. Null if there is no such number.
  [[nodiscard]] Method* methodByNumber(std::uint32_t number);

  // ---- Static objects. Null: the static area is full.
  [[nodiscard]] StringObject* literal(const ModuleImage& module, bytecode::StringIndex index);

  // For GC stress: whether this is the address of a class.
  [[nodiscard]] bool isClassAddress(const void* address) const;

  // Keeps something alive as long as the linker. Under its lock.
  void keep(std::shared_ptr<void> thing) { kept_.push_back(std::move(thing)); }
  // Held while something is prepared.
  [[nodiscard]] std::unique_lock<std::recursive_mutex> lock() const { return std::unique_lock(mutex_); }

 private:
  friend class ModuleLoader;

  using TypeList = std::vector<const RuntimeType*>;
  using MethodKey = std::pair<FunctionDefinition*, TypeList>;

  [[nodiscard]] std::optional<LinkError> conflict(const bytecode::LinkedModule& module) const;
  [[nodiscard]] ModuleImage* imageOf(const bytecode::VerifiedModule& module) const;
  const RuntimeType& substitute(const TypeContext& context, bytecode::TypeIndex index);
  ClassDefinition* builtinClass(const RuntimeType& type) const;
  ClassDefinition* definitionOf(const RuntimeType& type) const;
  const RuntimeType* supertypeOf(const RuntimeType& type);
  const std::vector<const RuntimeType*>& interfacesOf(const RuntimeType& type);
  void collectInterfaces(const RuntimeType& type, std::vector<const RuntimeType*>& into);
  bool conditionsHold(const TypeContext& context, const bytecode::List<bytecode::Condition>& conditions);
  bool argumentsFit(const RuntimeType& type, const RuntimeType& of);
  bool functionFits(const RuntimeType& type, const RuntimeType& of);
  bool isSubtypeUncached(const RuntimeType& type, const RuntimeType& of);

  RuntimeClass& newClass(ClassShape shape, const RuntimeType& type);
  RuntimeClass& makeFixed(RuntimeClass& cls, std::vector<const RuntimeType*> fieldTypes, RuntimeClass* superclass);
  RuntimeClass& makeArrayClass(const RuntimeType& type);
  RuntimeClass& makeObjectClass(const RuntimeType& type);
  std::vector<const RuntimeType*> fieldTypes(const RuntimeType& type, const bytecode::List<bytecode::Field>& fields);

  struct Implementation {
    FunctionDefinition* function = nullptr;
    const RuntimeType* receiver = nullptr;
  };
  Implementation implementationOf(const RuntimeType& receiver, const FunctionDefinition& named);
  Implementation defaultMethod(const RuntimeType& receiver, std::string_view name);
  Method& implementingMethod(const RuntimeType& receiver, const Selector& selector);
  const Selector& selectorFor(FunctionDefinition& function, TypeList typeArguments);
  const RuntimeType& instantiationForNever(ClassDefinition& owner);
  const RuntimeType* ownerInstantiation(const RuntimeType& receiver, const ClassDefinition& owner);
  bool isBoundStatically(const RuntimeType& receiver, const FunctionDefinition& function);
  void describeDirect(CallTarget& target, const RuntimeType* receiver) const;
  void publish(RuntimeClass& cls, const DispatchEntry& entry);

  gc::Heap& heap_;
  const NativeRegistry& natives_;
  const void* uncompiledEntry_ = nullptr;  // Method::compiledEntry of new methods
  mutable std::recursive_mutex mutex_;
  TypeTable types_;
  std::atomic<std::uint32_t> moduleCount_{0};
  std::vector<std::unique_ptr<ModuleImage>> modules_;
  ModuleImage* core_ = nullptr;  // once it is loaded
  std::deque<RuntimeClass> classes_;
  std::deque<Method> methods_;
  std::map<MethodKey, Method*> methodTable_;
  std::map<std::pair<FunctionDefinition*, TypeList>, std::unique_ptr<Selector>> selectors_;
  std::map<std::pair<const RuntimeType*, std::uint32_t>, RuntimeClass*> caseClasses_;
  std::map<std::pair<const Method*, std::uint32_t>, RuntimeClass*> closureClasses_;
  std::map<std::pair<const RuntimeType*, const RuntimeType*>, bool> subtypeCache_;
  std::map<const RuntimeType*, std::vector<const RuntimeType*>> interfaceCache_;
  std::map<std::string, RuntimeClass*, std::less<>> coreClasses_;
  std::deque<DispatchEntry> dispatchEntries_;
  std::deque<std::unique_ptr<DispatchTable>> dispatchTables_;
  std::vector<std::unique_ptr<const DecodedCode>> decodedCode_;
  std::vector<std::unique_ptr<const MethodLayout>> layouts_;
  std::vector<std::shared_ptr<void>> kept_;
  ClassDefinition* builtins_[17] = {};      // by TypeKind; of core
  ClassDefinition* tupleBuiltins_[7] = {};  // by number of parts
};

}  // namespace tatu::vm
