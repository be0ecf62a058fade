#include "compiler/types/type.h"

#include <algorithm>
#include <array>
#include <deque>

#include "bytecode/hash_index.h"
#include "bytecode/limits.h"
#include "compiler/types/symbol.h"

namespace tatu::compiler {

namespace {

std::size_t mix(std::size_t seed, std::size_t value) {
  return (seed ^ (value + 0x9E3779B97F4A7C15u + (seed << 6) + (seed >> 2))) * 0xBF58476D1CE4E5B9u;
}

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
  bytecode::HashIndex index;  // of terms
  std::array<const Type*, 19> leaves{};

  [[nodiscard]] static std::uint64_t hashOf(const Term& term) {
    std::size_t hash = static_cast<std::size_t>(term.kind);
    hash = mix(hash, reinterpret_cast<std::uintptr_t>(term.symbol));
    hash = mix(hash, reinterpret_cast<std::uintptr_t>(term.variable));
    hash = mix(hash, term.inferred);
    for (const Type* argument : term.arguments) hash = mix(hash, argument->id);
    return hash ^ hash >> 32;
  }

  [[nodiscard]] bool isSame(const Type& type, const Term& term) const {
    return type.kind == term.kind && type.symbol == term.symbol && type.variable == term.variable &&
           type.inferred == term.inferred &&
           std::equal(type.arguments.begin(), type.arguments.end(), term.arguments.begin(), term.arguments.end());
  }
};

TypeTable::TypeTable() : store_(std::make_unique<Store>()) {
  for (std::size_t i = 0; i < store_->leaves.size(); ++i) {
    const auto kind = static_cast<TypeKind>(i);
    if (isLeafKind(kind)) store_->leaves[i] = intern({kind});
  }
}

TypeTable::~TypeTable() = default;

const Type* TypeTable::intern(const Term& term) {
  const auto next = static_cast<std::uint32_t>(store_->terms.size());
  const auto isSame = [&](std::uint32_t other) { return store_->isSame(store_->terms[other], term); };
  const std::uint32_t position = store_->index.findOrAdd(Store::hashOf(term), next, isSame);
  if (position != next) return &store_->terms[position];
  Type& type = store_->terms.emplace_back();
  type.kind = term.kind;
  type.id = next;
  type.symbol = term.symbol;
  type.variable = term.variable;
  type.inferred = term.inferred;
  type.arguments.assign(term.arguments.begin(), term.arguments.end());
  summarize(type);
  return &type;
}

const Type* TypeTable::leaf(TypeKind kind) const { return store_->leaves[static_cast<std::size_t>(kind)]; }

const Type* TypeTable::array(const Type* element) {
  return intern({.kind = TypeKind::Array, .arguments = {&element, 1}});
}

const Type* TypeTable::optional(const Type* payload) {
  if (payload->is(TypeKind::Optional) || payload->is(TypeKind::Error)) return payload;
  return intern({.kind = TypeKind::Optional, .arguments = {&payload, 1}});
}

const Type* TypeTable::tuple(std::span<const Type* const> parts) {
  return intern({.kind = TypeKind::Tuple, .arguments = parts});
}

const Type* TypeTable::function(std::span<const Type* const> parametersThenResult) {
  return intern({.kind = TypeKind::Function, .arguments = parametersThenResult});
}

const Type* TypeTable::classType(const ClassSymbol* symbol, std::span<const Type* const> arguments) {
  return intern({.kind = TypeKind::Class, .symbol = symbol, .arguments = arguments});
}

const Type* TypeTable::variable(const TypeParameterSymbol* parameter) {
  return intern({.kind = TypeKind::Variable, .variable = parameter});
}

const Type* TypeTable::inferred(std::uint32_t number) {
  return intern({.kind = TypeKind::Inferred, .inferred = number});
}

std::string toString(const Type* type) {
  switch (type->kind) {
    case TypeKind::Array: return "Array<" + joined(type->arguments) + ">";
    case TypeKind::Class: {
      const auto own = std::span(type->arguments).subspan(type->symbol->outerTypeParameters);
      return own.empty() ? type->symbol->name : type->symbol->name + "<" + joined(own) + ">";
    }
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
