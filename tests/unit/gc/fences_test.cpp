// Fences of the Boehm implementation, on blocks that are not a heap's, and what they may cost a heap.
#if defined(TATU_HEAP_BOEHM)

#include "gc/boehm/fences.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "heap_fixture.h"

namespace tatu::gc::test {
namespace {

constexpr std::uint64_t kCellBytes = 64;
constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

// Blocks side by side, the first of them in a place for a fence; each is handed out as a list of its cells.
class Blocks {
 public:
  explicit Blocks(std::size_t count)
      : memory_(static_cast<std::byte*>(
            std::aligned_alloc(Fences::kDistance * Fences::kBlockBytes, count * Fences::kBlockBytes))) {}
  ~Blocks() { std::free(memory_); }
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;

  FreeCell* list(std::size_t block, std::size_t cells = Fences::kBlockBytes / kCellBytes) {
    FreeCell* head = nullptr;
    for (std::size_t i = 0; i < cells; ++i) {
      auto* const cell = reinterpret_cast<FreeCell*>(memory_ + block * Fences::kBlockBytes + i * kCellBytes);
      cell->next = head;
      head = cell;
    }
    return head;
  }

 private:
  std::byte* memory_;
};

bool takes(Fences& fences, FreeCell* list) {
  FreeCell* rest = list;
  fences.takeFrom(rest);
  return rest != list;
}

TEST(FencesTest, OneCellOfEachSixteenthBlock) {
  Blocks blocks(3 * Fences::kDistance);
  Fences fences;
  for (std::size_t block = 0; block < 3 * Fences::kDistance; ++block) {
    EXPECT_EQ(takes(fences, blocks.list(block)), block % Fences::kDistance == 0) << block;
  }
  EXPECT_EQ(fences.bytes(), 3 * Fences::kBlockBytes);
  EXPECT_FALSE(takes(fences, blocks.list(0))) << "the block has one";
}

TEST(FencesTest, TheCellIsCleanAndTheRestIsWhole) {
  Blocks blocks(Fences::kDistance);
  Fences fences;
  FreeCell* const list = blocks.list(0);
  FreeCell* const second = list->next;
  FreeCell* rest = list;
  fences.takeFrom(rest);
  EXPECT_EQ(rest, second);
  EXPECT_EQ(fences.cells().front(), list);
  EXPECT_EQ(list->next, nullptr);
}

TEST(FencesTest, TheLastCellIsLeft) {
  Blocks blocks(Fences::kDistance);
  Fences fences;
  EXPECT_FALSE(takes(fences, blocks.list(0, 1)));
  FreeCell* nothing = nullptr;
  fences.takeFrom(nothing);
  EXPECT_EQ(nothing, nullptr);
}

TEST(FencesTest, ThereAreFew) {
  Blocks blocks((Fences::kMost + 1) * Fences::kDistance);
  Fences fences;
  for (std::size_t i = 0; i < Fences::kMost; ++i) EXPECT_TRUE(takes(fences, blocks.list(i * Fences::kDistance)));
  EXPECT_FALSE(takes(fences, blocks.list(Fences::kMost * Fences::kDistance)));
  fences.clear();
  EXPECT_EQ(fences.bytes(), 0u);
  EXPECT_TRUE(takes(fences, blocks.list(0)));
}

class FencedHeapTest : public HeapTest {};

// Dead cells come back through many collections, but for a cell in each fenced block.
TEST_F(FencedHeapTest, DeadObjectsComeBack) {
  std::set<std::uintptr_t> blocks;
  for (int i = 0; i < 2'000'000; ++i) {
    blocks.insert(reinterpret_cast<std::uintptr_t>(&object(layouts->pair)) / Fences::kBlockBytes);
  }
  EXPECT_GE(heap->statistics().collections, 5u);
  EXPECT_TRUE(std::any_of(blocks.begin(), blocks.end(), [](std::uintptr_t b) { return b % Fences::kDistance == 0; }));
  collect();
  EXPECT_LE(heap->statistics().usedBytes, kMiB / 4);
  EXPECT_LE(heap->statistics().heapBytes, 4 * HeapOptions{}.smallestBudget);
}

// Arrays that are longer than a run find room after small objects filled the heap.
TEST_F(FencedHeapTest, LongArraysFindRoom) {
  for (int i = 0; i < 1'000'000; ++i) object(layouts->pair);
  for (int i = 0; i < 1'000; ++i) array(layouts->bytes, kMiB);
  EXPECT_LE(heap->statistics().heapBytes, 8 * HeapOptions{}.smallestBudget);
}

}  // namespace
}  // namespace tatu::gc::test

#endif
