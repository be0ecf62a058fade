// Calls of guests, and what the model says of them.
#include <algorithm>
#include <thread>

#include "tests/calls/world.h"

namespace tatu::calls {

namespace {

constexpr std::size_t kMostGuests = 4;

// Events come in between, and try what they must not do.
void tryWhatIsNotAllowed(const tatu_event* event, void* data) {
  World& world = *static_cast<GuestModel*>(data)->world;
  const bool isRefused = tatu_guest_resume(event->guest, nullptr, nullptr) == TATU_MISUSE &&
                         tatu_guest_drop_call(event->guest) == TATU_MISUSE &&
                         tatu_guest_destroy(event->guest) == TATU_MISUSE;
  world.expect(isRefused, "an event may resume, drop or destroy its guest");
  tatu_counters counters{};
  counters.size = sizeof counters;
  world.expect(tatu_guest_counters(event->guest, &counters) == TATU_OK, "an event may not read counters");
  const tatu_status status = tatu_guest_set_limit(event->guest, TATU_LIMIT_HANDLES, counters.fuel_used % 100);
  world.expect(status == TATU_OK, "an event may not set limits");
}

std::size_t write(void*, int, const char*, std::size_t size) { return size; }

tatu_guest_options randomOptions(Choices& choices) {
  tatu_guest_options options;
  tatu_guest_options_defaults(&options, sizeof options);
  options.fuel = 10'000 + choices.below(100'000);
  options.memory_bytes = 150'000 + choices.below(300'000);
  options.stack_bytes = 20'000;
  options.output_bytes = 1000;
  options.milliseconds = 50;
  options.returns = choices.oneIn(4) ? TATU_RETURNS_AT_LIMITS : TATU_RETURNS_TO_WAIT;
  options.event = choices.oneIn(4) ? nullptr : tryWhatIsNotAllowed;
  options.write = choices.oneIn(4) ? nullptr : write;
  return options;
}

bool meansStanding(const Outcome& outcome) { return outcome.message.find("stands at a limit") != std::string::npos; }

}  // namespace

std::unique_ptr<GuestModel> makeGuest(World& world, const tatu_guest_options& options) {
  auto made = std::make_unique<GuestModel>();
  made->world = &world;
  made->returnsToWait = options.returns == TATU_RETURNS_TO_WAIT;
  tatu_guest_options own = options;
  own.user_data = made.get();
  tatu_error* error = nullptr;
  const Outcome outcome = outcomeOf(tatu_guest_create(world.program, &own, &made->raw, &error), error);
  world.expect(outcome.status == TATU_OK, "a guest cannot be made: " + outcome.details);
  return made;
}

Outcome callGuest(GuestModel& of, const char* function, std::span<const tatu_value> arguments) {
  tatu_error* error = nullptr;
  tatu_value result{};
  const tatu_status status = tatu_guest_call(of.raw, tatu_module_function(of.world->program, function),
                                             arguments.data(), arguments.size(), &result, &error);
  Outcome outcome = outcomeOf(status, error);
  outcome.result = result;
  return outcome;
}

Outcome resumeGuest(GuestModel& of) {
  tatu_error* error = nullptr;
  tatu_value result{};
  Outcome outcome = outcomeOf(tatu_guest_resume(of.raw, &result, &error), error);
  outcome.result = result;
  return outcome;
}

// A call that could not even begin leaves nothing behind, so the same may happen again.
bool standsStill(GuestModel& of) {
  const tatu_value zero = intValue(0);
  for (int i = 0; i < 4; ++i) {
    const Outcome outcome = callGuest(of, "count", {&zero, 1});
    if (meansStanding(outcome)) return true;
    if (outcome.status != TATU_LIMIT && outcome.status != TATU_WAITING) return false;
  }
  return false;
}

void settle(World& world, GuestModel& of, const Outcome& outcome, bool isAllowed) {
  if (!world.expect(outcome.status <= TATU_WAITING && outcome.status != TATU_NO_MEMORY,
                    "a call ends with a status that none has: " + outcome.details)) {
    return;
  }
  ++world.statistics.ended[outcome.status];
  world.expect(isAllowed || outcome.status == TATU_MISUSE, "a call has been made that must not be: " + outcome.details);
  const bool mustBegin = isAllowed && of.level() == 0;
  world.expect(!mustBegin || outcome.status != TATU_MISUSE, "a call is refused: " + outcome.details);
  world.expect((outcome.status == TATU_LIMIT) == (outcome.limit != TATU_LIMIT_NONE),
               "a limit has no name, or no limit one");
  world.expect(outcome.status != TATU_WAITING || of.returnsToWait, "a call waits that should not return to");
  if (!isAllowed) return;
  const bool mayStand = outcome.status == TATU_LIMIT || outcome.status == TATU_WAITING;
  of.stands.back() = mayStand && standsStill(of);
}

namespace {

void call(World& world, GuestModel& of) {
  const std::size_t level = of.level();
  const bool isAllowed = !of.stands.back();
  const tatu_value argument = intValue(static_cast<std::int64_t>(world.choices.below(9)));
  const Outcome outcome = callGuest(of, world.choices.oneOf(simpleFunctions()), {&argument, 1});
  if (outcome.status == TATU_OK) world.expect(outcome.result.kind == TATU_INT, "an Int is none");
  world.expect(of.level() == level, "a host function has not returned");
  settle(world, of, outcome, isAllowed);
}

// What another thread is in a call of.
void actOnForeign(World& world, GuestModel& of) {
  const tatu_value zero = intValue(0);
  world.expect(callGuest(of, "count", {&zero, 1}).status == TATU_MISUSE, "two threads are in one guest");
  world.expect(tatu_guest_add_fuel(of.raw, 1) == TATU_MISUSE, "a guest gets fuel of a thread that does not use it");
  if (world.choices.oneIn(4)) tatu_guest_stop(of.raw);
}

// As this one does it, unless this one is in a call of the guest.
void callFromThread(World& world, GuestModel& of) {
  std::thread([&] { of.level() == 0 ? call(world, of) : actOnForeign(world, of); }).join();
}

void resume(World& world, GuestModel& of) {
  const bool stood = of.stands.back();
  settle(world, of, resumeGuest(of), stood);
}

void drop(World& world, GuestModel& of) {
  const bool stood = of.stands.back();
  world.expect(tatu_guest_drop_call(of.raw) == (stood ? TATU_OK : TATU_MISUSE), "a call is dropped, or not");
  of.stands.back() = false;
}

// What a host does that knows how its guest stands, and what one does that does not.
void goOn(World& world, GuestModel& of) {
  if (!of.stands.back() || world.choices.oneIn(8)) return call(world, of);
  if (world.choices.oneIn(2)) return drop(world, of);
  world.expect(tatu_guest_add_fuel(of.raw, world.choices.below(60'000)) == TATU_OK, "no fuel can be added");
  resume(world, of);
}

void setLimit(World& world, GuestModel& of) {
  constexpr std::uint64_t kMostLimit = 13;  // one more than there are
  const auto limit = static_cast<tatu_limit>(world.choices.below(kMostLimit));
  const std::array<std::uint64_t, 6> values{
      150'000 + world.choices.below(400'000), UINT64_MAX, 0, 1, 50, world.choices.below(1000)};
  const std::uint64_t value = values[world.choices.oneIn(8) ? world.choices.below(values.size()) : 0];
  const bool isSettable = limit != TATU_LIMIT_NONE && limit != TATU_LIMIT_HOST_MEMORY && limit != TATU_LIMIT_STOP &&
                          limit <= TATU_LIMIT_HANDLES;
  const bool isSlow = limit == TATU_LIMIT_DEADLINE && value > 1000;
  const tatu_status status = tatu_guest_set_limit(of.raw, limit, isSlow ? 50 : value);
  world.expect((status == TATU_OK) == isSettable, "a limit can be set that cannot, or the other way round");
}

void readCounters(World& world, const GuestModel& of) {
  tatu_counters counters{};
  counters.size = world.choices.oneIn(4) ? world.choices.below(sizeof counters + 1) : sizeof counters;
  const bool hasRoom = counters.size >= sizeof counters.size;
  const tatu_status status = tatu_guest_counters(of.raw, &counters);
  world.expect((status == TATU_OK) == hasRoom, "counters cannot be read");
}

void remake(World& world, GuestModel& of) {
  if (of.level() != 0) {
    world.expect(tatu_guest_destroy(of.raw) == TATU_MISUSE, "a guest can be destroyed by its host function");
  } else if (world.choices.oneIn(4)) {
    world.expect(tatu_guest_destroy(of.raw) == TATU_OK, "a guest cannot be destroyed");
    auto made = makeGuest(world, randomOptions(world.choices));
    const auto place =
        std::find_if(world.guests.begin(), world.guests.end(), [&](auto& each) { return each.get() == &of; });
    *place = std::move(made);
  }
}

// What may be done to a guest that a scheduler has, and has perhaps given back this moment.
void actOnScheduled(World& world, GuestModel& of) {
  const std::uint64_t how = world.choices.below(4);
  tatu_status status = TATU_OK;
  if (how == 0) tatu_guest_stop(of.raw);
  if (how == 1) readCounters(world, of);
  if (how == 2) status = tatu_guest_add_fuel(of.raw, 100);
  if (how == 3) status = tatu_guest_set_limit(of.raw, TATU_LIMIT_HANDLES, 5);
  world.expect(status == TATU_OK || status == TATU_MISUSE, "a scheduled guest is not refused as it should be");
}

}  // namespace

GuestModel* pickGuest(World& world) {
  Choices& choices = world.choices;
  if (world.guests.size() < kMostGuests && (world.guests.empty() || choices.oneIn(8))) {
    world.guests.push_back(makeGuest(world, randomOptions(choices)));
  }
  GuestModel& of = *choices.oneOf(world.guests);
  if (of.isScheduled) {  // what else there is of its model is changed by the scheduler's threads
    actOnScheduled(world, of);
    return nullptr;
  }
  if (of.level() == 0 || of.user == std::this_thread::get_id()) return &of;
  actOnForeign(world, of);
  return nullptr;
}

void actOnGuests(World& world) {
  Choices& choices = world.choices;
  GuestModel* const picked = pickGuest(world);
  if (picked == nullptr) return;
  GuestModel& of = *picked;
  switch (choices.below(16)) {
    case 0:
    case 1: world.expect(tatu_guest_add_fuel(of.raw, choices.below(30'000)) == TATU_OK, "no fuel can be added"); return;
    case 2: return setLimit(world, of);
    case 3: return tatu_guest_stop(of.raw);
    case 4: return drop(world, of);
    case 5: return readCounters(world, of);
    case 6: return remake(world, of);
    case 7:
    case 8: return resume(world, of);
    case 9: return callFromThread(world, of);
    case 10: {
      const tatu_status status = tatu_guest_release_objects(of.raw, nullptr);
      world.expect(status == (of.level() == 0 ? TATU_OK : TATU_MISUSE), "objects are released while a guest runs");
      return;
    }
    default: return goOn(world, of);
  }
}

// It is asked for what nobody else can change.
void askWitness(World& world) {
  const tatu_value n = intValue(3);
  const Outcome counted = callGuest(*world.witness, "count", {&n, 1});
  ++world.witnessed;
  world.expect(counted.status == TATU_OK && counted.result.as.integer == world.witnessed + 3,
               "the witness has been harmed: " + counted.details);
  const Outcome large = callGuest(*world.witness, "text", {&n, 1});
  world.expect(large.status == TATU_OK && large.result.as.integer == 30'000, "the witness is wrong: " + large.details);
}

}  // namespace tatu::calls
