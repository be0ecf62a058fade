// Calls natives from bytecode, as a hostile package could: a module with one function per list of arguments, which are
// written down as constants and passed to the native as they are.
//
// The native's own registered signature decides how arguments are made, so a new native needs no new code here unless
// its types are new.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "os/guest/memory_system.h"
#include "tests/unit/timing.h"
#include "tests/unit/vm/program.h"

namespace tatu::stdlib::test {

struct Bytes {
  std::vector<std::uint8_t> values;
};
struct Numbers {
  std::vector<std::int32_t> values;
};
struct Texts {
  std::vector<std::string> values;
};
// An array of this length, of the native's type argument, with nothing stored in it.
struct Empty {
  std::int64_t length = 0;
};
using Argument = std::variant<std::int64_t, double, std::string, Bytes, Numbers, Texts, Empty>;
using Arguments = std::vector<Argument>;

struct Options {
  std::int64_t fuel = vm::kUnlimitedFuel;
  std::uint64_t memory = std::uint64_t{64} << 20;
};

struct Outcome {
  std::string failure;     // the exception's class, or the limit's name; empty if the program ended
  std::int64_t value = 0;  // the result as a number: of a text its length, of null -1
  std::uint64_t fuelUsed = 0;
  std::uint64_t allocatedBytes = 0;
  double seconds = 0;  // of the fastest run

  [[nodiscard]] bool sameAs(const Outcome& other) const {
    return failure == other.failure && value == other.value && fuelUsed == other.fuelUsed &&
           allocatedBytes == other.allocatedBytes;
  }
};

// The natives of the core package, and what is known of them.
[[nodiscard]] vm::NativeRegistry coreNatives();
[[nodiscard]] std::vector<std::string> parameterTypes(const vm::Native& native);

// An instruction of the interpreter takes one to a few nanoseconds for a unit of fuel. A native may take longer, up to
// this, but not ever longer for larger work, as that would be a way around the limits. The bound leaves room for a busy
// machine, and for sanitizers; on an idle one all stay below 60 ns.
inline constexpr double kMostSecondsPerUnit = 200e-9 * tatu::test::kSlowdown;

// One native, prepared to be called with any of several lists of arguments.
class NativeProgram {
 public:
  // `typeArgument` is what a generic native is called with: Int, String, Bool, Float, Int?, (Int, String), Exception.
  NativeProgram(const std::string& native, const std::vector<Arguments>& calls,
                const std::string& typeArgument = "Int");

  [[nodiscard]] Outcome run(std::size_t call, const Options& options = {}, vm::Tier tier = vm::Tier::Interpreter,
                            int times = 1);
  // The machine that the natives of the last run have worked on.
  [[nodiscard]] os::MemoryMachine& world() { return *world_; }

 private:
  void makeFiberTask();
  [[nodiscard]] bytecode::TypeIndex type(const std::string& text);
  void addCall(const vm::Native& native, const Arguments& arguments, std::size_t number);
  void push(bytecode::CodeBuilder& code, bytecode::FunctionIndex function, const std::string& type,
            const Argument& argument);
  void pushNumber(bytecode::CodeBuilder& code, const std::string& type, std::int64_t value);
  void pushArray(bytecode::CodeBuilder& code, bytecode::FunctionIndex function, const std::string& element,
                 const Argument& argument);
  void pushDefault(bytecode::CodeBuilder& code, const std::string& type);
  void returnNumber(bytecode::CodeBuilder& code, bytecode::FunctionIndex function, bytecode::TypeIndex result);

  vm::test::Assembly assembly_;
  std::string typeArgument_;
  bytecode::FunctionIndex native_;
  bytecode::FunctionIndex exceptionConstructor_;
  bytecode::ClassIndex fiberTask_;
  bytecode::FunctionIndex fiberTaskConstructor_;
  std::vector<std::string> functions_;
  std::unique_ptr<vm::test::Machine> machine_;
  std::shared_ptr<os::MemoryMachine> world_;
};

// One call of one native.
[[nodiscard]] Outcome call(const std::string& native, const Arguments& arguments, const Options& options = {},
                           const std::string& typeArgument = "Int");
// core.hash.find_simple of an Int key in a table whose `keyCount` keys are all 0.
[[nodiscard]] Outcome callFind(const Numbers& index, const Numbers& hashes, std::int64_t keyCount, std::int64_t key);

}  // namespace tatu::stdlib::test
