// Channels between guests: what their members do, and what becomes of messages whatever happens to those who wait.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "market.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class Channels : public MarketInEveryTier {};
TATU_IN_EVERY_TIER(Channels);

TEST_P(Channels, PassMessagesInOrder) {
  const TestChannel channel = market.numbers();
  Guest shop(market.module);
  Guest store(market.module);
  EXPECT_EQ(shop.call("sendAll", {channel.sender.value(), intValue(1), intValue(5)}).status, TATU_OK);
  for (const char* const number : {"1", "2", "3"}) {
    EXPECT_EQ(called(store, "receive", {channel.receiver.value()}), number);
  }
  EXPECT_EQ(called(store, "look", {channel.sender.value(), channel.receiver.value()}), "[2, false, 2, false]");
  EXPECT_EQ(called(shop, "close", {channel.sender.value()}), "()");
  EXPECT_EQ(called(store, "look", {channel.sender.value(), channel.receiver.value()}), "[2, true, 2, true]");
  EXPECT_EQ(called(store, "receiveAll", {channel.receiver.value()}), "[4, 5]");
}

TEST_P(Channels, CloseAsTheLanguagesOwn) {
  const TestChannel channel = market.numbers();
  Guest guest(market.module);
  const std::vector<tatu_value> receiver{channel.receiver.value()};
  EXPECT_EQ(called(guest, "tryReceive", receiver), "null");
  EXPECT_EQ(called(guest, "trySend", {channel.sender.value(), intValue(1)}), "true");
  EXPECT_EQ(called(guest, "closeReceiver", receiver), "()");
  EXPECT_EQ(called(guest, "closeReceiver", receiver), "()");
  EXPECT_EQ(guest.call("send", {channel.sender.value(), intValue(2)}).message,
            "ClosedException: the channel is closed");
  EXPECT_EQ(guest.call("trySend", {channel.sender.value(), intValue(2)}).exception, "ClosedException");
  EXPECT_EQ(called(guest, "receiveOrNull", receiver), "1");
  EXPECT_EQ(called(guest, "receiveOrNull", receiver), "null");
  EXPECT_EQ(called(guest, "tryReceive", receiver), "null");
  EXPECT_EQ(guest.call("receive", receiver).message, "ClosedException: the channel is closed");
  EXPECT_EQ(channel.receiver.tryReceive(), "the channel is closed");
  EXPECT_EQ(channel.sender.trySend(intValue(3)), TATU_FAILED);
}

TEST_P(Channels, HoldSoManyMessages) {
  const TestChannel channel = market.numbers(2);
  Guest guest(market.module);
  for (const char* const sent : {"true", "true", "false", "false"}) {
    EXPECT_EQ(called(guest, "trySend", {channel.sender.value(), intValue(7)}), sent);
  }
  EXPECT_EQ(channel.sender.trySend(intValue(7)), TATU_WAITING);
  EXPECT_EQ(channel.sender.counters().messages, 2u);
  EXPECT_EQ(called(guest, "receive", {channel.receiver.value()}), "7");
  EXPECT_EQ(channel.sender.trySend(intValue(8)), TATU_OK);
  EXPECT_EQ(channel.sender.trySend(intValue(9)), TATU_WAITING);
}

TEST_P(Channels, HoldSoManyBytes) {
  const TestChannel channel = market.channel(market.ofTexts, kUnlimited, 2 * (kMessage + 48));
  Guest guest(market.module);
  EXPECT_EQ(called(guest, "trySendText", {channel.sender.value(), intValue(33)}), "true");
  EXPECT_EQ(channel.sender.counters().bytes, kMessage + 48);
  EXPECT_EQ(called(guest, "trySendText", {channel.sender.value(), intValue(49)}), "false");
  EXPECT_EQ(called(guest, "trySendText", {channel.sender.value(), intValue(48)}), "true");
  EXPECT_EQ(called(guest, "trySendText", {channel.sender.value(), intValue(0)}), "false");
  EXPECT_EQ(channel.sender.counters().bytes, 2 * (kMessage + 48));
  EXPECT_EQ(called(guest, "receiveText", {channel.receiver.value()}), "33");
  EXPECT_EQ(called(guest, "receiveText", {channel.receiver.value()}), "48");
  EXPECT_EQ(channel.sender.counters().bytes, 0u);
  // All of it can be one message, and no more.
  EXPECT_EQ(called(guest, "refusedText", {channel.sender.value(), intValue(kMessage + 96)}), "\"true\"");
  EXPECT_EQ(called(guest, "refusedText", {channel.sender.value(), intValue(kMessage + 97)}),
            "\"the message takes more than the 416 bytes that the channel holds\"");
  const std::string text(kMessage + 97, 'x');
  EXPECT_EQ(channel.sender.trySend(textValue(text)), TATU_MISUSE);
}

TEST_P(Channels, LetSenderAndReceiverMeet) {
  const TestChannel channel = market.numbers(0);
  Guest shop(market.module, returningToWait());
  Guest store(market.module, returningToWait());
  EXPECT_EQ(called(shop, "trySend", {channel.sender.value(), intValue(1)}), "false");
  EXPECT_EQ(shop.call("send", {channel.sender.value(), intValue(2)}).status, TATU_WAITING);
  EXPECT_EQ(channel.sender.counters().waiting_senders, 1u);
  EXPECT_EQ(channel.sender.counters().messages, 0u);
  EXPECT_EQ(shop.resume().status, TATU_WAITING);
  EXPECT_EQ(called(store, "tryReceive", {channel.receiver.value()}), "2");
  EXPECT_EQ(shop.resume().status, TATU_OK);
  EXPECT_EQ(store.call("receive", {channel.receiver.value()}).status, TATU_WAITING);
  EXPECT_EQ(called(shop, "trySend", {channel.sender.value(), intValue(3)}), "true");
  EXPECT_EQ(called(shop, "trySend", {channel.sender.value(), intValue(4)}), "false");
  EXPECT_EQ(show(store.resume().result), "3");
  EXPECT_EQ(called(store, "within", {channel.sender.value(), channel.receiver.value(), intValue(100)}), "5050");
}

TEST_P(Channels, WaitForRoomAndForMessages) {
  const TestChannel channel = market.numbers(1);
  Guest shop(market.module, returningToWait());
  Guest store(market.module, returningToWait());
  EXPECT_EQ(store.call("sumOf", {channel.receiver.value(), intValue(3)}).status, TATU_WAITING);
  EXPECT_EQ(shop.call("sendAll", {channel.sender.value(), intValue(1), intValue(3)}).status, TATU_WAITING);
  EXPECT_EQ(show(store.resume().result), "6");
  EXPECT_EQ(shop.resume().status, TATU_OK);
}

TEST_P(Channels, ServeWhoHasWaitedLongest) {
  const TestChannel channel = market.numbers(0);
  std::vector<std::unique_ptr<Guest>> guests;
  for (int i = 0; i < 6; ++i) {
    guests.push_back(std::make_unique<Guest>(market.module, returningToWait()));
    EXPECT_EQ(guests.back()->call("receive", {channel.receiver.value()}).status, TATU_WAITING);
  }
  for (int i = 0; i < 6; ++i) EXPECT_EQ(channel.sender.trySend(intValue(i)), TATU_OK);
  EXPECT_EQ(channel.sender.trySend(intValue(6)), TATU_WAITING);
  for (int i = 5; i >= 0; --i) EXPECT_EQ(show(guests[static_cast<std::size_t>(i)]->resume().result), std::to_string(i));
  for (int i = 0; i < 6; ++i) {
    Guest& guest = *guests[static_cast<std::size_t>(i)];
    EXPECT_EQ(guest.call("send", {channel.sender.value(), intValue(i)}).status, TATU_WAITING);
  }
  for (int i = 0; i < 6; ++i) EXPECT_EQ(channel.receiver.tryReceive(), std::to_string(i));
}

// Nobody overtakes a large message that waits for room.
TEST_P(Channels, KeepTheOrderOfThoseWhoWaitForRoom) {
  const TestChannel channel = market.channel(market.ofTexts, kUnlimited, 2 * kMessage + 1000);
  Guest large(market.module, returningToWait());
  Guest small(market.module, returningToWait());
  EXPECT_EQ(called(small, "trySendText", {channel.sender.value(), intValue(500)}), "true");
  EXPECT_EQ(large.call("sendText", {channel.sender.value(), intValue(900)}).status, TATU_WAITING);
  EXPECT_EQ(called(small, "trySendText", {channel.sender.value(), intValue(1)}), "false");
  EXPECT_EQ(small.call("sendText", {channel.sender.value(), intValue(1)}).status, TATU_WAITING);
  EXPECT_EQ(channel.receiver.tryReceive().size(), 502u);
  EXPECT_EQ(channel.receiver.tryReceive().size(), 902u);
  EXPECT_EQ(channel.receiver.tryReceive(), "\"x\"");
  EXPECT_EQ(large.resume().status, TATU_OK);
  EXPECT_EQ(small.resume().status, TATU_OK);
}

TEST_P(Channels, CarryEveryKindOfValue) {
  const TestChannel channel = market.channel(market.ofAll);
  Guest shop(market.module);
  Guest store(market.module);
  EXPECT_EQ(called(shop, "sendAllKinds", {channel.sender.value()}), "()");
  EXPECT_EQ(called(shop, "sendAllKinds", {channel.sender.value()}), "()");
  EXPECT_EQ(
      called(store, "receiveAllKinds", {channel.receiver.value()}),
      "[[1, 2, 3, 4.500000, 5.500000], [U+120, true, \"text\", [97, 98, 99]], [[1, 2], []], [null, \"there\", 6]]");
  EXPECT_EQ(
      channel.receiver.tryReceive(),
      "[[1, 2, 3, 4.500000, 5.500000], [U+120, true, \"text\", [122, 98, 99]], [[1, 2], []], [null, \"there\", 6]]");
  const TestChannel signals = market.channel(market.ofSignals);
  EXPECT_EQ(called(shop, "signal", {signals.sender.value(), signals.receiver.value()}), "true");
}

TEST_P(Channels, CarryObjectsAndEndsOfOthers) {
  const TestChannel things = market.channel(market.ofThings);
  tatu_object* thing = nullptr;
  static int destroyed;
  destroyed = 0;
  ASSERT_EQ(tatu_object_create(
                market.thing, nullptr, [](void*) { ++destroyed; }, &thing, nullptr),
            TATU_OK);
  {
    const std::vector<tatu_value> both{objectValue(thing), objectValue(thing)};
    EXPECT_EQ(things.sender.trySend(listValue(TATU_RECORD, both)), TATU_OK);
    tatu_object_release(thing);
    EXPECT_EQ(destroyed, 0);
    Guest guest(market.module);
    EXPECT_EQ(called(guest, "passThing", {things.receiver.value(), things.sender.value()}), "true");
  }
  EXPECT_EQ(destroyed, 0);
  tatu_message* message = nullptr;
  ASSERT_EQ(tatu_channel_try_receive(things.receiver.get(), &message, nullptr), TATU_OK);
  EXPECT_EQ(tatu_message_value(message)->as.items[0].as.object, thing);
  tatu_message_destroy(message);
  EXPECT_EQ(destroyed, 1);

  // Who gets the sender of another channel in a message can use that.
  const TestChannel senders = market.channel(market.ofSenders);
  TestChannel numbers = market.numbers();
  EXPECT_EQ(senders.sender.trySend(numbers.sender.value()), TATU_OK);
  numbers.sender.release();
  EXPECT_EQ(numbers.receiver.tryReceive(), "nothing");
  {
    Guest guest(market.module);
    EXPECT_EQ(called(guest, "introduce", {senders.receiver.value(), intValue(5)}), "()");
  }
  EXPECT_EQ(numbers.receiver.tryReceive(), "5");
  EXPECT_EQ(numbers.receiver.tryReceive(), "the channel is closed");  // nobody has the sender any more
}

TEST_P(Channels, CloseWhenNobodyHasAnEnd) {
  TestChannel channel = market.numbers();
  Guest store(market.module, returningToWait());
  EXPECT_EQ(store.call("receiveOrNull", {channel.receiver.value()}).status, TATU_WAITING);
  {
    Guest shop(market.module);
    EXPECT_EQ(called(shop, "send", {channel.sender.value(), intValue(1)}), "()");
    channel.sender.release();
    EXPECT_EQ(called(shop, "trySend", {channel.receiver.value(), intValue(1)}).find("argument 1"), 0u);
    EXPECT_FALSE(channel.receiver.counters().is_closed);
  }
  EXPECT_TRUE(channel.receiver.counters().is_closed);
  EXPECT_EQ(show(store.resume().result), "1");
  EXPECT_EQ(called(store, "receiveOrNull", {channel.receiver.value()}), "null");

  TestChannel other = market.numbers(1);
  Guest shop(market.module, returningToWait());
  EXPECT_EQ(shop.call("sendAll", {other.sender.value(), intValue(1), intValue(2)}).status, TATU_WAITING);
  other.receiver.release();
  EXPECT_EQ(shop.resume().exception, "ClosedException");
  EXPECT_EQ(other.sender.counters().messages, 0u);
}

TEST_P(Channels, WakeThoseWhoWaitWhenTheyClose) {
  const TestChannel channel = market.numbers(0);
  std::vector<std::unique_ptr<Guest>> guests;
  for (const char* const function : {"guardedReceive", "receiveOrNull"}) {
    guests.push_back(std::make_unique<Guest>(market.module, returningToWait()));
    EXPECT_EQ(guests.back()->call(function, {channel.receiver.value()}).status, TATU_WAITING);
  }
  EXPECT_EQ(tatu_channel_close(channel.sender.get()), TATU_OK);
  EXPECT_EQ(show(guests[0]->resume().result), "\"ClosedException: the channel is closed\"");
  EXPECT_EQ(show(guests[1]->resume().result), "null");
  const TestChannel other = market.numbers(0);
  EXPECT_EQ(guests[0]->call("guardedSend", {other.sender.value(), intValue(1)}).status, TATU_WAITING);
  EXPECT_EQ(tatu_channel_close(other.receiver.get()), TATU_OK);
  EXPECT_EQ(show(guests[0]->resume().result), "\"ClosedException: the channel is closed\"");
}

TEST_P(Channels, RevokedWhileOthersWait) {
  const TestChannel channel = market.numbers(0);
  Guest store(market.module, returningToWait());
  Guest shop(market.module, returningToWait());
  EXPECT_EQ(store.call("guardedReceive", {channel.receiver.value()}).status, TATU_WAITING);
  tatu_object_revoke(channel.receiver.get());
  EXPECT_EQ(show(store.resume().result),
            "\"StateException: market.NumbersReceiver.receive: the host has revoked this market.NumbersReceiver\"");
  EXPECT_EQ(called(store, "guardedReceive", {channel.receiver.value()}),
            "\"StateException: market.NumbersReceiver.receive: the host has revoked this market.NumbersReceiver\"");
  EXPECT_EQ(called(shop, "guardedSend", {channel.sender.value(), intValue(1)}),
            "\"ClosedException: the channel is closed\"");
  EXPECT_THAT(channel.receiver.tryReceive(), HasSubstr("the host has revoked"));

  const TestChannel other = market.numbers(1);
  EXPECT_EQ(other.sender.trySend(intValue(1)), TATU_OK);
  EXPECT_EQ(shop.call("guardedSend", {other.sender.value(), intValue(2)}).status, TATU_WAITING);
  tatu_object_revoke(other.sender.get());
  EXPECT_THAT(show(shop.resume().result), HasSubstr("the host has revoked this market.NumbersSender"));
  EXPECT_EQ(other.receiver.tryReceive(), "1");  // which was sent before
  EXPECT_EQ(other.receiver.tryReceive(), "the channel is closed");
}

TEST_P(Channels, LoseNothingToCancelledFibers) {
  const TestChannel channel = market.numbers(0);
  Guest guest(market.module, withTime());
  EXPECT_EQ(called(guest, "cancelled", {channel.receiver.value()}), "\"the fiber was cancelled\"");
  EXPECT_EQ(called(guest, "impatient", {channel.receiver.value()}), "\"late\"");
  EXPECT_EQ(called(guest, "impatientSend", {channel.sender.value(), intValue(1)}), "\"late\"");
  EXPECT_EQ(channel.sender.counters().waiting_receivers, 0u);
  EXPECT_EQ(channel.sender.counters().waiting_senders, 0u);
  EXPECT_EQ(channel.sender.trySend(intValue(2)), TATU_WAITING);
  EXPECT_EQ(called(guest, "tryReceive", {channel.receiver.value()}), "null");
  EXPECT_EQ(called(guest, "receivedBeforeCancelled", {channel.sender.value(), channel.receiver.value()}), "7");
}

TEST_P(Channels, LoseNothingToGuestsThatGo) {
  const TestChannel channel = market.numbers();
  auto first = std::make_unique<Guest>(market.module, returningToWait());
  Guest second(market.module, returningToWait());
  Guest third(market.module, returningToWait());
  for (Guest* const guest : {first.get(), &second}) {
    EXPECT_EQ(guest->call("receive", {channel.receiver.value()}).status, TATU_WAITING);
  }
  for (int i = 1; i <= 4; ++i) EXPECT_EQ(channel.sender.trySend(intValue(i)), TATU_OK);
  EXPECT_EQ(channel.sender.counters().messages, 4u);
  // 1 and 2 have been handed to guests that do not take them.
  EXPECT_EQ(tatu_guest_drop_call(second.get()), TATU_OK);
  EXPECT_EQ(called(third, "receive", {channel.receiver.value()}), "2");
  first.reset();
  EXPECT_EQ(called(third, "receive", {channel.receiver.value()}), "1");
  EXPECT_EQ(channel.receiver.tryReceive(), "3");
  EXPECT_EQ(channel.receiver.tryReceive(), "4");

  const TestChannel full = market.numbers(0);
  EXPECT_EQ(second.call("send", {full.sender.value(), intValue(1)}).status, TATU_WAITING);
  EXPECT_EQ(third.call("send", {full.sender.value(), intValue(2)}).status, TATU_WAITING);
  EXPECT_EQ(tatu_guest_drop_call(second.get()), TATU_OK);
  EXPECT_EQ(full.receiver.tryReceive(), "2");
  EXPECT_EQ(full.receiver.tryReceive(), "nothing");
}

TEST_P(Channels, KeepWhatHasNoRoomInItsReceiver) {
  const TestChannel channel = market.channel(market.ofTexts);
  const std::string large(300'000, 'x');
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = 200'000;
  Guest store(market.module, options);
  for (const char* const function : {"receiveText", "tryReceiveText"}) {
    ASSERT_EQ(tatu_guest_set_limit(store.get(), TATU_LIMIT_MEMORY, 200'000), TATU_OK);
    EXPECT_EQ(channel.sender.trySend(textValue(large)), TATU_OK);
    EXPECT_EQ(store.call(function, {channel.receiver.value()}).limit, TATU_LIMIT_MEMORY);
    EXPECT_EQ(store.resume().limit, TATU_LIMIT_MEMORY);
    EXPECT_EQ(channel.sender.counters().messages, 1u);
    ASSERT_EQ(tatu_guest_set_limit(store.get(), TATU_LIMIT_MEMORY, 1'000'000), TATU_OK);
    EXPECT_EQ(show(store.resume().result), "300000");
    EXPECT_EQ(channel.sender.counters().messages, 0u);
  }
  // Or it is somebody else's.
  ASSERT_EQ(tatu_guest_set_limit(store.get(), TATU_LIMIT_MEMORY, 200'000), TATU_OK);
  EXPECT_EQ(channel.sender.trySend(textValue(large)), TATU_OK);
  EXPECT_EQ(store.call("receiveText", {channel.receiver.value()}).limit, TATU_LIMIT_MEMORY);
  EXPECT_EQ(channel.receiver.tryReceive(), "nothing");
  EXPECT_EQ(tatu_guest_drop_call(store.get()), TATU_OK);
  EXPECT_EQ(channel.receiver.tryReceive().size(), large.size() + 2);
}

TEST_P(Channels, ChargeMessagesThatWaitToTheirSender) {
  const TestChannel channel = market.channel(market.ofTexts, 0);
  tatu_guest_options options = returningToWait();
  options.memory_bytes = 1'000'000;
  Guest shop(market.module, options);
  EXPECT_EQ(shop.call("sendTexts", {channel.sender.value(), intValue(50'000), intValue(100)}).limit, TATU_LIMIT_MEMORY);
  const std::uint64_t waiting = channel.sender.counters().waiting_senders;
  EXPECT_GE(waiting, 15u);
  EXPECT_LE(waiting, 19u);  // with the text itself a million
  for (std::uint64_t i = 0; i < waiting; ++i) EXPECT_EQ(channel.receiver.tryReceive().size(), 50'002u);
  // Their memory is free again, so it goes on; in the end nothing is left of it.
  EXPECT_EQ(shop.resume().limit, TATU_LIMIT_MEMORY);
  EXPECT_EQ(tatu_guest_drop_call(shop.get()), TATU_OK);
  EXPECT_EQ(channel.sender.counters().waiting_senders, 0u);
  EXPECT_EQ(tatu_guest_release_objects(shop.get(), nullptr), TATU_OK);
  EXPECT_LT(shop.counters().memory_bytes, 10'000u);
}

TEST_P(Channels, CostTheSameWhoeverWaits) {
  const auto fuelOf = [&](bool receiverIsFirst) {
    const TestChannel channel = market.channel(market.ofTexts, 1);
    Guest shop(market.module, returningToWait());
    Guest store(market.module, returningToWait());
    if (receiverIsFirst) {
      EXPECT_EQ(store.call("receiveText", {channel.receiver.value()}).status, TATU_WAITING);
    }
    EXPECT_EQ(called(shop, "sendText", {channel.sender.value(), intValue(1000)}), "()");
    EXPECT_EQ(show((receiverIsFirst ? store.resume() : store.call("receiveText", {channel.receiver.value()})).result),
              "1000");
    // And a send that has to wait costs what one does that has not.
    EXPECT_EQ(called(shop, "sendText", {channel.sender.value(), intValue(1000)}), "()");
    if (receiverIsFirst) (void)channel.receiver.tryReceive();
    const bool waits = shop.call("sendText", {channel.sender.value(), intValue(1000)}).status == TATU_WAITING;
    EXPECT_EQ(waits, !receiverIsFirst);
    (void)channel.receiver.tryReceive();
    EXPECT_EQ(waits ? shop.resume().status : TATU_OK, TATU_OK);
    return std::pair(shop.counters().fuel_used, store.counters().fuel_used);
  };
  const auto fuel = fuelOf(false);
  EXPECT_EQ(fuel, fuelOf(true));
  static const auto inEveryTier = fuel;
  EXPECT_EQ(fuel, inEveryTier);
  // In proportion to the size.
  const TestChannel channel = market.channel(market.ofTexts);
  const auto costOf = [&](std::int64_t size) {
    Guest shop(market.module);
    EXPECT_EQ(called(shop, "sendText", {channel.sender.value(), intValue(size)}), "()");
    return shop.counters().fuel_used;
  };
  EXPECT_GT(costOf(400'000), costOf(100'000) + 300'000 / 8 - 100);
}

class CollectedChannels : public EveryTier {};
TATU_IN_EVERY_TIER(CollectedChannels);

TEST_P(CollectedChannels, WorkWithinOneGuestAndWhileAllIsCollected) {
  Market collecting(GetParam(), 3);
  for (const std::uint64_t capacity : {0, 1, 7}) {
    const TestChannel channel = collecting.numbers(capacity);
    Guest guest(collecting.module);
    EXPECT_EQ(called(guest, "within", {channel.sender.value(), channel.receiver.value(), intValue(50)}), "1275");
  }
  const TestChannel all = collecting.channel(collecting.ofAll);
  Guest guest(collecting.module);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(called(guest, "sendAllKinds", {all.sender.value()}), "()");
    EXPECT_THAT(called(guest, "receiveAllKinds", {all.receiver.value()}), HasSubstr("[[1, 2], []]"));
  }
}

TEST_P(Channels, DeadlocksBetweenGuestsAreSeen) {
  const TestChannel one = market.numbers(0);
  const TestChannel two = market.numbers(0);
  Guest first(market.module, returningToWait());
  Guest second(market.module, returningToWait());
  EXPECT_EQ(first.call("passOn", {one.receiver.value(), two.sender.value(), intValue(1)}).status, TATU_WAITING);
  EXPECT_EQ(second.call("passOn", {two.receiver.value(), one.sender.value(), intValue(1)}).status, TATU_WAITING);
  EXPECT_EQ(first.resume().status, TATU_WAITING);
  EXPECT_EQ(second.resume().status, TATU_WAITING);
  EXPECT_EQ(one.sender.counters().waiting_receivers, 1u);
  // Where calls do not return to wait, the deadline ends it, and so does a stop.
  tatu_guest_options options = Guest::defaults();
  options.milliseconds = 20;
  Guest third(market.module, options);
  EXPECT_EQ(third.call("receive", {two.receiver.value()}).limit, TATU_LIMIT_DEADLINE);
  options.milliseconds = 10'000;
  Guest fourth(market.module, options);
  std::thread stopping([&] {
    std::this_thread::sleep_for(5ms);
    tatu_guest_stop(fourth.get());
  });
  EXPECT_EQ(fourth.call("send", {two.sender.value(), intValue(1)}).status, TATU_OK);  // for the second
  EXPECT_EQ(fourth.call("send", {two.sender.value(), intValue(1)}).status, TATU_OK);  // for the third
  EXPECT_EQ(fourth.call("send", {two.sender.value(), intValue(1)}).limit, TATU_LIMIT_STOP);
  stopping.join();
}

}  // namespace
}  // namespace tatu::embedding::test
