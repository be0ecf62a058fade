#include "tests/calls/driver.h"

namespace tatu::calls {

namespace {

void actOnLateCalls(World& world) { world.lateCalls.act(world.choices, world.isAnyScheduled()); }

// As often as each of them stands here.
constexpr std::array kActions{actOnGuests, actOnGuests,  actOnGuests,  actOnGuests,    actOnGuests,    actOnGuests,
                              actOnValues, actOnValues,  actOnObjects, actOnObjects,   actOnLateCalls, actOnLateCalls,
                              misuse,      actOnModules, actOnBuilder, actOnScheduler, actOnScheduler, askWitness};

}  // namespace

void step(World& world) { world.choices.oneOf(kActions)(world); }

Driven drive(std::span<const std::uint8_t> choices, tatu_tier tier, std::uint64_t collectEvery) {
  Driven driven;
  Findings findings;
  {
    World world(Choices(choices), tier, collectEvery, findings);
    while (!world.choices.areOver() && !findings.any()) step(world);
    driven.statistics = world.statistics;
    driven.statistics.answers = world.lateCalls.answered();
    driven.statistics.revoked = world.objects.revoked();
  }
  driven.wrong = findings.first();
  return driven;
}

}  // namespace tatu::calls
