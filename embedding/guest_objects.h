// GuestObjects: the host's objects that a guest has. Its program sees handles, objects of its own heap whose one field
// is the number of an entry here and a generation; so nothing in the guest's heap leads to the host's memory.
//
// Each host object has one entry at most, so that it is one object to the program. An entry holds a reference to the
// host object, and knows its handle without keeping it alive (gc::WeakRoots): when a trace does not come across the
// handle any more, the entry is free for another one. The caller charges kEntryBytes for each to the guest, and traces
// when isTraceDue() says so, which keeps the cost of traces in proportion to the entries made.
//
// Threads: the one that runs the guest; visitWeak() any, while all are stopped.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "embedding/host_object.h"
#include "gc/guest_heap.h"
#include "gc/roots.h"
#include "vm/object/objects.h"

namespace tatu::embedding {

class GuestObjects final : public gc::WeakRoots {
 public:
  static constexpr std::uint64_t kEntryBytes = 96;

  GuestObjects() = default;
  GuestObjects(const GuestObjects&) = delete;
  GuestObjects& operator=(const GuestObjects&) = delete;
  ~GuestObjects();

  // Where entries are paid back to.
  void setAccount(gc::GuestHeap& account) { account_ = &account; }

  // Null: it has none. It is kept alive by whatever the caller stores it in.
  [[nodiscard]] vm::Object* handleOf(const tatu_object& object) const;
  // Memory for one more entry. False: there is none.
  [[nodiscard]] bool reserve();
  // There is memory for it, the object has no entry, and the handle is a new object of its class.
  void add(tatu_object& object, vm::Object& handle);
  // Null: the handle's number is none that was given out, or is not any more.
  [[nodiscard]] tatu_object* find(const vm::Object& handle) const {
    const std::uint64_t number = numberOf(handle);
    const std::uint64_t index = number & UINT32_MAX;
    if (index >= entries_.size()) return nullptr;
    const Entry& entry = entries_[index];
    return entry.generation == number >> 32 ? entry.object : nullptr;
  }

  [[nodiscard]] bool isTraceDue() const;
  [[nodiscard]] std::uint64_t count() const { return count_; }

  void visitWeak(gc::RootVisitor& visitor) override;
  void forgetUnreached(const gc::ReachedObjects& reached) override;

 private:
  struct Entry {
    tatu_object* object = nullptr;  // null: the entry is free,
    union {
      vm::Object* handle = nullptr;
      std::uint64_t nextFree;  // and this is the next one
    };
    std::uint64_t generation = 0;
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::uint64_t kFewEntries = 1024;

  // The one field of a handle's class, an Int, stands behind the header.
  [[nodiscard]] static std::uint64_t numberOf(const vm::Object& handle) {
    std::uint64_t number = 0;
    std::memcpy(&number, reinterpret_cast<const std::byte*>(&handle) + gc::kHeaderBytes, sizeof number);
    return number;
  }
  void setNumber(std::uint32_t index);
  void compact();
  [[nodiscard]] std::size_t placeOf(const tatu_object& object) const;
  void insert(std::uint32_t index);
  void makePlaces(std::size_t count);
  void makeRoom();
  void addFree(std::uint32_t index);

  gc::GuestHeap* account_ = nullptr;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> places_;  // of entries, by object: open addressing, a power of two, at most half full
  std::uint64_t firstFree_ = kNone;
  std::uint64_t count_ = 0;
  std::uint64_t generation_ = 0;
  std::uint64_t addedSinceTrace_ = 0;
  std::uint64_t keptByTrace_ = 0;
  std::uint64_t reachedByTrace_ = 0;  // of all objects of the guest
};

}  // namespace tatu::embedding
