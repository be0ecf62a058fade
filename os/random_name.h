// Names that cannot be guessed, for files made beside others.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tatu::os {

/// `prefix` and the bytes in hexadecimal.
[[nodiscard]] std::string randomName(std::string_view prefix, std::span<const std::byte> randomness);

}  // namespace tatu::os
