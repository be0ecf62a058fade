// SlotCache: which slots of the frame have their value in a register, and whether memory has it as well.
//
// Within a block a value is read from memory once and written back only where somebody may look: before calls, at
// labels, and in the code of exits, which is out of the way. A label may have some slots in registers all the same, as
// copies (carry()). In a loop the chosen slots (code_map.h) are in registers at every label; they are loaded where
// control comes in and stored where it leaves.
//
// Between two instructions every slot is in at most one register. A register that an instruction has asked for stays
// until done().
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "jit/baseline/code_map.h"
#include "jit/x64/registers.h"

namespace tatu::jit::x64 {

// A register and its slot, as the code of an exit has to know them.
struct Held {
  int slot = 0;
  std::uint8_t number = 0;
  bool isFloat = false;
};
using HeldList = std::vector<Held>;

// Moves from register to register, in an order in which none overwrites what a later one reads.
struct RegisterMove {
  bool isFloat = false;
  std::uint8_t from = 0;
  std::uint8_t to = 0;
};
using MoveList = std::vector<RegisterMove>;

class SlotCache {
 public:
  struct Register {
    static constexpr int kNone = INT32_MIN;
    int slot = kNone;
    bool isDirty = false;
    bool isLoops = false;  // belongs to a slot of the loop
    bool isPinned = false;
    std::uint32_t used = 0;
  };
  using File = std::array<Register, 16>;
  // What all registers hold between two instructions.
  struct State {
    File integers;
    File floats;
  };

  explicit SlotCache(asmjit::x86::Assembler& assembler) : a_(assembler) {}

  // ---- For one instruction
  // The slot's value.
  [[nodiscard]] Gp readInt(int slot);
  [[nodiscard]] Xmm readFloat(int slot);
  // The register where it is, or memory if it is in none; never changes what is where, but for the kind of register.
  [[nodiscard]] asmjit::Operand intOperand(int slot);
  [[nodiscard]] asmjit::Operand floatOperand(int slot);
  // Where the slot's new value is to be put. What the slot had before is gone; registers got from it can still be
  // read. It may be one of those (the slot has its own register): then it must not be written before all is read.
  [[nodiscard]] Gp writeInt(int slot);
  [[nodiscard]] Xmm writeFloat(int slot);
  // Behind a call: the slot's value is in kResult as well.
  void bindResult(int slot) { bind({false, kResultNumber}, slot, false); }
  // Ends the instruction.
  void done();

  [[nodiscard]] bool isFloat(int slot) const;  // in a floating-point register now, or always in this loop
  [[nodiscard]] bool isCached(int slot) const { return find(slot) != nullptr; }

  // ---- Memory
  // Stores what memory does not have, of slots in [first, end).
  void flush(int first, int end);
  void flushAll() { flush(INT32_MIN, INT32_MAX); }
  // Stores what memory does not have, but for the loop's slots, and for operands from `top` on.
  void flushForLabel(int top);
  // These slots change in memory. Nothing that must be stored is among them.
  void forget(int first, int count);
  // Nobody needs these slots any more.
  void dropFrom(int first);
  // All registers are lost, or hold other values. Loop slots are loaded again.
  void clobbered();

  // ---- Around direct calls of C++, which change no slot
  // Before: stores what is in registers that are lost and memory does not have.
  void spill();
  // Behind: those registers are lost; loop slots are loaded again.
  void loseSpilled();
  // The register where the slot's value stays during the call, or memory, after spill().
  [[nodiscard]] asmjit::Operand keptOperand(int slot) const;

  // ---- Loops
  void enterLoop(const Loop& loop);  // at its border or a label in it: all its slots are in registers
  void leaveLoop();                  // they have been stored
  void forgetAll();                  // but for the loop's slots
  [[nodiscard]] static HeldList registersOf(const Loop& loop);
  // For code that is reached from here only, in the same loop.
  [[nodiscard]] State state() const { return {integers_, floats_}; }
  void restore(const State& state);
  // The loop's slots that memory may not have.
  [[nodiscard]] HeldList loopDirty() const;

  // ---- Labels
  // Binds registers that nothing else is in, as copies of what is in memory.
  void carry(const HeldList& held);
  // The slot's register, if it has one that is not the loop's.
  [[nodiscard]] std::optional<Held> ownRegister(int slot) const;
  // How the registers come to hold these, if memory has everything: from where they are now, or loaded behind that.
  void arrange(const HeldList& wanted, MoveList& moves, HeldList& loads) const;
  void move(const MoveList& moves) const;

  // ---- For code out of the way
  [[nodiscard]] HeldList dirty() const;
  [[nodiscard]] HeldList all() const;
  [[nodiscard]] HeldList allOwn() const;  // but for the loop's
  void store(const HeldList& held) const;
  void load(const HeldList& held) const;

 private:
  struct Place {
    bool isFloat = false;
    std::uint8_t number = 0;
  };
  struct Transfer {  // at the end of the instruction: from the register that was written to the loop's
    std::uint8_t from = 0;
    std::uint8_t to = 0;
    bool toFloat = false;
  };
  [[nodiscard]] File& file(bool isFloat) { return isFloat ? floats_ : integers_; }
  [[nodiscard]] const Register* find(int slot) const;
  [[nodiscard]] bool locate(int slot, Place& place) const;
  [[nodiscard]] Register& at(Place place) { return file(place.isFloat)[place.number]; }
  std::uint8_t allocate(bool isFloat);
  void pin(Place place);
  void storeRegister(Place place);
  void bind(Place place, int slot, bool isDirty);
  void transfer(Place from, Place to);
  Place readInto(int slot, bool isFloat);
  Place writeTo(int slot, bool isFloat);

  asmjit::x86::Assembler& a_;
  File integers_{};
  File floats_{};
  std::uint32_t clock_ = 0;
  const Loop* loop_ = nullptr;
  std::vector<Transfer> transfers_;
};

}  // namespace tatu::jit::x64
