// Thing: an object of a test's host, and the class `game.Thing` with members that use it. Who uses one that has been
// destroyed fails its test.
#pragma once

#include <atomic>
#include <memory>

#include "host.h"

namespace tatu::embedding::test {

struct Counts {
  std::atomic<std::int64_t> made{0};
  std::atomic<std::int64_t> destroyed{0};
  std::atomic<std::int64_t> calls{0};
  [[nodiscard]] std::int64_t alive() const { return made - destroyed; }
};

// Each is destroyed once, by the runtime.
class Thing {
 public:
  Thing(Counts& counts, std::int64_t number) : number_(number), counts_(counts) { ++counts.made; }
  ~Thing() {
    EXPECT_TRUE(isAlive_.exchange(false));
    ++counts_.destroyed;
  }
  Thing(const Thing&) = delete;
  Thing& operator=(const Thing&) = delete;

  [[nodiscard]] static Thing& of(const tatu_value& value) {
    auto& thing = *static_cast<Thing*>(tatu_object_data(value.as.object));
    EXPECT_TRUE(thing.isAlive_);
    ++thing.counts_.calls;
    return thing;
  }
  [[nodiscard]] std::int64_t number() const { return number_; }
  void setNumber(std::int64_t number) { number_ = number; }

 private:
  std::atomic<std::int64_t> number_;
  Counts& counts_;
  std::atomic<bool> isAlive_{true};
};

class ThingHost {
 public:
  explicit ThingHost(tatu_tier tier = TATU_TIER_AUTO, std::uint64_t collectEvery = 0);

  // With one reference for the caller.
  [[nodiscard]] tatu_object* make(std::int64_t number);

  Counts counts;  // outlives the host
  Body inside;    // what Thing.call and Thing.callAll do; the result is Unit
  Body later;     // what `fun later(): Thing` does
  const tatu_class* thing = nullptr;
  const tatu_class* other = nullptr;
  Host host;
};

}  // namespace tatu::embedding::test
