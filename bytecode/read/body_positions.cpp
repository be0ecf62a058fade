#include "bytecode/read/body_positions.h"

#include "bytecode/leb128.h"

namespace tatu::bytecode {

std::vector<std::uint8_t> positionsOfBodies(const CodeTable& code) {
  std::vector<std::uint8_t> positions;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const std::size_t size = code.encoded(i).size();
    appendUnsigned(positions, size);
    appendUnsigned(positions, size - code.instructionsOf(i).size());
  }
  return positions;
}

const std::uint8_t* BodyPositions::skip(ModuleInput& input) {
  const LebUnsigned size = decodeUnsigned(at_, end_);
  const LebUnsigned instructions = decodeUnsigned(size.next, end_);
  const bool isWhole = size.error == LebError::None && instructions.error == LebError::None;
  if (!isWhole || size.value > input.remaining() || instructions.value > size.value) {
    input.fail(Rule::Truncated, input.at(), "The positions of the bodies are those of another module");
    return nullptr;
  }
  at_ = instructions.next;
  const std::uint8_t* const body = input.at();
  input.skip(size.value);
  return body + instructions.value;
}

}  // namespace tatu::bytecode
