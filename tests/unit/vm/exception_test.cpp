// What the machine makes of exception objects, whatever is in them.
#include <gtest/gtest.h>

#include "program.h"
#include "vm/semantics/exception_objects.h"

namespace tatu::vm::test {
namespace {

// Throws an exception of core's class whose trace field has an array that main has filled. There is a native, which has
// no code to be looked up in.
Transcript thrownWithTrace(const std::vector<std::int64_t>& words) {
  Program p;
  NativeRegistry natives;
  natives.add("core.nothing@1", "() -> Unit", [](NativeCall& call) { return call.returnUnit(); });
  p.c.emit(Opcode::Call, p.call(p.native("nothing", {}, p.unit, "core.nothing@1")));
  p.c.emit(Opcode::Pop);
  const TypeIndex array = p.b.arrayOf(p.integer);
  const FunctionIndex init = p.plainConstructor(p.exceptionClass);
  const LocalIndex trace = p.local(array);
  p.c.emitInt(static_cast<std::int64_t>(words.size()));
  p.c.emit(Opcode::ArrayNew, p.integer);
  p.set(trace);
  for (std::size_t i = 0; i < words.size(); ++i) {
    p.get(trace);
    p.c.emitInt(static_cast<std::int64_t>(i));
    p.c.emitInt(words[i]);
    p.c.emit(Opcode::ArraySet);
  }
  p.c.emit(Opcode::PushString, p.b.string("wild"));
  p.c.emit(Opcode::PushNull, p.b.optionalOf(p.exception));
  p.get(trace);
  p.c.emit(Opcode::OptionalSome);
  p.c.emit(Opcode::ObjectNew, p.call(init, p.exception));
  p.c.emit(Opcode::Throw);
  return p.agree(60, natives);
}

TEST(Exceptions, AnyArrayCanBeATrace) {
  EXPECT_EQ(thrownWithTrace({}).exception, "Exception: wild\n");
  EXPECT_EQ(thrownWithTrace({-1}).exception, "Exception: wild\n");
  EXPECT_EQ(thrownWithTrace({0, -1, INT64_MIN, INT64_MAX, std::int64_t{1} << 62}).exception, "Exception: wild\n");
}

TEST(Exceptions, WildPlacesInATraceAreLookedUpOnly) {
  // Every method that there is, at offsets outside of its code.
  std::vector<std::int64_t> words{0};
  for (std::int64_t method = 0; method < 12; ++method) {
    for (const std::int64_t offset : {std::int64_t{0}, std::int64_t{7}, std::int64_t{0xFFFFFFFF}}) {
      words.push_back(method << 32 | offset);
    }
  }
  const Transcript transcript = thrownWithTrace(words);
  EXPECT_NE(transcript.exception.find("  at nothing\n"), std::string::npos) << transcript.exception;
  EXPECT_NE(transcript.exception.find("  at main (test.tatu)\n"), std::string::npos) << transcript.exception;
}

TEST(Exceptions, ATraceIsNoLongerThanTheMachineMakesIt) {
  const Transcript transcript = thrownWithTrace(std::vector<std::int64_t>(5000, 0));
  EXPECT_EQ(std::count(transcript.exception.begin(), transcript.exception.end(), '\n'), 1 + kTraceTop + kTraceBottom);
}

TEST(Exceptions, LongNamesAreShortened) {
  Program p;
  const FunctionIndex deep = p.function(std::string(1000, 'n'), {}, p.integer);
  p.code(deep).setFile(p.b.string(std::string(3000, 'f') + "/end.tatu"));
  p.code(deep).emitInt(1);
  p.code(deep).emitInt(0);
  p.code(deep).emit(Opcode::IntDivide);
  p.code(deep).emit(Opcode::Return);
  p.c.emit(Opcode::Call, p.call(deep));
  p.returnTop();
  const std::string text = p.agree(60).exception;
  EXPECT_LT(text.size(), 600u);
  EXPECT_NE(text.find("ff/end.tatu)"), std::string::npos) << text;
}

TEST(Exceptions, TracingADeepStackCostsByItsDepth) {
  const auto fuelFor = [](std::int64_t depth) {
    Machine machine(Program().recursion(depth, [](CodeBuilder& end) {
      end.emitInt(1);
      end.emitInt(0);
      end.emit(Opcode::IntDivide);
    }));
    const Transcript transcript = machine.run(Tier::Interpreter);
    EXPECT_EQ(transcript, machine.run(Tier::Reference));
    EXPECT_EQ(transcript.status, RunStatus::Uncaught);
    return kUnlimitedFuel - transcript.fuelLeft;
  };
  const std::int64_t step = fuelFor(200) - fuelFor(100);
  EXPECT_EQ(fuelFor(20'100) - fuelFor(20'000), step);
  EXPECT_GE(step, static_cast<std::int64_t>(100 * kFuelPerTracedFrame));
}

}  // namespace
}  // namespace tatu::vm::test
