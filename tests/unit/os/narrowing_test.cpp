// Policies that take each other's place while a system lives, and threads that interrupt those who wait.
#include <atomic>
#include <thread>

#include "os/guest/real_system.h"
#include "os/guest/system_observer.h"
#include "tests/unit/os/network_test_support.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

class Narrowing : public EveryWorld {
 protected:
  void SetUp() override {
    EveryWorld::SetUp();
    world->putDirectory(at("a/b/c"));
    world->putFile(at("a/f"), "outer");
    world->putFile(at("a/b/g"), "inner");
  }
  static Capabilities of(const std::vector<Grant>& grants) {
    Capabilities capabilities;
    for (const Grant& grant : grants) must(capabilities.allow(grant));
    return capabilities;
  }
};

TEST_P(Narrowing, DirectoriesInsideTakeThePlaceOfOuterOnes) {
  const auto system = world->make(of({{GrantKind::Read, "a"}, {GrantKind::Write, "a/b"}}));
  const Handle outer = must(system->openFile("a/f", OpenFlag::Read));
  const Handle inner = must(system->openFile("a/b/g", OpenFlag::Read | OpenFlag::Write));
  must(system->restrictTo(of({{GrantKind::Read, "a/b"}, {GrantKind::Write, "a/b"}})));
  std::array<std::byte, 1> one{};
  EXPECT_EQ(kindOf(system->read(outer, one)), "denied");
  EXPECT_EQ(kindOf(system->read(inner, one)), "ok");  // that grant still allows both
  must(system->restrictTo(of({{GrantKind::Read, "a/b"}})));
  EXPECT_EQ(kindOf(system->read(inner, one)), "denied");  // opened for writing, too
  EXPECT_EQ(readFile(*system, "a/b/g"), "inner");
  must(system->restrictTo(of({{GrantKind::Read, "a/b/c"}})));
  EXPECT_EQ(kindOf(system->openFile("a/b/g", OpenFlag::Read)), "denied");
  EXPECT_EQ(kindOf(system->openDirectory("a/b/c")), "ok");
  EXPECT_EQ(kindOf(system->restrictTo(of({{GrantKind::Read, "a/b"}}))), "invalid-argument");
  must(system->restrictTo(Capabilities{}));
  EXPECT_EQ(kindOf(system->openDirectory("a/b/c")), "denied");
}

TEST_P(Narrowing, ARefusedPolicyChangesNothing) {
  const auto system = world->make(of({{GrantKind::Read, "a"}, {GrantKind::Clock, ""}}));
  for (const Grant& wider : std::vector<Grant>{{GrantKind::Read, "."},
                                               {GrantKind::Write, "a"},
                                               {GrantKind::FineClock, ""},
                                               {GrantKind::Randomness, ""},
                                               {GrantKind::Arguments, ""},
                                               {GrantKind::Input, ""},
                                               {GrantKind::Output, ""},
                                               {GrantKind::Environment, "HOME"},
                                               {GrantKind::Network, "1.2.3.4:5"},
                                               {GrantKind::All, ""}}) {
    EXPECT_EQ(kindOf(system->restrictTo(of({{GrantKind::Clock, ""}, wider}))), "invalid-argument") << flagOf(wider);
  }
  EXPECT_EQ(kindOf(system->restrictTo(of({{GrantKind::Read, "a/none"}}))), "not-found");
  EXPECT_EQ(kindOf(system->restrictTo(of({{GrantKind::Read, "a/f"}}))), "not-a-directory");
  EXPECT_EQ(readFile(*system, "a/f"), "outer");
  must(system->wallClock());
}

TEST_P(Narrowing, NetworkAndVariables) {
  const auto system = world->make(of({{GrantKind::Network, "*.example.org:1-100"},
                                      {GrantKind::Network, "10.0.0.0/8:*"},
                                      {GrantKind::Network, "*:443"},
                                      {GrantKind::Environment, "A"},
                                      {GrantKind::Environment, "B"}}));
  for (const char* wider : {"*.org:1", "*.example.org:*", "example.org:80", "*:80", "10.0.0.0/7:1", "11.0.0.1:5",
                            "localhost:443", "127.0.0.1:443", "[::1]:443", "*.localhost:443", "0.0.0.0/0:443"}) {
    EXPECT_EQ(kindOf(system->restrictTo(of({{GrantKind::Network, wider}}))), "invalid-argument") << wider;
  }
  must(system->restrictTo(of({{GrantKind::Network, "a.example.org:80"},
                              {GrantKind::Network, "*.b.example.org:1-99"},
                              {GrantKind::Network, "10.1.0.0/16:5432"},
                              {GrantKind::Network, "8.8.8.8:443"},
                              {GrantKind::Environment, "B"}})));
  EXPECT_EQ(kindOf(system->environment("A")), "denied");
  EXPECT_EQ(kindOf(system->environment("B")), "ok");
  EXPECT_EQ(kindOf(system->connect("10.2.0.1", 5432)), "denied");
  EXPECT_EQ(kindOf(system->resolve("c.example.org")), "denied");
  EXPECT_EQ(kindOf(system->revoke({GrantKind::Network, "*:443"})), "not-found");
  must(system->revoke({GrantKind::Network, "10.1.0.0/16:5432"}));
}

TEST_P(Narrowing, TheFineClockLeavesTheCoarseOne) {
  const auto system = world->make(of({{GrantKind::FineClock, ""}}));
  must(system->revoke({GrantKind::FineClock, ""}));
  EXPECT_EQ(must(system->wallClock()).count() % 1'000'000, 0);
  EXPECT_EQ(kindOf(system->revoke({GrantKind::FineClock, ""})), "not-found");
  must(system->revoke({GrantKind::Clock, ""}));
  EXPECT_EQ(kindOf(system->wallClock()), "denied");
}

INSTANTIATE_TEST_SUITE_P(Worlds, Narrowing, ::testing::ValuesIn(allWorlds()), worldName);

// A name that means the host itself is no way around "public addresses only".
TEST(NarrowingInMemory, StarIsNotLoopbackAlsoAfterLookingItUp) {
  auto machine = std::make_shared<MemoryMachine>();
  const auto system = must(createMemorySystem(machine, withNetwork({"*:80"})));
  for (const char* name : {"localhost", "app.localhost"}) {
    const Handle lookup = must(system->resolve(name));
    (void)must(system->finishResolve(lookup));
    EXPECT_EQ(kindOf(system->connect("127.0.0.1", 80)), "denied") << name;
    EXPECT_EQ(kindOf(system->connect("::1", 80)), "denied") << name;
  }
}

TEST(NarrowingOfTheReal, SleepersAreWoken) {
  const auto system = must(createRealSystem(Capabilities::forCommand()));
  std::atomic<bool> begun{false};
  std::string outcome;
  std::thread sleeper([&] {
    begun = true;
    outcome = kindOf(system->sleep(std::chrono::hours(1)));
  });
  while (!begun) std::this_thread::yield();
  must(system->revoke({GrantKind::Randomness, ""}));  // interrupts, and the sleep goes on
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  must(system->revoke({GrantKind::Clock, ""}));
  sleeper.join();
  EXPECT_EQ(outcome, "denied");
}

class Recorder final : public SystemObserver {
 public:
  bool wantsAll() const noexcept override { return !denialsOnly; }
  bool wantsDenials() const noexcept override { return true; }
  void saw(const SystemEvent& event) noexcept override {
    seen.push_back(std::string(rowOf(event.operation).name) + " " + std::string(event.object) +
                   (event.failure == nullptr ? "" : " " + std::string(nameOf(event.failure->kind))));
  }
  bool denialsOnly = false;
  std::vector<std::string> seen;
};

TEST(Observed, EachCallIsToldOnceAndWaitingIsNot) {
  Recorder recorder;
  auto machine = std::make_shared<MemoryMachine>();
  must(machine->putFile("/d/f", "text"));
  SystemOptions options;
  options.observer = &recorder;
  Capabilities capabilities = withNetwork({"127.0.0.1:*"});
  must(capabilities.allowRead("/d"));
  must(capabilities.allowWrite("/d"));
  const auto system = must(createMemorySystem(machine, capabilities, options));
  const Handle file = must(system->openFile("/d/f", OpenFlag::Read));
  std::array<std::byte, 4> buffer{};
  (void)must(system->read(file, buffer));
  (void)must(system->seek(file, 0, SeekOrigin::Start));
  must(system->close(file));
  EXPECT_EQ(kindOf(system->close(file)), "no-such-handle");
  must(system->rename("/d/f", "/d/g"));
  (void)must(system->write(system->standardError(), bytes("x")));
  const Handle listener = must(system->listen("127.0.0.1", 80));
  EXPECT_EQ(kindOf(system->accept(listener)), "would-block");
  (void)must(system->awaitReady(kWithoutWaiting));
  EXPECT_EQ(recorder.seen,
            (std::vector<std::string>{"open-file /d/f", "read-file /d/f", "close-handle /d/f",
                                      "close-handle handle no-such-handle", "rename-from /d/f", "rename-to /d/g",
                                      "write-error standard error", "listen 127.0.0.1:80"}));
  recorder.seen.clear();
  recorder.denialsOnly = true;
  (void)must(system->metadata("/d/g"));
  EXPECT_EQ(kindOf(system->metadata("/e")), "denied");
  EXPECT_EQ(recorder.seen, (std::vector<std::string>{"metadata /e denied"}));
}

}  // namespace
}  // namespace tatu::os::test
