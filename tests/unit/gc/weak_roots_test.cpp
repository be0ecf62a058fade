// Weak roots: kept by collections, given up by traces of their guest's account.
#include "tests/unit/gc/heap_fixture.h"

namespace tatu::gc::test {
namespace {

// Each entry was charged kBytes.
class Entries final : public WeakRoots {
 public:
  static constexpr std::uint64_t kBytes = 100;
  explicit Entries(Guest& guest) : guest_(guest) { guest.roots.weak = this; }
  ~Entries() { guest_.roots.weak = nullptr; }
  Entries(const Entries&) = delete;
  Entries& operator=(const Entries&) = delete;

  void visitWeak(RootVisitor& visitor) override {
    if (!entries.empty()) visitor.visitSlots(entries.data(), entries.size());
  }
  void forgetUnreached(const ReachedObjects& reached) override {
    const auto gone = std::erase_if(entries, [&](const Object* entry) { return !reached.isReached(*entry); });
    guest_.account.release(gone * kBytes);
    reachedObjects = reached.count();
  }

  std::vector<Object*> entries;
  std::uint64_t reachedObjects = 0;

 private:
  Guest& guest_;
};

class WeakRootsTest : public HeapTest {
 protected:
  Object& entry(Entries& entries) {
    EXPECT_TRUE(heap->charge(guest->account, *thread, Entries::kBytes).ok());
    entries.entries.push_back(&object(layouts->pair));
    return *entries.entries.back();
  }
};

TEST_F(WeakRootsTest, CollectionsKeepThem) {
  Entries entries(*guest);
  for (int i = 0; i < 100; ++i) setField(entry(entries), 0, &object(layouts->leaf));
  collect();
  collect();
  EXPECT_EQ(entries.entries.size(), 100U);
  for (Object* const each : entries.entries) EXPECT_EQ(each->layout, &layouts->pair);
  EXPECT_EQ(verify().value(), 200U);
}

TEST_F(WeakRootsTest, TracesOfTheAccountGiveThemUp) {
  Entries entries(*guest);
  for (int i = 0; i < 100; ++i) {
    Object& each = entry(entries);
    if (i % 4 == 0) guest->slots().push_back(&each);
  }
  Object& holder = object(layouts->node);
  guest->slots().push_back(&holder);
  setField(holder, 0, entries.entries[1]);
  EXPECT_EQ(live(), (TraceReport{1, 27, 27 * 32}));  // which gives nothing up
  EXPECT_EQ(entries.entries.size(), 100U);
  EXPECT_EQ(heap->traceAccount(guest->account).value(), (TraceReport{1, 27, 27 * 32}));
  EXPECT_EQ(entries.entries.size(), 26U);
  EXPECT_EQ(entries.reachedObjects, 27U);
  EXPECT_EQ(guest->account.statistics().accountedBytes, 27 * 32 + 26 * Entries::kBytes);
  guest->slots().clear();
  EXPECT_EQ(heap->traceAccount(guest->account).value(), (TraceReport{1, 0, 0}));
  EXPECT_TRUE(entries.entries.empty());
  EXPECT_EQ(guest->account.statistics().accountedBytes, 0U);
}

// What only an entry keeps does not count, so a guest that forgets what it is given never meets its limit.
TEST_F(WeakRootsTest, LeaveTheLimitExact) {
  constexpr std::uint64_t kEach = 32 + Entries::kBytes;
  start({}, 10 * kEach);
  Entries entries(*guest);
  for (int i = 0; i < 1000; ++i) (void)entry(entries);
  EXPECT_LE(entries.entries.size(), 10U);
  guest->slots() = entries.entries;
  while (entries.entries.size() < 10) guest->slots().push_back(&entry(entries));
  EXPECT_EQ(make(layouts->pair).status, AllocationStatus::LimitReached);
  guest->slots().pop_back();
  EXPECT_EQ(make(layouts->pair).status, AllocationStatus::Ok);
  EXPECT_EQ(entries.entries.size(), 9U);
}

}  // namespace
}  // namespace tatu::gc::test
