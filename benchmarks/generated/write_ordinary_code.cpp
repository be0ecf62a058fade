// Writes a generated program to standard output: write_ordinary_code LINES
#include <cstdio>
#include <cstdlib>

#include "benchmarks/generated/ordinary_code.h"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::string text = tatu::benchmarks::ordinaryCode(std::strtoul(arguments[1], nullptr, 10));
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
