#include "compiler/emit/package_compiler.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "bytecode/verify/growing_instantiation.h"
#include "compiler/check/body_checker.h"
#include "compiler/check/declarations.h"
#include "compiler/check/program.h"
#include "compiler/check/sequence_functions.h"
#include "compiler/check/text.h"
#include "compiler/emit/module_emitter.h"

namespace tatu::compiler {

namespace {

using bytecode::FunctionFlag;
using check::BodyChecker;
using check::Program;

// A member of a class of the core library, by name; null if it is not there.
const FunctionSymbol* methodOf(Program& program, ClassSymbol* symbol, std::string_view name) {
  if (symbol == nullptr) return nullptr;
  const check::Member* member = program.ownMember(*symbol, name);
  return member == nullptr ? nullptr : member->method;
}

emit::CoreSymbols coreSymbols(Program& program) {
  emit::CoreSymbols core;
  core.cell = program.core.cell;
  core.exception = program.core.exception;
  // The emitter makes cells by itself.
  if (core.cell != nullptr) (void)program.ownMembers(*core.cell);
  core.toString = methodOf(program, program.core.any, "toString");
  core.equals = methodOf(program, program.core.equatable, "equals");
  core.hash = methodOf(program, program.core.hashable, "hash");
  core.hasherAddInt = methodOf(program, program.core.hasher, "addInt");
  core.walkIsReady = methodOf(program, program.coreClass("SequenceWalk"), "isReady");
  core.walkHasEnded = methodOf(program, program.coreClass("SequenceWalk"), "ended");
  core.arguments = methodOf(program, program.coreClass("Environment"), "arguments");
  return core;
}

class PackageCompiler {
 public:
  PackageCompiler(const PackageOptions& options, SourceMap& sources, DiagnosticCollector& diagnostics)
      : options_(options), diagnostics_(diagnostics), program_(options.check, sources, diagnostics, types_) {}

  std::optional<bytecode::Module> compile(const std::vector<FileId>& roots) {
    declarations(roots);
    const emit::CoreSymbols core = coreSymbols(program_);
    emit::ModuleEmitter emitter(types_, core, options_.name, options_.version);
    emitter_ = &emitter;
    main_ = findMain();
    if (!diagnostics_.hasErrors()) declareAll();
    bodies();
    check::checkUnusedImports(program_);
    if (diagnostics_.hasErrors()) return std::nullopt;
    if (main_ != nullptr) emitter.setMain(*main_);
    return finished(std::move(emitter));
  }

 private:
  void declarations(const std::vector<FileId>& roots) {
    program_.inferField = [this](FieldSymbol& field) { return inferred(program_.fileOf(field.owner->file), field); };
    program_.inferGlobal = [this](GlobalSymbol& global) { return inferred(program_.fileOf(global.file), global); };
    program_.computeConstant = [this](GlobalSymbol& constant) {
      hir::Arena arena;
      BodyChecker(program_, arena, program_.fileOf(constant.file)).computeConstant(constant);
    };
    check::openFiles(program_, roots);
    check::collectDeclarations(program_);
    check::bindImports(program_);
    program_.findCoreNames();
    check::resolveHeads(program_);
    check::resolveSignatures(program_);
    check::declareDefaults(program_);
    check::checkClassRules(program_);
    check::checkExtensions(program_);
    for (const ClassSymbol* symbol : program_.classes) program_.derive(*symbol);
    for (const ClassSymbol* symbol : program_.classes) {
      for (const FieldSymbol* field : symbol->fields) (void)program_.typeOf(*field);
    }
    for (const GlobalSymbol* global : program_.globals) (void)program_.typeOf(*global);
    for (const GlobalSymbol* constant : program_.constants) (void)program_.typeOf(*constant);
  }

  const Type* inferred(check::FileScope& file, FieldSymbol& field) {
    hir::Arena arena;
    return BodyChecker(program_, arena, file).typeOfField(field);
  }
  const Type* inferred(check::FileScope& file, GlobalSymbol& global) {
    hir::Arena arena;
    return BodyChecker(program_, arena, file).typeOfGlobal(global);
  }

  void declareAll() {
    std::vector<const check::FileScope*> byNumber(program_.sources.fileCount());
    for (const check::FileScope& file : program_.files) byNumber[file.number()] = &file;
    for (const check::FileScope* file : byNumber) {
      // In traces nobody is to take a file of the library for one of the program's.
      const std::string folder = options_.check.isCore ? "core/" : "";
      emitter_->addFile(file == nullptr ? std::string("?") : folder + file->moduleName + ".tatu");
    }
    for (const check::ImportedPackage* package : program_.importedPackages) emitter_->usePackage(*package->symbol());
    // The names in the first file are those that others know the package by: where files share one, they stay.
    declareFiles([](std::uint32_t file) { return file == 0; });
    declareFiles([](std::uint32_t file) { return file != 0; });
    emitter_->startBodies();
    canEmit_ = true;
  }

  template <typename IsMeant>
  void declareFiles(IsMeant isMeant) {
    for (const ClassSymbol* symbol : program_.classes) {
      if (isMeant(symbol->file)) emitter_->declare(*symbol);
    }
    for (const FunctionSymbol* symbol : program_.functions) {
      if (symbol->owner == nullptr && isMeant(symbol->file)) emitter_->declare(*symbol);
    }
    for (const GlobalSymbol* symbol : program_.globals) {
      if (symbol->owner == nullptr && isMeant(symbol->file)) emitter_->declare(*symbol);
    }
    for (const GlobalSymbol* symbol : program_.constants) {
      if (isForOthers(*symbol) && isMeant(symbol->file)) emitter_->declare(*symbol);
    }
  }

  // Within the package its value takes a constant's place; who imports the package finds it in a variable.
  [[nodiscard]] static bool isForOthers(const GlobalSymbol& constant) {
    return constant.isPublic && constant.constant && (constant.owner == nullptr || constant.owner->isPublic);
  }

  void bodies() {
    sequenceFunctions();
    for (ClassSymbol* symbol : program_.classes) {
      if (symbol->constructor != nullptr) {
        checked(symbol->file, [&](BodyChecker& checker) { return checker.constructor(*symbol); });
      }
      // Checking a body can add derived members to this very list.
      for (std::size_t i = 0; i < symbol->methods.size(); ++i) body(*symbol->methods[i]);
    }
    for (FunctionSymbol* symbol : program_.functions) {
      if (symbol->owner == nullptr) body(*symbol);
    }
    for (GlobalSymbol* symbol : program_.constants) {
      if (isForOthers(*symbol)) initialiser(*symbol);
    }
    for (GlobalSymbol* symbol : program_.globals) initialiser(*symbol);
  }

  // First, so that loops anywhere can have their blocks.
  void sequenceFunctions() {
    for (ClassSymbol* symbol : program_.classes) {
      for (std::size_t i = 0; i < symbol->methods.size(); ++i) keepSequenceFunction(*symbol->methods[i]);
    }
    for (FunctionSymbol* symbol : program_.functions) {
      if (symbol->owner == nullptr) keepSequenceFunction(*symbol);
    }
  }

  void keepSequenceFunction(FunctionSymbol& symbol) {
    if (!check::isSequenceFunction(symbol)) return;
    BodyChecker checker(program_, keptArena_, program_.fileOf(symbol.file));
    const hir::Function* const function = checker.function(symbol);
    kept_.emplace(&symbol, function);
    if (function != nullptr && canEmit_ && !diagnostics_.hasErrors()) emitter_->keep(*function);
  }

  void body(FunctionSymbol& symbol) {
    if (const auto kept = kept_.find(&symbol); kept != kept_.end()) {
      if (kept->second != nullptr && canEmit_ && !diagnostics_.hasErrors()) emitter_->emit(*kept->second);
      return;
    }
    checked(symbol.file, [&](BodyChecker& checker) { return checker.function(symbol); });
  }

  template <typename Check>
  void checked(std::uint32_t file, Check check) {
    checked(file, check, [this](const hir::Function& function) { emitter_->emit(function); });
  }

  void initialiser(GlobalSymbol& symbol) {
    checked(
        symbol.file, [&](BodyChecker& checker) { return checker.initializer(symbol); },
        [this](const hir::Function& function) { emitter_->emitInitialiser(function); });
  }

  template <typename Check, typename Emit>
  void checked(std::uint32_t file, Check check, Emit emit) {
    arena_.clear();
    BodyChecker checker(program_, arena_, program_.fileOf(file));
    const hir::Function* function = check(checker);
    if (function == nullptr || !canEmit_ || diagnostics_.hasErrors()) return;
    declareLocal(checker);
    emit(*function);
    emitLocal(checker);
  }

  // ---- The classes in its code: known before it is emitted, and then emitted where control can get to them

  void declareLocal(const BodyChecker& checker) {
    if (checker.localClasses().empty()) return;
    for (const check::LocalClass& local : checker.localClasses()) {
      emitter_->declare(*local.symbol);
      for (const FunctionSymbol* value : local.defaults) emitter_->declare(*value);
      localSymbols_.push_back(local.symbol);
    }
    emitter_->startBodies();
  }

  void emitLocal(const BodyChecker& checker) {
    for (const check::LocalClass& local : checker.localClasses()) {
      if (!emitter_->isReached(*local.symbol)) continue;
      for (const hir::Function* function : local.code) emitter_->emit(*function);
    }
  }

  // ---- The entry point

  const FunctionSymbol* findMain() {
    if (program_.files.empty() || options_.check.isCore) return nullptr;
    const check::FileScope& file = program_.files.front();
    const auto found = file.declared.find("main");
    if (found == file.declared.end() || found->second.kind != check::EntityKind::Function) {
      // What could not be read may be `main`.
      if (options_.check.needsMain && !file.hasUnknownNames && !file.parsed.hasErrors) {
        diagnostics_.report(Diagnostic(DiagnosticCode::InvalidMain, {file.source->base(), file.source->base()},
                                       "a program needs a function `main`, where it starts")
                                .help("add `fun main() { }`"));
      }
      return nullptr;
    }
    const FunctionSymbol& main = *found->second.function;
    if (hasMainForm(main)) return &main;
    diagnostics_.report(Diagnostic(DiagnosticCode::InvalidMain, Program::nameSpan(main.declaration),
                                   "`main` takes nothing or one `List<String>`, and returns nothing or an `Int`"));
    return nullptr;
  }

  [[nodiscard]] bool hasMainForm(const FunctionSymbol& main) const {
    const TypeKind result = main.result->kind;
    const bool isResultFit =
        result == TypeKind::Unit || result == TypeKind::Int || result == TypeKind::Never || result == TypeKind::Error;
    if (!main.typeParameters.empty() || !isResultFit || main.parameters.size() > 1) return false;
    if (main.parameters.empty()) return true;
    if (main.parameters[0].defaultValue != nullptr) return false;
    const Type* parameter = main.parameters[0].type;
    return parameter->is(TypeKind::Error) ||
           (parameter->is(TypeKind::Class) && parameter->symbol == program_.core.list &&
            parameter->arguments[0]->is(TypeKind::String));
  }

  // ---- The end

  std::optional<bytecode::Module> finished(emit::ModuleEmitter&& emitter) {
    auto module = std::move(emitter).finish();
    if (!module) {
      for (const emit::EmitError& error : module.error()) report(error);
      return std::nullopt;
    }
    if (const auto growing = bytecode::findGrowingInstantiation(*module); growing) {
      reportGrowing(*module, *growing);
      return std::nullopt;
    }
    return std::move(*module);
  }

  void reportGrowing(const bytecode::Module& module, const bytecode::GrowingInstantiation& growing) {
    const std::string name(
        module.text(growing.isClass ? module.classes[growing.number].name : module.functions[growing.number].name));
    diagnostics_.report(
        Diagnostic(DiagnosticCode::TypeTooLarge,
                   growing.isClass ? placeOfClass(name) : placeOfCode(module, module.functions[growing.number]),
                   "`" + name + "` would need ever larger types: it leads back to itself with a type argument that " +
                       "holds the one it was given"));
  }

  // Where the function's code begins, by its table of lines.
  SourceSpan placeOfCode(const bytecode::Module& module, const bytecode::Function& function) {
    const bytecode::Code code = module.code[function.code];
    for (const check::FileScope& file : program_.files) {
      if (file.moduleName + ".tatu" != module.text(code.file) || code.lines.empty()) continue;
      const SourcePosition start = file.source->lineStart(code.lines.front().line - 1);
      return {start, start};
    }
    return placeOfClass({});
  }

  SourceSpan placeOfClass(std::string_view name) {
    for (const ClassSymbol* symbol : program_.classes) {
      if (symbol->name == name) return Program::nameSpan(symbol->declaration);
    }
    for (const ClassSymbol* symbol : localSymbols_) {
      if (symbol->fullName() == name) return Program::nameSpan(symbol->declaration);
    }
    const SourcePosition start = program_.files.front().source->base();
    return {start, start};
  }

  void report(const emit::EmitError& error) {
    const SourceFile& file = *program_.fileOf(error.file).source;
    const SourcePosition start = error.position.line == 0 ? file.base() : file.lineStart(error.position.line - 1);
    const SourceSpan place =
        error.declaration != nullptr ? Program::nameSpan(error.declaration) : SourceSpan{start, start};
    diagnostics_.report(Diagnostic(error.code, place, error.message).help(error.help));
  }

  const PackageOptions& options_;
  DiagnosticCollector& diagnostics_;
  TypeTable types_;
  Program program_;
  hir::Arena arena_;
  hir::Arena keptArena_;
  std::unordered_map<const FunctionSymbol*, const hir::Function*> kept_;  // what was checked before the others
  emit::ModuleEmitter* emitter_ = nullptr;
  const FunctionSymbol* main_ = nullptr;
  std::vector<const ClassSymbol*> localSymbols_;  // of classes in functions
  bool canEmit_ = false;
};

}  // namespace

std::string packageNameOf(std::string_view fileName) {
  constexpr std::string_view kSuffix = ".tatu";
  std::string_view stem = fileName.substr(fileName.find_last_of('/') + 1);
  if (stem.ends_with(kSuffix)) stem.remove_suffix(kSuffix.size());
  std::string result;
  for (const char c : stem) {
    const bool isPlain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (isPlain || static_cast<unsigned char>(c) >= 0x80) result += c;
  }
  return result.empty() || result == "core" ? "program" : result;
}

std::optional<bytecode::Module> compilePackage(const PackageOptions& options, const std::vector<FileId>& roots,
                                               SourceMap& sources, DiagnosticCollector& diagnostics) {
  std::optional<bytecode::Module> module = PackageCompiler(options, sources, diagnostics).compile(roots);
  diagnostics.sortByPosition();
  return module;
}

}  // namespace tatu::compiler
