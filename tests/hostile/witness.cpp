#include "tests/hostile/witness.h"

#include <gtest/gtest.h>

namespace tatu::hostile {

namespace {

constexpr std::int64_t kPart = 20'000;  // of fuel: a tenth of a life

}  // namespace

const AttackLimits& witnessLimits() {
  static const AttackLimits limits = [] {
    AttackLimits enough;
    enough.memory = 16 << 20;
    enough.code = 1'000'000;
    return enough;
  }();
  return limits;
}

const std::vector<std::string>& witnessGrants() {
  static const std::vector<std::string> flags{"--allow-read=home", "--allow-write=witness", "--allow-read=witness",
                                              "--allow-clock"};
  return flags;
}

const Verified& witnessModule() {
  static const Verified module = [] {
    auto made = moduleOf("witness.tatu", readText(TATU_SOURCE_DIR "/tests/hostile/witness.tatu"));
    EXPECT_TRUE(made.has_value()) << made.error().details;
    return made ? *made : nullptr;
  }();
  return module;
}

const std::string& lonelyLife() {
  static const std::string life = [] {
    Machine machine(allTiers().front());
    SlicedGuest guest(machine, *machine.load(witnessModule()), witnessLimits(), witnessGrants());
    while (guest.run(INT64_MAX)) {
    }
    EXPECT_EQ(guest.ending().how, "ok") << guest.transcript();
    return guest.transcript();
  }();
  return life;
}

void Witness::live() {
  if (!present_) present_.emplace(machine_, *image_, witnessLimits(), witnessGrants());
  if (present_->run(kPart)) return;
  const std::string shown = present_->transcript();
  if (shown != lonelyLife() && complaint_.empty()) complaint_ = shown + "\ninstead of\n" + lonelyLife();
  present_.reset();
  ++lives_;
}

void Witness::liveOn() {
  for (const int last = lives_ + (present_ ? 2 : 1); lives_ < last;) live();
}

}  // namespace tatu::hostile
