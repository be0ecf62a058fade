// What the archive of asmjit knows as stderr, where it is part of a shared library (cmake/dependencies.cmake): code
// that is not position-independent cannot reach the variable of the C library from there.
#include <cstdio>

extern "C" {
extern FILE* tatu_asmjit_error_stream;
FILE* tatu_asmjit_error_stream = stderr;
}
