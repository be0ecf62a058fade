#include "jit/x64/slot_cache.h"

#include <algorithm>
#include <span>
#include <utility>

#include "os/fault.h"

namespace tatu::jit::x64 {

namespace {

std::span<const unsigned> poolOf(bool isFloat) {
  if (isFloat) return kFloatPool;
  return kIntegerPool;
}

Gp integer(unsigned number) { return asmjit::x86::gpq(number); }
Xmm floating(unsigned number) { return asmjit::x86::xmm(number); }

}  // namespace

// ---- Finding

const SlotCache::Register* SlotCache::find(int slot) const {
  Place place;
  if (!locate(slot, place)) return nullptr;
  return place.isFloat ? &floats_[place.number] : &integers_[place.number];
}

bool SlotCache::locate(int slot, Place& place) const {
  for (std::uint8_t i = 0; i < 16; ++i) {
    if (integers_[i].slot == slot) return place = {false, i}, true;
    if (floats_[i].slot == slot) return place = {true, i}, true;
  }
  return false;
}

bool SlotCache::isFloat(int slot) const {
  Place place;
  return locate(slot, place) && place.isFloat;
}

void SlotCache::pin(Place place) {
  at(place).isPinned = true;
  at(place).used = ++clock_;
}

void SlotCache::bind(Place place, int slot, bool isDirty) {
  Register& reg = at(place);
  reg.slot = slot;
  reg.isDirty = isDirty;
  reg.isLoops = false;
}

void SlotCache::storeRegister(Place place) {
  Register& reg = at(place);
  if (place.isFloat) {
    a_.movq(slotMemory(reg.slot), floating(place.number));
  } else {
    a_.mov(slotMemory(reg.slot), integer(place.number));
  }
  reg.isDirty = false;
}

// A register without a slot; the one that was not used for the longest time if there is none.
std::uint8_t SlotCache::allocate(bool isFloat) {
  File& registers = file(isFloat);
  int oldest = -1;
  for (const unsigned number : poolOf(isFloat)) {
    const Register& reg = registers[number];
    if (reg.isPinned || reg.isLoops) continue;
    if (reg.slot == Register::kNone) return static_cast<std::uint8_t>(number);
    if (oldest < 0 || reg.used < registers[static_cast<std::size_t>(oldest)].used) oldest = static_cast<int>(number);
  }
  if (oldest < 0) os::fault("an instruction needs more registers than there are");
  const auto number = static_cast<std::uint8_t>(oldest);
  if (registers[number].isDirty) storeRegister({isFloat, number});
  registers[number].slot = Register::kNone;
  return number;
}

void SlotCache::transfer(Place from, Place to) {
  if (from.isFloat) {
    a_.movq(integer(to.number), floating(from.number));
  } else {
    a_.movq(floating(to.number), integer(from.number));
  }
}

// ---- One instruction

SlotCache::Place SlotCache::readInto(int slot, bool isFloat) {
  Place place;
  if (locate(slot, place)) {
    if (place.isFloat == isFloat) return pin(place), place;
    const Place other{isFloat, allocate(isFloat)};
    transfer(place, other);
    if (!at(place).isLoops) {
      bind(other, slot, at(place).isDirty);
      at(place).slot = Register::kNone;
    }
    return pin(other), other;
  }
  place = {isFloat, allocate(isFloat)};
  if (isFloat) {
    a_.movq(floating(place.number), slotMemory(slot));
  } else {
    a_.mov(integer(place.number), slotMemory(slot));
  }
  bind(place, slot, false);
  return pin(place), place;
}

Gp SlotCache::readInt(int slot) { return integer(readInto(slot, false).number); }
Xmm SlotCache::readFloat(int slot) { return floating(readInto(slot, true).number); }

asmjit::Operand SlotCache::intOperand(int slot) {
  if (isCached(slot)) return readInt(slot);
  return slotMemory(slot);
}

// Without a size: it follows from the instruction, which takes four bytes of it or eight.
asmjit::Operand SlotCache::floatOperand(int slot) {
  if (isCached(slot)) return readFloat(slot);
  return asmjit::x86::ptr(kFrame, slot * 8);
}

SlotCache::Place SlotCache::writeTo(int slot, bool isFloat) {
  Place place;
  if (locate(slot, place)) {
    Register& reg = at(place);
    reg.isDirty = true;
    if (place.isFloat == isFloat) return pin(place), place;
    if (reg.isLoops) {
      const Place other{isFloat, allocate(isFloat)};
      transfers_.push_back({other.number, place.number, place.isFloat});
      return pin(other), other;
    }
    reg.slot = Register::kNone;
    reg.isDirty = false;
  }
  const Place other{isFloat, allocate(isFloat)};
  bind(other, slot, true);
  return pin(other), other;
}

Gp SlotCache::writeInt(int slot) { return integer(writeTo(slot, false).number); }
Xmm SlotCache::writeFloat(int slot) { return floating(writeTo(slot, true).number); }

void SlotCache::done() {
  for (const Transfer& move : transfers_) transfer({!move.toFloat, move.from}, {move.toFloat, move.to});
  transfers_.clear();
  for (Register& reg : integers_) reg.isPinned = false;
  for (Register& reg : floats_) reg.isPinned = false;
}

// ---- Memory

void SlotCache::flush(int first, int end) {
  for (const bool isFloat : {false, true}) {
    for (std::uint8_t i = 0; i < 16; ++i) {
      const Register& reg = file(isFloat)[i];
      if (reg.slot != Register::kNone && reg.isDirty && reg.slot >= first && reg.slot < end)
        storeRegister({isFloat, i});
    }
  }
}

void SlotCache::flushForLabel(int top) {
  for (const bool isFloat : {false, true}) {
    for (std::uint8_t i = 0; i < 16; ++i) {
      const Register& reg = file(isFloat)[i];
      if (reg.slot != Register::kNone && reg.isDirty && !reg.isLoops && reg.slot < top) storeRegister({isFloat, i});
    }
  }
}

void SlotCache::forget(int first, int count) {
  HeldList again;
  for (const bool isFloat : {false, true}) {
    for (std::uint8_t i = 0; i < 16; ++i) {
      Register& reg = file(isFloat)[i];
      if (reg.slot == Register::kNone || reg.slot < first || reg.slot >= first + count) continue;
      reg.isDirty = false;
      if (reg.isLoops) {
        again.push_back({reg.slot, i, isFloat});
      } else {
        reg.slot = Register::kNone;
      }
    }
  }
  load(again);
}

void SlotCache::dropFrom(int first) {
  for (File* registers : {&integers_, &floats_}) {
    for (Register& reg : *registers) {
      if (reg.slot >= first && !reg.isLoops) reg = Register();
    }
  }
}

void SlotCache::spill() {
  for (const bool isFloat : {false, true}) {
    for (std::uint8_t i = 0; i < 16; ++i) {
      if (!isFloat && isKeptByCalls(i)) continue;
      const Register& reg = file(isFloat)[i];
      if (reg.slot != Register::kNone && reg.isDirty) storeRegister({isFloat, i});
    }
  }
}

void SlotCache::loseSpilled() {
  HeldList again;
  for (const bool isFloat : {false, true}) {
    for (std::uint8_t i = 0; i < 16; ++i) {
      if (!isFloat && isKeptByCalls(i)) continue;
      Register& reg = file(isFloat)[i];
      if (reg.isLoops) {
        again.push_back({reg.slot, i, isFloat});
      } else {
        reg = Register();
      }
    }
  }
  load(again);
}

asmjit::Operand SlotCache::keptOperand(int slot) const {
  Place place;
  if (locate(slot, place) && !place.isFloat && isKeptByCalls(place.number)) return integer(place.number);
  return slotMemory(slot);
}

void SlotCache::clobbered() {
  forgetAll();
  if (loop_ != nullptr) load(registersOf(*loop_));
}

void SlotCache::forgetAll() {
  for (File* registers : {&integers_, &floats_}) {
    for (Register& reg : *registers) {
      if (!reg.isLoops) reg = Register();
    }
  }
}

// ---- Loops

HeldList SlotCache::registersOf(const Loop& loop) {
  HeldList held;
  std::size_t integers = std::size(kIntegerPool);
  std::size_t floats = std::size(kFloatPool);
  for (const LoopSlot& slot : loop.slots) {
    std::size_t& left = slot.isFloat ? floats : integers;
    if (left <= (slot.isFloat ? kFreeFloats : kFreeIntegers)) continue;
    --left;
    const unsigned number = slot.isFloat ? kFloatPool[left] : kIntegerPool[left];
    held.push_back({slot.slot, static_cast<std::uint8_t>(number), slot.isFloat});
  }
  return held;
}

void SlotCache::enterLoop(const Loop& loop) {
  loop_ = &loop;
  integers_ = {};
  floats_ = {};
  for (const Held& held : registersOf(loop)) {
    bool isWritten = false;
    for (const LoopSlot& slot : loop.slots) isWritten = isWritten || (slot.slot == held.slot && slot.isWritten);
    Register& reg = file(held.isFloat)[held.number];
    reg.slot = held.slot;
    reg.isLoops = true;
    reg.isDirty = isWritten;
  }
}

void SlotCache::leaveLoop() {
  loop_ = nullptr;
  for (File* registers : {&integers_, &floats_}) {
    for (Register& reg : *registers) reg.isLoops = false;
  }
}

void SlotCache::restore(const State& state) {
  integers_ = state.integers;
  floats_ = state.floats;
  done();
}

HeldList SlotCache::loopDirty() const {
  HeldList held;
  if (loop_ == nullptr) return held;
  for (const Held& each : dirty()) {
    const Register& reg = each.isFloat ? floats_[each.number] : integers_[each.number];
    if (reg.isLoops) held.push_back(each);
  }
  return held;
}

// ---- Labels

void SlotCache::carry(const HeldList& held) {
  for (const Held& each : held) bind({each.isFloat, each.number}, each.slot, false);
}

std::optional<Held> SlotCache::ownRegister(int slot) const {
  Place place;
  if (!locate(slot, place)) return std::nullopt;
  const Register& reg = place.isFloat ? floats_[place.number] : integers_[place.number];
  return reg.isLoops ? std::nullopt : std::optional(Held{slot, place.number, place.isFloat});
}

namespace {

// Where registers would change places one of them is loaded.
void sequence(std::vector<std::pair<RegisterMove, int>> pending, MoveList& moves, HeldList& loads) {
  while (!pending.empty()) {
    const auto isFree = [&pending](const auto& candidate) {
      return std::ranges::none_of(pending, [&candidate](const auto& other) {
        return other.first.isFloat == candidate.first.isFloat && other.first.from == candidate.first.to;
      });
    };
    auto next = std::ranges::find_if(pending, isFree);
    if (next != pending.end()) {
      moves.push_back(next->first);
    } else {
      next = pending.begin();
      loads.push_back({next->second, next->first.to, next->first.isFloat});
    }
    pending.erase(next);
  }
}

}  // namespace

void SlotCache::arrange(const HeldList& wanted, MoveList& moves, HeldList& loads) const {
  std::vector<std::pair<RegisterMove, int>> pending;
  for (const Held& want : wanted) {
    Place place;
    if (!locate(want.slot, place) || place.isFloat != want.isFloat) {
      loads.push_back(want);
    } else if (place.number != want.number) {
      pending.push_back({{want.isFloat, place.number, want.number}, want.slot});
    }
  }
  sequence(std::move(pending), moves, loads);
}

void SlotCache::move(const MoveList& moves) const {
  for (const RegisterMove& each : moves) {
    if (each.isFloat) {
      a_.movaps(floating(each.to), floating(each.from));
    } else {
      a_.mov(integer(each.to), integer(each.from));
    }
  }
}

// ---- For code out of the way

HeldList SlotCache::dirty() const {
  HeldList held;
  for (const Held& each : all()) {
    const Register& reg = each.isFloat ? floats_[each.number] : integers_[each.number];
    if (reg.isDirty) held.push_back(each);
  }
  return held;
}

HeldList SlotCache::all() const {
  HeldList held;
  for (std::uint8_t i = 0; i < 16; ++i) {
    if (integers_[i].slot != Register::kNone) held.push_back({integers_[i].slot, i, false});
    if (floats_[i].slot != Register::kNone) held.push_back({floats_[i].slot, i, true});
  }
  return held;
}

HeldList SlotCache::allOwn() const {
  HeldList held;
  for (const Held& each : all()) {
    if (ownRegister(each.slot)) held.push_back(each);
  }
  return held;
}

void SlotCache::store(const HeldList& held) const {
  for (const Held& each : held) {
    if (each.isFloat) {
      a_.movq(slotMemory(each.slot), floating(each.number));
    } else {
      a_.mov(slotMemory(each.slot), integer(each.number));
    }
  }
}

void SlotCache::load(const HeldList& held) const {
  for (const Held& each : held) {
    if (each.isFloat) {
      a_.movq(floating(each.number), slotMemory(each.slot));
    } else {
      a_.mov(integer(each.number), slotMemory(each.slot));
    }
  }
}

}  // namespace tatu::jit::x64
