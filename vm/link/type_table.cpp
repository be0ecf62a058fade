#include "vm/link/type_table.h"

#include <algorithm>

#include "vm/link/definition.h"

namespace tatu::vm {

using bytecode::TypeKind;

namespace {

bool isReferenceKind(TypeKind kind) {
  switch (kind) {
    case TypeKind::String:
    case TypeKind::Any:
    case TypeKind::Array:
    case TypeKind::Class:
    case TypeKind::Function: return true;
    default: return false;
  }
}

std::vector<SlotKind> leafSlots(TypeKind kind) {
  switch (kind) {
    case TypeKind::Bool:
    case TypeKind::Byte: return {SlotKind::Word8};
    case TypeKind::Int32:
    case TypeKind::Char:
    case TypeKind::Float32: return {SlotKind::Word32};
    case TypeKind::Int:
    case TypeKind::Float: return {SlotKind::Word64};
    default: return {};
  }
}

// Each argument is within the limit, and there are at most 255, so the sum cannot overflow.
void append(std::vector<SlotKind>& slots, const RuntimeType& part) {
  slots.insert(slots.end(), part.slots.begin(), part.slots.end());
}

void layOutOptional(RuntimeType& type) {
  const RuntimeType& payload = type.payload();
  type.isReference = payload.isReference;
  type.slots = {payload.isReference ? SlotKind::Reference : SlotKind::Word8};
  if (!payload.isReference) append(type.slots, payload);
}

void layOutTuple(RuntimeType& type) {
  for (const RuntimeType* part : type.arguments) {
    if (type.presence == RuntimeType::kNoPresence && part->presence != RuntimeType::kNoPresence) {
      type.presence = type.slotCount() + part->presence;
    }
    append(type.slots, *part);
  }
}

void layOut(RuntimeType& type) {
  if (isReferenceKind(type.kind)) {
    type.isReference = true;
    type.slots = {SlotKind::Reference};
    type.presence = 0;
  } else if (type.isOptional()) {
    layOutOptional(type);
  } else if (type.is(TypeKind::Tuple)) {
    layOutTuple(type);
  } else {
    type.slots = leafSlots(type.kind);
  }
}

void checkSize(RuntimeType& type) {
  for (const RuntimeType* argument : type.arguments) {
    type.depth = std::max(type.depth, argument->depth + 1);
    type.isOversized |= argument->isOversized;
  }
  type.isOversized |= type.depth > kMaxTypeDepth || type.slots.size() > kMaxTypeSlots;
  if (type.isOversized && !type.isReference) type.slots.clear();
  if (type.slots.empty()) type.presence = RuntimeType::kNoPresence;
}

}  // namespace

std::size_t TypeTable::KeyHash::operator()(const Key& key) const {
  std::size_t hash = static_cast<std::size_t>(key.kind) * 0x9E3779B97F4A7C15u;
  const auto mix = [&hash](const void* pointer) {
    hash = (hash ^ reinterpret_cast<std::uintptr_t>(pointer)) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
  };
  mix(key.definition);
  for (const RuntimeType* argument : key.arguments) mix(argument);
  return hash;
}

TypeTable::TypeTable() {
  for (std::size_t kind = 0; kind <= static_cast<std::size_t>(TypeKind::Never); ++kind) {
    leaves_.push_back(&create({static_cast<TypeKind>(kind), nullptr, {}}));
  }
}

RuntimeType& TypeTable::create(Key key) {
  RuntimeType& type = types_.emplace_back();
  type.kind = key.kind;
  type.definition = key.definition;
  type.arguments = key.arguments;
  type.number = static_cast<std::uint32_t>(types_.size() - 1);
  layOut(type);
  checkSize(type);
  interned_.emplace(std::move(key), &type);
  return type;
}

const RuntimeType& TypeTable::intern(TypeKind kind, ClassDefinition* definition,
                                     std::vector<const RuntimeType*> arguments) {
  if (kind <= TypeKind::Never) return leaf(kind);
  if (kind == TypeKind::Optional && arguments[0]->isOptional()) return *arguments[0];
  Key key{kind, definition, std::move(arguments)};
  const auto found = interned_.find(key);
  return found != interned_.end() ? *found->second : create(std::move(key));
}

const RuntimeType& TypeTable::optional(const RuntimeType& payload) {
  return intern(TypeKind::Optional, nullptr, {&payload});
}

namespace {

std::string_view leafText(TypeKind kind) {
  static constexpr std::string_view kNames[] = {"Unit",  "Bool", "Byte",   "Int32", "Int",  "Float32",
                                                "Float", "Char", "String", "Any",   "Never"};
  return kNames[static_cast<std::size_t>(kind)];
}

// A type's parts are shared, so written out it can be exponentially larger than it is: the text ends at a limit. Every
// level writes something before it goes deeper, so what is left of the walk is short then.
class TypeWriter {
 public:
  std::string run(const RuntimeType& type) {
    write(type);
    return std::move(text_);
  }

 private:
  void write(const RuntimeType& type) {
    if (isFull_) return;
    if (text_.size() > kMaxTypeText) {
      text_ += "...";
      isFull_ = true;
      return;
    }
    switch (type.kind) {
      case TypeKind::Array: return list("Array<", type.arguments, type.arguments.size(), ">");
      case TypeKind::Class: return classType(type);
      case TypeKind::Function: return function(type);
      case TypeKind::Optional: return optional(type.payload());
      case TypeKind::Tuple: return list("(", type.arguments, type.arguments.size(), ")");
      case TypeKind::Variable: return add("?");
      default: return add(leafText(type.kind));
    }
  }

  void add(std::string_view part) {
    if (!isFull_) text_ += part;
  }

  void list(std::string_view open, const std::vector<const RuntimeType*>& types, std::size_t count,
            std::string_view close) {
    add(open);
    for (std::size_t i = 0; i < count && !isFull_; ++i) {
      if (i != 0) add(", ");
      write(*types[i]);
    }
    add(close);
  }

  void classType(const RuntimeType& type) {
    add(type.definition->name);
    if (!type.arguments.empty()) list("<", type.arguments, type.arguments.size(), ">");
  }

  void function(const RuntimeType& type) {
    list("(", type.arguments, type.arguments.size() - 1, ") -> ");
    write(type.functionResult());
  }

  void optional(const RuntimeType& payload) {
    const bool brackets = payload.is(TypeKind::Function);
    if (brackets) add("(");
    write(payload);
    add(brackets ? ")?" : "?");
  }

  std::string text_;
  bool isFull_ = false;
};

}  // namespace

std::string textOf(const RuntimeType& type) { return TypeWriter().run(type); }

}  // namespace tatu::vm
