#include "bytecode/verify/code_structure.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/instruction.h"
#include "bytecode/limits.h"

namespace tatu::bytecode {

namespace {

// The scratch memory of a checker serves one function after the other.
class CodeChecker {
 public:
  CodeChecker(const Module& module, Reporter& reporter) : module_(module), reporter_(reporter) {
    tableSizes_.fill(kNoTable);
    setTable(OperandKind::String, module.strings.size());
    setTable(OperandKind::Type, module.types.size());
    setTable(OperandKind::Global, module.globals.size());
    setTable(OperandKind::Call, module.calls.size());
    setTable(OperandKind::Field, module.fieldRefs.size());
    setTable(OperandKind::Case, module.caseRefs.size());
  }

  bool run(const Function& function, FunctionFacts& facts) {
    reporter_.enterFunction(module_, function);
    code_ = &decoder_.decode(module_.code, function.code);
    parameterCount_ = function.parameters.size();
    setTable(OperandKind::Local, localCount());
    setTable(OperandKind::Label, code_->labels.size());
    return header() && labelOrder() && instructions(facts) && handlers() && lines();
  }

 private:
  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {}) {
    return reporter_.fail(rule, std::move(message), std::move(expected), std::move(found));
  }
  bool failAt(std::uint32_t offset, Rule rule, std::string message) {
    reporter_.atOffset(offset);
    return fail(rule, std::move(message));
  }

  [[nodiscard]] std::size_t localCount() const { return parameterCount_ + code_->locals.size(); }

  void setTable(OperandKind kind, std::size_t size) { tableSizes_[static_cast<std::size_t>(kind)] = size; }

  bool header() {
    if (code_->bytes.empty()) return fail(Rule::CodeEnd, "The code is empty");
    if (code_->bytes.size() > kMaxCodeBytes) return fail(Rule::Limit, "The code is too long");
    if (localCount() > kMaxLocals) return fail(Rule::Limit, "There are too many locals");
    if (!areTypes(code_->locals)) return false;
    if (!code_->file.isNone() && code_->file.value() >= module_.strings.size())
      return fail(Rule::IndexRange, "There is no such string");
    return true;
  }

  bool areTypes(std::span<const TypeIndex> types) {
    const bool areInside =
        std::all_of(types.begin(), types.end(), [this](TypeIndex type) { return type.value() < module_.types.size(); });
    return areInside || fail(Rule::IndexRange, "There is no such type");
  }

  // ---- Labels
  bool labelOrder() {
    for (std::size_t i = 0; i < code_->labels.size(); ++i) {
      const Label& label = code_->labels[i];
      if (i > 0 && label.offset <= code_->labels[i - 1].offset)
        return failAt(label.offset, Rule::LabelOrder, "Labels are not in order");
      if (!areTypes(label.stack)) return false;
      if (label.stack.size() > kMaxStackEntries)
        return failAt(label.offset, Rule::Limit, "A label's stack is too deep");
      if (!labelLocals(label)) return false;
    }
    return true;
  }

  bool labelLocals(const Label& label) {
    const std::vector<std::uint8_t>& bits = label.initialised;
    if (bits.empty()) return true;
    if (bits.back() == 0) return failAt(label.offset, Rule::LabelLocals, "A label's set of locals ends in a zero byte");
    const std::size_t highest = bits.size() * 8 - static_cast<std::size_t>(std::countl_zero(bits.back()));
    if (highest <= code_->locals.size()) return true;
    return failAt(label.offset, Rule::LabelLocals, "A label's set of locals names one that does not exist");
  }

  // ---- Instructions: one walk, on which labels, handlers' borders and line rows are met in order.
  bool instructions(FunctionFacts& facts) {
    starts_.assign(code_->bytes.size() / 64 + 1, 0);
    bool fallsThrough = true;
    std::uint32_t instructionCount = 0;
    std::size_t nextLabel = 0;
    Instruction at;
    for (std::uint32_t offset = 0; offset < code_->bytes.size(); offset = at.end) {
      reporter_.atOffset(offset);
      const bool isLabel = nextLabel < code_->labels.size() && code_->labels[nextLabel].offset == offset;
      if (isLabel) ++nextLabel;
      if (!isLabel && !fallsThrough) return fail(Rule::Unlabelled, "Nothing arrives at this instruction");
      const DecodeError error = decodeInstruction(code_->bytes, offset, at);
      if (error.problem != DecodeProblem::None) return failDecoding(error);
      if (!operands(at)) return false;
      if (nextLabel < code_->labels.size() && code_->labels[nextLabel].offset < at.end) {
        return failAt(code_->labels[nextLabel].offset, Rule::LabelPlace, "A label stands inside an instruction");
      }
      starts_[offset / 64] |= std::uint64_t{1} << (offset % 64);
      ++instructionCount;
      fallsThrough = !at.info().isTerminator();
    }
    facts.instructionCount = instructionCount;
    if (fallsThrough) return fail(Rule::CodeEnd, "Control runs off the end of the code");
    if (nextLabel < code_->labels.size())
      return failAt(code_->labels[nextLabel].offset, Rule::LabelPlace, "A label stands behind the code");
    reporter_.leaveOffset();
    return true;
  }

  bool failDecoding(DecodeError error) {
    reporter_.atOffset(error.offset);
    switch (error.problem) {
      case DecodeProblem::UnknownOpcode:
        return fail(Rule::Opcode, "The opcode is unknown", {}, fmt::format("{:#04x}", code_->bytes[error.offset]));
      case DecodeProblem::Truncated: return fail(Rule::Operand, "The code ends in an instruction");
      case DecodeProblem::Varint: return fail(Rule::Operand, "An operand is too large or not in its shortest form");
      case DecodeProblem::OperandRange: return fail(Rule::Operand, "An operand's value is not possible");
      default: return fail(Rule::Operand, "A NaN is not the canonical one");
    }
  }

  bool operands(const Instruction& instruction) {
    const InstructionInfo& info = instruction.info();
    if (info.operandCount == 0) return true;
    if (info.operands[0] == OperandKind::Labels) {
      for (const LabelIndex label : instruction.labels()) {
        if (label.value() >= code_->labels.size()) return failRange(code_->labels.size(), label.value());
      }
      return true;
    }
    const std::size_t size = tableSizes_[static_cast<std::size_t>(info.operands[0])];
    return instruction.first < size || size == kNoTable || failRange(size, instruction.first);
  }

  bool failRange(std::size_t size, std::uint64_t found) {
    return fail(Rule::OperandRange, "An operand is outside of its table", fmt::format("below {}", size),
                fmt::format("{}", found));
  }

  [[nodiscard]] bool isStart(std::uint32_t offset) const {
    return offset < code_->bytes.size() && (starts_[offset / 64] >> (offset % 64) & 1) != 0;
  }

  // ---- Handlers
  bool handlers() {
    if (code_->handlers.size() > kMaxLocals) return fail(Rule::Limit, "There are too many handlers");
    for (const Handler& handler : code_->handlers) {
      if (handler.type.value() >= module_.types.size()) return fail(Rule::IndexRange, "There is no such type");
      if (handler.handler.value() >= code_->labels.size())
        return fail(Rule::OperandRange, "A handler's label does not exist");
      const bool isEnd = handler.end == code_->bytes.size() || isStart(handler.end);
      if (handler.start >= handler.end || !isStart(handler.start) || !isEnd) {
        return failAt(handler.start, Rule::HandlerRange, "A handler's range is empty or cuts an instruction");
      }
    }
    return handlerNesting();
  }

  // Seen in order, a range may not partly overlap one before it, nor lie inside one before it (which would always win)
  // unless they are the same range. Sorted by start, with outer ranges first, a stack of open ranges shows both.
  bool handlerNesting() {
    if (code_->handlers.size() < 2) return true;
    std::vector<std::uint32_t> order(code_->handlers.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::vector<Handler>& handlers = code_->handlers;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      if (handlers[a].start != handlers[b].start) return handlers[a].start < handlers[b].start;
      if (handlers[a].end != handlers[b].end) return handlers[a].end > handlers[b].end;
      return a > b;
    });
    std::vector<std::uint32_t> open;
    for (const std::uint32_t i : order) {
      while (!open.empty() && handlers[open.back()].end <= handlers[i].start) open.pop_back();
      if (!open.empty()) {
        const Handler& outer = handlers[open.back()];
        const bool isSame = outer.start == handlers[i].start && outer.end == handlers[i].end;
        if (handlers[i].end > outer.end || (!isSame && i > open.back())) {
          return failAt(handlers[i].start, Rule::HandlerNesting,
                        "Handlers overlap, or an outer one stands before an inner one");
        }
      }
      open.push_back(i);
      if (open.size() > kMaxHandlerNesting) return failAt(handlers[i].start, Rule::Limit, "Handlers nest too deeply");
    }
    return true;
  }

  // ---- Lines
  bool lines() {
    for (std::size_t i = 0; i < code_->lines.size(); ++i) {
      const LineRow& row = code_->lines[i];
      const bool isInOrder = i == 0 || row.offset > code_->lines[i - 1].offset;
      const bool isNews = i == 0 || row.line != code_->lines[i - 1].line || row.column != code_->lines[i - 1].column;
      if (!isInOrder || !isNews || !isStart(row.offset) || row.line == 0 || row.column == 0) {
        return failAt(row.offset, Rule::Lines,
                      "A row of the line table is out of order, out of place, says nothing new, or has no line");
      }
    }
    return true;
  }

  static constexpr std::size_t kNoTable = ~std::size_t{0};

  const Module& module_;
  Reporter& reporter_;
  CodeDecoder decoder_;
  const Code* code_ = nullptr;
  std::size_t parameterCount_ = 0;
  // By OperandKind: the size of the table that such an operand indexes.
  std::array<std::size_t, static_cast<std::size_t>(OperandKind::Labels) + 1> tableSizes_{};
  std::vector<std::uint64_t> starts_;  // bit i: an instruction starts at offset i
};

}  // namespace

bool checkCodeStructure(const Module& module, const Function& function, Reporter& reporter, FunctionFacts& facts) {
  return CodeChecker(module, reporter).run(function, facts);
}

bool checkCodeStructure(const Module& module, Reporter& reporter, std::vector<FunctionFacts>& facts) {
  reporter.enterSection("code");
  facts.resize(module.code.size());
  CodeChecker checker(module, reporter);
  return std::all_of(module.functions.begin(), module.functions.end(), [&](const Function& function) {
    if (function.code == Function::kNoCode) return true;
    return checker.run(function, facts[function.code]);
  });
}

}  // namespace tatu::bytecode
