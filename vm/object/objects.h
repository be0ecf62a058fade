// The shapes of heap objects that C++ code reads directly.
//
// Every object's header is its RuntimeClass. Strings and arrays are gc arrays; everything else is a gc fixed object
// whose references come first (field_layout.h says where each part of a value stands).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "gc/object_layout.h"
#include "vm/slot.h"

namespace tatu::vm {

struct RuntimeClass;

using Object = gc::Object;

// UTF-8, immutable once it has left the native that made it.
struct StringObject : gc::ArrayObject {
  [[nodiscard]] char* data() { return reinterpret_cast<char*>(this) + gc::kArrayElementsOffset; }
  [[nodiscard]] const char* data() const { return reinterpret_cast<const char*>(this) + gc::kArrayElementsOffset; }
  [[nodiscard]] std::string_view text() const { return {data(), static_cast<std::size_t>(length)}; }
};

struct ArrayObject : gc::ArrayObject {
  // For arrays of numbers and bytes: one raw part per element, nothing else.
  template <typename T>
  [[nodiscard]] std::span<T> elements() {
    return {reinterpret_cast<T*>(gc::bytesOf(*this) + gc::kArrayElementsOffset), static_cast<std::size_t>(length)};
  }
  // For arrays of references: one reference per element, nothing else.
  [[nodiscard]] std::span<Object* const> references() const {
    return {reinterpret_cast<Object* const*>(reinterpret_cast<const std::byte*>(this) + gc::kArrayElementsOffset),
            static_cast<std::size_t>(length)};
  }
};

// What a slot that holds a string or an array refers to.
inline gc::ArrayObject* arrayOf(Slot reference) { return static_cast<gc::ArrayObject*>(referenceOf(reference)); }
inline ArrayObject& arrayObjectOf(Slot reference) { return static_cast<ArrayObject&>(*arrayOf(reference)); }
inline StringObject& stringOf(Slot reference) { return static_cast<StringObject&>(*arrayOf(reference)); }

}  // namespace tatu::vm
