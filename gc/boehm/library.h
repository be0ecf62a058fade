// The only place that includes the Boehm library's headers.
#pragma once

// Threads are supported but never created through the library, so its redirections of the thread functions are not
// wanted.
#define GC_THREADS 1
#define GC_NO_THREAD_REDIRECTS 1
#include <gc/gc.h>
#include <gc/gc_inline.h>
#include <gc/gc_mark.h>

#if GC_VERSION_MAJOR != 8
#error "gc/boehm was written for version 8 of the Boehm library"
#endif
