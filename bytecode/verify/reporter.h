// Where the verifier's passes say what is wrong. The first problem counts; a check fails with `return
// reporter.fail(…)`, which is false.
//
// Each pass works on units (a declaration, a function) and stops the unit at the first problem.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "bytecode/module.h"
#include "bytecode/reject.h"

namespace tatu::bytecode {

class Reporter {
 public:
  // `off`: a rule whose problems are not recorded (for the tests of the rules).
  Reporter(std::string_view file, std::optional<Rule> off) : file_(file), off_(off) {}

  void enterSection(std::string_view section) {
    section_ = section;
    enterDeclaration({});
  }
  void enterDeclaration(std::string_view name) { enter(std::string(name)); }
  // Named only if something is wrong with it; `module` and `function` stay where they are until the next place is
  // entered.
  void enterFunction(const Module& module, const Function& function) { enter(FunctionPlace{&module, &function}); }
  void enterType(std::size_t number) { enter(number); }
  void atOffset(std::uint32_t offset) { offset_ = offset; }
  void leaveOffset() { offset_.reset(); }

  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {}) {
    if (rule == off_ || reject_) return false;
    reject_ = Reject{rule,    std::string(file_),  section_,         declaration(),
                     offset_, std::move(expected), std::move(found), std::move(message)};
    return false;
  }

  [[nodiscard]] bool hasFailed() const { return reject_.has_value(); }
  [[nodiscard]] std::optional<Reject> take() { return std::move(reject_); }

 private:
  struct FunctionPlace {
    const Module* module;
    const Function* function;
  };
  using Place = std::variant<std::string, FunctionPlace, std::size_t>;

  void enter(Place place) {
    place_ = std::move(place);
    offset_.reset();
  }
  [[nodiscard]] std::string declaration() const;

  std::string_view file_;
  std::optional<Rule> off_;
  std::string section_;
  Place place_;
  std::optional<std::uint32_t> offset_;
  std::optional<Reject> reject_;
};

// The name of a function for messages: "Class.method" or "function". Safe for any module.
[[nodiscard]] std::string describe(const Module& module, const Function& function);
[[nodiscard]] std::string nameOrNumber(const Module& module, StringIndex name);

}  // namespace tatu::bytecode
