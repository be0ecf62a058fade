// What only the machine in memory has: streams one can look at, time that stands still, and exact repetition.
#include "os/guest/memory_tree.h"
#include "os/guest/seeded_random.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

std::unique_ptr<System> commandOn(const std::shared_ptr<MemoryMachine>& machine) {
  return must(createMemorySystem(machine, Capabilities::forCommand()));
}

TEST(MemorySystem, StreamsGoThrough) {
  const auto machine = std::make_shared<MemoryMachine>();
  machine->putInput("some input");
  const auto system = commandOn(machine);
  EXPECT_EQ(readAllFrom(*system, system->standardInput()), "some input");
  writeAllTo(*system, system->standardOutput(), "out");
  EXPECT_EQ(machine->output(), "");
  writeAllTo(*system, system->standardError(), "err");
  EXPECT_EQ(machine->errorOutput(), "err");
  must(system->flush(system->standardOutput()));
  EXPECT_EQ(machine->output(), "out");
  EXPECT_EQ(system->usage().outputBytes, 6u);
}

TEST(MemorySystem, OutputIsFlushedWhereItIsWaitedFor) {
  const auto machine = std::make_shared<MemoryMachine>();
  machine->putInput("x");
  auto system = commandOn(machine);
  writeAllTo(*system, system->standardOutput(), "prompt> ");
  EXPECT_EQ(readAllFrom(*system, system->standardInput()), "x");
  EXPECT_EQ(machine->output(), "prompt> ");
  writeAllTo(*system, system->standardOutput(), "a");
  must(system->sleep(milliseconds(1)));
  EXPECT_EQ(machine->output(), "prompt> a");
  writeAllTo(*system, system->standardOutput(), "b");
  must(system->close(system->standardOutput()));
  EXPECT_EQ(machine->output(), "prompt> ab");
  system.reset();
  auto other = commandOn(machine);
  writeAllTo(*other, other->standardOutput(), "c");
  other.reset();
  EXPECT_EQ(machine->output(), "prompt> abc");
}

TEST(MemorySystem, TerminalsSeeWholeLinesAtOnce) {
  MemoryMachineOptions options;
  options.terminal = true;
  const auto machine = std::make_shared<MemoryMachine>(options);
  const auto system = commandOn(machine);
  writeAllTo(*system, system->standardOutput(), "half");
  EXPECT_EQ(machine->output(), "");
  writeAllTo(*system, system->standardOutput(), " line\n");
  EXPECT_EQ(machine->output(), "half line\n");
}

TEST(MemorySystem, StreamsHaveOneDirection) {
  const auto system = commandOn(std::make_shared<MemoryMachine>());
  std::array<std::byte, 1> one{};
  EXPECT_EQ(kindOf(system->read(system->standardOutput(), one)), "invalid-argument");
  EXPECT_EQ(kindOf(system->write(system->standardInput(), bytes("x"))), "invalid-argument");
  EXPECT_EQ(kindOf(system->seek(system->standardOutput(), 0, SeekOrigin::Start)), "invalid-argument");
  must(system->close(system->standardOutput()));
  EXPECT_EQ(kindOf(system->write(system->standardOutput(), bytes("x"))), "no-such-handle");
}

TEST(MemorySystem, AClosedPipeIsSaidOnceAndForAll) {
  const auto machine = std::make_shared<MemoryMachine>();
  const auto system = commandOn(machine);
  writeAllTo(*system, system->standardOutput(), "lost");
  machine->closeOutput();
  EXPECT_FALSE(system->usage().outputClosed);
  EXPECT_EQ(kindOf(system->flush(system->standardOutput())), "closed-pipe");
  EXPECT_TRUE(system->usage().outputClosed);
  EXPECT_EQ(kindOf(system->write(system->standardOutput(), bytes("x"))), "closed-pipe");
  writeAllTo(*system, system->standardError(), "still heard");
  EXPECT_EQ(machine->errorOutput(), "still heard");
}

TEST(MemorySystem, OutputLimitIsExactAndCanBeRaised) {
  const auto machine = std::make_shared<MemoryMachine>();
  SystemOptions options;
  options.limits.outputBytes = 5;
  const auto system = must(createMemorySystem(machine, Capabilities::forCommand(), options));
  EXPECT_EQ(must(system->write(system->standardOutput(), bytes("123"))), 3u);
  EXPECT_EQ(must(system->write(system->standardError(), bytes("456"))), 2u);
  const auto refused = system->write(system->standardOutput(), bytes("7"));
  ASSERT_EQ(kindOf(refused), "limit");
  EXPECT_EQ(refused.error().operation, Operation::WriteOutput);
  EXPECT_EQ(refused.error().message, "cannot write to standard output: the limit of 5 bytes is reached");
  SystemLimits limits = system->limits();
  limits.outputBytes = 6;
  system->setLimits(limits);
  EXPECT_EQ(must(system->write(system->standardOutput(), bytes("78"))), 1u);
  limits.outputBytes = 2;
  system->setLimits(limits);
  EXPECT_EQ(kindOf(system->write(system->standardOutput(), bytes("7"))), "limit");
}

TEST(MemorySystem, OutputRateAllowsWholeWritesAsTimePasses) {
  const auto machine = std::make_shared<MemoryMachine>();
  SystemOptions options;
  options.limits.outputRate = 10;
  const auto system = must(createMemorySystem(machine, Capabilities::forCommand(), options));
  const auto write = [&](std::string_view text) { return system->write(system->standardOutput(), bytes(text)); };
  EXPECT_EQ(must(write("12345678")), 8u);
  EXPECT_EQ(must(write("12345")), 5u);  // a second's worth was not used up
  const auto refused = write("6");
  ASSERT_EQ(kindOf(refused), "too-fast");
  EXPECT_EQ(refused.error().message, "cannot write to standard output: the limit is 10 bytes per second");
  EXPECT_EQ(kindOf(system->write(system->standardError(), bytes("6"))), "too-fast");
  EXPECT_EQ(system->usage().outputWait, milliseconds(300) + nanoseconds(1));
  machine->advance(milliseconds(300));
  EXPECT_EQ(kindOf(write("6")), "too-fast");
  machine->advance(nanoseconds(1));
  EXPECT_EQ(system->usage().outputWait, nanoseconds(0));
  EXPECT_EQ(must(write("6")), 1u);
  EXPECT_EQ(kindOf(write("7")), "too-fast");
  machine->advance(std::chrono::hours(1));  // is not saved up
  EXPECT_EQ(must(write("1234567890")), 10u);
  EXPECT_EQ(kindOf(write("1")), "too-fast");
  EXPECT_EQ(system->usage().outputBytes, 24u);
}

TEST(MemorySystem, OutputRateOfAnySizeCanBeSet) {
  const auto machine = std::make_shared<MemoryMachine>();
  SystemOptions options;
  options.limits.outputRate = 0;
  const auto system = must(createMemorySystem(machine, Capabilities::forCommand(), options));
  const std::string text(1 << 20, 'x');
  const auto write = [&] { return system->write(system->standardOutput(), bytes(text)); };
  EXPECT_EQ(kindOf(write()), "too-fast");
  EXPECT_EQ(system->usage().outputWait, nanoseconds::max());
  SystemLimits limits = system->limits();
  for (const std::uint64_t rate : {std::uint64_t{1}, std::uint64_t{1000}, UINT64_MAX - 1, UINT64_MAX}) {
    limits.outputRate = rate;
    system->setLimits(limits);
    EXPECT_EQ(must(write()), text.size()) << rate;
    EXPECT_GE(system->usage().outputWait, nanoseconds(0));
  }
  EXPECT_EQ(system->usage().outputWait, nanoseconds(0));
}

// However full the buffer is, as it depends on when others have flushed.
TEST(MemorySystem, ShortWritesAreTakenWhole) {
  const auto machine = std::make_shared<MemoryMachine>();
  const auto system = commandOn(machine);
  std::string all;
  for (std::size_t size = 1; size < 32'000; size += 997) {
    const std::string text(size, static_cast<char>('a' + size % 26));
    EXPECT_EQ(must(system->write(system->standardOutput(), bytes(text))), size);
    all += text;
  }
  must(system->flush(system->standardOutput()));
  EXPECT_EQ(machine->output(), all);
}

TEST(MemorySystem, TimeMovesOnlyByItself) {
  MemoryMachineOptions options;
  options.wallStart = milliseconds(1'000) + nanoseconds(123);
  const auto machine = std::make_shared<MemoryMachine>(options);
  const auto system = commandOn(machine);
  EXPECT_EQ(must(system->wallClock()), milliseconds(1'000));
  EXPECT_EQ(must(system->monotonicClock()), nanoseconds(0));
  must(system->sleep(milliseconds(250)));
  EXPECT_EQ(must(system->wallClock()), milliseconds(1'250));
  machine->advance(-std::chrono::hours(1));
  EXPECT_LT(must(system->wallClock()), nanoseconds(0));
  EXPECT_EQ(must(system->wallClock()).count() % 1'000'000, 0);
  EXPECT_EQ(must(system->monotonicClock()), milliseconds(250));
  must(system->sleep(nanoseconds::max()));
  EXPECT_EQ(machine->monotonicTime(), nanoseconds::max());
}

TEST(MemorySystem, DeadlinesAreVirtual) {
  const auto machine = std::make_shared<MemoryMachine>();
  const auto system = commandOn(machine);
  system->cancellation().setDeadline(system->deadlineClock() + milliseconds(10));
  must(system->sleep(milliseconds(6)));
  EXPECT_EQ(kindOf(system->sleep(milliseconds(6))), "timed-out");
  EXPECT_EQ(machine->monotonicTime(), milliseconds(10));
}

TEST(MemorySystem, FineClocksAreGranted) {
  MemoryMachineOptions options;
  options.wallStart = nanoseconds(1'234'567);
  Capabilities capabilities;
  capabilities.allowAll();
  const auto system = must(createMemorySystem(std::make_shared<MemoryMachine>(options), capabilities));
  EXPECT_EQ(must(system->wallClock()), nanoseconds(1'234'567));
}

TEST(MemorySystem, EnvironmentIsGrantedByName) {
  const auto machine = std::make_shared<MemoryMachine>();
  machine->setEnvironment("HOME", "/home/me");
  machine->setEnvironment("SECRET", "key");
  machine->setEnvironment("BAD", "\xff");
  Capabilities capabilities;
  for (const char* name : {"HOME", "UNSET", "BAD"}) must(capabilities.allowEnvironment(name));
  const auto system = must(createMemorySystem(machine, capabilities));
  EXPECT_EQ(must(system->environment("HOME")), "/home/me");
  EXPECT_EQ(must(system->environment("UNSET")), std::nullopt);
  EXPECT_EQ(kindOf(system->environment("BAD")), "invalid-data");
  EXPECT_EQ(kindOf(system->environment("SECRET")), "denied");
  EXPECT_EQ(system->environment("SECRET").error().message, system->environment("SECRET").error().message);
  for (const char* name : {"", "A=B", "a\nb", "\xff"}) EXPECT_EQ(kindOf(system->environment(name)), "invalid-argument");
  EXPECT_EQ(system->environmentNames(), (std::vector<std::string>{"BAD", "HOME"}));
}

TEST(MemorySystem, EqualSeedsGiveEqualBytes) {
  const auto draw = [](std::uint64_t seed) {
    MemoryMachineOptions options;
    options.randomSeed = seed;
    const auto system = commandOn(std::make_shared<MemoryMachine>(options));
    std::array<std::byte, 20> into{};
    must(system->randomBytes(into));
    return into;
  };
  EXPECT_EQ(draw(7), draw(7));
  EXPECT_NE(draw(7), draw(8));
  SeededRandom random(0);
  EXPECT_EQ(random.next(), 0xE220A8397B1DCDAFU);  // pinned: runs must repeat on every host
}

TEST(MemorySystem, GuestsShareAMachineButNotHandles) {
  const auto machine = std::make_shared<MemoryMachine>();
  must(machine->putDirectory("/d"));
  const auto one = must(createMemorySystem(machine, readWriteIn("/d")));
  const auto two = must(createMemorySystem(machine, readWriteIn("/d")));
  writeFile(*one, "/d/f", "from one");
  EXPECT_EQ(readFile(*two, "/d/f"), "from one");
}

TEST(MemorySystem, PuttingThingsInSaysWhatIsWrong) {
  MemoryMachine machine;
  must(machine.putFile("/a/b/c", "1"));
  must(machine.putFile("/a/b/c", "22"));
  EXPECT_EQ(machine.fileContent("/a/b/c"), "22");
  EXPECT_EQ(kindOf(machine.putFile("/a/b", "x")), "already-exists");
  EXPECT_EQ(kindOf(machine.putFile("/a/b/c/d", "x")), "not-a-directory");
  EXPECT_EQ(machine.fileContent("/a"), std::nullopt);
  EXPECT_TRUE(machine.exists("/a/b"));
  EXPECT_FALSE(machine.exists("/x"));
}

TEST(MemorySystem, LinksCannotLeaveAGrant) {
  const auto machine = std::make_shared<MemoryMachine>();
  must(machine->putFile("/secret", "SECRET"));
  must(machine->putDirectory("/in/d"));
  must(machine->putLink("/in/up", "../secret"));
  must(machine->putLink("/in/absolute", "/secret"));
  must(machine->putLink("/in/loop", "loop"));
  must(machine->putLink("/in/d/fine", ".././d/../d"));
  must(machine->putLink("/in/dangling", "d/new"));
  const auto system = must(createMemorySystem(machine, readWriteIn("/in")));
  for (const char* path : {"/in/up", "/in/absolute", "/in/loop", "/in/up/x"}) {
    EXPECT_EQ(kindOf(system->openFile(path, OpenFlag::Read)), "denied") << path;
  }
  EXPECT_EQ(kindOf(system->openDirectory("/in/d/fine/fine")), "ok");
  const auto whole = must(createMemorySystem(machine, readWriteIn("/")));
  for (const char* path : {"/in/up", "/in/absolute"}) EXPECT_EQ(readFile(*whole, path), "SECRET") << path;
  writeFile(*system, "/in/dangling", "made");
  EXPECT_EQ(machine->fileContent("/in/d/new"), "made");
  const auto exclusive = OpenFlag::Write | OpenFlag::Create | OpenFlag::Exclusive;
  EXPECT_EQ(kindOf(system->openFile("/in/dangling", exclusive)), "already-exists");
}

TEST(MemorySystem, TreesMayBeDeeperThanAStack) {
  MemoryTree tree(1000, 1'000'000);
  MemoryTree::Node here = tree.top();
  for (int i = 0; i < 200'000; ++i) {
    here = *tree.create({here, "d"}, FileKind::Directory, nanoseconds(0));
  }
  EXPECT_EQ(tree.space().entries, 200'000u);
}

}  // namespace
}  // namespace tatu::os::test
