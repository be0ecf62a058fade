// A plug-in host: tries everything that lies in a folder, whoever put it there, and is none the worse for it.
//
//   host_plugins FOLDER WORD
//
// A plug-in is a text (.tatu) or anything else, which is taken for a compiled module, with a function
// `transform(text: String): String`. Each gets a guest with narrow limits and without rights.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <tatu/compiler.hpp>
#include <tatu/tatu.hpp>

namespace {

namespace files = std::filesystem;

std::string readFile(const files::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string firstLine(std::string text) { return text.substr(0, text.find('\n')); }

tatu::Result<tatu::Module> loadPlugin(tatu::Runtime& runtime, const files::path& path) {
  const std::string content = readFile(path);
  const std::string name = path.filename().string();
  if (path.extension() != ".tatu") {
    return runtime.try_load({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()}, name.c_str());
  }
  tatu::CompileOptions options;
  options.name = name.c_str();
  options.format = TATU_COMPILE_SHORT;
  const tatu::Compiled plugin = tatu::compile(content, options);
  if (!plugin) return tatu::Error(plugin.status(), plugin.messages());
  return runtime.try_load(plugin.bytes(), name.c_str());
}

struct Silence {
  static std::size_t write(int, std::string_view text) { return text.size(); }
};

tatu::Result<std::string> transform(tatu::Module plugin, const std::string& word) {
  Silence silence;
  tatu::GuestOptions limits;
  limits.fuel = 5'000'000;
  limits.memory_bytes = 1 << 20;
  limits.output_bytes = 1000;
  limits.owned_by(silence);
  const tatu::Guest guest(plugin, limits);
  return guest.try_call<std::string>("transform", word);
}

// What the plug-in makes of the word, or why it does not.
std::string outcomeOf(tatu::Runtime& runtime, const files::path& path, const std::string& word) {
  auto plugin = loadPlugin(runtime, path);
  if (!plugin) return "refused: " + firstLine(plugin.error().what());
  auto result = transform(*plugin, word);
  return result ? *result : "ended: " + firstLine(result.error().what());
}

std::vector<files::path> pluginsIn(const char* folder) {
  std::vector<files::path> paths;
  for (const files::directory_entry& entry : files::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: host_plugins FOLDER WORD\n", stderr);
    return 2;
  }
  try {
    tatu::Runtime runtime;
    for (const files::path& path : pluginsIn(arguments[1])) {
      std::printf("%-16s %s\n", path.filename().c_str(), outcomeOf(runtime, path, arguments[2]).c_str());
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
