// What only the real host has: pipes for streams, waiting that somebody ends, the process's own environment.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "os/guest/real_system.h"
#include "os/platform/clock.h"
#include "os/platform/process.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

using std::chrono::milliseconds;

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    reader = Descriptor(ends[0]);
    writer = Descriptor(ends[1]);
  }
  Descriptor reader;
  Descriptor writer;
};

std::string drain(const Descriptor& reader) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = ::read(reader.number(), buffer.data(), buffer.size());
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

/// Runs `body` in a child whose standard streams are the given descriptors (-1: closed). Returns the exit status.
template <typename Body>
int inChild(int input, int output, Body body) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto place = [](int from, int to) { from < 0 ? ::close(to) : ::dup2(from, to); };
    place(input, STDIN_FILENO);
    place(output, STDOUT_FILENO);
    int code = 99;
    try {
      code = body();
    } catch (...) {
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

std::unique_ptr<System> command() { return must(createRealSystem(Capabilities::forCommand())); }

TEST(RealSystem, StreamsGoThroughPipes) {
  Pipe in, out;
  const std::string text(200'000, 'x');
  std::thread feeder([&] {
    [[maybe_unused]] const auto written = ::write(in.writer.number(), text.data(), text.size());
    in.writer.reset();
  });
  std::string received;
  std::thread reader([&] { received = drain(out.reader); });
  const int status = inChild(in.reader.number(), out.writer.number(), [&] {
    in.writer.reset();
    prepareProcess();
    const auto system = command();
    writeAllTo(*system, system->standardOutput(), readAllFrom(*system, system->standardInput()));
    must(system->flush(system->standardOutput()));
    return 0;
  });
  out.writer.reset();
  feeder.join();
  reader.join();
  EXPECT_EQ(status, 0);
  EXPECT_EQ(received, text);
}

TEST(RealSystem, AClosedPipeIsAnErrorAndNoSignal) {
  Pipe out;
  out.reader.reset();
  const int status = inChild(STDIN_FILENO, out.writer.number(), [] {
    prepareProcess();
    const auto system = command();
    writeAllTo(*system, system->standardOutput(), "text");
    const std::string kind = kindOf(system->flush(system->standardOutput()));
    return kind == "closed-pipe" && system->usage().outputClosed ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
}

TEST(RealSystem, ClosedStandardStreamsAreSafe) {
  TemporaryDirectory directory;
  const int status = inChild(-1, -1, [&] {
    prepareProcess();
    const auto system = must(createRealSystem(readWriteIn(directory.path())));
    writeFile(*system, directory / "f", "file");
    writeAllTo(*system, system->standardOutput(), "nowhere");
    // What is printed is lost, which is not passed over in silence.
    if (kindOf(system->flush(system->standardOutput())) != "io") return 2;
    return readAllFrom(*system, system->standardInput()).empty() ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(hostFile(directory / "f"), "file");
}

/// Calls `stop` after a while, and tells how long `wait` took.
template <typename Wait>
std::chrono::nanoseconds timed(System& system, Wait wait, bool byDeadline) {
  const auto start = monotonicNow();
  if (byDeadline) {
    system.cancellation().setDeadline(start + milliseconds(30));
    wait();
  } else {
    std::thread stopper([&] {
      std::this_thread::sleep_for(milliseconds(30));
      system.cancellation().cancel();
    });
    wait();
    stopper.join();
  }
  return monotonicNow() - start;
}

TEST(RealSystem, SleepEndsWithTokenOrDeadline) {
  for (const bool byDeadline : {false, true}) {
    const auto system = command();
    std::string outcome;
    const auto took = timed(
        *system, [&] { outcome = kindOf(system->sleep(std::chrono::hours(100))); }, byDeadline);
    EXPECT_EQ(outcome, byDeadline ? "timed-out" : "interrupted");
    EXPECT_GE(took, milliseconds(29));
    EXPECT_LT(took, milliseconds(2000));
  }
}

TEST(RealSystem, ReadingAndWritingEndWithTokenOrDeadline) {
  for (const bool byDeadline : {false, true}) {
    for (const bool reading : {false, true}) {
      Pipe in, out;  // nobody writes into the one, nobody reads from the other
      const int status = inChild(in.reader.number(), out.writer.number(), [&] {
        prepareProcess();
        const auto system = command();
        std::string outcome;
        std::array<std::byte, 10> one{};
        const std::string much(1 << 20, 'x');
        const auto took = timed(
            *system,
            [&] {
              if (reading) {
                outcome = kindOf(system->read(system->standardInput(), one));
              } else {
                for (outcome = "ok"; outcome == "ok";)
                  outcome = kindOf(system->write(system->standardOutput(), bytes(much)));
              }
            },
            byDeadline);
        const bool right = outcome == (byDeadline ? "timed-out" : "interrupted");
        return right && took > milliseconds(29) && took < milliseconds(3000) ? 0 : 1;
      });
      EXPECT_EQ(status, 0) << byDeadline << reading;
    }
  }
}

TEST(RealSystem, WhatWasPrintedBeforeAStopComesOut) {
  for (const bool byDeadline : {false, true}) {
    Pipe out;
    const int status = inChild(STDIN_FILENO, out.writer.number(), [&] {
      const auto system = command();
      writeAllTo(*system, system->standardOutput(), "printed before");
      if (byDeadline) system->cancellation().setDeadline(monotonicNow());
      if (!byDeadline) system->cancellation().cancel();
      return kindOf(system->flush(system->standardOutput())) == "ok" ? 0 : 1;
    });
    out.writer.reset();
    EXPECT_EQ(status, 0);
    EXPECT_EQ(drain(out.reader), "printed before");
  }
}

TEST(RealSystem, TokensCanBeUsedAgain) {
  const auto system = command();
  for (int round = 0; round < 200; ++round) {
    std::thread stopper([&] { system->cancellation().cancel(); });
    (void)system->sleep(std::chrono::milliseconds(1));
    stopper.join();
    EXPECT_EQ(kindOf(system->sleep(std::chrono::hours(1))), "interrupted");
    system->cancellation().reset();
    EXPECT_EQ(kindOf(system->sleep(std::chrono::nanoseconds(10))), "ok");
  }
}

// A wake that outlives its `cancel` (a reset came between the two halves of one) must not keep a sleeper spinning.
TEST(RealSystem, StaleWakesDoNotBusy) {
  const auto system = command();
  const std::uint64_t one = 1;
  ASSERT_EQ(::write(system->cancellation().wakeDescriptor(), &one, sizeof one), static_cast<ssize_t>(sizeof one));
  const auto before = processorTime();
  must(system->sleep(milliseconds(200)));
  EXPECT_LT(processorTime() - before, milliseconds(100));
}

TEST(RealSystem, SeedsRepeatAndTheHostDoesNot) {
  const auto draw = [](std::optional<std::uint64_t> seed) {
    RealSystemOptions options;
    options.randomSeed = seed;
    const auto system = must(createRealSystem(Capabilities::forCommand(), options));
    std::array<std::byte, 16> into{};
    must(system->randomBytes(into));
    return into;
  };
  EXPECT_EQ(draw(1), draw(1));
  EXPECT_NE(draw({}), draw({}));
}

TEST(RealSystem, RelativePathsStartWhereTheHostSays) {
  TemporaryDirectory directory;
  putHostFile(directory / "f", "text");
  RealSystemOptions options;
  options.workingDirectory = directory.path();
  const auto system = must(createRealSystem(readWriteIn("."), options));
  EXPECT_EQ(readFile(*system, "f"), "text");
  EXPECT_EQ(readFile(*system, directory / "f"), "text");
}

TEST(RealSystem, EnvironmentOfTheProcess) {
  ::setenv("TATU_TEST_VARIABLE", "value", 1);
  Capabilities capabilities;
  must(capabilities.allowEnvironment("TATU_TEST_VARIABLE"));
  const auto system = must(createRealSystem(capabilities));
  EXPECT_EQ(must(system->environment("TATU_TEST_VARIABLE")), "value");
  EXPECT_EQ(kindOf(system->environment("PATH")), "denied");
  EXPECT_EQ(system->environmentNames(), std::vector<std::string>{"TATU_TEST_VARIABLE"});
  ::unsetenv("TATU_TEST_VARIABLE");
}

TEST(RealSystem, AFullDeviceIsAnErrorAndLosesNothing) {
  const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  ASSERT_TRUE(full.valid());
  const int status = inChild(STDIN_FILENO, full.number(), [] {
    const auto system = command();
    writeAllTo(*system, system->standardOutput(), "text");
    if (kindOf(system->flush(system->standardOutput())) != "no-space") return 1;
    return kindOf(system->flush(system->standardOutput())) == "no-space" ? 0 : 2;
  });
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace tatu::os::test
