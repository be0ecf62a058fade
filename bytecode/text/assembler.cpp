#include "bytecode/assembler.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "bytecode/instruction.h"
#include "bytecode/module_builder.h"
#include "bytecode/text/names.h"
#include "bytecode/text/operand_text.h"
#include "bytecode/text/scanner.h"

namespace tatu::bytecode {

namespace {

constexpr int kMaxTypeNesting = 200;  // of the text; deeper types could not be verified anyway

class Assembler {
 public:
  explicit Assembler(std::string_view text) : text_(text) {}

  tl::expected<Module, AssemblyError> run() {
    if (!eachLine(&Assembler::declare) || !eachLine(&Assembler::define)) return tl::unexpected(*error_);
    if (function_ || class_) return tl::unexpected(AssemblyError{lineNumber_, 1, "a declaration has no `end`"});
    LineScanner noLine("");
    settleReferences(noLine);
    if (noLine.hasFailed()) return tl::unexpected(AssemblyError{lineNumber_, 1, noLine.error()});
    return std::move(builder_).finish();
  }

 private:
  using LineReader = void (Assembler::*)(LineScanner&);

  bool eachLine(LineReader read) {
    lineNumber_ = 0;
    std::string_view rest = text_;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      ++lineNumber_;
      LineScanner line(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.isAtEnd()) continue;
      (this->*read)(line);
      if (!line.hasFailed()) continue;
      error_ = AssemblyError{lineNumber_, line.column(), line.error()};
      return false;
    }
    return true;
  }

  // ---- First pass: what is declared, so that names can be used before their declaration.

  void declare(LineScanner& line) {
    const std::string_view word = line.peekKeyword();
    if (word == "import") return declarePackage(line);
    if (word == ".string") return declareString(line);
    if (std::find(kClassKindNames.begin(), kClassKindNames.end(), word) != kClassKindNames.end())
      return declareClass(line);
    if (word == "function") return declareMember(line, functionNames_);
    if (word == "global") return declareMember(line, globalNames_);
  }

  void declareString(LineScanner& line) {
    (void)line.keyword();
    (void)builder_.string(line.string());
  }

  void declarePackage(LineScanner& line) {
    (void)line.keyword();
    const std::string name = line.name();
    const std::string version = line.string();
    if (!packages_.emplace(name, std::pair(PackageIndex(packages_.size()), version)).second)
      line.fail("the package is imported twice");
    packageOrder_.push_back(name);
  }

  std::optional<PackageIndex> packageOf(LineScanner& line, const std::string& name) {
    if (name.empty()) return PackageIndex::none();
    const auto found = packages_.find(name);
    if (found != packages_.end()) return found->second.first;
    line.fail(fmt::format("the package {} is not imported", name));
    return std::nullopt;
  }

  void declareClass(LineScanner& line) {
    Class entry;
    const std::string_view kind = line.keyword();
    entry.kind = static_cast<ClassKind>(std::find(kClassKindNames.begin(), kClassKindNames.end(), kind) -
                                        kClassKindNames.begin());
    const EntityName name = readEntityName(line);
    const auto package = packageOf(line, name.package);
    if (!package || line.hasFailed()) return;
    entry.package = *package;
    const ClassIndex index = builder_.addClass(std::move(entry));
    if (!classNames_.emplace(name.key(), index).second) line.fail("the class is declared twice");
    classesByName_[name.name].push_back(index);
  }

  template <typename EntityIndex>
  void declareMember(LineScanner& line, std::unordered_map<std::string, EntityIndex>& names) {
    (void)line.keyword();
    const EntityName name = readEntityName(line);
    const auto package = packageOf(line, name.package);
    if (!package || line.hasFailed()) return;
    EntityIndex index;
    if constexpr (std::is_same_v<EntityIndex, FunctionIndex>) {
      Function entry;
      entry.package = *package;
      index = builder_.addFunction(std::move(entry));
    } else {
      Global entry;
      entry.package = *package;
      index = builder_.addGlobal(std::move(entry));
    }
    if (!names.emplace(name.key(), index).second) line.fail("this is declared twice");
  }

  // ---- Names to indices
  template <typename EntityIndex>
  EntityIndex find(LineScanner& line, const std::unordered_map<std::string, EntityIndex>& names, const EntityName& name,
                   std::string_view what) {
    const auto found = names.find(name.key());
    if (found != names.end()) return found->second;
    line.fail(fmt::format("there is no {} {}", what, name.name));
    return EntityIndex::none();
  }

  ClassIndex ownerOf(LineScanner& line, const EntityName& name) {
    if (name.owner.empty()) return ClassIndex::none();
    return find(line, classNames_, {name.package, "", name.owner}, "class");
  }

  // ---- Types
  TypeIndex type(LineScanner& line) {
    if (++nesting_ > kMaxTypeNesting) line.fail("the type is nested too deeply");
    TypeIndex result = line.hasFailed() ? builder_.leaf(TypeKind::Unit) : plainType(line);
    while (!line.hasFailed() && line.accept("?")) result = builder_.intern({TypeKind::Optional, {}, 0, {result}});
    --nesting_;
    return result;
  }

  TypeIndex plainType(LineScanner& line) {
    if (line.accept("#")) return builder_.variable(static_cast<std::uint32_t>(line.natural()));
    if (line.accept("(")) return parenthesised(line);
    if (line.accept("::")) return classType(line, find(line, classNames_, {"", "", line.name()}, "class"));
    const std::string name = line.name();
    if (line.accept("::")) return classType(line, find(line, classNames_, {name, "", line.name()}, "class"));
    const auto leaf = std::find(kLeafTypeNames.begin(), kLeafTypeNames.end(), name);
    if (leaf != kLeafTypeNames.end()) return builder_.leaf(static_cast<TypeKind>(leaf - kLeafTypeNames.begin()));
    if (name == kArrayTypeName) {
      const std::vector<TypeIndex> arguments = typeArguments(line);
      return builder_.intern({TypeKind::Array, {}, 0, arguments});
    }
    const auto found = classesByName_.find(name);
    if (found == classesByName_.end() || found->second.size() != 1) {
      line.fail(fmt::format("the class {} is {}", name,
                            found == classesByName_.end() ? "not declared" : "ambiguous: write its package"));
      return builder_.leaf(TypeKind::Unit);
    }
    return classType(line, found->second.front());
  }

  TypeIndex classType(LineScanner& line, ClassIndex definition) {
    const std::vector<TypeIndex> arguments = typeArguments(line);
    return builder_.intern({TypeKind::Class, definition, 0, arguments});
  }

  std::vector<TypeIndex> typeList(LineScanner& line) {
    std::vector<TypeIndex> types;
    do types.push_back(type(line));
    while (!line.hasFailed() && line.accept(","));
    return types;
  }

  std::vector<TypeIndex> typeArguments(LineScanner& line) {
    if (!line.accept("<")) return {};
    std::vector<TypeIndex> types = typeList(line);
    line.expect(">");
    return types;
  }

  // A tuple, a function, or a single type in parentheses.
  TypeIndex parenthesised(LineScanner& line) {
    std::vector<TypeIndex> types;
    if (!line.accept(")")) {
      types = typeList(line);
      line.expect(")");
    }
    if (line.accept("->")) {
      types.push_back(type(line));
      return builder_.intern({TypeKind::Function, {}, 0, types});
    }
    if (types.size() == 1) return types[0];
    return builder_.intern({TypeKind::Tuple, {}, 0, types});
  }

  // ---- Second pass
  void define(LineScanner& line) {
    if (isInCode_) return codeLine(line);
    const std::string_view word = line.keyword();
    if (function_)
      functionLine(line, word);
    else if (class_)
      classLine(line, word);
    else
      topLine(line, word);
    if (!line.isAtEnd()) line.fail("the line should end here");
  }

  void topLine(LineScanner& line, std::string_view word) {
    if (word == "module") {
      const std::string name = line.string();
      builder_.setName(name, line.string());
      for (const std::string& package : packageOrder_) (void)builder_.package(package, packages_.at(package).second);
    } else if (word == "features")
      builder_.setFeatures(line.natural());
    else if (word == "import") {
      (void)line.name();
      (void)line.string();
    } else if (word == "initialiser")
      builder_.setInitialiser(find(line, functionNames_, readEntityName(line), "function"));
    else if (word == "main")
      builder_.setMain(find(line, functionNames_, readEntityName(line), "function"));
    else if (word == ".string")
      (void)line.string();
    else if (word == ".type")
      (void)type(line);
    else if (word == ".call")
      (void)call(line);
    else if (word == ".field")
      pendingFields_.push_back(referenceName(line));
    else if (word == ".case")
      pendingCases_.push_back(referenceName(line));
    else if (word == "function")
      beginFunction(line);
    else if (word == "global")
      global(line);
    else if (std::find(kClassKindNames.begin(), kClassKindNames.end(), word) != kClassKindNames.end())
      beginClass(line);
    else
      line.fail(fmt::format("unknown declaration `{}`", word));
  }

  CallIndex call(LineScanner& line) {
    Call call;
    call.function = find(line, functionNames_, readEntityName(line), "function");
    if (line.acceptKeyword("of")) call.receiver = type(line);
    if (line.acceptKeyword("with")) call.typeArguments = typeList(line);
    return builder_.call(std::move(call));
  }

  // A field or case by name, to be found once all classes are complete.
  struct ReferenceName {
    std::string name;
    TypeIndex owner;
  };

  ReferenceName referenceName(LineScanner& line) {
    ReferenceName result{line.name(), {}};
    if (!line.acceptKeyword("of"))
      line.fail("expected `of` and a type");
    else
      result.owner = type(line);
    return result;
  }

  Class* definitionOf(LineScanner& line, TypeIndex owner) {
    if (line.hasFailed()) return nullptr;
    const Type& type = builder_.type(owner);
    if (type.kind == TypeKind::Class) return &builder_.at(type.definition);
    line.fail("the owner is no class");
    return nullptr;
  }

  template <typename Members>
  std::uint32_t numberOf(LineScanner& line, const Members& members, const std::string& name) {
    const StringIndex wanted = builder_.string(name);
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.name == wanted; });
    if (found == members.end()) line.fail(fmt::format("there is no {}", name));
    return static_cast<std::uint32_t>(found - members.begin());
  }

  FieldRefIndex fieldRef(LineScanner& line, const ReferenceName& reference) {
    Class* const definition = definitionOf(line, reference.owner);
    if (definition == nullptr) return FieldRefIndex::none();
    return builder_.fieldRef({reference.owner, numberOf(line, definition->fields, reference.name)});
  }

  CaseRefIndex caseRef(LineScanner& line, const ReferenceName& reference) {
    Class* const definition = definitionOf(line, reference.owner);
    if (definition == nullptr) return CaseRefIndex::none();
    return builder_.caseRef({reference.owner, numberOf(line, definition->cases, reference.name)});
  }

  // The directives .field and .case fix the order before the first code.
  void settleReferences(LineScanner& line) {
    for (const ReferenceName& reference : pendingFields_) (void)fieldRef(line, reference);
    for (const ReferenceName& reference : pendingCases_) (void)caseRef(line, reference);
    pendingFields_.clear();
    pendingCases_.clear();
  }

  // ---- Classes
  void beginClass(LineScanner& line) {
    const EntityName name = readEntityName(line);
    class_ = find(line, classNames_, name, "class");
    if (line.hasFailed()) return;
    Class& entry = builder_.at(*class_);
    entry.name = builder_.string(name.name);
    if (line.acceptKeyword("of")) entry.builtin = readBuiltinKind(line);
    readClassFlags(line, entry);
  }

  void classLine(LineScanner& line, std::string_view word) {
    Class& entry = builder_.at(*class_);
    if (word == "end")
      class_.reset();
    else if (word == "type")
      entry.typeParameters.push_back(typeParameter(line));
    else if (word == "extends")
      entry.superclass = type(line);
    else if (word == "implements") {
      Conformance conformance{type(line), {}};
      if (line.acceptKeyword("where")) conformance.conditions = conditions(line);
      entry.conformances.push_back(std::move(conformance));
    } else if (word == "field")
      entry.fields.push_back(field(line));
    else if (word == "case")
      entry.cases.push_back({builder_.string(line.name()), {}});
    else if (word == "part" && !entry.cases.empty())
      entry.cases.back().payload.push_back(field(line));
    else
      line.fail(fmt::format("unknown line `{}` in a class", word));
  }

  TypeParameter typeParameter(LineScanner& line) {
    TypeParameter parameter;
    parameter.name = builder_.string(line.name());
    if (line.acceptKeyword("out"))
      parameter.variance = Variance::Out;
    else if (line.acceptKeyword("in"))
      parameter.variance = Variance::In;
    if (!line.accept(":")) return parameter;
    do parameter.bounds.push_back(type(line));
    while (!line.hasFailed() && line.accept("&"));
    return parameter;
  }

  std::vector<Condition> conditions(LineScanner& line) {
    std::vector<Condition> conditions;
    do {
      line.expect("#");
      const auto variable = static_cast<std::uint32_t>(line.natural());
      line.expect(":");
      conditions.push_back({variable, type(line)});
    } while (!line.hasFailed() && line.accept("&"));
    return conditions;
  }

  Field field(LineScanner& line) {
    Field field;
    field.name = builder_.string(line.name());
    line.expect(":");
    field.type = type(line);
    if (line.acceptKeyword("pub")) field.isPublic = true;
    if (line.acceptKeyword("mutable")) field.isMutable = true;
    return field;
  }

  void global(LineScanner& line) {
    const EntityName name = readEntityName(line);
    const GlobalIndex index = find(line, globalNames_, name, "global");
    const ClassIndex owner = ownerOf(line, name);
    line.expect(":");
    if (line.hasFailed()) return;
    Global& entry = builder_.at(index);
    entry.name = builder_.string(name.name);
    entry.owner = owner;
    entry.type = type(line);
    entry.isPublic = line.acceptKeyword("pub");
    entry.isMutable = line.acceptKeyword("mutable");
  }

  // ---- Functions
  void beginFunction(LineScanner& line) {
    const EntityName name = readEntityName(line);
    function_ = find(line, functionNames_, name, "function");
    const ClassIndex owner = ownerOf(line, name);
    if (line.hasFailed()) return;
    Function& entry = builder_.at(*function_);
    entry.name = builder_.string(name.name);
    entry.owner = owner;
    entry.flags = readFunctionFlags(line);
  }

  void functionLine(LineScanner& line, std::string_view word) {
    Function& entry = builder_.at(*function_);
    if (word == "end")
      endFunction();
    else if (word == "type")
      entry.typeParameters.push_back(typeParameter(line));
    else if (word == "where")
      entry.conditions = conditions(line);
    else if (word == "parameter") {
      const StringIndex name = builder_.string(line.name());
      line.expect(":");
      entry.parameters.push_back({name, type(line)});
    } else if (word == "result")
      entry.result = type(line);
    else if (word == "native") {
      entry.nativeName = builder_.string(line.string());
      entry.flags |= static_cast<std::uint32_t>(FunctionFlag::Native);
    } else if (word == "file" || word == "local" || word == "code") {
      bodyLine(line, word);
    } else {
      line.fail(fmt::format("unknown line `{}` in a function", word));
    }
  }

  void bodyLine(LineScanner& line, std::string_view word) {
    if (!builder_.at(*function_).package.isNone())
      return line.fail("a function of another package has no body here; only its declaration is repeated");
    if (word == "file")
      builder_.codeOf(*function_).setFile(builder_.string(line.string()));
    else if (word == "local")
      (void)builder_.codeOf(*function_).addLocal(type(line), 0);
    else
      beginCode(line);
  }

  void endFunction() {
    Function& entry = builder_.at(*function_);
    if (entry.result.isNone()) entry.result = builder_.leaf(TypeKind::Unit);
    function_.reset();
    isInCode_ = false;
  }

  // ---- Code
  void beginCode(LineScanner& line) {
    settleReferences(line);
    isInCode_ = true;
    code_ = &builder_.codeOf(*function_);
    labels_.clear();
    marks_.clear();
  }

  NewLabel label(const std::string& name) {
    const auto found = labels_.find(name);
    if (found != labels_.end()) return found->second;
    return labels_.emplace(name, code_->newLabel()).first->second;
  }

  void codeLine(LineScanner& line) {
    if (line.accept("@")) {
      marks_[line.natural()] = code_->here();
      line.expect(":");
      return end(line);
    }
    const std::string_view word = line.keyword();
    if (word == "end")
      finishCode(line);
    else if (line.accept(":"))
      bindLabel(line, std::string(word));
    else if (word == "line")
      position(line);
    else if (word == "handler")
      handler(line);
    else if (const InstructionInfo* info = findMnemonic(word))
      instruction(line, *info);
    else
      line.fail(fmt::format("unknown instruction `{}`", word));
    end(line);
  }

  static void end(LineScanner& line) {
    if (!line.isAtEnd()) line.fail("the line should end here");
  }

  void finishCode(LineScanner& line) {
    for (const auto& [name, label] : labels_) {
      if (!code_->isBound(label)) line.fail(fmt::format("the label {} is used but not placed", name));
    }
    endFunction();
  }

  void bindLabel(LineScanner& line, const std::string& name) {
    StackMap map;
    if (line.accept("[")) {
      map.stack = typeList(line);
      line.expect("]");
    }
    if (line.accept("{")) {
      Label set;
      const std::uint64_t parameters = builder_.at(*function_).parameters.size();
      while (!line.hasFailed() && !line.accept("}")) {
        const std::uint64_t local = line.natural();
        if (local < parameters || local - parameters > 0xFFFF)
          line.fail("parameters always have a value; locals are numbered after them");
        else
          setInitialisedBit(map.initialised, static_cast<std::uint32_t>(local - parameters));
      }
    }
    map.isObjectRaw = line.acceptKeyword("raw");
    const NewLabel bound = label(name);
    if (code_->isBound(bound)) return line.fail("the label is placed twice");
    code_->bind(bound, std::move(map));
  }

  void position(LineScanner& line) {
    const auto row = static_cast<std::uint32_t>(line.natural());
    line.expect(":");
    code_->setPosition(row, static_cast<std::uint32_t>(line.natural()));
  }

  CodePosition mark(LineScanner& line) {
    line.expect("@");
    const auto found = marks_.find(line.natural());
    if (found != marks_.end()) return found->second;
    line.fail("the mark is not placed");
    return CodePosition(0);
  }

  void handler(LineScanner& line) {
    const CodePosition start = mark(line);
    const CodePosition end = mark(line);
    const TypeIndex caught = type(line);
    const NewLabel at = label(std::string(line.keyword()));
    if (!line.hasFailed()) code_->addHandler(start, end, caught, at);
  }

  void instruction(LineScanner& line, const InstructionInfo& info) {
    const Opcode opcode = opcodeOf(info);
    const auto count = info.operandCount == 2 ? static_cast<std::uint32_t>(line.natural()) : 0;
    if (info.operandCount == 0) return code_->emit(opcode);
    switch (info.operands[0]) {
      case OperandKind::Int64: return code_->emitInt(line.integer());
      case OperandKind::Int32: return code_->emitInt32(static_cast<std::int32_t>(line.integer()));
      case OperandKind::Byte: return code_->emitByte(static_cast<std::uint8_t>(line.natural()));
      case OperandKind::Float: return code_->emitFloat(readFloating<double>(line));
      case OperandKind::Float32: return code_->emitFloat32(readFloating<float>(line));
      case OperandKind::Char: return code_->emitChar(readCharacter(line));
      case OperandKind::String: return code_->emit(opcode, builder_.string(line.string()));
      case OperandKind::Type: return code_->emit(opcode, type(line));
      case OperandKind::Local: return code_->emit(opcode, LocalIndex(line.natural()));
      case OperandKind::Global: return code_->emit(opcode, find(line, globalNames_, readEntityName(line), "global"));
      case OperandKind::Count: return code_->emitCount(opcode, static_cast<std::uint32_t>(line.natural()));
      case OperandKind::Call: return code_->emit(opcode, call(line), count);
      case OperandKind::Field: return code_->emit(opcode, fieldRef(line, referenceName(line)));
      case OperandKind::Case: return code_->emit(opcode, caseRef(line, referenceName(line)), count);
      case OperandKind::Label: return code_->emit(opcode, label(std::string(line.keyword())));
      case OperandKind::Labels: return switchLabels(line);
    }
  }

  void switchLabels(LineScanner& line) {
    std::vector<NewLabel> targets;
    while (!line.isAtEnd()) targets.push_back(label(std::string(line.keyword())));
    code_->emitSwitch(targets);
  }

  std::string_view text_;
  std::uint32_t lineNumber_ = 0;
  int nesting_ = 0;
  std::optional<AssemblyError> error_;
  ModuleBuilder builder_;
  std::unordered_map<std::string, std::pair<PackageIndex, std::string>> packages_;
  std::vector<std::string> packageOrder_;
  std::unordered_map<std::string, ClassIndex> classNames_;
  std::unordered_map<std::string, std::vector<ClassIndex>> classesByName_;
  std::unordered_map<std::string, FunctionIndex> functionNames_;
  std::unordered_map<std::string, GlobalIndex> globalNames_;
  std::vector<ReferenceName> pendingFields_;
  std::vector<ReferenceName> pendingCases_;
  std::optional<ClassIndex> class_;
  std::optional<FunctionIndex> function_;
  bool isInCode_ = false;
  CodeBuilder* code_ = nullptr;
  std::unordered_map<std::string, NewLabel> labels_;
  std::unordered_map<std::uint64_t, CodePosition> marks_;
};

}  // namespace

tl::expected<Module, AssemblyError> assemble(std::string_view text) { return Assembler(text).run(); }

}  // namespace tatu::bytecode
