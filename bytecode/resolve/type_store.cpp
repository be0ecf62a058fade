#include "bytecode/resolve/type_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/limits.h"
#include "bytecode/seeded_hash.h"

namespace tatu::bytecode {

namespace {

constexpr std::size_t kChunkSize = 1024;
constexpr std::size_t kLeafCount = static_cast<std::size_t>(TypeKind::Never) + 1;

std::size_t hashOf(TypeKind kind, ClassId definition, std::uint32_t variable, std::span<const TypeId> arguments) {
  std::uint64_t hash = hashWith(processSeed(), static_cast<std::uint64_t>(kind) << 32 | variable);
  hash = hashWith(hash, definition.value());
  for (const TypeId argument : arguments) hash = hashWith(hash, argument.value());
  return hash;
}

constexpr std::string_view kLeafNames[kLeafCount] = {"Unit",  "Bool", "Byte",   "Int32", "Int",  "Float32",
                                                     "Float", "Char", "String", "Any",   "Never"};

}  // namespace

TypeStore::TypeStore() {
  for (std::size_t kind = 0; kind < kLeafCount; ++kind) {
    TypeTerm term;
    term.kind = static_cast<TypeKind>(kind);
    term.width = term.kind == TypeKind::Unit || term.kind == TypeKind::Never ? 0 : 1;
    terms_.push_back(term);
  }
}

TypeId TypeStore::optional(TypeId payload) {
  return kindOf(payload) == TypeKind::Optional ? payload : intern(TypeKind::Optional, {}, 0, {&payload, 1});
}

TypeId TypeStore::intern(TypeKind kind, ClassId definition, std::uint32_t variable, std::span<const TypeId> arguments) {
  const auto isSame = [&](std::uint32_t position) {
    const TypeTerm& term = terms_[position];
    return term.kind == kind && term.definition == definition && term.variable == variable &&
           std::equal(arguments.begin(), arguments.end(), term.arguments.begin(), term.arguments.end());
  };
  const std::size_t hash = hashOf(kind, definition, variable, arguments);
  const std::uint32_t known = index_.find(hash, isSame);
  if (known != HashIndex::kNone) return TypeId(known);
  TypeTerm term;
  term.kind = kind;
  term.definition = definition;
  term.variable = variable;
  term.arguments = arguments;
  if (!measure(term)) {
    hasOverflowed_ = true;
    return leaf(TypeKind::Unit);
  }
  term.arguments = keep(arguments);
  const TypeId id(terms_.size());
  terms_.push_back(term);
  index_.findOrAdd(hash, id.value(), [](std::uint32_t) { return false; });
  return id;
}

// Fills in depth, nodes, width, closedness; false if the term is beyond the limits.
bool TypeStore::measure(TypeTerm& term) const {
  std::uint32_t depth = 0;
  std::uint32_t nodes = 1;
  std::uint32_t partsWidth = 0;
  term.isClosed = term.kind != TypeKind::Variable;
  for (const TypeId argument : term.arguments) {
    const TypeTerm& part = terms_[argument.value()];
    depth = std::max<std::uint32_t>(depth, part.depth);
    nodes += part.nodes;
    partsWidth += part.width;
    term.isClosed = term.isClosed && part.isClosed;
    if (nodes > kMaxDerivedTypeNodes) return false;
  }
  std::uint32_t width = 1;
  if (term.kind == TypeKind::Tuple) width = partsWidth;
  if (term.kind == TypeKind::Optional && !isReference(term.arguments[0])) width = partsWidth + 1;
  term.depth = static_cast<std::uint16_t>(depth + 1);
  term.nodes = static_cast<std::uint16_t>(nodes);
  term.width = static_cast<std::uint16_t>(width);
  return depth + 1 <= kMaxDerivedTypeDepth && width <= kMaxTypeWidth;
}

std::span<const TypeId> TypeStore::keep(std::span<const TypeId> arguments) {
  if (arguments.empty()) return {};
  if (chunks_.empty() || chunkUsed_ + arguments.size() > kChunkSize) {
    chunks_.push_back(std::make_unique<TypeId[]>(std::max(kChunkSize, arguments.size())));
    chunkUsed_ = 0;
  }
  TypeId* const kept = chunks_.back().get() + chunkUsed_;
  std::copy(arguments.begin(), arguments.end(), kept);
  chunkUsed_ += arguments.size();
  return {kept, arguments.size()};
}

ClassId TypeStore::classId(ClassEntity entity) {
  ClassId& known = typesOf(*entity.module).classes[entity.index.value()];
  if (known.isNone()) {
    known = ClassId(classes_.size());
    classes_.push_back(entity);
  }
  return known;
}

TypeId TypeStore::rebuild(const TypeTerm& like, std::span<const TypeId> arguments) {
  if (like.kind == TypeKind::Optional) return optional(arguments[0]);
  return intern(like.kind, like.definition, like.variable, arguments);
}

TypeStore::ModuleTypes& TypeStore::otherTypesOf(const LinkedModule& module) {
  std::swap(recent_[0], recent_[1]);
  if (recent_[0] != nullptr && recent_[0]->module == &module) return *recent_[0];
  const auto [entry, isNew] = modules_.try_emplace(&module);
  if (isNew) {
    const Module& content = module.module();
    entry->second = {&module, std::vector<TypeId>(content.types.size()), std::vector<ClassId>(content.classes.size())};
  }
  recent_[0] = &entry->second;
  return *recent_[0];
}

// Recursion is as deep as the type, which the table layer has bounded.
TypeId TypeStore::translateNew(const LinkedModule& module, TypeIndex index) {
  const Type& type = module.module().type(index);
  TypeId id = leaf(TypeKind::Unit);
  if (static_cast<std::size_t>(type.kind) < kLeafCount) {
    id = leaf(type.kind);
  } else {
    const std::vector<TypeId> arguments = translate(module, type.arguments);
    TypeTerm like;
    like.kind = type.kind;
    if (type.kind == TypeKind::Class) like.definition = classId(module.resolve(type.definition));
    if (type.kind == TypeKind::Variable) like.variable = type.variable;
    id = rebuild(like, arguments);
  }
  typesOf(module).types[index.value()] = id;
  return id;
}

std::vector<TypeId> TypeStore::translate(const LinkedModule& module, std::span<const TypeIndex> indices) {
  std::vector<TypeId> ids;
  ids.reserve(indices.size());
  for (const TypeIndex index : indices) ids.push_back(translate(module, index));
  return ids;
}

// Recursion is as deep as the type; its cost is that of the type as a tree. Both are bounded by the limits.
TypeId TypeStore::substituteOpen(TypeId type, std::span<const TypeId> arguments) {
  const TypeTerm& term = terms_[type.value()];
  if (hasOverflowed_) return type;
  if (term.kind == TypeKind::Variable) {
    if (term.variable < arguments.size()) return arguments[term.variable];
    hasOverflowed_ = true;  // no declaration that passed its checks comes here
    return leaf(TypeKind::Unit);
  }
  std::vector<TypeId> replaced;
  replaced.reserve(term.arguments.size());
  for (const TypeId argument : term.arguments) replaced.push_back(substitute(argument, arguments));
  return rebuild(term, replaced);
}

TypeId TypeStore::selfType(ClassId id) {
  const Class& declaration = classOf(id);
  std::vector<TypeId> parameters;
  for (std::uint32_t i = 0; i < declaration.typeParameters.size(); ++i) parameters.push_back(variable(i));
  if (declaration.kind != ClassKind::Builtin) return classType(id, parameters);
  switch (declaration.builtin) {
    case TypeKind::Array: return array(parameters[0]);
    case TypeKind::Optional: return optional(parameters[0]);
    case TypeKind::Tuple: return tuple(parameters);
    default: return leaf(declaration.builtin);
  }
}

bool TypeStore::isReference(TypeId id) const {
  switch (kindOf(id)) {
    case TypeKind::String:
    case TypeKind::Any:
    case TypeKind::Array:
    case TypeKind::Class:
    case TypeKind::Function: return true;
    default: return false;
  }
}

std::string TypeStore::text(TypeId id) const {
  std::string text;
  appendText(text, id);
  return text;
}

void TypeStore::appendText(std::string& text, TypeId id) const {
  constexpr std::size_t kLongEnough = 400;
  if (text.size() > kLongEnough) {
    if (!text.ends_with("…")) text += "…";
    return;
  }
  const TypeTerm& term = terms_[id.value()];
  const auto list = [&](std::span<const TypeId> parts, std::string_view open, std::string_view close) {
    text += open;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) text += ", ";
      appendText(text, parts[i]);
    }
    text += close;
  };
  switch (term.kind) {
    case TypeKind::Array: return list(term.arguments, "Array<", ">");
    case TypeKind::Optional:
      appendText(text, term.arguments[0]);
      text += '?';
      return;
    case TypeKind::Tuple: return list(term.arguments, "(", ")");
    case TypeKind::Function:
      list(term.arguments.first(term.arguments.size() - 1), "(", ") -> ");
      return appendText(text, term.arguments.back());
    case TypeKind::Variable: text += fmt::format("#{}", term.variable); return;
    case TypeKind::Class: {
      const ClassEntity entity = entityOf(term.definition);
      text += entity.module->text(declarationOf(entity).name);
      if (!term.arguments.empty()) list(term.arguments, "<", ">");
      return;
    }
    default: text += kLeafNames[static_cast<std::size_t>(term.kind)]; return;
  }
}

}  // namespace tatu::bytecode
