// How long each body of a module's file is, and where its instructions begin: what BodyCheck finds out by walking
// through all bodies. The build keeps it beside a module that it puts into a program, where nobody walks through bodies
// that are not needed (readBuiltInModule in reader.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bytecode/code_table.h"
#include "bytecode/read/module_input.h"

namespace tatu::bytecode {

[[nodiscard]] std::vector<std::uint8_t> positionsOfBodies(const CodeTable& code);

class BodyPositions {
 public:
  explicit BodyPositions(std::span<const std::uint8_t> positions)
      : at_(positions.data()), end_(positions.data() + positions.size()) {}

  // Of one body after the other, as BodyCheck::run().
  const std::uint8_t* skip(ModuleInput& input);

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

}  // namespace tatu::bytecode
