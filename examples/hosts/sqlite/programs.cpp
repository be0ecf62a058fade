#include "programs.h"

#include <mutex>

#include <tatu/compiler.hpp>

#include "values.h"

namespace {

[[noreturn]] void refuse(std::string message) { throw tatu::Error(TATU_MISUSE, std::move(message)); }

std::string withoutLineEnd(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

// There is one runtime in a process, for all connections that are open at a time.
std::shared_ptr<tatu::Runtime> sharedRuntime() {
  static std::mutex mutex;
  static std::weak_ptr<tatu::Runtime> shared;
  const std::scoped_lock lock(mutex);
  std::shared_ptr<tatu::Runtime> runtime = shared.lock();
  if (runtime == nullptr) shared = runtime = std::make_shared<tatu::Runtime>();
  return runtime;
}

// Nothing is granted, and nothing can be printed.
tatu::GuestOptions guestOptions(const Limits& limits) {
  tatu::GuestOptions options;
  options.fuel = 0;  // each call brings its own
  options.memory_bytes = limits.memory;
  options.milliseconds = limits.milliseconds;
  return options;
}

}  // namespace

Program::Program(tatu::Module module, const Limits& limits) : guest_(module, guestOptions(limits)) {}

const Callable* Program::find(const std::string& function) {
  if (const auto found = callables_.find(function); found != callables_.end()) return &found->second;
  const tatu::Function raw = guest_.module().function(function.c_str());
  if (!raw) return nullptr;
  return &callables_.emplace(function, Callable{raw.raw(), parameterTypes(raw.signature())}).first->second;
}

tatu::Result<tatu_value> Program::call(const Callable& function, std::span<const tatu_value> arguments,
                                       std::uint64_t fuel) {
  const std::uint64_t left = guest_.counters().fuel_left;
  if (left < fuel) guest_.add_fuel(fuel - left);
  tatu_value result{};
  tatu_error* error = nullptr;
  const tatu_status status =
      tatu_guest_call(guest_.raw(), function.function, arguments.data(), arguments.size(), &result, &error);
  if (status == TATU_OK) return result;
  (void)tatu_guest_drop_call(guest_.raw());  // refused unless it stands at a limit
  return tatu::Error(status, error);
}

void Program::setLimits(const Limits& limits) {
  guest_.set_limit(TATU_LIMIT_MEMORY, limits.memory);
  guest_.set_limit(TATU_LIMIT_DEADLINE, limits.milliseconds);
}

Programs::Programs() : runtime_(sharedRuntime()) {}

void Programs::loadText(const std::string& name, std::string_view text) {
  const std::string file = name + ".tatu";
  tatu::CompileOptions options;
  options.name = file.c_str();
  options.format = TATU_COMPILE_SHORT;
  const tatu::Compiled program = tatu::compile(text, options);
  if (!program) refuse(withoutLineEnd(program.messages()));
  loadModule(name, program.bytes());
}

void Programs::loadModule(const std::string& name, std::span<const std::uint8_t> bytes) {
  Program program(runtime_->load(bytes, name.c_str()), limits_);
  programs_.insert_or_assign(name, std::move(program));
}

Program& Programs::programOf(std::string_view path) {
  const std::string_view name = path.substr(0, path.find('.'));
  const auto found = programs_.find(name);
  if (found != programs_.end()) return found->second;
  refuse("no program `" + std::string(name) + "` has been loaded; tatu_load(name, text) does it");
}

void Programs::setLimit(std::string_view limit, std::uint64_t most) {
  if (limit == "fuel") {
    limits_.fuel = most;
  } else if (limit == "memory") {
    limits_.memory = most;
  } else if (limit == "milliseconds") {
    limits_.milliseconds = most;
  } else {
    refuse("there is no limit `" + std::string(limit) + "`: fuel, memory or milliseconds");
  }
  for (auto& [name, program] : programs_) program.setLimits(limits_);
}
