#include "gc/boehm/collector.h"

#include <cstring>
#include <new>
#include <system_error>
#include <thread>

#include "gc/boehm/library.h"
#include "os/fault.h"

namespace tatu::gc {
namespace {

constexpr std::size_t kRootBufferWords = 512;

// The library's hook has no argument. Both are set before the first collection and do not change.
BoehmCollector* theCollector = nullptr;
GC_push_other_roots_proc previousHook = nullptr;

// The library scans its own frames, too. What an earlier collection left in the stack they will stand on is cleared, or
// it would keep alive what was marked last.
[[gnu::noinline]] void clearStackAhead() {
  constexpr std::size_t kFramesOfACollection = 16 * 1024;
  char frames[kFramesOfACollection];
  std::memset(frames, 0, sizeof(frames));
  asm volatile("" : : "r"(frames) : "memory");
}

// Roots are copied to a buffer, so that providers may keep them anywhere, and pushed from there. The buffer is not on
// the stack: what remains in it must not be found by a later scan.
class RootPusher final : public RootVisitor {
 public:
  void visitSlots(void* first, std::size_t count) override {
    for (std::size_t i = 0; i < count; ++i) {
      Object* reference;
      std::memcpy(&reference, static_cast<const std::byte*>(first) + i * kWordBytes, sizeof(reference));
      if (reference == nullptr) continue;
      if (used_ == kRootBufferWords) flush();
      buffer_[used_++] = reference;
    }
  }

  void flush() {
    GC_push_all_eager(buffer_, buffer_ + used_);
    std::memset(buffer_, 0, used_ * sizeof(buffer_[0]));
    used_ = 0;
  }

 private:
  Object* buffer_[kRootBufferWords] = {};
  std::size_t used_ = 0;
};

RootPusher rootPusher;

// Marks the references of objects whose descriptor has no room to tell them: arrays of mixed elements, and large
// objects with later runs. It is reached through the layout's descriptor only, so the header is a layout. A full mark
// stack is handled by GC_mark_and_push.
GC_ms_entry* markByLayout(GC_word* address, GC_ms_entry* top, GC_ms_entry* limit, GC_word) {
  Object& object = *reinterpret_cast<Object*>(address);
  forEachReferenceRange(object, *object.layout, [&](std::byte* first, std::uint64_t count) {
    void** const slots = reinterpret_cast<void**>(first);
    for (std::uint64_t i = 0; i < count; ++i) {
      void* const reference = slots[i];
      if (reference != nullptr) top = GC_MARK_AND_PUSH(reference, top, limit, &slots[i]);
    }
  });
  return top;
}

// The library reads a bit per word from the highest one down, the lowest two are the descriptor's kind.
constexpr std::uint64_t kMostBitmapWords = 62;

std::uintptr_t bitmapOf(const ObjectLayout& layout) {
  std::uint64_t bitmap = GC_DS_BITMAP;
  const auto add = [&bitmap](std::uint64_t offset, std::uint64_t count) {
    for (std::uint64_t word = offset / kWordBytes; count > 0; ++word, --count)
      bitmap |= (std::uint64_t{1} << 63) >> word;
  };
  add(kHeaderBytes, layout.referenceCount);
  for (const ReferenceRun& run : layout.laterRuns) add(run.offset, run.count);
  return bitmap;
}

}  // namespace

tl::expected<BoehmCollector*, HeapError> BoehmCollector::instance(void (*prepareThread)()) {
  static std::mutex starting;
  const std::lock_guard lock(starting);
  if (theCollector != nullptr) return theCollector;
  auto* const collector = new (std::nothrow) BoehmCollector;
  if (collector == nullptr) return tl::unexpected(HeapError::OutOfMemory);
  theCollector = collector;
  if (collector->start(prepareThread)) return collector;
  theCollector = nullptr;
  delete collector;
  return tl::unexpected(HeapError::CannotStartCollector);
}

bool BoehmCollector::start(void (*prepareThread)()) try {
  std::thread([this, prepareThread] {
    if (prepareThread != nullptr) prepareThread();
    run();
  }).detach();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return phase_ != Phase::Starting; });
  return true;
} catch (const std::system_error&) {
  return false;
}

void BoehmCollector::run() {
  initialise();
  std::unique_lock lock(mutex_);
  for (;;) {
    phase_ = Phase::Idle;
    changed_.notify_all();
    changed_.wait(lock, [this] { return phase_ == Phase::Requested; });
    clearStackAhead();
    GC_enable();
    GC_gcollect();
    GC_disable();
  }
}

// The order matters; see the library's documentation of each call.
void BoehmCollector::initialise() {
  GC_set_all_interior_pointers(0);
  GC_set_markers_count(1);
  GC_set_no_dls(1);
  GC_set_dont_precollect(1);
  GC_set_warn_proc(GC_ignore_warn_proc);
  GC_stack_base base;
  os::require(GC_get_stack_base(&base) == GC_SUCCESS, "the collector's stack has no known extent");
  GC_set_stackbottom(nullptr, &base);  // or the library would take this thread's stack for the main thread's
  GC_INIT();
  GC_allow_register_threads();  // from here on the library locks
  GC_clear_roots();             // static data holds no references
  GC_disable();
  createKinds();
  previousHook = GC_get_push_other_roots();
  GC_set_push_other_roots(&BoehmCollector::pushOtherRoots);
}

void BoehmCollector::createKinds() {
  // Negative: the descriptor is word 1 of the structure that the object's first word points to.
  constexpr GC_word kInLayout =
      static_cast<GC_word>(-(GC_signed_word{offsetof(ObjectLayout, markDescriptor)} + GC_INDIR_PER_OBJ_BIAS)) |
      GC_DS_PER_OBJECT;
  // Like the library's own pointer-free kind (a descriptor of no bytes), but with cells that the library clears.
  kinds_[static_cast<std::size_t>(Space::PointerFree)] =
      static_cast<int>(GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 0, 1));
  kinds_[static_cast<std::size_t>(Space::References)] = GC_I_NORMAL;
  kinds_[static_cast<std::size_t>(Space::Described)] =
      static_cast<int>(GC_new_kind(GC_new_free_list(), kInLayout, 0, 1));
  byLayoutDescriptor_ = GC_MAKE_PROC(static_cast<GC_word>(GC_new_proc(&markByLayout)), 0);
}

std::uintptr_t BoehmCollector::markDescriptor(const ObjectLayout& layout) const {
  if (layout.space != Space::Described) return 0;
  if (layout.isArray()) return byLayoutDescriptor_;
  if (layout.laterRuns.empty()) return (kHeaderBytes + layout.referenceCount * kWordBytes) | GC_DS_LENGTH;
  const ReferenceRun& last = layout.laterRuns.back();
  return last.offset / kWordBytes + last.count <= kMostBitmapWords ? bitmapOf(layout) : byLayoutDescriptor_;
}

void BoehmCollector::collect(const StoppedWorld* stopped) {
  std::unique_lock lock(mutex_);
  stopped_ = stopped;
  if (stopped == nullptr) fences_.clear();
  phase_ = Phase::Requested;
  changed_.notify_all();
  changed_.wait(lock, [this] { return phase_ == Phase::Idle; });
  stopped_ = nullptr;
}

void BoehmCollector::pushOtherRoots() {
  theCollector->pushRoots();
  if (previousHook != nullptr) previousHook();
}

void BoehmCollector::pushRoots() {
  if (stopped_ == nullptr) return;
  stopped_->guests.forEach([](GuestHeap& guest) { guest.roots().visitAll(rootPusher); });
  rootPusher.flush();
  const auto& fences = fences_.cells();
  GC_push_all_eager(const_cast<FreeCell**>(fences.data()), const_cast<FreeCell**>(fences.data() + fences.size()));
  stopped_->world.forEachStack([](const void* top, const void* anchor) {
    GC_push_all_eager(const_cast<void*>(top), const_cast<void*>(anchor));
  });
}

bool BoehmCollector::claim() {
  const std::lock_guard lock(mutex_);
  const bool free = !claimed_;
  claimed_ = true;
  return free;
}

void BoehmCollector::release() {
  const std::lock_guard lock(mutex_);
  claimed_ = false;
}

}  // namespace tatu::gc
