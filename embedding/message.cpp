#include "embedding/message.h"

#include <new>

namespace tatu::embedding {

static_assert(sizeof(Message) + 2 * sizeof(void*) <= Message::kOwnBytes);

Message::Message(const tatu_value& value) : bytes_(bytesOf(value)) {
  if (bytes_ != kOwnBytes) arena_.reserve(bytes_ - kOwnBytes);
  if (!copyValue(value, arena_, value_)) throw std::bad_alloc();
}

}  // namespace tatu::embedding
