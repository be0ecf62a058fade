#include "things.h"

namespace tatu::embedding::test {

namespace {

tatu_status add(tatu_host_call*, const tatu_value* arguments, std::size_t, tatu_value* result, void*) {
  Thing& thing = Thing::of(arguments[0]);
  thing.setNumber(thing.number() + arguments[1].as.integer);
  *result = intValue(thing.number());
  return TATU_OK;
}

tatu_status number(tatu_host_call*, const tatu_value* arguments, std::size_t count, tatu_value* result, void*) {
  Thing& thing = Thing::of(arguments[0]);
  if (count == 2) {
    thing.setNumber(arguments[1].as.integer);
  } else {
    *result = intValue(thing.number());
  }
  return TATU_OK;
}

tatu_status named(tatu_host_call* call, const tatu_value* arguments, std::size_t, tatu_value* result, void* data) {
  if (arguments[0].as.integer < 0) {
    result->kind = TATU_NULL;
    return TATU_OK;
  }
  *result = objectValue(static_cast<ThingHost*>(data)->make(arguments[0].as.integer));
  tatu_host_call_release(call, result->as.object);
  return TATU_OK;
}

tatu_status sum(tatu_host_call*, const tatu_value* arguments, std::size_t, tatu_value* result, void*) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < arguments[0].size; ++i) {
    const tatu_value& item = arguments[0].as.items[i];
    if (item.kind == TATU_OBJECT) total += Thing::of(item).number();
  }
  *result = intValue(total);
  return TATU_OK;
}

tatu_status same(tatu_host_call*, const tatu_value* arguments, std::size_t, tatu_value* result, void*) {
  *result = arguments[0];
  return TATU_OK;
}

}  // namespace

ThingHost::ThingHost(tatu_tier tier, std::uint64_t collectEvery) : host(tier, collectEvery) {
  host.hostModule("game",
                  {{"fun Thing.add(n: Int): Int", add},
                   {"var Thing.number: Int", number},
                   {"static fun Thing.named(number: Int): Thing?", named, this},
                   {"fun Thing.call()", callBody, &inside},
                   {"fun Thing.callAll(others: Array<Thing>)", callBody, &inside},
                   {"fun Other.same(): Other", same},
                   {"fun later(): Thing", callBody, &later},
                   {"fun sum(things: Array<Thing?>): Int", sum},
                   {"fun same(thing: Thing): Thing", same},
                   {"fun pair(of: (Thing, Other?)): (Thing, Other?)", same}},
                  {{"Thing", &thing}, {"Other", &other}});
}

tatu_object* ThingHost::make(std::int64_t number) {
  tatu_object* object = nullptr;
  auto data = std::make_unique<Thing>(counts, number);
  const tatu_destroy_function destroy = [](void* thing) { delete static_cast<Thing*>(thing); };
  EXPECT_EQ(tatu_object_create(thing, data.get(), destroy, &object, nullptr), TATU_OK);
  (void)data.release();
  return object;
}

}  // namespace tatu::embedding::test
