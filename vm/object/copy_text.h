// Copying texts, which are short most often.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tatu::vm {

// As memcpy, for which a call is what takes longest where the text is short. Larger words lie over each other.
inline void copyText(char* to, const char* from, std::size_t bytes) {
  const auto twice = [=](auto word) {
    const std::size_t second = bytes - sizeof(word);
    decltype(word) last;
    std::memcpy(&word, from, sizeof(word));
    std::memcpy(&last, from + second, sizeof(last));
    std::memcpy(to, &word, sizeof(word));
    std::memcpy(to + second, &last, sizeof(last));
  };
  if (bytes > 16) {
    std::memcpy(to, from, bytes);
  } else if (bytes >= 8) {
    twice(std::uint64_t{});
  } else if (bytes >= 4) {
    twice(std::uint32_t{});
  } else if (bytes >= 2) {
    twice(std::uint16_t{});
  } else if (bytes == 1) {
    *to = *from;
  }
}

}  // namespace tatu::vm
