// Message: a value on its way through a channel, copied into memory of the host's. Each takes exactly as many bytes as
// bytesOf says, of which its values come to what they come to everywhere (tatu_value).
//
// Threads: as its owner.
#pragma once

#include <cstdint>
#include <list>

#include "embedding/value_arena.h"
#include "embedding/values.h"
#include "include/tatu/tatu.h"

namespace tatu::embedding {

class Message {
 public:
  // Of any message, beside its value: this object, and what the process needs to have it in a list.
  static constexpr std::uint64_t kOwnBytes = 160;
  static constexpr std::uint64_t kBytesPerFuel = 8;

  [[nodiscard]] static std::uint64_t bytesOf(const tatu_value& value) { return kOwnBytes + copySize(value); }
  // For copying so much.
  [[nodiscard]] static std::uint64_t fuelOf(std::uint64_t bytes) { return bytes / kBytesPerFuel; }

  // Copies a value that has been checked. Throws std::bad_alloc.
  explicit Message(const tatu_value& value);
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;

  [[nodiscard]] const tatu_value& value() const { return value_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  std::uint64_t number = 0;  // in the order in which the channel has got them

 private:
  ValueArena arena_{SIZE_MAX};
  tatu_value value_{};
  std::uint64_t bytes_;
};

// Messages go from list to list, which needs no memory and cannot fail.
using Messages = std::list<Message>;

}  // namespace tatu::embedding
