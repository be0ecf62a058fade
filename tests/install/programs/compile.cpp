// Compiles a text and runs it.
#include <cstdio>

#include <tatu/compiler.hpp>
#include <tatu/tatu.hpp>

int main() {
  const tatu::Compiled program = tatu::compile("pub fun answer(n: Int): Int = n * 7");
  if (!program) {
    std::fputs(program.messages(), stderr);
    return 2;
  }
  try {
    tatu::Runtime runtime;
    tatu::Guest guest(runtime.load(program.bytes(), "program"));
    std::printf("%d\n", guest.call<int>("answer", 6));
  } catch (const tatu::Error& error) {
    std::fprintf(stderr, "%s\n", error.details().c_str());
    return 1;
  }
}
