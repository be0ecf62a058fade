// Layouts: sizes, shapes, zeroed memory, spaces.
#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

class LayoutTest : public HeapTest {};

TEST_F(LayoutTest, LogicalSizesAreWholeGranules) {
  EXPECT_EQ(layouts->empty.allocationBytes, 16u);
  EXPECT_EQ(layouts->leaf.allocationBytes, 16u);
  EXPECT_EQ(layouts->pair.allocationBytes, 32u);
  EXPECT_EQ(heap->fixedLayout(0, 33).allocationBytes, 48u);
  EXPECT_EQ(arrayBytes(layouts->words, 0), 16u);
  EXPECT_EQ(arrayBytes(layouts->words, 1), 32u);
  EXPECT_EQ(arrayBytes(layouts->words, 2), 32u);
  EXPECT_EQ(arrayBytes(layouts->bytes, 17), 48u);
  EXPECT_EQ(arrayBytes(layouts->mixed, 3), 16u + 64u);  // 3 * 20 bytes, rounded up
}

TEST_F(LayoutTest, SpacesFollowFromReferences) {
  EXPECT_EQ(layouts->leaf.space, Space::PointerFree);
  EXPECT_EQ(layouts->pair.space, Space::Described);
  EXPECT_EQ(layouts->words.space, Space::PointerFree);
  EXPECT_EQ(layouts->units.space, Space::PointerFree);
  EXPECT_EQ(layouts->references.space, Space::References);
  EXPECT_EQ(layouts->mixed.space, Space::Described);
}

TEST_F(LayoutTest, AbsurdLengthsSaturate) {
  for (const std::uint64_t length : {std::uint64_t{1} << 47, std::uint64_t{1} << 60, std::uint64_t{1} << 61,
                                     std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
    EXPECT_EQ(arrayBytes(layouts->words, length), kImpossibleBytes) << length;
    EXPECT_EQ(arrayBytes(layouts->mixed, length), kImpossibleBytes) << length;
  }
  EXPECT_EQ(arrayBytes(layouts->words, std::uint64_t{1} << 40), (std::uint64_t{1} << 43) + 16);
  EXPECT_EQ(arrayBytes(layouts->bytes, kMaxBytes - 16), kMaxBytes);
  EXPECT_EQ(arrayBytes(layouts->bytes, kMaxBytes - 15), kImpossibleBytes);
}

TEST_F(LayoutTest, ElementsOfNoSizeCostNothing) {
  ArrayObject& units = array(layouts->units, std::uint64_t{1} << 40);
  EXPECT_EQ(units.length, std::uint64_t{1} << 40);
  EXPECT_EQ(objectBytes(units), 16u);
  EXPECT_EQ(elementRaw(units, 12345), bytesOf(units) + 16);
  EXPECT_EQ(arrayBytes(layouts->units, ~std::uint64_t{0}), kImpossibleBytes);
}

TEST_F(LayoutTest, PartsOfMixedElementsStandApart) {
  ArrayObject& mixed = array(layouts->mixed, 5);
  EXPECT_EQ(elementReferences(mixed, 3), bytesOf(mixed) + 16 + 3 * 16);
  EXPECT_EQ(elementRaw(mixed, 0), bytesOf(mixed) + 16 + 5 * 16);
  EXPECT_EQ(elementRaw(mixed, 4), bytesOf(mixed) + 16 + 5 * 16 + 4 * 4);
  const std::vector<std::byte*> references = referencePlaces(mixed);
  EXPECT_EQ(references.size(), 10u);
  EXPECT_EQ(references.front(), bytesOf(mixed) + 16);
  EXPECT_EQ(references.back(), bytesOf(mixed) + 16 + 9 * 8);
}

TEST_F(LayoutTest, ReferencesOfSubclassesStandBehindRawBytes) {
  Object& derived = object(layouts->derived);
  std::byte* const start = bytesOf(derived);
  EXPECT_EQ(referencePlaces(derived), (std::vector<std::byte*>{start + 8, start + 24, start + 32, start + 56}));
  EXPECT_EQ(layouts->derived.space, Space::Described);
  EXPECT_EQ(layouts->late.space, Space::Described);
}

TEST_F(LayoutTest, ObjectsStartWithTheirLayoutAtGranules) {
  for (const ObjectLayout* layout : {&layouts->pair, &layouts->node, &layouts->leaf, &layouts->empty, &layouts->huge}) {
    Object& made = object(*layout);
    EXPECT_EQ(made.layout, layout);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&made) % kGranuleBytes, 0u);
  }
}

// Fills many sizes of all spaces with ones, drops them, and looks at what comes next from the same cells.
TEST_F(LayoutTest, FreshObjectsAreZeroAlsoInReusedMemory) {
  const ObjectLayout* const arrays[] = {&layouts->references, &layouts->words, &layouts->bytes, &layouts->mixed};
  for (int round = 0; round < 4; ++round) {
    for (std::uint64_t length = 0; length < 3000; length = length * 3 / 2 + 1) {
      for (int copy = 0; copy < 50; ++copy) {
        for (const ObjectLayout* layout : arrays) {
          ArrayObject& made = array(*layout, length);
          const std::uint64_t size = objectBytes(made) - kArrayElementsOffset;
          ASSERT_EQ(made.length, length);
          ASSERT_TRUE(isZero(bytesOf(made) + kArrayElementsOffset, size)) << "length " << length;
          std::memset(bytesOf(made) + kArrayElementsOffset, 0xFF, size);
        }
      }
    }
    for (int copy = 0; copy < 500; ++copy) {
      for (const ObjectLayout* layout : {&layouts->pair, &layouts->node, &layouts->leaf, &layouts->huge}) {
        Object& made = object(*layout);
        const std::uint64_t size = layout->allocationBytes - kHeaderBytes;
        ASSERT_TRUE(isZero(bytesOf(made) + kHeaderBytes, size));
        std::memset(bytesOf(made) + kHeaderBytes, 0xFF, size);
      }
    }
    collect();
  }
}

TEST_F(LayoutTest, LayoutsThatCannotBeAreFaults) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH((void)heap->fixedLayout(2, 16), "more references than");
  EXPECT_DEATH((void)heap->fixedLayout(0, kMaxFixedBytes + 1), "fault");
  EXPECT_DEATH((void)heap->fixedLayout(0, 56, kDerivedRuns), "more references than");
  EXPECT_DEATH((void)heap->fixedLayout(3, 72, kDerivedRuns), "out of order");
  EXPECT_DEATH((void)heap->arrayLayout(1u << 30, 8), "too large");
}

}  // namespace
}  // namespace tatu::gc::test
