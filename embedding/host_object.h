// tatu_class and tatu_object: what is the host's, in the hands of guests.
//
// An object is held by references (the host's own, and one of each guest that has it) and used by calls (host functions
// that have it as an argument). Its data is destroyed once, when it is revoked and nothing uses it, or with the last
// reference; the object itself goes with the last reference.
//
// What destroys runs code of the host, which may take its time, so it must not run while a guest's memory is touched.
// release() and endUse() can be called there: they only note what is to be destroyed, and HostObjects::destroyDue(),
// which is called by whoever has left the guest, does it.
//
// Threads: any.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "include/tatu/tatu.h"

namespace tatu::embedding {
struct ChannelType;
}  // namespace tatu::embedding

struct tatu_class {
  std::string name;  // "game.Entity"
  const void* key = nullptr;
  void* data = nullptr;
  tatu_runtime* runtime = nullptr;
  std::atomic<bool> isFinished{false};                    // its module is loaded
  const tatu::embedding::ChannelType* channel = nullptr;  // of ends of channels, which only those make
  const tatu_class* nextOfBucket = nullptr;               // HostClasses
};

namespace tatu::embedding {

class HostObjects;

// A place in a ring of objects.
struct ObjectLink {
  ObjectLink* previous = this;
  ObjectLink* next = this;
  ObjectLink() = default;
  ObjectLink(const ObjectLink&) = delete;
  ObjectLink& operator=(const ObjectLink&) = delete;
  void unlink() {
    previous->next = next;
    next->previous = previous;
    previous = next = this;
  }
  void insertBefore(ObjectLink& other) {
    previous = other.previous;
    next = &other;
    previous->next = other.previous = this;
  }
};

}  // namespace tatu::embedding

struct tatu_object : tatu::embedding::ObjectLink {
  tatu_object(const tatu_class& of, void* itsData, tatu_destroy_function how)
      : definition(of), data(itsData), destroy(how) {}

  void retain() { references.fetch_add(1, std::memory_order_relaxed); }
  // False: there is none any more.
  bool tryRetain();
  void release();
  // False: it has been revoked, and is not used.
  bool use() {
    const std::uint64_t before = uses.fetch_add(kUse, std::memory_order_acq_rel);
    if ((before & kRevoked) == 0) return true;
    endUse();
    return false;
  }
  void endUse() {
    if (uses.fetch_sub(kUse, std::memory_order_acq_rel) == (kUse | kRevoked)) [[unlikely]]
      noteLastUse();
  }
  void revoke();
  [[nodiscard]] bool isRevoked() const { return (uses.load(std::memory_order_acquire) & kRevoked) != 0; }

  const tatu_class& definition;
  void* const data;
  const tatu_destroy_function destroy;

 private:
  friend class tatu::embedding::HostObjects;
  static constexpr std::uint64_t kRevoked = 1;
  static constexpr std::uint64_t kUse = 2;

  // Whether it is for the caller to destroy the data: true once.
  bool claim() { return !isDestroyed.exchange(true, std::memory_order_acq_rel); }
  void destroyData() const {
    if (destroy != nullptr) destroy(data);
  }
  void noteLastUse();

  std::atomic<std::uint64_t> references{1};
  std::atomic<std::uint64_t> uses{0};  // kUse for each, and kRevoked
  std::atomic<bool> isDestroyed{false};
  tatu_object* nextDue = nullptr;
  bool isClaimedByDue = false;  // HostObjects has claimed it, and has a reference meanwhile
};

namespace tatu::embedding {

// Objects that are remembered, which most calls have none of: then it costs next to nothing.
class ObjectList {
 public:
  // Throws std::bad_alloc, and has not added it.
  void add(tatu_object& object) {
    if (objects_ == nullptr) objects_ = std::make_unique<std::vector<tatu_object*>>();
    objects_->push_back(&object);
  }
  void removeLast() { objects_->pop_back(); }
  // Tells each one, the last first, and is empty then.
  template <typename Action>
  void takeAll(Action&& action) {
    if (objects_ == nullptr) return;
    for (; !objects_->empty(); objects_->pop_back()) action(*objects_->back());
  }

 private:
  std::unique_ptr<std::vector<tatu_object*>> objects_;
};

// The objects of a runtime.
class HostObjects {
 public:
  HostObjects() = default;
  HostObjects(const HostObjects&) = delete;
  HostObjects& operator=(const HostObjects&) = delete;
  // Destroys those that are left.
  ~HostObjects();

  [[nodiscard]] tatu_object* create(const tatu_class& of, void* data, tatu_destroy_function destroy);
  [[nodiscard]] bool isAnyDue() const { return due_.load(std::memory_order_relaxed) != nullptr; }
  // Not while a thread is running in terms of the heap (gc::RunningScope).
  void destroyDue() {
    if (isAnyDue()) [[unlikely]]
      destroyAllDue();
  }

 private:
  friend struct ::tatu_object;
  // Without references, or claimed. An object is added once at a time.
  void addDue(tatu_object& object);
  void destroyAllDue();
  void endOf(tatu_object& object);
  [[nodiscard]] tatu_object* takeForTheEnd();

  std::atomic<tatu_object*> due_{nullptr};
  std::mutex mutex_;  // of the two rings
  ObjectLink all_;
  ObjectLink destroyed_;  // at the end of the runtime: what is still referred to
};

// The classes of finished modules, by their keys. They stay.
class HostClasses {
 public:
  void add(tatu_class& added);
  [[nodiscard]] const tatu_class* find(const void* key) const;

 private:
  static constexpr std::size_t kBuckets = 256;
  [[nodiscard]] static std::size_t bucketOf(const void* key) {
    return (reinterpret_cast<std::uintptr_t>(key) * 0x9E3779B97F4A7C15u) >> 56;
  }

  std::array<std::atomic<const tatu_class*>, kBuckets> buckets_{};
};

}  // namespace tatu::embedding
