// What is documented as a misuse, or as allowed with nothing.
#include "tests/calls/world.h"

namespace tatu::calls {

namespace {

using Check = bool (*)(World& world, GuestModel& of);

tatu_status answer(tatu_host_call*, const tatu_value*, std::size_t, tatu_value*, void*) { return TATU_OK; }
void ended(tatu_guest*, tatu_status, const tatu_value*, const tatu_error*, void*) {}

bool isMisuse(tatu_status status) { return status == TATU_MISUSE; }

const tatu_function* countOf(const World& world) { return tatu_module_function(world.program, "count"); }

constexpr std::array<Check, 36> kChecks{
    [](World& world, GuestModel&) {
      return isMisuse(tatu_guest_call(nullptr, countOf(world), nullptr, 0, nullptr, nullptr));
    },
    [](World&, GuestModel& of) { return isMisuse(tatu_guest_call(of.raw, nullptr, nullptr, 0, nullptr, nullptr)); },
    [](World& world, GuestModel& of) {
      return isMisuse(tatu_guest_call(of.raw, countOf(world), nullptr, 1, nullptr, nullptr));
    },
    [](World& world, GuestModel& of) {
      return isMisuse(tatu_guest_call(of.raw, countOf(world), nullptr, 0, nullptr, nullptr));
    },
    [](World& world, GuestModel& of) {
      const tatu_value zero = intValue(0);
      const tatu_function* const foreign = tatu_module_function(world.other, "count");
      return isMisuse(tatu_guest_call(of.raw, foreign, &zero, 1, nullptr, nullptr));
    },
    [](World& world, GuestModel&) { return tatu_module_function(world.program, "no such") == nullptr; },
    [](World& world, GuestModel&) { return tatu_module_function(world.program, nullptr) == nullptr; },
    [](World&, GuestModel&) { return tatu_module_function(nullptr, "count") == nullptr; },
    [](World&, GuestModel&) { return isMisuse(tatu_guest_resume(nullptr, nullptr, nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_guest_drop_call(nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_guest_add_fuel(nullptr, 1)); },
    [](World&, GuestModel&) { return isMisuse(tatu_guest_set_limit(nullptr, TATU_LIMIT_FUEL, 1)); },
    [](World&, GuestModel& of) { return isMisuse(tatu_guest_counters(of.raw, nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_guest_release_objects(nullptr, nullptr)); },
    [](World&, GuestModel&) { return tatu_guest_destroy(nullptr) == TATU_OK; },
    [](World& world, GuestModel&) { return isMisuse(tatu_guest_create(world.program, nullptr, nullptr, nullptr)); },
    [](World& world, GuestModel&) {
      tatu_guest_options options{};  // without its size
      tatu_guest* guest = nullptr;
      return isMisuse(tatu_guest_create(world.program, &options, &guest, nullptr)) && guest == nullptr;
    },
    [](World& world, GuestModel&) { return isMisuse(tatu_runtime_destroy(world.runtime)); },
    [](World&, GuestModel&) { return isMisuse(tatu_runtime_create(nullptr, nullptr, nullptr)); },
    [](World& world, GuestModel&) {
      tatu_module* module = nullptr;
      return isMisuse(tatu_module_load(world.runtime, nullptr, 10, "null", &module, nullptr)) && module == nullptr;
    },
    [](World& world, GuestModel&) {
      return isMisuse(tatu_module_load(world.runtime, "x", 1, "null", nullptr, nullptr));
    },
    [](World&, GuestModel&) { return isMisuse(tatu_module_set_limit(nullptr, TATU_MODULE_LIMIT_CODE, 1)); },
    [](World& world, GuestModel&) { return isMisuse(tatu_module_counters(world.program, nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_host_module_create(nullptr, "x", nullptr, nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_host_module_add(nullptr, "fun f()", answer, nullptr, nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_host_module_finish(nullptr, nullptr, nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_host_module_on_destroy(nullptr, nullptr, nullptr)); },
    [](World&, GuestModel&) {
      tatu_object* object = nullptr;
      return isMisuse(tatu_object_create(nullptr, nullptr, nullptr, &object, nullptr));
    },
    [](World&, GuestModel&) { return !tatu_object_retain(nullptr) && !tatu_object_use(nullptr); },
    [](World& world, GuestModel&) {
      return tatu_runtime_class(world.runtime, nullptr) == nullptr &&
             tatu_runtime_class(world.runtime, &world) == world.thing;
    },
    [](World&, GuestModel&) { return isMisuse(tatu_pending_call_return(nullptr, nullptr, nullptr)); },
    [](World&, GuestModel&) { return isMisuse(tatu_pending_call_throw(nullptr, "IoException", "")); },
    [](World&, GuestModel&) {
      return !tatu_pending_call_is_awaited(nullptr) && !tatu_pending_call_while_awaited(nullptr, nullptr, nullptr) &&
             isMisuse(tatu_pending_call_on_cancel(nullptr, nullptr, nullptr));
    },
    [](World&, GuestModel&) { return isMisuse(tatu_host_call_suspend(nullptr, nullptr)); },
    [](World& world, GuestModel& of) {
      return isMisuse(tatu_scheduler_call(nullptr, of.raw, countOf(world), nullptr, 0, ended, nullptr, nullptr)) &&
             isMisuse(tatu_scheduler_resume(nullptr, of.raw, ended, nullptr, nullptr));
    },
    [](World&, GuestModel&) {
      tatu_object_release(nullptr);
      tatu_object_revoke(nullptr);
      tatu_pending_call_destroy(nullptr);
      tatu_host_module_destroy(nullptr);
      tatu_error_destroy(nullptr);
      tatu_guest_stop(nullptr);
      return tatu_scheduler_destroy(nullptr) == TATU_OK && isMisuse(tatu_scheduler_wait(nullptr));
    },
};

}  // namespace

void misuse(World& world) {
  GuestModel* const of = pickGuest(world);
  if (of == nullptr) return;
  const std::size_t which = world.choices.below(kChecks.size());
  world.expect(kChecks[which](world, *of), "a misuse is not told of, or nothing is: " + std::to_string(which));
}

}  // namespace tatu::calls
