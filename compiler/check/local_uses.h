// What a body does with its local variables, found out before it is checked: which ones its lambdas and local functions
// use, and which ones its loops and `try` blocks assign. Names are resolved by scopes, as the checker resolves them.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/ast/declarations.h"
#include "compiler/ast/expressions.h"
#include "compiler/ast/statements.h"
#include "compiler/check/scoped_names.h"
#include "compiler/source/source_position.h"

namespace tatu::compiler::check {

// A local's declaration, by the place of its name.
using DeclarationPlace = std::uint32_t;
[[nodiscard]] inline DeclarationPlace placeOf(SourceSpan name) { return name.begin.offset; }

class LocalUses {
 public:
  // Adds what a body does; bodies are scanned one by one.
  void scan(const ast::Node& body);

  [[nodiscard]] bool isUsedByLambda(SourceSpan name) const { return usedByLambdas_.count(placeOf(name)) != 0; }
  // The names from outside of it that a local function or class, or the default value of a local function's parameter,
  // uses, `this` among them, each once. Not all of them are variables; of a value the parameters are outside.
  [[nodiscard]] std::span<const std::string_view> namesOutside(const ast::Node& code) const;
  // What is assigned inside of a loop, or of a block of a `try`; locals of the node itself too, some of them twice.
  [[nodiscard]] std::span<const DeclarationPlace> assignedIn(const ast::Node& node) const;

 private:
  struct Declared {
    DeclarationPlace place;
    std::uint32_t lambdaDepth;
  };
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  // A local function or class, or a default value, that is being walked through.
  struct OpenFunction {
    std::size_t mark;  // of its own names
    std::unordered_set<std::string_view> seen;
    std::vector<std::string_view> outside;
  };

  void walk(const ast::Node& node);
  void walkChildren(const ast::Node& node);
  void walkRecorded(const ast::Node& node);
  void walkBlock(const ast::BlockExpression& block);
  void walkMatch(const ast::MatchExpression& e);
  void walkTry(const ast::TryExpression& e);
  void walkLambda(const ast::LambdaExpression& e);
  void walkSequence(const ast::SequenceExpression& e);
  void walkFunction(const ast::FunctionDeclaration& function);
  void walkClass(const ast::ClassDeclaration& declaration);
  void walkConstruction(const ast::ClassDeclaration& declaration);
  void walkMember(const ast::Declaration& member);
  void closeFunction(const ast::Node& code);
  void walkFor(const ast::ForStatement& s);
  void declare(const ast::Identifier& name);
  void declare(const ast::Pattern& pattern);
  void use(std::string_view name);
  void useOutside(std::string_view name, std::size_t found);
  void assign(const ast::Expression& target);

  ScopedNames<Declared> names_;
  std::uint32_t lambdaDepth_ = 0;  // of lambdas and local functions
  std::vector<OpenFunction> openFunctions_;
  std::unordered_map<const ast::Node*, std::vector<std::string_view>> namesOutside_;
  std::unordered_set<DeclarationPlace> usedByLambdas_;
  std::vector<DeclarationPlace> assignments_;
  std::unordered_map<const ast::Node*, Range> ranges_;
};

}  // namespace tatu::compiler::check
