#include "compiler/emit/module_emitter.h"

#include <algorithm>
#include <utility>

namespace tatu::compiler::emit {

using bytecode::FunctionFlag;

namespace {

// "geometry/shapes.tatu" -> "shapes"
std::string_view stemOf(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return path.substr(0, path.find_last_of('.'));
}

// Traces show these two names; they are no identifiers, so that no function of a program is called so.
constexpr const char* kInitialiserName = "<top level>";
constexpr const char* kEntryPointName = "<start>";

}  // namespace

ModuleEmitter::ModuleEmitter(TypeTable& types, const CoreSymbols& core, std::string_view name, std::string_view version)
    : core_(core), builder_(name, version), tables_(types, builder_), context_{types, tables_, core_} {}

ModuleEmitter::~ModuleEmitter() = default;

void ModuleEmitter::addFile(std::string_view name) { context_.fileNames.emplace_back(name); }

// The main file's names need no prefix.
std::string_view ModuleEmitter::fileNameOf(std::uint32_t file) const {
  return file == 0 || file >= context_.fileNames.size() ? std::string_view() : stemOf(context_.fileNames[file]);
}

void ModuleEmitter::usePackage(const PackageSymbol& package) { (void)builder_.package(package.name, package.version); }

void ModuleEmitter::declare(const ClassSymbol& symbol) { tables_.declare(symbol, fileNameOf(symbol.file)); }
void ModuleEmitter::declare(const FunctionSymbol& symbol) { tables_.declare(symbol, fileNameOf(symbol.file)); }
void ModuleEmitter::declare(const GlobalSymbol& symbol) { tables_.declare(symbol, fileNameOf(symbol.file)); }

void ModuleEmitter::startBodies() {
  tables_.fill();
  reportHidden();
  usePackageOfAny();
}

// What declarations need of other packages; expressions have told of theirs.
void ModuleEmitter::reportHidden() {
  if (tables_.hasHidden()) context_.errors.push_back(hiddenError(tables_.takeHidden(), 0, {}));
}

void ModuleEmitter::usePackageOfAny() {
  // What is overridden can be a method of Any, of which the module need not say anything else.
  const PackageSymbol* package = core_.toString == nullptr ? nullptr : core_.toString->package;
  const auto overrides = [](const FunctionSymbol* symbol) { return symbol->has(FunctionFlag::Override); };
  const auto& functions = tables_.ownFunctions();
  if (package != nullptr && std::any_of(functions.begin(), functions.end(), overrides)) usePackage(*package);
}

void ModuleEmitter::keep(const hir::Function& sequenceFunction) {
  context_.sequenceFunctions.emplace(sequenceFunction.symbol, &sequenceFunction);
}

void ModuleEmitter::emit(const hir::Function& function) {
  const FunctionSymbol& symbol = *function.symbol;
  if (std::exchange(emitted_[symbol], std::uint8_t{1}) != 0) return;
  const EmitContext::OpenFunction open{&function, nullptr};
  context_.openFunctions = &open;
  context_.nodesInPlace = 0;
  FunctionEmitter emitter(context_, frameOf(symbol, context_.types));
  if (symbol.has(FunctionFlag::Constructor)) {
    emitter.emitConstructor(function);
  } else {
    emitter.emitFunction(function);
  }
  emitter.finish(tables_.function(symbol));
  context_.openFunctions = nullptr;
}

// All globals are set by one function, which belongs to the main file. A value from another file that takes any work is
// computed by a function of that file, so that traces name the right place.
void ModuleEmitter::emitInitialiser(const hir::Function& function) {
  if (!initialiser_) {
    FunctionFrame frame;
    frame.name = kInitialiserName;
    frame.result = context_.types.leaf(TypeKind::Unit);
    initialiser_ = std::make_unique<FunctionEmitter>(context_, std::move(frame));
  }
  context_.nodesInPlace = 0;
  const auto& global = static_cast<const hir::GlobalAssign&>(*function.body);
  const bool isConstant = global.value->kind <= hir::ExpressionKind::NullLiteral;
  if (function.file == 0 || isConstant) {
    initialiser_->appendBody(function);
  } else {
    initialiser_->appendGlobal(*global.global, addValueFunction(global, function.file));
  }
}

bytecode::FunctionIndex ModuleEmitter::addValueFunction(const hir::GlobalAssign& global, std::uint32_t file) {
  FunctionFrame frame;
  frame.name = std::string(fileNameOf(file)) + "." + global.global->name;
  frame.file = file;
  frame.result = global.global->type;
  const bytecode::FunctionIndex index = tables_.addAnonymous({frame.name, nullptr, {}, {}, {}, global.global->type});
  FunctionEmitter emitter(context_, std::move(frame));
  emitter.emitValue(global.value);
  emitter.finish(index);
  return index;
}

// The entry point takes nothing: a main that wants the program's arguments is called by one that asks for them.
void ModuleEmitter::setMain(const FunctionSymbol& symbol) {
  const bytecode::FunctionIndex main = tables_.function(symbol);
  if (symbol.parameters.empty() || core_.arguments == nullptr) return builder_.setMain(main);
  FunctionFrame frame;
  frame.name = kEntryPointName;
  frame.file = symbol.file;
  frame.result = symbol.result;
  const bytecode::FunctionIndex start = tables_.addAnonymous({frame.name, nullptr, {}, {}, {}, symbol.result});
  FunctionEmitter emitter(context_, std::move(frame));
  emitter.emitEntryPoint(symbol);
  emitter.finish(start);
  builder_.setMain(start);
}

bool ModuleEmitter::isReached(const ClassSymbol& local) const { return context_.reachedClasses.count(&local) != 0; }

// A member of a local class, or what gives its parameters their values, where control never gets to the class.
bool ModuleEmitter::isUnreachable(const FunctionSymbol& symbol) const {
  const FunctionSymbol& member = symbol.defaultOf != nullptr ? *symbol.defaultOf : symbol;
  return member.owner != nullptr && member.owner->isLocal && !isReached(*member.owner);
}

void ModuleEmitter::emitMissingBodies() {
  for (const FunctionSymbol* symbol : tables_.ownFunctions()) {
    const bool isDerived = symbol->owner != nullptr && symbol->declaration == nullptr && symbol->nativeName.empty();
    if (emitted_.get(*symbol) != 0 || symbol->has(FunctionFlag::Abstract)) continue;
    const bool isNeverCalled = isUnreachable(*symbol);
    if (!symbol->isInstruction() && !isNeverCalled && (!isDerived || symbol->has(FunctionFlag::Constructor))) continue;
    FunctionEmitter emitter(context_, frameOf(*symbol, context_.types));
    emitter.setPosition({1, 1});
    if (symbol->isInstruction()) {
      emitter.emitInstructionBody(*symbol);
    } else if (isNeverCalled) {
      emitter.emitUnreachable();
    } else {
      emitter.emitDerived(*symbol);
    }
    emitter.finish(tables_.function(*symbol));
  }
}

void ModuleEmitter::finishInitialiser() {
  if (!initialiser_) return;
  const bytecode::FunctionIndex index =
      tables_.addAnonymous({kInitialiserName, nullptr, {}, {}, {}, context_.types.leaf(TypeKind::Unit)});
  initialiser_->endWithUnit();
  initialiser_->finish(index);
  builder_.setInitialiser(index);
}

tl::expected<bytecode::Module, std::vector<EmitError>> ModuleEmitter::finish() && {
  emitMissingBodies();
  finishInitialiser();
  reportHidden();
  if (!context_.errors.empty()) return tl::unexpected(std::move(context_.errors));
  return std::move(builder_).finish();
}

}  // namespace tatu::compiler::emit
