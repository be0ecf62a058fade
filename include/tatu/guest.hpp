// Modules, their functions, and guests with calls of typed values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include <tatu/capabilities.hpp>
#include <tatu/error.hpp>
#include <tatu/objects.hpp>
#include <tatu/values.hpp>

namespace tatu {

// A function that hosts can call, or none. It belongs to its module.
class Function {
 public:
  Function() = default;
  explicit Function(const tatu_function* raw) : raw_(raw) {}
  explicit operator bool() const { return raw_ != nullptr; }
  // "(Int, String) -> Int?"
  [[nodiscard]] const char* signature() const { return tatu_function_signature(raw_); }
  [[nodiscard]] std::size_t parameters() const { return tatu_function_parameters(raw_); }
  [[nodiscard]] const tatu_function* raw() const { return raw_; }

 private:
  const tatu_function* raw_ = nullptr;
};

// A loaded module. It belongs to its runtime; copies are the same module.
class Module {
 public:
  Module() = default;
  explicit Module(tatu_module* raw) : raw_(raw) {}
  [[nodiscard]] Function function(const char* name) const { return Function(tatu_module_function(raw_, name)); }
  // Of a host module, for the compiler.
  [[nodiscard]] std::span<const std::uint8_t> bytes() const {
    std::size_t size = 0;
    const auto* const bytes = static_cast<const std::uint8_t*>(tatu_module_bytes(raw_, &size));
    return {bytes, size};
  }
  // tatu_module_limit says which there are, and when they may be set.
  void set_limit(tatu_module_limit limit, std::uint64_t value) const {
    if (tatu_module_set_limit(raw_, limit, value) != TATU_OK) detail::raise(Error(TATU_MISUSE, nullptr));
  }
  [[nodiscard]] tatu_code_counters counters() const {
    tatu_code_counters counters{};
    counters.size = sizeof counters;
    if (tatu_module_counters(raw_, &counters) != TATU_OK) detail::raise(Error(TATU_MISUSE, nullptr));
    return counters;
  }
  [[nodiscard]] tatu_module* raw() const { return raw_; }

 private:
  tatu_module* raw_ = nullptr;
};

// The options of the C interface, which describes them, with their defaults.
struct GuestOptions : tatu_guest_options {
  GuestOptions() { tatu_guest_options_defaults(this, sizeof(tatu_guest_options)); }

  // What the program may reach. The policy must stay until the guest is made.
  GuestOptions& allowed(const Policy& policy) {
    const std::span<const tatu_grant> list = policy.grants();
    grants = list.data();
    grant_count = list.size();
    return *this;
  }

  // The object that the guest belongs to: GuestRef::owner() gives it to host functions. What it has of these functions
  // is used: `std::size_t write(int stream, std::string_view text)` takes what the program prints,
  // `std::size_t read(std::span<char> into)` gives its input, `void audit(const tatu::AuditRecord& record)` is told
  // what it does outside, and `void event(const tatu_event& event)` what happens to it. None of them may throw. It must
  // outlive the guest.
  template <typename T>
  GuestOptions& owned_by(T& object) {
    user_data = &object;
    if constexpr (requires(T & owner) { owner.write(1, std::string_view()); }) {
      write = [](void* data, int stream, const char* bytes, std::size_t size) noexcept -> std::size_t {
        return static_cast<T*>(data)->write(stream, std::string_view(bytes, size));
      };
    }
    if constexpr (requires(T & owner, const tatu_event& happened) { owner.event(happened); }) {
      event = [](const tatu_event* happened, void* data) noexcept { static_cast<T*>(data)->event(*happened); };
    }
    if constexpr (requires(T & owner) { owner.read(std::span<char>()); }) {
      read = [](void* data, char* bytes, size_t size) noexcept -> std::size_t {
        return static_cast<T*>(data)->read(std::span<char>(bytes, size));
      };
    }
    if constexpr (requires(T & owner, const AuditRecord& record) { owner.audit(record); }) {
      audit = [](const tatu_audit_record* record, void* data) noexcept {
        static_cast<T*>(data)->audit(AuditRecord(*record));
      };
    }
    return *this;
  }
};

namespace detail {

// Text literals go as const char*.
template <typename T>
using Given = std::conditional_t<std::is_array_v<T>, const char*, std::remove_cv_t<T>>;

template <typename R>
Result<R> taken([[maybe_unused]] const tatu_value& value) {
  if constexpr (std::is_void_v<R>) {
    return Nothing{};
  } else {
    R result{};
    if (Type<R>::take(value, result)) return result;
    return Error(TATU_MISUSE, "the result is of another type than the host expects, or too large for it");
  }
}

}  // namespace detail

// A guest that belongs to somebody else. As in the C interface, one thread at a time uses it, but for stop() and
// counters().
class GuestRef {
 public:
  GuestRef() = default;
  GuestRef(tatu_guest* raw, Module module) : raw_(raw), module_(module) {}

  // Calls a function, by what Module::function has given or by its name. Views in the result are good until the next
  // call. With TATU_LIMIT the call can be resumed or dropped.
  template <typename R = void, typename... Arguments>
  Result<R> try_call(Function function, const Arguments&... arguments) const {
    tatu_value values[sizeof...(Arguments) + 1] = {};
    Storage storage;
    storage.set_guest(raw_);
    [[maybe_unused]] tatu_value* value = values;
    const bool fit = (Type<detail::Given<Arguments>>::give(*value++, arguments, storage) && ...);
    if (!fit) return Error(TATU_MISUSE, "an argument has no value in the language: it is too large, or a null text");
    tatu_value result{};
    tatu_error* error = nullptr;
    const tatu_status status = tatu_guest_call(raw_, function.raw(), values, sizeof...(Arguments), &result, &error);
    if (status != TATU_OK) return Error(status, error);
    return detail::taken<R>(result);
  }
  template <typename R = void, typename... Arguments>
  Result<R> try_call(const char* name, const Arguments&... arguments) const {
    const Function function = module_.function(name);
    if (!function) return Error(TATU_MISUSE, std::string("there is no public function ") + name + " to call");
    return try_call<R>(function, arguments...);
  }
  template <typename R = void, typename... Arguments>
  R call(Function function, const Arguments&... arguments) const {
    return try_call<R>(function, arguments...).value();
  }
  template <typename R = void, typename... Arguments>
  R call(const char* name, const Arguments&... arguments) const {
    return try_call<R>(name, arguments...).value();
  }

  // Goes on with the call that stands at a limit; R is what it gives.
  template <typename R = void>
  Result<R> try_resume() const {
    tatu_value result{};
    tatu_error* error = nullptr;
    const tatu_status status = tatu_guest_resume(raw_, &result, &error);
    if (status != TATU_OK) return Error(status, error);
    return detail::taken<R>(result);
  }
  template <typename R = void>
  R resume() const {
    return try_resume<R>().value();
  }
  void drop_call() const { check(tatu_guest_drop_call(raw_)); }

  void add_fuel(std::uint64_t fuel) const { check(tatu_guest_add_fuel(raw_, fuel)); }
  void set_limit(tatu_limit limit, std::uint64_t value) const { check(tatu_guest_set_limit(raw_, limit, value)); }
  // From any thread: takes a grant back, or leaves only these.
  [[nodiscard]] Result<void> try_revoke(tatu_grant_kind kind, const char* text = nullptr) const {
    const tatu_grant grant{static_cast<std::uint32_t>(kind), 0, text};
    tatu_error* error = nullptr;
    const tatu_status status = tatu_guest_revoke(raw_, &grant, &error);
    if (status != TATU_OK) return Error(status, error);
    return detail::Nothing{};
  }
  void revoke(tatu_grant_kind kind, const char* text = nullptr) const { try_revoke(kind, text).value(); }
  [[nodiscard]] Result<void> try_restrict_to(const Policy& policy) const {
    const std::span<const tatu_grant> grants = policy.grants();
    tatu_error* error = nullptr;
    const tatu_status status = tatu_guest_restrict(raw_, grants.data(), grants.size(), &error);
    if (status != TATU_OK) return Error(status, error);
    return detail::Nothing{};
  }
  void restrict_to(const Policy& policy) const { try_restrict_to(policy).value(); }
  void set_audit_level(tatu_audit_level level) const { check(tatu_guest_set_audit_level(raw_, level)); }

  // From any thread.
  void stop() const noexcept { tatu_guest_stop(raw_); }

  // From any thread, too.
  [[nodiscard]] tatu_counters counters() const {
    tatu_counters counters{};
    counters.size = sizeof counters;
    check(tatu_guest_counters(raw_, &counters));
    return counters;
  }
  // GuestOptions::owned_by
  template <typename T>
  [[nodiscard]] T& owner() const {
    return *static_cast<T*>(tatu_guest_user_data(raw_));
  }
  [[nodiscard]] Module module() const { return module_; }
  [[nodiscard]] tatu_guest* raw() const { return raw_; }

 protected:
  tatu_guest* raw_ = nullptr;

 private:
  static void check(tatu_status status) {
    if (status != TATU_OK) detail::raise(Error(status, nullptr));
  }

  Module module_;
};

// A guest of one's own.
class Guest : public GuestRef {
 public:
  Guest() = default;
  explicit Guest(Module module, const GuestOptions& options = {}) : Guest(try_create(module, options).value()) {}
  Guest(Guest&& other) noexcept : GuestRef(other) { other.raw_ = nullptr; }
  Guest& operator=(Guest&& other) noexcept {
    std::swap(static_cast<GuestRef&>(*this), static_cast<GuestRef&>(other));
    return *this;
  }
  ~Guest() { (void)tatu_guest_destroy(raw_); }

  [[nodiscard]] static Result<Guest> try_create(Module module, const GuestOptions& options = {}) {
    tatu_guest* raw = nullptr;
    tatu_error* error = nullptr;
    const tatu_status status = tatu_guest_create(module.raw(), &options, &raw, &error);
    if (status != TATU_OK) return Error(status, error);
    return Guest(raw, module);
  }

 private:
  Guest(tatu_guest* raw, Module module) : GuestRef(raw, module) {}
};

}  // namespace tatu
