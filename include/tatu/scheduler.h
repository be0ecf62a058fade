/* Schedulers: calls of many guests on a few threads.
 *
 *   tatu_scheduler_create(runtime, NULL, &scheduler, &error);
 *   tatu_scheduler_call(scheduler, guest, function, arguments, count, ended, data, &error);
 *   tatu_scheduler_wait(scheduler);
 */
#pragma once

#include <tatu/tatu.h>

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* Runs calls of many guests on a few threads. */
typedef struct tatu_scheduler tatu_scheduler;

/* ---- Schedulers: calls of many guests on a few threads
 *
 * A scheduler has threads of its own, on which the calls take turns of some fuel each, and of half a millisecond at
 * most. Of guests that are ready and of one priority, each gets processor time in proportion to its weight, however
 * many there are and whatever they do. (Fuel is the same on every machine, so it cannot say what a guest takes from
 * others on this one.) What a guest was entitled to while it waited or had nothing to do is not made up for. One that
 * waits holds no thread.
 */
/* Which of the guests that are ready come first. */
typedef enum tatu_priority {
  TATU_PRIORITY_LOW = 0,    /* runs when no other wants to */
  TATU_PRIORITY_NORMAL = 1, /* */
  TATU_PRIORITY_HIGH = 2    /* runs before all others */
} tatu_priority;

/* How a guest shares the threads with others. */
typedef struct tatu_schedule {
  size_t size;
  uint32_t weight;   /* from 1 to 1,000,000; default 100 */
  uint32_t priority; /* tatu_priority; default TATU_PRIORITY_NORMAL */
  int32_t thread;    /* the number of the only thread that it runs on; default -1: any */
  uint32_t reserved; /* 0 */
} tatu_schedule;

void tatu_schedule_defaults(tatu_schedule* schedule, size_t size);
/* For calls that begin or are resumed from now on. */
tatu_status tatu_guest_set_schedule(tatu_guest* guest, const tatu_schedule* schedule);

/* How a scheduler is to be. */
typedef struct tatu_scheduler_options {
  size_t size;
  uint32_t threads;  /* at most 1,024; default 0: as many as there are processors */
  uint32_t reserved; /* 0 */
  uint64_t quantum;  /* fuel that a guest uses in one turn at most; default 1,000,000 */
  /* Called by each thread before it runs a guest, with its number from 0: to name it, bind it to a processor, or
   * confine it. Default null. */
  void (*thread_begins)(uint32_t thread, void* data);
  void* data;
} tatu_scheduler_options;

void tatu_scheduler_options_defaults(tatu_scheduler_options* options, size_t size);
/* `options` may be null: the defaults. */
tatu_status tatu_scheduler_create(tatu_runtime* runtime, const tatu_scheduler_options* options,
                                  tatu_scheduler** scheduler, tatu_error** error);
/* Before its runtime. TATU_MISUSE while it has calls, and from one of its own threads. Null is allowed. */
tatu_status tatu_scheduler_destroy(tatu_scheduler* scheduler);
/* Until it has no calls. Not from one of its own threads (TATU_MISUSE). */
tatu_status tatu_scheduler_wait(tatu_scheduler* scheduler);

/* What a call of a scheduler has ended with, as tatu_guest_call says it. `error` is null if there is nothing to say,
 * and the scheduler's to destroy. Called by a thread of the scheduler; the guest is free again, so it can be called,
 * resumed or destroyed here. While it runs the thread does nothing else. */
typedef void (*tatu_ended_function)(tatu_guest* guest, tatu_status status, const tatu_value* result,
                                    const tatu_error* error, void* data);

/* Begins a call, as tatu_guest_call, and returns at once; the arguments are copied. TATU_OK: `ended` will be called,
 * once. Until then the guest cannot be used but for tatu_guest_stop and tatu_guest_counters. From any thread. */
tatu_status tatu_scheduler_call(tatu_scheduler* scheduler, tatu_guest* guest, const tatu_function* function,
                                const tatu_value* arguments, size_t count, tatu_ended_function ended, void* data,
                                tatu_error** error);
/* The same for a call that stands at a limit. */
tatu_status tatu_scheduler_resume(tatu_scheduler* scheduler, tatu_guest* guest, tatu_ended_function ended, void* data,
                                  tatu_error** error);

#ifdef __cplusplus
}
#endif
#ifdef __GNUC__
#pragma GCC visibility pop
#endif
