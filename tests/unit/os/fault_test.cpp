// What a failing host may do to a guest: fail the call, and nothing else. No byte lost, none doubled.
#include "os/guest/memory_host.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

class Faults : public ::testing::Test {
 protected:
  void SetUp() override {
    must(machine->putDirectory("/d"));
    capabilities = readWriteIn("/");
    system = make();
  }
  std::unique_ptr<System> make() { return must(createFaultyMemorySystem(machine, plan, capabilities)); }

  std::shared_ptr<MemoryMachine> machine = std::make_shared<MemoryMachine>();
  std::shared_ptr<FaultPlan> plan = std::make_shared<FaultPlan>();
  Capabilities capabilities;
  std::unique_ptr<System> system;
};

/// Writes `text` in pieces of `piece`, trying each again until it is taken, as a careful program would.
int writeWithRetries(System& system, Handle handle, std::string_view text, std::size_t piece) {
  int failures = 0;
  for (auto left = bytes(text); !left.empty();) {
    const auto count = system.write(handle, left.first(std::min(piece, left.size())));
    if (count) {
      left = left.subspan(*count);
    } else {
      ++failures;
    }
  }
  while (!system.flush(handle)) ++failures;
  return failures;
}

std::string numberedLines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

TEST_F(Faults, OutputIsNeitherLostNorDoubled) {
  const std::string text = numberedLines(20'000);  // several buffers full
  int failures = 0;
  for (std::uint64_t at = 1; at <= 12; ++at) {
    for (const bool terminal : {false, true}) {
      MemoryMachineOptions options;
      options.terminal = terminal;
      machine = std::make_shared<MemoryMachine>(options);
      plan = std::make_shared<FaultPlan>();
      plan->setLongestTransfer(5000);
      plan->add({HostCall::WriteStream, at, 3, {ErrorKind::NoSpace, ENOSPC}});
      plan->add({HostCall::WriteStream, at + 7, 2, {ErrorKind::Io, EIO}});
      plan->add({HostCall::WriteStream, 3, 1, {ErrorKind::Interrupted, EINTR}});
      system = must(createFaultyMemorySystem(machine, plan, Capabilities::forCommand()));
      failures += writeWithRetries(*system, system->standardOutput(), text, 777);
      ASSERT_EQ(machine->output(), text) << at;
    }
  }
  EXPECT_GT(failures, 0);
}

TEST_F(Faults, FilesAreNeitherTornNorDoubled) {
  const std::string text = numberedLines(50);
  for (std::uint64_t at = 1; at < 60; ++at) {
    plan->clear();
    plan->setLongestTransfer(11);
    plan->add({HostCall::WriteFile, at, 2, {ErrorKind::NoSpace, ENOSPC}});
    const Handle handle = must(system->openFile("d/f", OpenFlag::Write | OpenFlag::Create | OpenFlag::Truncate));
    writeWithRetries(*system, handle, text, 100);
    must(system->close(handle));
    ASSERT_EQ(machine->fileContent("/d/f"), text) << at;
  }
}

TEST_F(Faults, EveryCallCanFailOnceAndThenWorks) {
  const std::vector<std::function<std::string(System&)>> scenarios{
      [](System& s) { return kindOf(s.openFile("f", OpenFlag::Read)); },
      [](System& s) { return kindOf(s.metadata("f")); },
      [](System& s) { return kindOf(s.openDirectory("d")); },
      [](System& s) { return kindOf(s.createDirectory("new")); },
      [](System& s) { return kindOf(s.removeFile("f")); },
      [](System& s) { return kindOf(s.removeDirectory("d")); },
      [](System& s) { return kindOf(s.rename("f", "g")); },
      [](System& s) { return kindOf(s.createTemporaryFile("d")); },
      [](System& s) { return kindOf(s.sleep(std::chrono::milliseconds(1))); },
      [](System& s) {
        std::array<std::byte, 8> into{};
        return kindOf(s.randomBytes(into));
      },
      [](System& s) {
        std::array<std::byte, 8> into{};
        return kindOf(s.read(s.standardInput(), into));
      },
      [](System& s) { return kindOf(s.write(s.standardError(), bytes("x"))); },
  };
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    machine = std::make_shared<MemoryMachine>();
    must(machine->putDirectory("/d"));
    must(machine->putFile("/f", "text"));
    plan = std::make_shared<FaultPlan>();
    plan->add({{}, 1, 1, {ErrorKind::Io, EIO}});
    system = make();
    EXPECT_EQ(scenarios[i](*system), "io") << i;
    EXPECT_EQ(system->usage().openHandles, 3u) << i;
    EXPECT_EQ(system->usage().fileEntries, 0u) << i;
    EXPECT_EQ(machine->fileContent("/f"), "text") << i;
    EXPECT_EQ(scenarios[i](*system), "ok") << i;
  }
}

TEST_F(Faults, InterruptionsAreRetriedAndEndlessOnesEnd) {
  must(machine->putFile("/f", "text"));
  plan->add({HostCall::OpenFile, 1, 50, {ErrorKind::Interrupted, EINTR}});
  EXPECT_EQ(kindOf(system->openFile("f", OpenFlag::Read)), "ok");
  plan->add({HostCall::OpenFile, 1, UINT64_MAX, {ErrorKind::Interrupted, EINTR}});
  EXPECT_EQ(kindOf(system->openFile("f", OpenFlag::Read)), "interrupted");
  system->cancellation().cancel();
  const std::uint64_t before = plan->calls();
  EXPECT_EQ(kindOf(system->openFile("f", OpenFlag::Read)), "interrupted");
  EXPECT_EQ(plan->calls(), before + 1);
}

TEST_F(Faults, FailingCloseStillCloses) {
  must(machine->putFile("/f", "text"));
  const Handle handle = must(system->openFile("f", OpenFlag::Read));
  plan->add({HostCall::CloseFile, 1, 1, {ErrorKind::Io, EIO}});
  EXPECT_EQ(kindOf(system->close(handle)), "io");
  EXPECT_EQ(kindOf(system->close(handle)), "no-such-handle");
}

TEST_F(Faults, AFullDiskInMemory) {
  MemoryMachineOptions options;
  options.diskBytes = 10;
  options.diskEntries = 3;
  machine = std::make_shared<MemoryMachine>(options);
  system = make();
  const Handle handle = must(system->openFile("a", OpenFlag::Write | OpenFlag::Create));
  writeAllTo(*system, handle, "12345678");
  EXPECT_EQ(must(system->write(handle, bytes("90AB"))), 2u);
  EXPECT_EQ(kindOf(system->write(handle, bytes("C"))), "no-space");
  EXPECT_EQ(machine->fileContent("/a"), "1234567890");
  must(system->createDirectory("b"));
  must(system->createDirectory("c"));
  EXPECT_EQ(kindOf(system->createDirectory("e")), "no-space");
  EXPECT_EQ(kindOf(system->openFile("e", OpenFlag::Write | OpenFlag::Create)), "no-space");
  must(system->removeFile("a"));
  const Handle other = must(system->openFile("e", OpenFlag::Write | OpenFlag::Create));
  // The removed file is still open, so its bytes are still used.
  EXPECT_EQ(kindOf(system->write(other, bytes("x"))), "no-space");
  must(system->close(handle));
  writeAllTo(*system, other, "0123456789");
}

TEST_F(Faults, PlansCountByKindOrAll) {
  FaultPlan counted;
  counted.add({HostCall::List, 2, 1, {ErrorKind::Io, 0}});
  counted.add({{}, 5, UINT64_MAX, {ErrorKind::NoSpace, 0}});
  EXPECT_FALSE(counted.next(HostCall::List));
  EXPECT_FALSE(counted.next(HostCall::Random));
  EXPECT_EQ(counted.next(HostCall::List)->kind, ErrorKind::Io);
  EXPECT_FALSE(counted.next(HostCall::List));
  EXPECT_EQ(counted.next(HostCall::Wait)->kind, ErrorKind::NoSpace);
  EXPECT_EQ(counted.next(HostCall::Wait)->kind, ErrorKind::NoSpace);
  EXPECT_EQ(counted.calls(), 6u);
}

}  // namespace
}  // namespace tatu::os::test
