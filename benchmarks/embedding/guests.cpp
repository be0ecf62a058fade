// What many guests of one process take: those that stand idle, all at a time, or what lives that are over leave behind.
// Prints a figure a line: its name and its value. The two are measured in processes of their own, as each finds the
// memory that the other one has given back.
//
//   embedding_guests idle|lives COUNT
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "include/tatu/compiler.h"
#include "include/tatu/tatu.h"

namespace {

void check(tatu_status status) {
  if (status == TATU_OK) return;
  std::fprintf(stderr, "status %d\n", static_cast<int>(status));
  std::exit(1);
}

// What the kernel says of this process.
struct Process {
  long pages = 0;
  long mappings = 0;
  long descriptors = 0;
  long threads = 0;
};

long entriesOf(const char* directory) {
  const std::filesystem::directory_iterator entries(directory);
  return std::distance(begin(entries), end(entries));
}

Process process() {
  Process now;
  std::ifstream("/proc/self/statm") >> now.pages >> now.pages;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) ++now.mappings;
  now.descriptors = entriesOf("/proc/self/fd");
  now.threads = entriesOf("/proc/self/task");
  return now;
}

// Of its own state and objects a guest has what small programs have.
constexpr const char* kProgram = R"(
class Item(val name: String, val weight: Int) {}
val items = Array.build(20, i => Item("item ${i}", i * i))
var calls = 0
pub fun one(n: Int): Int {
  calls += 1
  return items[n].weight + calls
}
)";

tatu_module* load(tatu_runtime* runtime) {
  tatu_compile_result* compiled = nullptr;
  const std::string source = kProgram;
  if (tatu_compile(source.data(), source.size(), nullptr, &compiled) != TATU_OK) {
    std::fprintf(stderr, "%s\n", tatu_compile_result_messages(compiled));
    std::exit(1);
  }
  std::size_t size = 0;
  const auto* const bytes = static_cast<const std::uint8_t*>(tatu_compile_result_module(compiled, &size));
  tatu_module* module = nullptr;
  check(tatu_module_load(runtime, bytes, size, "program", &module, nullptr));
  tatu_compile_result_destroy(compiled);
  return module;
}

tatu_guest* makeCalled(tatu_module* module) {
  tatu_guest* guest = nullptr;
  check(tatu_guest_create(module, nullptr, &guest, nullptr));
  tatu_value argument{};
  argument.kind = TATU_INT;
  argument.as.integer = 3;
  tatu_value result{};
  check(tatu_guest_call(guest, tatu_module_function(module, "one"), &argument, 1, &result, nullptr));
  if (result.as.integer != 10) std::exit(1);
  return guest;
}

void live(tatu_module* module, long lives) {
  for (long i = 0; i < lives; ++i) check(tatu_guest_destroy(makeCalled(module)));
}

void report(const Process& before) {
  const Process after = process();
  std::printf("kib %ld\n", (after.pages - before.pages) * (::sysconf(_SC_PAGESIZE) / 1024));
  std::printf("mappings %ld\n", after.mappings - before.mappings);
  std::printf("descriptors %ld\n", after.descriptors - before.descriptors);
  std::printf("threads %ld\n", after.threads - before.threads);
}

void measureIdle(tatu_module* module, long count) {
  live(module, 1);
  const Process before = process();
  std::vector<tatu_guest*> guests;
  for (long i = 0; i < count; ++i) guests.push_back(makeCalled(module));
  report(before);
  for (tatu_guest* guest : guests) check(tatu_guest_destroy(guest));
}

void measureLives(tatu_module* module, long count) {
  live(module, count / 4);  // after which the heap has its size
  const Process before = process();
  live(module, count);
  report(before);
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  const std::string what = words[1];
  const long wanted = std::atol(words[2]);
  tatu_runtime* runtime = nullptr;
  check(tatu_runtime_create(nullptr, &runtime, nullptr));
  tatu_module* const module = load(runtime);
  what == "idle" ? measureIdle(module, wanted) : measureLives(module, wanted);
  return tatu_runtime_destroy(runtime) == TATU_OK ? 0 : 1;
}
