// A program of one function that a test fills in, for the tests with one program per feature of the machine. Each runs
// in both interpreters with every fuel value up to some bound and in slices, and must agree in result, exception,
// trace, fuel and allocations.
#pragma once

#include <functional>

#include "assembly.h"

namespace tatu::vm::test {

using bytecode::ClassKind;
using bytecode::FunctionFlag;

constexpr std::uint32_t flag(FunctionFlag f) { return static_cast<std::uint32_t>(f); }

struct Program : Assembly {
  Program() : main(function("main", {}, integer)), c(code(main)) {}
  FunctionIndex main;
  CodeBuilder& c;

  void get(LocalIndex local) { c.emit(Opcode::LocalGet, local); }
  void set(LocalIndex local) { c.emit(Opcode::LocalSet, local); }
  LocalIndex local(TypeIndex type) { return Assembly::local(main, type); }
  void returnTop() { c.emit(Opcode::Return); }
  Transcript agree(std::int64_t fuel = 200, NativeRegistry natives = {}, gc::HeapOptions heap = {}) {
    Machine machine(finish(main), std::move(natives), heap);
    return machine.agree(fuel);
  }
  // A function (Int) -> Int that adds: value + addend.
  FunctionIndex adder() {
    const FunctionIndex add = function("add", {integer, integer}, integer);
    CodeBuilder& a = code(add);
    a.emit(Opcode::LocalGet, LocalIndex(0));
    a.emit(Opcode::LocalGet, LocalIndex(1));
    a.emit(Opcode::IntAdd);
    a.emit(Opcode::Return);
    return add;
  }
  // Main calls a function that calls itself `depth` times, at the deepest does what `atTheEnd` emits, and returns.
  std::shared_ptr<const bytecode::Module> recursion(std::int64_t depth,
                                                    const std::function<void(CodeBuilder&)>& atTheEnd) {
    const FunctionIndex down = function("down", {integer}, integer);
    CodeBuilder& d = code(down);
    const NewLabel end = d.newLabel();
    d.emit(Opcode::LocalGet, LocalIndex(0));
    d.emitInt(0);
    d.emit(Opcode::IntEqual);
    d.emit(Opcode::JumpTrue, end);
    d.emit(Opcode::LocalGet, LocalIndex(0));
    d.emitInt(1);
    d.emit(Opcode::IntSubtract);
    d.emit(Opcode::Call, call(down));
    d.emit(Opcode::Return);
    d.bind(end, {});
    atTheEnd(d);
    d.emit(Opcode::Return);
    c.emitInt(depth);
    c.emit(Opcode::Call, call(down));
    returnTop();
    return finish(main);
  }
};

}  // namespace tatu::vm::test
