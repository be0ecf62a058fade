#include "bytecode/resolve/type_relations.h"

#include <algorithm>

#include "bytecode/seeded_hash.h"

namespace tatu::bytecode {

namespace {

// A conformance may depend on others; a proof longer than this is taken for none.
constexpr int kMaxProofDepth = 64;

constexpr std::uint32_t builtinKey(TypeKind kind, std::size_t arity) {
  return static_cast<std::uint32_t>(kind) | static_cast<std::uint32_t>(kind == TypeKind::Tuple ? arity : 0) << 8;
}

}  // namespace

TypeRelations::TypeRelations(TypeStore& store, const LinkedModule* core) : store_(store), context_(&emptyContext_) {
  if (core != nullptr) indexCore(*core);
}

void TypeRelations::indexCore(const LinkedModule& core) {
  const std::vector<Class>& classes = core.module().classes;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const Class& declaration = classes[i];
    if (!declaration.package.isNone() || declaration.kind != ClassKind::Builtin) continue;
    const ClassId id = store_.classId({&core, ClassIndex(i)});
    builtins_.emplace(builtinKey(declaration.builtin, declaration.typeParameters.size()), id);
    if (declaration.builtin == TypeKind::Any) anyClass_ = id;
  }
  const ClassIndex exception = core.findClass("Exception");
  if (!exception.isNone()) exceptionClass_ = store_.classId({&core, exception});
}

// ---- Hierarchy

const std::vector<Supertype>& TypeRelations::supertypesOf(ClassId id) {
  if (id.value() < supertypes_.size() && supertypes_[id.value()] != nullptr) return *supertypes_[id.value()];
  const ClassEntity entity = store_.entityOf(id);
  const Class& declaration = declarationOf(entity);
  std::vector<Supertype> all;
  if (!declaration.superclass.isNone()) inherit(all, store_.translate(*entity.module, declaration.superclass), {});
  for (const Conformance& conformance : declaration.conformances) {
    std::vector<TypeCondition> conditions;
    for (const Condition& condition : conformance.conditions) {
      conditions.push_back({store_.variable(condition.variable), store_.translate(*entity.module, condition.bound)});
    }
    inherit(all, store_.translate(*entity.module, conformance.interface), conditions);
  }
  if (id.value() >= supertypes_.size())
    supertypes_.resize(std::max<std::size_t>(id.value() + 1, 2 * supertypes_.size()));
  supertypes_[id.value()] = std::make_unique<const std::vector<Supertype>>(std::move(all));
  return *supertypes_[id.value()];
}

// Adds `type` and all its supertypes, each under `conditions` and its own ones.
void TypeRelations::inherit(std::vector<Supertype>& all, TypeId type, const std::vector<TypeCondition>& conditions) {
  const ClassId definition = store_[type].definition;
  addSupertype(all, {definition, type, conditions});
  const std::span<const TypeId> arguments = store_.argumentsOf(type);
  for (const Supertype& above : supertypesOf(definition)) {
    std::vector<TypeCondition> both = conditions;
    for (const TypeCondition& condition : above.conditions) {
      both.push_back({store_.substitute(condition.subject, arguments), store_.substitute(condition.bound, arguments)});
    }
    addSupertype(all, {above.definition, store_.substitute(above.type, arguments), std::move(both)});
  }
}

// The same supertype can be reached twice; an unconditional way makes the others needless.
void TypeRelations::addSupertype(std::vector<Supertype>& all, Supertype supertype) {
  for (const Supertype& known : all) {
    const bool isSame = known.definition == supertype.definition && known.type == supertype.type;
    if (isSame && (known.conditions.empty() || known.conditions == supertype.conditions)) return;
  }
  all.push_back(std::move(supertype));
}

ClassId TypeRelations::memberClassOf(TypeId type) {
  const TypeTerm& term = store_[type];
  if (term.kind == TypeKind::Class) return term.definition;
  const auto found = builtins_.find(builtinKey(term.kind, term.arguments.size()));
  return found == builtins_.end() ? ClassId::none() : found->second;
}

// ---- Contexts

void TypeRelations::addBounds(TypeContext& context, const LinkedModule& module, const List<TypeParameter>& parameters) {
  for (const TypeParameter& parameter : parameters)
    context.bounds.push_back(store_.translate(module, parameter.bounds));
}

TypeContext TypeRelations::contextOf(ClassEntity entity) {
  TypeContext context;
  addBounds(context, *entity.module, declarationOf(entity).typeParameters);
  return context;
}

TypeContext TypeRelations::contextOf(FunctionEntity entity) {
  const Function& function = declarationOf(entity);
  TypeContext context;
  if (const ClassEntity owner = ownerOf(entity)) context = contextOf(owner);
  for (const Condition& condition : function.conditions) {
    context.bounds[condition.variable].push_back(store_.translate(*entity.module, condition.bound));
  }
  addBounds(context, *entity.module, function.typeParameters);
  return context;
}

void TypeRelations::enter(const TypeContext& context) {
  context_ = &context;
  ++epoch_;
}

// ---- Relations

template <typename Compute>
bool TypeRelations::remember(Memos& memos, TypeId a, TypeId b, Compute compute) {
  const auto isSame = [&](std::uint32_t position) { return memos.all[position].a == a && memos.all[position].b == b; };
  const std::uint64_t hash = SeededHash()(std::uint64_t{a.value()} << 32 | b.value());
  const std::uint32_t known = memos.index.find(hash, isSame);
  if (known != HashIndex::kNone) {
    const Memo& memo = memos.all[known];
    if (memo.epoch == 0 || memo.epoch == epoch_) return memo.holds;
  }
  if (depth_ >= kMaxProofDepth) return false;
  ++depth_;
  const bool holds = compute();
  --depth_;
  // Below the top a failure may only mean that the proof became too long.
  if (!holds && depth_ > 0) return false;
  const bool isClosed = store_[a].isClosed && store_[b].isClosed;
  const auto next = static_cast<std::uint32_t>(memos.all.size());
  const std::uint32_t position = memos.index.findOrAdd(hash, next, isSame);
  if (position == next) memos.all.emplace_back();
  memos.all[position] = {a, b, isClosed ? 0 : epoch_, holds};
  return holds;
}

bool TypeRelations::isSubtype(TypeId type, TypeId of) {
  if (type == of) return true;
  const TypeKind kind = store_.kindOf(type);
  const TypeKind ofKind = store_.kindOf(of);
  if (kind == TypeKind::Optional && ofKind == TypeKind::Optional) {
    type = store_.argumentsOf(type)[0];
    of = store_.argumentsOf(of)[0];
  }
  if (!store_.isReference(type) || !store_.isReference(of)) return false;
  if (store_.kindOf(of) == TypeKind::Any) return true;
  if (store_.kindOf(type) == TypeKind::Any) return false;
  return remember(subtypeMemo_, type, of, [&] { return isReferenceSubtype(type, of); });
}

// Two different references, neither of them Any.
bool TypeRelations::isReferenceSubtype(TypeId type, TypeId of) {
  switch (store_.kindOf(of)) {
    case TypeKind::Function: return store_.kindOf(type) == TypeKind::Function && isFunctionSubtype(type, of);
    case TypeKind::Class: {
      const std::optional<TypeId> instance = asInstanceOf(type, store_[of].definition);
      return instance && areArgumentsSubtypes(*instance, of);
    }
    default: return false;
  }
}

bool TypeRelations::isFunctionSubtype(TypeId type, TypeId of) {
  const std::span<const TypeId> have = store_.argumentsOf(type);
  const std::span<const TypeId> want = store_.argumentsOf(of);
  if (have.size() != want.size()) return false;
  for (std::size_t i = 0; i + 1 < have.size(); ++i) {
    if (!isSubtype(want[i], have[i])) return false;
  }
  return isSubtype(have.back(), want.back());
}

// Two instantiations of one class, by the variance of its parameters.
bool TypeRelations::areArgumentsSubtypes(TypeId type, TypeId of) {
  const List<TypeParameter>& parameters = store_.classOf(of).typeParameters;
  const std::span<const TypeId> have = store_.argumentsOf(type);
  const std::span<const TypeId> want = store_.argumentsOf(of);
  for (std::size_t i = 0; i < have.size(); ++i) {
    if (have[i] == want[i]) continue;
    const Variance variance = parameters[i].variance;
    if (variance == Variance::Invariant) return false;
    if (variance == Variance::Out && !isSubtype(have[i], want[i])) return false;
    if (variance == Variance::In && !isSubtype(want[i], have[i])) return false;
  }
  return true;
}

bool TypeRelations::satisfies(TypeId type, TypeId bound) {
  if (store_.kindOf(type) == TypeKind::Never) return true;  // there is no value that could break the promise
  const TypeKind boundKind = store_.kindOf(bound);
  if (boundKind == TypeKind::Optional) {
    const TypeId inner = store_.argumentsOf(bound)[0];
    if (store_.kindOf(type) == TypeKind::Optional) type = store_.argumentsOf(type)[0];
    return store_.kindOf(type) == TypeKind::Never || satisfies(type, inner);
  }
  if (type == bound || boundKind == TypeKind::Any) return true;
  if (boundKind != TypeKind::Class) return isSubtype(type, bound);
  return remember(satisfiesMemo_, type, bound, [&] {
    const std::optional<TypeId> instance = asInstanceOf(type, store_[bound].definition);
    return instance && areArgumentsSubtypes(*instance, bound);
  });
}

bool TypeRelations::holds(const Supertype& supertype, std::span<const TypeId> arguments) {
  return std::all_of(supertype.conditions.begin(), supertype.conditions.end(), [&](const TypeCondition& condition) {
    return satisfies(store_.substitute(condition.subject, arguments), store_.substitute(condition.bound, arguments));
  });
}

std::optional<TypeId> TypeRelations::asInstanceOf(TypeId type, ClassId definition) {
  if (definition == anyClass_ && !definition.isNone()) return store_.leaf(TypeKind::Any);
  if (store_.kindOf(type) == TypeKind::Variable) return instanceOfVariable(type, definition);
  const ClassId own = memberClassOf(type);
  if (own.isNone()) return std::nullopt;
  if (own == definition) return type;
  const std::span<const TypeId> arguments = store_.argumentsOf(type);
  for (const Supertype& supertype : supertypesOf(own)) {
    if (supertype.definition == definition && holds(supertype, arguments)) {
      return store_.substitute(supertype.type, arguments);
    }
  }
  return std::nullopt;
}

std::optional<TypeId> TypeRelations::instanceOfVariable(TypeId variable, ClassId definition) {
  const std::uint32_t number = store_[variable].variable;
  if (number >= context_->bounds.size()) return std::nullopt;
  for (const TypeId bound : context_->bounds[number]) {
    if (store_.kindOf(bound) == TypeKind::Variable) continue;
    if (const std::optional<TypeId> instance = asInstanceOf(bound, definition)) return instance;
  }
  return std::nullopt;
}

}  // namespace tatu::bytecode
