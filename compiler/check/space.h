// Patterns as the exhaustiveness check sees them: which values of a type they cover, without bindings and code.
// After Maranget, "Warnings for pattern matching" (2007): a row is useful if some value matches it and none above.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/relations.h"

namespace tatu::compiler::check {

struct Space {
  enum class Kind : std::uint8_t {
    All,          // every value
    Constructor,  // values made by constructor `number` of the type, whose parts are in `parts`
    Literal,      // values that `text` names, of infinitely many
    Either,       // any of `parts`
  };
  Kind kind = Kind::All;
  std::uint32_t number = 0;
  std::string text;
  std::vector<Space*> parts;
};

class Coverage {
 public:
  explicit Coverage(Relations& relations) : relations_(relations) {}

  // Does the pattern match a value that no earlier row matches?
  [[nodiscard]] bool isUseful(const Space* pattern, const Type* type);
  void add(const Space* pattern) { rows_.push_back({pattern}); }
  // A value that no row matches, as a pattern; nothing if all values are covered.
  [[nodiscard]] std::optional<std::string> missing(const Type* type);

 private:
  using Row = std::vector<const Space*>;
  using Types = std::vector<const Type*>;
  struct Constructor {
    std::string name;
    Types parts;
  };

  [[nodiscard]] bool isRowUseful(const std::vector<Row>& rows, const Row& row, const Types& types, int depth);
  [[nodiscard]] std::optional<std::vector<std::string>> missingRow(const std::vector<Row>& rows, const Types& types,
                                                                   int depth);
  [[nodiscard]] std::vector<Row> specialized(const std::vector<Row>& rows, std::uint32_t number,
                                             std::size_t arity) const;
  [[nodiscard]] std::vector<Row> specializedText(const std::vector<Row>& rows, const std::string& text) const;
  [[nodiscard]] std::vector<Row> defaults(const std::vector<Row>& rows) const;
  [[nodiscard]] std::vector<Constructor> constructorsOf(const Type* type);
  static void expand(const Row& row, std::vector<Row>& into);
  static std::vector<Row> expanded(const std::vector<Row>& rows);

  Relations& relations_;
  std::vector<Row> rows_;
  std::uint32_t steps_ = 0;
  static constexpr std::uint32_t kMaxSteps = 200000;
};

}  // namespace tatu::compiler::check
