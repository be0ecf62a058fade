// Patterns as the exhaustiveness check sees them: which values of a type they cover, without bindings and code.
//
// The idea is that of Maranget, "Warnings for pattern matching" (2007): a pattern is useful if some value matches it
// and none of the earlier ones; a `match` is exhaustive if `_` behind it would be useless. The patterns so far are kept
// as a tree that branches by what stands first, so that asking costs the size of the pattern, not the number of
// patterns.
//
// The question is hard in general. After kMaxSteps steps a Coverage gives up: every pattern counts as useful, and
// isTooComplicated() says that the answer of missing() is not known.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
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
  explicit Coverage(Relations& relations) : relations_(relations) { nodes_.emplace_back(); }

  // Does the pattern match a value that no pattern matches that was added before?
  [[nodiscard]] bool isUseful(const Space* pattern, const Type* type);
  void add(const Space* pattern);
  // A value that no pattern matches, as a pattern; nothing if all values are covered.
  [[nodiscard]] std::optional<std::string> missing(const Type* type);
  [[nodiscard]] bool isTooComplicated() const { return steps_ > kMaxSteps; }

 private:
  // What is still to be matched, the next one at the back.
  using Row = std::vector<const Space*>;
  using Types = std::vector<const Type*>;
  // Where patterns go on behind what they have matched so far.
  struct Node {
    Node* all = nullptr;
    std::unordered_map<std::uint32_t, Node*> constructors;
    std::unordered_map<std::string, Node*> literals;
  };
  // The place of patterns in the tree. `pending` values more match anything before the node is reached.
  struct Cursor {
    const Node* node;
    std::size_t pending;
  };
  using Cursors = std::vector<Cursor>;
  struct Constructor {
    std::string name;
    Types parts;
  };
  using Texts = std::vector<std::string>;

  void insert(Node& node, Row row);
  Node& child(Node*& place);
  [[nodiscard]] bool isRowUseful(Cursors at, Row row, Types types, unsigned depth);
  [[nodiscard]] std::optional<Texts> missingRow(Cursors at, Types types, unsigned depth);
  [[nodiscard]] std::optional<Texts> missingConstructor(const Cursors& at, const Types& types, unsigned depth);
  [[nodiscard]] static std::string textOf(const Constructor& constructor, const Texts& parts, bool isOptional);
  [[nodiscard]] const std::vector<Constructor>& constructorsOf(const Type* type);
  [[nodiscard]] std::vector<Constructor> makeConstructors(const Type* type);
  [[nodiscard]] Cursors behindAll(const Cursors& at);
  [[nodiscard]] Cursors behindLiteral(const Cursors& at, const std::string& text);
  [[nodiscard]] Cursors behindConstructor(const Cursors& at, std::uint32_t number, std::size_t arity);
  [[nodiscard]] static bool hasConstructors(const Cursors& at);
  [[nodiscard]] bool step(std::size_t count, unsigned depth);

  static constexpr std::size_t kMaxSteps = 2'000'000;
  static constexpr unsigned kMaxDepth = 2000;

  Relations& relations_;
  std::deque<Node> nodes_;  // the first is the root
  std::unordered_map<const Type*, std::vector<Constructor>> constructors_;
  std::size_t steps_ = 0;
};

}  // namespace tatu::compiler::check
