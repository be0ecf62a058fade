#include "tests/hostile/stage.h"

namespace tatu::hostile {

namespace {

constexpr std::string_view kProgram = R"(
import game
var kept: game.Thing? = null
pub fun number(n: Int): Int = game.number(n)
pub fun text(n: Int): Int = game.text(n).length
pub fun list(n: Int): Int = game.list(n).size
pub fun letter(n: Int): Int = game.letter(n).toInt()
pub fun byte(n: Int): Int = game.byte(n).toInt()
pub fun thing(n: Int): Int {
  kept = game.thing(n)
  return n
}
pub fun use(n: Int): Int = kept!!.poke(n)
pub fun caught(n: Int): Int = try { game.number(n) } catch _e: Exception { -1 }
pub fun guarded(n: Int): Int = try { game.number(n) } catch _e: Exception { -1 } finally { println("finally") }
pub fun many(n: Int): Int = scope {
  val tasks = (1..n).map(i => spawn game.number(i))
  tasks.map(task => task.await()).sum()
}
pub fun down(n: Int): Int = if n <= 0 { 0 } else { game.number(n) + 1 }
pub fun twice(n: Int): Int = n * 2
pub fun spin(n: Int): Int {
  var i = n
  while true { i += 1 }
  return i
}
pub fun count(n: Int): Int {
  var sum = 0
  for i in 1..n { sum += i % 7 }
  return sum
}
pub fun fail(n: Int): Int { throw StateException("at ${n}") }
pub fun leave(n: Int): Int {
  exit(n)
}
pub fun stuck(n: Int): Int = Channel<Int>().receive() + n
pub fun greet(name: String): Int = name.length
pub fun real(x: Float): Int = x.toInt()
pub fun flag(x: Bool): Int = if x { 1 } else { 0 }
pub fun letterOf(x: Char): Int = x.toInt()
pub fun small(x: Byte): Int = x.toInt()
pub fun narrow(x: Int32): Int = x.toInt()
pub fun bytes(x: Array<Byte>): Int = x.size
pub fun texts(x: Array<String>): Int = x.size
pub fun pair(x: (Int, String)): Int = x.0
pub fun maybe(x: Int?): Int = x ?? -1
pub fun things(x: Array<game.Thing?>): Int = x.size
pub fun ring(n: Int): Array<Node> {
  val node = Node(n, Array.filled<Node?>(1, null))
  node.others[0] = node
  return [node].toArray()
}
pub fun tower(n: Int): List<List<List<Int>>> = [[[n]]]
pub data class Node(n: Int, others: Array<Node?>)
)";

tatu_status poke(tatu_host_call*, const tatu_value* arguments, std::size_t, tatu_value* result, void*) {
  *result = host::intValue(static_cast<std::atomic<int>*>(tatu_object_data(arguments[0].as.object))->load());
  return TATU_OK;
}

}  // namespace

Stage::Stage(tatu_tier tier) : street(tier) {
  street.host().hostModule("game",
                           {{"fun number(n: Int): Int", host::callBody, &number},
                            {"fun text(n: Int): String", host::callBody, &text},
                            {"fun list(n: Int): Array<Int?>", host::callBody, &list},
                            {"fun letter(n: Int): Char", host::callBody, &letter},
                            {"fun byte(n: Int): Byte", host::callBody, &byte},
                            {"fun thing(n: Int): Thing", host::callBody, &thing},
                            {"fun Thing.poke(n: Int): Int", poke}},
                           {{"Thing", &thingClass}, {"Other", &otherClass}});
  module_ = street.host().program(kProgram);
  guest_ = another(host::Guest::defaults());
}

std::unique_ptr<host::Guest> Stage::another(const tatu_guest_options& options) const {
  return std::make_unique<host::Guest>(module_, options);
}

tatu_object* Stage::makeThing() {
  tatu_object* object = nullptr;
  const tatu_destroy_function destroy = [](void* data) { ++*static_cast<std::atomic<int>*>(data); };
  EXPECT_EQ(tatu_object_create(thingClass, &destroyed, destroy, &object, nullptr), TATU_OK);
  return object;
}

void Stage::expectWell() {
  number = [](tatu_host_call*, std::span<const tatu_value> arguments, tatu_value& result) {
    result = host::intValue(arguments[0].as.integer + 1);
    return TATU_OK;
  };
  EXPECT_EQ(host::called(guest(), "number", {host::intValue(41)}), "42");
  EXPECT_EQ(host::called(guest(), "many", {host::intValue(3)}), "9");
  EXPECT_EQ(guest().counters().fibers, 1);
  live();
}

}  // namespace tatu::hostile
