// Proves of one function's body in a file that it is whole and in its one encoding. Nothing of it is kept: it is
// decoded when it is needed (code_table.h), by a decoder that relies on this proof.
#pragma once

#include <cstdint>
#include <span>

#include "bytecode/read/module_input.h"

namespace tatu::bytecode {

class BodyCheck {
 public:
  explicit BodyCheck(ModuleInput& input) : in_(input) {}

  // Leaves the input behind the body. Gives where the body's instructions begin; null if it has failed.
  const std::uint8_t* run();

 private:
  using Bytes = std::span<const std::uint8_t>;

  std::size_t types();
  void label();
  void localsOfLabel(bool areSame, const std::uint8_t* place);
  void handler();
  void lineRow();

  ModuleInput& in_;
  Bytes initialised_;  // of the label before
  // Of the row before.
  std::uint64_t lineOffset_ = 0;
  std::int64_t line_ = 0;
  std::int64_t column_ = 0;
};

}  // namespace tatu::bytecode
