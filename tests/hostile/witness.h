// Witness: a guest beside an attack that does a bit of everything, life after life. Each life must show what it showed
// when nobody else was there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/hostile/machine.h"

namespace tatu::hostile {

// The program witness.tatu, verified once.
[[nodiscard]] const Verified& witnessModule();
[[nodiscard]] const AttackLimits& witnessLimits();
[[nodiscard]] const std::vector<std::string>& witnessGrants();
// What a life shows that is alone in its runtime, in the interpreter.
[[nodiscard]] const std::string& lonelyLife();

class Witness {
 public:
  explicit Witness(Machine& machine) : machine_(machine), image_(machine.load(witnessModule())) {}
  // A part of a life. When one ends, the next begins.
  void live();
  // To the end of the present life, if there is one, and a whole one more.
  void liveOn();
  [[nodiscard]] int lives() const { return lives_; }
  // How a life differed; empty: none did.
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  Machine& machine_;
  const vm::ModuleImage* image_;
  std::optional<SlicedGuest> present_;
  int lives_ = 0;
  std::string complaint_;
};

}  // namespace tatu::hostile
