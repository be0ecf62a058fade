#include "bytecode/reference_page.h"

#include <fmt/format.h>

#include "bytecode/instruction.h"
#include "bytecode/text/names.h"

namespace tatu::bytecode {

namespace {

constexpr std::string_view kOperandNames[] = {"Int",    "Int32", "Byte",  "Float",  "Float32", "Char",
                                              "string", "type",  "local", "global", "count",   "call",
                                              "field",  "case",  "label", "labels"};
constexpr std::string_view kFlowNames[] = {"", "jump", "branch", "switch", "return", "throw"};

template <typename List>
std::string stackTypes(const List& types, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (!text.empty()) text += ' ';
    text += types[i] == StackType::Custom ? "…" : kLeafTypeNames[static_cast<std::size_t>(types[i])];
  }
  return text;
}

std::string traits(const InstructionInfo& info) {
  std::string text(kFlowNames[static_cast<std::size_t>(info.flow)]);
  const auto add = [&](Trait trait, std::string_view word) {
    if (!info.has(trait)) return;
    if (!text.empty()) text += ", ";
    text += word;
  };
  add(kThrows, "throws");
  add(kSafepoint, "safepoint");
  add(kCall, "call");
  add(kDynamic, "dynamic price");
  return text;
}

std::string row(Opcode opcode) {
  const InstructionInfo& info = infoOf(opcode);
  std::string operands;
  for (std::size_t i = 0; i < info.operandCount; ++i) {
    operands += fmt::format("{}{}", i == 0 ? "" : " ", kOperandNames[static_cast<std::size_t>(info.operands[i])]);
  }
  return fmt::format("| `{}` | {:02X} | {} | {} → {} | {} | {} | {} |\n", info.mnemonic, static_cast<unsigned>(opcode),
                     operands, stackTypes(info.pops, info.popCount), stackTypes(info.pushes, info.pushCount),
                     traits(info), info.fuel, info.text);
}

}  // namespace

std::string instructionReferencePage() {
  std::string page =
      "# Instructions\n\n"
      "This page is generated from `bytecode/instructions.def`; `write_reference` writes it, and a test compares it. "
      "How the machine\n"
      "works, and what the operands mean, is in [bytecode.md](bytecode.md).\n\n"
      "The stack column reads bottom to top, before → after; `…` means that it depends on operands and stack, as the "
      "text says.\n"
      "Fuel is what the instruction adds to the price of its basic block.\n\n"
      "| instruction | opcode | operands | stack | flow and traits | fuel | meaning |\n"
      "|---|---|---|---|---|---|---|\n";
  for (const Opcode opcode : allOpcodes()) page += row(opcode);
  return page;
}

}  // namespace tatu::bytecode
