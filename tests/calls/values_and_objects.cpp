// Calls with values of all kinds, right and wrong, and with objects of the host.
#include <string>

#include "tests/calls/typed_values.h"
#include "tests/calls/world.h"

namespace tatu::calls {

// A value goes to the program and comes back, or is refused.
void actOnValues(World& world) {
  GuestModel* const of = pickGuest(world);
  if (of == nullptr) return;
  const std::vector<Type>& types = echoedTypes();
  const std::size_t which = world.choices.below(types.size());
  ValueMaker maker(world.choices, world.objects);
  const tatu_value value = maker.make(types[which]);
  const bool isFit = fits(value, types[which]);
  const bool isAllowed = isFit && !of->stands.back();
  const Outcome outcome = callGuest(*of, ("echo" + std::to_string(which)).c_str(), {&value, 1});
  if (outcome.status == TATU_OK) {
    ++world.statistics.echoes;
    world.expect(isEcho(value, outcome.result, types[which]),
                 "a value of " + std::string(types[which].text) + " comes back as another one");
  }
  if (!isFit) ++world.statistics.refusedValues;
  settle(world, *of, outcome, isAllowed);
}

namespace {

void checkObjectResult(World& world, const tatu_value& result) {
  if (result.kind == TATU_INT || result.kind == TATU_NULL) return;
  if (world.expect(result.kind == TATU_OBJECT, "an object is none")) world.objects.look(result);
}

// Gives objects, asks for one, or for what cannot be.
void callWithObjects(World& world, GuestModel& of) {
  Choices& choices = world.choices;
  const tatu_value one = objectValue(world.objects.any(choices));
  const tatu_value other = objectValue(world.objects.any(choices));
  const tatu_value number = intValue(static_cast<std::int64_t>(choices.below(20)));
  const std::array<tatu_value, 2> both{one, other};
  const std::array<tatu_value, 2> wrong{one, number};
  const tatu_value maybe = choices.oneIn(5) ? nullValue() : one;
  const std::uint64_t which = choices.below(4);
  const bool isAllowed = which != 3 && !of.stands.back();
  Outcome outcome;
  if (which == 0) outcome = callGuest(of, "take", {&maybe, 1});
  if (which == 1) outcome = callGuest(of, "same", both);
  if (which == 2) outcome = callGuest(of, "give", {&number, 1});
  if (which == 3) outcome = callGuest(of, "same", wrong);
  if (outcome.status == TATU_OK) checkObjectResult(world, outcome.result);
  if (which == 1 && outcome.status == TATU_OK) {
    world.expect((outcome.result.as.integer == 1) == (one.as.object == other.as.object), "an object is another one");
  }
  settle(world, of, outcome, isAllowed);
}

}  // namespace

void actOnObjects(World& world) {
  if (world.choices.oneIn(3)) return world.objects.change(world.choices);
  GuestModel* const of = pickGuest(world);
  if (of != nullptr) callWithObjects(world, *of);
}

}  // namespace tatu::calls
