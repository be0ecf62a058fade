#include "bytecode/disassembler.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "bytecode/instruction.h"
#include "bytecode/structure.h"
#include "bytecode/text/names.h"
#include "bytecode/text/type_text.h"
#include "bytecode/verify/code_structure.h"
#include "bytecode/verify/tables.h"

namespace tatu::bytecode {

namespace {

class Disassembler {
 public:
  explicit Disassembler(const Module& module) : module_(module), types_(module) {}

  std::string run() {
    header();
    tables();
    for (const Class& entry : module_.classes) classEntry(entry);
    for (const Global& entry : module_.globals) global(entry);
    for (const Function& entry : module_.functions) function(entry);
    return std::move(text_);
  }

 private:
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    text_ += '\n';
  }

  [[nodiscard]] std::string name(StringIndex index) const { return quotedName(module_.text(index)); }
  [[nodiscard]] std::string string(StringIndex index) const { return quotedString(module_.text(index)); }

  // ---- Names of entities
  [[nodiscard]] std::string memberName(PackageIndex package, ClassIndex owner, StringIndex member) const {
    std::string result = types_.packagePrefix(package);
    if (!owner.isNone()) result += name(module_.classes[owner.value()].name) + ".";
    return result + name(member);
  }

  [[nodiscard]] std::string type(TypeIndex index) const { return types_.of(index); }

  // ---- Header and tables
  void header() {
    line("module {} {}", string(module_.name), string(module_.version));
    if (module_.features != 0) line("features {}", module_.features);
    for (const Package& package : module_.packages) line("import {} {}", name(package.name), string(package.version));
    if (!module_.initialiser.isNone()) line("initialiser {}", functionName(module_.initialiser));
    if (!module_.main.isNone()) line("main {}", functionName(module_.main));
  }

  [[nodiscard]] std::string functionName(FunctionIndex index) const {
    const Function& function = module_.functions[index.value()];
    return memberName(function.package, function.owner, function.name);
  }

  // The order of the tables; without these lines entries would come in the order of first use.
  void tables() {
    line("\n; tables, in order");
    for (std::size_t i = 0; i < module_.strings.size(); ++i) line(".string {}", string(StringIndex(i)));
    for (std::size_t i = 0; i < module_.types.size(); ++i) line(".type {}", type(TypeIndex(i)));
    for (std::size_t i = 0; i < module_.calls.size(); ++i) line(".call {}", call(CallIndex(i)));
    for (std::size_t i = 0; i < module_.fieldRefs.size(); ++i) line(".field {}", fieldRef(FieldRefIndex(i)));
    for (std::size_t i = 0; i < module_.caseRefs.size(); ++i) line(".case {}", caseRef(CaseRefIndex(i)));
  }

  [[nodiscard]] std::string call(CallIndex index) const {
    const Call& call = module_.calls[index.value()];
    std::string result = functionName(call.function);
    if (!call.receiver.isNone()) result += " of " + type(call.receiver);
    if (!call.typeArguments.empty()) result += " with " + types_.list(call.typeArguments);
    return result;
  }

  [[nodiscard]] const Class& definitionOf(TypeIndex owner) const {
    return module_.classes[module_.type(owner).definition.value()];
  }

  [[nodiscard]] std::string fieldRef(FieldRefIndex index) const {
    const FieldRef& reference = module_.fieldRefs[index.value()];
    return name(definitionOf(reference.owner).fields[reference.field].name) + " of " + type(reference.owner);
  }
  [[nodiscard]] std::string caseRef(CaseRefIndex index) const {
    const CaseRef& reference = module_.caseRefs[index.value()];
    return name(definitionOf(reference.owner).cases[reference.caseNumber].name) + " of " + type(reference.owner);
  }

  // ---- Declarations
  void typeParameters(const List<TypeParameter>& parameters) {
    constexpr std::string_view kVariances[] = {"", " out", " in"};
    for (const TypeParameter& parameter : parameters) {
      std::string bounds;
      for (const TypeIndex bound : parameter.bounds) bounds += (bounds.empty() ? ": " : " & ") + type(bound);
      line("  type {}{}{}", name(parameter.name), kVariances[static_cast<std::size_t>(parameter.variance)], bounds);
    }
  }

  [[nodiscard]] std::string conditions(const List<Condition>& conditions) const {
    std::string result;
    for (const Condition& condition : conditions) {
      result += fmt::format("{}#{}: {}", result.empty() ? "where " : " & ", condition.variable, type(condition.bound));
    }
    return result;
  }

  [[nodiscard]] std::string field(const Field& field) const {
    return fmt::format("{}: {}{}{}", name(field.name), type(field.type), field.isPublic ? " pub" : "",
                       field.isMutable ? " mutable" : "");
  }

  void classEntry(const Class& entry) {
    std::string flags;
    if (entry.kind == ClassKind::Builtin) flags += " of " + std::string(builtinName(entry.builtin));
    if (entry.isPublic) flags += " pub";
    if (entry.isOpen) flags += " open";
    if (entry.isAbstract) flags += " abstract";
    if (entry.isData) flags += " data";
    if (entry.isSealed) flags += " sealed";
    line("\n{} {}{}{}", kClassKindNames[static_cast<std::size_t>(entry.kind)], types_.packagePrefix(entry.package),
         name(entry.name), flags);
    typeParameters(entry.typeParameters);
    if (!entry.superclass.isNone()) line("  extends {}", type(entry.superclass));
    for (const Conformance& conformance : entry.conformances) {
      const std::string under = conditions(conformance.conditions);
      line("  implements {}{}{}", type(conformance.interface), under.empty() ? "" : " ", under);
    }
    for (const Field& each : entry.fields) line("  field {}", field(each));
    for (const EnumCase& enumCase : entry.cases) {
      line("  case {}", name(enumCase.name));
      for (const Field& part : enumCase.payload) line("    part {}", field(part));
    }
    line("end");
  }

  void global(const Global& global) {
    line("\nglobal {}: {}{}{}", memberName(global.package, global.owner, global.name), type(global.type),
         global.isPublic ? " pub" : "", global.isMutable ? " mutable" : "");
  }

  void function(const Function& function) {
    std::string flags;
    for (const auto& [word, flag] : kFunctionFlagNames) {
      if (function.has(flag)) (flags += ' ') += word;
    }
    line("\nfunction {}{}", memberName(function.package, function.owner, function.name), flags);
    typeParameters(function.typeParameters);
    if (!function.conditions.empty()) line("  {}", conditions(function.conditions));
    for (const Parameter& parameter : function.parameters)
      line("  parameter {}: {}", name(parameter.name), type(parameter.type));
    line("  result {}", type(function.result));
    if (function.has(FunctionFlag::Native)) line("  native {}", string(function.nativeName));
    if (function.code != Function::kNoCode) code(function, module_.code[function.code]);
    line("end");
  }

  // ---- Code
  void code(const Function& function, const Code& code) {
    if (!code.file.isNone()) line("  file {}", string(code.file));
    for (std::size_t i = 0; i < code.locals.size(); ++i)
      line("  local {} ; {}", type(code.locals[i]), function.parameters.size() + i);
    line("code");
    collectMarks(code);
    std::size_t nextLine = 0;
    std::size_t nextLabel = 0;
    for (InstructionCursor at(code.bytes); !at.isAtEnd(); at.advance()) {
      mark(at.offset());
      if (nextLabel < code.labels.size() && code.labels[nextLabel].offset == at.offset())
        label(function, code, nextLabel++);
      if (nextLine < code.lines.size() && code.lines[nextLine].offset == at.offset()) {
        line("    line {}:{}", code.lines[nextLine].line, code.lines[nextLine].column);
        ++nextLine;
      }
      line("    {}{}", at->info().mnemonic, operands(*at));
    }
    mark(static_cast<std::uint32_t>(code.bytes.size()));
    for (const Handler& handler : code.handlers) {
      line("  handler @{} @{} {} L{}", marks_.at(handler.start), marks_.at(handler.end), type(handler.type),
           handler.handler.value());
    }
  }

  void collectMarks(const Code& code) {
    std::vector<std::uint32_t> offsets;
    for (const Handler& handler : code.handlers) {
      offsets.push_back(handler.start);
      offsets.push_back(handler.end);
    }
    std::sort(offsets.begin(), offsets.end());
    offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
    marks_.clear();
    for (std::size_t i = 0; i < offsets.size(); ++i) marks_.emplace(offsets[i], i);
  }

  void mark(std::uint32_t offset) {
    const auto found = marks_.find(offset);
    if (found != marks_.end()) line("  @{}:", found->second);
  }

  void label(const Function& function, const Code& code, std::size_t number) {
    const Label& label = code.labels[number];
    std::string map;
    if (!label.stack.empty()) map += " [" + types_.list(label.stack) + "]";
    std::string set;
    for (std::uint32_t i = 0; i < code.locals.size(); ++i) {
      if (isInitialised(label, i)) set += fmt::format("{}{}", set.empty() ? "" : " ", function.parameters.size() + i);
    }
    if (!set.empty()) map += " {" + set + "}";
    if (label.isObjectRaw) map += " raw";
    line("  L{}:{}", number, map);
  }

  [[nodiscard]] std::string operands(const Instruction& at) const {
    const InstructionInfo& info = at.info();
    std::string result;
    // A count stands before what it counts or picks from.
    if (info.operandCount == 2) result += fmt::format(" {}", at.second);
    if (info.operandCount > 0) result += " " + operand(at, info.operands[0]);
    return result;
  }

  [[nodiscard]] std::string operand(const Instruction& at, OperandKind kind) const {
    switch (kind) {
      case OperandKind::Int64: return fmt::format("{}", at.integer());
      case OperandKind::Int32: return fmt::format("{}", at.integer32());
      case OperandKind::Float: return std::isnan(at.number()) ? "nan" : fmt::format("{}", at.number());
      case OperandKind::Float32: return std::isnan(at.number32()) ? "nan" : fmt::format("{}", at.number32());
      case OperandKind::Char: return fmt::format("U+{:04X}", at.first);
      case OperandKind::String: return string(at.string());
      case OperandKind::Type: return type(at.type());
      case OperandKind::Global: {
        const Global& global = module_.globals[at.global().value()];
        return memberName(global.package, global.owner, global.name);
      }
      case OperandKind::Call: return call(at.call());
      case OperandKind::Field: return fieldRef(at.field());
      case OperandKind::Case: return caseRef(at.enumCase());
      case OperandKind::Label: return fmt::format("L{}", at.first);
      case OperandKind::Labels: {
        std::string labels;
        for (const LabelIndex label : at.labels())
          labels += fmt::format("{}L{}", labels.empty() ? "" : " ", label.value());
        return labels;
      }
      default: return fmt::format("{}", at.first);
    }
  }

  const Module& module_;
  TypeText types_;
  std::unordered_map<std::uint32_t, std::size_t> marks_;  // by offset, of the current function
  std::string text_;
};

bool isPrintable(const Module& module, Reporter& reporter) {
  const bool isCore = module.name.value() < module.strings.size() && module.text(module.name) == "core";
  std::vector<FunctionFacts> facts;
  return checkTables(module, isCore, reporter) && checkCodeStructure(module, reporter, facts);
}

}  // namespace

tl::expected<std::string, Reject> disassemble(const Module& module) {
  Reporter reporter({}, std::nullopt);
  if (!isPrintable(module, reporter)) return tl::unexpected(*reporter.take());
  return Disassembler(module).run();
}

}  // namespace tatu::bytecode
