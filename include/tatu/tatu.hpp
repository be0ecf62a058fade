// Tatu for hosts in C++20: over tatu.h, with nothing to link but libtatu. What that header says of limits, threads and
// the life of things holds here too.
//
//   tatu::Runtime runtime;
//   auto game = runtime.host_module("game");
//   game.function("add", [](std::int64_t a, std::int64_t b) { return a + b; });
//   game.finish();
//   tatu::Guest guest(runtime.load(bytes, "fib"));
//   auto number = guest.call<std::int64_t>("fib", 30);
//
// guest.hpp has modules and calls, values.hpp says which types go with which, bindings.hpp has host functions and
// classes, objects.hpp their objects, answer.hpp results that come later, channels.hpp messages between guests,
// error.hpp how things fail.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include <tatu/answer.hpp>
#include <tatu/bindings.hpp>
#include <tatu/capabilities.hpp>
#include <tatu/channels.hpp>
#include <tatu/error.hpp>
#include <tatu/guest.hpp>

namespace tatu {

struct RuntimeOptions : tatu_runtime_options {
  RuntimeOptions() { tatu_runtime_options_defaults(this, sizeof(tatu_runtime_options)); }
};

// The runtime of the process. Its guests go before it: it stays, with all that is theirs, where one has not.
class Runtime {
 public:
  explicit Runtime(const RuntimeOptions& options = {}) : Runtime(try_create(options).value()) {}
  Runtime(Runtime&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
  Runtime& operator=(Runtime&&) = delete;
  ~Runtime() { (void)tatu_runtime_destroy(raw_); }

  [[nodiscard]] static Result<Runtime> try_create(const RuntimeOptions& options = {}) {
    tatu_runtime* raw = nullptr;
    tatu_error* error = nullptr;
    const tatu_status status = tatu_runtime_create(&options, &raw, &error);
    if (status != TATU_OK) return Error(status, error);
    return Runtime(raw);
  }

  // A program; `name` stands in messages.
  [[nodiscard]] Result<Module> try_load(std::span<const std::uint8_t> bytes, const char* name) {
    return load_with(tatu_module_load, bytes, name);
  }
  Module load(std::span<const std::uint8_t> bytes, const char* name) { return try_load(bytes, name).value(); }
  // A package, which programs that are loaded later can import.
  [[nodiscard]] Result<Module> try_load_package(std::span<const std::uint8_t> bytes, const char* name) {
    return load_with(tatu_package_load, bytes, name);
  }
  Module load_package(std::span<const std::uint8_t> bytes, const char* name) {
    return try_load_package(bytes, name).value();
  }

  // Begins a host module.
  [[nodiscard]] Result<HostModule> try_host_module(const char* name) {
    tatu_host_module* raw = nullptr;
    tatu_error* error = nullptr;
    const tatu_status status = tatu_host_module_create(raw_, name, &raw, &error);
    if (status != TATU_OK) return Error(status, error);
    return HostModule(raw);
  }
  [[nodiscard]] HostModule host_module(const char* name) { return try_host_module(name).value(); }

  // The object that guests have of it, or will have: to revoke it, or to give it without looking it up each time. A
  // finished module of this runtime has bound T as a class.
  template <typename T>
  [[nodiscard]] Object<T> object(const std::shared_ptr<T>& pointer) {
    tatu_object* const raw = detail::shared_object(raw_, &detail::class_key<T>, pointer);
    if (raw == nullptr) detail::raise(Error(TATU_MISUSE, "there is no class for this object, or no object"));
    return Object<T>(raw);
  }

  // A channel of a kind that a finished module of this runtime has (HostModule::channel).
  template <typename T>
  [[nodiscard]] Result<Channel<T>> try_channel(const ChannelOptions& options = {}) {
    return detail::make_channel<T>(raw_, options);
  }
  template <typename T>
  [[nodiscard]] Channel<T> channel(const ChannelOptions& options = {}) {
    return try_channel<T>(options).value();
  }

  [[nodiscard]] tatu_runtime* raw() const { return raw_; }

 private:
  explicit Runtime(tatu_runtime* raw) : raw_(raw) {}

  template <typename Load>
  [[nodiscard]] Result<Module> load_with(Load load, std::span<const std::uint8_t> bytes, const char* name) {
    tatu_module* module = nullptr;
    tatu_error* error = nullptr;
    const tatu_status status = load(raw_, bytes.data(), bytes.size(), name, &module, &error);
    if (status != TATU_OK) return Error(status, error);
    return Module(module);
  }

  tatu_runtime* raw_;
};

}  // namespace tatu
