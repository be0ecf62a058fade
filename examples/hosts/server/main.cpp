// A server of functions: each program in a folder is a tenant's, and answers the requests for /NAME/..., each in a
// fresh guest with limits of its own.
//
//   host_server FOLDER PORT   serves until the process ends
//   host_server FOLDER        shows what it does: is asked some questions, and ends
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <tatu/compiler.hpp>
#include <tatu/scheduler.hpp>
#include <tatu/tatu.hpp>

#include "client.h"
#include "server.h"
#include "tenant.h"

namespace {

using Tenants = std::map<std::string, Tenant, std::less<>>;

tatu::Result<tatu::Module> loadProgram(tatu::Runtime& runtime, const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string name = path.filename().string();
  tatu::CompileOptions options;
  options.name = name.c_str();
  options.format = TATU_COMPILE_SHORT;
  const tatu::Compiled program = tatu::compile(text, options);
  if (!program) return tatu::Error(program.status(), program.messages());
  return runtime.try_load(program.bytes(), name.c_str());
}

void loadTenants(tatu::Runtime& runtime, const char* folder, Tenants& tenants) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".tatu") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    auto program = loadProgram(runtime, path);
    if (program) {
      tenants.try_emplace(path.stem().string(), path.stem().string(), *program);
    } else {
      std::printf("%s is not served: %s", path.filename().c_str(), program.error().what());
    }
  }
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

int run(const char* folder, const char* port) {
  tatu::Runtime runtime;
  Tenants tenants;
  loadTenants(runtime, folder, tenants);
  tatu::Scheduler scheduler(runtime);
  Server server(
      static_cast<std::uint16_t>(port == nullptr ? 0 : std::atoi(port)),
      [&](const Request& request, const Server::Answer& answer) { serve(tenants, scheduler, request, answer); });
  if (port != nullptr) {
    std::printf("http://127.0.0.1:%d/\n", server.port());
    std::fflush(stdout);
    server.run();
    return 0;
  }
  std::thread asking([&] {
    askAround(server.port());
    server.stop();
  });
  server.run();
  asking.join();
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2 || count > 3) {
    std::fprintf(stderr, "usage: host_server FOLDER [PORT]\n");
    return 2;
  }
  try {
    return run(words[1], count == 3 ? words[2] : nullptr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
