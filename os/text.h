// UTF-8 as the OS layer needs it: is this text, and can it be shown? No tables, no locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tatu::os {

/// One step of decoding. `length` is 0 at the end of the text only.
struct DecodedScalar {
  char32_t scalar = 0;
  std::size_t length = 0;  ///< bytes taken; 1 if they are no valid scalar
  bool valid = false;
};

/// Decodes the scalar at `position`: shortest form only, no surrogates, at most U+10FFFF.
[[nodiscard]] DecodedScalar decodeScalar(std::string_view text, std::size_t position) noexcept;

[[nodiscard]] bool isValidUtf8(std::string_view text) noexcept;

/// C0, DEL and C1.
[[nodiscard]] bool isControl(char32_t scalar) noexcept;

/// Invisible characters that reorder or hide what surrounds them.
[[nodiscard]] bool isHiddenFormat(char32_t scalar) noexcept;

/// Every byte that is not part of a valid scalar, and every control character, becomes U+FFFD.
[[nodiscard]] std::string replaceUnrepresentable(std::string_view text);

/// Every byte that is not part of a valid scalar becomes U+FFFD.
[[nodiscard]] std::string replaceInvalidUtf8(std::string_view text);

}  // namespace tatu::os
