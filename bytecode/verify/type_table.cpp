#include "bytecode/verify/type_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/hash_index.h"
#include "bytecode/limits.h"
#include "bytecode/seeded_hash.h"

namespace tatu::bytecode {

namespace {

bool isReferenceKind(TypeKind kind) {
  return kind == TypeKind::String || kind == TypeKind::Any || kind == TypeKind::Array || kind == TypeKind::Class ||
         kind == TypeKind::Function;
}

class TypeTableChecker {
 public:
  TypeTableChecker(const Module& module, Reporter& reporter) : module_(module), reporter_(reporter) {}

  bool run() {
    const std::vector<Type>& types = module_.types;
    if (types.size() > kMaxTableEntries) return reporter_.fail(Rule::Limit, "There are too many types");
    sizes_.reserve(types.size());
    seen_.reserve(types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
      reporter_.enterType(i);
      if (!order(types[i], i) || !shape(types[i]) || !size(types[i]) || !unique(static_cast<std::uint32_t>(i)))
        return false;
    }
    return true;
  }

 private:
  struct Size {
    std::uint32_t depth;
    std::uint32_t nodes;
    std::uint32_t width;
  };

  bool order(const Type& type, std::size_t position) {
    for (const TypeIndex argument : type.arguments) {
      if (argument.value() >= module_.types.size()) return reporter_.fail(Rule::IndexRange, "There is no such type");
      if (argument.value() >= position) return reporter_.fail(Rule::TypeOrder, "A type stands before one of its parts");
    }
    return true;
  }

  bool shape(const Type& type) {
    const std::size_t count = type.arguments.size();
    switch (type.kind) {
      case TypeKind::Array: return count == 1 || wrongCount();
      case TypeKind::Optional:
        if (count != 1) return wrongCount();
        return module_.type(type.arguments[0]).kind != TypeKind::Optional ||
               reporter_.fail(Rule::TypeShape, "An optional is of an optional");
      case TypeKind::Tuple: return (count >= 2 && count <= kMaxTupleParts) || wrongCount();
      case TypeKind::Function: return (count >= 1 && count <= kMaxParameters) || wrongCount();
      case TypeKind::Class: return classShape(type);
      case TypeKind::Variable:
        return (count == 0 && type.variable < kMaxTypeParameters) ||
               reporter_.fail(Rule::TypeShape, "A type variable's number is too large");
      default: return count == 0 || wrongCount();
    }
  }

  bool wrongCount() { return reporter_.fail(Rule::TypeShape, "A type has the wrong number of parts"); }

  bool classShape(const Type& type) {
    if (type.definition.value() >= module_.classes.size())
      return reporter_.fail(Rule::IndexRange, "There is no such class");
    const Class& definition = module_.classes[type.definition.value()];
    if (definition.kind == ClassKind::Builtin) return reporter_.fail(Rule::TypeShape, "A type names a builtin class");
    if (type.arguments.size() == definition.typeParameters.size()) return true;
    return reporter_.fail(
        Rule::TypeArguments, "A class type has another number of arguments than its class has parameters",
        fmt::format("{}", definition.typeParameters.size()), fmt::format("{}", type.arguments.size()));
  }

  bool size(const Type& type) {
    Size size{0, 1, 0};
    for (const TypeIndex argument : type.arguments) {
      const Size& part = sizes_[argument.value()];
      size.depth = std::max(size.depth, part.depth);
      size.nodes += part.nodes;
      size.width += part.width;
    }
    ++size.depth;
    size.width = widthOf(type, size.width);
    if (size.depth > kMaxTypeDepth || size.nodes > kMaxTypeNodes || size.width > kMaxTypeWidth) {
      return reporter_.fail(Rule::TypeSize, "A type is too deep, too large or too wide",
                            fmt::format("{} deep, {} parts, {} slots", kMaxTypeDepth, kMaxTypeNodes, kMaxTypeWidth),
                            fmt::format("{}, {}, {}", size.depth, size.nodes, size.width));
    }
    sizes_.push_back(size);
    return true;
  }

  std::uint32_t widthOf(const Type& type, std::uint32_t partsWidth) const {
    switch (type.kind) {
      case TypeKind::Unit:
      case TypeKind::Never: return 0;
      case TypeKind::Tuple: return partsWidth;
      case TypeKind::Optional: return isReferenceKind(module_.type(type.arguments[0]).kind) ? 1 : partsWidth + 1;
      default: return 1;
    }
  }

  bool unique(std::uint32_t position) {
    const Type& type = module_.types[position];
    const auto isSame = [&](std::uint32_t other) { return module_.types[other] == type; };
    return seen_.findOrAdd(hashOf(type), position, isSame) == position ||
           reporter_.fail(Rule::TypeUnique, "A type is there twice");
  }

  static std::uint64_t hashOf(const Type& type) {
    std::uint64_t hash = hashWith(processSeed(), static_cast<std::uint64_t>(type.kind) << 32 | type.variable);
    hash = hashWith(hash, type.definition.value());
    for (const TypeIndex argument : type.arguments) hash = hashWith(hash, argument.value());
    return hash;
  }

  const Module& module_;
  Reporter& reporter_;
  std::vector<Size> sizes_;
  HashIndex seen_;
};

}  // namespace

bool checkTypeTable(const Module& module, Reporter& reporter) { return TypeTableChecker(module, reporter).run(); }

}  // namespace tatu::bytecode
