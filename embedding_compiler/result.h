// What a tatu_compile_result is: a module or none, and what there is to say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "include/tatu/compiler.h"

namespace tatu::embedding {

struct CompileMessage {
  bool isError = true;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;
  std::string code;
  std::string file;
  std::string text;
};

}  // namespace tatu::embedding

struct tatu_compile_result {
  std::vector<std::uint8_t> module;  // empty if there were errors
  std::string messages;
  std::vector<tatu::embedding::CompileMessage> diagnostics;
};
