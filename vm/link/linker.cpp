// Loading, types and subtyping.
#include "vm/link/linker.h"

#include <algorithm>

#include <fmt/format.h>

#include "os/fault.h"
#include "vm/frame/method_layout.h"
#include "vm/link/decoded_code.h"
#include "vm/link/module_loader.h"

namespace tatu::vm {

using bytecode::TypeIndex;
using bytecode::TypeKind;
using bytecode::Variance;

namespace {

// Pairs of types are as many as guests like to ask for.
constexpr std::size_t kMaxSubtypeAnswers = 1 << 16;

}  // namespace

Linker::Linker(gc::Heap& heap, const NativeRegistry& natives) : heap_(heap), natives_(natives) {}

namespace {

// Dead objects keep their header until they are swept, and a conservative collector may still find them after their
// heap has gone: then classes stay for good.
void retire(std::deque<RuntimeClass> classes) {
  static std::mutex mutex;
  static auto* const retired = new std::deque<std::deque<RuntimeClass>>;
  const std::unique_lock guard(mutex);
  retired->push_back(std::move(classes));
}

}  // namespace

Linker::~Linker() {
  if (gc::Heap::kMayBeScannedLater) retire(std::move(classes_));
}

std::optional<LinkError> Linker::conflict(const bytecode::LinkedModule& module) const {
  for (const auto& image : modules_) {
    if (!image->isPackage) continue;
    const bytecode::LinkedModule& other = image->verified->linked();
    if (other.name() != module.name() || other.version() != module.version()) continue;
    return LinkError{fmt::format("package \"{}\" {} is loaded already", module.name(), module.version())};
  }
  return std::nullopt;
}

tl::expected<ModuleImage*, LinkError> Linker::load(std::shared_ptr<const bytecode::VerifiedModule> module,
                                                   const LoadOptions& options) {
  const auto guard = lock();
  const bytecode::LinkedModule& linked = module->linked();
  const bool isCore = linked.core() == &linked;
  if (isCore && core_ != nullptr) return tl::unexpected(LinkError{"a core package is loaded already"});
  if (options.isPackage) {
    if (auto error = conflict(linked)) return tl::unexpected(std::move(*error));
  }
  auto image = ModuleLoader(*this, std::move(module), options).run();
  if (!image) return tl::unexpected(image.error());
  (*image)->number = static_cast<std::uint32_t>(modules_.size());
  modules_.push_back(std::move(*image));
  if (isCore) core_ = modules_.back().get();
  moduleCount_.store(static_cast<std::uint32_t>(modules_.size()), std::memory_order_release);
  return modules_.back().get();
}

ModuleImage* Linker::imageOf(const bytecode::VerifiedModule& module) const {
  const auto found = std::find_if(modules_.begin(), modules_.end(),
                                  [&](const auto& image) { return image->verified.get() == &module; });
  return found == modules_.end() ? nullptr : found->get();
}

ModuleImage* Linker::findModule(std::string_view name) const {
  const auto guard = lock();
  for (const auto& image : modules_) {
    if (image->name == name) return image.get();
  }
  return nullptr;
}

std::vector<ModuleImage*> Linker::modules() const {
  const auto guard = lock();
  std::vector<ModuleImage*> result;
  for (const auto& image : modules_) result.push_back(image.get());
  return result;
}

// ---- Types

const RuntimeType& Linker::typeIn(const TypeContext& context, TypeIndex index) {
  if (!context.module->isClosed[index.value()]) return substitute(context, index);
  const auto& cached = context.module->closedTypes[index.value()];
  if (const RuntimeType* type = cached.load(std::memory_order_acquire)) return *type;
  const RuntimeType& type = substitute(context, index);
  // The image is const for everyone but its linker, which fills these caches.
  const_cast<std::atomic<const RuntimeType*>&>(cached).store(&type, std::memory_order_release);
  return type;
}

// Types of a module nest at most as deep as the verifier allows, so this recursion is bounded.
const RuntimeType& Linker::substitute(const TypeContext& context, TypeIndex index) {
  const bytecode::Type& type = context.module->rows().type(index);
  if (type.kind == TypeKind::Variable) return *context.variables[type.variable];
  std::vector<const RuntimeType*> arguments;
  for (const TypeIndex argument : type.arguments) arguments.push_back(&typeIn(context, argument));
  ClassDefinition* const definition =
      type.kind == TypeKind::Class ? context.module->classes[type.definition.value()] : nullptr;
  const auto guard = lock();
  return types_.intern(type.kind, definition, std::move(arguments));
}

const RuntimeType& Linker::optionalOf(const RuntimeType& payload) {
  const auto guard = lock();
  return types_.optional(payload);
}

const RuntimeType& Linker::arrayOf(const RuntimeType& element) {
  const auto guard = lock();
  return types_.intern(TypeKind::Array, nullptr, {&element});
}

const RuntimeType& Linker::tupleOf(std::vector<const RuntimeType*> parts) {
  const auto guard = lock();
  return types_.intern(TypeKind::Tuple, nullptr, std::move(parts));
}

const RuntimeType& Linker::functionType(std::vector<const RuntimeType*> parametersAndResult) {
  const auto guard = lock();
  return types_.intern(TypeKind::Function, nullptr, std::move(parametersAndResult));
}

ClassDefinition* Linker::builtinClass(const RuntimeType& type) const {
  if (!type.is(TypeKind::Tuple)) return builtins_[static_cast<std::size_t>(type.kind)];
  return type.arguments.size() < std::size(tupleBuiltins_) ? tupleBuiltins_[type.arguments.size()] : nullptr;
}

ClassDefinition* Linker::definitionOf(const RuntimeType& type) const {
  return type.is(TypeKind::Class) ? type.definition : builtinClass(type);
}

const RuntimeType* Linker::supertypeOf(const RuntimeType& type) {
  if (!type.is(TypeKind::Class) || type.definition->superclass == nullptr) return nullptr;
  return &typeIn({type.definition->module, type.arguments}, type.definition->row->superclass);
}

bool Linker::conditionsHold(const TypeContext& context, const bytecode::List<bytecode::Condition>& conditions) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const bytecode::Condition& condition) {
    return isSubtype(*context.variables[condition.variable], typeIn(context, condition.bound));
  });
}

void Linker::collectInterfaces(const RuntimeType& type, std::vector<const RuntimeType*>& into) {
  const ClassDefinition* const definition = definitionOf(type);
  if (definition == nullptr) return;
  const TypeContext context{definition->module, type.arguments};
  for (const bytecode::Conformance& conformance : definition->row->conformances) {
    if (!conditionsHold(context, conformance.conditions)) continue;
    const RuntimeType& interface = typeIn(context, conformance.interface);
    if (std::find(into.begin(), into.end(), &interface) != into.end()) continue;
    into.push_back(&interface);
    collectInterfaces(interface, into);
  }
}

const std::vector<const RuntimeType*>& Linker::interfacesOf(const RuntimeType& type) {
  const auto found = interfaceCache_.find(&type);
  if (found != interfaceCache_.end()) return found->second;
  std::vector<const RuntimeType*> interfaces;
  for (const RuntimeType* at = &type; at != nullptr; at = supertypeOf(*at)) collectInterfaces(*at, interfaces);
  return interfaceCache_.emplace(&type, std::move(interfaces)).first->second;
}

namespace {

// Arguments that are no references lie differently in memory, so variance does not reach them.
bool bothReferences(const RuntimeType& left, const RuntimeType& right) { return left.isReference && right.isReference; }

}  // namespace

bool Linker::argumentsFit(const RuntimeType& type, const RuntimeType& of) {
  if (&type == &of) return true;
  const auto& parameters = type.definition->row->typeParameters;
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    const RuntimeType& left = *type.arguments[i];
    const RuntimeType& right = *of.arguments[i];
    if (&left == &right) continue;
    if (parameters[i].variance == Variance::Invariant || !bothReferences(left, right)) return false;
    if (!(parameters[i].variance == Variance::Out ? isSubtype(left, right) : isSubtype(right, left))) return false;
  }
  return true;
}

bool Linker::functionFits(const RuntimeType& type, const RuntimeType& of) {
  if (type.arguments.size() != of.arguments.size()) return false;
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    const RuntimeType& left = *type.arguments[i];
    const RuntimeType& right = *of.arguments[i];
    if (&left == &right) continue;
    const bool isResult = i + 1 == type.arguments.size();
    if (!bothReferences(left, right) || !(isResult ? isSubtype(left, right) : isSubtype(right, left))) return false;
  }
  return true;
}

bool Linker::isSubtypeUncached(const RuntimeType& type, const RuntimeType& of) {
  if (of.isOptional()) return isSubtype(type.isOptional() ? type.payload() : type, of.payload());
  if (type.isOptional()) return false;
  if (of.is(TypeKind::Any)) return true;
  if (of.is(TypeKind::Function)) return type.is(TypeKind::Function) && functionFits(type, of);
  if (!of.is(TypeKind::Class)) return false;
  for (const RuntimeType* at = &type; at != nullptr; at = supertypeOf(*at)) {
    if (at->definition == of.definition) return argumentsFit(*at, of);
  }
  if (!of.definition->isInterface()) return false;
  for (const RuntimeType* interface : interfacesOf(type)) {
    if (interface->definition == of.definition) return argumentsFit(*interface, of);
  }
  return false;
}

bool Linker::isSubtype(const RuntimeType& type, const RuntimeType& of) {
  if (&type == &of || type.is(TypeKind::Never)) return true;
  const auto guard = lock();
  const auto key = std::pair(&type, &of);
  const auto found = subtypeCache_.find(key);
  if (found != subtypeCache_.end()) return found->second;
  const bool result = isSubtypeUncached(type, of);
  if (subtypeCache_.size() >= kMaxSubtypeAnswers) subtypeCache_.clear();
  subtypeCache_.emplace(key, result);
  return result;
}

bool Linker::isInstance(const RuntimeClass& cls, const RuntimeType& type) {
  for (const RuntimeClass* at = &cls; at != nullptr; at = at->superclass) {
    if (at->type == &type) return true;
  }
  return isSubtype(*cls.type, type);
}

// ---- Code

const DecodedCode& Linker::decodedCode(const FunctionDefinition& function) {
  if (const DecodedCode* code = function.decoded.load(std::memory_order_acquire)) return *code;
  const auto guard = lock();
  if (const DecodedCode* code = function.decoded.load(std::memory_order_acquire)) return *code;
  const auto facts = function.module->verified->factsOf(function.index);
  if (!facts) os::fault(facts.error().text());
  auto code = std::make_unique<const DecodedCode>(function.module->rows().code[function.row->code], **facts);
  function.decoded.store(code.get(), std::memory_order_release);
  decodedCode_.push_back(std::move(code));
  return *decodedCode_.back();
}

const MethodLayout& Linker::layoutOf(Method& method) {
  if (const MethodLayout* layout = method.layout.load(std::memory_order_acquire)) return *layout;
  const auto guard = lock();
  if (const MethodLayout* layout = method.layout.load(std::memory_order_acquire)) return *layout;
  layouts_.push_back(makeLayout(*this, method));
  method.layout.store(layouts_.back().get(), std::memory_order_release);
  return *layouts_.back();
}

Method* Linker::methodByNumber(std::uint32_t number) {
  const auto guard = lock();
  return number < methods_.size() ? &methods_[number] : nullptr;
}

bool Linker::isClassAddress(const void* address) const {
  const auto guard = lock();
  return std::any_of(classes_.begin(), classes_.end(), [=](const RuntimeClass& cls) { return &cls == address; });
}

StringObject* Linker::literal(const ModuleImage& module, bytecode::StringIndex index) {
  auto& cached = const_cast<std::atomic<StringObject*>&>(module.strings[index.value()]);
  if (StringObject* object = cached.load(std::memory_order_acquire)) return object;
  const auto guard = lock();
  if (StringObject* object = cached.load(std::memory_order_acquire)) return object;
  const std::string_view text = module.rows().text(index);
  gc::ArrayObject* const object = heap_.staticArea().allocateArray(classFor(leaf(TypeKind::String)), text.size());
  if (object == nullptr) return nullptr;
  StringObject* const string = static_cast<StringObject*>(object);
  std::copy(text.begin(), text.end(), string->data());
  cached.store(string, std::memory_order_release);
  return string;
}

}  // namespace tatu::vm
