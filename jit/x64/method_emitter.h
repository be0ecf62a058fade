// MethodEmitter: machine code for one method, in one pass over its prepared code.
//
// Each instruction has an emitter, emitNAME; a row of prepared_ops.def without one does not compile. They are in
// emit_*.cpp, by family.
//
// Rules for emitters
//  1. What can fail is tested before anything is written: an exit does the instruction again, in the interpreter.
//  2. Registers of the cache are asked for by read…() and write…(); done() is called behind each instruction. What
//     write…() gives may be a register that was read.
//  3. Code that is seldom needed goes behind the method (later()).
//  4. Charges are put off (charge(), fuel_state.h), as they are subtractions, which change the flags. Before whatever
//     reads the fuel, or calls what does, they are settled: the driver sees to it for instructions that mayUseFuel(),
//     but for calls of methods, which may be of the method itself, and of natives, which need not look at the fuel.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "jit/baseline/code_map.h"
#include "jit/baseline/soon_read.h"
#include "jit/baseline/unrolling.h"
#include "jit/code_observer.h"
#include "jit/x64/fuel_state.h"
#include "jit/x64/slot_cache.h"
#include "jit/x64/stubs.h"
#include "vm/compiled/direct_call.h"
#include "vm/compiled/helpers.h"
#include "vm/prepare/word_access.h"

namespace tatu::jit {
class CodeMemory;
}

namespace tatu::jit::x64 {

using asmjit::Label;

// Compiled code with what it refers to.
struct EmittedCode {
  vm::CompiledCode code;
  std::vector<std::unique_ptr<vm::ReturnSite[]>> sites;
  const std::byte* memory = nullptr;
  std::vector<ListedPlace> places;  // where each instruction begins
};

// What a branch is taken for, after a comparison.
struct Condition {
  enum class Kind : std::uint8_t { Simple, FloatEqual, FloatNotEqual };
  Kind kind = Kind::Simple;
  asmjit::x86::CondCode code = asmjit::x86::CondCode::kZero;

  static Condition of(asmjit::x86::CondCode code) { return {Kind::Simple, code}; }
};

// What the assembler refused: a mistake of an emitter.
class EncodingErrors : public asmjit::ErrorHandler {
 public:
  void handleError(asmjit::Error, const char* message, asmjit::BaseEmitter*) override { message_ = message; }
  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  std::string message_;
};

class MethodEmitter {
 public:
  // What it is given outlives it.
  struct Surroundings {
    const Stubs& stubs;
    vm::DirectNatives directNatives;
    CodeMemory& memory;
  };

  MethodEmitter(const vm::Method& method, const vm::PreparedCode& code, const Surroundings& surroundings);
  MethodEmitter(const MethodEmitter&) = delete;
  MethodEmitter& operator=(const MethodEmitter&) = delete;

  // False: it cannot be done, or takes more bytes than that. Such a method stays interpreted.
  [[nodiscard]] bool run(std::size_t mostBytes);
  // After run(): so much room is enough.
  [[nodiscard]] std::size_t bytes() const { return holder_.codeSize(); }
  // After run(), once: puts the code into memory. Null: there is no room for it.
  [[nodiscard]] std::unique_ptr<EmittedCode> place();
  // Why run() failed, if an instruction could not be encoded.
  [[nodiscard]] const std::string& encodingError() const { return errors_.message(); }
  // For tests: as if that had happened.
  void refuse() { errors_.handleError(asmjit::kErrorInvalidInstruction, "refused for a test", nullptr); }

 private:
  using CondCode = asmjit::x86::CondCode;
  using InstId = std::uint32_t;

  // ---- Driving (method_emitter.cpp)
  void emitPrologue();
  [[nodiscard]] HeldList ownArguments() const;
  void checkEntryRoom(const Label& noRoom);
  void testRoom(const Label& noRoom);
  void makeFrame();
  // What is subtracted at the entry.
  [[nodiscard]] std::int64_t entryFuel() const { return code_.entryCost + reserve_; }
  [[nodiscard]] bool emitBody();
  void arriveAt(std::uint32_t word);
  void arriveAsHeir(std::uint32_t word);
  void carryInto(std::uint32_t word);
  void emitChargeBefore(std::uint32_t word);
  void crossInto(std::uint32_t word);
  void emitInstruction(const Word* at);
  [[nodiscard]] bool emitLater();
  [[nodiscard]] bool isTooLong() const { return a_.offset() > mostBytes_; }
  void emitConstants();
  void emitEntries();
  [[nodiscard]] Label emitEntry(std::uint32_t word, const HeldList& held, const FuelState& fuel, const Label& to);
  void later(std::function<void()> emit) { later_.push_back(std::move(emit)); }

  // ---- Exits (exits.cpp)
  // A label to jump to: the instruction is left to the interpreter, or the inlined body is left for its call.
  [[nodiscard]] Label exit() { return exitAt(word_, 0); }
  // The same for the instruction at `word`, which control gets to with that cost.
  [[nodiscard]] Label exitAt(std::uint32_t word, std::int64_t cost);
  // The same to where control has arrived, with so much owed, and polls.
  [[nodiscard]] Label pollExit(std::uint32_t target, std::int64_t owed);
  // There is too little fuel in this slice for what comes behind the label.
  [[nodiscard]] Label shortExit(std::uint32_t target, std::int64_t owed);
  void emitShort(std::uint32_t target, std::int64_t owed);
  void emitLeave(const Word* pc, vm::CompiledExit exit);
  void leaveInlined(const vm::InlinedBody& body, const Word* pc, std::optional<std::int64_t> spent);
  // Calls it with everything in memory; afterwards only loop slots are in registers.
  void callHelper(vm::Helper helper, const Word* at);
  // The call itself.
  void emitHelperCall(vm::Helper helper, const Word* at);

  // ---- Branches (emit_control.cpp)
  [[nodiscard]] std::uint32_t wordOf(const Word* at) const { return static_cast<std::uint32_t>(at - map_.words()); }
  [[nodiscard]] Edge edgeAt(const Word* at, std::uint32_t number = 0) const;
  // Where to jump, from the state of now, to arrive at the target with the edge's cost charged.
  [[nodiscard]] Label edgeTo(Edge edge);
  // The same, but for fuel: a jump, and before it what the label's registers ask for.
  struct Crossing {
    HeldList stores;
    MoveList moves;
    HeldList loads;
    Label to;

    [[nodiscard]] bool isEmpty() const { return stores.empty() && moves.empty() && loads.empty(); }
    // Whether one of these is elsewhere behind it.
    [[nodiscard]] bool overwrites(const HeldList& held) const;
  };
  [[nodiscard]] Crossing crossingTo(std::uint32_t target);
  void cross(const Crossing& crossing);
  void prepareCrossing(const Crossing& crossing);
  void goBack(std::int64_t cost, const Label& poll, const Crossing& crossing);
  // Where to jump so that this happens.
  [[nodiscard]] Label labelOf(Crossing crossing);
  [[nodiscard]] Label backAside(std::int64_t cost, const Label& poll, Crossing crossing);
  [[nodiscard]] Label chargedJump(std::uint32_t target, std::int64_t cost);
  void flushFor(std::uint32_t target);
  // What is in registers at the label but for its loop's slots; settled for good by who comes there first.
  [[nodiscard]] const HeldList& carriedTo(std::uint32_t target);
  [[nodiscard]] bool mayCarry(std::uint32_t target) const;
  [[nodiscard]] HeldList carriedFromHere(std::uint32_t target) const;
  [[nodiscard]] HeldList carriedBack(std::uint32_t head) const;
  void jumpIf(Condition condition, const Label& label);
  void jumpUnless(Condition condition, const Label& label);
  void branch(const Word* at, Condition condition);
  void branchOrLeave(Condition condition, Edge edge, std::int64_t passedCost);
  void branchBack(Condition condition, Edge edge);
  void jumpBack(Edge edge);
  void enterAside(Edge edge);
  void loopTurn(const Word* at, Condition condition);
  void countTurn(const Word* at, CondCode code, bool isSmall);

  // ---- Turns one behind the other (emit_unrolled.cpp)
  void beginUnrolling();
  void nextTurn(std::int64_t cost, std::uint32_t pollAt, std::int64_t unpaid);
  void endUnrolling();
  void renewLabels();
  // Whether the instruction is the end of a turn that another one follows.
  [[nodiscard]] bool isBetweenTurns() const {
    return unrolled_ && unrolled_->left > 0 && unrolled_->unrolling.branch == word_;
  }
  void unrolledBranch(const Word* at, Condition condition);
  void unrolledTurn(const Word* at, Condition condition);
  [[nodiscard]] static CondCode negated(CondCode code) { return asmjit::x86::negateCond(code); }

  // ---- Fuel (emit_fuel.cpp)
  void charge(std::int64_t cost);
  void settle();
  // Settled, and from now on nothing is known.
  void giveUpFuel();
  void subtract(std::int64_t cost);
  void subtractAndTest(std::int64_t cost);
  void subtractAndPoll(std::int64_t cost, const Label& poll);
  // Goes to the label if less than that may be left, unless it is known that there is.
  void needFuel(std::int64_t cost, const Label& otherwise);
  // What is so at the label; settled for good by who comes there first.
  [[nodiscard]] FuelState& arrivalAt(std::uint32_t word, const FuelState& first);
  [[nodiscard]] FuelState amidTurn(std::uint32_t word, const FuelState& first);
  // Whether control enters a loop there, amid its turn, and cannot say yet what turns owe there.
  [[nodiscard]] bool entersBlindly(std::uint32_t target) const;
  // What is to be done on the way to a label so that it is so there.
  struct Passage {
    std::int64_t cost = 0;             // to be subtracted
    std::optional<std::int64_t> test;  // then the register must not be below this,
    std::int64_t owed = 0;             // or the label is left with so much owed
  };
  [[nodiscard]] Passage passageTo(std::uint32_t target, std::int64_t cost);
  // `tooLittle`: of the passage's test.
  void emitPassage(const Passage& passage, const Label& tooLittle);
  void resumeOwing(const FuelState& fuel, std::uint32_t next);
  void passInto(std::uint32_t target, const Passage& passage);
  // What there is to subtract on the way back to a head, which is polled.
  [[nodiscard]] Passage passageBack(Edge edge);
  void keepFuel(int slot);
  [[nodiscard]] bool isShut(const vm::InlinedBody& body) const;
  void testClosed(const vm::InlinedBody& body);
  [[nodiscard]] bool isPlainBody(const vm::InlinedBody& body) const;
  [[nodiscard]] bool isInPlainBody(std::uint32_t word) const;
  void keepFuelAtEntry(const vm::InlinedBody& body, std::int64_t spent);

  // ---- Numbers (emit_integers.cpp, emit_floats.cpp)
  void binary(InstId instruction, const Word* at, bool isCommutative, bool isNarrow = false);
  void binarySmall(InstId instruction, const Word* at);
  void shift(InstId instruction, const Word* at, bool isNarrow);
  void shiftSmall(InstId instruction, const Word* at);
  void divide(const Word* at, bool wantsRemainder, bool isNarrow);
  void divideByConstant(Gp quotient, Gp value, std::int64_t divisor);
  void quotientOf(const Word* at, std::int64_t divisor);
  void remainderOf(const Word* at, std::int64_t divisor);
  [[nodiscard]] std::optional<std::int64_t> constantLoaded(int slot) const;
  void compareInts(const Word* at, bool isNarrow = false);
  void compareSmall(const Word* at);
  void compareWithZero(int slot);
  void setInt(const Word* at, CondCode code);
  void compareFloats(int left, int right, bool isSingle);
  void setFloat(const Word* at, Condition condition);
  void floatBinary(InstId instruction, const Word* at, bool isCommutative);
  void floatWord(InstId instruction, const Word* at);
  void floatWordLeft(InstId instruction, const Word* at);
  void floatMask(InstId instruction, const Word* at, std::uint64_t mask);
  void floatToBits(const Word* at, bool isSingle);
  void saturate(const Word* at, std::int64_t least, std::int64_t most, bool isNarrow);
  [[nodiscard]] Mem constant(std::uint64_t bits);
  void moveWord(Gp to, std::uint64_t word);

  // ---- Objects (emit_objects.cpp)
  void loadSlot(const Word* at, Mem from);
  void storeSlot(int slot, Mem to);
  [[nodiscard]] Mem element(const Word* at, std::uint32_t bytes);
  [[nodiscard]] Mem field(const Word* at, std::uint32_t bytes);
  void copySlots(int to, int from, int count);
  void askCache(const Word* at, vm::Helper helper, bool wantsAnswer);
  void emitAllocation(const vm::RuntimeClass& cls, Gp to, const Label& slow);

  // ---- Calls (emit_calls.cpp)
  // The registers that callees expect these arguments in.
  [[nodiscard]] static HeldList argumentsFrom(int first, int slots);
  // Stores what is in registers up to the last argument, and forgets it but for those.
  void passArguments(int first, int slots);
  void passNew(const Word* at);
  // Calls the Method in rax, its base in rdi. Everything is in memory. Only of itself the method may still owe fuel.
  void callCallee(const Word* at, std::uint32_t words, const vm::Method* callee = nullptr, std::int64_t owed = 0);
  void callItself(std::int64_t owed);
  void callMethod(const Word* at, const vm::Method& method, std::uint32_t words, std::int64_t owed = 0);
  void findBySlot(const Word* at, std::int32_t slot, const Label& found);
  void findBySelector(const Word* at, const Label& found);
  void askForTarget(const Word* at, const Label& found);
  void backToOwnFrame(const Word* at, const vm::Method* callee);
  void checkRoom(const Word* at, const vm::Method& method, const Label& noRoom);
  void checkAbove(int slots, const Label& noRoom);
  void shiftUp(int base, int slots);
  void storePart(Mem to, std::uint32_t bytes, Gp value);
  [[nodiscard]] vm::ReturnSite& makeSite(const Word* at, std::uint32_t words);

  // ---- Direct calls of C++ (emit_direct_calls.cpp)
  void callNative(vm::Helper helper, const Word* at);
  void loadArguments(int first, std::uint32_t count);
  // The arguments are in their registers. If the call gives up, the helper does the whole instruction.
  void callDirectly(const vm::DirectFunction& function, std::uint32_t results, vm::Helper otherwise, const Word* at);

#define TATU_PREPARED(name, words, effect, operands) void emit##name(const Word* at);
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED

  const vm::Method& method_;
  const vm::PreparedCode& code_;
  const Stubs& stubs_;
  CodeMemory& memory_;
  const CodeMap map_;
  std::size_t mostBytes_ = 0;

  EncodingErrors errors_;
  asmjit::CodeHolder holder_;
  asmjit::x86::Assembler a_;
  SlotCache cache_;
  std::vector<Label> labels_;  // by word; where control arrives
  Label callEntry_;
  Label paidEntry_;  // the entry's fuel has been subtracted
  Label bodyEntry_;
  Label failed_;                    // a helper was not Done
  std::uint32_t word_ = 0;          // of the instruction under way
  std::uint32_t next_ = 0;          // behind it
  const Word* previous_ = nullptr;  // the instruction before, in the order of the code
  bool fallsInto_ = true;           // control gets to the next word from the one before
  int loop_ = -1;                   // the loop whose slots are in registers
  // The first jump to each label that has nothing to do but to charge.
  struct ChargedJump {
    Label label;
    std::int64_t cost = 0;
    bool isEmitted = false;
  };
  std::unordered_map<std::uint32_t, std::shared_ptr<ChargedJump>> charges_;
  std::unordered_map<std::uint32_t, HeldList> carried_;  // by word, of labels that do not inherit
  FuelState fuel_;
  std::unordered_map<std::uint32_t, FuelState> arrivals_;  // by word, of labels that do not inherit
  std::int64_t reserve_ = 0;                               // asked for at the entry
  const vm::InlinedBody* plainBody_ = nullptr;             // the last one, if its fuel at the entry is kept by exits
  struct Legacy {
    SlotCache::State registers;
    FuelState fuel;
  };
  std::unordered_map<std::uint32_t, Legacy> legacies_;  // of labels that inherit, until control arrives there
  struct Heir {
    HeldList held;
    FuelState fuel;
  };
  [[nodiscard]] Heir stateAt(std::uint32_t word) const;
  std::unordered_map<std::uint32_t, Heir> heirs_;  // by word: what is so at a label that inherits
  // The loop that is emitted in several turns. Its labels in the first one are those for everybody outside.
  struct Unrolled {
    Unrolling unrolling;
    int left = 0;  // turns to come behind this one
    struct Outer {
      std::uint32_t word;
      Label label;
      std::optional<FuelState> arrival;
      std::optional<HeldList> carried;
    };
    std::vector<Outer> labels;
  };
  std::optional<Unrolled> unrolled_;
  std::vector<std::function<void()>> later_;
  std::unordered_map<std::uint64_t, Label> constants_;
  struct Entry {
    std::uint32_t word;
    Label label;
  };
  std::vector<Entry> entries_;
  struct Site {
    vm::ReturnSite* site;
    Label label;
  };
  std::vector<Site> siteLabels_;
  std::unique_ptr<EmittedCode> result_ = std::make_unique<EmittedCode>();
};

}  // namespace tatu::jit::x64
