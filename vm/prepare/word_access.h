// How the words of the prepared form and what they lead to are read: for whatever executes it.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "vm/link/runtime_class.h"
#include "vm/object/objects.h"
#include "vm/prepare/prepared_code.h"
#include "vm/slot.h"

namespace tatu::vm {

inline std::uint64_t wordAt(const Word* at) { return std::bit_cast<std::uint64_t>(*at); }

template <typename T>
inline T* pointerAt(const Word* at) {
  return reinterpret_cast<T*>(wordAt(at));
}

template <typename T>
inline T dataAt(const Word* at) {
  return std::bit_cast<T>(*at);
}

inline std::uint64_t cacheAt(const Word* at) {
  auto& word = *reinterpret_cast<std::uint64_t*>(const_cast<Word*>(at));
  return std::atomic_ref(word).load(std::memory_order_acquire);
}

inline std::byte* bytesOf(Slot reference) { return reinterpret_cast<std::byte*>(reference); }
inline const RuntimeClass* classOf(Slot reference) {
  return static_cast<const RuntimeClass*>(referenceOf(reference)->layout);
}

template <typename T>
inline T load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

// The parts of BranchWords.
inline std::int64_t distanceAt(const Word* branch) { return dataAt<std::int64_t>(branch); }
inline std::int64_t takenCostAt(const Word* branch) { return dataAt<std::int64_t>(branch + 1); }
inline std::int64_t passedCostAt(const Word* branch) { return dataAt<std::int64_t>(branch + 2); }

template <typename T>
inline void store(std::byte* to, Slot slot) {
  const T value = static_cast<T>(slot);
  std::memcpy(to, &value, sizeof value);
}

template <typename T>
inline std::byte* elementOf(gc::ArrayObject* array, std::uint64_t index) {
  return reinterpret_cast<std::byte*>(array) + gc::kArrayElementsOffset + index * sizeof(T);
}

}  // namespace tatu::vm
