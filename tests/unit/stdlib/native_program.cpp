#include "tests/unit/stdlib/native_program.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "bytecode/structure.h"
#include "os/guest/capabilities.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib::test {

using bytecode::CodeBuilder;
using bytecode::FunctionFlag;
using bytecode::FunctionIndex;
using bytecode::LocalIndex;
using bytecode::NewLabel;
using bytecode::Opcode;
using bytecode::TypeIndex;
using bytecode::TypeKind;

vm::NativeRegistry coreNatives() {
  vm::NativeRegistry registry;
  registerCoreNatives(registry);
  return registry;
}

namespace {

// "A, (B, C), D" in its parts.
std::vector<std::string> parts(const std::string& list) {
  std::vector<std::string> result;
  int depth = 0;
  std::string part;
  for (const char c : list) {
    if (c == '(' || c == '<') ++depth;
    if (c == ')' || c == '>') --depth;
    if (c == ',' && depth == 0) {
      result.push_back(std::move(part));
      part.clear();
    } else if (c != ' ' || !part.empty()) {
      part += c;
    }
  }
  if (!part.empty()) result.push_back(std::move(part));
  return result;
}

bool isGeneric(const vm::Native& native) { return native.signature.starts_with("<1>"); }

std::string resultType(const vm::Native& native) { return native.signature.substr(native.signature.rfind(" -> ") + 4); }

// "Array<Int>" -> "Int"
std::string elementOf(const std::string& array) { return array.substr(6, array.size() - 7); }

}  // namespace

std::vector<std::string> parameterTypes(const vm::Native& native) {
  const std::size_t open = native.signature.find('(');
  const std::size_t close = native.signature.rfind(") -> ");
  return parts(native.signature.substr(open + 1, close - open - 1));
}

TypeIndex NativeProgram::type(const std::string& text) {
  bytecode::ModuleBuilder& b = assembly_.b;
  static const std::pair<const char*, TypeKind> kLeaves[] = {
      {"Unit", TypeKind::Unit},   {"Bool", TypeKind::Bool},   {"Byte", TypeKind::Byte},
      {"Int32", TypeKind::Int32}, {"Int", TypeKind::Int},     {"Float32", TypeKind::Float32},
      {"Float", TypeKind::Float}, {"Char", TypeKind::Char},   {"String", TypeKind::String},
      {"Any", TypeKind::Any},     {"Never", TypeKind::Never},
  };
  for (const auto& [name, kind] : kLeaves) {
    if (text == name) return b.leaf(kind);
  }
  if (text == "Exception") return assembly_.exception;
  if (text == "FiberTask") return assembly_.type(fiberTask_);
  if (text == "#0") return b.variable(0);
  if (text.back() == '?') return b.optionalOf(type(text.substr(0, text.size() - 1)));
  if (text.starts_with("Array<")) return b.arrayOf(type(elementOf(text)));
  if (text.starts_with("(")) {
    std::vector<TypeIndex> types;
    for (const std::string& part : parts(text.substr(1, text.size() - 2))) types.push_back(type(part));
    return b.tupleOf(types);
  }
  ADD_FAILURE() << "the tests of natives do not know the type " << text;
  return b.leaf(TypeKind::Int);
}

NativeProgram::NativeProgram(const std::string& native, const std::vector<Arguments>& calls,
                             const std::string& typeArgument)
    : typeArgument_(typeArgument), exceptionConstructor_(assembly_.plainConstructor(assembly_.exceptionClass)) {
  makeFiberTask();
  vm::NativeRegistry registry = coreNatives();
  const vm::Native* const found = registry.find(native);
  if (found == nullptr) {
    ADD_FAILURE() << "there is no native " << native;
    std::abort();
  }
  std::vector<TypeIndex> parameters;
  for (const std::string& parameter : parameterTypes(*found)) parameters.push_back(type(parameter));
  native_ = assembly_.native("native", parameters, type(resultType(*found)), native);
  if (isGeneric(*found)) assembly_.b.at(native_).typeParameters.push_back({assembly_.b.string("T"), {}, {}});
  for (std::size_t i = 0; i < calls.size(); ++i) addCall(*found, calls[i], i);
  bytecode::Module module = std::move(assembly_.b).finish();
  machine_ = std::make_unique<vm::test::Machine>(std::make_shared<const bytecode::Module>(std::move(module)),
                                                 std::move(registry));
}

// What fibers begin with, beside the native that starts them.
void NativeProgram::makeFiberTask() {
  fiberTask_ = assembly_.cls("FiberTask");
  fiberTaskConstructor_ = assembly_.plainConstructor(fiberTask_);
  CodeBuilder& code = assembly_.code(assembly_.function("runTask", {assembly_.type(fiberTask_)}, assembly_.unit));
  code.emit(Opcode::PushUnit);
  code.emit(Opcode::Return);
}

void NativeProgram::addCall(const vm::Native& native, const Arguments& arguments, std::size_t number) {
  functions_.push_back("call" + std::to_string(number));
  const FunctionIndex function = assembly_.function(functions_.back(), {}, assembly_.integer);
  CodeBuilder& code = assembly_.code(function);
  const std::vector<std::string> types = parameterTypes(native);
  ASSERT_EQ(types.size(), arguments.size()) << native.name;
  for (std::size_t i = 0; i < types.size(); ++i) push(code, function, types[i], arguments[i]);
  std::vector<TypeIndex> typeArguments;
  if (isGeneric(native)) typeArguments.push_back(type(typeArgument_));
  code.emit(Opcode::Call, assembly_.call(native_, {}, typeArguments));
  returnNumber(code, function, type(resultType(native)));
}

void NativeProgram::pushNumber(CodeBuilder& code, const std::string& type, std::int64_t value) {
  if (type == "Int") return code.emitInt(value);
  if (type == "Int32") return code.emitInt32(static_cast<std::int32_t>(value));
  if (type == "Byte") return code.emitByte(static_cast<std::uint8_t>(value));
  if (type == "Char") return code.emitChar(static_cast<char32_t>(value));
  if (type == "Bool") return code.emit(value != 0 ? Opcode::PushTrue : Opcode::PushFalse);
  pushDefault(code, type);
}

// Some value of a type that the argument says nothing about.
void NativeProgram::pushDefault(CodeBuilder& code, const std::string& type) {
  if (type == "Float") return code.emitFloat(1.5);
  if (type == "String") return code.emit(Opcode::PushString, assembly_.b.string("text"));
  if (type == "Int" || type == "Int32" || type == "Bool") return pushNumber(code, type, 1);
  if (type.back() == '?') return code.emit(Opcode::PushNull, this->type(type));
  if (type.starts_with("(")) {
    const std::vector<std::string> types = parts(type.substr(1, type.size() - 2));
    for (const std::string& part : types) pushDefault(code, part);
    return code.emitCount(Opcode::TupleMake, static_cast<std::uint32_t>(types.size()));
  }
  if (type == "FiberTask") {
    return code.emit(Opcode::ObjectNew, assembly_.call(fiberTaskConstructor_, assembly_.type(fiberTask_)));
  }
  if (type == "Any" || type == "Exception") {
    code.emit(Opcode::PushString, assembly_.b.string("message"));
    code.emit(Opcode::PushNull, assembly_.b.optionalOf(assembly_.exception));
    code.emit(Opcode::PushNull, assembly_.b.optionalOf(assembly_.b.arrayOf(assembly_.integer)));
    return code.emit(Opcode::ObjectNew, assembly_.call(exceptionConstructor_, assembly_.exception));
  }
  ADD_FAILURE() << "the tests of natives have no value of type " << type;
}

void NativeProgram::push(CodeBuilder& code, FunctionIndex function, const std::string& declared,
                         const Argument& argument) {
  const std::string type = declared == "#0" ? typeArgument_ : declared;
  if (type.starts_with("Array<")) return pushArray(code, function, elementOf(type), argument);
  if (type == "Float") {
    const auto* const number = std::get_if<double>(&argument);
    return code.emitFloat(number != nullptr ? *number : 1.5);
  }
  if (type == "Float32") {
    const auto* const number = std::get_if<double>(&argument);
    return code.emitFloat32(number != nullptr ? static_cast<float>(*number) : 1.5f);
  }
  if (const auto* const text = std::get_if<std::string>(&argument); text != nullptr && type == "String") {
    return code.emit(Opcode::PushString, assembly_.b.string(*text));
  }
  const auto* const number = std::get_if<std::int64_t>(&argument);
  pushNumber(code, type, number != nullptr ? *number : 1);
}

void NativeProgram::pushArray(CodeBuilder& code, FunctionIndex function, const std::string& declared,
                              const Argument& argument) {
  const std::string element = declared == "#0" ? typeArgument_ : declared;
  std::vector<std::int64_t> values;
  if (const auto* bytes = std::get_if<Bytes>(&argument)) values.assign(bytes->values.begin(), bytes->values.end());
  if (const auto* numbers = std::get_if<Numbers>(&argument))
    values.assign(numbers->values.begin(), numbers->values.end());
  const auto* const texts = std::get_if<Texts>(&argument);
  if (texts != nullptr) values.assign(texts->values.size(), 1);
  const auto* const empty = std::get_if<Empty>(&argument);
  const LocalIndex local = assembly_.local(function, assembly_.b.arrayOf(type(element)));
  code.emitInt(empty != nullptr ? empty->length : static_cast<std::int64_t>(values.size()));
  code.emit(Opcode::ArrayNew, type(element));
  code.emit(Opcode::LocalSet, local);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == 0) continue;
    code.emit(Opcode::LocalGet, local);
    code.emitInt(static_cast<std::int64_t>(i));
    if (texts != nullptr) {
      code.emit(Opcode::PushString, assembly_.b.string(texts->values[i]));
    } else {
      pushNumber(code, element, values[i]);
    }
    code.emit(Opcode::ArraySet);
  }
  code.emit(Opcode::LocalGet, local);
}

void NativeProgram::returnNumber(CodeBuilder& code, FunctionIndex function, TypeIndex result) {
  const TypeKind kind = assembly_.b.type(result).kind;
  if (kind == TypeKind::Optional) {
    const LocalIndex local = assembly_.local(function, result);
    const NewLabel none = code.newLabel();
    code.emit(Opcode::LocalSet, local);
    code.emit(Opcode::LocalGet, local);
    code.emit(Opcode::OptionalIsNull);
    code.emit(Opcode::JumpTrue, none);
    code.emit(Opcode::LocalGet, local);
    code.emit(Opcode::OptionalUnwrap);
    returnNumber(code, function, assembly_.b.type(result).arguments[0]);
    code.bind(none, vm::test::Assembly::map({}, 0));
    code.emitInt(-1);
    code.emit(Opcode::Return);
    return;
  }
  switch (kind) {
    case TypeKind::Int: break;
    case TypeKind::String: code.emit(Opcode::StringLength); break;
    case TypeKind::Int32: code.emit(Opcode::Int32ToInt); break;
    case TypeKind::Array: code.emit(Opcode::ArrayLength); break;
    default: code.emit(Opcode::Pop); code.emitInt(0);
  }
  code.emit(Opcode::Return);
}

namespace {

std::unique_ptr<os::System> makeSystem(const std::shared_ptr<os::MemoryMachine>& world) {
  os::Capabilities capabilities = os::Capabilities::forCommand();
  capabilities.allowAll();
  return std::move(*os::createMemorySystem(world, capabilities));
}

Outcome outcomeOf(const vm::RunResult& result, const vm::Guest& guest) {
  Outcome outcome;
  if (result.status == vm::RunStatus::Uncaught) outcome.failure = result.exception->className;
  if (result.status == vm::RunStatus::LimitReached) outcome.failure = vm::nameOf(result.limit);
  outcome.value = result.exitValue;
  outcome.fuelUsed = guest.statistics().fuelUsed;
  outcome.allocatedBytes = guest.statistics().heap.allocatedBytes;
  return outcome;
}

}  // namespace

Outcome NativeProgram::run(std::size_t call, const Options& options, vm::Tier tier, int times) {
  Outcome outcome;
  for (int i = 0; i < times; ++i) {
    world_ = std::make_shared<os::MemoryMachine>();
    (void)world_->putFile("/file", "content");
    world_->putInput("input\n");
    vm::GuestOptions guestOptions;
    guestOptions.memoryLimit = options.memory;
    guestOptions.stackSlots = 4096;
    guestOptions.system = makeSystem(world_);
    const auto guest = machine_->guest(tier, std::move(guestOptions));
    guest->schedule(*machine_->image->findFunction(functions_[call]));
    guest->grantFuel(options.fuel);
    const tatu::test::Stopwatch watch;
    const vm::RunResult result = guest->run(*machine_->worker);
    const double time = watch.seconds();
    const double best = i == 0 ? time : std::min(outcome.seconds, time);
    outcome = outcomeOf(result, *guest);
    outcome.seconds = best;
  }
  return outcome;
}

Outcome call(const std::string& native, const Arguments& arguments, const Options& options,
             const std::string& typeArgument) {
  return NativeProgram(native, {arguments}, typeArgument).run(0, options);
}

Outcome callFind(const Numbers& index, const Numbers& hashes, std::int64_t keyCount, std::int64_t key) {
  return call("core.hash.find_simple@1", {index, hashes, Empty{keyCount}, key});
}

}  // namespace tatu::stdlib::test
