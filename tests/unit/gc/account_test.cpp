// The account: exact limits, independent of collections, and the same counts on every implementation.
#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

class AccountTest : public HeapTest {};

// What a run of the program below left behind. Everything in it must be a function of program and limit.
struct Outcome {
  std::uint64_t steps = 0;  // allocations that succeeded
  AllocationStatus status = AllocationStatus::Ok;
  AccountState account;

  bool operator==(const Outcome&) const = default;
};

// A program with garbage and a slowly growing live set of several shapes; stops at the first failure.
Outcome runProgram(Heap& heap, ThreadAllocator& thread, const Layouts& layouts, std::uint64_t limit, int steps) {
  Guest guest(heap, limit);
  guest.slots().resize(2);
  Outcome outcome;
  for (int i = 0; i < steps; ++i) {
    const bool wide = i % 7 == 0;
    const AllocationResult result = wide ? allocateArray(guest.account, thread, layouts.mixed, i % 61)
                                         : allocate(guest.account, thread, layouts.pair);
    outcome.status = result.status;
    if (!result.ok()) break;
    ++outcome.steps;
    if (wide) guest.slots()[1] = result.object;
    if (i % 10 != 3 || wide) continue;
    setField(*result.object, 0, guest.slots()[0]);
    setField(*result.object, 1, guest.slots()[1]);
    guest.slots()[0] = result.object;
  }
  outcome.account = guest.account.account();
  return outcome;
}

TEST_F(AccountTest, ALimitIsExactToTheByte) {
  const std::uint64_t exact = 10 * 32;
  for (const std::uint64_t limit : {exact - 32, exact - 1, exact, exact + 31, exact + 32}) {
    Guest small(*heap, limit);
    std::uint64_t made = 0;
    AllocationResult result;
    while ((result = allocate(small.account, *thread, layouts->pair)).ok()) {
      small.slots().push_back(result.object);
      ++made;
    }
    EXPECT_EQ(result.status, AllocationStatus::LimitReached);
    EXPECT_EQ(made, limit / 32) << limit;
  }
}

// Finds the smallest limit that suffices and checks that one byte less fails, at an allocation that is the first one to
// pass it: the outcome is monotone in the limit.
TEST_F(AccountTest, OneByteLessFailsWhereTheLimitIsPassed) {
  constexpr int kSteps = 5000;
  std::uint64_t tooSmall = 16, enough = 1 << 22;
  while (enough - tooSmall > 1) {
    const std::uint64_t middle = (tooSmall + enough) / 2;
    const bool succeeds = runProgram(*heap, *thread, *layouts, middle, kSteps).status == AllocationStatus::Ok;
    (succeeds ? enough : tooSmall) = middle;
  }
  EXPECT_EQ(enough % 16, 0u);
  std::uint64_t previous = 0;
  for (std::uint64_t limit = 16; limit < enough; limit += 4096) {
    const Outcome outcome = runProgram(*heap, *thread, *layouts, limit, kSteps);
    EXPECT_EQ(outcome.status, AllocationStatus::LimitReached) << limit;
    EXPECT_GE(outcome.steps, previous);
    previous = outcome.steps;
  }
  EXPECT_EQ(runProgram(*heap, *thread, *layouts, enough - 1, kSteps).status, AllocationStatus::LimitReached);
  EXPECT_EQ(runProgram(*heap, *thread, *layouts, enough, kSteps).status, AllocationStatus::Ok);
}

// Golden figures: the same on every implementation, architecture and compiler. Change them only with the rules.
TEST_F(AccountTest, CountsAreThoseOfTheProgram) {
  const Outcome outcome = runProgram(*heap, *thread, *layouts, 200'000, 20'000);
  EXPECT_EQ(outcome.status, AllocationStatus::LimitReached);
  EXPECT_EQ(outcome.steps, 3570u);
  EXPECT_EQ(outcome.account.allocatedBytes, 413'488u);
  EXPECT_EQ(outcome.account.traced, (TraceReport{12, 6'702, 2'183'088}));
  EXPECT_EQ(outcome.account.peakAccounted, 200'000u);
}

TEST_F(AccountTest, CollectionsChangeNothing) {
  const Outcome plain = runProgram(*heap, *thread, *layouts, 40'000, 3'000);
  EXPECT_EQ(plain.status, AllocationStatus::LimitReached);
  for (const std::uint64_t every : {1u, 3u, 64u}) {
    HeapOptions options;
    options.collectEvery = every;
    start(options);
    EXPECT_EQ(runProgram(*heap, *thread, *layouts, 40'000, 3'000), plain) << every;
  }
}

TEST_F(AccountTest, GuestsDoNotAffectEachOther) {
  const Outcome alone = runProgram(*heap, *thread, *layouts, 50'000, 20'000);
  for (int i = 0; i < 10'000; ++i) (void)object(layouts->pair);
  guest->slots().push_back(&array(layouts->words, 100'000));
  thread->closeRanges();
  EXPECT_EQ(runProgram(*heap, *thread, *layouts, 50'000, 20'000), alone);
}

TEST_F(AccountTest, AFailedAllocationLeavesNoTrace) {
  Guest small(*heap, 1000);
  AllocationResult result = allocateArray(small.account, *thread, layouts->bytes, 1000);
  EXPECT_EQ(result.status, AllocationStatus::LimitReached);
  EXPECT_EQ(result.object, nullptr);
  EXPECT_EQ(small.account.statistics().allocations, 0u);
  EXPECT_EQ(small.account.statistics().accountedBytes, 0u);
  // The host grants more, and the same request succeeds.
  small.account.setLimit(1024);
  result = allocateArray(small.account, *thread, layouts->bytes, 1000);
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(small.account.statistics().accountedBytes, 1024u);
}

TEST_F(AccountTest, WhatCanNeverFitIsRefusedUntraced) {
  Guest small(*heap, 1000);
  small.slots().push_back(allocate(small.account, *thread, layouts->pair).object);
  const AllocationResult result = allocateArray(small.account, *thread, layouts->bytes, 2000);
  EXPECT_EQ(result.status, AllocationStatus::LimitReached);
  EXPECT_EQ(result.trace.traces, 0u);
}

TEST_F(AccountTest, AbsurdRequestsAreRefused) {
  for (const std::uint64_t length : {std::uint64_t{1} << 40, std::uint64_t{1} << 46, std::uint64_t{1} << 62,
                                     ~std::uint64_t{0} - 10, ~std::uint64_t{0}}) {
    for (const ObjectLayout* layout : {&layouts->words, &layouts->mixed, &layouts->references}) {
      const AllocationResult result = makeArray(*layout, length);
      EXPECT_FALSE(result.ok());
      EXPECT_EQ(result.object, nullptr);
      const bool impossible = arrayBytes(*layout, length) > kMaxBytes;
      EXPECT_EQ(result.status, impossible ? AllocationStatus::LimitReached : AllocationStatus::OutOfMemory) << length;
    }
  }
  EXPECT_EQ(guest->account.statistics().allocations, 0u);
  EXPECT_TRUE(make(layouts->pair).ok());
}

TEST_F(AccountTest, ATraceIsReportedWhenItHappens) {
  Guest small(*heap, 3 * 32);
  small.slots().push_back(allocate(small.account, *thread, layouts->pair).object);
  (void)allocate(small.account, *thread, layouts->pair);
  EXPECT_EQ(allocate(small.account, *thread, layouts->pair).trace, TraceReport{});
  // The account says 96 bytes, one object of 32 lives.
  const AllocationResult result = allocate(small.account, *thread, layouts->pair);
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.trace, (TraceReport{1, 1, 32}));
  const GuestHeapStatistics statistics = small.account.statistics();
  EXPECT_EQ(statistics.allocations, 4u);
  EXPECT_EQ(statistics.allocatedBytes, 4u * 32);
  EXPECT_EQ(statistics.liveAtLastTrace, 32u);
  EXPECT_EQ(statistics.accountedBytes, 64u);
  EXPECT_EQ(statistics.peakAccounted, 96u);
}

TEST_F(AccountTest, TheLastByteIsUsableAfterATrace) {
  for (const std::uint64_t missing : {0u, 1u}) {
    Guest small(*heap, 3 * 32 - missing);
    small.slots().push_back(allocate(small.account, *thread, layouts->pair).object);
    small.slots().push_back(allocate(small.account, *thread, layouts->pair).object);
    (void)allocate(small.account, *thread, layouts->leaf);  // garbage
    const AllocationResult result = allocate(small.account, *thread, layouts->pair);
    EXPECT_EQ(result.trace, (TraceReport{1, 2, 64}));
    EXPECT_EQ(result.status, missing == 0 ? AllocationStatus::Ok : AllocationStatus::LimitReached);
    EXPECT_EQ(small.account.statistics().accountedBytes, missing == 0 ? 96u : 64u);
  }
}

TEST_F(AccountTest, LoweredLimitsTakeEffectAtTheNextAllocation) {
  guest->slots().push_back(&array(layouts->bytes, 10'000));
  guest->account.setLimit(5'000);
  AllocationResult result = make(layouts->leaf);
  EXPECT_EQ(result.status, AllocationStatus::LimitReached);
  EXPECT_EQ(result.trace.objects, 1u);
  guest->account.setLimit(~std::uint64_t{0});
  EXPECT_EQ(guest->account.limit(), kMaxBytes);
  EXPECT_TRUE(make(layouts->leaf).ok());
  guest->account.setLimit(0);
  EXPECT_EQ(make(layouts->leaf).status, AllocationStatus::LimitReached);
}

TEST_F(AccountTest, ExternalMemoryCounts) {
  guest->account.setLimit(1000);
  EXPECT_TRUE(heap->charge(guest->account, *thread, 990).ok());
  EXPECT_EQ(make(layouts->leaf).status, AllocationStatus::LimitReached);
  EXPECT_EQ(heap->charge(guest->account, *thread, ~std::uint64_t{0}).status, AllocationStatus::LimitReached);
  EXPECT_EQ(heap->charge(guest->account, *thread, 11).status, AllocationStatus::LimitReached);
  EXPECT_TRUE(heap->charge(guest->account, *thread, 10).ok());
  guest->account.release(500);
  EXPECT_TRUE(make(layouts->leaf).ok());
  EXPECT_EQ(guest->account.statistics().allocatedBytes, 16u);
  EXPECT_EQ(guest->account.statistics().externalBytes, 500u);
  EXPECT_EQ(guest->account.statistics().accountedBytes, 516u);
  EXPECT_EQ(guest->account.statistics().peakAccounted, 1000u);
  EXPECT_EQ(heap->traceAccount(guest->account).value(), (TraceReport{1, 0, 0}));
  EXPECT_EQ(guest->account.statistics().liveAtLastTrace, 500u);
  EXPECT_EQ(guest->account.statistics().allocatedBytes, 16u);
  guest->account.release(5000);
  EXPECT_EQ(guest->account.statistics().accountedBytes, 0u);
}

TEST_F(AccountTest, AnAccountContinuesElsewhere) {
  guest->account.setLimit(100'000);
  for (int i = 0; i < 5000; ++i) (void)object(layouts->pair);
  (void)heap->charge(guest->account, *thread, 100);
  const AccountState state = guest->account.account();
  thread->closeRanges();
  Guest woken(*heap);
  (void)allocate(woken.account, *thread, layouts->pair);
  woken.account.restoreAccount(state);
  EXPECT_EQ(woken.account.account(), state);
  for (int i = 0; i < 5000; ++i) {
    const AllocationResult first = make(layouts->pair);
    thread->closeRanges();
    const AllocationResult second = allocate(woken.account, *thread, layouts->pair);
    thread->closeRanges();
    ASSERT_EQ(first.trace, second.trace) << i;
  }
  EXPECT_EQ(woken.account.account(), guest->account.account());
}

TEST_F(AccountTest, InlineAndSlowPathsChargeAlike) {
  Guest other(*heap);
  for (int i = 0; i < 1000; ++i) {
    (void)make(layouts->pair);
    (void)makeArray(layouts->mixed, i % 40);
  }
  thread->closeRanges();
  for (int i = 0; i < 1000; ++i) {
    (void)heap->allocateFixedSlow(other.account, *thread, layouts->pair);
    (void)heap->allocateArraySlow(other.account, *thread, layouts->mixed, i % 40);
  }
  EXPECT_EQ(other.account.account(), guest->account.account());
}

// Cells are paid for many at a time; nobody who looks at the account sees that. Nor does it matter when ranges are
// closed, or how little is left.
TEST_F(AccountTest, RangesDoNotShowInTheAccount) {
  constexpr std::uint64_t kLimit = 30'000;
  Guest small(*heap, kLimit);
  std::uint64_t count = 0, bytes = 0;
  for (std::uint64_t length = 0;; length = (length * 7 + 11) % 90) {
    const AllocationResult result = length % 2 == 0 ? allocate(small.account, *thread, layouts->pair)
                                                    : allocateArray(small.account, *thread, layouts->bytes, length);
    const std::uint64_t size = length % 2 == 0 ? 32 : arrayBytes(layouts->bytes, length);
    ASSERT_EQ(result.ok(), bytes + size <= kLimit) << count;
    if (!result.ok()) break;
    small.slots().push_back(result.object);
    ++count;
    bytes += size;
    const GuestHeapStatistics told = small.account.statistics();
    ASSERT_EQ(told.allocations, count);
    ASSERT_EQ(told.allocatedBytes, bytes);
    ASSERT_EQ(told.accountedBytes, bytes);
    ASSERT_EQ(told.peakAccounted, bytes);
    ASSERT_EQ(small.account.account().remaining, static_cast<std::int64_t>(kLimit - bytes));
    ASSERT_EQ(small.account.isShort(), bytes > kLimit - kLimit / 10);
    if (count % 13 == 0) thread->closeRanges();
    if (count % 170 == 0) collect();
  }
  EXPECT_GT(count, 400u);
}

// A limit that is lowered holds for cells that are paid for, too.
TEST_F(AccountTest, ALoweredLimitClosesRanges) {
  guest->slots().push_back(make(layouts->pair).object);
  guest->account.setLimit(63);
  EXPECT_EQ(make(layouts->pair).status, AllocationStatus::LimitReached);
  guest->account.setLimit(64);
  EXPECT_TRUE(make(layouts->pair).ok());
}

}  // namespace
}  // namespace tatu::gc::test
