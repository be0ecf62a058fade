#include "tests/unit/compiler/emit/emit_fixture.h"

#include <fmt/core.h>

#include "bytecode/instruction.h"
#include "bytecode/structure.h"
#include "bytecode/verifier.h"

namespace tatu::compiler::emit {

using bytecode::OperandKind;

namespace {

std::string typeText(const bytecode::Module& module, bytecode::TypeIndex index) {
  const bytecode::Type& type = module.type(index);
  constexpr const char* kNames[] = {"Unit",  "Bool",     "Byte",   "Int32",    "Int",     "Float32",
                                    "Float", "Char",     "String", "Any",      "Never",   "Array",
                                    "Class", "Optional", "Tuple",  "Function", "Variable"};
  std::string text(type.definition.isNone() ? kNames[static_cast<std::size_t>(type.kind)]
                                            : module.text(module.classes[type.definition.value()].name));
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    text += (i == 0 ? "<" : ", ") + typeText(module, type.arguments[i]);
  }
  return type.arguments.empty() ? text : text + ">";
}

std::string labelText(const bytecode::Module& module, const bytecode::Code& code, std::size_t number) {
  const bytecode::Label& label = code.labels[number];
  std::string text = fmt::format("L{}:", number);
  for (const bytecode::TypeIndex type : label.stack) text += " [" + typeText(module, type) + "]";
  for (std::uint32_t i = 0; i < code.locals.size(); ++i) {
    if (bytecode::isInitialised(label, i)) text += fmt::format(" +{}", i);
  }
  return text + "\n";
}

std::string operandText(const bytecode::Module& module, const bytecode::Instruction& at) {
  switch (at.info().operandCount == 0 ? OperandKind::Count : at.info().operands[0]) {
    case OperandKind::Int64:
    case OperandKind::Int32: return fmt::format(" {}", at.integer());
    case OperandKind::String: return fmt::format(" \"{}\"", module.text(at.string()));
    case OperandKind::Type: return " " + typeText(module, at.type());
    case OperandKind::Call:
      return fmt::format(" {}", module.text(module.functions[module.calls[at.call().value()].function.value()].name));
    case OperandKind::Label: return fmt::format(" L{}", at.label().value());
    case OperandKind::Labels: {
      std::string text;
      for (const bytecode::LabelIndex label : at.labels()) text += fmt::format(" L{}", label.value());
      return text;
    }
    default: return at.info().operandCount == 0 ? "" : fmt::format(" {}", at.first);
  }
}

}  // namespace

std::string listing(const bytecode::Module& module, const bytecode::Code& code) {
  std::string text;
  for (bytecode::InstructionCursor at(code.bytes); !at.isAtEnd(); at.advance()) {
    const bytecode::LabelIndex label = bytecode::findLabel(code, at.offset());
    if (label) text += labelText(module, code, label.value());
    text += "  " + std::string(at->info().mnemonic) + operandText(module, *at) + "\n";
  }
  for (const bytecode::Handler& handler : code.handlers) {
    text += fmt::format("handler {}..{} -> L{}\n", handler.start, handler.end, handler.handler.value());
  }
  return text;
}

EmitTest::EmitTest()
    : intType(types.leaf(TypeKind::Int)),
      boolType(types.leaf(TypeKind::Bool)),
      stringType(types.leaf(TypeKind::String)),
      unitType(types.leaf(TypeKind::Unit)) {}

EmitTest::Expr EmitTest::number(std::int64_t value) {
  auto* e = node<hir::IntLiteral>(intType);
  e->value = value;
  return e;
}

EmitTest::Expr EmitTest::boolean(bool value) {
  auto* e = node<hir::BoolLiteral>(boolType);
  e->value = value;
  return e;
}

EmitTest::Expr EmitTest::text(const std::string& value) {
  auto* e = node<hir::StringLiteral>(stringType);
  e->value = value;
  return e;
}

hir::Local* EmitTest::local(const std::string& name, const Type* type, bool isMutable) {
  return arena.make<hir::Local>(hir::Local{name, type, isMutable, false});
}

EmitTest::Expr EmitTest::read(hir::Local* local) {
  auto* e = node<hir::LocalRead>(local->type);
  e->local = local;
  return e;
}

EmitTest::Expr EmitTest::instruction(bytecode::Opcode opcode, std::vector<Expr> operands, const Type* type) {
  auto* e = node<hir::Instruction>(type);
  e->opcode = opcode;
  e->operands = std::move(operands);
  return e;
}

EmitTest::Expr EmitTest::declare(hir::Local* local, Expr value) {
  auto* e = node<hir::LocalDeclare>(unitType);
  e->local = local;
  e->value = value;
  return e;
}

EmitTest::Expr EmitTest::assign(hir::Local* local, Expr value) {
  auto* e = node<hir::LocalAssign>(unitType);
  e->local = local;
  e->value = value;
  return e;
}

hir::Block* EmitTest::block(std::vector<Expr> statements, Expr result, const Type* type) {
  auto* e = node<hir::Block>(type != nullptr ? type : result != nullptr ? result->type : unitType);
  e->statements = std::move(statements);
  e->result = result;
  return e;
}

hir::If* EmitTest::branch(Expr condition, Expr then, Expr otherwise, const Type* type) {
  auto* e = node<hir::If>(type);
  e->condition = condition;
  e->then = then;
  e->otherwise = otherwise;
  return e;
}

EmitTest::Expr EmitTest::give(Expr value) {
  auto* e = node<hir::Return>(leaf(TypeKind::Never));
  e->value = value;
  return e;
}

EmitTest::Expr EmitTest::call(const FunctionSymbol& function, std::vector<Expr> arguments) {
  auto* e = node<hir::Call>(function.result);
  e->function = &function;
  e->arguments = std::move(arguments);
  return e;
}

FunctionSymbol& EmitTest::function(const std::string& name, std::vector<hir::Local*> parameters, const Type* result) {
  auto symbol = std::make_unique<FunctionSymbol>();
  symbol->name = name;
  symbol->result = result;
  for (const hir::Local* parameter : parameters) symbol->parameters.push_back({parameter->name, parameter->type});
  functions_.push_back({std::move(symbol), nullptr});
  return *functions_.back().symbol;
}

void EmitTest::body(FunctionSymbol& symbol, std::vector<hir::Local*> parameters, Expr body) {
  auto* function = arena.make<hir::Function>();
  function->symbol = &symbol;
  function->name = symbol.name;
  function->parameters = std::move(parameters);
  function->result = symbol.result;
  function->body = body;
  for (Declared& declared : functions_) {
    if (declared.symbol.get() == &symbol) declared.body = function;
  }
}

std::string EmitTest::emitted(const std::string& name) {
  ModuleEmitter emitter(types, core, "test", "1.0.0");
  emitter.addFile("test.tatu");
  for (const Declared& declared : functions_) emitter.declare(*declared.symbol);
  emitter.startBodies();
  for (const Declared& declared : functions_) emitter.emit(*declared.body);
  auto finished = std::move(emitter).finish();
  EXPECT_TRUE(finished.has_value());
  if (!finished) return {};
  module = std::move(*finished);
  const auto verified = bytecode::verifyModule(module, {});
  if (!verified) ADD_FAILURE() << verified.error().text();
  for (const bytecode::Function& function : module.functions) {
    if (module.text(function.name) == name) return "\n" + listing(module, module.code[function.code]);
  }
  return "no such function";
}

std::string EmitTest::emittedBody(std::vector<hir::Local*> parameters, const Type* result, Expr body) {
  FunctionSymbol& symbol = function("f", parameters, result);
  this->body(symbol, std::move(parameters), body);
  return emitted("f");
}

}  // namespace tatu::compiler::emit
