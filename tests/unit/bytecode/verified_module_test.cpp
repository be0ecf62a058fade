// What the verifier keeps for others: blocks and fuel, stack heights; resolved imports; builders; look-ups in
// code.
#include "bytecode/verified_module.h"

#include <gtest/gtest.h>

#include "bytecode/instruction.h"
#include "bytecode/module_builder.h"
#include "bytecode/structure.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "test_modules.h"
#include "tests/unit/timing.h"

namespace tatu::bytecode {
namespace {

std::shared_ptr<const VerifiedModule> objects() {
  const auto verified =
      verifyModule(test::assembleText(test::readFile(TATU_SOURCE_DIR "/tests/verifier/valid/objects.tasm"), "objects"),
                   test::packages());
  EXPECT_TRUE(verified.has_value());
  return verified ? *verified : nullptr;
}

TEST(VerifiedModule, InstructionsAreCounted) {
  const auto module = objects();
  for (std::size_t i = 0; i < module->module().functions.size(); ++i) {
    const Function& function = module->module().functions[i];
    if (function.code == Function::kNoCode) continue;
    const FunctionFacts& facts = **module->factsOf(FunctionIndex(i));
    const Code code = module->module().code[function.code];
    std::uint32_t instructions = 0;
    for (InstructionCursor at(code.bytes); !at.isAtEnd(); at.advance()) ++instructions;
    EXPECT_EQ(facts.instructionCount, instructions);
  }
}

TEST(LinkedModule, ImportsAreResolvedToTheRealDeclarations) {
  const auto module = objects();
  const LinkedModule& linked = module->linked();
  ASSERT_NE(linked.core(), nullptr);
  EXPECT_EQ(linked.core()->name(), "core");
  for (std::size_t i = 0; i < importedFunctionCount(module->module()); ++i) {
    const FunctionEntity entity = linked.resolve(FunctionIndex(i));
    EXPECT_EQ(entity.module, linked.core());
    EXPECT_EQ(entity.module->text(declarationOf(entity).name), linked.text(module->module().functions[i].name));
  }
  EXPECT_TRUE(linked.findClass("nothing").isNone());
  EXPECT_TRUE(linked.findFunction(ClassIndex::none(), "area").value() >= importedFunctionCount(module->module()));
}

TEST(Structure, LookUps) {
  Code code;
  code.labels.resize(2);
  code.labels[0].offset = 3;
  code.labels[1].offset = 9;
  code.lines = {{2, 1, 1}, {5, 2, 1}};
  code.handlers = {{2, 4, TypeIndex(0), LabelIndex(0)}, {0, 8, TypeIndex(0), LabelIndex(1)}};
  EXPECT_EQ(findLabel(code, 9), LabelIndex(1));
  EXPECT_TRUE(findLabel(code, 4).isNone());
  EXPECT_EQ(findLine(code, 1), nullptr);
  EXPECT_EQ(findLine(code, 4)->line, 1u);
  EXPECT_EQ(findLine(code, 100)->line, 2u);
  EXPECT_EQ(findHandler(code, 3), 0u);
  EXPECT_EQ(findHandler(code, 3, 1), 1u);
  EXPECT_EQ(findHandler(code, 8), 2u);
}

// Two functions, of which one mentions an own global, and a global that is imported when both have their code.
Module withLateGlobal(bool areClosed) {
  ModuleBuilder builder("late", "1.0");
  const TypeIndex type = builder.leaf(TypeKind::Int);
  Global global;
  global.name = builder.string("own");
  global.type = type;
  const GlobalIndex own = builder.addGlobal(global);
  for (const char* name : {"reads", "doesNot"}) {
    Function function;
    function.name = builder.string(name);
    function.result = type;
    const FunctionIndex index = builder.addFunction(function);
    CodeBuilder& code = builder.codeOf(index);
    code.setFile(builder.string("file"));
    code.setPosition(1, 1);
    if (std::string_view(name) == "reads")
      code.emit(Opcode::GlobalGet, own);
    else
      code.emitInt(7);
    code.emit(Opcode::Return);
    if (areClosed) builder.closeCode(index);
  }
  global.name = builder.string("imported");
  global.package = builder.package("core", "1.0");
  (void)builder.addGlobal(global);
  return std::move(builder).finish();
}

TEST(ModuleBuilder, ClosedCodeIsTheSame) {
  const Module module = withLateGlobal(true);
  EXPECT_EQ(writeModule(module), writeModule(withLateGlobal(false)));
  ASSERT_EQ(module.code.size(), 2u);
  EXPECT_EQ(InstructionCursor(module.code.instructionsOf(0))->global(), GlobalIndex(1));
  EXPECT_EQ(module.code[1].file, module.code[0].file);
}

TEST(ModuleBuilder, ImportsMayComeLate) {
  const auto build = [] {
    ModuleBuilder builder("late", "1.0");
    Function own;
    own.name = builder.string("f");
    own.result = builder.leaf(TypeKind::Unit);
    const FunctionIndex f = builder.addFunction(own);
    Function imported;
    imported.package = builder.package("core", "1.0");
    imported.name = builder.string("println");
    imported.flags = static_cast<std::uint32_t>(FunctionFlag::Public);
    imported.parameters = {{builder.string("text"), builder.leaf(TypeKind::String)}};
    imported.result = builder.leaf(TypeKind::Unit);
    const FunctionIndex println = builder.addFunction(imported);
    CodeBuilder& code = builder.codeOf(f);
    code.setPosition(1, 1);
    const NewLabel end = code.newLabel();
    code.emit(Opcode::PushTrue);
    code.emit(Opcode::JumpTrue, end);
    code.emit(Opcode::PushString, builder.string("x"));
    code.emit(Opcode::Call, builder.call({println, {}, {}}));
    code.emit(Opcode::Pop);
    code.bind(end, {});
    code.emit(Opcode::PushUnit);
    code.emit(Opcode::Return);
    builder.setMain(f);
    return std::move(builder).finish();
  };
  const Module module = build();
  EXPECT_EQ(module.main, FunctionIndex(1));
  EXPECT_EQ(module.calls[0].function, FunctionIndex(0));
  const auto verified = verifyModule(module, test::packages());
  ASSERT_TRUE(verified.has_value()) << verified.error().text();
  EXPECT_EQ(writeModule(module), writeModule(build()));
}

// 64 kB of code built to make the meeting of maps quadratic: verified in linear time, or refused for it.
TEST(Verifier, MeetingMapsTakeLinearTime) {
  std::string text = "module \"big\" \"1\"\nfunction f\n  parameter b: Bool\n";
  for (int i = 0; i < 8000; ++i) text += "  local Int\n";
  text += "code\n";
  std::string set;
  for (int i = 0; i < 8000; ++i) {
    text += "    push.int 1\n    local.set " + std::to_string(i + 1) + "\n";
    set += " " + std::to_string(i + 1);
  }
  text += "  top: {" + set + "}\n";
  for (int i = 0; i < 15000; ++i) text += "    local.get 0\n    jump.true top\n";
  text += "    push.unit\n    return\nend\n";
  const Module module = test::assembleText(text, "big");
  const tatu::test::Stopwatch watch;
  const auto verified = verifyModule(module, {});
  EXPECT_LT(watch.seconds(), 2 * tatu::test::kSlowdown);
  EXPECT_TRUE(verified.has_value() || verified.error().rule == Rule::Limit);
}

}  // namespace
}  // namespace tatu::bytecode
