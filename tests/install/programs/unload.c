/* Loads the library that is named, uses it and unloads it: its code must stay, as its thread does. unload FILE */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <tatu/tatu.h>

/* ISO C has no conversion of what dlsym gives. */
static void find(void* library, const char* name, void* function) {
  void* const address = dlsym(library, name);
  memcpy(function, &address, sizeof address);
}

int main(int count, char** arguments) {
  void* const library = count == 2 ? dlopen(arguments[1], RTLD_NOW) : NULL;
  if (library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  tatu_status (*create)(const tatu_runtime_options*, tatu_runtime**, tatu_error**) = NULL;
  tatu_status (*destroy)(tatu_runtime*) = NULL;
  find(library, "tatu_runtime_create", &create);
  find(library, "tatu_runtime_destroy", &destroy);
  tatu_runtime* runtime = NULL;
  if (create(NULL, &runtime, NULL) != TATU_OK || destroy(runtime) != TATU_OK) return 1;
  dlclose(library);
  if (dlopen(arguments[1], RTLD_NOW | RTLD_NOLOAD) == NULL) {
    fputs("the library is gone, and its thread is not\n", stderr);
    return 1;
  }
  return 0;
}
