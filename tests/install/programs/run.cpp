// Runs a module that has been compiled: run FILE.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <vector>

#include <tatu/tatu.hpp>

int main(int count, char** arguments) {
  if (count != 2) return 2;
  std::ifstream file(arguments[1], std::ios::binary);
  const std::vector<char> content{std::istreambuf_iterator<char>(file), {}};
  try {
    tatu::Runtime runtime;
    tatu::Guest guest(runtime.load({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()}, "program"));
    std::printf("%d\n", guest.call<int>("answer", 6));
  } catch (const tatu::Error& error) {
    std::fprintf(stderr, "%s\n", error.details().c_str());
    return 1;
  }
}
