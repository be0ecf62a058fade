/* Tatu: run other people's programs inside your own, at native speed and within limits.
 *
 *   tatu_runtime    one per process: what all programs share
 *   tatu_module     a compiled program (.tbc), verified; or a host module, functions of yours that programs import
 *   tatu_guest      one running program: its globals, its memory, its limits
 *
 * A runtime outlives its modules and guests. Everything that a function here creates is yours to destroy; everything
 * that it only shows (texts, values, functions) belongs to the object that it was asked of, as its description says.
 *
 * Errors. Functions that can fail return a tatu_status, and leave a tatu_error behind their last parameter, if there is
 * something to say and that parameter is not null: yours to destroy. A call that is not allowed returns TATU_MISUSE and
 * changes nothing.
 *
 * Threads. A runtime and its modules may be used by any number of threads at once. A guest is used by one thread at a
 * time; only tatu_guest_stop, tatu_guest_counters, and what <tatu/capabilities.h> says so of, may be called by others
 * meanwhile.
 *
 * Texts are UTF-8. Those that you give have a length and need no zero at the end, or are `const char*` and end with
 * one.
 *
 * This header is plain C11. The structures that you fill in begin with their size, so that later versions can add to
 * them, and a program that was built with an earlier header goes on with a later library. The tatu_..._defaults
 * functions set it to what they are given, which is the `sizeof` of the structure, and fill in the default values.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* What all programs of the process share. */
typedef struct tatu_runtime tatu_runtime;
/* A program, a package or a host module that has been loaded. */
typedef struct tatu_module tatu_module;
/* A function of a module that the host can call. */
typedef struct tatu_function tatu_function;
/* A host module that is being made. */
typedef struct tatu_host_module tatu_host_module;
/* A call of a host function by a program; as long as it lasts. */
typedef struct tatu_host_call tatu_host_call;
/* A running program. */
typedef struct tatu_guest tatu_guest;
/* Why a call has not ended well. */
typedef struct tatu_error tatu_error;
/* A call of a host function that is answered later. */
typedef struct tatu_pending_call tatu_pending_call;
/* A class that a host module offers to programs. */
typedef struct tatu_class tatu_class;
/* Something of the host's that programs can hold, of such a class. */
typedef struct tatu_object tatu_object;

/* ---- Versions */

/* 1,000,000 * major + 1,000 * minor + patch of the library that runs. Interfaces of one major version stay
 * compatible. */
uint32_t tatu_version(void);

/* ---- What calls end with */

/* What a call has come to. */
typedef enum tatu_status {
  TATU_OK = 0,
  TATU_MISUSE = 1,     /* the call is not allowed, or an argument is wrong: nothing has changed */
  TATU_REJECTED = 2,   /* a module was refused before anything of it ran */
  TATU_UNCAUGHT = 3,   /* the program threw an exception that nobody caught: the call is over */
  TATU_LIMIT = 4,      /* the program stands at a limit: raise it and resume, or drop the call */
  TATU_DEADLOCKED = 5, /* every fiber of the program waits for another one: the call is over */
  TATU_EXITED = 6,     /* the program has ended itself (exit): the call is over */
  TATU_NO_MEMORY = 7,  /* the process has no memory left: nothing has changed */
  TATU_FAILED = 8,     /* the host could not do what it was asked for; for host functions, too */
  TATU_WAITING = 9,    /* every fiber waits for something outside: resume the call when it may have come */
  TATU_PENDING = 10    /* from host functions only: the answer comes later (tatu_host_call_suspend) */
} tatu_status;

/* Which limit a program stands at. */
typedef enum tatu_limit {
  TATU_LIMIT_NONE = 0,
  TATU_LIMIT_FUEL = 1,
  TATU_LIMIT_MEMORY = 2,
  TATU_LIMIT_CODE = 3,        /* instances of generic code */
  TATU_LIMIT_HOST_MEMORY = 4, /* the process itself has no memory left */
  TATU_LIMIT_DEADLINE = 5,
  TATU_LIMIT_STOP = 6, /* tatu_guest_stop */
  TATU_LIMIT_OUTPUT = 7,
  TATU_LIMIT_OUTPUT_RATE = 8, /* it goes on when time has passed: tatu_error_retry_milliseconds */
  TATU_LIMIT_FIBERS = 9,
  TATU_LIMIT_STACKS = 10, /* of all fibers together */
  TATU_LIMIT_HANDLES = 11 /* nobody stands at it: programs get an IoException. For tatu_guest_set_limit */
} tatu_limit;

/* The texts belong to the error. */
tatu_status tatu_error_status(const tatu_error* error);
/* One line, for people. */
const char* tatu_error_message(const tatu_error* error);
/* The message with all that belongs to it, on several lines: trace, causes, hint. */
const char* tatu_error_details(const tatu_error* error);
/* TATU_UNCAUGHT: the exception's class; otherwise empty. */
const char* tatu_error_exception(const tatu_error* error);
/* TATU_LIMIT: which one. */
tatu_limit tatu_error_limit(const tatu_error* error);
/* TATU_LIMIT_OUTPUT_RATE: when resuming helps; UINT64_MAX: never, as long as the rate is 0. */
uint64_t tatu_error_retry_milliseconds(const tatu_error* error);
/* TATU_EXITED: what the program gave to exit. */
int64_t tatu_error_exit_code(const tatu_error* error);
/* Null is allowed. */
void tatu_error_destroy(tatu_error* error);

/* ---- Values
 *
 * Values are copied between the host and a guest. Which kind goes with which type of the language:
 *
 *   Unit                    TATU_UNIT
 *   T?                      TATU_NULL, or what T goes with
 *   Bool                    TATU_BOOL
 *   Int, Int32, Byte        TATU_INT; what is too large for the type is refused
 *   Float, Float32          TATU_FLOAT; to the guest also TATU_INT, at most 2^53 and 2^24 either way: the same number
 *   Char                    TATU_CHAR; a Unicode scalar value
 *   String                  TATU_STRING
 *   Array<Byte>             TATU_BYTES
 *   other arrays, List      TATU_ARRAY of the elements
 *   tuples                  TATU_RECORD of the parts
 *   data classes            TATU_RECORD of the fields in order; from guest to host only
 *   classes of the host     TATU_OBJECT
 *
 * Other types cannot be given or taken by functions that the host calls or offers. What nests deeper than 64 levels is
 * not given to the host. A place of an array that a program has made without setting it is TATU_NULL, whatever its
 * type.
 */
/* What a value is. */
typedef enum tatu_kind {
  TATU_UNIT = 0,
  TATU_NULL = 1,
  TATU_BOOL = 2,
  TATU_INT = 3,
  TATU_FLOAT = 4,
  TATU_CHAR = 5,
  TATU_STRING = 6,
  TATU_BYTES = 7,
  TATU_ARRAY = 8,
  TATU_RECORD = 9,
  TATU_OBJECT = 10
} tatu_kind;

/* A value on its way; what it points to belongs to whoever has made it. */
typedef struct tatu_value {
  uint32_t kind;     /* tatu_kind */
  uint32_t reserved; /* 0 */
  union {
    bool boolean;
    int64_t integer;
    double number;
    uint32_t character;
    const char* text;               /* STRING: `size` bytes, valid UTF-8 */
    const uint8_t* bytes;           /* BYTES: `size` bytes */
    const struct tatu_value* items; /* ARRAY, RECORD: `size` values */
    tatu_object* object;            /* OBJECT: as long as it is there; see tatu_object_retain */
  } as;
  size_t size;
} tatu_value;

/* ---- The runtime */

/* How programs are run. */
typedef enum tatu_tier {
  TATU_TIER_AUTO = 0,        /* interpreted first, compiled to machine code where time is spent */
  TATU_TIER_INTERPRETER = 1, /* never compiled */
  TATU_TIER_BASELINE = 2     /* compiled before the first call */
} tatu_tier;

/* Called if Tatu finds that it has a fault itself, with a report for its developers: several lines, which tell nothing
 * of programs and their data. They have been written to standard error; the process ends when the function returns. It
 * is called by the thread that has found the fault, in the middle of something: it must not use Tatu. */
typedef void (*tatu_fault_function)(const char* report, void* data);

/* How a runtime is to be. */
typedef struct tatu_runtime_options {
  size_t size;
  uint32_t tier;             /* tatu_tier. A library without compiler interprets whatever stands here */
  uint32_t reserved;         /* 0 */
  uint64_t code_bytes;       /* of machine code, at most; default 64 MiB */
  tatu_fault_function fault; /* default null */
  void* fault_data;
} tatu_runtime_options;

void tatu_runtime_options_defaults(tatu_runtime_options* options, size_t size);

/* Makes the runtime of the process. There can be one at a time. `options` may be null: the defaults. */
tatu_status tatu_runtime_create(const tatu_runtime_options* options, tatu_runtime** runtime, tatu_error** error);
/* Its modules go with it; its guests have been destroyed before (TATU_MISUSE otherwise). Null is allowed. */
tatu_status tatu_runtime_destroy(tatu_runtime* runtime);

/* ---- Modules */

/* Reads and verifies a compiled program, so that guests can be made of it. `name` stands in messages. The packages that
 * it imports beside the core library have been loaded before. The module belongs to the runtime and lives as long. The
 * bytes are not needed afterwards. */
tatu_status tatu_module_load(tatu_runtime* runtime, const void* bytes, size_t size, const char* name,
                             tatu_module** module, tatu_error** error);
/* The same for a package, which modules that are loaded later can import by its name and version. There can be only one
 * of each. */
tatu_status tatu_package_load(tatu_runtime* runtime, const void* bytes, size_t size, const char* name,
                              tatu_module** module, tatu_error** error);

/* A function at the top level of the module, declared `pub`, or `main`, without type parameters; null if there is none
 * of that name. It belongs to the module. */
const tatu_function* tatu_module_function(const tatu_module* module, const char* name);
/* How it is declared: "(Int, String) -> Int?". Belongs to the function. */
const char* tatu_function_signature(const tatu_function* function);
/* How many. */
size_t tatu_function_parameters(const tatu_function* function);

/* What machine code of one module's functions may take. When it is used up, the rest of the module is interpreted: all
 * goes on as before, but slower, and no other module is harmed. An instance of generic code counts for the program that
 * was the first to use it much; the core library's other functions count for nobody. */
typedef enum tatu_module_limit {
  TATU_MODULE_LIMIT_CODE = 1,        /* bytes of machine code at a time; default 16 MiB */
  TATU_MODULE_LIMIT_COMPILE_TIME = 2 /* milliseconds of one processor, in all; default 10,000 */
} tatu_module_limit;

/* At any time, from any thread; for what is compiled from now on. UINT64_MAX: only the runtime's own limit. */
tatu_status tatu_module_set_limit(tatu_module* module, tatu_module_limit limit, uint64_t value);

/* What the machine code of a module's functions takes. */
typedef struct tatu_code_counters {
  size_t size;
  uint64_t code_bytes; /* that there are now */
  uint64_t compile_nanoseconds;
  uint64_t functions_compiled;   /* each as often as it was */
  uint64_t compilations_refused; /* how often one was wanted that the limits forbid */
} tatu_code_counters;

/* `counters->size` has been set to the size that the host knows. From any thread. */
tatu_status tatu_module_counters(const tatu_module* module, tatu_code_counters* counters);

/* ---- Guests */

/* What a guest may reach, and who is told of it: <tatu/capabilities.h>. */
typedef struct tatu_grant tatu_grant;
/* What a program has done outside, or wanted to. */
typedef struct tatu_audit_record tatu_audit_record;
/* Takes it. */
typedef void (*tatu_audit_function)(const tatu_audit_record* record, void* user_data);

/* Takes what the program writes: `stream` is 1 for its output and 2 for its errors. Returns how many bytes it has
 * taken, all of them or at least one; 0 says that nobody reads any more. It must not use the guest. */
typedef size_t (*tatu_write_function)(void* user_data, int stream, const char* bytes, size_t size);

/* Gives the program's input: up to `size` bytes, at least one; 0 at the end. It may wait, which counts for the deadline
 * but is not ended by it. It must not use the guest. */
typedef size_t (*tatu_read_function)(void* user_data, char* bytes, size_t size);

/* When a call comes back to the host before it has ended. */
typedef enum tatu_returns {
  TATU_RETURNS_AT_LIMITS =
      0,                   /* where all fibers of the program wait for time, the network or the host, so does a call */
  TATU_RETURNS_TO_WAIT = 1 /* it returns TATU_WAITING instead, for hosts that have other things to do meanwhile */
} tatu_returns;
/* What happens to a guest, for hosts that watch: logs, statistics, alarms. */
typedef enum tatu_event_kind {
  TATU_EVENT_OUTPUT = 1,          /* `write` has taken this: `stream`, `text` */
  TATU_EVENT_MEMORY_PRESSURE = 2, /* more than nine tenths of its memory are in use: `memory_bytes`, `memory_limit` */
  TATU_EVENT_LIMIT = 3,           /* a call stands at a limit, or could not begin for one: `error` */
  TATU_EVENT_DEADLOCK = 4,        /* a call has ended so: `error` */
  TATU_EVENT_UNCAUGHT = 5         /* a call has ended so: `error`, with the trace in its details */
} tatu_event_kind;

/* What it points to is good until the function returns. Later versions add kinds and fields. */
typedef struct tatu_event {
  size_t size;
  uint32_t kind;  /* tatu_event_kind */
  int32_t stream; /* as for tatu_write_function */
  tatu_guest* guest;
  const tatu_error* error;
  const char* text;
  size_t text_size;
  uint64_t memory_bytes; /* live now */
  uint64_t memory_limit;
} tatu_event;

/* Is called by the thread that runs the guest: while its program runs, between two instructions (pressure) or inside a
 * write (output), or right before the call or resume returns, or a scheduler tells its end. It may read counters,
 * change limits, add fuel, and stop the guest, and use other guests; to call, resume, drop or destroy this one is
 * TATU_MISUSE. It does not jump out. Its time counts for the deadline.
 *
 * Pressure is told once, until less was in use in between. The account has just been brought up to date, so garbage is
 * not in it. The program can ask for itself (Memory.isShort), and let go of what it can make again. */
typedef void (*tatu_event_function)(const tatu_event* event, void* user_data);

/* What a guest may, and what it is given. Where a limit can be switched off, UINT64_MAX says so. */
typedef struct tatu_guest_options {
  size_t size;
  uint64_t fuel;                /* to begin with; default 1,000,000,000, some seconds of interpreted code */
  uint64_t memory_bytes;        /* of live data; default 64 MiB */
  uint64_t stack_bytes;         /* of one fiber; default 1 MiB, at most 1 GiB */
  uint64_t code_units;          /* instances of generic code that it is the first to use; default 1,000,000 */
  uint64_t handles;             /* open files and connections at a time; default 64 */
  uint64_t output_bytes;        /* in all; default 1 MiB */
  uint64_t milliseconds;        /* for each call or resume; default 10,000 */
  uint64_t hash_seed;           /* default 0. Programs cannot see it */
  const tatu_grant* grants;     /* what it may reach; default: nothing */
  size_t grant_count;           /* */
  tatu_write_function write;    /* default null: programs are refused to print */
  void* user_data;              /* for the functions here, and tatu_guest_user_data */
  uint32_t returns;             /* tatu_returns: when calls come back before they have ended */
  uint32_t audit_level;         /* tatu_audit_level; default: all of it */
  tatu_audit_function audit;    /* told of what the program does outside; default null */
  tatu_read_function read;      /* default null: programs are refused to read input */
  const char* const* arguments; /* the program's; default: none */
  size_t argument_count;        /* */
  uint64_t fibers;              /* at a time, the one that makes the call included; default 10,000 */
  uint64_t all_stacks_bytes;    /* of all fibers together; default 32 MiB */
  uint64_t output_rate;         /* bytes per second; a second's worth may come at once. Default: unlimited */
  tatu_event_function event;    /* default null */
} tatu_guest_options;

void tatu_guest_options_defaults(tatu_guest_options* options, size_t size);

/* Makes a guest of the module. Nothing of it runs yet: its globals are set at the beginning of the first call.
 * `options` may be null: the defaults. */
tatu_status tatu_guest_create(tatu_module* module, const tatu_guest_options* options, tatu_guest** guest,
                              tatu_error** error);
/* Wherever it stands, but not from inside one of its host functions (TATU_MISUSE). Null is allowed. */
tatu_status tatu_guest_destroy(tatu_guest* guest);
/* What the options had. */
void* tatu_guest_user_data(const tatu_guest* guest);

/* Calls a function of the guest's module. `result` may be null; what it points to belongs to the guest until its next
 * call has returned, and so can be an argument of that. Returns TATU_OK, or how else the call has ended. If the
 * arguments have no room below the memory limit it has not begun: TATU_LIMIT, and there is nothing to resume.
 *
 * From inside a host function that the guest has called, the same guest can be called again, to a depth of 32. What
 * such a call meets is its own affair, except for limits and exits: see tatu_host_function. */
tatu_status tatu_guest_call(tatu_guest* guest, const tatu_function* function, const tatu_value* arguments, size_t count,
                            tatu_value* result, tatu_error** error);
/* Goes on with a call that stands at a limit (TATU_LIMIT) or waits (TATU_WAITING), as if nothing had happened. */
tatu_status tatu_guest_resume(tatu_guest* guest, tatu_value* result, tatu_error** error);
/* Gives a call up that stands at a limit or waits. Nothing more of it runs. */
tatu_status tatu_guest_drop_call(tatu_guest* guest);

/* Grants add up, to what is left and what is owed: many small ones are one large one. */
tatu_status tatu_guest_add_fuel(tatu_guest* guest, uint64_t fuel);
/* Sets one of the limits anew, in the units of tatu_guest_options; UINT64_MAX switches it off.
 *
 *   FUEL, CODE                         what is left from now on; what was owed is forgotten
 *   MEMORY, FIBERS, STACKS, HANDLES    what there may be at a time; where there is more already, no more is given
 *   OUTPUT                             bytes in all, those that were written included
 *   OUTPUT_RATE                        from now on, as if nothing had been written yet
 *   DEADLINE                           for calls and resumes from now on
 *
 * While the guest stands still, or from inside its host functions and events. Others: TATU_MISUSE. */
tatu_status tatu_guest_set_limit(tatu_guest* guest, tatu_limit limit, uint64_t value);

/* The call under way ends with TATU_LIMIT soon, or the next one does; also if it waits. From any thread, also from a
 * signal handler, as long as the guest exists. */
void tatu_guest_stop(tatu_guest* guest);

/* What a guest has used and has. */
typedef struct tatu_counters {
  size_t size;
  uint64_t fuel_used;
  uint64_t fuel_left;
  uint64_t memory_bytes; /* at most so much is live; exact when the memory limit is met */
  uint64_t allocations;
  uint64_t allocated_bytes;
  uint64_t output_bytes;
  uint64_t handles;
  uint64_t memory_peak_bytes; /* the most that memory_bytes has been */
  uint64_t compiled_fuel;     /* of fuel_used in machine code, with what that calls of the library */
  uint64_t fibers;            /* alive */
  uint64_t stack_bytes;       /* of all of them */
  uint64_t host_calls;        /* of host functions */
  uint64_t stops;             /* at limits */
} tatu_counters;

/* `counters->size` has been set to the size that the host knows, and so much is filled in. From any thread, as long as
 * the guest exists. Exact if the guest stands still, and in its host functions and events. While it runs, or belongs to
 * a scheduler, other threads get numbers that are at most a quarter of a million units of fuel old, and one call of the
 * library; each of them by itself. */
tatu_status tatu_guest_counters(const tatu_guest* guest, tatu_counters* counters);

/* ---- Host modules: functions of yours that programs import by name
 *
 *   tatu_host_module* game;
 *   tatu_host_module_create(runtime, "game", &game, &error);
 *   tatu_host_module_add(game, "fun plant(x: Int, y: Int, kind: String): Int", plant, data, &error);
 *   tatu_host_module_finish(game, &module, &error);
 *
 * and in a program:  import game  ...  game.plant(1, 2, "tree")
 */

/* What a program's call of a host function runs, on the host's stack. `arguments` and what they point to are good until
 * it returns (but bytes are the program's own array, and show what the program does with it in calls that the function
 * makes). It stores into `result` (Unit from the start) and returns TATU_OK; what `result` points to must stay as
 * it is until the next call of a function here on this guest, or be static. Or it returns tatu_host_call_throw(...).
 *
 * It may use everything here, this guest too; it must not let C++ exceptions through, and not jump out. If a call that
 * it makes of this guest ends with TATU_LIMIT or TATU_EXITED, and is not resumed to its end, the guest's outer call
 * ends so as well, whatever the function returns.
 *
 * Its time is the host's: it counts for the deadline but costs the guest only what tatu_host_call_charge says. */
typedef tatu_status (*tatu_host_function)(tatu_host_call* call, const tatu_value* arguments, size_t count,
                                          tatu_value* result, void* data);

/* Is told that nothing can use `data` any more, once. */
typedef void (*tatu_destroy_function)(void* data);

/* Begins a host module. `name` is what programs import. */
tatu_status tatu_host_module_create(tatu_runtime* runtime, const char* name, tatu_host_module** module,
                                    tatu_error** error);
/* Adds a function, declared as in the language, without body and type parameters. `data` is handed to it. Members of
 * the module's classes are functions too: see below. Names must be such as programs can write, so no keywords. */
tatu_status tatu_host_module_add(tatu_host_module* module, const char* declaration, tatu_host_function function,
                                 void* data, tatu_error** error);
/* Runs once, when nothing can call the module's functions any more: at the end of the runtime, behind what destroys its
 * objects, or when the builder is gone and has not become a module. For what the functions have as `data`. It must not
 * use the runtime. May be set any number of times; the last one runs first. */
tatu_status tatu_host_module_on_destroy(tatu_host_module* module, tatu_destroy_function destroy, void* data);
/* Loads the module into its runtime, where programs that are loaded later find it by its name. The builder is gone
 * afterwards, also after an error. `module` may be null. */
tatu_status tatu_host_module_finish(tatu_host_module* builder, tatu_module** module, tatu_error** error);
/* Gives a builder up. Null is allowed. */
void tatu_host_module_destroy(tatu_host_module* builder);

/* The module in the form of a file, for the compiler of programs that import it. Belongs to the module. Null for
 * modules that were loaded from bytes. */
const void* tatu_module_bytes(const tatu_module* module, size_t* size);

/* Who calls. */
tatu_guest* tatu_host_call_guest(const tatu_host_call* call);
/* The program that it is. */
tatu_module* tatu_host_call_module(const tatu_host_call* call);
/* Takes so much more fuel for the call, as for work of that length; the guest may owe it. */
void tatu_host_call_charge(tatu_host_call* call, uint64_t fuel);
/* The call throws an exception of this class of the core library, which programs can catch: "StateException",
 * "ArgumentException", "IoException", "NotFoundException", "DeniedException", ... For the function to return.
 * TATU_MISUSE if there is no such class. */
tatu_status tatu_host_call_throw(tatu_host_call* call, const char* exception, const char* message);

/* ---- Answers that come later
 *
 * A host function that has to wait for something need not hold up the guest, and the thread: it suspends its call,
 * hands over what it gets to whoever will have the answer, and returns TATU_PENDING. The fiber of the program that has
 * called it is parked, others go on, and when all wait the guest does (tatu_guest_options.returns). Who has the answer
 * gives it with tatu_pending_call_return or tatu_pending_call_throw, from any thread, also before the function has
 * returned; each of them, and tatu_pending_call_destroy, ends the object.
 *
 * A guest need not wait until the end: its call is dropped, it is destroyed, the fiber is cancelled. Then the answer
 * does nothing. A pending call may outlive its guest and runtime.
 */

/* For the host function that serves the call, once. What `arguments` point to is gone when it returns. TATU_OK: the
 * pending call is yours. If the function does not return TATU_PENDING afterwards, nobody waits for the answer. */
tatu_status tatu_host_call_suspend(tatu_host_call* call, tatu_pending_call** pending);
/* `result` may be null for Unit, and is copied. TATU_MISUSE: it is no value of the function's type, and the call waits
 * on. */
tatu_status tatu_pending_call_return(tatu_pending_call* pending, const tatu_value* result, tatu_error** error);
/* As tatu_host_call_throw. TATU_OK, or TATU_MISUSE: there is no such exception, and the call waits on. */
tatu_status tatu_pending_call_throw(tatu_pending_call* pending, const char* exception, const char* message);
/* The program gets a StateException. Null is allowed. */
void tatu_pending_call_destroy(tatu_pending_call* pending);
/* Whether somebody still waits for the answer. */
bool tatu_pending_call_is_awaited(const tatu_pending_call* pending);
/* What tatu_pending_call_while_awaited runs. It may answer the pending call, and end it so. It must not use the guest,
 * nor wait. */
typedef void (*tatu_answering_function)(tatu_pending_call* pending, tatu_runtime* runtime, void* data);
/* Runs the function, here and now, unless nobody waits any more: false. Until it has returned, neither the guest nor
 * the runtime can be destroyed. For answers that objects of the host are made for, as that needs the runtime. */
bool tatu_pending_call_while_awaited(tatu_pending_call* pending, tatu_answering_function function, void* data);
/* Called when nobody waits any more though there is no answer yet, by the thread that makes it so, or at once: for
 * calling off the work. It must not use the guest, nor wait, not for a lock either that is held while an answer is
 * given. Once the pending call has ended it is not called, and no call of it is under way but the one that has ended it
 * itself, as it may. */
typedef void (*tatu_cancel_function)(void* data);
/* Sets the function of a pending call. */
tatu_status tatu_pending_call_on_cancel(tatu_pending_call* pending, tatu_cancel_function function, void* data);

/* ---- Host objects: what is yours, in the hands of programs
 *
 *   tatu_host_module_add_class(game, "Entity", NULL, NULL, &entity, &error);
 *   tatu_host_module_add(game, "fun Entity.move(x: Int, y: Int)", move, NULL, &error);
 *   tatu_host_module_add(game, "var Entity.name: String", name, NULL, &error);
 *   tatu_host_module_add(game, "static fun Entity.named(name: String): Entity?", named, NULL, &error);
 *
 * and in a program:  fun tick(e: game.Entity) { e.move(1, 0) }
 *
 * A method has the object as its first argument. So has what serves a `val` or `var`, which gives its value; if there
 * is a second argument, that is the new value of the `var`. For programs it is a class like others, but for this: only
 * the host makes objects of it, and nothing extends it. They are kept, compared (===) and passed on as the program
 * likes.
 *
 * A guest has no pointer to anything of the host's, but numbers of a table that each guest has of its own. An object
 * that is given to a guest twice is the same there. What its program has forgotten leaves the table when the guest's
 * memory is looked through: when its limit is met, when the table has doubled, or tatu_guest_release_objects is called.
 * An entry costs the guest about a hundred bytes of its memory limit.
 *
 * Threads: everything here may be called by any thread at any time. Several guests may use one object at once, if
 * you give it to them.
 */

/* Adds a class, whose members are added behind it. It belongs to the module, and objects can be made of it once that is
 * finished. `key` is any address of yours, by which tatu_runtime_class finds the class, and `data` is yours; both may
 * be null. */
tatu_status tatu_host_module_add_class(tatu_host_module* module, const char* name, const void* key, void* data,
                                       const tatu_class** added, tatu_error** error);
/* "game.Entity"; belongs to the class. */
const char* tatu_class_name(const tatu_class* of);
/* As it was added. */
const void* tatu_class_key(const tatu_class* of);
/* As it was added. */
void* tatu_class_data(const tatu_class* of);
/* The class of a finished module of this runtime that was added with the key, which is not null; null if there is none.
 */
const tatu_class* tatu_runtime_class(const tatu_runtime* runtime, const void* key);
/* The one that the guest's module was loaded into. */
tatu_runtime* tatu_guest_runtime(const tatu_guest* guest);

/* Makes an object, which is yours to release. It goes with its runtime at the latest. `destroy`, which may be null,
 * runs once, when nothing can use `data` any more: in the thread that has revoked or released it last, or has called a
 * guest of the runtime afterwards, or destroys the runtime. It may use objects, but no guests. */
tatu_status tatu_object_create(const tatu_class* of, void* data, tatu_destroy_function destroy, tatu_object** object,
                               tatu_error** error);
/* One more reference to it, each of which is to be released. For an object that a guest has given, so that it stays.
 * False: its last one has been released; only whoever knows that it has not been destroyed can hear this. */
bool tatu_object_retain(tatu_object* object);
/* It is destroyed with its last reference; guests that have it hold one each. Null is allowed. */
void tatu_object_release(tatu_object* object);
/* The same once the call is over, for an object that the function has made and gives as its result. */
void tatu_host_call_release(tatu_host_call* call, tatu_object* object);

/* From now on whatever programs do with it throws a StateException that says so, and nothing of it is touched: `data`
 * is destroyed at once, or as soon as the last call that has it as an argument has returned. */
void tatu_object_revoke(tatu_object* object);
/* Whether that has happened. */
bool tatu_object_is_revoked(const tatu_object* object);

/* Which it is of. */
const tatu_class* tatu_object_class(const tatu_object* object);
/* Good as long as the object is an argument of the host function that asks, is used, or not revoked and not released.
 */
void* tatu_object_data(const tatu_object* object);
/* Keeps its data from being destroyed until tatu_object_end_use. False: it has been revoked. For hosts that revoke
 * objects in one thread while another one looks at what a guest has returned. */
bool tatu_object_use(tatu_object* object);
/* The use is over: one for each tatu_object_use that gave true. */
void tatu_object_end_use(tatu_object* object);

/* Releases now what the guest's program has forgotten. The guest stands still, and none of its host functions is under
 * way. `left`, which may be null: how many objects its program still has, and its last result. */
tatu_status tatu_guest_release_objects(tatu_guest* guest, uint64_t* left);

#ifdef __cplusplus
}
#endif
#ifdef __GNUC__
#pragma GCC visibility pop
#endif
