// Stage: a street with a host module `game`, whose functions do what a scenario puts into them, and a program that uses
// all of them.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "tests/hostile/street.h"

namespace tatu::hostile {

class Stage {
 public:
  explicit Stage(tatu_tier tier);

  [[nodiscard]] host::Guest& guest() { return *guest_; }
  // Another one of the same program.
  [[nodiscard]] std::unique_ptr<host::Guest> another(const tatu_guest_options& options) const;
  [[nodiscard]] tatu_module* module() { return module_; }
  [[nodiscard]] tatu_runtime* runtime() { return street.host().runtime(); }
  // An object of the class game.Thing, with one reference for the caller; its data is `destroyed`.
  [[nodiscard]] tatu_object* makeThing();
  // The witness, in the middle of whatever is going on.
  void live() { EXPECT_EQ(street.aLife(), street.lonelyLife()); }
  // The program is as good as new.
  void expectWell();

  std::atomic<int> destroyed{0};  // of the things
  Street street;
  host::Body number;  // fun number(n: Int): Int
  host::Body text;    // fun text(n: Int): String
  host::Body list;    // fun list(n: Int): Array<Int?>
  host::Body letter;  // fun letter(n: Int): Char
  host::Body byte;    // fun byte(n: Int): Byte
  host::Body thing;   // fun thing(n: Int): Thing
  const tatu_class* thingClass = nullptr;
  const tatu_class* otherClass = nullptr;

 private:
  tatu_module* module_ = nullptr;
  std::unique_ptr<host::Guest> guest_;
};

}  // namespace tatu::hostile
