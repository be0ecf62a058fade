#include "compiler/types/type.h"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_set>

#include "bytecode/limits.h"
#include "compiler/types/symbol.h"

namespace tatu::compiler {

namespace {

std::size_t mix(std::size_t seed, std::size_t value) {
  return (seed ^ (value + 0x9E3779B97F4A7C15u + (seed << 6) + (seed >> 2))) * 0xBF58476D1CE4E5B9u;
}

struct TermHash {
  std::size_t operator()(const Type* type) const {
    std::size_t hash = static_cast<std::size_t>(type->kind);
    hash = mix(hash, reinterpret_cast<std::uintptr_t>(type->symbol));
    hash = mix(hash, reinterpret_cast<std::uintptr_t>(type->variable));
    hash = mix(hash, type->inferred);
    for (const Type* argument : type->arguments) hash = mix(hash, reinterpret_cast<std::uintptr_t>(argument));
    return hash;
  }
};

struct TermEqual {
  bool operator()(const Type* a, const Type* b) const {
    return a->kind == b->kind && a->symbol == b->symbol && a->variable == b->variable && a->inferred == b->inferred &&
           a->arguments == b->arguments;
  }
};

bool isLeafKind(TypeKind kind) { return kind <= TypeKind::Never || kind == TypeKind::Error; }

std::string_view leafName(TypeKind kind) {
  static constexpr std::array<std::string_view, 11> kNames = {"Unit",  "Bool", "Byte",   "Int32", "Int",  "Float32",
                                                              "Float", "Char", "String", "Any",   "Never"};
  return kind <= TypeKind::Never ? kNames[static_cast<std::size_t>(kind)] : "?";
}

std::string joined(std::span<const Type* const> types) {
  std::string text;
  for (const Type* type : types) {
    if (!text.empty()) text += ", ";
    text += toString(type);
  }
  return text;
}

std::uint16_t saturated(std::size_t number) {
  constexpr std::size_t kBeyondLimits = 10000;
  return static_cast<std::uint16_t>(std::min(number, kBeyondLimits));
}

std::uint16_t widthOf(const Type& type) {
  switch (type.kind) {
    case TypeKind::Unit:
    case TypeKind::Never: return 0;
    case TypeKind::Optional:
      return isReference(type.arguments[0]) ? std::uint16_t{1} : saturated(std::size_t{1} + type.arguments[0]->width);
    case TypeKind::Tuple: {
      std::size_t width = 0;
      for (const Type* part : type.arguments) width += part->width;
      return saturated(width);
    }
    default: return 1;
  }
}

void summarize(Type& type) {
  type.hasError = type.is(TypeKind::Error);
  type.hasInferred = type.is(TypeKind::Inferred);
  type.hasVariable = type.is(TypeKind::Variable);
  std::size_t depth = 0;
  std::size_t size = 1;
  for (const Type* argument : type.arguments) {
    type.hasError = type.hasError || argument->hasError;
    type.hasInferred = type.hasInferred || argument->hasInferred;
    type.hasVariable = type.hasVariable || argument->hasVariable;
    depth = std::max<std::size_t>(depth, argument->depth);
    size += argument->size;
  }
  type.depth = saturated(depth + 1);
  type.size = saturated(size);
  type.width = widthOf(type);
}

std::string optionalText(const Type* payload) {
  if (payload->is(TypeKind::Never)) return "null";
  if (payload->is(TypeKind::Function)) return "(" + toString(payload) + ")?";
  return toString(payload) + "?";
}

}  // namespace

struct TypeTable::Store {
  std::deque<Type> terms;
  std::unordered_set<const Type*, TermHash, TermEqual> index;
  std::array<const Type*, 19> leaves{};
};

TypeTable::TypeTable() : store_(std::make_unique<Store>()) {
  for (std::size_t i = 0; i < store_->leaves.size(); ++i) {
    const auto kind = static_cast<TypeKind>(i);
    if (!isLeafKind(kind)) continue;
    Type type;
    type.kind = kind;
    store_->leaves[i] = intern(std::move(type));
  }
}

TypeTable::~TypeTable() = default;

const Type* TypeTable::intern(Type type) {
  const auto found = store_->index.find(&type);
  if (found != store_->index.end()) return *found;
  summarize(type);
  store_->terms.push_back(std::move(type));
  const Type* term = &store_->terms.back();
  store_->index.insert(term);
  return term;
}

const Type* TypeTable::leaf(TypeKind kind) const { return store_->leaves[static_cast<std::size_t>(kind)]; }

const Type* TypeTable::array(const Type* element) {
  Type type;
  type.kind = TypeKind::Array;
  type.arguments = {element};
  return intern(std::move(type));
}

const Type* TypeTable::optional(const Type* payload) {
  if (payload->is(TypeKind::Optional) || payload->is(TypeKind::Error)) return payload;
  Type type;
  type.kind = TypeKind::Optional;
  type.arguments = {payload};
  return intern(std::move(type));
}

const Type* TypeTable::tuple(std::vector<const Type*> parts) {
  Type type;
  type.kind = TypeKind::Tuple;
  type.arguments = std::move(parts);
  return intern(std::move(type));
}

const Type* TypeTable::function(std::vector<const Type*> parametersThenResult) {
  Type type;
  type.kind = TypeKind::Function;
  type.arguments = std::move(parametersThenResult);
  return intern(std::move(type));
}

const Type* TypeTable::classType(const ClassSymbol* symbol, std::vector<const Type*> arguments) {
  Type type;
  type.kind = TypeKind::Class;
  type.symbol = symbol;
  type.arguments = std::move(arguments);
  return intern(std::move(type));
}

const Type* TypeTable::variable(const TypeParameterSymbol* parameter) {
  Type type;
  type.kind = TypeKind::Variable;
  type.variable = parameter;
  return intern(std::move(type));
}

const Type* TypeTable::inferred(std::uint32_t number) {
  Type type;
  type.kind = TypeKind::Inferred;
  type.inferred = number;
  return intern(std::move(type));
}

std::string toString(const Type* type) {
  switch (type->kind) {
    case TypeKind::Array: return "Array<" + joined(type->arguments) + ">";
    case TypeKind::Class:
      return type->arguments.empty() ? type->symbol->name : type->symbol->name + "<" + joined(type->arguments) + ">";
    case TypeKind::Optional: return optionalText(type->arguments[0]);
    case TypeKind::Tuple: return "(" + joined(type->arguments) + ")";
    case TypeKind::Function: return "(" + joined(type->parameters()) + ") -> " + toString(type->result());
    case TypeKind::Variable: return type->variable->name;
    case TypeKind::Inferred: return "_";
    default: return std::string(leafName(type->kind));
  }
}

bool isWithinLimits(const Type* type) {
  return type->depth <= bytecode::kMaxTypeDepth && type->size <= bytecode::kMaxTypeNodes &&
         type->width <= bytecode::kMaxTypeWidth;
}

bool isReference(const Type* type) {
  switch (type->kind) {
    case TypeKind::String:
    case TypeKind::Any:
    case TypeKind::Array:
    case TypeKind::Class:
    case TypeKind::Function: return true;
    case TypeKind::Optional: return isReference(type->arguments[0]);
    default: return false;
  }
}

}  // namespace tatu::compiler
