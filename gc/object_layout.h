// Object layout: what the heap knows about the objects of one class.
//
// Every heap object begins with one word, the pointer to its ObjectLayout. The virtual machine's class structure begins
// with (derives from) an ObjectLayout, so that header is the class pointer and is read by one plain load.
//
//   fixed object   | layout | reference 0 .. reference R-1 | raw bytes | more references | raw bytes | ... |
//   array          | layout | length | all references of all elements (length * R words) | all raw parts (length * P) |
//
// Most fixed objects have references behind the header and raw bytes behind those, and nothing more. A class whose
// superclass ends with raw bytes begins behind them, so that what it inherits stays where it was; its references are a
// later run. An element has R reference words and P raw bytes; R = P = 0 is legal (an array of Unit). The parts of
// mixed elements stand apart. Raw data is never taken for a reference.
//
// Invariants
//  1. A layout lives outside the collected heap, does not move or change once an object of it exists, and outlives the
//     heap: dead objects that have not been swept yet still point to it.
//  2. Word 0 of a layout stays null and word 1 is the mark descriptor: the Boehm implementation reads it there.
//  3. A reference is null, or the address of an object's first byte: no tags, no interior pointers, no boxing.
//  4. The logical size of an object depends on its layout and length only. Guests are charged by it; what an
//     implementation really uses is its own affair.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tatu::gc {

struct ObjectLayout;

// The header. Classes of the virtual machine's objects derive from it or are overlaid on it.
struct Object {
  const ObjectLayout* layout;
};

struct ArrayObject : Object {
  std::uint64_t length;
};

enum class ObjectShape : std::uint8_t { Fixed, Array };

// Families of cells that are marked alike. Free cells are kept by space and size.
enum class Space : std::uint8_t {
  PointerFree,  // nothing is scanned: integers that look like addresses keep nothing alive
  Described,    // the layout's mark descriptor tells where the references are
  References,   // arrays of references: every word is scanned
};

inline constexpr std::size_t kSpaceCount = 3;

static_assert(sizeof(void*) == 8, "the layout of objects is that of a 64-bit host");

inline constexpr std::uint64_t kWordBytes = 8;
inline constexpr std::uint64_t kGranuleBytes = 16;  // logical sizes are multiples of it
inline constexpr std::uint64_t kHeaderBytes = sizeof(Object);
inline constexpr std::uint64_t kArrayLengthOffset = 8;
inline constexpr std::uint64_t kArrayElementsOffset = sizeof(ArrayObject);

// Cells up to this size are handed out by the inline path; class k holds cells of k granules, class 0 is always empty.
inline constexpr std::uint64_t kMaxSmallBytes = 512;
inline constexpr std::size_t kSizeClassCount = kMaxSmallBytes / kGranuleBytes + 1;

// No object and no limit is larger than this, so sums of a few sizes never overflow.
inline constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 47;
// What a size that cannot be represented is replaced by: larger than every limit.
inline constexpr std::uint64_t kImpossibleBytes = kMaxBytes + kGranuleBytes;
// The largest fixed object; the caller's linker refuses larger classes.
inline constexpr std::uint32_t kMaxFixedBytes = std::uint32_t{1} << 24;

// Where the free cells of a size class stand in a ThreadAllocator. One size further is one granule further, so the
// offset of an array's class is that of its space plus its size.
constexpr std::uint32_t freeRangeOffset(Space space, std::uint64_t sizeClass) {
  return static_cast<std::uint32_t>((static_cast<std::uint64_t>(space) * kSizeClassCount + sizeClass) * kGranuleBytes);
}

// Consecutive references of a fixed object.
struct ReferenceRun {
  std::uint32_t offset = 0;  // from the object's start
  std::uint32_t count = 0;
};

// Made by Heap::fixedLayout and Heap::arrayLayout only.
struct ObjectLayout {
  const void* reserved = nullptr;
  std::uintptr_t markDescriptor = 0;

  std::uint32_t allocationBytes = 0;  // fixed: logical size
  // fixed: the free range to take a cell from (an always empty one if the object is too large for that);
  // array: that of size class 0 of its space, to which the size is added.
  std::uint32_t rangeOffset = 0;
  std::uint32_t referenceCount = 0;   // fixed: references behind the header; array: R, references of an element
  std::uint32_t elementRawBytes = 0;  // array: P
  std::uint32_t elementBytes = 0;     // array: 8 * R + P
  ObjectShape shape = ObjectShape::Fixed;
  Space space = Space::PointerFree;
  std::span<const ReferenceRun> laterRuns;  // fixed; kept by the layout's maker

  bool isArray() const { return shape == ObjectShape::Array; }
};

constexpr std::uint64_t roundToGranule(std::uint64_t bytes) {
  return (bytes + kGranuleBytes - 1) & ~(kGranuleBytes - 1);
}

// Logical size of an array; kImpossibleBytes if it exceeds kMaxBytes. Any length is accepted.
constexpr std::uint64_t arrayBytes(const ObjectLayout& layout, std::uint64_t length) {
  std::uint64_t elements = 0;
  if (length > kMaxBytes || __builtin_mul_overflow(length, std::uint64_t{layout.elementBytes}, &elements) ||
      elements > kMaxBytes - kArrayElementsOffset) {
    return kImpossibleBytes;
  }
  return roundToGranule(kArrayElementsOffset + elements);
}

// Logical size of an existing object.
inline std::uint64_t objectBytes(const Object& object) {
  const ObjectLayout& layout = *object.layout;
  if (!layout.isArray()) return layout.allocationBytes;
  return arrayBytes(layout, static_cast<const ArrayObject&>(object).length);
}

// The object as bytes. By way of an integer: what follows the header is no member of a type that the compiler knows.
inline std::byte* bytesOf(Object& object) {
  return reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(&object));
}

// Calls `visit(first, count)` for each range of consecutive references of an object; some may be empty.
template <typename Visit>
void forEachReferenceRange(Object& object, const ObjectLayout& layout, Visit visit) {
  if (layout.isArray()) {
    const std::uint64_t length = static_cast<ArrayObject&>(object).length;
    visit(bytesOf(object) + kArrayElementsOffset, length * layout.referenceCount);
    return;
  }
  visit(bytesOf(object) + kHeaderBytes, std::uint64_t{layout.referenceCount});
  for (const ReferenceRun& run : layout.laterRuns) visit(bytesOf(object) + run.offset, std::uint64_t{run.count});
}

// References and raw part of element `index` of an array. The caller has checked the index.
inline std::byte* elementReferences(ArrayObject& array, std::uint64_t index) {
  return bytesOf(array) + kArrayElementsOffset + index * array.layout->referenceCount * kWordBytes;
}

inline std::byte* elementRaw(ArrayObject& array, std::uint64_t index) {
  const ObjectLayout& layout = *array.layout;
  return bytesOf(array) + kArrayElementsOffset + array.length * layout.referenceCount * kWordBytes +
         index * layout.elementRawBytes;
}

}  // namespace tatu::gc
