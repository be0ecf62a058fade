// The program that random calls are made of, and its host module, whose functions make further ones.
#include <cstdio>

#include "include/tatu/compiler.h"
#include "tests/calls/typed_values.h"
#include "tests/calls/world.h"

namespace tatu::calls {

namespace {

using Arguments = std::span<const tatu_value>;
using Bytes = std::vector<std::uint8_t>;

constexpr std::string_view kProgram = R"(
import game
val channel = Channel<Int>(3)
var calls = 0
var kept = List<String>()
var things = List<game.Thing>()
pub fun count(n: Int): Int {
  calls += 1
  return calls + n
}
pub fun keep(n: Int): Int {
  kept.add("text ${n}")
  if kept.size > 20 { kept = List<String>() }
  return kept.size
}
pub fun text(n: Int): Int = game.text(n).length
pub fun back(n: Int): Int = game.back(n)
pub fun backFromFibers(n: Int): Int = scope {
  val tasks = [1, 2].map(i => spawn {
    Fiber.pass()
    game.back(n)
  })
  tasks[0].await() + tasks[1].await()
}
pub fun caught(n: Int): Int = try { game.back(n) } catch e: Exception { -1 }
pub fun fail(n: Int): Int { throw StateException("at ${n}") }
pub fun leave(n: Int): Int {
  exit(n)
}
pub fun receive(n: Int): Int = channel.receive() + n
pub fun send(n: Int): Int {
  channel.send(n)
  return n
}
pub fun deep(n: Int): Int = 1 + deep(n + 1)
pub fun say(n: Int): Int {
  println("said ${n}")
  return n
}
pub fun loop(n: Int): Int {
  var i = 0
  while i < 20000 { i += 1 }
  return i + n
}
pub fun hold(n: Int): Int {
  things.add(game.Thing.next(n))
  if things.size > 20 { things = List<game.Thing>() }
  return things.size
}
pub fun use(n: Int): Int {
  var sum = 0
  for thing in things { try { sum += thing.use(thing, n) } catch e: StateException { sum -= 1 } }
  return sum
}
pub fun take(thing: game.Thing?): Int {
  if thing == null { return 0 }
  things.add(thing)
  return try { game.all(things.toArray()) } catch e: StateException { -1 }
}
pub fun give(n: Int): game.Thing? = if n < things.size { things[n] } else { null }
pub fun same(a: game.Thing, b: game.Thing): Int = if a === b { 1 } else { 0 }
pub fun pass(n: Int): Int {
  for i in 1..300 { game.Thing.next(i).use(game.Thing.next(n), i) }
  return n
}
pub fun fill(n: Int): Int = Array.build(10000, i => "${i} ${n}").size
pub fun ask(n: Int): Int = game.ask(n)
pub fun askAll(n: Int): Int = scope {
  val task = spawn game.ask(n)
  val text = game.askText(n)
  things.add(game.askThing(n))
  task.await() + text.length
}
pub fun askCaught(n: Int): Int = try { game.ask(n) + game.askText(n).length } catch e: Exception { -1 }
pub fun askAndCancel(n: Int): Int = scope {
  val task = spawn game.ask(n)
  Fiber.pass()
  task.cancel()
  try { task.await() } catch e: CancelledException { -1 }
}
)";

constexpr std::string_view kOther = "pub fun count(n: Int): Int = n + 1\n";

constexpr std::array kSimple{"count",   "keep", "text",   "back",      "backFromFibers", "caught", "fail", "leave",
                             "receive", "send", "deep",   "say",       "loop",           "hold",   "use",  "pass",
                             "fill",    "ask",  "askAll", "askCaught", "askAndCancel"};

std::string programText() {
  std::string text(kProgram);
  const std::vector<Type>& types = echoedTypes();
  for (std::size_t i = 0; i < types.size(); ++i) {
    const std::string name(types[i].text);
    text += "pub fun echo" + std::to_string(i) + "(a: " + name + "): " + name + " = a\n";
  }
  return text;
}

Bytes compiled(std::string_view text, const tatu_module* imported) {
  tatu_compile_package package{};
  package.bytes = tatu_module_bytes(imported, &package.size);
  tatu_compile_options options;
  tatu_compile_options_defaults(&options, sizeof options);
  options.packages = &package;
  options.package_count = imported == nullptr ? 0 : 1;
  tatu_compile_result* result = nullptr;
  Bytes module;
  if (tatu_compile(text.data(), text.size(), &options, &result) == TATU_OK) {
    std::size_t size = 0;
    const auto* const bytes = static_cast<const std::uint8_t*>(tatu_compile_result_module(result, &size));
    module.assign(bytes, bytes + size);
  } else {
    std::fprintf(stderr, "%s\n", tatu_compile_result_messages(result));
  }
  tatu_compile_result_destroy(result);
  return module;
}

// ---- Host functions

struct Served {
  World& world;
  GuestModel& guest;
  Choices& choices;
  tatu_host_call* call;
  Arguments arguments;
  tatu_value& result;
};
using Serve = tatu_status (*)(const Served& served);

template <Serve serve>
tatu_status served(tatu_host_call* call, const tatu_value* arguments, std::size_t count, tatu_value* result,
                   void* data) {
  auto& world = *static_cast<World*>(data);
  auto& guest = *static_cast<GuestModel*>(tatu_guest_user_data(tatu_host_call_guest(call)));
  world.expect(tatu_guest_runtime(guest.raw) == world.runtime, "a guest is of another runtime");
  return serve({world, guest, world.choicesOf(guest), call, {arguments, count}, *result});
}

// Further calls, of this guest and of others. A guest of a scheduler makes one of itself.
void stepInside(const Served& served) {
  World& world = served.world;
  served.guest.stands.push_back(false);
  served.guest.user = std::this_thread::get_id();
  if (served.guest.isScheduled) {
    const tatu_value argument = intValue(1);
    if (served.choices.oneIn(2)) (void)callGuest(served.guest, "keep", {&argument, 1});
  } else {
    if (++world.depth < 12) {
      for (std::uint64_t i = served.choices.below(7); i > 0; --i) {
        ++world.statistics.inside;
        step(world);
      }
    }
    --world.depth;
  }
  served.guest.stands.pop_back();
}

tatu_status text(const Served& served) {
  static const std::string kLarge(100'000, 'x');
  const auto size = static_cast<std::uint64_t>(served.arguments[0].as.integer) % 10 * 10'000;
  served.result = textValue(std::string_view(kLarge).substr(0, size));
  return TATU_OK;
}

// Now and then what no function may give.
tatu_status back(const Served& served) {
  stepInside(served);
  Choices& choices = served.choices;
  tatu_host_call_charge(served.call, choices.below(100));
  served.result = served.arguments[0];
  switch (choices.below(32)) {
    case 1: return tatu_host_call_throw(served.call, "IoException", "by chance");
    case 2: return TATU_FAILED;
    case 3: return TATU_PENDING;  // without having suspended
    case 4: served.result = textValue("no Int"); return TATU_OK;
    case 5: served.result.kind = 77; return TATU_OK;
    case 6: return static_cast<tatu_status>(15);
    case 7:
      served.world.expect(tatu_host_call_throw(served.call, "NoException", nullptr) == TATU_MISUSE,
                          "an exception exists");
      return TATU_OK;
    default: return TATU_OK;
  }
}

tatu_status next(const Served& served) {
  World& world = served.world;
  tatu_object* const object = world.objects.take(static_cast<std::size_t>(served.arguments[0].as.integer) % 64);
  tatu_host_call_release(served.call, object);
  served.result = objectValue(object);
  if (!served.guest.isScheduled && served.choices.oneIn(8)) world.objects.change(served.choices);
  return TATU_OK;
}

// What the calls inside revoke and release stays as long as it is an argument.
tatu_status use(const Served& served) {
  if (served.choices.oneIn(10)) stepInside(served);
  Objects& objects = served.world.objects;
  served.result = intValue(objects.numberOf(served.arguments[0]) + objects.numberOf(served.arguments[1]));
  return TATU_OK;
}

tatu_status all(const Served& served) {
  if (served.choices.oneIn(10)) stepInside(served);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < served.arguments[0].size; ++i) {
    sum += served.world.objects.numberOf(served.arguments[0].as.items[i]);
  }
  served.result = intValue(sum);
  return TATU_OK;
}

// Where an answer that is kept would hold up the thread that has to give it, it is given at once.
bool canKeep(const Served& served) {
  const bool isAlone = served.guest.level() == 0;
  return isAlone && (served.guest.returnsToWait || served.guest.isScheduled || served.choices.oneIn(16));
}

template <LateCalls::Result kind>
tatu_status ask(const Served& served) {
  World& world = served.world;
  tatu_pending_call* pending = nullptr;
  tatu_pending_call* again = nullptr;
  if (!world.expect(tatu_host_call_suspend(served.call, &pending) == TATU_OK, "a call cannot be suspended")) {
    return TATU_FAILED;
  }
  world.expect(tatu_host_call_suspend(served.call, &again) == TATU_MISUSE, "a call can be suspended twice");
  world.expect(tatu_pending_call_is_awaited(pending), "a call that has been suspended is not awaited");
  if (served.choices.oneIn(8)) stepInside(served);
  const std::uint64_t how = served.choices.below(8);
  if (how <= 4 && canKeep(served)) {
    world.lateCalls.add(pending, kind, world.runtime);
    if (how != 4) return TATU_PENDING;
    return tatu_host_call_throw(served.call, "StateException", "after all");
  }
  const tatu_value number = intValue(5);
  if (kind == LateCalls::Result::Number && how != 5) {
    world.expect(tatu_pending_call_return(pending, &number, nullptr) == TATU_OK, "an answer at once is refused");
  } else {
    tatu_pending_call_destroy(pending);
  }
  return TATU_PENDING;
}

struct Member {
  const char* declaration;
  tatu_host_function function;
};

constexpr std::array kMembers{
    Member{"fun text(n: Int): String", served<text>},
    Member{"fun back(n: Int): Int", served<back>},
    Member{"static fun Thing.next(n: Int): Thing", served<next>},
    Member{"fun Thing.use(other: Thing, n: Int): Int", served<use>},
    Member{"fun all(things: Array<Thing>): Int", served<all>},
    Member{"fun ask(n: Int): Int", served<ask<LateCalls::Result::Number>>},
    Member{"fun askText(n: Int): String", served<ask<LateCalls::Result::Text>>},
    Member{"fun askThing(n: Int): Thing", served<ask<LateCalls::Result::Thing>>},
};

}  // namespace

std::span<const char* const> simpleFunctions() { return kSimple; }

std::span<const std::uint8_t> programBytes(const tatu_module* game) {
  static const Bytes kBytes = compiled(programText(), game);  // the same for all
  return kBytes;
}

std::span<const std::uint8_t> otherBytes() {
  static const Bytes kBytes = compiled(kOther, nullptr);
  return kBytes;
}

tatu_module* makeGame(World& world) {
  tatu_host_module* game = nullptr;
  bool isMade = tatu_host_module_create(world.runtime, "game", &game, nullptr) == TATU_OK;
  isMade = isMade && tatu_host_module_add_class(game, "Thing", &world, nullptr, &world.thing, nullptr) == TATU_OK;
  for (const Member& member : kMembers) {
    isMade = isMade && tatu_host_module_add(game, member.declaration, member.function, &world, nullptr) == TATU_OK;
  }
  tatu_module* module = nullptr;
  const tatu_status status = tatu_host_module_finish(game, &module, nullptr);
  return isMade && status == TATU_OK ? module : nullptr;
}

}  // namespace tatu::calls
