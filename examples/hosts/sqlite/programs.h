// The programs that one connection has loaded, and what they may use up.
//
// All connections of the process share its runtime. Each has guests of its own, so the globals of a program live as
// long as the connection, or until another program is loaded under its name. The modules stay until the process ends.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tatu/tatu.hpp>

// For each call, but memory, which is what a program holds altogether.
struct Limits {
  std::uint64_t fuel = 10'000'000;
  std::uint64_t memory = std::uint64_t{16} << 20;
  std::uint64_t milliseconds = 5'000;
};

// A function that SQL can call.
struct Callable {
  const tatu_function* function = nullptr;
  std::vector<std::string> parameters;  // types
};

class Program {
 public:
  Program(tatu::Module module, const Limits& limits);

  // Null: it has no such function. It belongs to the program.
  [[nodiscard]] const Callable* find(const std::string& function);
  // With a full measure of fuel, whatever the last call has left.
  [[nodiscard]] tatu::Result<tatu_value> call(const Callable& function, std::span<const tatu_value> arguments,
                                              std::uint64_t fuel);
  void setLimits(const Limits& limits);

 private:
  tatu::Guest guest_;
  std::map<std::string, Callable> callables_;
};

// Everything that fails throws a tatu::Error.
class Programs {
 public:
  // Makes the runtime if there is none yet.
  Programs();

  // Compiles a text, or takes a compiled module.
  void loadText(const std::string& name, std::string_view text);
  void loadModule(const std::string& name, std::span<const std::uint8_t> bytes);
  // "program.function"
  [[nodiscard]] Program& programOf(std::string_view path);
  // "fuel", "memory" or "milliseconds", for all programs from now on.
  void setLimit(std::string_view limit, std::uint64_t most);
  [[nodiscard]] const Limits& limits() const { return limits_; }

 private:
  const std::shared_ptr<tatu::Runtime> runtime_;
  Limits limits_;
  std::map<std::string, Program, std::less<>> programs_;
};
