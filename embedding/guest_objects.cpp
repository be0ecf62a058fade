#include "embedding/guest_objects.h"

#include <algorithm>
#include <bit>
#include <new>
#include <utility>

namespace tatu::embedding {

GuestObjects::~GuestObjects() {
  for (const Entry& entry : entries_) {
    if (entry.object != nullptr) entry.object->release();
  }
}

// The object's place, or the free one where it belongs.
std::size_t GuestObjects::placeOf(const tatu_object& object) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t at = (reinterpret_cast<std::uintptr_t>(&object) * 0x9E3779B97F4A7C15u) >> 20;
  for (;; ++at) {
    const std::uint32_t index = places_[at & mask];
    if (index == kNone || entries_[index].object == &object) return at & mask;
  }
}

vm::Object* GuestObjects::handleOf(const tatu_object& object) const {
  if (places_.empty()) return nullptr;
  const std::uint32_t index = places_[placeOf(object)];
  return index == kNone ? nullptr : entries_[index].handle;
}

void GuestObjects::insert(std::uint32_t index) { places_[placeOf(*entries_[index].object)] = index; }

void GuestObjects::makePlaces(std::size_t count) {
  places_.assign(count, kNone);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].object != nullptr) insert(static_cast<std::uint32_t>(i));
  }
}

void GuestObjects::addFree(std::uint32_t index) {
  entries_[index] = {};
  entries_[index].nextFree = firstFree_;
  firstFree_ = index;
}

void GuestObjects::setNumber(std::uint32_t index) {
  const Entry& entry = entries_[index];
  const std::uint64_t number = entry.generation << 32 | index;
  std::memcpy(gc::bytesOf(*entry.handle) + gc::kHeaderBytes, &number, sizeof number);
}

// After many have gone: what is left gets other numbers.
void GuestObjects::compact() {
  std::vector<Entry> kept;
  kept.reserve(2 * count_ + kFewEntries);
  std::vector<std::uint32_t> places(std::bit_ceil(2 * count_ + kFewEntries), kNone);
  for (const Entry& entry : entries_) {
    if (entry.object != nullptr) kept.push_back(entry);
  }
  entries_ = std::move(kept);
  firstFree_ = kNone;
  for (std::size_t i = 0; i < entries_.size(); ++i) setNumber(static_cast<std::uint32_t>(i));
  places_ = std::move(places);
  makePlaces(places_.size());
}

bool GuestObjects::reserve() {
  try {
    makeRoom();
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

void GuestObjects::makeRoom() {
  if (entries_.size() > 4 * kFewEntries && count_ < entries_.size() / 4) compact();
  if (firstFree_ == kNone) {
    if (entries_.size() == kNone) throw std::bad_alloc();
    entries_.emplace_back();
    addFree(static_cast<std::uint32_t>(entries_.size() - 1));
  }
  if (2 * (count_ + 1) > places_.size()) makePlaces(std::max<std::size_t>(16, 2 * places_.size()));
}

void GuestObjects::add(tatu_object& object, vm::Object& handle) {
  const auto index = static_cast<std::uint32_t>(firstFree_);
  Entry& entry = entries_[index];
  firstFree_ = entry.nextFree;
  generation_ = std::max<std::uint64_t>((generation_ + 1) & UINT32_MAX, 1);
  object.retain();
  entry.object = &object;
  entry.handle = &handle;
  entry.generation = generation_;
  setNumber(index);
  insert(index);
  ++count_;
  ++addedSinceTrace_;
}

// A trace visits all that the guest has, a few objects for each new entry.
bool GuestObjects::isTraceDue() const {
  return addedSinceTrace_ >= std::max({kFewEntries, keptByTrace_, reachedByTrace_ / 4});
}

void GuestObjects::visitWeak(gc::RootVisitor& visitor) {
  for (Entry& entry : entries_) {
    if (entry.object != nullptr) visitor.visit(entry.handle);
  }
}

void GuestObjects::forgetUnreached(const gc::ReachedObjects& reached) {
  const std::uint64_t before = count_;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].object == nullptr || reached.isReached(*entries_[i].handle)) continue;
    entries_[i].object->release();
    addFree(static_cast<std::uint32_t>(i));
    --count_;
  }
  if (count_ != before) makePlaces(places_.size());
  account_->release((before - count_) * kEntryBytes);
  addedSinceTrace_ = 0;
  keptByTrace_ = count_;
  reachedByTrace_ = reached.count();
}

}  // namespace tatu::embedding
