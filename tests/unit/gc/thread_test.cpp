// Threads: cooperative stops, safe regions, guests that move between threads.
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

using namespace std::chrono_literals;

class ThreadTest : public ::testing::Test {
 protected:
  void start(const HeapOptions& options = {}) {
    heap = makeHeap(options);
    layouts = std::make_unique<Layouts>(*heap);
  }

  // A guest's life: keeps a ring of lists and checks them by their numbers as it goes.
  void live(ThreadAllocator& thread, Guest& guest, int steps, std::uint64_t salt) {
    guest.slots().assign(16, nullptr);
    for (int i = 0; i < steps; ++i) {
      const AllocationResult result = allocate(guest.account, thread, layouts->node);
      ASSERT_TRUE(result.ok());
      Object*& slot = guest.slots()[i % 16];
      if (i % 800 < 16) slot = nullptr;
      const std::uint64_t number = (slot == nullptr ? salt : numberOf(*slot)) + 1;
      setField(*result.object, 0, slot);
      std::memcpy(field(*result.object, 1), &number, 8);
      slot = result.object;
      if (i % 100 == 0) check(guest, salt);
    }
    check(guest, salt);
  }

  static std::uint64_t numberOf(Object& node) {
    std::uint64_t number;
    std::memcpy(&number, field(node, 1), 8);
    return number;
  }

  static void check(Guest& guest, std::uint64_t salt) {
    for (Object* node : guest.slots()) {
      for (; node != nullptr; node = getField(*node, 0)) {
        Object* const next = getField(*node, 0);
        ASSERT_EQ(numberOf(*node), (next == nullptr ? salt : numberOf(*next)) + 1);
      }
    }
  }

  std::unique_ptr<Heap> heap;
  std::unique_ptr<Layouts> layouts;
};

TEST_F(ThreadTest, TwoThreadsOfGuestsCollectTogether) {
  HeapOptions options;
  options.smallestBudget = options.usualBudget = 1 << 17;
  start(options);
  std::vector<std::thread> threads;
  for (std::uint64_t number = 0; number < 2; ++number) {
    threads.emplace_back([this, number] {
      ThreadAllocator thread(*heap);
      for (std::uint64_t life = 0; life < 4; ++life) {
        RunningScope running(thread);
        Guest guest(*heap);
        live(thread, guest, 20'000, (number * 100 + life) << 32);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GE(heap->statistics().collections, 10u);
  EXPECT_EQ(heap->statistics().threads, 0u);
}

TEST_F(ThreadTest, StressOnFourThreadsStarvesNobody) {
  HeapOptions options;
  options.collectEvery = 5;
  start(options);
  std::vector<std::thread> threads;
  for (std::uint64_t number = 0; number < 4; ++number) {
    threads.emplace_back([this, number] {
      ThreadAllocator thread(*heap);
      RunningScope running(thread);
      Guest guest(*heap);
      live(thread, guest, 1000, number << 32);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GE(heap->statistics().collections, 100u);  // a collection may serve several threads
}

TEST_F(ThreadTest, ACollectionDoesNotWaitForSafeThreads) {
  start();
  std::atomic<int> phase{0};
  std::thread blocked([&] {
    ThreadAllocator thread(*heap);
    RunningScope running(thread);
    Guest guest(*heap);
    guest.slots().push_back(allocate(guest.account, thread, layouts->leaf).object);
    {
      SafeRegion safe(thread);
      phase = 1;
      while (phase != 2) std::this_thread::sleep_for(1ms);
    }
    EXPECT_EQ(guest.slots()[0]->layout, &layouts->leaf);
  });
  while (phase != 1) std::this_thread::yield();
  {
    ThreadAllocator thread(*heap);
    RunningScope running(thread);
    heap->collect(thread);
    EXPECT_EQ(heap->statistics().collections, 1u);
  }
  phase = 2;
  blocked.join();
}

TEST_F(ThreadTest, RunningThreadsAreWaitedForUntilTheirSafepoint) {
  start();
  std::atomic<bool> ready{false}, sawRequest{false};
  std::thread busy([&] {
    ThreadAllocator thread(*heap);
    RunningScope running(thread);
    ready = true;
    while (!heap->safepointRequested()) std::this_thread::yield();
    sawRequest = true;
    heap->safepoint(thread);
  });
  while (!ready) std::this_thread::yield();
  ThreadAllocator thread(*heap);
  RunningScope running(thread);
  heap->collect(thread);
  EXPECT_TRUE(sawRequest);
  EXPECT_FALSE(heap->safepointRequested());
  SafeRegion safe(thread);
  busy.join();
}

TEST_F(ThreadTest, RacingCollectionsDoNotDeadlock) {
  start();
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([this] {
      ThreadAllocator thread(*heap);
      for (int i = 0; i < 100; ++i) {
        RunningScope running(thread);
        heap->collect(thread);
        SafeRegion safe(thread);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GE(heap->statistics().collections, 100u);
  EXPECT_LE(heap->statistics().collections, 400u);
}

// No thread is special: not the one that made the heap, which may be gone, nor the main one.
TEST_F(ThreadTest, AnyThreadMayMakeTheHeapAndAnyMayCollect) {
  std::thread([this] { start(); }).join();
  for (int i = 0; i < 3; ++i) {
    std::thread([this] {
      ThreadAllocator thread(*heap);
      RunningScope running(thread);
      Guest guest(*heap);
      live(thread, guest, 1000, 3);
      heap->collect(thread);
      check(guest, 3);
    }).join();
  }
  ThreadAllocator thread(*heap);
  RunningScope running(thread);
  heap->collect(thread);
  EXPECT_EQ(heap->statistics().collections, 4u);
}

// A host function in a safe region may run a guest again.
TEST_F(ThreadTest, ScopesNest) {
  start();
  ThreadAllocator thread(*heap);
  RunningScope outer(thread);
  Guest guest(*heap);
  guest.slots().push_back(allocate(guest.account, thread, layouts->leaf).object);
  {
    SafeRegion safe(thread);
    SafeRegion saferStill(thread);
    RunningScope inner(thread);
    RunningScope innermost(thread);
    heap->collect(thread);
  }
  heap->collect(thread);
  EXPECT_EQ(guest.slots()[0]->layout, &layouts->leaf);
  EXPECT_EQ(heap->statistics().collections, 2u);
}

#if defined(TATU_HEAP_BOEHM)
// The safety net: what only C++ frames of a stopped thread refer to is kept, though nothing may rely on it.
TEST_F(ThreadTest, TheSafetyNetCoversStoppedStacks) {
  start();
  ThreadAllocator thread(*heap);
  RunningScope running(thread);
  Guest guest(*heap);
  Object* volatile forgotten = allocate(guest.account, thread, layouts->node).object;
  const std::uint64_t pattern = 0x5A5A5A5A5A5A5A5A;
  std::memcpy(field(*forgotten, 1), &pattern, 8);
  for (int i = 0; i < 3; ++i) {
    heap->collect(thread);
    for (int j = 0; j < 1000; ++j) (void)allocate(guest.account, thread, layouts->node);
  }
  EXPECT_EQ(numberOf(*forgotten), pattern);
}
#endif

// The account and the objects of a guest are the same whichever thread runs its slices.
TEST_F(ThreadTest, AGuestMayMoveBetweenThreads) {
  HeapOptions options;
  options.smallestBudget = options.usualBudget = 1 << 18;
  start(options);
  Guest guest(*heap);
  for (std::uint64_t slice = 0; slice < 6; ++slice) {
    std::thread([&] {
      ThreadAllocator thread(*heap);
      RunningScope running(thread);
      live(thread, guest, 5'000, 7);
    }).join();
  }
  EXPECT_EQ(guest.account.statistics().allocations, 30'000u);
}

// Whoever is safe may look at the account, whatever the collector does: nothing is paid for in advance meanwhile.
TEST_F(ThreadTest, AccountsStandStillInSafeRegions) {
  start();
  Guest guest(*heap);
  ThreadAllocator thread(*heap);
  std::atomic<bool> done{false};
  std::thread collector([&] {
    ThreadAllocator other(*heap);
    RunningScope running(other);
    while (!done) heap->collect(other);
  });
  {
    RunningScope running(thread);
    for (std::uint64_t count = 1; count <= 500; ++count) {
      EXPECT_TRUE(allocate(guest.account, thread, layouts->pair).ok());
      SafeRegion safe(thread);
      const GuestHeapStatistics told = guest.account.statistics();
      EXPECT_EQ(told.allocations, count);
      EXPECT_EQ(told.allocatedBytes, 32 * count);
    }
  }
  done = true;
  collector.join();
}

TEST_F(ThreadTest, GuestsAreMadeAndDestroyedDuringCollections) {
  HeapOptions options;
  options.collectEvery = 20;
  start(options);
  std::atomic<bool> done{false};
  std::thread host([&] {  // has no part in running guests
    while (!done) {
      Guest guest(*heap);
      EXPECT_EQ(guest.account.statistics().allocations, 0u);
      std::this_thread::yield();
    }
  });
  std::thread worker([&] {
    ThreadAllocator thread(*heap);
    RunningScope running(thread);
    Guest guest(*heap);
    live(thread, guest, 4'000, 1);
  });
  worker.join();
  done = true;
  host.join();
  EXPECT_EQ(heap->statistics().guests, 0u);
}

TEST_F(ThreadTest, ThousandsOfGuestsShareOneHeap) {
  start();
  ThreadAllocator thread(*heap);
  RunningScope running(thread);
  std::vector<std::unique_ptr<Guest>> guests;
  for (int i = 0; i < 10'000; ++i) {
    guests.push_back(std::make_unique<Guest>(*heap, 64));
    guests.back()->slots().push_back(allocate(guests.back()->account, thread, layouts->pair).object);
    thread.closeRanges();
  }
  heap->collect(thread);
  for (const auto& guest : guests) {
    ASSERT_EQ(guest->slots()[0]->layout, &layouts->pair);
    ASSERT_EQ(traceGuest(heap->staticArea(), guest->roots).value().objects, 1u);
  }
  EXPECT_EQ(heap->statistics().guests, 10'000u);
}

}  // namespace
}  // namespace tatu::gc::test
