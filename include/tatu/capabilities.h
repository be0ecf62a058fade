/* What guests may reach, who is told of it, and a second wall around them.
 *
 * A policy is an array of grants. A guest has the grants of its tatu_guest_options and no others. They can be taken
 * back and narrowed while it lives, and never widened.
 *
 *   const tatu_grant policy[] = {{TATU_GRANT_READ, 0, "levels"}, {TATU_GRANT_CLOCK, 0, NULL}};
 *   options.grants = policy;
 *   options.grant_count = 2;
 */
#pragma once

#include <tatu/tatu.h>

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* ---- Grants */

/* What can be granted. */
typedef enum tatu_grant_kind {
  TATU_GRANT_ALL = 1,         /* everything below; of streams and arguments, what the guest was given */
  TATU_GRANT_READ = 2,        /* DIR: to read that directory and everything in it */
  TATU_GRANT_WRITE = 3,       /* DIR: to create, change and remove there; not to read */
  TATU_GRANT_NETWORK = 4,     /* HOST:PORT: to connect to that place and listen there, as docs/command.md describes */
  TATU_GRANT_ENVIRONMENT = 5, /* NAME: to see that variable of the process's environment */
  TATU_GRANT_CLOCK = 6,       /* to see the time in milliseconds, and to wait */
  TATU_GRANT_FINE_CLOCK = 7,  /* the same with a clock as fine as the host's, good enough to spy on neighbours */
  TATU_GRANT_RANDOMNESS = 8,  /* to get random bytes of the host; every program has seeded random numbers */
  TATU_GRANT_ARGUMENTS = 9,   /* to see the arguments. Given by `arguments` of the guest's options */
  TATU_GRANT_INPUT = 10,      /* to read standard input. Given by `read` of the guest's options */
  TATU_GRANT_OUTPUT = 11      /* to write standard output and errors. Given by `write` of the guest's options */
} tatu_grant_kind;

/* The text is not kept. Directories are opened when a guest is made, and their paths not looked up again; relative ones
 * start at the working directory of the process, for grants and for the guest alike. */
struct tatu_grant {
  uint32_t kind;     /* tatu_grant_kind */
  uint32_t reserved; /* 0 */
  const char* text;  /* DIR, HOST:PORT or NAME; null or empty for the other kinds */
};

/* Reads a grant as the command takes it: "--allow-read=levels", "--allow-clock". The text of `grant` points into
 * `flag`. */
tatu_status tatu_grant_parse(const char* flag, tatu_grant* grant, tatu_error** error);
/* Writes it so, at most `size` bytes with a zero at the end; returns how long the whole is, without the zero. 0 for
 * what is no grant. */
size_t tatu_grant_format(const tatu_grant* grant, char* buffer, size_t size);

/* Takes a grant back, as it was given (its path may be spelled differently). TATU_MISUSE, with a text, if the guest has
 * no such grant, so that a misspelt one is noticed. From any thread, also from inside a host function, from `write`,
 * `read` and `audit`, as long as the guest exists; not from a signal handler.
 *
 * When it has returned:
 * - Calls that need the grant are refused: the program meets DeniedException ("the access was taken back" where it
 *   holds something open). So are calls on what was opened by it before: files, listings, lookups, listeners,
 *   connections, and the connections that a listener has taken in. Only closing them is still possible.
 * - No call on files, directories or the network that relied on it is under way: one that was has ended. (So this waits
 *   for that one call, which is as long as a disk takes.)
 * - Who waits for the input, for time, or on the network for what is refused now, is woken and refused. (Of calls that
 *   a scheduler has, those that wait for time go on when it has come; one that has returned TATU_WAITING finds out when
 *   it is resumed.)
 * - `write` and `read` may still be at work in the guest's thread; what `read` gives then does not reach the program.
 *   What was printed before still goes to `write`.
 * What was granted beside it stays: a directory inside that has a grant of its own, the same place by another grant,
 * the coarse clock where the fine one is taken back. TATU_GRANT_CLOCK takes both, TATU_GRANT_ALL everything. */
tatu_status tatu_guest_revoke(tatu_guest* guest, const tatu_grant* grant, tatu_error** error);

/* From now on the guest has these grants and no others; what they leave out is taken back as by tatu_guest_revoke.
 * Grants may be narrower than those before: a directory inside (reached without links), fewer hosts or ports, single
 * variables. A grant that stays word for word keeps what was opened by it; what was opened by one that is now narrower
 * is refused, and can be opened again.
 *
 * What would be more than the guest has is TATU_MISUSE, with a text that names it; a directory that is not there is
 * TATU_FAILED; and nothing has changed. From any thread, as tatu_guest_revoke. */
tatu_status tatu_guest_restrict(tatu_guest* guest, const tatu_grant* grants, size_t count, tatu_error** error);

/* ---- Audit
 *
 * `audit` of the guest's options is called for each call that has reached out of the guest, or was to: on files,
 * directories, the network, standard streams, clocks, randomness, the environment, and of host functions.
 * It is called in the thread that runs the guest, when that call has ended, and the guest waits for it. It must not use
 * the guest, except for tatu_guest_stop and what may be called from any thread here.
 *
 * A record costs less than a tenth of a microsecond beside what `audit` does; without `audit`, or with
 * TATU_AUDIT_NOTHING, nothing is prepared. Calls that could not be done at once and did nothing (reading where nothing
 * has come yet) and mere waiting are not recorded. A host function that answers later is recorded when it has said so,
 * and again if its answer is an exception. */

/* What is worth a record. */
typedef enum tatu_audit_level {
  TATU_AUDIT_ALL = 0,
  TATU_AUDIT_DENIALS = 1, /* only what was denied */
  TATU_AUDIT_NOTHING = 2
} tatu_audit_level;

/* How a call has ended. */
typedef enum tatu_audit_outcome {
  TATU_AUDIT_ALLOWED = 0, /* and done */
  TATU_AUDIT_DENIED = 1,  /* by Tatu, by the operating system, or by a host function that threw DeniedException */
  TATU_AUDIT_FAILED = 2   /* allowed, but could not be done; host functions: anything but TATU_OK */
} tatu_audit_outcome;

/* So much of an object's name stands in a record. */
#define TATU_AUDIT_OBJECT_BYTES 512
/* A line of tatu_audit_format is shorter than this. */
#define TATU_AUDIT_LINE_BYTES 3328

/* Good until `audit` returns. Later versions may add members: `size` says how large it is. */
struct tatu_audit_record {
  size_t size;
  tatu_guest* guest;
  const char* operation; /* "open-file", "connect", "read-environment", ...: names that stay; "call": a host function */
  const char* object;    /* path, address, variable, function, as the program named it: any bytes, no zero at the end */
  size_t object_size;    /* of `object`: at most TATU_AUDIT_OBJECT_BYTES */
  uint32_t outcome;      /* tatu_audit_outcome */
  uint32_t is_cut;       /* 1: the object's name is longer */
  const char* reason;    /* not allowed: "denied", "not-found", "connection-refused", ...; otherwise empty */
};

/* Writes a record as one line without its end: `denied open-file "/etc/passwd"`. Bytes that could drive a terminal,
 * begin a line or hide text are escaped. Writes at most `size` bytes with a zero at the end; returns how long the whole
 * is, without the zero. */
size_t tatu_audit_format(const tatu_audit_record* record, char* buffer, size_t size);

/* From any thread. */
tatu_status tatu_guest_set_audit_level(tatu_guest* guest, tatu_audit_level level);

/* ---- Confinement
 *
 * A second wall, built by the Linux kernel, for the day when a guest gets the better of the checks above. */

/* The walls that the kernel can build. */
typedef enum tatu_wall {
  TATU_WALL_SYSTEM_CALLS = 1, /* seccomp: a call that running guests does not need ends the process with SIGSYS */
  TATU_WALL_FILES = 2         /* Landlock: opening what lies outside of the granted directories is refused (EACCES) */
} tatu_wall;

/* What a thread is confined to. */
typedef struct tatu_confinement {
  size_t size;
  uint32_t walls;              /* of tatu_wall; default: both */
  uint32_t reserved;           /* 0 */
  const tatu_grant* grants;    /* the most that guests in this thread will be granted; default: nothing */
  size_t grant_count;          /* */
  const int64_t* system_calls; /* numbers of system calls that the host needs beside, at most 256 */
  size_t system_call_count;    /* */
} tatu_confinement;

void tatu_confinement_defaults(tatu_confinement* confinement, size_t size);

/* Confines the calling thread, and those that it starts from now on, for good; other threads stay as they are. It can
 * be called again, to confine further. `confinement` may be null: the defaults.
 *
 * Nobody is half confined: if this kernel cannot build a wall that was asked for, or a directory is not there, the call
 * is TATU_FAILED with a text that says which and why, and nothing has changed. The host decides whether it goes on
 * without that wall, by asking for the other one alone.
 *
 * What to know:
 * - All that runs in the thread is confined, host functions too. What they need beside goes into `grants` and
 *   `system_calls`. Descriptors that are open stay usable.
 * - Whoever has taken a confined thread over can still write into the memory of the process. So the wall is whole only
 *   if all threads are behind it: call this before tatu_runtime_create in the first thread of a process, whose threads,
 *   also those of the runtime and of schedulers, then inherit it. A thread that is confined later (those of a scheduler
 *   in `thread_begins`) protects against less.
 * - Starting programs, other processes' memory, new namespaces, mounting, keys, kernel modules and the like end the
 *   process. So does a socket, if `grants` has no network. If it has, sockets of the internet can be made; addresses
 *   are not looked at, but the ports of TCP are, from Landlock 4 on, if no more than 1,024 are granted.
 * - Without granted directories and names to look up, nothing can be opened, not even without TATU_WALL_FILES.
 * - Where TATU_GRANT_WRITE is granted, reading is not prevented by this wall. Names, sizes and times of files can be
 *   seen anywhere. If names of hosts are granted, so can the files that the C library looks them up with.
 * - Programs that the process started before are not confined; it can start none afterwards (PR_SET_NO_NEW_PRIVS is
 *   set). */
tatu_status tatu_confine_thread(const tatu_confinement* confinement, tatu_error** error);

#ifdef __cplusplus
}
#endif
#ifdef __GNUC__
#pragma GCC visibility pop
#endif
