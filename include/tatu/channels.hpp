// Channels: messages between guests, and between guests and their host. What channels.h says of them holds here too.
//
//   tatu::HostModule market = runtime.host_module("market");
//   market.channel<std::tuple<std::string, std::int64_t>>("Orders");
//   market.finish();
//   auto [sender, receiver] = runtime.channel<std::tuple<std::string, std::int64_t>>();
//
// A kind of channel is known by a type: that of its messages, or, where several carry the same, one that names it:
//
//   struct Orders { using Message = std::string; };
//   market.channel<Orders>("Orders");
//
// Functions and methods of the host can take and give tatu::Sender<Orders> and tatu::Receiver<Orders>, and messages can
// have them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <tatu/channels.h>
#include <tatu/error.hpp>
#include <tatu/objects.hpp>
#include <tatu/values.hpp>

namespace tatu {

struct ChannelOptions : tatu_channel_options {
  ChannelOptions() { tatu_channel_options_defaults(this, sizeof(tatu_channel_options)); }
};

namespace detail {

template <typename T>
struct MessageOf {
  using type = T;
};
template <typename T>
requires requires { typename T::Message; }
struct MessageOf<T> {
  using type = typename T::Message;
};

// What both ends have: a reference to an object.
class ChannelEnd {
 public:
  ChannelEnd() = default;
  // Takes a reference over.
  explicit ChannelEnd(tatu_object* raw) : raw_(raw) {}
  ChannelEnd(const ChannelEnd& other) : raw_(other.raw_) { (void)tatu_object_retain(raw_); }
  ChannelEnd(ChannelEnd&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
  ChannelEnd& operator=(ChannelEnd other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~ChannelEnd() { tatu_object_release(raw_); }

  explicit operator bool() const { return raw_ != nullptr; }
  // Nothing can be sent any more; what the channel holds can be received.
  void close() const { (void)tatu_channel_close(raw_); }
  // From now on whatever programs do with it throws a StateException, and the channel is closed.
  void revoke() const { tatu_object_revoke(raw_); }
  [[nodiscard]] bool is_revoked() const { return tatu_object_is_revoked(raw_); }
  [[nodiscard]] tatu_message_counters counters() const {
    tatu_message_counters counters{};
    counters.size = sizeof counters;
    if (tatu_channel_counters(raw_, &counters) != TATU_OK) raise(Error(TATU_MISUSE, nullptr));
    return counters;
  }
  // Calls the function when it is worth trying again: once behind each try that came to nothing. By any thread, which
  // may be running a guest: it must not wait, use guests, or throw; it may try again. It replaces the one before.
  template <typename F>
  void on_ready(F function) const {
    auto kept = std::make_unique<F>(std::move(function));
    const tatu_status status = tatu_channel_on_ready(
        raw_, [](void* data) noexcept { (*static_cast<F*>(data))(); }, kept.get(),
        [](void* data) noexcept { delete static_cast<F*>(data); });
    if (status != TATU_OK) raise(Error(status, nullptr));
    (void)kept.release();  // it is the channel's
  }
  [[nodiscard]] tatu_object* raw() const { return raw_; }

 private:
  tatu_object* raw_ = nullptr;
};

// An end of the class as the language has it, to and from values.
template <typename End>
struct ChannelEndType {
  static void declare(Declaration& text) { text.add_class(&class_key<End>); }
  static bool give(tatu_value& value, const End& from, Storage& storage) {
    return give_held(value, from.raw(), storage);
  }
  static bool take(const tatu_value& value, End& to) {
    if (!is_object(value, &class_key<End>)) return false;
    (void)tatu_object_retain(value.as.object);
    to = End(value.as.object);
    return true;
  }
};

}  // namespace detail

// What channels of this kind carry.
template <typename T>
using Message = typename detail::MessageOf<T>::type;

// A reference to the end of a channel that sends. It must not outlive its runtime.
template <typename T>
class Sender : public detail::ChannelEnd {
 public:
  using ChannelEnd::ChannelEnd;

  // False: it would have to wait. An error also if the channel is closed (TATU_FAILED).
  [[nodiscard]] Result<bool> try_send(const Message<T>& message) const {
    tatu_value value{};
    Storage storage;
    if (!Type<Message<T>>::give(value, message, storage)) {
      return Error(TATU_MISUSE, "the message has no value in the language");
    }
    tatu_error* error = nullptr;
    const tatu_status status = tatu_channel_try_send(raw(), &value, &error);
    if (status != TATU_OK && status != TATU_WAITING) return Error(status, error);
    return status == TATU_OK;
  }
};

// And the one that receives.
template <typename T>
class Receiver : public detail::ChannelEnd {
 public:
  using ChannelEnd::ChannelEnd;

  // Nothing: it would have to wait. An error if nothing is left and the channel is closed (TATU_FAILED).
  [[nodiscard]] Result<std::optional<Message<T>>> try_receive() const {
    static_assert(!std::is_same_v<Message<T>, std::string_view>,
                  "a message is gone when it has been received: take "
                  "a std::string");
    tatu_message* raw_message = nullptr;
    tatu_error* error = nullptr;
    const tatu_status status = tatu_channel_try_receive(raw(), &raw_message, &error);
    if (status == TATU_WAITING) return std::optional<Message<T>>();
    if (status != TATU_OK) return Error(status, error);
    const std::unique_ptr<tatu_message, decltype(&tatu_message_destroy)> received(raw_message, tatu_message_destroy);
    Message<T> message{};
    if (Type<Message<T>>::take(*tatu_message_value(received.get()), message)) return std::optional(std::move(message));
    return Error(TATU_FAILED, "the message is of another type than the host expects");
  }
};

template <typename T>
struct Type<Sender<T>> : detail::ChannelEndType<Sender<T>> {};
template <typename T>
struct Type<Receiver<T>> : detail::ChannelEndType<Receiver<T>> {};

// The two ends of a channel. It is there as long as somebody has them: the host here, or guests.
template <typename T>
struct Channel {
  Sender<T> sender;
  Receiver<T> receiver;
};

namespace detail {

template <typename T>
Result<Channel<T>> make_channel(const tatu_runtime* runtime, const ChannelOptions& options) {
  const tatu_class* const of = tatu_runtime_class(runtime, &class_key<Sender<T>>);
  if (of == nullptr) return Error(TATU_MISUSE, "no finished module of the runtime has channels of this kind");
  tatu_object* sender = nullptr;
  tatu_object* receiver = nullptr;
  tatu_error* error = nullptr;
  const tatu_status status = tatu_channel_create(of, &options, &sender, &receiver, &error);
  if (status != TATU_OK) return Error(status, error);
  return Channel<T>{Sender<T>(sender), Receiver<T>(receiver)};
}

}  // namespace detail

}  // namespace tatu
