// Builds HIR by hand, emits it, verifies the module and shows code as text, one instruction a line.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "compiler/emit/module_emitter.h"
#include "compiler/hir/arena.h"
#include "compiler/hir/hir.h"

namespace tatu::compiler::emit {

// A function's code: `L0: [Int] {1,3}` for a label with its stack and initialised locals, then `mnemonic operand…`.
[[nodiscard]] std::string listing(const bytecode::Module& module, const bytecode::Code& code);

class EmitTest : public testing::Test {
 protected:
  using Expr = hir::Expression*;

  EmitTest();

  [[nodiscard]] const Type* leaf(TypeKind kind) const { return types.leaf(kind); }

  // ---- Nodes
  template <typename Node>
  Node* node(const Type* type) {
    return arena.make<Node>(type, hir::Position{nextLine++, 1});
  }
  Expr number(std::int64_t value);
  Expr boolean(bool value);
  Expr text(const std::string& value);
  hir::Local* local(const std::string& name, const Type* type, bool isMutable = false);
  Expr read(hir::Local* local);
  Expr instruction(bytecode::Opcode opcode, std::vector<Expr> operands, const Type* type);
  Expr less(Expr left, Expr right) { return instruction(bytecode::Opcode::IntLess, {left, right}, boolType); }
  Expr add(Expr left, Expr right) { return instruction(bytecode::Opcode::IntAdd, {left, right}, intType); }
  Expr declare(hir::Local* local, Expr value);
  Expr assign(hir::Local* local, Expr value);
  hir::Block* block(std::vector<Expr> statements, Expr result = nullptr, const Type* type = nullptr);
  hir::If* branch(Expr condition, Expr then, Expr otherwise, const Type* type);
  Expr give(Expr value);  // return
  Expr call(const FunctionSymbol& function, std::vector<Expr> arguments);

  // ---- Declarations
  FunctionSymbol& function(const std::string& name, std::vector<hir::Local*> parameters, const Type* result);
  // Sets the body of a function declared before.
  void body(FunctionSymbol& symbol, std::vector<hir::Local*> parameters, Expr body);

  // Emits everything, checks that the module verifies, and gives the listing of a function.
  std::string emitted(const std::string& name);
  // The body of a function `f` with these parameters.
  std::string emittedBody(std::vector<hir::Local*> parameters, const Type* result, Expr body);

  TypeTable types;
  hir::Arena arena;
  CoreSymbols core;
  const Type* intType = nullptr;
  const Type* boolType = nullptr;
  const Type* stringType = nullptr;
  const Type* unitType = nullptr;
  bytecode::Module module;
  std::uint32_t nextLine = 1;

 private:
  struct Declared {
    std::unique_ptr<FunctionSymbol> symbol;
    hir::Function* body = nullptr;
  };
  std::vector<Declared> functions_;
};

}  // namespace tatu::compiler::emit
