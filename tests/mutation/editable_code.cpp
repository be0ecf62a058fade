#include "tests/mutation/editable_code.h"

#include <unordered_map>

namespace tatu::mutation {

namespace {

using bytecode::Code;
using bytecode::Instruction;

EditableInstruction editable(const Instruction& instruction) {
  EditableInstruction result;
  result.opcode = instruction.opcode;
  result.first = instruction.first;
  result.second = instruction.second;
  if (result.isSwitch()) {
    const bytecode::LabelList labels = instruction.labels();
    result.labels.assign(labels.begin(), labels.end());
  }
  return result;
}

// Calls `move` with every position in labels, handlers and lines.
template <typename Move>
void eachPosition(Code& code, Move move) {
  for (bytecode::Label& label : code.labels) move(label.offset);
  for (bytecode::Handler& handler : code.handlers) {
    move(handler.start);
    move(handler.end);
  }
  for (bytecode::LineRow& row : code.lines) move(row.offset);
}

// Two rows at one place, or one that repeats the place before it, are what the verifier refuses and no mutant needs.
void dropIdleLines(Code& code) {
  std::vector<bytecode::LineRow> kept;
  for (const bytecode::LineRow& row : code.lines) {
    if (row.offset >= code.bytes.size()) continue;
    if (!kept.empty() && kept.back().offset == row.offset) kept.pop_back();
    if (!kept.empty() && kept.back().line == row.line && kept.back().column == row.column) continue;
    kept.push_back(row);
  }
  code.lines = std::move(kept);
}

}  // namespace

std::optional<EditableCode> EditableCode::of(const Code& code) {
  EditableCode result;
  result.rest = code;
  result.rest.bytes.clear();
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;
  for (std::uint32_t offset = 0; offset < code.bytes.size();) {
    const auto instruction = bytecode::decodeInstruction(code.bytes, offset);
    if (!instruction) return std::nullopt;
    numbers.emplace(offset, static_cast<std::uint32_t>(result.instructions.size()));
    result.instructions.push_back(editable(*instruction));
    offset = instruction->end;
  }
  numbers.emplace(static_cast<std::uint32_t>(code.bytes.size()),
                  static_cast<std::uint32_t>(result.instructions.size()));
  bool isWhole = !result.instructions.empty();
  eachPosition(result.rest, [&](std::uint32_t& position) {
    const auto found = numbers.find(position);
    isWhole = isWhole && found != numbers.end();
    if (isWhole) position = found->second;
  });
  if (!isWhole) return std::nullopt;
  return result;
}

Code EditableCode::encoded() const {
  Code code = rest;
  std::vector<std::uint32_t> offsets;
  for (const EditableInstruction& instruction : instructions) {
    offsets.push_back(static_cast<std::uint32_t>(code.bytes.size()));
    const std::uint64_t first = instruction.isSwitch() ? instruction.labels.size() : instruction.first;
    bytecode::encodeInstruction(code.bytes, {instruction.opcode, first, instruction.second, instruction.labels});
  }
  offsets.push_back(static_cast<std::uint32_t>(code.bytes.size()));
  eachPosition(code, [&](std::uint32_t& position) { position = offsets[position]; });
  dropIdleLines(code);
  return code;
}

void EditableCode::moveBehind(std::size_t at, std::int64_t distance) {
  eachPosition(rest, [&](std::uint32_t& position) {
    if (position > at) position = static_cast<std::uint32_t>(position + distance);
  });
}

void EditableCode::insert(std::size_t at, const std::vector<EditableInstruction>& added) {
  instructions.insert(instructions.begin() + static_cast<std::ptrdiff_t>(at), added.begin(), added.end());
  moveBehind(at, static_cast<std::int64_t>(added.size()));
}

void EditableCode::remove(std::size_t at) {
  instructions.erase(instructions.begin() + static_cast<std::ptrdiff_t>(at));
  moveBehind(at, -1);
}

}  // namespace tatu::mutation
