#include "kernels.h"

namespace tatu::vm::test {

std::shared_ptr<const bytecode::Module> fibonacci(std::int64_t n) {
  Assembly a;
  const FunctionIndex fib = a.function("fib", {a.integer}, a.integer);
  CodeBuilder& c = a.code(fib);
  const NewLabel more = c.newLabel();
  c.setPosition(1, 1);
  c.emit(Opcode::LocalGet, LocalIndex(0));
  c.emitInt(2);
  c.emit(Opcode::IntLess);
  c.emit(Opcode::JumpFalse, more);
  c.emit(Opcode::LocalGet, LocalIndex(0));
  c.emit(Opcode::Return);
  c.bind(more, Assembly::map());
  c.setPosition(2, 1);
  for (const std::int64_t distance : {1, 2}) {
    c.emit(Opcode::LocalGet, LocalIndex(0));
    c.emitInt(distance);
    c.emit(Opcode::IntSubtract);
    c.emit(Opcode::Call, a.call(fib));
  }
  c.emit(Opcode::IntAdd);
  c.emit(Opcode::Return);
  const FunctionIndex main = a.function("main", {}, a.integer);
  a.code(main).emitInt(n);
  a.code(main).emit(Opcode::Call, a.call(fib));
  a.code(main).emit(Opcode::Return);
  return a.finish(main);
}

namespace {

// for (local = from; local < limit; local += step) body
class Loop {
 public:
  Loop(CodeBuilder& code, std::uint32_t initialised)
      : c_(code), initialised_(initialised), top_(code.newLabel()), end_(code.newLabel()) {}

  void begin(LocalIndex counter, LocalIndex limit) {
    c_.bind(top_, Assembly::map({}, initialised_));
    c_.emit(Opcode::LocalGet, counter);
    c_.emit(Opcode::LocalGet, limit);
    c_.emit(Opcode::IntLess);
    c_.emit(Opcode::JumpFalse, end_);
  }
  void end(LocalIndex counter, std::int64_t step) {
    c_.emit(Opcode::LocalGet, counter);
    c_.emitInt(step);
    c_.emit(Opcode::IntAdd);
    c_.emit(Opcode::LocalSet, counter);
    c_.emit(Opcode::Jump, top_);
    c_.bind(end_, Assembly::map({}, initialised_));
  }
  void endBy(LocalIndex counter, LocalIndex step) {
    c_.emit(Opcode::LocalGet, counter);
    c_.emit(Opcode::LocalGet, step);
    c_.emit(Opcode::IntAdd);
    c_.emit(Opcode::LocalSet, counter);
    c_.emit(Opcode::Jump, top_);
    c_.bind(end_, Assembly::map({}, initialised_));
  }

 private:
  CodeBuilder& c_;
  std::uint32_t initialised_;
  NewLabel top_;
  NewLabel end_;
};

void setInt(CodeBuilder& c, LocalIndex local, std::int64_t value) {
  c.emitInt(value);
  c.emit(Opcode::LocalSet, local);
}

}  // namespace

std::shared_ptr<const bytecode::Module> sieve(std::int64_t n) {
  Assembly a;
  const FunctionIndex main = a.function("main", {}, a.integer);
  const LocalIndex flags = a.local(main, a.b.arrayOf(a.boolean));
  const LocalIndex limit = a.local(main, a.integer);
  const LocalIndex count = a.local(main, a.integer);
  const LocalIndex i = a.local(main, a.integer);
  const LocalIndex j = a.local(main, a.integer);
  CodeBuilder& c = a.code(main);
  c.emitInt(n);
  c.emit(Opcode::ArrayNew, a.boolean);
  c.emit(Opcode::LocalSet, flags);
  setInt(c, limit, n);
  setInt(c, count, 0);
  setInt(c, i, 2);
  setInt(c, j, 0);
  Loop outer(c, 5);
  outer.begin(i, limit);
  const NewLabel composite = c.newLabel();
  c.emit(Opcode::LocalGet, flags);
  c.emit(Opcode::LocalGet, i);
  c.emit(Opcode::ArrayGet);
  c.emit(Opcode::JumpTrue, composite);
  c.emit(Opcode::LocalGet, count);
  c.emitInt(1);
  c.emit(Opcode::IntAdd);
  c.emit(Opcode::LocalSet, count);
  c.emit(Opcode::LocalGet, i);
  c.emit(Opcode::LocalGet, i);
  c.emit(Opcode::IntMultiply);
  c.emit(Opcode::LocalSet, j);
  Loop inner(c, 5);
  inner.begin(j, limit);
  c.emit(Opcode::LocalGet, flags);
  c.emit(Opcode::LocalGet, j);
  c.emit(Opcode::PushTrue);
  c.emit(Opcode::ArraySet);
  inner.endBy(j, i);
  c.emit(Opcode::Jump, composite);
  c.bind(composite, Assembly::map({}, 5));
  outer.end(i, 1);
  c.emit(Opcode::LocalGet, count);
  c.emit(Opcode::Return);
  return a.finish(main);
}

std::shared_ptr<const bytecode::Module> lists(std::int64_t n, std::int64_t rounds) {
  Assembly a;
  const ClassIndex cell = a.cls("Cell");
  const TypeIndex cellType = a.type(cell);
  const TypeIndex next = a.b.optionalOf(cellType);
  a.field(cell, "value", a.integer);
  a.field(cell, "next", next);
  const FunctionIndex make = a.plainConstructor(cell);

  const FunctionIndex main = a.function("main", {}, a.integer);
  const LocalIndex head = a.local(main, next);
  const LocalIndex sum = a.local(main, a.integer);
  const LocalIndex limit = a.local(main, a.integer);
  const LocalIndex round = a.local(main, a.integer);
  const LocalIndex roundLimit = a.local(main, a.integer);
  const LocalIndex i = a.local(main, a.integer);
  CodeBuilder& c = a.code(main);
  c.emit(Opcode::PushNull, next);
  c.emit(Opcode::LocalSet, head);
  setInt(c, sum, 0);
  setInt(c, limit, n);
  setInt(c, round, 0);
  setInt(c, roundLimit, rounds);
  setInt(c, i, 0);
  Loop outer(c, 6);
  outer.begin(round, roundLimit);
  c.emit(Opcode::PushNull, next);
  c.emit(Opcode::LocalSet, head);
  setInt(c, i, 0);
  Loop inner(c, 6);
  inner.begin(i, limit);
  c.emit(Opcode::LocalGet, i);
  c.emit(Opcode::LocalGet, head);
  c.emit(Opcode::ObjectNew, a.call(make, cellType));
  c.emit(Opcode::OptionalSome);
  c.emit(Opcode::LocalSet, head);
  inner.end(i, 1);
  const NewLabel walk = c.newLabel();
  const NewLabel done = c.newLabel();
  c.bind(walk, Assembly::map({}, 6));
  c.emit(Opcode::LocalGet, head);
  c.emit(Opcode::JumpNull, done);
  c.emit(Opcode::Dup);
  c.emit(Opcode::FieldGet, a.fieldRef(cellType, 0));
  c.emit(Opcode::LocalGet, sum);
  c.emit(Opcode::IntAdd);
  c.emit(Opcode::LocalSet, sum);
  c.emit(Opcode::FieldGet, a.fieldRef(cellType, 1));
  c.emit(Opcode::LocalSet, head);
  c.emit(Opcode::Jump, walk);
  c.bind(done, Assembly::map({}, 6));
  outer.end(round, 1);
  c.emit(Opcode::LocalGet, sum);
  c.emit(Opcode::Return);
  return a.finish(main);
}

std::shared_ptr<const bytecode::Module> series(std::int64_t n) {
  Assembly a;
  const FunctionIndex main = a.function("main", {}, a.integer);
  const LocalIndex sum = a.local(main, a.floating);
  const LocalIndex i = a.local(main, a.integer);
  const LocalIndex limit = a.local(main, a.integer);
  CodeBuilder& c = a.code(main);
  c.emitFloat(0);
  c.emit(Opcode::LocalSet, sum);
  setInt(c, i, 1);
  setInt(c, limit, n);
  Loop loop(c, 3);
  loop.begin(i, limit);
  c.emit(Opcode::LocalGet, sum);
  c.emitFloat(1);
  c.emit(Opcode::LocalGet, i);
  c.emit(Opcode::LocalGet, i);
  c.emit(Opcode::IntMultiply);
  c.emit(Opcode::IntToFloat);
  c.emit(Opcode::FloatDivide);
  c.emit(Opcode::FloatAdd);
  c.emit(Opcode::LocalSet, sum);
  loop.end(i, 1);
  c.emit(Opcode::LocalGet, sum);
  c.emitFloat(1e9);
  c.emit(Opcode::FloatMultiply);
  c.emit(Opcode::FloatToInt);
  c.emit(Opcode::Return);
  return a.finish(main);
}

namespace {

// local = (local ^ number) + counter, within bounds
void mix(CodeBuilder& c, LocalIndex local, std::int64_t number, LocalIndex counter) {
  c.emit(Opcode::LocalGet, local);
  c.emitInt(number);
  c.emit(Opcode::IntXor);
  c.emit(Opcode::LocalGet, counter);
  c.emit(Opcode::IntAdd);
  c.emitInt(0xFFFFFF);
  c.emit(Opcode::IntAnd);
  c.emit(Opcode::LocalSet, local);
}

FunctionIndex mixer(Assembly& a, int number) {
  const FunctionIndex function = a.function("mix" + std::to_string(number), {a.integer}, a.integer);
  const LocalIndex i = a.local(function, a.integer);
  const LocalIndex limit = a.local(function, a.integer);
  CodeBuilder& c = a.code(function);
  setInt(c, i, 0);
  setInt(c, limit, 2);
  Loop loop(c, 2);
  loop.begin(i, limit);
  mix(c, LocalIndex(0), number, i);
  loop.end(i, 1);
  c.emit(Opcode::LocalGet, LocalIndex(0));
  c.emit(Opcode::Return);
  return function;
}

// main: value = 0; so often: value = what `functions` make of it, one after the other
std::shared_ptr<const bytecode::Module> calling(Assembly& a, const std::vector<FunctionIndex>& functions,
                                                std::int64_t rounds) {
  const FunctionIndex main = a.function("main", {}, a.integer);
  const LocalIndex value = a.local(main, a.integer);
  const LocalIndex round = a.local(main, a.integer);
  const LocalIndex limit = a.local(main, a.integer);
  CodeBuilder& c = a.code(main);
  setInt(c, value, 0);
  setInt(c, round, 0);
  setInt(c, limit, rounds);
  Loop loop(c, 3);
  loop.begin(round, limit);
  c.emit(Opcode::LocalGet, value);
  for (const FunctionIndex function : functions) c.emit(Opcode::Call, a.call(function));
  c.emit(Opcode::LocalSet, value);
  loop.end(round, 1);
  c.emit(Opcode::LocalGet, value);
  c.emit(Opcode::Return);
  return a.finish(main);
}

}  // namespace

std::shared_ptr<const bytecode::Module> crowd(int groups, int each, std::int64_t rounds) {
  Assembly a;
  std::vector<FunctionIndex> all;
  for (int group = 0; group < groups; ++group) {
    all.push_back(a.function("group" + std::to_string(group), {a.integer}, a.integer));
    CodeBuilder& c = a.code(all.back());
    c.emit(Opcode::LocalGet, LocalIndex(0));
    for (int i = 0; i < each; ++i) c.emit(Opcode::Call, a.call(mixer(a, group * each + i)));
    c.emit(Opcode::Return);
  }
  return calling(a, all, rounds);
}

std::shared_ptr<const bytecode::Module> ring(int functions, std::int64_t depth) {
  Assembly a;
  std::vector<FunctionIndex> all;
  for (int i = 0; i < functions; ++i) {
    all.push_back(a.function("ring" + std::to_string(i), {a.integer}, a.integer));
  }
  for (int i = 0; i < functions; ++i) {
    CodeBuilder& c = a.code(all[static_cast<std::size_t>(i)]);
    const NewLabel end = c.newLabel();
    c.emit(Opcode::LocalGet, LocalIndex(0));
    c.emitInt(0);
    c.emit(Opcode::IntEqual);
    c.emit(Opcode::JumpTrue, end);
    c.emit(Opcode::LocalGet, LocalIndex(0));
    c.emitInt(1);
    c.emit(Opcode::IntSubtract);
    c.emit(Opcode::Call, a.call(all[static_cast<std::size_t>((i + 1) % functions)]));
    c.emitInt(1);
    c.emit(Opcode::IntAdd);
    c.emit(Opcode::Return);
    c.bind(end, {});
    c.emitInt(0);
    c.emit(Opcode::Return);
  }
  const FunctionIndex main = a.function("main", {}, a.integer);
  a.code(main).emitInt(depth);
  a.code(main).emit(Opcode::Call, a.call(all[0]));
  a.code(main).emit(Opcode::Return);
  return a.finish(main);
}

std::shared_ptr<const bytecode::Module> longFunction(int instructions, std::int64_t calls) {
  constexpr int kInstructionsOfMix = 8;
  Assembly a;
  const FunctionIndex function = a.function("long", {a.integer}, a.integer);
  CodeBuilder& c = a.code(function);
  for (int i = 0; i * kInstructionsOfMix < instructions; ++i) mix(c, LocalIndex(0), i, LocalIndex(0));
  c.emit(Opcode::LocalGet, LocalIndex(0));
  c.emit(Opcode::Return);
  return calling(a, {function}, calls);
}

std::string doubling(int depth) {
  std::string text = "function f\n  result Int\ncode\n    call f0 with Int\n    return\nend\n";
  for (int i = 0; i < depth; ++i) {
    const std::string next = "    call f" + std::to_string(i + 1) + " with ";
    text += "function f" + std::to_string(i) + "\n  type T\n  result Int\ncode\n" + next + "(#0, Int)\n" + next +
            "(#0, Bool)\n    int.add\n    return\nend\n";
  }
  return text + "function f" + std::to_string(depth) +
         "\n  type T\n  result Int\ncode\n    push.int 1\n    return\nend\n";
}

}  // namespace tatu::vm::test
