#include "compiler/check/space.h"

#include <algorithm>

namespace tatu::compiler::check {

// All ways to make a value of the type; none if there are too many to name.
std::vector<Coverage::Constructor> Coverage::constructorsOf(const Type* type) {
  Program& program = relations_.program();
  if (type->is(TypeKind::Bool)) return {{"false", {}}, {"true", {}}};
  if (type->is(TypeKind::Unit)) return {{"Unit", {}}};
  if (type->is(TypeKind::Optional)) return {{"null", {}}, {"", {type->arguments[0]}}};
  if (type->is(TypeKind::Tuple)) return {{"", type->arguments}};
  if (!type->is(TypeKind::Class)) return {};
  std::vector<Constructor> result;
  const Substitution substitution = relations_.substitutionOf(type);
  const auto partsOf = [&](const std::vector<FieldSymbol*>& fields) {
    Types parts;
    for (const FieldSymbol* field : fields) parts.push_back(substitution.apply(program.types, program.typeOf(*field)));
    return parts;
  };
  if (type->symbol->kind == bytecode::ClassKind::Enum) {
    for (const CaseSymbol* enumCase : type->symbol->cases)
      result.push_back({enumCase->name, partsOf(enumCase->payload)});
  } else if (type->symbol->isData) {
    (void)program.ownMembers(*type->symbol);
    result.push_back({type->symbol->name, partsOf(type->symbol->fields)});
  }
  return result;
}

void Coverage::expand(const Row& row, std::vector<Row>& into) {
  if (row.empty() || row[0]->kind != Space::Kind::Either) {
    into.push_back(row);
    return;
  }
  for (const Space* part : row[0]->parts) {
    Row copy = row;
    copy[0] = part;
    expand(copy, into);
  }
}

std::vector<Coverage::Row> Coverage::expanded(const std::vector<Row>& rows) {
  std::vector<Row> result;
  for (const Row& row : rows) expand(row, result);
  return result;
}

namespace {

const Space kAll;

}  // namespace

std::vector<Coverage::Row> Coverage::specialized(const std::vector<Row>& rows, std::uint32_t number,
                                                 std::size_t arity) const {
  std::vector<Row> result;
  for (const Row& row : rows) {
    const Space& head = *row[0];
    Row specializedRow;
    if (head.kind == Space::Kind::All) {
      specializedRow.assign(arity, &kAll);
    } else if (head.kind == Space::Kind::Constructor && head.number == number) {
      for (std::size_t i = 0; i < arity; ++i) specializedRow.push_back(i < head.parts.size() ? head.parts[i] : &kAll);
    } else {
      continue;
    }
    specializedRow.insert(specializedRow.end(), row.begin() + 1, row.end());
    result.push_back(std::move(specializedRow));
  }
  return result;
}

std::vector<Coverage::Row> Coverage::specializedText(const std::vector<Row>& rows, const std::string& text) const {
  std::vector<Row> result;
  for (const Row& row : rows) {
    const bool matches =
        row[0]->kind == Space::Kind::All || (row[0]->kind == Space::Kind::Literal && row[0]->text == text);
    if (matches) result.emplace_back(row.begin() + 1, row.end());
  }
  return result;
}

std::vector<Coverage::Row> Coverage::defaults(const std::vector<Row>& rows) const {
  std::vector<Row> result;
  for (const Row& row : rows) {
    if (row[0]->kind == Space::Kind::All) result.emplace_back(row.begin() + 1, row.end());
  }
  return result;
}

bool Coverage::isUseful(const Space* pattern, const Type* type) {
  steps_ = 0;
  return isRowUseful(rows_, {pattern}, {type}, 0);
}

bool Coverage::isRowUseful(const std::vector<Row>& unexpanded, const Row& row, const Types& types, int depth) {
  if (++steps_ > kMaxSteps || depth > 500) return true;
  if (row.empty()) return unexpanded.empty();
  const std::vector<Row> rows = expanded(unexpanded);
  const Space& head = *row[0];
  if (head.kind == Space::Kind::Either) {
    return std::any_of(head.parts.begin(), head.parts.end(), [&](const Space* part) {
      Row copy = row;
      copy[0] = part;
      return isRowUseful(rows, copy, types, depth + 1);
    });
  }
  const Types rest(types.begin() + 1, types.end());
  const Row tail(row.begin() + 1, row.end());
  if (head.kind == Space::Kind::Literal) {
    return isRowUseful(specializedText(rows, head.text), tail, rest, depth + 1);
  }
  const std::vector<Constructor> constructors = constructorsOf(types[0]);
  const auto usefulWith = [&](std::uint32_t number) {
    const Types& parts = constructors[number].parts;
    Types newTypes = parts;
    newTypes.insert(newTypes.end(), rest.begin(), rest.end());
    return isRowUseful(specialized(rows, number, parts.size()), specialized({row}, number, parts.size())[0], newTypes,
                       depth + 1);
  };
  if (head.kind == Space::Kind::Constructor) return head.number >= constructors.size() || usefulWith(head.number);
  const bool usesConstructors =
      std::any_of(rows.begin(), rows.end(), [](const Row& r) { return r[0]->kind == Space::Kind::Constructor; });
  if (constructors.empty() || !usesConstructors) return isRowUseful(defaults(rows), tail, rest, depth + 1);
  for (std::uint32_t i = 0; i < constructors.size(); ++i) {
    if (usefulWith(i)) return true;
  }
  return false;
}

std::optional<std::string> Coverage::missing(const Type* type) {
  steps_ = 0;
  const auto row = missingRow(rows_, {type}, 0);
  if (!row) return std::nullopt;
  return row->front();
}

std::optional<std::vector<std::string>> Coverage::missingRow(const std::vector<Row>& unexpanded, const Types& types,
                                                             int depth) {
  if (types.empty()) {
    if (unexpanded.empty()) return std::vector<std::string>{};
    return std::nullopt;
  }
  if (++steps_ > kMaxSteps || depth > 500) return std::nullopt;
  const std::vector<Row> rows = expanded(unexpanded);
  const Types rest(types.begin() + 1, types.end());
  const std::vector<Constructor> constructors = constructorsOf(types[0]);
  const bool usesConstructors =
      std::any_of(rows.begin(), rows.end(), [](const Row& r) { return r[0]->kind == Space::Kind::Constructor; });
  if (constructors.empty() || !usesConstructors) {
    auto row = missingRow(defaults(rows), rest, depth + 1);
    if (row) row->insert(row->begin(), "_");
    return row;
  }
  for (std::uint32_t i = 0; i < constructors.size(); ++i) {
    const Types& parts = constructors[i].parts;
    Types newTypes = parts;
    newTypes.insert(newTypes.end(), rest.begin(), rest.end());
    auto row = missingRow(specialized(rows, i, parts.size()), newTypes, depth + 1);
    if (!row) continue;
    std::string text = constructors[i].name;
    const bool isPresent = types[0]->is(TypeKind::Optional);
    if (!parts.empty()) {
      if (!isPresent) text += "(";
      for (std::size_t part = 0; part < parts.size(); ++part) text += (part == 0 ? "" : ", ") + (*row)[part];
      if (!isPresent) text += ")";
    }
    std::vector<std::string> result{text};
    result.insert(result.end(), row->begin() + static_cast<std::ptrdiff_t>(parts.size()), row->end());
    return result;
  }
  return std::nullopt;
}

}  // namespace tatu::compiler::check
