/* Compiles a text and runs it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <tatu/compiler.h>
#include <tatu/tatu.h>

int main(void) {
  const char* text = "pub fun answer(n: Int): Int = n * 7";
  tatu_compile_result* program = NULL;
  size_t size = 0;
  if (tatu_compile(text, strlen(text), NULL, &program) != TATU_OK) return 2;
  const void* bytes = tatu_compile_result_module(program, &size);

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
  tatu_compile_result_destroy(program);
  return is_done ? 0 : 1;
}
