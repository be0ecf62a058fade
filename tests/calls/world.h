// World: a runtime with what random calls use of it, and a model of what each guest allows.
//
// Threads: one makes the calls. Those of a scheduler run guests that are marked so (GuestModel::isScheduled), and touch
// only what says that they may.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "include/tatu/scheduler.h"
#include "include/tatu/tatu.h"
#include "tests/calls/choices.h"
#include "tests/calls/findings.h"
#include "tests/calls/late_calls.h"
#include "tests/calls/objects.h"
#include "tests/calls/values.h"

namespace tatu::calls {

struct World;

struct GuestModel {
  World* world = nullptr;
  tatu_guest* raw = nullptr;
  bool returnsToWait = false;
  std::int32_t thread = -1;          // the only one of a scheduler that it runs on
  std::vector<bool> stands{false};   // whether a call stands at a limit or waits: by level, the outside first
  std::thread::id user;              // that is in a call of it, at a level above 0
  bool isScheduled = false;          // for the thread that makes the calls
  std::atomic<bool> hasEnded{true};  // and has ended since
  Choices own{{}};                   // of its host functions, while it is scheduled

  [[nodiscard]] std::size_t level() const { return stands.size() - 1; }
};

struct Statistics {
  std::array<int, TATU_PENDING + 1> ended{};  // calls, by their status
  int inside = 0;                             // made by host functions
  int echoes = 0;
  int refusedValues = 0;
  int scheduled = 0;
  int loads = 0;
  int builders = 0;
  int answers = 0;
  int revoked = 0;
};

struct World {
  World(Choices given, tatu_tier tier, std::uint64_t collectEvery, Findings& found);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  bool expect(bool isRight, std::string_view what) { return findings.expect(isRight, what); }
  // Of a host function that serves a call of the guest.
  [[nodiscard]] Choices& choicesOf(GuestModel& of) { return of.isScheduled ? of.own : choices; }
  [[nodiscard]] bool isAnyScheduled() const;

  Findings& findings;
  Choices choices;
  Statistics statistics;
  Objects objects{findings};
  LateCalls lateCalls{findings, objects};
  tatu_runtime* runtime = nullptr;
  const tatu_class* thing = nullptr;
  tatu_module* game = nullptr;
  tatu_module* program = nullptr;
  tatu_module* other = nullptr;  // another program
  tatu_scheduler* scheduler = nullptr;
  std::uint32_t schedulerThreads = 0;
  std::unique_ptr<GuestModel> witness;  // is left alone, and must not notice the others
  std::int64_t witnessed = 0;
  std::vector<std::unique_ptr<GuestModel>> guests;
  tatu_host_module* builder = nullptr;
  std::string builderName;
  std::set<std::string> builderMembers;
  std::set<std::string> moduleNames{"game"};
  std::atomic<int> hostData{0};  // told of to modules, and not destroyed yet
  int depth = 0;                 // of calls within calls, of all guests
};

// ---- What there is to call

// Of the program: each takes an Int and gives one.
[[nodiscard]] std::span<const char* const> simpleFunctions();
// The bytes of the program, which imports the host module, and of another one.
[[nodiscard]] std::span<const std::uint8_t> programBytes(const tatu_module* game);
[[nodiscard]] std::span<const std::uint8_t> otherBytes();
// Makes the host module that they import; its functions make random calls. Null if that cannot be.
[[nodiscard]] tatu_module* makeGame(World& world);

// ---- Calls that the model knows

[[nodiscard]] std::unique_ptr<GuestModel> makeGuest(World& world, const tatu_guest_options& options);
[[nodiscard]] Outcome callGuest(GuestModel& of, const char* function, std::span<const tatu_value> arguments);
[[nodiscard]] Outcome resumeGuest(GuestModel& of);
// One of those that this thread may use. Null: it was another one, with which something has been tried.
[[nodiscard]] GuestModel* pickGuest(World& world);
// What a call or resume has come to that the model allows, or not, and what that changes.
void settle(World& world, GuestModel& of, const Outcome& outcome, bool isAllowed);
// Whether a call of the guest stands at its limit or waits: the next call says so.
[[nodiscard]] bool standsStill(GuestModel& of);

// ---- What can be done next. Each makes a few choices; which are possible depends on where it is.
void actOnGuests(World& world);
void actOnValues(World& world);
void actOnObjects(World& world);
void actOnModules(World& world);
void actOnBuilder(World& world);
void actOnScheduler(World& world);
void misuse(World& world);
void askWitness(World& world);
// One of them.
void step(World& world);

// Waits for all that schedulers run.
void settleScheduled(World& world);

}  // namespace tatu::calls
