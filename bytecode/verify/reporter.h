// Where the verifier's passes say what is wrong. The first problem counts; a check fails with `return
// reporter.fail(…)`, which is false.
//
// Each pass works on units (a declaration, a function) and stops the unit at the first problem.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "bytecode/module.h"
#include "bytecode/reject.h"

namespace tatu::bytecode {

class Reporter {
 public:
  // `off`: a rule whose problems are not recorded (for the tests of the rules).
  Reporter(std::string_view file, std::optional<Rule> off) : file_(file), off_(off) {}

  void enterSection(std::string_view section) {
    section_ = section;
    enter({});
  }
  // What is looked at now. Only a problem makes text of it, so modules and names stay until the next one is entered.
  void enterDeclaration(std::string_view name) { enter({name, nullptr, nullptr, std::nullopt}); }
  void enterNamed(const Module& module, StringIndex name) { enter({{}, &module, nullptr, name.value()}); }
  void enterFunction(const Module& module, const Function& function) { enter({{}, &module, &function, std::nullopt}); }
  void enterType(std::size_t number) { enter({{}, nullptr, nullptr, static_cast<std::uint32_t>(number)}); }
  void atOffset(std::uint32_t offset) { offset_ = offset; }
  void leaveOffset() { offset_.reset(); }

  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {}) {
    if (rule == off_ || reject_) return false;
    reject_ = Reject{rule,    std::string(file_),  std::string(section_), declarationName(),
                     offset_, std::move(expected), std::move(found),      std::move(message)};
    return false;
  }

  [[nodiscard]] bool hasFailed() const { return reject_.has_value(); }
  [[nodiscard]] std::optional<Reject> take() { return std::move(reject_); }

 private:
  struct Declaration {
    std::string_view name;
    const Module* module = nullptr;
    const Function* function = nullptr;
    std::optional<std::uint32_t> number;  // of a string of the module; without a module of a type
  };

  void enter(const Declaration& declaration) {
    declaration_ = declaration;
    offset_.reset();
  }
  [[nodiscard]] std::string declarationName() const;

  std::string_view file_;
  std::optional<Rule> off_;
  std::string_view section_;  // a literal
  Declaration declaration_;
  std::optional<std::uint32_t> offset_;
  std::optional<Reject> reject_;
};

// The name of a function for messages: "Class.method" or "function". Safe for any module.
[[nodiscard]] std::string describe(const Module& module, const Function& function);

}  // namespace tatu::bytecode
