// Collection: what is reached stays, what is not goes, in every shape of graph and object.
#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

class CollectionTest : public HeapTest {
 protected:
  // A list of `count` nodes numbered from the head, head in `slot`; every node was rooted before the next was made.
  void makeList(std::size_t slot, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) {
      Object& node = object(layouts->node);
      setField(node, 0, guest->slots()[slot]);
      const std::uint64_t number = count - i;
      std::memcpy(field(node, 1), &number, 8);
      guest->slots()[slot] = &node;
    }
  }

  std::uint64_t sumOfList(Object* node) {
    std::uint64_t sum = 0;
    for (; node != nullptr; node = getField(*node, 0)) {
      std::uint64_t number;
      std::memcpy(&number, field(*node, 1), 8);
      sum += number;
    }
    return sum;
  }
};

TEST_F(CollectionTest, RootedObjectsStay) {
  guest->slots().resize(1);
  makeList(0, 1000);
  for (int i = 0; i < 5; ++i) {
    collect();
    for (int j = 0; j < 2000; ++j) (void)object(layouts->node);
  }
  EXPECT_EQ(sumOfList(guest->slots()[0]), 1000u * 1001u / 2);
  EXPECT_EQ(verify().value(), 1000u);
}

TEST_F(CollectionTest, DeepListsNeedNoStack) {
  constexpr std::uint64_t kNodes = 1'000'000;
  guest->slots().resize(1);
  makeList(0, kNodes);
  collect();
  EXPECT_EQ(sumOfList(guest->slots()[0]), kNodes * (kNodes + 1) / 2);
  const TraceReport report = live();
  EXPECT_EQ(report.objects, kNodes);
  EXPECT_EQ(report.bytes, kNodes * 32);
  guest->slots()[0] = nullptr;
  collect();
  EXPECT_EQ(live().objects, 0u);
}

TEST_F(CollectionTest, CyclesDieTogether) {
  const std::uint64_t before = (collect(), heap->statistics().usedBytes);
  for (int i = 0; i < 100'000; ++i) {
    Object& first = object(layouts->pair);
    guest->slots().assign(1, &first);
    Object& second = object(layouts->pair);
    setField(first, 0, &second);
    setField(second, 1, &first);
    setField(second, 0, &second);
  }
  EXPECT_EQ(live().objects, 2u);
  guest->slots().clear();
  collect();
  EXPECT_LE(heap->statistics().usedBytes, before + kMiB / 4);
}

TEST_F(CollectionTest, CyclesThatAreReachedStay) {
  Object& first = object(layouts->pair);
  guest->slots().assign(1, &first);
  Object& second = object(layouts->pair);
  setField(first, 1, &second);
  setField(second, 0, &first);
  collect();
  EXPECT_EQ(getField(*getField(first, 1), 0), &first);
  EXPECT_EQ(verify().value(), 2u);
}

TEST_F(CollectionTest, ArraysOfReferencesKeepTheirElements) {
  for (const std::uint64_t length : {1u, 30u, 1000u, 100'000u}) {
    ArrayObject& elements = array(layouts->references, length);
    guest->slots().assign(1, &elements);
    for (std::uint64_t i = 0; i < length; ++i) {
      Object& leaf = object(layouts->leaf);
      std::memcpy(field(leaf, 0), &i, 8);
      writeReference(elementReferences(elements, i), &leaf);
    }
    collect();
    for (int i = 0; i < 10'000; ++i) (void)object(layouts->leaf);
    for (std::uint64_t i = 0; i < length; ++i) {
      std::uint64_t value;
      std::memcpy(&value, field(*readReference(elementReferences(elements, i)), 0), 8);
      ASSERT_EQ(value, i);
    }
    EXPECT_EQ(verify().value(), length + 1);
  }
}

TEST_F(CollectionTest, MixedArraysKeepReferencesAndRawParts) {
  for (const std::uint64_t length : {1u, 20u, 1000u, 300'000u}) {
    ArrayObject& elements = array(layouts->mixed, length);
    guest->slots().assign(1, &elements);
    for (std::uint32_t i = 0; i < length; ++i) {
      Object& leaf = object(layouts->leaf);
      std::memcpy(field(leaf, 0), &i, 4);
      writeReference(elementReferences(elements, i) + 8, &leaf);
      std::memcpy(elementRaw(elements, i), &i, 4);
    }
    collect();
    for (int i = 0; i < 10'000; ++i) (void)object(layouts->leaf);
    for (std::uint32_t i = 0; i < length; ++i) {
      ASSERT_EQ(readReference(elementReferences(elements, i)), nullptr);
      std::uint32_t value;
      std::memcpy(&value, field(*readReference(elementReferences(elements, i) + 8), 0), 4);
      ASSERT_EQ(value, i);
      std::memcpy(&value, elementRaw(elements, i), 4);
      ASSERT_EQ(value, i);
    }
    EXPECT_EQ(verify().value(), length + 1);
  }
}

// Addresses stored as integers must keep nothing alive, in whatever kind of object the guest can store integers.
TEST_F(CollectionTest, IntegersPinNothing) {
  constexpr std::uint64_t kBlocks = 4000;
  constexpr std::uint64_t kBlockBytes = 16 * 1024;
  collect();
  const std::uint64_t before = heap->statistics().usedBytes;
  guest->slots().resize(kBlocks + 3);
  guest->slots()[kBlocks] = &array(layouts->words, kBlocks);
  guest->slots()[kBlocks + 1] = &array(layouts->bytes, 8 * kBlocks);
  guest->slots()[kBlocks + 2] = &array(layouts->entries, kBlocks);
  auto& integers = static_cast<ArrayObject&>(*guest->slots()[kBlocks]);
  auto& octets = static_cast<ArrayObject&>(*guest->slots()[kBlocks + 1]);
  auto& mixed = static_cast<ArrayObject&>(*guest->slots()[kBlocks + 2]);
  for (std::uint64_t i = 0; i < kBlocks; ++i) {
    Object& block = array(layouts->bytes, kBlockBytes - kArrayElementsOffset);
    guest->slots()[i] = &block;
    writeReference(elementRaw(integers, i), &block);
    writeReference(bytesOf(octets) + kArrayElementsOffset + 8 * i, &block);
    writeReference(elementRaw(mixed, i), &block);
    Object& node = object(layouts->node);
    writeReference(field(node, 1), &block);
    writeReference(elementReferences(mixed, i), &node);
  }
  EXPECT_GE(live().bytes, kBlocks * kBlockBytes);
  std::fill_n(guest->slots().begin(), kBlocks, nullptr);
  collect();
  const std::uint64_t after = heap->statistics().usedBytes;
  EXPECT_LE(after, before + kMiB) << "of " << kBlocks * kBlockBytes << " bytes";
  EXPECT_EQ(live().objects, kBlocks + 3);
}

TEST_F(CollectionTest, RootsAreExactPerSlot) {
  Object& kept = object(layouts->node);
  guest->slots().assign(3, nullptr);
  guest->slots()[1] = &kept;
  setField(kept, 0, &kept);
  collect();
  EXPECT_EQ(live().objects, 1u);
  EXPECT_EQ(getField(kept, 0), &kept);
}

TEST_F(CollectionTest, MemoryOfDeadObjectsIsReused) {
  HeapOptions options;
  options.maxHeapBytes = 64 * kMiB;
  start(options);
  for (int i = 0; i < 3'000'000; ++i) (void)object(layouts->pair);
  for (int i = 0; i < 2'000; ++i) (void)array(layouts->words, 10'000);
  // 256 MB were allocated under a cap of 64.
  EXPECT_GE(heap->statistics().collections, 3u);
}

TEST_F(CollectionTest, CollectionsWithoutGuestsAreHarmless) {
  guest.reset();
  collect();
  collect();
  EXPECT_EQ(heap->statistics().collections, 2u);
  EXPECT_EQ(heap->statistics().guests, 0u);
}

class StaticObjectTest : public HeapTest {
 protected:
  StaticObjectTest() : memory(4096) {
    HeapOptions options;
    options.staticMemory = memory;
    start(options);
  }
  ~StaticObjectTest() override { stop(); }

  std::vector<std::byte> memory;
};

TEST_F(StaticObjectTest, TheyCostNoGuestAnythingAndSurvive) {
  ArrayObject* const literal = heap->staticArea().allocateArray(layouts->bytes, 5);
  Object* const plain = heap->staticArea().allocateFixed(layouts->empty);
  ASSERT_NE(literal, nullptr);
  ASSERT_NE(plain, nullptr);
  EXPECT_EQ(literal->length, 5u);
  EXPECT_TRUE(heap->staticArea().contains(literal));
  Object& holder = object(layouts->pair);
  EXPECT_FALSE(heap->staticArea().contains(&holder));
  setField(holder, 0, literal);
  setField(holder, 1, plain);
  guest->slots() = {&holder, literal, plain};
  EXPECT_EQ(live(), (TraceReport{1, 1, 32}));
  collect();
  EXPECT_EQ(verify().value(), 3u);
  EXPECT_EQ(literal->layout, &layouts->bytes);
}

TEST_F(StaticObjectTest, AFullAreaAnswersNull) {
  StaticArea& area = heap->staticArea();
  EXPECT_EQ(area.allocateArray(layouts->bytes, std::uint64_t{1} << 63), nullptr);
  int made = 0;
  while (area.allocateFixed(layouts->pair) != nullptr) ++made;
  EXPECT_EQ(made, static_cast<int>((4096 - (-reinterpret_cast<std::uintptr_t>(memory.data()) & 15)) / 32));
  EXPECT_EQ(area.usedBytes(), static_cast<std::uint64_t>(made) * 32);
}

TEST_F(StaticObjectTest, WithoutMemoryThereAreNone) {
  StaticArea none({});
  EXPECT_EQ(none.allocateFixed(layouts->empty), nullptr);
  EXPECT_FALSE(none.contains(nullptr));
  EXPECT_FALSE(none.contains(&none));
}

// The tracer numbers objects breadth first from the roots, whatever their addresses.
TEST_F(CollectionTest, TracingOrderIsThatOfRootsAndReferences) {
  struct Recorder final : ReachableVisitor {
    void visitObject(Object& object, std::uint64_t) override { order.push_back(&object); }
    std::vector<Object*> order;
  };
  Object& last = object(layouts->leaf);
  guest->slots() = {&last};
  Object& child = object(layouts->pair);
  guest->slots().push_back(&child);
  Object& root = object(layouts->pair);
  setField(root, 0, &child);
  setField(root, 1, &root);
  setField(child, 1, &last);
  guest->slots() = {nullptr, &root, &root};
  Recorder recorder;
  EXPECT_EQ(traceGuest(heap->staticArea(), guest->roots, &recorder).value(), (TraceReport{1, 3, 80}));
  EXPECT_EQ(recorder.order, (std::vector<Object*>{&root, &child, &last}));
  EXPECT_EQ(root.layout, &layouts->pair);
}

TEST_F(CollectionTest, TheVerifierFindsWhatIsWrong) {
  Object& holder = object(layouts->pair);
  guest->slots() = {&holder};
  EXPECT_EQ(verify().value(), 1u);
  setField(holder, 0, &holder + 1);
  EXPECT_NE(verify().error().find("no live object"), std::string::npos) << verify().error();
  const std::uint64_t outside[2] = {};
  setField(holder, 0, reinterpret_cast<const Object*>(outside));
  EXPECT_NE(verify().error().find("no live object"), std::string::npos) << verify().error();
  Object& damaged = object(layouts->leaf);
  setField(holder, 0, &damaged);
  damaged.layout = reinterpret_cast<const ObjectLayout*>(outside);
  EXPECT_NE(verify().error().find("no layout"), std::string::npos) << verify().error();
  damaged.layout = &layouts->node;
  EXPECT_NE(verify().error().find("wrong kind"), std::string::npos) << verify().error();
  damaged.layout = &layouts->words;
  writeReference(field(damaged, 0), reinterpret_cast<const Object*>(std::uintptr_t{1} << 20));
  EXPECT_NE(verify().error().find("larger than its cell"), std::string::npos) << verify().error();
  setField(holder, 0, nullptr);
  EXPECT_EQ(verify().value(), 1u);
  damaged.layout = &layouts->leaf;
}

}  // namespace
}  // namespace tatu::gc::test
