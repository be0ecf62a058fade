#include "compiler/check/exhaustiveness.h"

#include <algorithm>

namespace tatu::compiler::check {

namespace {

using hir::Pattern;
using hir::PatternKind;

constexpr std::size_t kBudget = 200'000;  // rows looked at

// What a value is made by. Ranges and type tests overlap with others, so each stands for itself.
struct Constructor {
  PatternKind kind = PatternKind::Wildcard;
  std::uint32_t number = 0;        // Case
  std::string constant{};          // Equal
  const Pattern* self = nullptr;   // Range
  const Type* target = nullptr;    // Type
  std::size_t arity = 0;

  friend bool operator==(const Constructor&, const Constructor&) = default;
};

using Row = std::vector<const Pattern*>;  // null: a wildcard
using Rows = std::vector<Row>;
using Types = std::vector<const Type*>;   // null: unknown, then nothing but wildcards stands in the column

bool isWildcard(const Pattern* pattern) {
  return pattern == nullptr || pattern->kind == PatternKind::Wildcard || pattern->kind == PatternKind::Bind;
}

Constructor constructorOf(const Pattern& pattern) {
  Constructor result{.kind = pattern.kind, .arity = pattern.parts.size()};
  switch (pattern.kind) {
    case PatternKind::Case: result.number = pattern.enumCase->number; break;
    case PatternKind::Equal: result.constant = pattern.constant; break;
    case PatternKind::Range: result.self = &pattern; break;
    case PatternKind::Type: result.target = pattern.target; break;
    default: break;
  }
  return result;
}

// All constructors of a type, if they can be listed.
std::vector<Constructor> allConstructors(const Type* type) {
  if (type == nullptr) return {};
  switch (type->kind) {
    case TypeKind::Bool: return {{.kind = PatternKind::Equal, .constant = "true"}, {.kind = PatternKind::Equal, .constant = "false"}};
    case TypeKind::Optional: return {{.kind = PatternKind::Null}, {.kind = PatternKind::Present, .arity = 1}};
    case TypeKind::Tuple: return {{.kind = PatternKind::Tuple, .arity = type->arguments.size()}};
    case TypeKind::Class: break;
    default: return {};
  }
  if (type->symbol->isData) return {{.kind = PatternKind::Data, .arity = type->symbol->fields.size()}};
  std::vector<Constructor> cases;
  for (const CaseSymbol* enumCase : type->symbol->cases) {
    cases.push_back({.kind = PatternKind::Case, .number = enumCase->number, .arity = enumCase->payload.size()});
  }
  return cases;
}

std::string textOf(const Constructor& constructor, const Type* type, std::span<const std::string> parts) {
  std::string inside;
  for (const std::string& part : parts) inside += (inside.empty() ? "" : ", ") + part;
  switch (constructor.kind) {
    case PatternKind::Null: return "null";
    case PatternKind::Present: return inside;
    case PatternKind::Equal: return constructor.constant;
    case PatternKind::Tuple: return "(" + inside + ")";
    case PatternKind::Data: return type->symbol->name + "(" + inside + ")";
    case PatternKind::Case: {
      const std::string& name = type->symbol->cases[constructor.number]->name;
      return parts.empty() ? name : name + "(" + inside + ")";
    }
    default: return "_";
  }
}

class Coverage {
 public:
  [[nodiscard]] bool isExhausted() const { return budget_ == 0; }

  // A value, one text per column, that no row matches.
  std::optional<std::vector<std::string>> missing(const Rows& rows, const Types& types) {
    if (!spend(rows.size() + 1)) return std::nullopt;
    if (types.empty()) return rows.empty() ? std::optional(std::vector<std::string>()) : std::nullopt;
    const std::vector<Constructor> used = usedIn(rows);
    const std::vector<Constructor> all = allConstructors(types[0]);
    const auto isUsed = [&](const Constructor& c) { return std::find(used.begin(), used.end(), c) != used.end(); };
    const auto unused = std::find_if_not(all.begin(), all.end(), isUsed);
    if (all.empty() || unused != all.end()) return missingDefault(rows, types, used.empty() || all.empty() ? nullptr : &*unused);
    for (const Constructor& constructor : all) {
      if (auto found = missingOf(constructor, rows, types)) return found;
    }
    return std::nullopt;
  }

  // Whether some value matches `row` and none of `rows`.
  bool isUseful(const Rows& rows, const Row& row, const Types& types) {
    if (!spend(rows.size() + 1)) return true;
    if (row.empty()) return rows.empty();
    if (!isWildcard(row[0]) && row[0]->kind == PatternKind::Or) {
      return std::any_of(row[0]->parts.begin(), row[0]->parts.end(), [&](const Pattern* part) { return isUseful(rows, withHead(row, part), types); });
    }
    if (!isWildcard(row[0])) return isUsefulAs(constructorOf(*row[0]), rows, row, types);
    const std::vector<Constructor> all = allConstructors(types[0]);
    const std::vector<Constructor> used = usedIn(rows);
    const bool isComplete = !all.empty() && std::all_of(all.begin(), all.end(), [&](const Constructor& c) { return std::find(used.begin(), used.end(), c) != used.end(); });
    if (!isComplete) return isUseful(defaultRows(rows), Row(row.begin() + 1, row.end()), Types(types.begin() + 1, types.end()));
    return std::any_of(all.begin(), all.end(), [&](const Constructor& c) { return isUsefulAs(c, rows, row, types); });
  }

 private:
  bool spend(std::size_t amount) {
    budget_ = budget_ > amount ? budget_ - amount : 0;
    return budget_ > 0;
  }

  static Row withHead(const Row& row, const Pattern* head) {
    Row result = row;
    result[0] = head;
    return result;
  }

  static void collect(const Pattern* pattern, std::vector<Constructor>& into) {
    if (isWildcard(pattern)) return;
    if (pattern->kind == PatternKind::Or) {
      for (const Pattern* part : pattern->parts) collect(part, into);
      return;
    }
    const Constructor constructor = constructorOf(*pattern);
    if (std::find(into.begin(), into.end(), constructor) == into.end()) into.push_back(constructor);
  }

  static std::vector<Constructor> usedIn(const Rows& rows) {
    std::vector<Constructor> used;
    for (const Row& row : rows) collect(row[0], used);
    return used;
  }

  // The rows that can match a value made by `constructor`, its parts in front of the other columns.
  static void specialise(const Constructor& constructor, const Row& row, Rows& into) {
    if (!isWildcard(row[0]) && row[0]->kind == PatternKind::Or) {
      for (const Pattern* part : row[0]->parts) specialise(constructor, withHead(row, part), into);
      return;
    }
    if (!isWildcard(row[0]) && constructorOf(*row[0]) != constructor) return;
    Row result(constructor.arity, nullptr);
    if (!isWildcard(row[0])) std::copy(row[0]->parts.begin(), row[0]->parts.end(), result.begin());
    result.insert(result.end(), row.begin() + 1, row.end());
    into.push_back(std::move(result));
  }

  static Rows specialised(const Constructor& constructor, const Rows& rows) {
    Rows result;
    for (const Row& row : rows) specialise(constructor, row, result);
    return result;
  }

  static Rows defaultRows(const Rows& rows) {
    Rows result;
    for (const Row& row : rows) {
      const bool hasWildcard = isWildcard(row[0]) || (row[0]->kind == PatternKind::Or && std::any_of(row[0]->parts.begin(), row[0]->parts.end(), isWildcard));
      if (hasWildcard) result.emplace_back(row.begin() + 1, row.end());
    }
    return result;
  }

  // The types of the parts are those of the patterns that look at them.
  static Types partTypes(const Rows& rows, std::size_t arity, const Types& types) {
    Types result(arity, nullptr);
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < arity; ++i) {
        if (row[i] != nullptr) result[i] = row[i]->type;
      }
    }
    result.insert(result.end(), types.begin() + 1, types.end());
    return result;
  }

  std::optional<std::vector<std::string>> missingDefault(const Rows& rows, const Types& types, const Constructor* unused) {
    auto found = missing(defaultRows(rows), Types(types.begin() + 1, types.end()));
    if (!found) return std::nullopt;
    const std::vector<std::string> parts(unused == nullptr ? 0 : unused->arity, "_");
    found->insert(found->begin(), unused == nullptr ? "_" : textOf(*unused, types[0], parts));
    return found;
  }

  std::optional<std::vector<std::string>> missingOf(const Constructor& constructor, const Rows& rows, const Types& types) {
    const Rows inner = specialised(constructor, rows);
    auto found = missing(inner, partTypes(inner, constructor.arity, types));
    if (!found) return std::nullopt;
    const auto end = found->begin() + static_cast<std::ptrdiff_t>(constructor.arity);
    const std::string text = textOf(constructor, types[0], std::span(found->begin(), end));
    found->erase(found->begin(), end);
    found->insert(found->begin(), text);
    return found;
  }

  bool isUsefulAs(const Constructor& constructor, const Rows& rows, const Row& row, const Types& types) {
    Rows inner = specialised(constructor, rows);
    const Rows own = specialised(constructor, {row});
    Rows both = inner;
    both.insert(both.end(), own.begin(), own.end());
    return !own.empty() && isUseful(inner, own[0], partTypes(both, constructor.arity, types));
  }

  std::size_t budget_ = kBudget;
};

}  // namespace

MatchCoverage coverageOf(const Type* subject, std::span<const hir::Arm> arms) {
  MatchCoverage result;
  Coverage coverage;
  Rows rows;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    const Row row{arms[i].pattern};
    if (!coverage.isUseful(rows, row, {subject})) result.unreachable.push_back(i);
    if (arms[i].guard == nullptr) rows.push_back(row);
  }
  if (const auto missing = coverage.missing(rows, {subject})) result.missing = missing->front();
  result.isTooComplex = coverage.isExhausted();
  return result;
}

bool isIrrefutable(const Pattern& pattern) {
  const hir::Arm arm{.pattern = const_cast<Pattern*>(&pattern)};
  const MatchCoverage coverage = coverageOf(pattern.type, std::span(&arm, 1));
  return !coverage.missing && !coverage.isTooComplex;
}

}  // namespace tatu::compiler::check
