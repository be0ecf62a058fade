#include "assembly.h"

#include <gtest/gtest.h>

#include <ostream>
#include <sstream>
#include <thread>

#include "bytecode/assembler.h"
#include "bytecode/verifier.h"
#include "tests/tiers/frame_text.h"
#include "vm/engine.h"
#include "vm/semantics/exception_objects.h"

namespace tatu::vm::test {

using bytecode::ClassKind;
using bytecode::FunctionFlag;

Assembly::Assembly() {
  anyClass = cls("Any", ClassKind::Builtin);
  b.at(anyClass).builtin = TypeKind::Any;
  intClass = cls("Int", ClassKind::Builtin);
  b.at(intClass).builtin = TypeKind::Int;
  exceptionClass = cls("Exception");
  b.at(exceptionClass).isOpen = true;
  exception = type(exceptionClass);
  field(exceptionClass, "message", string);
  field(exceptionClass, "cause", b.optionalOf(exception));
  field(exceptionClass, "trace", b.optionalOf(b.arrayOf(integer)));
  arithmeticClass = exceptionSubclass("ArithmeticException");
  indexClass = exceptionSubclass("IndexException");
  overflowClass = exceptionSubclass("StackOverflowException");
  nullClass = exceptionSubclass("NullException");
  castClass = exceptionSubclass("CastException");
  stateClass = exceptionSubclass("StateException");
  (void)exceptionSubclass("ArgumentException");
  (void)exceptionSubclass("ConversionException");
}

ClassIndex Assembly::exceptionSubclass(std::string_view name) {
  const ClassIndex index = cls(name);
  b.at(index).superclass = exception;
  b.at(index).isOpen = true;
  return index;
}

ClassIndex Assembly::cls(std::string_view name, ClassKind kind) {
  bytecode::Class row;
  row.name = b.string(name);
  row.kind = kind;
  return b.addClass(std::move(row));
}

void Assembly::field(ClassIndex cls, std::string_view name, TypeIndex type) {
  b.at(cls).fields.push_back({b.string(name), type, true, true});
}

FunctionIndex Assembly::function(std::string_view name, std::vector<TypeIndex> parameters, TypeIndex result,
                                 ClassIndex owner, std::uint32_t flags) {
  bytecode::Function row;
  row.name = b.string(name);
  row.owner = owner;
  row.flags = flags;
  row.result = result;
  for (const TypeIndex parameter : parameters) row.parameters.push_back({b.string("p"), parameter});
  const FunctionIndex index = b.addFunction(std::move(row));
  const bool hasCode = (flags & (static_cast<std::uint32_t>(FunctionFlag::Abstract) |
                                 static_cast<std::uint32_t>(FunctionFlag::Native))) == 0;
  if (hasCode) code(index).setFile(b.string("test.tatu"));
  return index;
}

FunctionIndex Assembly::native(std::string_view name, std::vector<TypeIndex> parameters, TypeIndex result,
                               std::string_view nativeName, ClassIndex owner, std::uint32_t flags) {
  const FunctionIndex index =
      function(name, std::move(parameters), result, owner, flags | static_cast<std::uint32_t>(FunctionFlag::Native));
  b.at(index).nativeName = b.string(nativeName);
  return index;
}

LocalIndex Assembly::local(FunctionIndex function, TypeIndex type) {
  return code(function).addLocal(type, static_cast<std::uint32_t>(b.at(function).parameters.size()));
}

FunctionIndex Assembly::plainConstructor(ClassIndex cls, std::vector<TypeIndex> typeArguments) {
  const TypeIndex owner = type(cls, std::move(typeArguments));
  std::vector<TypeIndex> parameters{owner};
  for (const bytecode::Field& field : b.at(cls).fields) parameters.push_back(field.type);
  const std::size_t count = parameters.size();
  const FunctionIndex index =
      function("init", std::move(parameters), unit, cls, static_cast<std::uint32_t>(FunctionFlag::Constructor));
  CodeBuilder& c = code(index);
  for (std::size_t i = 1; i < count; ++i) {
    c.emit(Opcode::LocalGet, LocalIndex(i));
    c.emit(Opcode::FieldInit, fieldRef(owner, static_cast<std::uint32_t>(i - 1)));
  }
  c.emit(Opcode::ObjectComplete);
  c.emit(Opcode::PushUnit);
  c.emit(Opcode::Return);
  return index;
}

bytecode::StackMap Assembly::map(std::vector<TypeIndex> stack, std::uint32_t initialised) {
  bytecode::StackMap result;
  result.stack = std::move(stack);
  for (std::uint32_t i = 0; i < initialised; ++i) {
    if (i % 8 == 0) result.initialised.push_back(0);
    result.initialised.back() = static_cast<std::uint8_t>(result.initialised.back() | 1u << (i % 8));
  }
  return result;
}

std::shared_ptr<const bytecode::Module> Assembly::finish(FunctionIndex main) {
  b.setMain(main);
  return std::make_shared<const bytecode::Module>(std::move(b).finish());
}

std::shared_ptr<const bytecode::Module> assembledCore(const std::string& declarations) {
  auto module = bytecode::assemble(
      "module \"core\" \"1\"\nbuiltin Any of Any pub\nend\n"
      "class Exception pub open\n  field message: String\nend\n" +
      declarations);
  if (!module) {
    ADD_FAILURE() << module.error().line << ": " << module.error().message;
    std::abort();
  }
  return std::make_shared<const bytecode::Module>(std::move(*module));
}

std::ostream& operator<<(std::ostream& out, const Transcript& t) {
  return out << "status " << static_cast<int>(t.status) << " exit " << t.exitValue << " fuel " << t.fuelLeft
             << " limit " << nameOf(t.limit) << " allocations " << t.allocations << "/" << t.allocatedBytes << "\n"
             << t.exception << t.where << t.frames;
}

Machine::Machine(std::shared_ptr<const bytecode::Module> module, NativeRegistry natives, gc::HeapOptions heap,
                 std::unique_ptr<MethodCompiler> compiler) {
  RuntimeOptions options;
  options.natives = std::move(natives);
  options.heap = heap;
  options.compiler = std::move(compiler);
  auto made = Runtime::create(std::move(options));
  if (!made) {
    ADD_FAILURE() << made.error();
    std::abort();
  }
  runtime = std::move(*made);
  bytecode::VerifyOptions verifying;
  verifying.isCore = true;
  auto verified = bytecode::verifyModule(*module, {}, verifying);
  if (!verified) {
    ADD_FAILURE() << verified.error().text();
    std::abort();
  }
  auto loaded = runtime->load(*verified);
  if (!loaded) ADD_FAILURE() << loaded.error().message;
  image = *loaded;
  worker = std::make_unique<Worker>(*runtime);
}

std::unique_ptr<Guest> Machine::guest(Tier tier, GuestOptions options) {
  options.tier = tier;
  auto made = Guest::create(*runtime, *image, std::move(options));
  if (!made) ADD_FAILURE() << made.error();
  return std::move(*made);
}

Transcript transcriptOf(const RunResult& result, Guest& guest) {
  Transcript transcript;
  transcript.status = result.status;
  transcript.exitValue = result.exitValue;
  transcript.fuelLeft = guest.fuelLeft();
  if (result.status == RunStatus::LimitReached) transcript.limit = result.limit;
  if (result.exception) {
    transcript.exception =
        result.exception->className + ": " + result.exception->message + "\n" + textOf(result.exception->trace);
  }
  transcript.where = textOf(result.where);
  if (result.status == RunStatus::LimitReached) transcript.frames = tatu::test::framesOf(guest);
  transcript.allocations = guest.statistics().heap.allocations;
  transcript.allocatedBytes = guest.statistics().heap.allocatedBytes;
  return transcript;
}

Transcript Machine::run(Tier tier, std::int64_t fuel, GuestOptions options) {
  const auto made = guest(tier, std::move(options));
  made->grantFuel(fuel);
  const RunResult result = made->run(*worker);
  return transcriptOf(result, *made);
}

std::vector<Transcript> Machine::runOnTwoThreads(Tier tier) {
  std::vector<Transcript> found(10);
  const auto work = [&](std::size_t first) {
    Worker worker(*runtime);
    for (std::size_t i = first; i < found.size(); i += 2) {
      GuestOptions options;
      options.fuelSlice = 50;
      const auto made = guest(tier, std::move(options));
      made->grantFuel(kUnlimitedFuel);
      found[i] = transcriptOf(made->run(worker), *made);
    }
  };
  std::thread other(work, 0);
  work(1);
  other.join();
  return found;
}

Transcript Machine::runInSlices(Tier tier, std::int64_t slice) {
  const auto made = guest(tier, {});
  for (;;) {
    made->grantFuel(slice);
    const RunResult result = made->run(*worker);
    if (result.status == RunStatus::LimitReached && result.limit == LimitKind::Fuel) continue;
    Transcript transcript = transcriptOf(result, *made);
    transcript.fuelLeft = static_cast<std::int64_t>(made->statistics().fuelUsed);
    return transcript;
  }
}

Transcript Machine::agree(std::int64_t everyFuelUpTo) {
  const Transcript reference = run(Tier::Reference);
  compareWith(reference, kUnlimitedFuel);
  for (std::int64_t fuel = 1; fuel <= everyFuelUpTo && !testing::Test::HasFailure(); ++fuel) {
    compareWith(run(Tier::Reference, fuel), fuel);
  }
  for (const std::int64_t slice : {1, 7, 1000}) {
    const Transcript sliced = runInSlices(Tier::Reference, slice);
    EXPECT_EQ(sliced, runInSlices(Tier::Interpreter, slice)) << "slice " << slice;
    EXPECT_EQ(sliced, runInSlices(Tier::Baseline, slice)) << "compiled, slice " << slice;
    EXPECT_EQ(sliced.exitValue, reference.exitValue);
    EXPECT_EQ(sliced.fuelLeft, kUnlimitedFuel - reference.fuelLeft);
  }
  return reference;
}

void Machine::compareWith(const Transcript& reference, std::int64_t fuel) {
  EXPECT_EQ(reference, run(Tier::Interpreter, fuel)) << "fuel " << fuel;
  for (const tatu::test::CompiledTier& tier : tatu::test::compiledTiers()) {
    GuestOptions options;
    tier.apply(options);
    EXPECT_EQ(reference, run(tier.tier, fuel, std::move(options))) << tier.name << ", fuel " << fuel;
  }
}

}  // namespace tatu::vm::test
