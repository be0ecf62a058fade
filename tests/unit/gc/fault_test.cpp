// Memory that runs out, caps, stress, and what comes back when guests and heaps end.
#include "tests/unit/gc/failing_memory.h"
#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

class FaultTest : public HeapTest {};

TEST_F(FaultTest, TheCapOfTheHeapHoldsAndIsSurvived) {
  HeapOptions options;
  options.maxHeapBytes = 128 * kMiB;
  start(options);
  AllocationResult result;
  std::uint64_t blocks = 0;
  while ((result = makeArray(layouts->bytes, 64 * 1024 - 16)).ok()) {
    guest->slots().push_back(result.object);
    ++blocks;
    ASSERT_LE(blocks * 64 * 1024, options.maxHeapBytes);
  }
  EXPECT_EQ(result.status, AllocationStatus::OutOfMemory);
  EXPECT_GE(blocks * 64 * 1024, options.maxHeapBytes * 3 / 4);
  guest->slots().resize(guest->slots().size() / 2);
  EXPECT_TRUE(makeArray(layouts->bytes, 64 * 1024 - 16).ok());
  EXPECT_EQ(verify().value(), guest->slots().size());
}

TEST_F(FaultTest, AFailedRequestChangesNothing) {
  HeapOptions options;
  options.maxHeapBytes = 64 * kMiB;
  start(options);
  guest->slots().push_back(&object(layouts->pair));
  const AccountState before = guest->account.account();
  EXPECT_EQ(makeArray(layouts->bytes, 100 * kMiB).status, AllocationStatus::OutOfMemory);
  EXPECT_EQ(guest->account.account(), before);
}

#if defined(TATU_FAULT_INJECTION)

TEST_F(FaultTest, EveryRequestCanFailOnce) {
  HeapOptions options;
  options.collectEvery = 1000;  // so that every allocation is a request
  start(options);
  for (std::uint64_t k = 1; k <= 50; ++k) {
    heap->setFaultPlan({k, false});
    std::uint64_t failures = 0;
    for (std::uint64_t i = 1; i <= 60; ++i) {
      const AllocationResult result = i % 2 == 0 ? make(layouts->pair) : makeArray(layouts->mixed, i);
      if (result.ok()) {
        guest->slots().push_back(result.object);
        continue;
      }
      EXPECT_EQ(result.status, AllocationStatus::OutOfMemory);
      EXPECT_EQ(i, k);
      ++failures;
    }
    EXPECT_EQ(failures, 1u);
  }
  EXPECT_EQ(verify().value(), guest->slots().size());
}

TEST_F(FaultTest, RequestsCanFailFromThenOn) {
  heap->setFaultPlan({3, true});
  for (int i = 0; i < 3; ++i) {
    const bool ok = makeArray(layouts->bytes, 10'000).ok();
    EXPECT_EQ(ok, i < 2);
  }
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(makeArray(layouts->bytes, 10'000).ok());
  heap->setFaultPlan({});
  EXPECT_TRUE(makeArray(layouts->bytes, 10'000).ok());
}

#endif

// A trace that runs out of memory half-way leaves neither marks on the objects nor a change in the account.
TEST_F(FaultTest, ATraceWithoutMemoryChangesNothing) {
  for (int i = 0; i < 40'000; ++i) guest->slots().push_back(&object(layouts->pair));
  for (int chunks = 0; chunks < 6; ++chunks) {
    const AccountState before = guest->account.account();
    guest->account.setLimit(before.limit - static_cast<std::uint64_t>(before.remaining) + 16);
    serveNothrowRequests(chunks);
    const AllocationResult result = make(layouts->pair);
    serveNothrowRequests(-1);
    EXPECT_EQ(result.status, chunks < 5 ? AllocationStatus::OutOfMemory : AllocationStatus::LimitReached) << chunks;
    EXPECT_EQ(result.trace.traces, chunks < 5 ? 0u : 1u);
    guest->account.setLimit(before.limit);
    if (chunks < 5) {
      EXPECT_EQ(guest->account.account(), before);
    }
    for (Object* pair : guest->slots()) ASSERT_EQ(pair->layout, &layouts->pair);
  }
  EXPECT_EQ(verify().value(), 40'000u);
}

TEST_F(FaultTest, StressCollectsAtEveryNthAllocation) {
  HeapOptions options;
  options.collectEvery = 4;
  start(options);
  guest->slots().resize(1);
  for (int i = 0; i < 400; ++i) {
    Object& node = object(layouts->node);
    setField(node, 0, guest->slots()[0]);
    guest->slots()[0] = &node;
  }
  EXPECT_EQ(heap->statistics().collections, 100u);
  EXPECT_EQ(verify().value(), 400u);
}

TEST_F(FaultTest, StressFindsNothingWrongInARootedProgram) {
  HeapOptions options;
  options.collectEvery = 1;
  start(options);
  guest->slots().resize(3);
  for (int i = 0; i < 600; ++i) {
    ArrayObject& mixed = array(layouts->mixed, i % 50 + 1);
    writeReference(elementReferences(mixed, i % 50), guest->slots()[i % 3]);
    guest->slots()[(i + 1) % 3] = &mixed;
    if (i % 20 != 0) continue;
    const auto verified = verify();
    ASSERT_TRUE(verified.has_value()) << verified.error();
  }
}

TEST_F(FaultTest, AGuestThatEndsGivesItsMemoryBack) {
  collect();
  const std::uint64_t before = heap->statistics().usedBytes;
  for (int life = 0; life < 20; ++life) {
    Guest other(*heap);
    for (int i = 0; i < 20'000; ++i) {
      other.slots().push_back(allocate(other.account, *thread, layouts->pair).object);
    }
    other.slots().push_back(allocateArray(other.account, *thread, layouts->bytes, 4 * kMiB).object);
  }
  collect();
  EXPECT_EQ(heap->statistics().guests, 1u);
  EXPECT_LE(heap->statistics().usedBytes, before + kMiB / 4);
}

TEST_F(FaultTest, ManyShortLivesDoNotGrowTheHeap) {
  HeapOptions options;
  options.maxHeapBytes = 32 * kMiB;
  start(options);
  for (int life = 0; life < 5'000; ++life) {
    Guest other(*heap, 10'000);
    while (true) {
      const AllocationResult result = allocate(other.account, *thread, layouts->pair);
      if (!result.ok()) break;
      other.slots().push_back(result.object);
    }
    ASSERT_EQ(other.slots().size(), 312u);
  }
  EXPECT_GE(heap->statistics().collections, 2u);
}

TEST_F(FaultTest, HeapsComeAndGo) {
  for (int i = 0; i < 20; ++i) {
    start({});
    guest->slots().push_back(&array(layouts->references, 1000));
    collect();
    EXPECT_EQ(verify().value(), 1u);
  }
}

#if defined(__SANITIZE_ADDRESS__)
TEST_F(FaultTest, AMissingRootShows) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        Object& forgotten = object(layouts->node);
        collect();
        ADD_FAILURE() << "read " << getField(forgotten, 0);
      },
      "heap-use-after-free");
  EXPECT_DEATH(
      {
        Object& node = object(layouts->node);
        setField(node, 3, nullptr);
      },
      "heap-buffer-overflow");
}
#endif

TEST_F(FaultTest, MisuseIsAFault) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        ThreadAllocator idle(*heap);
        heap->collect(idle);
      },
      "does not run");
  EXPECT_DEATH(
      {
        auto other = std::make_unique<ThreadAllocator>(*heap);
        RunningScope scope(*other);
        other.reset();
      },
      "while its thread runs");
}

}  // namespace
}  // namespace tatu::gc::test
