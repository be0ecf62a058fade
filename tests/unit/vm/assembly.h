// Assembly: builds small programs for the machine by hand, in one module that is also the core package: a class Any,
// the exceptions that the machine throws, and what a test adds.
//
// Invariant of the tests: programs built here are what the verifier would accept.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bytecode/module_builder.h"
#include "tests/tiers/compiled_tiers.h"
#include "vm/guest.h"
#include "vm/native.h"

namespace tatu::vm::test {

using bytecode::CallIndex;
using bytecode::ClassIndex;
using bytecode::CodeBuilder;
using bytecode::FieldRefIndex;
using bytecode::FunctionIndex;
using bytecode::LocalIndex;
using bytecode::NewLabel;
using bytecode::Opcode;
using bytecode::TypeIndex;
using bytecode::TypeKind;

class Assembly {
 public:
  Assembly();

  bytecode::ModuleBuilder b{"core", "1"};
  TypeIndex unit = b.leaf(TypeKind::Unit);
  TypeIndex boolean = b.leaf(TypeKind::Bool);
  TypeIndex byte = b.leaf(TypeKind::Byte);
  TypeIndex int32 = b.leaf(TypeKind::Int32);
  TypeIndex integer = b.leaf(TypeKind::Int);
  TypeIndex floating = b.leaf(TypeKind::Float);
  TypeIndex string = b.leaf(TypeKind::String);
  TypeIndex any = b.leaf(TypeKind::Any);
  ClassIndex anyClass, intClass, exceptionClass, arithmeticClass, indexClass, overflowClass, nullClass, castClass,
      stateClass;
  TypeIndex exception;

  // A top-level function, or a member of `owner` (whose receiver type is the first parameter).
  FunctionIndex function(std::string_view name, std::vector<TypeIndex> parameters, TypeIndex result,
                         ClassIndex owner = {}, std::uint32_t flags = 0);
  FunctionIndex native(std::string_view name, std::vector<TypeIndex> parameters, TypeIndex result,
                       std::string_view nativeName, ClassIndex owner = {}, std::uint32_t flags = 0);
  CodeBuilder& code(FunctionIndex function) { return b.codeOf(function); }
  LocalIndex local(FunctionIndex function, TypeIndex type);
  TypeIndex type(ClassIndex cls, std::vector<TypeIndex> arguments = {}) { return b.classType(cls, arguments); }
  ClassIndex cls(std::string_view name, bytecode::ClassKind kind = bytecode::ClassKind::Class);
  void field(ClassIndex cls, std::string_view name, TypeIndex type);
  // A constructor whose parameters are the class's own fields, in order (and no superclass).
  FunctionIndex plainConstructor(ClassIndex cls, std::vector<TypeIndex> typeArguments = {});
  FieldRefIndex fieldRef(TypeIndex owner, std::uint32_t field) { return b.fieldRef({owner, field}); }
  CallIndex call(FunctionIndex function, TypeIndex receiver = {}, std::vector<TypeIndex> arguments = {}) {
    return b.call({function, receiver, std::move(arguments)});
  }
  // A label's map: nothing on the stack, and the first `initialised` locals that are not parameters set.
  static bytecode::StackMap map(std::vector<TypeIndex> stack = {}, std::uint32_t initialised = 0);

  [[nodiscard]] std::shared_ptr<const bytecode::Module> finish(FunctionIndex main);

 private:
  ClassIndex exceptionSubclass(std::string_view name);
};

// A core package of its own, with a class Exception, from text: these declarations are added.
[[nodiscard]] std::shared_ptr<const bytecode::Module> assembledCore(const std::string& declarations);

// What a run of a program shows, in order to compare tiers.
struct Transcript {
  RunStatus status = RunStatus::Finished;
  std::int64_t exitValue = 0;
  std::int64_t fuelLeft = 0;
  LimitKind limit = LimitKind::Fuel;
  std::string exception;  // class, message and trace
  std::string where;
  std::string frames;  // stopped: every live value of every frame (framesOf)
  std::uint64_t allocations = 0;
  std::uint64_t allocatedBytes = 0;
  bool operator==(const Transcript&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Transcript& transcript);

// A runtime with one program in it; the heap allows one at a time.
class Machine {
 public:
  explicit Machine(std::shared_ptr<const bytecode::Module> module, NativeRegistry natives = {},
                   gc::HeapOptions heap = {},
                   std::unique_ptr<MethodCompiler> compiler = tatu::test::makeTestCompiler());

  [[nodiscard]] std::unique_ptr<Guest> guest(Tier tier, GuestOptions options = {});
  // With enough fuel for everything, or exactly so much.
  [[nodiscard]] Transcript run(Tier tier, std::int64_t fuel = kUnlimitedFuel, GuestOptions options = {});
  // In slices, until the program ends.
  // What each of ten guests shows that run on two threads at once, where hot, in machine code.
  std::vector<Transcript> runOnTwoThreads(Tier tier = Tier::Auto);
  [[nodiscard]] Transcript runInSlices(Tier tier, std::int64_t slice);
  // All tiers, and compares them: without limit, for every fuel up to `everyFuelUpTo`, and in slices.
  Transcript agree(std::int64_t everyFuelUpTo = 300);

  // Every other tier shows the same as the reference with so much fuel.
  void compareWith(const Transcript& reference, std::int64_t fuel);

  std::unique_ptr<Runtime> runtime;
  std::unique_ptr<Worker> worker;
  ModuleImage* image = nullptr;
};

[[nodiscard]] Transcript transcriptOf(const RunResult& result, Guest& guest);

}  // namespace tatu::vm::test
