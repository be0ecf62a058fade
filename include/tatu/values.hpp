// Which types of C++ go with which types of the language, and how values go from one to the other.
//
//   void                                     Unit
//   bool                                     Bool
//   std::int64_t, std::int32_t               Int, Int32
//   std::uint8_t                             Byte
//   double, float                            Float, Float32; integers, too, if they are the same number
//   char32_t                                 Char
//   std::string, std::string_view            String; as an argument also const char*
//   std::vector<std::uint8_t>, and spans     Array<Byte>
//   std::vector<T>                           Array<T>, and List<T> from a guest; as an argument also spans
//   std::optional<T>                         T?
//   std::tuple<...>, std::pair               tuples, and data classes from a guest
//   std::shared_ptr<T>, tatu::Object<T>      the class that T is bound as (objects.hpp)
//   tatu::Sender<T>, tatu::Receiver<T>       the ends of a channel (channels.hpp)
//
// Other integers can be given as arguments and taken as results where the value fits. Views (string_view and spans of
// bytes) are not copied: what a guest has returned stays until its next call, an argument until the host function
// returns. A type of your own can be a record of its members:
//
//   template <> struct tatu::Type<Point> : tatu::Record<Point, &Point::x, &Point::y> {};
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tatu/tatu.h>

namespace tatu {

// What values point to while they are on their way.
class Storage {
 public:
  enum class Texts : bool { Seen, Copied };
  explicit Storage(Texts texts = Texts::Seen) : copies_(texts == Texts::Copied) {}
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;
  ~Storage() {
    for (tatu_object* const object : objects_) tatu_object_release(object);
  }

  // Whose values they are: arguments for the guest, what the call gives, or an answer to a guest of the runtime.
  void set_guest(tatu_guest* guest) { guest_ = guest; }
  void set_call(tatu_host_call* call) { call_ = call; }
  void set_runtime(tatu_runtime* runtime) { runtime_ = runtime; }
  [[nodiscard]] tatu_runtime* runtime() const {
    if (runtime_ != nullptr) return runtime_;
    return tatu_guest_runtime(call_ == nullptr ? guest_ : tatu_host_call_guest(call_));
  }
  // Takes a reference over, until the guest has the object.
  void release_later(tatu_object* object) {
    if (call_ == nullptr) return objects_.push_back(object);
    tatu_host_call_release(call_, object);
  }

  // An object whose giver may be gone before the guest has it: what a host function returns.
  void keep(tatu_object* object) {
    if (call_ != nullptr && tatu_object_retain(object)) tatu_host_call_release(call_, object);
  }

  [[nodiscard]] tatu_value* items(std::size_t count) {
    void* const place = take(count * sizeof(tatu_value));
    return new (place) tatu_value[count + 1]();
  }
  // The bytes themselves, or a copy of them.
  template <typename Byte>
  [[nodiscard]] const Byte* bytes(const Byte* from, std::size_t size) {
    if (!copies_ || size == 0) return from;
    return static_cast<const Byte*>(std::memcpy(take(size), from, size));
  }
  void clear() { blocks_.clear(); }

 private:
  [[nodiscard]] void* take(std::size_t size) {
    blocks_.push_back(std::make_unique<std::byte[]>(size + sizeof(tatu_value)));
    return blocks_.back().get();
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::vector<tatu_object*> objects_;
  tatu_guest* guest_ = nullptr;
  tatu_host_call* call_ = nullptr;
  tatu_runtime* runtime_ = nullptr;
  const bool copies_;
};

// The declaration of a host function, in the making.
class Declaration {
 public:
  // What the classes of its module are called, each by its key.
  using Classes = std::vector<std::pair<const void*, std::string>>;
  explicit Declaration(const Classes& classes) : classes_(&classes) {}

  Declaration& operator+=(std::string_view more) {
    text_ += more;
    return *this;
  }
  void add_class(const void* key) {
    for (const auto& [known, name] : *classes_) {
      if (known == key) return void(text_ += name);
    }
    lacks_class_ = true;
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  // It names a class that the module does not have, or not yet.
  [[nodiscard]] bool lacks_class() const { return lacks_class_; }

 private:
  const Classes* classes_;
  std::string text_;
  bool lacks_class_ = false;
};

// For each type T that goes with one of the language:
//   declare(text)                adds what the language calls it, for declarations of host functions
//   give(value, from, storage)   makes a value of a T; false: there is none
//   take(value, to)              makes a T of a value; false: it is no T
//
// This one says so where it is used of a type that has none.
template <typename T>
struct Type {
  using Missing = void;
  static void declare(Declaration&) { fail(); }
  static bool give(tatu_value&, const T&, Storage&) { return fail(); }
  static bool take(const tatu_value&, T&) { return fail(); }

 private:
  static bool fail() {
    static_assert(sizeof(T) == 0, "no type of the language goes with this one: specialise tatu::Type for it");
    return false;
  }
};

namespace detail {

template <typename T>
concept HasNoType = requires {
  typename Type<T>::Missing;
};

template <typename T>
concept Integer =
    std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> && !std::is_same_v<T, char8_t> &&
    !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t> && !std::is_same_v<T, wchar_t>;

// How the integers of the language are called; null: there is none of this size.
template <Integer T>
inline constexpr const char* integerName = std::is_signed_v<T> ? sizeof(T) == 8   ? "Int"
                                                                 : sizeof(T) == 4 ? "Int32"
                                                                                  : nullptr
                                           : sizeof(T) == 1    ? "Byte"
                                                               : nullptr;

template <typename Byte>
concept ByteLike = std::is_same_v<Byte, std::uint8_t> || std::is_same_v<Byte, std::byte>;

inline bool give_text(tatu_value& value, std::string_view from, Storage& storage) {
  value.kind = TATU_STRING;
  value.as.text = storage.bytes(from.data(), from.size());
  value.size = from.size();
  return true;
}

inline bool give_bytes(tatu_value& value, const void* from, std::size_t size, Storage& storage) {
  value.kind = TATU_BYTES;
  value.as.bytes = storage.bytes(static_cast<const std::uint8_t*>(from), size);
  value.size = size;
  return true;
}

template <typename T, typename Items>
bool give_items(tatu_value& value, const Items& from, Storage& storage) {
  tatu_value* const items = storage.items(from.size());
  value.kind = TATU_ARRAY;
  value.as.items = items;
  value.size = from.size();
  for (std::size_t i = 0; i < from.size(); ++i) {
    const T& item = from[i];
    if (!Type<T>::give(items[i], item, storage)) return false;
  }
  return true;
}

inline tatu_value* give_record(tatu_value& value, std::size_t size, Storage& storage) {
  tatu_value* const items = storage.items(size);
  value.kind = TATU_RECORD;
  value.as.items = items;
  value.size = size;
  return items;
}

inline bool is_record(const tatu_value& value, std::size_t size) {
  return value.kind == TATU_RECORD && value.size == size;
}

template <typename... Parts>
void declare_tuple(Declaration& text) {
  const char* before = "(";
  ((text += before, before = ", ", Type<Parts>::declare(text)), ...);
  text += ")";
}

template <typename C, typename M>
M member_type(M C::*);
template <auto Member>
using MemberType = decltype(member_type(Member));

}  // namespace detail

template <>
struct Type<bool> {
  static void declare(Declaration& text) { text += "Bool"; }
  static bool give(tatu_value& value, bool from, Storage&) {
    value.kind = TATU_BOOL;
    value.as.boolean = from;
    return true;
  }
  static bool take(const tatu_value& value, bool& to) {
    to = value.kind == TATU_BOOL && value.as.boolean;
    return value.kind == TATU_BOOL;
  }
};

template <detail::Integer T>
struct Type<T> {
  static void declare(Declaration& text) {
    static_assert(detail::integerName<T> != nullptr, "use std::int64_t, std::int32_t or std::uint8_t");
    text += detail::integerName<T>;
  }
  static bool give(tatu_value& value, T from, Storage&) {
    value.kind = TATU_INT;
    value.as.integer = static_cast<std::int64_t>(from);
    return std::is_signed_v<T> || value.as.integer >= 0;
  }
  static bool take(const tatu_value& value, T& to) {
    to = static_cast<T>(value.as.integer);
    const bool is_kept = static_cast<std::int64_t>(to) == value.as.integer;
    return value.kind == TATU_INT && is_kept && (std::is_signed_v<T> || value.as.integer >= 0);
  }
};

template <typename T>
requires std::is_same_v<T, double> || std::is_same_v<T, float>
struct Type<T> {
  static void declare(Declaration& text) { text += sizeof(T) == 8 ? "Float" : "Float32"; }
  static bool give(tatu_value& value, T from, Storage&) {
    value.kind = TATU_FLOAT;
    value.as.number = from;
    return true;
  }
  static bool take(const tatu_value& value, T& to) {
    if (value.kind == TATU_FLOAT) to = static_cast<T>(value.as.number);
    return value.kind == TATU_FLOAT;
  }
};

template <>
struct Type<char32_t> {
  static void declare(Declaration& text) { text += "Char"; }
  static bool give(tatu_value& value, char32_t from, Storage&) {
    value.kind = TATU_CHAR;
    value.as.character = from;
    return true;
  }
  static bool take(const tatu_value& value, char32_t& to) {
    if (value.kind == TATU_CHAR) to = value.as.character;
    return value.kind == TATU_CHAR;
  }
};

template <typename T>
requires std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>
struct Type<T> {
  static void declare(Declaration& text) { text += "String"; }
  static bool give(tatu_value& value, std::string_view from, Storage& storage) {
    return detail::give_text(value, from, storage);
  }
  static bool take(const tatu_value& value, T& to) {
    if (value.kind == TATU_STRING) to = std::string_view(value.as.text, value.size);
    return value.kind == TATU_STRING;
  }
};

template <>
struct Type<const char*> {
  static void declare(Declaration& text) { text += "String"; }
  static bool give(tatu_value& value, const char* from, Storage& storage) {
    return from != nullptr && detail::give_text(value, from, storage);
  }
};

template <>
struct Type<std::nullptr_t> {
  static bool give(tatu_value& value, std::nullptr_t, Storage&) {
    value.kind = TATU_NULL;
    return true;
  }
};

// What has no type of its own: a view of any value, as long as what it was taken from.
class Value {
 public:
  Value() = default;
  explicit Value(const tatu_value& raw) : raw_(raw) {}
  [[nodiscard]] tatu_kind kind() const { return static_cast<tatu_kind>(raw_.kind); }
  // Of arrays, records, texts and bytes.
  [[nodiscard]] std::size_t size() const { return raw_.kind >= TATU_STRING ? raw_.size : 0; }
  // Of arrays and records.
  [[nodiscard]] Value operator[](std::size_t index) const { return Value(raw_.as.items[index]); }
  // Nothing: it is no T.
  template <typename T>
  [[nodiscard]] std::optional<T> get() const {
    T value{};
    return Type<T>::take(raw_, value) ? std::optional<T>(std::move(value)) : std::nullopt;
  }
  [[nodiscard]] const tatu_value& raw() const { return raw_; }

 private:
  tatu_value raw_{};
};

template <>
struct Type<Value> {
  static bool give(tatu_value& value, const Value& from, Storage&) {
    value = from.raw();
    return true;
  }
  static bool take(const tatu_value& value, Value& to) {
    to = Value(value);
    return true;
  }
};

template <typename T>
struct Type<std::optional<T>> {
  static void declare(Declaration& text) {
    Type<T>::declare(text);
    text += "?";
  }
  static bool give(tatu_value& value, const std::optional<T>& from, Storage& storage) {
    return from ? Type<T>::give(value, *from, storage) : Type<std::nullptr_t>::give(value, nullptr, storage);
  }
  static bool take(const tatu_value& value, std::optional<T>& to) {
    to.reset();
    return value.kind == TATU_NULL || Type<T>::take(value, to.emplace());
  }
};

template <typename T>
struct Type<std::vector<T>> {
  static void declare(Declaration& text) {
    text += "Array<";
    Type<T>::declare(text);
    text += ">";
  }
  static bool give(tatu_value& value, const std::vector<T>& from, Storage& storage) {
    return detail::give_items<T>(value, from, storage);
  }
  static bool take(const tatu_value& value, std::vector<T>& to) {
    to.clear();
    if (value.kind != TATU_ARRAY) return false;
    to.reserve(value.size);
    for (std::size_t i = 0; i < value.size; ++i) {
      T item{};
      if (!Type<T>::take(value.as.items[i], item)) return false;
      to.push_back(std::move(item));
    }
    return true;
  }
};

template <detail::ByteLike Byte>
struct Type<std::vector<Byte>> {
  static void declare(Declaration& text) { text += "Array<Byte>"; }
  static bool give(tatu_value& value, const std::vector<Byte>& from, Storage& storage) {
    return detail::give_bytes(value, from.data(), from.size(), storage);
  }
  static bool take(const tatu_value& value, std::vector<Byte>& to) {
    if (value.kind != TATU_BYTES) return false;
    const auto* const bytes = reinterpret_cast<const Byte*>(value.as.bytes);
    to.assign(bytes, bytes + value.size);
    return true;
  }
};

template <typename T, std::size_t Extent>
struct Type<std::span<T, Extent>> {
  using Item = std::remove_const_t<T>;
  static void declare(Declaration& text) { Type<std::vector<Item>>::declare(text); }
  static bool give(tatu_value& value, std::span<T, Extent> from, Storage& storage) {
    if constexpr (detail::ByteLike<Item>) return detail::give_bytes(value, from.data(), from.size(), storage);
    return detail::give_items<Item>(value, from, storage);
  }
  static bool take(const tatu_value& value,
                   std::span<T, Extent>& to) requires detail::ByteLike<Item> && std::is_const_v<T> &&
      (Extent == std::dynamic_extent) {
    if (value.kind == TATU_BYTES) to = {reinterpret_cast<T*>(value.as.bytes), value.size};
    return value.kind == TATU_BYTES;
  }
};

// A structure as a record of these members, in this order.
template <typename Structure, auto... Members>
struct Record {
  static void declare(Declaration& text) { detail::declare_tuple<detail::MemberType<Members>...>(text); }
  static bool give(tatu_value& value, const Structure& from, Storage& storage) {
    tatu_value* part = detail::give_record(value, sizeof...(Members), storage);
    return (Type<detail::MemberType<Members>>::give(*part++, from.*Members, storage) && ...);
  }
  static bool take(const tatu_value& value, Structure& to) {
    if (!detail::is_record(value, sizeof...(Members))) return false;
    const tatu_value* part = value.as.items;
    return (Type<detail::MemberType<Members>>::take(*part++, to.*Members) && ...);
  }
};

template <typename First, typename Second>
struct Type<std::pair<First, Second>>
    : Record<std::pair<First, Second>, &std::pair<First, Second>::first, &std::pair<First, Second>::second> {};

template <typename... Parts>
struct Type<std::tuple<Parts...>> {
  using Tuple = std::tuple<Parts...>;
  static void declare(Declaration& text) { detail::declare_tuple<Parts...>(text); }
  static bool give(tatu_value& value, const Tuple& from, Storage& storage) {
    tatu_value* part = detail::give_record(value, sizeof...(Parts), storage);
    return std::apply([&](const Parts&... parts) { return (Type<Parts>::give(*part++, parts, storage) && ...); }, from);
  }
  static bool take(const tatu_value& value, Tuple& to) {
    if (!detail::is_record(value, sizeof...(Parts))) return false;
    const tatu_value* part = value.as.items;
    return std::apply([&](Parts&... parts) { return (Type<Parts>::take(*part++, parts) && ...); }, to);
  }
};

}  // namespace tatu
