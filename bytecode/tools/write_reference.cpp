// Writes docs/instructions.md to the file named by the first argument.
#include <cstdio>

#include "bytecode/reference_page.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: write_reference docs/instructions.md\n", stderr);
    return 2;
  }
  std::FILE* const file = std::fopen(arguments[1], "wb");
  if (file == nullptr) {
    std::perror(arguments[1]);
    return 1;
  }
  const std::string page = tatu::bytecode::instructionReferencePage();
  const bool isWritten = std::fwrite(page.data(), 1, page.size(), file) == page.size();
  return std::fclose(file) == 0 && isWritten ? 0 : 1;
}
