#include "tests/hostile/street.h"

#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "bytecode/writer.h"
#include "tests/hostile/witness.h"
#include "tests/hostile/world.h"

namespace tatu::hostile {

// ---- DiskWorld

DiskWorld::DiskWorld() : before_(std::filesystem::current_path()) {
  makeDiskWorld(folder_.path());
  std::filesystem::current_path(folder_.path());
}

DiskWorld::~DiskWorld() { std::filesystem::current_path(before_); }

bool DiskWorld::isUnharmed() const { return hostile::isUnharmed(folder_.path()); }

// ---- Policy

Policy::Policy(const AttackLimits& limits, std::vector<std::string> flags)
    : flags_(std::move(flags)), options_(host::Guest::defaults()) {
  for (const std::string& flag : flags_) {
    EXPECT_EQ(tatu_grant_parse(flag.c_str(), &grants_.emplace_back(), nullptr), TATU_OK) << flag;
  }
  options_.fuel = limits.fuel;
  options_.memory_bytes = limits.memory;
  options_.stack_bytes = limits.stack;
  options_.code_units = limits.code;
  options_.handles = limits.handles;
  options_.output_bytes = limits.output;
  options_.milliseconds = limits.deadline;
  options_.fibers = limits.fibers;
  options_.all_stacks_bytes = limits.stacks;
  options_.grants = grants_.data();
  options_.grant_count = grants_.size();
}

// ---- Call

namespace {

std::string_view nameOf(tatu_limit limit) {
  switch (limit) {
    case TATU_LIMIT_FUEL: return "fuel";
    case TATU_LIMIT_MEMORY: return "memory";
    case TATU_LIMIT_CODE: return "code";
    case TATU_LIMIT_DEADLINE: return "deadline";
    case TATU_LIMIT_OUTPUT: return "output";
    case TATU_LIMIT_FIBERS: return "fibers";
    case TATU_LIMIT_STACKS: return "stacks";
    default: return "of another kind";
  }
}

std::string howItEnded(tatu_status status, const tatu_value* result, const tatu_error* error) {
  switch (status) {
    case TATU_OK:
      return result->kind == TATU_INT && result->as.integer != 0 ? fmt::format("exit {}", result->as.integer) : "ok";
    case TATU_EXITED: return fmt::format("exit {}", tatu_error_exit_code(error));
    case TATU_UNCAUGHT: return std::string("uncaught ") + tatu_error_message(error);
    case TATU_LIMIT: return "limit " + std::string(nameOf(tatu_error_limit(error)));
    case TATU_DEADLOCKED: return "deadlock";
    default: return fmt::format("status {}", static_cast<int>(status));
  }
}

}  // namespace

Call::Call(tatu_scheduler* scheduler, host::Guest& guest) {
  EXPECT_EQ(tatu_scheduler_call(scheduler, guest.get(), guest.function("main"), nullptr, 0, end, this, nullptr),
            TATU_OK);
}

bool Call::isOver() {
  const std::scoped_lock lock(mutex_);
  return isOver_;
}

const Ending& Call::wait() {
  std::unique_lock lock(mutex_);
  over_.wait(lock, [&] { return isOver_; });
  return ending_;
}

void Call::end(tatu_guest*, tatu_status status, const tatu_value* result, const tatu_error* error, void* data) {
  auto& call = *static_cast<Call*>(data);
  const std::scoped_lock lock(call.mutex_);
  call.ending_.how = howItEnded(status, result, error);
  call.ending_.details = tatu_error_details(error);
  call.isOver_ = true;
  call.over_.notify_all();
}

// ---- Street

namespace {

tatu_scheduler* makeScheduler(tatu_runtime* runtime) {
  tatu_scheduler_options options;
  tatu_scheduler_options_defaults(&options, sizeof options);
  options.threads = 2;
  options.quantum = 50'000;
  tatu_scheduler* scheduler = nullptr;
  EXPECT_EQ(tatu_scheduler_create(runtime, &options, &scheduler, nullptr), TATU_OK);
  return scheduler;
}

std::string shownBy(const host::Guest& guest) {
  const tatu_counters counters = guest.counters();
  return fmt::format("fuel {}, {} allocations, {} bytes, {} handles, {} fibers\n{}", counters.fuel_used,
                     counters.allocations, counters.allocated_bytes, counters.handles, counters.fibers, guest.output());
}

}  // namespace

Street::Street(tatu_tier tier)
    : host_(tier),
      witnessPolicy_(witnessLimits(), witnessGrants()),
      witness_(load(witnessModule(), "witness.tatu")),
      scheduler_(makeScheduler(host_.runtime())),
      lonelyLife_(aLife()) {}

Street::~Street() {
  EXPECT_EQ(tatu_scheduler_wait(scheduler_), TATU_OK);
  EXPECT_EQ(tatu_scheduler_destroy(scheduler_), TATU_OK);
}

tatu_module* Street::load(const Verified& module, const char* name) {
  const std::vector<std::uint8_t> bytes = bytecode::writeModule(module->module());
  tatu_module* loaded = nullptr;
  tatu_error* error = nullptr;
  const host::Outcome outcome =
      host::outcomeOf(tatu_module_load(host_.runtime(), bytes.data(), bytes.size(), name, &loaded, &error), error);
  EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
  return loaded;
}

std::string Street::aLife() {
  host::Guest guest(witness_, witnessPolicy_.options());
  EXPECT_EQ(guest.call("main").status, TATU_OK);
  return shownBy(guest);
}

std::string Street::aLifeOnTheScheduler() {
  host::Guest guest(witness_, witnessPolicy_.options());
  Call call(scheduler_, guest);
  EXPECT_EQ(call.wait().how, "ok");
  return shownBy(guest);
}

}  // namespace tatu::hostile
