#include "os/random_name.h"

namespace tatu::os {

std::string randomName(std::string_view prefix, std::span<const std::byte> randomness) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string name(prefix);
  for (const std::byte byte : randomness) {
    name += kDigits[std::to_integer<unsigned>(byte) >> 4];
    name += kDigits[std::to_integer<unsigned>(byte) & 15];
  }
  return name;
}

}  // namespace tatu::os
