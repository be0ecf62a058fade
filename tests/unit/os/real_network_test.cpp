// What only a real network has: lookups that take long, peers that vanish, signals, descriptors that run out.
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <thread>

#include "os/guest/real_system.h"
#include "os/platform/clock.h"
#include "tests/unit/os/network_test_support.h"

namespace tatu::os::test {
namespace {

using std::chrono::milliseconds;

std::unique_ptr<System> loopback() { return must(createRealSystem(withLoopback())); }

/// A search for names that ends when the test says so, and counts.
class SlowNames {
 public:
  HostResult<std::vector<NetworkAddress>> find(const std::string&) {
    std::unique_lock lock(mutex_);
    most_ = std::max(most_, ++running_);
    ++begun_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return released_; });
    --running_;
    changed_.notify_all();
    return std::vector<NetworkAddress>{*NetworkAddress::parse("8.8.8.8")};
  }
  void release() {
    const std::lock_guard lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }
  void awaitBegun(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return begun_ >= count; });
  }
  /// How many ran in all, once none runs.
  int awaitIdle() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return running_ == 0; });
    return begun_;
  }
  int most() {
    const std::lock_guard lock(mutex_);
    return most_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool released_ = false;
  int running_ = 0, most_ = 0, begun_ = 0;
};

std::unique_ptr<System> guestWith(const std::shared_ptr<SlowNames>& names) {
  RealHostOptions options;
  options.lookUp = [names](const std::string& name) { return names->find(name); };
  return must(createSystem(std::make_unique<RealHost>(options), withNetwork({"*.example:80"}), {}));
}

TEST(RealNetwork, LookupsDoNotHoldTheGuestUp) {
  const auto names = std::make_shared<SlowNames>();
  const auto system = guestWith(names);
  std::vector<Handle> lookups;
  for (int i = 0; i < 20; ++i) {
    lookups.push_back(must(system->resolve("n" + std::to_string(i) + ".example")));
    EXPECT_EQ(kindOf(system->finishResolve(lookups.back())), "would-block");
    must(system->watch(lookups.back(), Readiness::Read));
  }
  names->awaitBegun(4);
  EXPECT_TRUE(must(system->awaitReady(system->deadlineClock() + milliseconds(20))).empty());
  names->release();
  std::size_t ready = 0;
  while (ready < lookups.size()) ready += await(*system).size();
  for (const Handle lookup : lookups)
    EXPECT_EQ(must(system->finishResolve(lookup)), std::vector<std::string>{"8.8.8.8"});
  EXPECT_EQ(names->most(), 4);
}

// What was dropped while it stood in line is never begun; what runs ends unheard; nobody waits for it.
TEST(RealNetwork, DroppedLookupsLeaveTheLine) {
  const auto names = std::make_shared<SlowNames>();
  auto system = guestWith(names);
  const std::size_t before = openDescriptors();
  for (int i = 0; i < 500; ++i) must(system->close(must(system->resolve("a.example"))));
  EXPECT_EQ(openDescriptors(), before);
  for (int i = 0; i < 10; ++i) (void)must(system->resolve("b.example"));
  const auto start = monotonicNow();
  system.reset();
  EXPECT_LT(monotonicNow() - start, milliseconds(2000));
  EXPECT_LE(openDescriptors(), before);
  names->release();
  EXPECT_LE(names->awaitIdle(), 4);
}

// No name here that a server would have to be asked about: tests need no network but loopback.
TEST(RealNetwork, TheHostIsAsked) {
  EXPECT_EQ(lookUpName("127.0.0.1"), std::vector{*NetworkAddress::parse("127.0.0.1")});
  EXPECT_EQ(lookUpName("::1"), std::vector{*NetworkAddress::parse("::1")});
  EXPECT_EQ(lookUpName(std::string(2000, 'a')).has_value(), false);
}

TEST(RealNetwork, AnotherThreadEndsTheWait) {
  const auto system = loopback();
  const Listening listening = listenAt(*system);
  must(system->watch(listening.handle, Readiness::Read));
  for (int round = 0; round < 20; ++round) {
    std::thread stopper([&] { system->cancellation().cancel(); });
    EXPECT_EQ(kindOf(system->awaitReady({})), "interrupted");
    stopper.join();
    system->cancellation().reset();
  }
  (void)must(system->connect("127.0.0.1", listening.port));
  EXPECT_EQ(await(*system).size(), 1u);
}

TEST(RealNetwork, WaitingCostsNoProcessorTime) {
  const auto system = loopback();
  const Listening listening = listenAt(*system);
  const Handle client = connectTo(*system, listening.port);
  must(system->watch(client, Readiness::Read));
  must(system->watch(client, Readiness::Write));
  ASSERT_EQ(await(*system).size(), 1u);  // ready for writing, and from then on only the other is asked for
  const auto before = processorTime();
  EXPECT_TRUE(must(system->awaitReady(system->deadlineClock() + milliseconds(200))).empty());
  EXPECT_LT(processorTime() - before, milliseconds(100));
}

/// A connection to the listener, in the kernel's own terms.
Descriptor foreignClient(std::uint16_t port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("connect");
  }
  return socket;
}

void reset(Descriptor socket) {
  const linger atOnce{1, 0};
  ::setsockopt(socket.number(), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
  socket.reset();
}

TEST(RealNetwork, PeersMayVanish) {
  const auto system = loopback();
  const Listening listening = listenAt(*system);
  Descriptor peer = foreignClient(listening.port);
  const Handle server = acceptAt(*system, listening.handle);
  ASSERT_EQ(::send(peer.number(), "bytes", 5, 0), 5);
  EXPECT_EQ(receive(*system, server, 5), "bytes");
  reset(std::move(peer));
  EXPECT_EQ(receiveAll(*system, server), "<connection-reset>");
  EXPECT_EQ(kindOf(system->write(server, bytes("x"))), "connection-reset");
  // Also while they stand in line: the next one is taken, or nobody is there.
  reset(foreignClient(listening.port));
  Descriptor second = foreignClient(listening.port);
  for (std::string kind; kind != "would-block";) {
    const auto accepted = system->accept(listening.handle);
    kind = kindOf(accepted);
    EXPECT_TRUE(kind == "ok" || kind == "would-block") << kind;
  }
}

// The reset comes to the writer; the reader must not take the cut for the end.
TEST(RealNetwork, AResetIsNeverAnEnd) {
  const auto system = loopback();
  const Listening listening = listenAt(*system);
  Descriptor peer = foreignClient(listening.port);
  const Handle server = acceptAt(*system, listening.handle);
  ASSERT_EQ(::send(peer.number(), "part", 4, 0), 4);
  awaitOnly(*system, server, Readiness::Read);
  reset(std::move(peer));
  std::string kind = "ok";
  while (kind == "ok") kind = kindOf(system->write(server, bytes("x")));
  EXPECT_EQ(kind, "connection-reset");
  EXPECT_EQ(receiveAll(*system, server), "part<connection-reset>");
}

/// Runs `body` in a child; true if it ended with 0.
template <typename Body>
bool succeedsInChild(Body body) {
  const pid_t child = ::fork();
  if (child == 0) {
    int code = 99;
    try {
      code = body();
    } catch (...) {
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(RealNetwork, NoSignalForWritersToTheClosed) {
  EXPECT_TRUE(succeedsInChild([] {
    ::signal(SIGPIPE, SIG_DFL);
    const auto system = loopback();
    const Ends ends = connected(*system, *system);
    must(system->close(ends.server));
    std::string kind = "ok";
    while (kind == "ok") kind = kindOf(system->write(ends.client, bytes("x")));
    return kind == "connection-reset" ? 0 : 1;
  }));
}

// No more descriptors than there are now, as long as this lives: some sanitizers need one themselves when things end.
class FewDescriptors {
 public:
  FewDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit few{static_cast<rlim_t>(openDescriptors()), before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;

 private:
  rlimit before_{};
};

TEST(RealNetwork, DescriptorsThatRunOutAreAnError) {
  EXPECT_TRUE(succeedsInChild([] {
    const auto system = loopback();
    const Listening listening = listenAt(*system);
    must(system->watch(listening.handle, Readiness::Read));
    (void)must(system->connect("127.0.0.1", listening.port));
    if (await(*system).size() != 1) return 1;
    const FewDescriptors few;
    std::string message;
    for (int i = 0; i < 100 && message.empty(); ++i) {
      const auto more = system->connect("127.0.0.1", listening.port);
      if (!more) message = kindOf(more) + more.error().message.substr(more.error().message.find("\": "));
    }
    if (message != "too-many-handles\": the process has too many files open") return 2;
    // The connection that cannot be taken in now is still there later.
    if (kindOf(system->accept(listening.handle)) != "too-many-handles") return 3;
    return kindOf(system->resolve("::1")) == "ok" && kindOf(system->listen("127.0.0.1", 0)) == "too-many-handles" ? 0
                                                                                                                  : 4;
  }));
}

TEST(RealNetwork, StandardInputIsWatched) {
  EXPECT_TRUE(succeedsInChild([] {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return 9;
    Descriptor reader(ends[0]), writer(ends[1]);
    ::dup2(reader.number(), STDIN_FILENO);
    const auto system = loopback();
    const ReadyHandle input{system->standardInput(), Readiness::Read};
    must(system->watch(input.handle, input.readiness));
    if (!must(system->awaitReady(system->deadlineClock() + milliseconds(10))).empty()) return 1;
    if (::write(writer.number(), "x", 1) != 1) return 2;
    if (await(*system) != std::vector<ReadyHandle>{input}) return 3;
    std::array<std::byte, 4> buffer{};
    if (must(system->read(input.handle, buffer)) != 1) return 4;
    // The end is something to read, too.
    must(system->watch(input.handle, input.readiness));
    writer.reset();
    return await(*system) == std::vector<ReadyHandle>{input} ? 0 : 5;
  }));
}

TEST(RealNetwork, FilesAsInputAreAlwaysReady) {
  TemporaryDirectory directory;
  putHostFile(directory / "input", "text");
  EXPECT_TRUE(succeedsInChild([&] {
    const Descriptor file(::open((directory / "input").c_str(), O_RDONLY));
    ::dup2(file.number(), STDIN_FILENO);
    const auto system = loopback();
    for (int time = 0; time < 3; ++time) {
      must(system->watch(system->standardInput(), Readiness::Read));
      if (must(system->awaitReady({})).size() != 1) return 1;
    }
    return readAllFrom(*system, system->standardInput()) == "text" ? 0 : 2;
  }));
}

TEST(RealNetwork, NoDescriptorIsLeft) {
  const std::size_t before = openDescriptors();
  for (int round = 0; round < 20; ++round) {
    const auto system = loopback();
    const Listening listening = listenAt(*system);
    const Ends ends = connected(*system, *system);
    must(system->watch(ends.client, Readiness::Read));
    must(system->watch(listening.handle, Readiness::Read));
    must(system->watch(must(system->resolve("127.0.0.1")), Readiness::Read));
    (void)must(system->connect("127.0.0.1", listening.port));
    (void)await(*system);
  }
  EXPECT_EQ(openDescriptors(), before);
}

TEST(RealNetwork, ListenersForAllDoNotMixFamilies) {
  const auto system = must(createRealSystem(withNetwork({"0.0.0.0/0:*", "[::/0]:*"})));
  if (loopbacks(*system).size() == 1) GTEST_SKIP() << "this kernel has no IPv6 loopback";
  const Handle six = must(system->listen("::", 0));
  const std::uint16_t port = must(system->localAddress(six)).port;
  const Handle four = must(system->connect("127.0.0.1", port));
  const auto finish = [&] { return system->finishConnect(four); };
  EXPECT_EQ(kindOf(waiting(*system, four, Readiness::Write, finish)), "connection-refused");
  (void)connectTo(*system, port, "::1");
  EXPECT_EQ(must(system->peerAddress(acceptAt(*system, six))).address, "::1");
}

TEST(RealNetwork, AddressesOfOthersCannotBeListenedOn) {
  const auto system = must(createRealSystem(withNetwork({"8.8.8.8:*"})));
  const auto refused = system->listen("8.8.8.8", 0);
  ASSERT_EQ(kindOf(refused), "invalid-argument");
  EXPECT_EQ(refused.error().message, "cannot listen on \"8.8.8.8:0\": the host has no such address of its own");
}

}  // namespace
}  // namespace tatu::os::test
