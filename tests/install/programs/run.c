/* Runs a module that has been compiled: run FILE. */
#include <inttypes.h>
#include <stdio.h>
#include <tatu/tatu.h>

int main(int count, char** arguments) {
  static unsigned char bytes[1 << 16];
  FILE* file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (file == NULL) return 2;
  const size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);

  tatu_runtime* runtime = NULL;
  tatu_module* module = NULL;
  tatu_guest* guest = NULL;
  tatu_error* error = NULL;
  const tatu_value argument = {.kind = TATU_INT, .as.integer = 6};
  tatu_value result;
  const int is_done =
      tatu_runtime_create(NULL, &runtime, &error) == TATU_OK &&
      tatu_module_load(runtime, bytes, size, "program", &module, &error) == TATU_OK &&
      tatu_guest_create(module, NULL, &guest, &error) == TATU_OK &&
      tatu_guest_call(guest, tatu_module_function(module, "answer"), &argument, 1, &result, &error) == TATU_OK;
  if (is_done) printf("%" PRId64 "\n", result.as.integer);
  if (!is_done) fprintf(stderr, "%s\n", tatu_error_details(error));
  tatu_error_destroy(error);
  tatu_guest_destroy(guest);
  tatu_runtime_destroy(runtime);
  return is_done ? 0 : 1;
}
