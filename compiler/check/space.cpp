#include "compiler/check/space.h"

#include <algorithm>
#include <utility>

namespace tatu::compiler::check {

namespace {

template <typename Part>
void pushReversed(std::vector<const Part*>& row, const auto& parts) {
  for (std::size_t i = parts.size(); i-- > 0;) row.push_back(parts[i]);
}

}  // namespace

// ---- The types' constructors

// All ways to make a value of the type; none if there are too many to name.
const std::vector<Coverage::Constructor>& Coverage::constructorsOf(const Type* type) {
  const auto found = constructors_.find(type);
  if (found != constructors_.end()) return found->second;
  return constructors_.emplace(type, makeConstructors(type)).first->second;
}

std::vector<Coverage::Constructor> Coverage::makeConstructors(const Type* type) {
  Program& program = relations_.program();
  if (type->is(TypeKind::Bool)) return {{"false", {}}, {"true", {}}};
  if (type->is(TypeKind::Unit)) return {{"Unit", {}}};
  if (type->is(TypeKind::Optional)) return {{"null", {}}, {"", {type->arguments[0]}}};
  if (type->is(TypeKind::Tuple)) return {{"", type->arguments}};
  std::vector<Constructor> result;
  const Substitution substitution = relations_.substitutionOf(type);
  const auto partsOf = [&](const std::vector<FieldSymbol*>& fields) {
    Types parts;
    for (const FieldSymbol* field : fields) parts.push_back(substitution.apply(program.types, program.typeOf(*field)));
    return parts;
  };
  const bool isClass = type->is(TypeKind::Class);
  if (isClass && type->symbol->kind == bytecode::ClassKind::Enum) {
    for (const CaseSymbol* enumCase : type->symbol->cases)
      result.push_back({enumCase->name, partsOf(enumCase->payload)});
  } else if (isClass && type->symbol->isData) {
    (void)program.ownMembers(*type->symbol);
    result.push_back({type->symbol->name, partsOf(type->symbol->fields)});
  }
  for (const Type* leaf : relations_.sealedLeaves(type)) {
    if (leaf->symbol->isData && !constructorsOf(leaf).front().parts.empty()) {
      result.push_back(constructorsOf(leaf).front());
    } else {
      result.push_back({"is " + toString(leaf), {}});
    }
  }
  return result;
}

// ---- The tree

Coverage::Node& Coverage::child(Node*& place) {
  if (place == nullptr) place = &nodes_.emplace_back();
  return *place;
}

void Coverage::insert(Node& start, Row row) {
  Node* node = &start;
  while (!row.empty()) {
    const Space& head = *row.back();
    row.pop_back();
    switch (head.kind) {
      case Space::Kind::All: node = &child(node->all); break;
      case Space::Kind::Literal: node = &child(node->literals[head.text]); break;
      case Space::Kind::Constructor:
        node = &child(node->constructors[head.number]);
        pushReversed<Space>(row, head.parts);
        break;
      case Space::Kind::Either:
        for (const Space* part : head.parts) {
          Row copy = row;
          copy.push_back(part);
          insert(*node, std::move(copy));
        }
        return;
    }
  }
}

void Coverage::add(const Space* pattern) { insert(nodes_.front(), {pattern}); }

bool Coverage::hasConstructors(const Cursors& at) {
  return std::any_of(at.begin(), at.end(),
                     [](const Cursor& c) { return c.pending == 0 && !c.node->constructors.empty(); });
}

Coverage::Cursors Coverage::behindAll(const Cursors& at) {
  Cursors result;
  for (const Cursor& cursor : at) {
    if (cursor.pending > 0) {
      result.push_back({cursor.node, cursor.pending - 1});
    } else if (cursor.node->all != nullptr) {
      result.push_back({cursor.node->all, 0});
    }
  }
  return result;
}

Coverage::Cursors Coverage::behindLiteral(const Cursors& at, const std::string& text) {
  Cursors result = behindAll(at);
  for (const Cursor& cursor : at) {
    if (cursor.pending > 0) continue;
    if (const auto found = cursor.node->literals.find(text); found != cursor.node->literals.end())
      result.push_back({found->second, 0});
  }
  return result;
}

Coverage::Cursors Coverage::behindConstructor(const Cursors& at, std::uint32_t number, std::size_t arity) {
  Cursors result = behindAll(at);
  for (Cursor& cursor : result) cursor.pending += arity;
  for (const Cursor& cursor : at) {
    if (cursor.pending > 0) continue;
    if (const auto found = cursor.node->constructors.find(number); found != cursor.node->constructors.end())
      result.push_back({found->second, 0});
  }
  return result;
}

// False if it has become too much.
bool Coverage::step(std::size_t count, unsigned depth) {
  steps_ += depth > kMaxDepth ? kMaxSteps + 1 : count + 1;
  return steps_ <= kMaxSteps;
}

// ---- Usefulness

bool Coverage::isUseful(const Space* pattern, const Type* type) {
  return isTooComplicated() || isRowUseful({{&nodes_.front(), 0}}, {pattern}, {type}, 0);
}

bool Coverage::isRowUseful(Cursors at, Row row, Types types, unsigned depth) {
  while (!row.empty() && !at.empty()) {
    if (!step(at.size(), depth)) return true;
    const Space& head = *row.back();
    const Type* type = types.back();
    row.pop_back();
    types.pop_back();
    const auto enter = [&](std::uint32_t number, const Types& parts) {
      at = behindConstructor(at, number, parts.size());
      pushReversed<Type>(types, parts);
    };
    if (head.kind == Space::Kind::Literal) {
      at = behindLiteral(at, head.text);
    } else if (head.kind == Space::Kind::Either) {
      types.push_back(type);
      return std::any_of(head.parts.begin(), head.parts.end(), [&](const Space* part) {
        Row copy = row;
        copy.push_back(part);
        return isRowUseful(at, std::move(copy), types, depth + 1);
      });
    } else if (head.kind == Space::Kind::Constructor) {
      const std::vector<Constructor>& constructors = constructorsOf(type);
      if (head.number >= constructors.size()) return true;
      enter(head.number, constructors[head.number].parts);
      pushReversed<Space>(row, head.parts);
    } else if (!hasConstructors(at)) {
      at = behindAll(at);
    } else {
      static const Space kAll;
      const std::vector<Constructor>& constructors = constructorsOf(type);
      for (std::uint32_t i = 0; i < constructors.size(); ++i) {
        Types inner = types;
        pushReversed<Type>(inner, constructors[i].parts);
        Row copy = row;
        copy.insert(copy.end(), constructors[i].parts.size(), &kAll);
        Cursors next = behindConstructor(at, i, constructors[i].parts.size());
        if (isRowUseful(std::move(next), std::move(copy), std::move(inner), depth + 1)) return true;
      }
      return false;
    }
  }
  return at.empty();
}

// ---- What is missing

std::optional<std::string> Coverage::missing(const Type* type) {
  if (isTooComplicated()) return std::nullopt;
  const auto row = missingRow({{&nodes_.front(), 0}}, {type}, 0);
  if (!row) return std::nullopt;
  return row->front();
}

// One text for each of the types, the first of them at the back of `types`.
std::optional<Coverage::Texts> Coverage::missingRow(Cursors at, Types types, unsigned depth) {
  Texts result;
  while (!at.empty()) {
    if (!step(at.size(), depth) || types.empty()) return std::nullopt;
    if (hasConstructors(at) && !constructorsOf(types.back()).empty()) {
      auto rest = missingConstructor(at, types, depth);
      if (!rest) return std::nullopt;
      result.insert(result.end(), rest->begin(), rest->end());
      return result;
    }
    at = behindAll(at);
    types.pop_back();
    result.emplace_back("_");
  }
  result.insert(result.end(), types.size(), "_");
  return result;
}

std::optional<Coverage::Texts> Coverage::missingConstructor(const Cursors& at, const Types& types, unsigned depth) {
  const Type* type = types.back();
  const std::vector<Constructor>& constructors = constructorsOf(type);
  for (std::uint32_t i = 0; i < constructors.size(); ++i) {
    const Types& parts = constructors[i].parts;
    Types inner(types.begin(), types.end() - 1);
    pushReversed<Type>(inner, parts);
    const auto row = missingRow(behindConstructor(at, i, parts.size()), std::move(inner), depth + 1);
    if (!row) continue;
    const auto rest = row->begin() + static_cast<std::ptrdiff_t>(parts.size());
    Texts result{textOf(constructors[i], {row->begin(), rest}, type->is(TypeKind::Optional))};
    result.insert(result.end(), rest, row->end());
    return result;
  }
  return std::nullopt;
}

std::string Coverage::textOf(const Constructor& constructor, const Texts& parts, bool isOptional) {
  if (parts.empty()) return constructor.name;
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return isOptional ? text : constructor.name + "(" + text + ")";
}

}  // namespace tatu::compiler::check
