// ObjectUses: the objects of the host that a call of a host function has as arguments. They are used (tatu_object::use)
// until it has returned, so that what is revoked meanwhile is destroyed behind it.
//
// Threads: the one that runs the guest.
#pragma once

#include <array>
#include <cstddef>

#include "embedding/host_object.h"

namespace tatu::embedding {

class ObjectUses {
 public:
  ObjectUses() = default;
  ObjectUses(const ObjectUses&) = delete;
  ObjectUses& operator=(const ObjectUses&) = delete;
  ~ObjectUses() { end(); }

  // False: the object has been revoked. Throws std::bad_alloc.
  [[nodiscard]] bool add(tatu_object& object) {
    if (count_ == few_.size()) return addMore(object);
    if (!object.use()) return refuse(object);
    few_[count_++] = &object;
    return true;
  }
  void end() {
    for (; count_ != 0; --count_) few_[count_ - 1]->endUse();
    more_.takeAll([](tatu_object& object) { object.endUse(); });
  }
  // What add() has refused; null: nothing.
  [[nodiscard]] const tatu_object* refused() const { return refused_; }

 private:
  bool refuse(const tatu_object& object) {
    refused_ = &object;
    return false;
  }
  bool addMore(tatu_object& object) {
    more_.add(object);
    if (object.use()) return true;
    more_.removeLast();
    return refuse(object);
  }

  std::array<tatu_object*, 4> few_;
  std::size_t count_ = 0;
  ObjectList more_;
  const tatu_object* refused_ = nullptr;
};

}  // namespace tatu::embedding
