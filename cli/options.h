// What the command line says, as data.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/renderer.h"
#include "os/guest/capabilities.h"
#include "os/platform/standard_stream.h"
#include "vm/guest.h"

namespace tatu::cli {

enum class Verb : std::uint8_t { Run, Check, Build, Dis, Asm, Verify, Test, Version, Help };

// What is written for profilers about machine code.
struct JitPerf {
  bool map = false;
  bool dump = false;
};

struct Options {
  Verb verb = Verb::Help;
  std::string file;                    // "-" is standard input
  std::vector<std::string> arguments;  // the program's own
  std::string output;                  // -o; "-" is standard output
  std::vector<std::string> packages;   // files of modules that the program can import

  compiler::DiagnosticFormat errorFormat = compiler::DiagnosticFormat::Human;
  os::ColorChoice color = os::ColorChoice::Auto;

  os::Capabilities capabilities = os::Capabilities::forCommand();
  std::optional<std::int64_t> fuel;
  std::optional<std::uint64_t> maxMemory;
  std::optional<std::uint64_t> maxOutput;
  std::optional<std::chrono::nanoseconds> deadline;
  vm::Tier tier = vm::Tier::Auto;
  std::optional<std::int64_t> jitThreshold;
  std::optional<std::uint64_t> jitCode;  // bytes of machine code
  std::string jitDump;                   // the function whose machine code is shown
  JitPerf jitPerf;
  std::optional<std::uint64_t> gcStress;
  std::optional<std::uint64_t> seed;
  bool showStatistics = false;

  std::string filter;  // test: only tests with this in their names
  bool listTests = false;
  bool updateGolden = false;
  bool isJson = false;  // version

  std::string helpText;  // Help: what to print
};

}  // namespace tatu::cli
