// What only the network in memory has: time that one can count, names that change, machines that lose power.
#include "os/guest/memory_network.h"

#include "os/guest/seeded_random.h"
#include "tests/unit/os/network_test_support.h"

namespace tatu::os::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

class MemoryNetworkTest : public ::testing::Test {
 protected:
  std::unique_ptr<System> guest(const std::vector<std::string>& grants = {"127.0.0.1:*", "0.0.0.0/0:*", "*:*"}) {
    return must(createFaultyMemorySystem(machine, plan, withNetwork(grants)));
  }
  std::shared_ptr<MemoryMachine> machine = std::make_shared<MemoryMachine>();
  std::shared_ptr<FaultPlan> plan = std::make_shared<FaultPlan>();
};

TEST_F(MemoryNetworkTest, TimeJumpsToWhatHappensNext) {
  machine->setLatency(milliseconds(30));
  const auto client = guest(), server = guest();
  const Listening listening = listenAt(*server);
  const Handle handle = must(client->connect("127.0.0.1", listening.port));
  EXPECT_EQ(kindOf(client->finishConnect(handle)), "would-block");
  awaitOnly(*client, handle, Readiness::Write);
  EXPECT_EQ(machine->monotonicTime(), milliseconds(30));
  must(client->finishConnect(handle));
  const Handle accepted = must(server->accept(listening.handle));
  (void)must(server->write(accepted, bytes("hello")));
  must(client->watch(handle, Readiness::Read));
  EXPECT_TRUE(must(client->awaitReady(milliseconds(59))).empty());
  EXPECT_EQ(machine->monotonicTime(), milliseconds(59));
  EXPECT_EQ(must(client->awaitReady({})).size(), 1u);
  EXPECT_EQ(machine->monotonicTime(), milliseconds(60));
  EXPECT_EQ(receive(*client, handle, 5), "hello");
  must(server->close(accepted));
  EXPECT_EQ(receiveAll(*client, handle), "");
  EXPECT_EQ(machine->monotonicTime(), milliseconds(90));
}

TEST_F(MemoryNetworkTest, LookupsTakeTheirTime) {
  must(machine->putName("slow.example", {"8.8.8.8"}, milliseconds(500)));
  must(machine->putName("Fast.Example", {"8.8.4.4"}, milliseconds(1)));
  must(machine->putName("empty.example", {}));
  EXPECT_EQ(kindOf(machine->putName("bad.example", {"localhost"})), "invalid-argument");
  const auto system = guest();
  const Handle slow = must(system->resolve("slow.example"));
  const Handle fast = must(system->resolve("fast.example"));
  must(system->watch(slow, Readiness::Read));
  must(system->watch(fast, Readiness::Read));
  EXPECT_EQ(must(system->awaitReady({})), (std::vector<ReadyHandle>{{fast, Readiness::Read}}));
  EXPECT_EQ(kindOf(system->finishResolve(slow)), "would-block");
  EXPECT_EQ(machine->monotonicTime(), milliseconds(1));
  // What was asked is answered as things stood.
  must(machine->putName("slow.example", {"1.1.1.1"}));
  EXPECT_EQ(must(system->awaitReady({})), (std::vector<ReadyHandle>{{slow, Readiness::Read}}));
  EXPECT_EQ(machine->monotonicTime(), milliseconds(500));
  EXPECT_EQ(must(system->finishResolve(slow)), std::vector<std::string>{"8.8.8.8"});
  const Handle empty = must(system->resolve("empty.example"));
  EXPECT_EQ(kindOf(system->finishResolve(empty)), "not-found");
}

// Where nobody else can act, a wait for ever is over at once.
TEST_F(MemoryNetworkTest, WaitingForNothingEnds) {
  const auto system = guest();
  const Ends ends = connected(*system, *system);
  must(system->watch(ends.client, Readiness::Read));
  EXPECT_TRUE(must(system->awaitReady({})).empty());
  EXPECT_EQ(machine->monotonicTime(), nanoseconds(0));
  EXPECT_TRUE(must(system->awaitReady(nanoseconds::max())).empty());
  EXPECT_EQ(machine->monotonicTime(), nanoseconds::max());
  // At the end of time what is sent arrives at once.
  sendAll(*system, ends.server, "x");
  EXPECT_EQ(must(system->awaitReady({})).size(), 1u);
}

TEST_F(MemoryNetworkTest, PowerFails) {
  const auto client = guest(), server = guest();
  const Listening listening = listenAt(*server);
  const Ends ends = connected(*client, *server);
  sendAll(*server, ends.server, "before");
  must(client->watch(ends.client, Readiness::Read));
  (void)await(*client);
  machine->breakConnections();
  EXPECT_EQ(receiveAll(*client, ends.client), "before<connection-reset>");
  EXPECT_EQ(kindOf(client->write(ends.client, bytes("x"))), "connection-reset");
  EXPECT_EQ(receiveAll(*server, ends.server), "<connection-reset>");
  (void)connectTo(*client, listening.port);  // the network itself is still there
}

TEST_F(MemoryNetworkTest, EveryAddressIsHere) {
  const auto client = guest(), server = guest();
  const Handle exact = must(server->listen("93.184.216.34", 80));
  const Handle any = must(server->listen("0.0.0.0", 81));
  must(machine->putName("www.example", {"93.184.216.34"}));
  const auto addresses = resolved(*client, "www.example");
  const Handle first = connectTo(*client, 80, addresses.at(0));
  const Handle second = connectTo(*client, 81, addresses.at(0));
  EXPECT_EQ(must(server->localAddress(acceptAt(*server, exact))), (SocketAddress{"93.184.216.34", 80}));
  EXPECT_EQ(must(server->localAddress(acceptAt(*server, any))).port, 81);
  EXPECT_EQ(must(client->peerAddress(first)).port, 80);
  EXPECT_EQ(must(client->peerAddress(second)).port, 81);
  EXPECT_EQ(kindOf(server->listen("0.0.0.0", 80)), "address-in-use");
  EXPECT_EQ(kindOf(server->listen("1.2.3.4", 81)), "address-in-use");
}

TEST_F(MemoryNetworkTest, WhoStandsOutsideComesInLater) {
  SystemOptions options;
  options.limits.sockets.pendingConnections = 1;
  const auto client = guest();
  auto server = must(createMemorySystem(machine, withLoopback(), options));
  const Listening listening = listenAt(*server);
  const Handle first = connectTo(*client, listening.port);
  const Handle second = must(client->connect("127.0.0.1", listening.port));
  const Handle third = must(client->connect("127.0.0.1", listening.port));
  EXPECT_EQ(kindOf(client->finishConnect(second)), "would-block");
  (void)must(server->accept(listening.handle));
  must(client->finishConnect(second));
  must(client->close(second));
  EXPECT_EQ(kindOf(client->finishConnect(third)), "would-block");
  // The listener goes: who was in line is cut off, who stood outside is refused.
  server.reset();
  EXPECT_EQ(kindOf(client->finishConnect(third)), "connection-refused");
  EXPECT_EQ(receiveAll(*client, first), "");
}

TEST_F(MemoryNetworkTest, InputIsReadyToo) {
  machine->putInput("x");
  const auto system = guest();
  must(system->watch(system->standardInput(), Readiness::Read));
  EXPECT_EQ(must(system->awaitReady({})), (std::vector<ReadyHandle>{{system->standardInput(), Readiness::Read}}));
}

TEST_F(MemoryNetworkTest, OutputIsFlushedWhereItIsWaited) {
  const auto system = guest();
  writeAllTo(*system, system->standardOutput(), "seen");
  EXPECT_TRUE(must(system->awaitReady(nanoseconds(1))).empty());
  EXPECT_EQ(machine->output(), "seen");
}

// ---- Faults.

TEST_F(MemoryNetworkTest, EveryCallCanFailOnceAndThenWorks) {
  struct Case {
    HostCall call;
    std::function<std::string(System&, const Ends&, const Listening&)> run;
  };
  const std::vector<Case> cases{
      {HostCall::Resolve, [](System& s, const Ends&, const Listening&) { return kindOf(s.resolve("a.example")); }},
      {HostCall::Connect,
       [](System& s, const Ends&, const Listening& l) { return kindOf(s.connect("127.0.0.1", l.port)); }},
      {HostCall::Listen, [](System& s, const Ends&, const Listening&) { return kindOf(s.listen("127.0.0.1", 0)); }},
      {HostCall::Accept, [](System& s, const Ends&, const Listening& l) { return kindOf(s.accept(l.handle)); }},
      {HostCall::Send,
       [](System& s, const Ends& e, const Listening&) { return kindOf(s.write(e.client, bytes("x"))); }},
      {HostCall::Receive,
       [](System& s, const Ends& e, const Listening&) {
         std::array<std::byte, 1> one{};
         return kindOf(s.read(e.client, one));
       }},
      {HostCall::EndSending,
       [](System& s, const Ends& e, const Listening&) { return kindOf(s.shutdownWrite(e.client)); }},
      {HostCall::AwaitReady,
       [](System& s, const Ends&, const Listening&) { return kindOf(s.awaitReady(nanoseconds(0))); }},
  };
  for (const Case& test : cases) {
    const auto system = guest();
    const Ends ends = connected(*system, *system);
    const Listening listening = listenAt(*system);
    (void)connectTo(*system, listening.port);
    sendAll(*system, ends.server, "x");
    plan->add({test.call, 1, 1, {ErrorKind::NoSpace, ENOBUFS}});
    plan->add({test.call, 2, 1, {ErrorKind::Interrupted, EINTR}});
    EXPECT_EQ(test.run(*system, ends, listening), "no-space") << static_cast<int>(test.call);
    EXPECT_EQ(test.run(*system, ends, listening), "ok") << static_cast<int>(test.call);
    plan->clear();
  }
}

TEST_F(MemoryNetworkTest, RefusalsAndResetsCanBeInjected) {
  const auto system = guest();
  const Listening listening = listenAt(*system);
  plan->add({HostCall::FinishConnect, 1, 1, {ErrorKind::Unreachable, ETIMEDOUT}});
  const Handle lost = must(system->connect("127.0.0.1", listening.port));
  for (int time = 0; time < 2; ++time) {
    const auto finished = system->finishConnect(lost);
    ASSERT_EQ(kindOf(finished), "unreachable");
    EXPECT_NE(finished.error().message.find("no answer came in time"), std::string::npos);
  }
  plan->add({HostCall::Receive, 1, 1, {ErrorKind::ConnectionReset, ECONNRESET}});
  const Ends ends = connected(*system, *system);
  sendAll(*system, ends.server, "lost");
  for (int time = 0; time < 2; ++time) EXPECT_EQ(receiveSome(*system, ends.client), "<connection-reset>");
  awaitOnly(*system, ends.client, Readiness::Read);
}

// ---- Random traffic: many connections in both directions, in pieces of any size, closed at any moment. What arrives
// is what was sent, in order, and two runs are the same to the last answer.

class Traffic {
 public:
  Traffic(std::uint64_t seed, bool awkward) : random_(seed) {
    auto plan = std::make_shared<FaultPlan>();
    if (awkward) plan->setLongestTransfer(7);
    if (awkward) {
      for (std::uint64_t at = 3; at < 5000; at += 4) plan->add({{}, at, 1, {ErrorKind::Interrupted, EINTR}});
    }
    machine_->setLatency(nanoseconds(awkward ? 1000 : 0));
    SystemOptions options;
    options.limits.sockets.bufferBytes = 50;
    system_ = must(createFaultyMemorySystem(machine_, plan, withLoopback(), options));
  }

  std::string run() {
    const Listening listening = listenAt(*system_);
    for (int i = 0; i < 8; ++i) {
      const Handle client = must(system_->connect("127.0.0.1", listening.port));
      must(waiting(*system_, client, Readiness::Write, [&] { return system_->finishConnect(client); }));
      ends_.push_back({client, {}, 0, 0});
      ends_.push_back({acceptAt(*system_, listening.handle), {}, 0, 0});
    }
    for (int step = 0; step < 1500; ++step) act(random_.next() % ends_.size());
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      EXPECT_EQ(ends_[i].received, pattern(i ^ 1, ends_[i].received.size()));
      EXPECT_LE(ends_[i].received.size(), ends_[i ^ 1].sent);
    }
    return transcript_ + std::to_string(machine_->monotonicTime().count());
  }

 private:
  struct End {
    Handle handle;
    std::string received;
    std::size_t sent;
    int waits;
  };

  static std::string pattern(std::size_t end, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + (i * 7 + end * 3 + i / 26) % 26);
    return text;
  }

  void act(std::size_t index) {
    End& end = ends_[index];
    const std::size_t amount = random_.next() % 60;
    std::string outcome;
    switch (random_.next() % 20) {
      case 0: outcome = kindOf(random_.next() % 40 == 0 ? system_->close(end.handle) : Result<void>()); break;
      case 1: outcome = kindOf(random_.next() % 40 == 0 ? system_->shutdownWrite(end.handle) : Result<void>()); break;
      case 2:
      case 3:
        outcome = kindOf(system_->watch(end.handle, random_.next() % 2 == 0 ? Readiness::Read : Readiness::Write));
        break;
      case 4: outcome = awaited(); break;
      case 5:
      case 6:
      case 7:
      case 8:
      case 9:
      case 10:
      case 11: outcome = sent(end, index, amount); break;
      default: outcome = received(end, amount); break;
    }
    transcript_ += outcome + ";";
  }

  std::string awaited() {
    const auto ready = must(system_->awaitReady(system_->deadlineClock() + nanoseconds(300)));
    std::string text = "ready";
    for (const ReadyHandle& one : ready) text += " " + std::to_string(one.handle.number);
    return text;
  }

  std::string sent(End& end, std::size_t index, std::size_t amount) {
    const std::string text = pattern(index, end.sent + amount).substr(end.sent);
    const auto count = system_->write(end.handle, bytes(text));
    if (count) end.sent += *count;
    return count ? std::to_string(*count) : kindOf(count);
  }

  std::string received(End& end, std::size_t amount) {
    std::vector<std::byte> buffer(amount);
    const auto count = system_->read(end.handle, buffer);
    if (count) end.received.append(reinterpret_cast<const char*>(buffer.data()), *count);
    return count ? std::to_string(*count) : kindOf(count);
  }

  SeededRandom random_;
  std::shared_ptr<MemoryMachine> machine_ = std::make_shared<MemoryMachine>();
  std::unique_ptr<System> system_;
  std::vector<End> ends_;
  std::string transcript_;
};

TEST(MemoryTraffic, ArrivesInOrderAndRepeatsExactly) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    for (const bool awkward : {false, true}) {
      const std::string first = Traffic(seed, awkward).run();
      ASSERT_EQ(first, Traffic(seed, awkward).run()) << "seed " << seed;
      ASSERT_NE(first.find("would-block"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace tatu::os::test
