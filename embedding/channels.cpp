// The host's side of channels (include/tatu/channels.h).
#include <memory>
#include <string>
#include <utility>

#include "embedding/channel.h"
#include "embedding/error.h"
#include "embedding/options.h"
#include "embedding/runtime.h"
#include "embedding/values.h"

struct tatu_message {
  tatu_runtime& runtime;
  tatu::embedding::Messages messages;  // one
};

namespace tatu::embedding {

namespace {

constexpr const char* kClosed = "the channel is closed";

tatu_channel_options defaultOptions() {
  tatu_channel_options options{};
  options.messages = 64;
  options.bytes = std::uint64_t{1} << 20;
  return options;
}

// Of objects that are ends.
void loseEnd(void* data) {
  const std::unique_ptr<ChannelEnd> end(static_cast<ChannelEnd*>(data));
  end->channel->lose(end->side).make();
}

tatu_object* createEnd(const tatu_class& of, const std::shared_ptr<Channel>& channel, ChannelSide side) {
  auto end = std::make_unique<ChannelEnd>(ChannelEnd{channel, side});
  tatu_object* const object = of.runtime->objects.create(of, end.get(), loseEnd);
  (void)end.release();
  return object;
}

tatu_status create(const tatu_class& of, const tatu_channel_options& options, tatu_object** sender,
                   tatu_object** receiver, tatu_error** error) {
  if (of.channel == nullptr) return misuse(error, of.name + " is no class of a channel");
  if (!of.isFinished.load(std::memory_order_acquire)) {
    return misuse(error, "the module of the channel " + of.channel->name + " is not finished yet");
  }
  const ChannelType& type = *of.channel;
  if (type.message->isOversized) return misuse(error, "the type of messages of " + type.name + " is too large");
  if (options.bytes < Message::kOwnBytes) {
    return misuse(error, "`bytes` must be at least " + std::to_string(Message::kOwnBytes) + ": one message takes that");
  }
  const auto channel = std::make_shared<Channel>(type, options.messages, options.bytes);
  tatu_object* const made = createEnd(*type.sender, channel, ChannelSide::Sender);
  try {
    *receiver = createEnd(*type.receiver, channel, ChannelSide::Receiver);
  } catch (...) {
    tatu_object_release(made);
    throw;
  }
  *sender = made;
  return TATU_OK;
}

// An end, as long as it is used; null: it is none, or not of this side, or it has been revoked.
class UsedEnd {
 public:
  explicit UsedEnd(tatu_object* object) {
    if (object == nullptr || object->definition.channel == nullptr || !tatu_object_use(object)) return;
    object_ = object;
    end_ = static_cast<ChannelEnd*>(object->data);
  }
  UsedEnd(tatu_object* object, ChannelSide side) : UsedEnd(object) {
    if (end_ != nullptr && end_->side != side) end_ = nullptr;
  }
  ~UsedEnd() { tatu_object_end_use(object_); }
  UsedEnd(const UsedEnd&) = delete;
  UsedEnd& operator=(const UsedEnd&) = delete;

  explicit operator bool() const { return end_ != nullptr; }
  [[nodiscard]] const std::shared_ptr<Channel>& channel() const { return end_->channel; }
  [[nodiscard]] ChannelSide side() const { return end_->side; }

 private:
  tatu_object* object_ = nullptr;
  const ChannelEnd* end_ = nullptr;
};

tatu_status refuseEnd(const tatu_object* object, const char* what, tatu_error** error) {
  const bool isRevoked = object != nullptr && object->definition.channel != nullptr && object->isRevoked();
  if (isRevoked) return fail(error, TATU_FAILED, "the host has revoked this " + object->definition.name);
  return misuse(error, what);
}

// What a try has come to, once it has ended.
tatu_status statusOf(ChannelWait::State state, tatu_error** error) {
  if (state == ChannelWait::State::Done) return TATU_OK;
  return state == ChannelWait::State::NotNow ? TATU_WAITING : fail(error, TATU_FAILED, kClosed);
}

tatu_status trySend(const std::shared_ptr<Channel>& channel, const tatu_value& value, tatu_error** error) {
  if (const auto wrong = checkValue(value, *channel->type().message)) return misuse(error, "the message " + *wrong);
  const std::uint64_t bytes = Message::bytesOf(value);
  if (bytes > channel->mostBytes()) {
    return misuse(error, "the message takes " + std::to_string(bytes) + " bytes, and the channel holds " +
                             std::to_string(channel->mostBytes()));
  }
  Messages message;
  message.emplace_back(value);
  ChannelWait wait(channel, ChannelSide::Sender, std::move(message));
  channel->begin(wait, false).make();
  return statusOf(wait.state(), error);
}

tatu_status tryReceive(const std::shared_ptr<Channel>& channel, tatu_message** message, tatu_error** error) {
  std::unique_ptr<tatu_message> made(new tatu_message{*channel->type().sender->runtime, {}});
  ChannelWait wait(channel, ChannelSide::Receiver);
  channel->begin(wait, false).make();
  const tatu_status status = statusOf(wait.state(), error);
  if (status != TATU_OK) return status;
  channel->take(wait, made->messages).make();
  *message = made.release();
  return TATU_OK;
}

}  // namespace

}  // namespace tatu::embedding

using namespace tatu::embedding;

extern "C" {

void tatu_channel_declaration_defaults(tatu_channel_declaration* declaration, size_t size) {
  (void)giveStructure(tatu_channel_declaration{}, declaration, size);
}

void tatu_channel_options_defaults(tatu_channel_options* options, size_t size) {
  (void)giveStructure(defaultOptions(), options, size);
}

tatu_status tatu_channel_create(const tatu_class* of, const tatu_channel_options* options, tatu_object** sender,
                                tatu_object** receiver, tatu_error** error) {
  return guarded(error, [&] {
    if (of == nullptr || sender == nullptr || receiver == nullptr) {
      return misuse(error, "`of`, `sender` and `receiver` must not be null");
    }
    *sender = *receiver = nullptr;
    tatu_channel_options settled = defaultOptions();
    if (!settleOptions(options, settled)) return misuse(error, "`size` is not that of tatu_channel_options");
    return create(*of, settled, sender, receiver, error);
  });
}

tatu_status tatu_channel_try_send(tatu_object* sender, const tatu_value* message, tatu_error** error) {
  return guarded(error, [&] {
    if (message == nullptr) return misuse(error, "`message` must not be null");
    const UsedEnd end(sender, ChannelSide::Sender);
    if (!end) return refuseEnd(sender, "`sender` is no sender of a channel", error);
    return trySend(end.channel(), *message, error);
  });
}

tatu_status tatu_channel_try_receive(tatu_object* receiver, tatu_message** message, tatu_error** error) {
  return guarded(error, [&] {
    if (message == nullptr) return misuse(error, "`message` must not be null");
    *message = nullptr;
    const UsedEnd end(receiver, ChannelSide::Receiver);
    if (!end) return refuseEnd(receiver, "`receiver` is no receiver of a channel", error);
    return tryReceive(end.channel(), message, error);
  });
}

const tatu_value* tatu_message_value(const tatu_message* message) {
  return message == nullptr ? nullptr : &message->messages.front().value();
}

// Its objects may go with it.
void tatu_message_destroy(tatu_message* message) {
  if (message == nullptr) return;
  HostObjects& objects = message->runtime.objects;
  delete message;
  objects.destroyDue();
}

tatu_status tatu_channel_close(tatu_object* object) {
  const UsedEnd end(object);
  if (!end) return TATU_MISUSE;
  end.channel()->close().make();
  return TATU_OK;
}

tatu_status tatu_channel_on_ready(tatu_object* object, tatu_ready_function function, void* data,
                                  tatu_destroy_function destroy) {
  return guarded(nullptr, [&] {
    const UsedEnd end(object);
    if (!end) return TATU_MISUSE;
    std::shared_ptr<const ReadyFunction> made;
    if (function != nullptr) made = std::make_shared<ReadyFunction>(function, data, destroy);
    end.channel()->onReady(end.side(), std::move(made));
    return TATU_OK;
  });
}

tatu_status tatu_channel_counters(tatu_object* object, tatu_message_counters* counters) {
  const UsedEnd end(object);
  if (!end || counters == nullptr) return TATU_MISUSE;
  return giveStructure(end.channel()->counters(), counters, counters->size) ? TATU_OK : TATU_MISUSE;
}

}  // extern "C"
