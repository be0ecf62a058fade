// Objects of the host in the hands of programs: std::shared_ptr<T> and tatu::Object<T>, for each T that a module binds
// as a class (HostModule::bind_class). What tatu.h says of host objects holds here too.
#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include <tatu/values.hpp>

namespace tatu {

namespace detail {

// Its address says which class of a runtime stands for T.
template <typename T>
inline constexpr char class_key = 0;

class SharedObjects;

// The data of an object.
struct Held {
  std::shared_ptr<void> pointer;
  SharedObjects* of = nullptr;
  tatu_object* object = nullptr;
};

inline const Held& held(const tatu_object* object) { return *static_cast<const Held*>(tatu_object_data(object)); }

// Which objects a class has, so that the same T is the same object each time it is given.
class SharedObjects {
 public:
  SharedObjects() = default;
  SharedObjects(const SharedObjects&) = delete;
  SharedObjects& operator=(const SharedObjects&) = delete;

  // With a reference for the caller. Null: the class is not finished, or there is no memory.
  [[nodiscard]] tatu_object* object_of(const tatu_class* of, std::shared_ptr<void> pointer) {
    const std::lock_guard lock(mutex_);
    const auto known = objects_.find(pointer.get());
    if (known != objects_.end() && tatu_object_retain(known->second)) return known->second;
    const void* const key = pointer.get();
    auto data = std::make_unique<Held>(Held{std::move(pointer), this, nullptr});
    if (tatu_object_create(of, data.get(), destroy, &data->object, nullptr) != TATU_OK) return nullptr;
    tatu_object* const object = data.release()->object;
    objects_.insert_or_assign(key, object);
    return object;
  }
  // From now on the same T gets another object.
  void forget(const void* key, const tatu_object* object) {
    const std::lock_guard lock(mutex_);
    const auto known = objects_.find(key);
    if (known != objects_.end() && known->second == object) objects_.erase(known);
  }

 private:
  static void destroy(void* data) {
    const std::unique_ptr<Held> held(static_cast<Held*>(data));
    held->of->forget(held->pointer.get(), held->object);
  }

  std::mutex mutex_;
  std::unordered_map<const void*, tatu_object*> objects_;
};

// Null: no class of the runtime stands for the key, or there is nothing to point to.
inline tatu_object* shared_object(const tatu_runtime* runtime, const void* key, std::shared_ptr<void> pointer) {
  const tatu_class* const of = tatu_runtime_class(runtime, key);
  if (of == nullptr || !pointer) return nullptr;
  return static_cast<SharedObjects*>(tatu_class_data(of))->object_of(of, std::move(pointer));
}

inline bool is_object(const tatu_value& value, const void* key) {
  return value.kind == TATU_OBJECT && tatu_class_key(tatu_object_class(value.as.object)) == key;
}

inline bool give_object(tatu_value& value, tatu_object* object) {
  value.kind = TATU_OBJECT;
  value.as.object = object;
  return object != nullptr;
}

// The same where somebody has a reference to it, as long as the values are given.
inline bool give_held(tatu_value& value, tatu_object* object, Storage& storage) {
  storage.keep(object);
  return give_object(value, object);
}

inline bool give_shared(tatu_value& value, const void* key, std::shared_ptr<void> from, Storage& storage) {
  tatu_object* const object = shared_object(storage.runtime(), key, std::move(from));
  if (object != nullptr) storage.release_later(object);
  return give_object(value, object);
}

// Empty: it has been revoked.
inline std::shared_ptr<void> share(tatu_object* object) {
  if (!tatu_object_use(object)) return nullptr;
  std::shared_ptr<void> pointer = held(object).pointer;
  tatu_object_end_use(object);
  return pointer;
}

// An argument that is an object, for a parameter T& or const T&: as long as the call.
template <typename T>
struct Borrowed {
  T* object = nullptr;
  operator T&() const { return *object; }
};

}  // namespace detail

// A reference to an object that guests can be given. It must not outlive its runtime.
template <typename T>
class Object {
 public:
  Object() = default;
  // Takes a reference over.
  explicit Object(tatu_object* raw) : raw_(raw) {}
  Object(const Object& other) : raw_(other.raw_) { (void)tatu_object_retain(raw_); }
  Object(Object&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
  Object& operator=(Object other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Object() { tatu_object_release(raw_); }

  explicit operator bool() const { return raw_ != nullptr; }
  // Empty: it has been revoked.
  [[nodiscard]] std::shared_ptr<T> get() const { return std::static_pointer_cast<T>(detail::share(raw_)); }
  // From now on whatever programs do with it throws a StateException. A T that is given again later is another object
  // to them. From any thread.
  void revoke() const {
    if (const auto pointer = detail::share(raw_)) {
      static_cast<detail::SharedObjects*>(tatu_class_data(tatu_object_class(raw_)))->forget(pointer.get(), raw_);
    }
    tatu_object_revoke(raw_);
  }
  [[nodiscard]] bool is_revoked() const { return tatu_object_is_revoked(raw_); }
  [[nodiscard]] tatu_object* raw() const { return raw_; }

 private:
  tatu_object* raw_ = nullptr;
};

template <typename T>
struct Type<Object<T>> {
  static void declare(Declaration& text) { text.add_class(&detail::class_key<T>); }
  static bool give(tatu_value& value, const Object<T>& from, Storage& storage) {
    return detail::give_held(value, from.raw(), storage);
  }
  static bool take(const tatu_value& value, Object<T>& to) {
    if (!detail::is_object(value, &detail::class_key<T>)) return false;
    (void)tatu_object_retain(value.as.object);
    to = Object<T>(value.as.object);
    return true;
  }
};

template <typename T>
struct Type<std::shared_ptr<T>> {
  static void declare(Declaration& text) { text.add_class(&detail::class_key<T>); }
  static bool give(tatu_value& value, const std::shared_ptr<T>& from, Storage& storage) {
    return detail::give_shared(value, &detail::class_key<T>, from, storage);
  }
  // False also if it has been revoked.
  static bool take(const tatu_value& value, std::shared_ptr<T>& to) {
    if (detail::is_object(value, &detail::class_key<T>))
      to = std::static_pointer_cast<T>(detail::share(value.as.object));
    return to != nullptr;
  }
};

namespace detail {

// Whether a parameter of this type is an object.
template <typename P>
inline constexpr bool is_object_type = false;
template <typename T>
inline constexpr bool is_object_type<Borrowed<T>> = true;
template <typename T>
inline constexpr bool is_object_type<Object<T>> = true;
template <typename T>
inline constexpr bool is_object_type<std::shared_ptr<T>> = true;
template <typename P>
concept AnObject = is_object_type<P>;

}  // namespace detail

// An argument of a host function: its type has been checked, and it is not destroyed meanwhile.
template <typename T>
struct Type<detail::Borrowed<T>> {
  static void declare(Declaration& text) { text.add_class(&detail::class_key<T>); }
  static bool take(const tatu_value& value, detail::Borrowed<T>& to) {
    if (value.kind != TATU_OBJECT) return false;
    to.object = static_cast<T*>(detail::held(value.as.object).pointer.get());
    return true;
  }
};

}  // namespace tatu
