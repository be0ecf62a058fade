#include "embedding/host_object.h"

#include <utility>

#include "embedding/error.h"
#include "embedding/runtime.h"

using namespace tatu::embedding;

// ---- Objects

bool tatu_object::tryRetain() {
  std::uint64_t count = references.load(std::memory_order_relaxed);
  while (count != 0 && !references.compare_exchange_weak(count, count + 1, std::memory_order_relaxed)) {
  }
  return count != 0;
}

void tatu_object::release() {
  if (references.fetch_sub(1, std::memory_order_acq_rel) == 1) definition.runtime->objects.addDue(*this);
}

void tatu_object::revoke() {
  const std::uint64_t before = uses.fetch_or(kRevoked, std::memory_order_acq_rel);
  if (before < kUse && claim()) destroyData();
}

// Whoever has used it may touch a guest's memory, so it is not done here.
void tatu_object::noteLastUse() {
  if (!claim()) return;
  retain();
  isClaimedByDue = true;
  definition.runtime->objects.addDue(*this);
}

namespace tatu::embedding {

tatu_object* HostObjects::create(const tatu_class& of, void* data, tatu_destroy_function destroy) {
  auto* const object = new tatu_object(of, data, destroy);
  const std::scoped_lock lock(mutex_);
  object->insertBefore(all_);
  return object;
}

void HostObjects::addDue(tatu_object& object) {
  object.nextDue = due_.load(std::memory_order_relaxed);
  while (!due_.compare_exchange_weak(object.nextDue, &object, std::memory_order_release, std::memory_order_relaxed)) {
  }
}

// What the host does meanwhile can add others.
void HostObjects::destroyAllDue() {
  while (tatu_object* at = due_.exchange(nullptr, std::memory_order_acquire)) {
    while (at != nullptr) {
      tatu_object& object = *at;
      at = object.nextDue;
      if (std::exchange(object.isClaimedByDue, false)) {
        object.destroyData();
        object.release();
      } else {
        endOf(object);
      }
    }
  }
}

void HostObjects::endOf(tatu_object& object) {
  if (object.claim()) object.destroyData();
  {
    const std::scoped_lock lock(mutex_);
    object.unlink();
  }
  delete &object;
}

tatu_object* HostObjects::takeForTheEnd() {
  const std::scoped_lock lock(mutex_);
  if (all_.next == &all_) return nullptr;
  auto* const object = static_cast<tatu_object*>(all_.next);
  object->unlink();
  object->insertBefore(destroyed_);
  object->retain();
  return object;
}

// Objects of the host may release each other, and themselves; so all are there until the last one has been destroyed.
HostObjects::~HostObjects() {
  destroyAllDue();
  while (tatu_object* const object = takeForTheEnd()) {
    if (object->claim()) object->destroyData();
  }
  destroyAllDue();
  while (destroyed_.next != &destroyed_) {
    auto* const object = static_cast<tatu_object*>(destroyed_.next);
    object->unlink();
    delete object;
  }
}

// ---- Classes

void HostClasses::add(tatu_class& added) {
  if (added.key == nullptr) return;
  std::atomic<const tatu_class*>& bucket = buckets_[bucketOf(added.key)];
  added.nextOfBucket = bucket.load(std::memory_order_relaxed);
  while (
      !bucket.compare_exchange_weak(added.nextOfBucket, &added, std::memory_order_release, std::memory_order_relaxed)) {
  }
}

const tatu_class* HostClasses::find(const void* key) const {
  const tatu_class* at = buckets_[bucketOf(key)].load(std::memory_order_acquire);
  while (at != nullptr && at->key != key) at = at->nextOfBucket;
  return at;
}

}  // namespace tatu::embedding

extern "C" {

const char* tatu_class_name(const tatu_class* of) { return of == nullptr ? "" : of->name.c_str(); }
const void* tatu_class_key(const tatu_class* of) { return of == nullptr ? nullptr : of->key; }
void* tatu_class_data(const tatu_class* of) { return of == nullptr ? nullptr : of->data; }

const tatu_class* tatu_runtime_class(const tatu_runtime* runtime, const void* key) {
  return runtime == nullptr || key == nullptr ? nullptr : runtime->classes.find(key);
}

tatu_status tatu_object_create(const tatu_class* of, void* data, tatu_destroy_function destroy, tatu_object** object,
                               tatu_error** error) {
  return guarded(error, [&] {
    if (of == nullptr || object == nullptr) return misuse(error, "`of` and `object` must not be null");
    *object = nullptr;
    if (!of->isFinished.load(std::memory_order_acquire)) {
      return misuse(error, "the module of the class " + of->name + " is not finished yet");
    }
    if (of->channel != nullptr) return misuse(error, "objects of " + of->name + " come from tatu_channel_create");
    *object = of->runtime->objects.create(*of, data, destroy);
    return TATU_OK;
  });
}

bool tatu_object_retain(tatu_object* object) { return object != nullptr && object->tryRetain(); }

void tatu_object_release(tatu_object* object) {
  if (object == nullptr) return;
  HostObjects& objects = object->definition.runtime->objects;
  object->release();
  objects.destroyDue();
}

void tatu_object_revoke(tatu_object* object) {
  if (object == nullptr) return;
  HostObjects& objects = object->definition.runtime->objects;
  object->revoke();
  objects.destroyDue();
}

bool tatu_object_is_revoked(const tatu_object* object) { return object == nullptr || object->isRevoked(); }

const tatu_class* tatu_object_class(const tatu_object* object) {
  return object == nullptr ? nullptr : &object->definition;
}
void* tatu_object_data(const tatu_object* object) { return object == nullptr ? nullptr : object->data; }

bool tatu_object_use(tatu_object* object) { return object != nullptr && object->use(); }

void tatu_object_end_use(tatu_object* object) {
  if (object == nullptr) return;
  HostObjects& objects = object->definition.runtime->objects;
  object->endUse();
  objects.destroyDue();
}

}  // extern "C"
