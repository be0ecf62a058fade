// Calls of schedulers, which threads of their own run meanwhile.
#include <algorithm>

#include "tests/calls/world.h"

namespace tatu::calls {

namespace {

void makeScheduler(World& world) {
  tatu_scheduler_options options;
  tatu_scheduler_options_defaults(&options, sizeof options);
  const std::array<std::uint32_t, 4> threads{1, 2, 3, 2000};
  options.threads = world.choices.oneOf(threads);
  options.quantum = world.choices.oneIn(8) ? 0 : 1 + world.choices.below(20'000);
  const bool isRight = options.threads <= 1024 && options.quantum != 0;
  const tatu_status status = tatu_scheduler_create(world.runtime, &options, &world.scheduler, nullptr);
  world.expect((status == TATU_OK) == isRight, "a scheduler is made wrongly");
  world.schedulerThreads = options.threads;
}

void setSchedule(World& world, GuestModel& of) {
  tatu_schedule schedule;
  tatu_schedule_defaults(&schedule, sizeof schedule);
  schedule.weight = static_cast<std::uint32_t>(world.choices.below(1000));
  schedule.priority = static_cast<std::uint32_t>(world.choices.below(4));
  schedule.thread = static_cast<std::int32_t>(world.choices.below(5)) - 2;
  const bool isRight = schedule.weight != 0 && schedule.priority <= TATU_PRIORITY_HIGH && schedule.thread >= -1;
  const tatu_status status = tatu_guest_set_schedule(of.raw, &schedule);
  world.expect((status == TATU_OK) == isRight, "a schedule is taken wrongly");
  if (isRight) of.thread = schedule.thread;
}

// Its guest is free again; a call that stands is resumed, dropped, or left.
void ended(tatu_guest* guest, tatu_status status, const tatu_value* result, const tatu_error* error, void* data) {
  auto& of = *static_cast<GuestModel*>(data);
  World& world = *of.world;
  world.expect(guest == of.raw, "a call has ended of another guest");
  world.expect(status != TATU_MISUSE && status != TATU_WAITING && status <= TATU_WAITING, "a call ends wrongly");
  world.expect(status != TATU_OK || result != nullptr, "a call has no result");
  world.expect((status == TATU_LIMIT) == (tatu_error_limit(error) != TATU_LIMIT_NONE), "a limit has no name");
  const std::uint64_t how = of.own.below(4);
  if (how == 0) (void)tatu_guest_drop_call(guest);
  if (how == 1) (void)tatu_guest_resume(guest, nullptr, nullptr);
  of.hasEnded.store(true, std::memory_order_release);
}

void schedule(World& world, GuestModel& of) {
  const bool stands = of.stands.back();
  const tatu_value argument = intValue(static_cast<std::int64_t>(world.choices.below(9)));
  const char* const name = world.choices.oneOf(simpleFunctions());
  const bool isCall = !stands || world.choices.oneIn(8);
  const bool hasThread = of.thread < static_cast<std::int32_t>(world.schedulerThreads);
  of.own = world.choices.split(world.choices.below(48));
  of.isScheduled = true;
  of.hasEnded.store(false, std::memory_order_relaxed);
  tatu_error* error = nullptr;
  const tatu_status status =
      isCall ? tatu_scheduler_call(world.scheduler, of.raw, tatu_module_function(world.program, name), &argument, 1,
                                   ended, &of, &error)
             : tatu_scheduler_resume(world.scheduler, of.raw, ended, &of, &error);
  const Outcome outcome = outcomeOf(status, error);
  if (status == TATU_OK) {
    ++world.statistics.scheduled;
    world.expect(hasThread && (!isCall || !stands), "a call is scheduled that must not be");
    return;
  }
  of.isScheduled = false;
  const bool isRoomless = status == TATU_LIMIT && isCall && !stands;
  world.expect(isRoomless || (status == TATU_MISUSE && (!hasThread || (isCall && stands))),
               "a call is not scheduled: " + outcome.details);
}

void destroyScheduler(World& world) {
  const bool hasCalls = world.isAnyScheduled();
  const tatu_status status = tatu_scheduler_destroy(world.scheduler);
  world.expect(status == TATU_OK || (hasCalls && status == TATU_MISUSE), "a scheduler is not destroyed");
  if (status == TATU_OK) world.scheduler = nullptr;
}

}  // namespace

// What waits for an answer that nobody gives is stopped.
void settleScheduled(World& world) {
  if (!world.isAnyScheduled()) return;
  for (const auto& guest : world.guests) {
    if (guest->isScheduled) tatu_guest_stop(guest->raw);
  }
  if (world.scheduler != nullptr) {
    world.expect(tatu_scheduler_wait(world.scheduler) == TATU_OK, "a scheduler cannot be waited for");
  }
  for (const auto& guest : world.guests) {
    if (!guest->isScheduled) continue;
    world.expect(guest->hasEnded.load(std::memory_order_acquire), "a call of a scheduler has no end");
    guest->isScheduled = false;
    guest->stands.back() = standsStill(*guest);
  }
}

// From the outside only: inside, guests are in the way of each other.
void actOnScheduler(World& world) {
  if (world.depth != 0) return;
  if (world.scheduler == nullptr) return makeScheduler(world);
  switch (world.choices.below(16)) {
    case 0: return destroyScheduler(world);
    case 1:
    case 2:
    case 3: return settleScheduled(world);
    default: break;
  }
  GuestModel* const of = pickGuest(world);
  if (of == nullptr || of->level() != 0) return;
  if (world.choices.oneIn(4)) return setSchedule(world, *of);
  schedule(world, *of);
}

}  // namespace tatu::calls
