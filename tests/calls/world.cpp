#include "tests/calls/world.h"

#include <algorithm>

#include "embedding/runtime.h"

namespace tatu::calls {

namespace {

tatu_runtime* makeRuntime(Findings& findings, tatu_tier tier, std::uint64_t collectEvery) {
  tatu_runtime_options options;
  tatu_runtime_options_defaults(&options, sizeof options);
  options.tier = tier;
  gc::HeapOptions heap;
  heap.collectEvery = collectEvery;
  tatu_runtime* runtime = nullptr;
  tatu_error* error = nullptr;
  const Outcome made = outcomeOf(embedding::createRuntime(options, heap, &runtime, &error), error);
  findings.expect(made.status == TATU_OK, "there is no runtime: " + made.details);
  return runtime;
}

tatu_module* load(World& world, std::span<const std::uint8_t> bytes) {
  tatu_module* module = nullptr;
  tatu_error* error = nullptr;
  const Outcome loaded =
      outcomeOf(tatu_module_load(world.runtime, bytes.data(), bytes.size(), "program", &module, &error), error);
  world.expect(loaded.status == TATU_OK, "the program cannot be loaded: " + loaded.details);
  return module;
}

std::unique_ptr<GuestModel> makeWitness(World& world) {
  tatu_guest_options options;
  tatu_guest_options_defaults(&options, sizeof options);
  options.fuel = UINT64_MAX;
  options.milliseconds = UINT64_MAX;
  return makeGuest(world, options);
}

}  // namespace

World::World(Choices given, tatu_tier tier, std::uint64_t collectEvery, Findings& found)
    : findings(found), choices(given), runtime(makeRuntime(findings, tier, collectEvery)) {
  if (runtime == nullptr || !expect((game = makeGame(*this)) != nullptr, "the host module cannot be made")) return;
  objects.begin(*thing);
  program = load(*this, programBytes(game));
  other = load(*this, otherBytes());
  if (!findings.any()) witness = makeWitness(*this);
}

bool World::isAnyScheduled() const {
  return std::any_of(guests.begin(), guests.end(), [](const auto& guest) { return guest->isScheduled; });
}

namespace {

// In any order, but that guests go before their runtime, schedulers before both, and objects before the runtime.
void endThings(World& world) {
  enum class Thing : std::uint8_t { Answers, Objects, Guests, Builder };
  std::vector things{Thing::Answers, Thing::Objects, Thing::Guests, Thing::Builder};
  while (!things.empty()) {
    std::swap(things[world.choices.below(things.size())], things.back());
    switch (things.back()) {
      case Thing::Answers:
        if (world.choices.oneIn(2)) world.lateCalls.endAll(world.choices, true);
        break;
      case Thing::Objects: world.objects.releaseAll(); break;
      case Thing::Guests:
        world.expect(tatu_runtime_destroy(world.runtime) == TATU_MISUSE, "a runtime can be destroyed under its guests");
        for (const auto& guest : world.guests) {
          world.expect(tatu_guest_destroy(guest->raw) == TATU_OK, "a guest cannot be destroyed");
        }
        world.expect(tatu_guest_destroy(world.witness->raw) == TATU_OK, "the witness cannot be destroyed");
        break;
      case Thing::Builder: tatu_host_module_destroy(world.builder); break;
    }
    things.pop_back();
  }
}

}  // namespace

World::~World() {
  if (witness != nullptr) {
    settleScheduled(*this);
    askWitness(*this);
    expect(tatu_scheduler_destroy(scheduler) == TATU_OK, "a scheduler without calls cannot be destroyed");
    endThings(*this);
  }
  expect(tatu_runtime_destroy(runtime) == TATU_OK, "a runtime without guests cannot be destroyed");
  lateCalls.endAll(choices, false);
  expect(objects.alive() == 0, "an object is never destroyed");
  expect(hostData == 0, "data of a host module is never destroyed");
}

}  // namespace tatu::calls
