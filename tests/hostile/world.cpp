#include "tests/hostile/world.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "os/platform/clock.h"
#include "tests/hostile/attack.h"

namespace tatu::hostile {

namespace {

struct Entry {
  const char* path;
  const char* text;
};
constexpr Entry kFiles[] = {
    {"home/notes.txt", "first\nsecond\n"},
    {"home/deep/a/b/c/leaf.txt", "leaf\n"},
    {"outside/secret.txt", "secret\n"},
};
constexpr Entry kLinks[] = {
    {"home/out", "../outside"},
    {"home/secret", "../outside/secret.txt"},
    {"home/loop", "loop"},
    {"home/climbing", "deep/a/../../../outside/secret.txt"},
    {"home/kernel", "/proc/self/root"},
};

constexpr const char* kDirectories[] = {"scratch", "witness"};

}  // namespace

std::shared_ptr<os::MemoryMachine> makeMemoryWorld() {
  auto world = std::make_shared<os::MemoryMachine>();
  // A deadline is looked at by this clock where a guest waits, and by the host's where it computes: they begin
  // together.
  const std::chrono::nanoseconds now = os::monotonicNow();
  world->advance(now);
  world->advance(-now);  // which moves the time of day only
  const auto at = [](const char* path) { return std::string(kMemoryWorld) + "/" + path; };
  for (const Entry& file : kFiles) (void)world->putFile(at(file.path), file.text).has_value();
  for (const Entry& link : kLinks) (void)world->putLink(at(link.path), link.text).has_value();
  for (const char* directory : kDirectories) (void)world->putDirectory(at(directory)).has_value();
  return world;
}

void makeDiskWorld(const std::string& directory) {
  const std::filesystem::path root(directory);
  for (const Entry& file : kFiles) {
    std::filesystem::create_directories((root / file.path).parent_path());
    std::ofstream(root / file.path, std::ios::binary) << file.text;
  }
  for (const Entry& link : kLinks) std::filesystem::create_symlink(link.text, root / link.path);
  for (const char* directory : kDirectories) std::filesystem::create_directory(root / directory);
}

bool isUnharmed(const os::MemoryMachine& world) {
  return world.fileContent(std::string(kMemoryWorld) + "/outside/secret.txt") == "secret\n";
}

bool isUnharmed(const std::string& directory) {
  const std::filesystem::directory_iterator entries(directory + "/outside");
  return std::distance(begin(entries), end(entries)) == 1 && readText(directory + "/outside/secret.txt") == "secret\n";
}

}  // namespace tatu::hostile
