#include "market.h"

#include "include/tatu/capabilities.h"

namespace tatu::embedding::test {

namespace {

constexpr std::string_view kProgram = R"(
import market
// ---- One step each
pub fun send(to: market.NumbersSender, n: Int) { to.send(n) }
pub fun trySend(to: market.NumbersSender, n: Int): Bool = to.trySend(n)
pub fun receive(from: market.NumbersReceiver): Int = from.receive()
pub fun receiveOrNull(from: market.NumbersReceiver): Int? = from.receiveOrNull()
pub fun tryReceive(from: market.NumbersReceiver): Int? = from.tryReceive()
pub fun close(to: market.NumbersSender) { to.close() }
pub fun closeReceiver(from: market.NumbersReceiver) { from.close() }
pub fun look(to: market.NumbersSender, from: market.NumbersReceiver): (Int, Bool, Int, Bool) =
  (to.size, to.isClosed, from.size, from.isClosed)

// ---- Many
pub fun sendAll(to: market.NumbersSender, first: Int, count: Int) {
  for i in first..<first + count { to.send(i) }
}
pub fun receiveAll(from: market.NumbersReceiver): Array<Int> {
  val all = List<Int>()
  while true {
    val n = from.receiveOrNull()
    if n == null { return all.toArray() }
    all.add(n)
  }
}
pub fun sumOf(from: market.NumbersReceiver, count: Int): Int {
  var sum = 0
  for _i in 1..count { sum += from.receive() }
  return sum
}
pub fun within(to: market.NumbersSender, from: market.NumbersReceiver, count: Int): Int = scope {
  spawn sendAll(to, 1, count)
  sumOf(from, count)
}
pub fun passOn(from: market.NumbersReceiver, to: market.NumbersSender, times: Int) {
  for _i in 1..times { to.send(from.receive() + 1) }
}
pub fun begin(to: market.NumbersSender, from: market.NumbersReceiver, times: Int): Int {
  for i in 1..times {
    to.send(i)
    if from.receive() < i { return -1 }
  }
  return times
}

// ---- Waiting that ends otherwise
pub fun impatient(from: market.NumbersReceiver): String = try { "${withTimeout(5, () => from.receive())}" } catch e: TimeoutException { "late" }
pub fun impatientSend(to: market.NumbersSender, n: Int): String = try {
  withTimeout(5, () => to.send(n))
  "sent"
} catch e: TimeoutException { "late" }
pub fun cancelled(from: market.NumbersReceiver): String {
  var how = "not at all"
  scope {
    val task = spawn {
      try { how = "${from.receive()}" } catch e: CancelledException {
        how = e.message
        throw e
      }
    }
    Fiber.pass()
    task.cancel()
  }
  return how
}
pub fun receivedBeforeCancelled(to: market.NumbersSender, from: market.NumbersReceiver): Int {
  var got = -1
  scope {
    val task = spawn { got = from.receive() }
    Fiber.pass()
    to.send(7)
    task.cancel()
  }
  return got
}
pub fun guardedReceive(from: market.NumbersReceiver): String = try { "${from.receive()}" } catch e: Exception { e.toString() }
pub fun guardedSend(to: market.NumbersSender, n: Int): String = try {
  to.send(n)
  "sent"
} catch e: Exception { e.toString() }
pub fun manySenders(to: market.NumbersSender, count: Int) = scope {
  for i in 1..count { spawn to.send(i) }
}
pub fun manyReceivers(from: market.NumbersReceiver, count: Int): Int = scope {
  val tasks = (1..count).map(i => spawn from.receive()).toList()
  tasks.map(task => task.await()).sum()
}

// ---- Of other types
pub fun sendText(to: market.TextsSender, size: Int) { to.send("x".repeat(size)) }
pub fun trySendText(to: market.TextsSender, size: Int): Bool = to.trySend("x".repeat(size))
pub fun refusedText(to: market.TextsSender, size: Int): String = try {
  "${to.trySend("x".repeat(size))}"
} catch e: ArgumentException { e.message }
pub fun sendTexts(to: market.TextsSender, size: Int, count: Int) {
  val text = "x".repeat(size)
  scope {
    for _i in 1..count {
      spawn to.send(text)
      Fiber.pass()
    }
  }
}
pub fun receiveText(from: market.TextsReceiver): Int = from.receive().length
pub fun tryReceiveText(from: market.TextsReceiver): Int = (from.tryReceive() ?? "").length
val bytes = "abc".toBytes()
pub fun sendAllKinds(to: market.AllSender) {
  val numbers = (1, 2.toInt32(), 3.toByte(), 4.5, 5.5.toFloat32())
  to.send((numbers, ('x', true, "text", bytes), Array.build(2, i => Array.build(2 - 2 * i, j => j + 1)), (null, "there", 6)))
  bytes[0] = 122.toByte()
}
pub fun receiveAllKinds(from: market.AllReceiver): ((Int, Int32, Byte, Float, Float32), (Char, Bool, String, Array<Byte>), Array<Array<Int>>, (Int?, String?, Int?)) = from.receive()
pub fun passThing(from: market.ThingsReceiver, to: market.ThingsSender): Bool {
  val (thing, other) = from.receive()
  to.send((thing, other))
  return other != null && thing === other
}
pub fun introduce(via: market.SendersReceiver, n: Int) { via.receive().send(n) }
pub fun signal(to: market.SignalsSender, from: market.SignalsReceiver): Bool {
  to.send(noteNothing())
  from.receive()
  return from.tryReceive() == null
}
fun noteNothing() {}
)";

}  // namespace

std::string End::tryReceive() const {
  tatu_message* message = nullptr;
  tatu_error* error = nullptr;
  const Outcome outcome = outcomeOf(tatu_channel_try_receive(raw_, &message, &error), error);
  if (outcome.status == TATU_WAITING) return "nothing";
  if (outcome.status != TATU_OK) return outcome.message;
  std::string text = show(*tatu_message_value(message));
  tatu_message_destroy(message);
  return text;
}

tatu_message_counters End::counters() const {
  tatu_message_counters counters{};
  counters.size = sizeof counters;
  EXPECT_EQ(tatu_channel_counters(raw_, &counters), TATU_OK);
  return counters;
}

Market::Market(tatu_tier tier, std::uint64_t collectEvery) : host(tier, collectEvery) {
  host.hostModule("market", {}, {{"Thing", &thing}},
                  {{"Numbers", "Int", &ofNumbers},
                   {"Texts", "String", &ofTexts},
                   {"All",
                    "((Int, Int32, Byte, Float, Float32), (Char, Bool, String, Array<Byte>), Array<Array<Int>>, "
                    "(Int?, String?, Int?))",
                    &ofAll},
                   {"Deep", "Array<Array<Array<Array<Array<Array<Array<Array<Int>>>>>>>>", &ofDeep},
                   {"Things", "(Thing, Thing?)", &ofThings},
                   {"Senders", "NumbersSender", &ofSenders},
                   {"Signals", "Unit", &ofSignals},
                   {"Lists", "Array<String>", &ofLists}});
  module = host.program(kProgram);
}

TestChannel Market::channel(const tatu_class* of, std::uint64_t messages, std::uint64_t bytes) {
  tatu_channel_options options;
  tatu_channel_options_defaults(&options, sizeof options);
  options.messages = messages;
  options.bytes = bytes;
  tatu_object* sender = nullptr;
  tatu_object* receiver = nullptr;
  tatu_error* error = nullptr;
  const Outcome made = outcomeOf(tatu_channel_create(of, &options, &sender, &receiver, &error), error);
  EXPECT_EQ(made.status, TATU_OK) << made.message;
  return {End(sender), End(receiver)};
}

tatu_guest_options returningToWait() {
  tatu_guest_options options = Guest::defaults();
  options.returns = TATU_RETURNS_TO_WAIT;
  return options;
}

tatu_guest_options withTime() {
  tatu_guest_options options = Guest::defaults();
  static const tatu_grant grants[] = {{TATU_GRANT_ALL, 0, nullptr}};
  options.grants = grants;
  options.grant_count = 1;
  return options;
}

}  // namespace tatu::embedding::test
