// The name of a piece of machine code in a profile: "tatu::List.add". Names of modules are anybody's text; whatever
// could end a line or a name early is replaced.
#pragma once

#include <string>

#include "jit/code_observer.h"

namespace tatu::jit {

[[nodiscard]] inline std::string symbolName(const PublishedCode& code) {
  std::string name = "tatu::" + code.name;
  for (char& character : name) {
    if (static_cast<unsigned char>(character) < ' ' || character == '\x7f') character = '?';
  }
  return name;
}

}  // namespace tatu::jit
