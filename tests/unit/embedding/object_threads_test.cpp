// Host objects on several threads: guests that share them, and others that revoke them meanwhile.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include "things.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;

constexpr int kGuests = 3;
constexpr std::size_t kObjects = 64;

class ObjectThreads : public EveryTier {};
TATU_IN_EVERY_TIER(ObjectThreads);

constexpr std::string_view kProgram = R"(
import game
pub fun use(things: Array<game.Thing>): Int {
  var used = 0
  for thing in things {
    try {
      thing.add(1)
      used += game.sum(Array.filled<game.Thing?>(2, thing))
      used = 1
    } catch e: StateException {}
  }
  return used
}
)";

class Places {
 public:
  explicit Places(ThingHost& things) : things_(things), objects_(kObjects) {
    for (auto& object : objects_) object = things.make(1);
  }
  ~Places() {
    for (auto& object : objects_) tatu_object_release(object);
  }
  // With references for the caller.
  std::vector<tatu_value> take() {
    std::vector<tatu_value> taken;
    const std::lock_guard lock(mutex_);
    for (tatu_object* const object : objects_) {
      EXPECT_TRUE(tatu_object_retain(object));
      taken.push_back(objectValue(object));
    }
    return taken;
  }
  void replace(std::size_t at) {
    tatu_object* const fresh = things_.make(1);
    tatu_object* old = nullptr;
    {
      const std::lock_guard lock(mutex_);
      old = std::exchange(objects_[at], fresh);
    }
    tatu_object_revoke(old);
    tatu_object_release(old);
  }

 private:
  ThingHost& things_;
  std::mutex mutex_;
  std::vector<tatu_object*> objects_;
};

void useAll(tatu_module* module, Places& places, int rounds) {
  Guest guest(module);
  for (int i = 0; i < rounds; ++i) {
    const std::vector<tatu_value> taken = places.take();
    const Outcome outcome = guest.call("use", {listValue(TATU_ARRAY, taken)});
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    for (const tatu_value& value : taken) tatu_object_release(value.as.object);
    if (i % 16 == 0) {
      EXPECT_EQ(tatu_guest_release_objects(guest.get(), nullptr), TATU_OK);
    }
  }
}

// That none is used once it has been destroyed, Thing sees, and sanitizers.
void revokeWhileGuestsRun(ThingHost& things, int rounds) {
  {
    tatu_module* const module = things.host.program(kProgram);
    Places places(things);
    std::atomic<int> running{kGuests};
    std::vector<std::thread> threads;
    for (int i = 0; i < kGuests; ++i) {
      threads.emplace_back([&] {
        useAll(module, places, rounds);
        --running;
      });
    }
    for (int i = 0; i < 2; ++i) {
      threads.emplace_back([&, i] {
        std::size_t at = static_cast<std::size_t>(i) * 7;
        do {
          places.replace(at % kObjects);
          at += 3;
          std::this_thread::sleep_for(200us);
        } while (running != 0);
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_GT(things.counts.calls, rounds);
  EXPECT_GT(things.counts.made, static_cast<std::int64_t>(kObjects));
  EXPECT_EQ(things.counts.alive(), 0);
}

TEST_P(ObjectThreads, RevokeWhileGuestsRun) {
  ThingHost things(GetParam());
  revokeWhileGuestsRun(things, 300);
}

TEST_P(ObjectThreads, RevokeWhileGuestsRunAndAllIsCollected) {
  ThingHost things(GetParam(), 20);
  revokeWhileGuestsRun(things, 10);
}

// One object that all guests use and revoke at once is destroyed once, behind the last call.
TEST_P(ObjectThreads, RevokeOneObjectTogether) {
  ThingHost things(GetParam());
  things.inside = [](tatu_host_call*, std::span<const tatu_value> arguments, tatu_value&) {
    tatu_object_revoke(arguments[0].as.object);
    (void)Thing::of(arguments[0]);
    return TATU_OK;
  };
  tatu_module* const module = things.host.program(R"(
import game
pub fun call(thing: game.Thing) { try { thing.call() } catch e: StateException {} }
)");
  for (int round = 0; round < 100; ++round) {
    tatu_object* const object = things.make(round);
    std::vector<std::thread> threads;
    for (int i = 0; i < kGuests; ++i) {
      threads.emplace_back([&] {
        Guest guest(module);
        EXPECT_EQ(called(guest, "call", {objectValue(object)}), "()");
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(things.counts.destroyed, round + 1);
    tatu_object_release(object);
  }
}

}  // namespace
}  // namespace tatu::embedding::test
