#include "tests/calls/objects.h"

#include <memory>
#include <utility>

namespace tatu::calls {

void Objects::begin(const tatu_class& of) {
  class_ = &of;
  for (tatu_object*& slot : slots_) slot = make();
}

tatu_object* Objects::make() {
  auto thing = std::make_unique<Thing>();
  thing->of = this;
  thing->number = ++alive_;
  tatu_object* object = nullptr;
  if (findings_.expect(tatu_object_create(class_, thing.get(), destroy, &object, nullptr) == TATU_OK,
                       "an object cannot be made")) {
    (void)thing.release();
  }
  return object;
}

void Objects::destroy(void* data) {
  const std::unique_ptr<Thing> thing(static_cast<Thing*>(data));
  thing->of->findings_.expect(thing->isAlive.exchange(false), "an object is destroyed twice");
  --thing->of->alive_;
}

tatu_object* Objects::take(std::size_t slot) {
  const std::scoped_lock lock(mutex_);
  tatu_object* const object = slots_[slot % kSlots];
  findings_.expect(tatu_object_retain(object), "an object that has a reference cannot get another one");
  return object;
}

void Objects::change(Choices& choices) {
  const std::uint64_t how = choices.below(4);
  const std::size_t slot = choices.below(kSlots);
  if (how <= 1) {
    tatu_object_revoke(slots_[slot]);
    findings_.expect(tatu_object_is_revoked(slots_[slot]), "an object is not revoked that has been");
    findings_.expect(!tatu_object_use(slots_[slot]), "an object can be used that has been revoked");
    ++revoked_;
  }
  if (how == 0) return;
  tatu_object* const fresh = make();
  tatu_object* old = nullptr;
  {
    const std::scoped_lock lock(mutex_);
    old = std::exchange(slots_[slot], fresh);
  }
  tatu_object_release(old);
}

void Objects::releaseAll() {
  for (tatu_object*& slot : slots_) tatu_object_release(std::exchange(slot, nullptr));
}

std::int64_t Objects::numberOf(const tatu_value& value) {
  if (!findings_.expect(value.kind == TATU_OBJECT && tatu_object_class(value.as.object) == class_,
                        "what should be an object is none")) {
    return 0;
  }
  const auto& thing = *static_cast<const Thing*>(tatu_object_data(value.as.object));
  findings_.expect(thing.isAlive, "an object is destroyed while a host function has it");
  return thing.number;
}

void Objects::look(const tatu_value& value) {
  if (!tatu_object_use(value.as.object)) return;
  (void)numberOf(value);
  tatu_object_end_use(value.as.object);
}

}  // namespace tatu::calls
