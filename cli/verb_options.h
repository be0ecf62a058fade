// VerbOptions: the options of one verb, declared once: they are read from arguments, listed in the help, and their
// names are what a misspelt one is compared with.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cli/command_line.h"
#include "cli/verb_table.h"

namespace CLI {
class App;
}

namespace tatu::cli {

class VerbOptions {
 public:
  // What is read is put in `options`, which must outlive this.
  VerbOptions(const VerbRow& verb, Options& options);
  ~VerbOptions();
  VerbOptions(const VerbOptions&) = delete;
  VerbOptions& operator=(const VerbOptions&) = delete;

  // Options and their values; nothing else may be among them. Grants are not read here.
  [[nodiscard]] tl::expected<void, UsageError> read(std::vector<std::string> arguments);
  // One line per option.
  [[nodiscard]] std::string list() const;

 private:
  [[nodiscard]] tl::expected<void, UsageError> checkNames(const std::vector<std::string>& arguments) const;
  [[nodiscard]] UsageError unknown(std::string_view name) const;

  const VerbRow& verb_;
  std::unique_ptr<CLI::App> app_;
};

// Whether the value of an option may stand in the next argument, for every verb.
[[nodiscard]] bool takesNextArgument(std::string_view argument);

}  // namespace tatu::cli
