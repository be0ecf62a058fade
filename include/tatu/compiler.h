/* Tatu's compiler as a library of its own, libtatu_compiler: source text to the bytes of a module, which
 * tatu_module_load takes. It has no runtime in it, and of libtatu it needs nothing; both can be in one process.
 *
 *   tatu_compile_result* result;
 *   tatu_status status = tatu_compile(text, size, NULL, &result);
 *   if (status == TATU_OK) bytes = tatu_compile_result_module(result, &byte_count);
 *   else fputs(tatu_compile_result_messages(result), stderr);
 *   tatu_compile_result_destroy(result);
 *
 * A result is yours to destroy; all that it shows belongs to it. What you give is not needed once tatu_compile has
 * returned.
 *
 * Threads. Any number of threads may compile at once. A result may be read by any number of threads.
 *
 * Texts are UTF-8. Whatever is in a source text, the compiler ends with a result: it has no limits that can be raised,
 * but refuses files larger than 64 MiB, and its time and memory grow with the text. */
#pragma once

#include <tatu/tatu.h> /* for the types alone */

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif
#ifdef __cplusplus
extern "C" {
#endif

typedef struct tatu_compile_result tatu_compile_result; /* A module, or messages that say why there is none. */

/* As tatu_version. Modules can be loaded by a libtatu of the same version or a later one of the same major version. */
uint32_t tatu_compiler_version(void);

/* ---- What to compile */

/* A file that a program can import: "geometry/shapes" is that of `import geometry.shapes`. */
typedef struct tatu_compile_file {
  const char* path; /* as above */
  const char* name; /* as messages show it; null: the path and ".tatu" */
  const char* text; /* `size` bytes */
  size_t size;
} tatu_compile_file;

/* Asked for each file that a program imports. Stores `text`, `size` and perhaps `name` into `file`, all of them good
 * until it is called again or tatu_compile returns, and gives true; or false: there is no such file. A path has no dots
 * and no empty parts. It must not let C++ exceptions through, and not jump out. */
typedef bool (*tatu_compile_find)(void* user_data, const char* path, tatu_compile_file* file);

/* The bytes of a module that programs can import as a package: a file of one, or tatu_module_bytes. */
typedef struct tatu_compile_package {
  const void* bytes;
  size_t size;
} tatu_compile_package;

/* How messages are written. */
typedef enum tatu_compile_format {
  TATU_COMPILE_HUMAN = 0, /* several lines for each message, with the line of source text */
  TATU_COMPILE_SHORT = 1, /* one line: "file:line:column: error[E0401]: text" */
  TATU_COMPILE_JSON = 2   /* one line: a Diagnostic object of the Language Server Protocol */
} tatu_compile_format;

/* What belongs to a program beside its text. */
typedef struct tatu_compile_options {
  size_t size;
  const char* name;               /* of the main file, as messages and traces show it; default "program.tatu" */
  const char* package_name;       /* of the module; default null: what is before ".tatu" in the main file's name */
  const char* version;            /* of the module; default "0.0.0" */
  bool needs_main;                /* default false: true refuses a program without `main` */
  bool colour;                    /* of TATU_COMPILE_HUMAN; default false */
  uint16_t reserved;              /* 0 */
  uint32_t format;                /* tatu_compile_format, of the messages */
  const tatu_compile_file* files; /* default none. Looked at before `find` is asked */
  size_t file_count;
  tatu_compile_find find;               /* default null: there are no other files */
  void* user_data;                      /* for `find` */
  const tatu_compile_package* packages; /* default none. Each stands behind those that it imports */
  size_t package_count;
} tatu_compile_options;

void tatu_compile_options_defaults(tatu_compile_options* options, size_t size);

/* ---- Compiling */

/* Compiles the text of a main file with what it imports. `options` may be null: the defaults. Returns
 *
 *   TATU_OK         the result has a module, and maybe warnings
 *   TATU_REJECTED   there are errors in the text, or a package is not a module: the result has no module
 *   TATU_MISUSE     an argument is wrong: the result's messages say which one
 *   TATU_NO_MEMORY  the process has no memory left: `*result` is null */
tatu_status tatu_compile(const char* text, size_t size, const tatu_compile_options* options,
                         tatu_compile_result** result);

/* Null if there are errors. */
const void* tatu_compile_result_module(const tatu_compile_result* result, size_t* size);
/* All errors and warnings in the order of the text, rendered; empty if there are none. */
const char* tatu_compile_result_messages(const tatu_compile_result* result);

/* What a message is. */
typedef enum tatu_compile_severity { TATU_COMPILE_ERROR = 0, TATU_COMPILE_WARNING = 1 } tatu_compile_severity;

/* An error or a warning. */
typedef struct tatu_compile_diagnostic {
  size_t size;
  uint32_t severity; /* tatu_compile_severity */
  uint32_t line;     /* from 1; 0: it belongs to no place in a text */
  uint32_t column;   /* from 1, in Unicode scalar values */
  uint32_t length;   /* of what is wrong, in bytes; 0: a place between two characters */
  const char* code;  /* "E0401"; empty where it belongs to no place in a text */
  const char* file;  /* its name, as given */
  const char* message;
} tatu_compile_diagnostic;

/* How many errors and warnings there are. */
size_t tatu_compile_result_diagnostics(const tatu_compile_result* result);
/* `diagnostic->size` has been set. TATU_MISUSE if there are not so many. */
tatu_status tatu_compile_result_diagnostic(const tatu_compile_result* result, size_t index,
                                           tatu_compile_diagnostic* diagnostic);
/* Null is allowed. */
void tatu_compile_result_destroy(tatu_compile_result* result);

#ifdef __cplusplus
}
#endif
#ifdef __GNUC__
#pragma GCC visibility pop
#endif
