// A server of functions: each program in a folder is a tenant's, and answers the requests for /NAME/..., each in a
// fresh guest with limits of its own.
//
//   host_server FOLDER PORT   serves until the process ends
//   host_server FOLDER        shows what it does: is asked some questions, and ends
//
// Before the first guest runs, the kernel is asked to confine the process; --unconfined is for those that cannot do it.
#include <sys/syscall.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <tatu/capabilities.hpp>
#include <tatu/compiler.hpp>
#include <tatu/scheduler.hpp>
#include <tatu/tatu.hpp>

#include "client.h"
#include "server.h"
#include "tenant.h"

namespace {

using Tenants = std::map<std::string, Tenant, std::less<>>;

struct Program {
  std::string name;
  std::vector<std::uint8_t> module;
};

// What compiles; the rest is said.
void compileInto(std::vector<Program>& programs, const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string name = path.filename().string();
  tatu::CompileOptions options;
  options.name = name.c_str();
  options.format = TATU_COMPILE_SHORT;
  const tatu::Compiled program = tatu::compile(text, options);
  if (program) {
    programs.push_back({path.stem().string(), {program.bytes().begin(), program.bytes().end()}});
  } else {
    std::printf("%s is not served: %s", name.c_str(), program.messages());
  }
}

std::vector<Program> compileAll(const char* folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".tatu") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Program> programs;
  for (const auto& path : paths) compileInto(programs, path);
  return programs;
}

// From here on this thread, and those that it starts, can do nothing but run guests and serve the connections that are
// made: no files, no programs, no sockets of its own.
bool confine() {
  static constexpr std::int64_t kServing[] = {SYS_accept4, SYS_recvfrom, SYS_sendto, SYS_poll};
  const auto confined =
      tatu::try_confine_thread(tatu::Policy(), TATU_WALL_SYSTEM_CALLS | TATU_WALL_FILES, std::span(kServing));
  if (!confined) std::fprintf(stderr, "%s; --unconfined serves all the same\n", confined.error().what());
  return static_cast<bool>(confined);
}

Response metricsOf(const Tenants& tenants) {
  Response response;
  for (const auto& [name, tenant] : tenants) response.body += tenant.metrics();
  return response;
}

// "/name/rest" is for the tenant `name`.
void serve(Tenants& tenants, tatu::Scheduler& scheduler, const Request& request, const Server::Answer& answer) {
  const std::string_view path = std::string_view(request.path).substr(1);
  const std::string_view name = path.substr(0, path.find('/'));
  if (name == "metrics") return answer(metricsOf(tenants));
  const auto tenant = tenants.find(name);
  if (tenant == tenants.end()) return answer({404, "there is no tenant of this name\n"});
  tenant->second.serve(scheduler, request, answer);
}

void show(const std::string& question, const std::string& answer) {
  std::printf("%s\n  %s\n", question.c_str(), answer.c_str());
}

// What the example shows when nobody else asks: good and bad questions, and many at once.
void askAround(std::uint16_t port) {
  Client client(port);
  for (const char* path :
       {"/greeter/Ada", "/greeter/", "/primes/20", "/primes/x", "/spinner/", "/hoarder/", "/nobody/"}) {
    show(std::string("GET ") + path, client.ask("GET", path, ""));
  }
  show("POST /greeter/ with a body", client.ask("POST", "/greeter/", "a body"));
  std::vector<std::thread> others;
  std::vector<int> answered(4);
  for (int& count : answered) {
    others.emplace_back([port, &count] {
      Client other(port);
      for (int i = 0; i < 100; ++i) count += other.ask("GET", "/greeter/Ada", "") == "200 Hello, Ada!" ? 1 : 0;
    });
  }
  for (std::thread& other : others) other.join();
  for (const int count : answered) std::printf("%d answers of 100\n", count);
  const std::string metrics = client.ask("GET", "/metrics", "");
  std::printf("%s\n", metrics.find("spinner: 1 requests, 0 failed, 1 at a limit") == std::string::npos
                          ? metrics.c_str()
                          : "the metrics tell of each tenant");
}

struct Wishes {
  const char* folder = nullptr;
  const char* port = nullptr;  // null: a demonstration
  bool isConfined = true;
};

// All that needs files and new sockets comes first. The runtime's threads are behind the wall, too.
int run(const Wishes& wishes) {
  const std::vector<Program> programs = compileAll(wishes.folder);
  Tenants tenants;
  tatu::Scheduler* scheduler = nullptr;
  Server server(
      static_cast<std::uint16_t>(wishes.port == nullptr ? 0 : std::atoi(wishes.port)),
      [&](const Request& request, const Server::Answer& answer) { serve(tenants, *scheduler, request, answer); });
  std::thread asking;
  if (wishes.port == nullptr) {
    asking = std::thread([&] {
      askAround(server.port());
      server.stop();
    });
  } else {
    std::printf("http://127.0.0.1:%d/\n", server.port());
    std::fflush(stdout);
  }
  if (wishes.isConfined && !confine()) std::_Exit(1);
  tatu::Runtime runtime;
  for (const Program& program : programs) {
    tenants.try_emplace(program.name, program.name, runtime.load(program.module, program.name.c_str()));
  }
  tatu::Scheduler running(runtime);
  scheduler = &running;
  server.run();
  if (asking.joinable()) asking.join();
  return 0;
}

}  // namespace

int main(int count, char** words) {
  Wishes wishes;
  std::vector<char*> names(words + 1, words + count);
  wishes.isConfined =
      std::erase_if(names, [](const char* word) { return std::string_view(word) == "--unconfined"; }) == 0;
  if (names.empty() || names.size() > 2) {
    std::fprintf(stderr, "usage: host_server [--unconfined] FOLDER [PORT]\n");
    return 2;
  }
  wishes.folder = names[0];
  if (names.size() == 2) wishes.port = names[1];
  try {
    return run(wishes);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
