// Changes a program's text by tokens and lines, so that much of it stays a program.
#pragma once

#include <string>
#include <string_view>

#include "tests/mutation/dice.h"

namespace tatu::mutation {

[[nodiscard]] std::string mutateSource(std::string_view source, Dice& dice);
// Lines of both, in pieces.
[[nodiscard]] std::string crossSources(std::string_view first, std::string_view second, Dice& dice);

}  // namespace tatu::mutation
