// Methods, calls and dispatch.
#include <algorithm>

#include "os/fault.h"
#include "vm/link/linker.h"
#include "vm/prepare/prepared_code.h"
#include "vm/unseen_reads.h"

namespace tatu::vm {

using bytecode::FunctionFlag;
using bytecode::TypeKind;

std::string nameOf(const Method& method) {
  const FunctionDefinition& function = *method.function;
  const std::string name(function.name);
  return function.owner == nullptr ? name : std::string(function.owner->name) + "." + name;
}

void Linker::setUncompiledEntry(const void* address) {
  const auto guard = lock();
  uncompiledEntry_ = address;
  for (Method& method : methods_) {
    const void* none = nullptr;
    method.compiledEntry.compare_exchange_strong(none, address, std::memory_order_release);
  }
}

Method& Linker::methodFor(FunctionDefinition& function, const RuntimeType* receiver, TypeList ownArguments) {
  const auto guard = lock();
  TypeList arguments;
  if (receiver != nullptr) arguments = receiver->arguments;
  arguments.insert(arguments.end(), ownArguments.begin(), ownArguments.end());
  MethodKey key(&function, std::move(arguments));
  const auto found = methodTable_.find(key);
  if (found != methodTable_.end()) return *found->second;

  Method& method = methods_.emplace_back();
  method.prepared.store(&unpreparedStub(), std::memory_order_relaxed);
  method.compiledEntry.store(uncompiledEntry_, std::memory_order_relaxed);
  method.number = static_cast<std::uint32_t>(methods_.size() - 1);
  method.function = &function;
  method.receiver = receiver;
  method.typeArguments = key.second;
  methodTable_.emplace(std::move(key), &method);
  const TypeContext context = contextOf(method);
  std::uint32_t slots = 0;
  for (const bytecode::Parameter& parameter : function.row->parameters) {
    const RuntimeType& type = typeIn(context, parameter.type);
    method.parameterOffsets.push_back(slots);
    method.parameters.push_back(&type);
    method.isOversized |= type.isOversized;
    slots += type.slotCount();
  }
  method.parameterOffsets.push_back(slots);
  method.result = &typeIn(context, function.row->result);
  method.isOversized |= method.result->isOversized;
  return method;
}

// The default that no other one refines: interfaces are few, so every pair is looked at.
Linker::Implementation Linker::defaultMethod(const RuntimeType& receiver, std::string_view name) {
  Implementation best;
  for (const RuntimeType* interface : interfacesOf(receiver)) {
    FunctionDefinition* const member = interface->definition->member(name);
    if (member == nullptr || member->isAbstract() || member->has(FunctionFlag::Static)) continue;
    if (best.function == nullptr || isSubtype(*interface, *best.receiver)) best = {member, interface};
  }
  return best;
}

Linker::Implementation Linker::implementationOf(const RuntimeType& receiver, const FunctionDefinition& named) {
  for (const RuntimeType* at = &receiver; at != nullptr; at = supertypeOf(*at)) {
    const ClassDefinition* const definition = definitionOf(*at);
    FunctionDefinition* const member = definition == nullptr ? nullptr : definition->member(named.name);
    if (member == nullptr || member->isAbstract()) continue;
    if (!member->has(FunctionFlag::Static)) return {member, at};
  }
  const Implementation inherited = defaultMethod(receiver, named.name);
  if (inherited.function != nullptr) return inherited;
  const ClassDefinition* const any = builtins_[static_cast<std::size_t>(TypeKind::Any)];
  FunctionDefinition* const member = any == nullptr ? nullptr : any->member(named.name);
  return {member, &types_.leaf(TypeKind::Any)};
}

Method& Linker::implementingMethod(const RuntimeType& receiver, const Selector& selector) {
  const Implementation found = implementationOf(receiver, *selector.function);
  os::require(found.function != nullptr, "a method without implementation was called");
  return methodFor(*found.function, found.receiver, selector.typeArguments);
}

const Selector& Linker::selectorFor(FunctionDefinition& function, TypeList typeArguments) {
  auto& selector = selectors_[{&function, typeArguments}];
  if (selector == nullptr) {
    const std::uint32_t hash = static_cast<std::uint32_t>(selectors_.size()) * 0x9E3779B1u >> 7;
    selector = std::make_unique<Selector>(Selector{&function, std::move(typeArguments), hash, function.virtualSlot});
  }
  return *selector;
}

// Whether the receiver's static type alone decides which method runs.
bool Linker::isBoundStatically(const RuntimeType& receiver, const FunctionDefinition& function) {
  if (receiver.is(TypeKind::Any)) return false;
  if (!receiver.is(TypeKind::Class)) return true;
  if (receiver.definition->isInterface()) return false;
  if (receiver.definition->isEnum() || !receiver.definition->mayBeExtended()) return true;
  const Implementation found = implementationOf(receiver, function);
  return found.function != nullptr && found.function->owner != nullptr && !found.function->owner->isInterface() &&
         !found.function->mayBeOverridden();
}

namespace {

// Methods of interfaces and of Any take their receiver as a reference, whatever it is.
bool wantsReference(const Method& method) {
  const ClassDefinition* const owner = method.function->owner;
  return owner->isInterface() ||
         (owner->row->kind == bytecode::ClassKind::Builtin && owner->row->builtin == TypeKind::Any);
}

bool isInstanceMethod(const FunctionDefinition& function) {
  return function.owner != nullptr && !function.has(FunctionFlag::Static);
}

}  // namespace

void Linker::describeDirect(CallTarget& target, const RuntimeType* receiver) const {
  const Method& method = *target.method;
  target.parameters = method.parameters;
  target.result = method.result;
  if (!isInstanceMethod(*method.function) || receiver == nullptr || method.isConstructor()) return;
  if (!wantsReference(method) || (receiver->isReference && !receiver->isOptional())) return;
  target.boxedReceiver = receiver;
  target.parameters[0] = receiver;
}

CallTarget Linker::resolveCall(const TypeContext& context, bytecode::CallIndex index, bool isVirtual) {
  const auto guard = lock();
  const bytecode::Call& call = context.module->rows().calls[index.value()];
  FunctionDefinition& function = *context.module->functions[call.function.value()];
  const RuntimeType* const receiver = call.receiver.isNone() ? nullptr : &typeIn(context, call.receiver);
  TypeList arguments;
  for (const bytecode::TypeIndex argument : call.typeArguments) arguments.push_back(&typeIn(context, argument));

  CallTarget target;
  if (!isVirtual) {
    target.method = &methodFor(function, receiver, std::move(arguments));
    describeDirect(target, receiver);
  } else if (receiver->is(TypeKind::Never)) {
    // Such code is never reached, but it is linked with what surrounds it.
    target.method = &methodFor(function, &instantiationForNever(*function.owner), std::move(arguments));
    target.parameters = target.method->parameters;
    target.parameters[0] = receiver;
    target.result = target.method->result;
  } else if (isBoundStatically(*receiver, function)) {
    target.method = &implementingMethod(*receiver, selectorFor(function, std::move(arguments)));
    describeDirect(target, receiver);
  } else {
    target.selector = &selectorFor(function, arguments);
    // The named method's signature for this receiver; implementations lie the same way in slots.
    const Method& named = methodFor(function, ownerInstantiation(*receiver, *function.owner), std::move(arguments));
    target.parameters = named.parameters;
    target.parameters[0] = receiver;
    target.result = named.result;
  }
  for (const RuntimeType* parameter : target.parameters) target.argumentSlots += parameter->slotCount();
  return target;
}

const RuntimeType& Linker::instantiationForNever(ClassDefinition& owner) {
  const TypeList arguments(owner.row->typeParameters.size(), &types_.leaf(TypeKind::Never));
  return types_.intern(TypeKind::Class, &owner, arguments);
}

const RuntimeType* Linker::ownerInstantiation(const RuntimeType& receiver, const ClassDefinition& owner) {
  for (const RuntimeType* at = &receiver; at != nullptr; at = supertypeOf(*at)) {
    if (definitionOf(*at) == &owner) return at;
  }
  for (const RuntimeType* interface : interfacesOf(receiver)) {
    if (interface->definition == &owner) return interface;
  }
  return &types_.leaf(TypeKind::Any);
}

const DispatchEntry& Linker::dispatch(const RuntimeClass& cls, const Selector& selector) {
  const auto guard = lock();
  if (const DispatchEntry* entry = cls.find(selector)) return *entry;
  Method& method = implementingMethod(*cls.type, selector);
  const bool unboxes = cls.classShape == ClassShape::Box && !wantsReference(method);
  const DispatchEntry& entry = dispatchEntries_.emplace_back(DispatchEntry{&cls, &selector, &method, unboxes});
  publish(const_cast<RuntimeClass&>(cls), entry);
  return entry;
}

namespace {

void insert(DispatchTable& table, const DispatchEntry& entry) {
  std::uint32_t at = entry.selector->hash;
  while (table.entries[at & table.mask].load(std::memory_order_relaxed) != nullptr) ++at;
  table.entries[at & table.mask].store(&entry, std::memory_order_release);
  ++table.count;
}

std::unique_ptr<DispatchTable> grown(const DispatchTable* old) {
  auto table = std::make_unique<DispatchTable>();
  table->mask = old == nullptr ? 3 : old->mask * 2 + 1;
  table->entries = std::make_unique<std::atomic<const DispatchEntry*>[]>(table->mask + 1);
  for (std::uint32_t i = 0; old != nullptr && i <= old->mask; ++i) {
    if (const DispatchEntry* entry = old->entries[i].load(std::memory_order_relaxed)) insert(*table, *entry);
  }
  return table;
}

}  // namespace

// Old tables stay: another thread may be reading one.
void Linker::publish(RuntimeClass& cls, const DispatchEntry& entry) {
  publishForUnseenReads();
  if (const std::int32_t slot = entry.selector->virtualSlot; slot != FunctionDefinition::kNoSlot)
    cls.virtualMethods[static_cast<std::size_t>(slot)].store(entry.method, std::memory_order_release);
  const DispatchTable* const old = cls.dispatch.load(std::memory_order_relaxed);
  if (old != nullptr && (old->count + 1) * 2 <= old->mask + 1) {
    insert(const_cast<DispatchTable&>(*old), entry);
    return;
  }
  dispatchTables_.push_back(grown(old));
  insert(*dispatchTables_.back(), entry);
  cls.dispatch.store(dispatchTables_.back().get(), std::memory_order_release);
}

}  // namespace tatu::vm
