// A module through its text form and back.
#pragma once

#include <string>

#include <fmt/core.h>
#include <tl/expected.hpp>

#include "bytecode/assembler.h"
#include "bytecode/disassembler.h"

namespace tatu::language_test {

[[nodiscard]] inline tl::expected<bytecode::Module, std::string> throughText(const bytecode::Module& module) {
  const auto text = bytecode::disassemble(module);
  if (!text) return tl::unexpected(text.error().text());
  auto assembled = bytecode::assemble(*text);
  if (assembled) return std::move(*assembled);
  return tl::unexpected(fmt::format("line {}: {}", assembled.error().line, assembled.error().message));
}

}  // namespace tatu::language_test
