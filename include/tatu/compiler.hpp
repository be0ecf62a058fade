// The compiler for hosts in C++20, over compiler.h; what is linked is libtatu_compiler.
//
//   tatu::CompileOptions options;
//   options.import(game);  // a host module
//   auto program = tatu::compile(text, options);
//   if (!program) std::fputs(program.messages(), stderr);
//   else runtime.load(program.bytes(), "program");
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <tatu/compiler.h>
#include <tatu/guest.hpp>

namespace tatu {

// The options of the C interface, which describes them, with their defaults; and the packages and files.
class CompileOptions : public tatu_compile_options {
 public:
  CompileOptions() { tatu_compile_options_defaults(this, sizeof(tatu_compile_options)); }

  // What is given here stays where it is until the program has been compiled.
  CompileOptions& import(const Module& host_module) { return import(host_module.bytes()); }
  CompileOptions& import(std::span<const std::uint8_t> package) {
    packages_.push_back({package.data(), package.size()});
    return *this;
  }
  CompileOptions& file(const char* path, std::string_view text) {
    files_.push_back({path, nullptr, text.data(), text.size()});
    return *this;
  }

  [[nodiscard]] tatu_compile_options raw() const {
    tatu_compile_options options = *this;
    if (!packages_.empty()) {
      options.packages = packages_.data();
      options.package_count = packages_.size();
    }
    if (!files_.empty()) {
      options.files = files_.data();
      options.file_count = files_.size();
    }
    return options;
  }

 private:
  std::vector<tatu_compile_package> packages_;
  std::vector<tatu_compile_file> files_;
};

// A module, or why there is none.
class Compiled {
 public:
  Compiled(tatu_compile_result* result, tatu_status status) : result_(result), status_(status) {}

  explicit operator bool() const { return status_ == TATU_OK; }
  [[nodiscard]] tatu_status status() const { return status_; }
  [[nodiscard]] std::span<const std::uint8_t> bytes() const {
    std::size_t size = 0;
    const auto* const bytes = static_cast<const std::uint8_t*>(tatu_compile_result_module(result_.get(), &size));
    return {bytes, size};
  }
  // Errors and warnings, rendered.
  [[nodiscard]] const char* messages() const { return tatu_compile_result_messages(result_.get()); }
  [[nodiscard]] std::vector<tatu_compile_diagnostic> diagnostics() const {
    std::vector<tatu_compile_diagnostic> found(tatu_compile_result_diagnostics(result_.get()));
    for (std::size_t i = 0; i < found.size(); ++i) {
      found[i].size = sizeof found[i];
      (void)tatu_compile_result_diagnostic(result_.get(), i, &found[i]);
    }
    return found;
  }

 private:
  struct Destroy {
    void operator()(tatu_compile_result* result) const { tatu_compile_result_destroy(result); }
  };
  std::unique_ptr<tatu_compile_result, Destroy> result_;
  tatu_status status_;
};

[[nodiscard]] inline Compiled compile(std::string_view text, const CompileOptions& options = {}) {
  const tatu_compile_options raw = options.raw();
  tatu_compile_result* result = nullptr;
  const tatu_status status = tatu_compile(text.data(), text.size(), &raw, &result);
  return {result, status};
}

}  // namespace tatu
