// Packages and programs that import them: compiled, verified, loaded into one runtime, and run in all tiers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bytecode/verifier.h"
#include "compiler/emit/package_compiler.h"
#include "vm/runtime.h"

namespace tatu::compiler::testing {

using Verified = std::shared_ptr<const bytecode::VerifiedModule>;

struct SourceText {
  std::string path;  // "geometry/shapes"
  std::string text;
};

class PackageMachine {
 public:
  PackageMachine();

  // Compiles a package against those before it. What it imports from files is in `files`.
  void add(const std::string& name, const std::string& text, const std::vector<SourceText>& files = {});
  void add(Verified package);
  void addNative(const std::string& name, const std::string& signature, vm::NativeBody body);

  // What the compiler says about a program, in the short form; that it does not pass it and what is made of it is not
  // refused by the verifier is checked.
  [[nodiscard]] std::string messages(const std::string& program, const std::vector<SourceText>& files = {});
  // What the program prints, and the exception or the limit that ends it; in all tiers the same, as is checked.
  [[nodiscard]] std::string output(const std::string& program);
  // The names that the module of the last program imports: "geometry", "geometry.area".
  [[nodiscard]] const std::vector<std::string>& imported() const { return imported_; }
  [[nodiscard]] const Verified& core() const { return packages_.front(); }
  [[nodiscard]] const Verified& last() const { return packages_.back(); }

 private:
  struct Compiled {
    std::string messages;
    Verified module;
  };
  [[nodiscard]] Compiled compiled(const std::string& name, const std::string& text,
                                  const std::vector<SourceText>& files);
  [[nodiscard]] vm::Runtime& runtime();
  void noteImports(const bytecode::Module& module);

  std::vector<Verified> packages_;  // core first
  vm::NativeRegistry natives_;
  std::unique_ptr<vm::Runtime> runtime_;  // made by the first run
  std::size_t programs_ = 0;
  std::vector<std::string> imported_;
};

}  // namespace tatu::compiler::testing
