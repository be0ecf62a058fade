// What every implementation of System must do alike about connections and waiting.
#include <algorithm>

#include "tests/unit/os/network_test_support.h"

namespace tatu::os::test {
namespace {

using std::chrono::milliseconds;

class NetworkConformance : public EveryWorld {
 protected:
  void SetUp() override {
    EveryWorld::SetUp();
    system = world->make(withLoopback());
    other = world->make(withLoopback());
  }
  /// The kind of error of one read that does not wait.
  std::string readNow(System& reader, Handle handle) {
    std::array<std::byte, 8> buffer{};
    return kindOf(reader.read(handle, buffer));
  }
  std::unique_ptr<System> system;
  std::unique_ptr<System> other;
};

std::string numbered(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text += std::to_string(i) + ",";
  return text;
}

TEST_P(NetworkConformance, TwoGuestsTalk) {
  for (const std::string& address : loopbacks(*system)) {
    const Listening listening = listenAt(*other, address);
    const Handle client = must(system->connect(address, listening.port));
    const Handle server = acceptAt(*other, listening.handle);
    must(waiting(*system, client, Readiness::Write, [&] { return system->finishConnect(client); }));
    EXPECT_EQ(must(system->peerAddress(client)), (SocketAddress{address, listening.port}));
    EXPECT_EQ(must(other->localAddress(server)), (SocketAddress{address, listening.port}));
    EXPECT_EQ(must(other->peerAddress(server)), must(system->localAddress(client)));
    sendAll(*system, client, "question");
    EXPECT_EQ(receive(*other, server, 8), "question");
    sendAll(*other, server, "answer");
    must(other->close(server));
    EXPECT_EQ(receiveAll(*system, client), "answer");
    EXPECT_EQ(receiveAll(*system, client), "");
  }
}

TEST_P(NetworkConformance, AGuestTalksToItself) {
  const Ends ends = connected(*system, *system);
  sendAll(*system, ends.client, "to myself");
  EXPECT_EQ(receive(*system, ends.server, 9), "to myself");
}

TEST_P(NetworkConformance, NothingWaits) {
  const Listening listening = listenAt(*system);
  const auto accepted = system->accept(listening.handle);
  ASSERT_EQ(kindOf(accepted), "would-block");
  EXPECT_EQ(accepted.error().message, "cannot accept a connection at \"127.0.0.1:" + std::to_string(listening.port) +
                                          "\": it cannot be done at once");
  const Ends ends = connected(*system, *other);
  EXPECT_EQ(readNow(*system, ends.client), "would-block");
  EXPECT_EQ(must(system->write(ends.client, {})), 0u);
  EXPECT_EQ(must(system->read(ends.client, {})), 0u);
  EXPECT_EQ(readNow(*system, ends.client), "would-block");
}

// The writer is told to wait as soon as the buffers are full, and nothing is lost or doubled when it goes on.
TEST_P(NetworkConformance, SlowReadersHoldWritersUp) {
  const std::string text = numbered(GetParam().name == "MemoryAwkward" ? 600'000 : 6'000'000);
  SystemOptions options;
  options.limits.sockets.bufferBytes = 20'000;
  system = world->make(withLoopback(), options);
  other = world->make(withLoopback(), options);
  const Ends ends = connected(*system, *other);
  std::size_t sent = 0, stops = 0;
  std::string received;
  while (received.size() < text.size()) {
    const auto count = system->write(ends.client, bytes(std::string_view(text).substr(sent)));
    if (count) {
      sent += *count;
      if (sent < text.size()) continue;
      must(system->shutdownWrite(ends.client));
      received += receiveAll(*other, ends.server);
    } else {
      ASSERT_EQ(kindOf(count), "would-block");
      ASSERT_LT(sent - received.size(), 10'000'000u);
      ++stops;
      received += receive(*other, ends.server, sent - received.size());
      awaitOnly(*system, ends.client, Readiness::Write);
    }
  }
  EXPECT_EQ(sent, text.size());
  EXPECT_TRUE(received == text);
  EXPECT_GT(stops, 3u);
}

TEST_P(NetworkConformance, RefusalsAreSaidByFinishConnect) {
  const Listening listening = listenAt(*other);
  must(other->close(listening.handle));
  const Handle handle = must(system->connect("127.0.0.1", listening.port));
  awaitOnly(*system, handle, Readiness::Write);
  for (int time = 0; time < 2; ++time) {
    const auto finished = system->finishConnect(handle);
    ASSERT_EQ(kindOf(finished), "connection-refused");
    EXPECT_EQ(finished.error().message, "cannot connect to \"127.0.0.1:" + std::to_string(listening.port) +
                                            "\": nobody accepts connections there");
    EXPECT_EQ(readNow(*system, handle), "connection-refused");
    EXPECT_EQ(kindOf(system->write(handle, bytes("x"))), "connection-refused");
    EXPECT_EQ(kindOf(system->shutdownWrite(handle)), "connection-refused");
    EXPECT_EQ(kindOf(system->localAddress(handle)), "connection-refused");
  }
  awaitOnly(*system, handle, Readiness::Read);
  EXPECT_EQ(must(system->peerAddress(handle)).port, listening.port);
  must(system->close(handle));
}

TEST_P(NetworkConformance, HalfClosedConnectionsGoOnTheOtherWay) {
  const Ends ends = connected(*system, *other);
  sendAll(*system, ends.client, "all I have");
  must(system->shutdownWrite(ends.client));
  must(system->shutdownWrite(ends.client));
  const auto written = system->write(ends.client, bytes("more"));
  ASSERT_EQ(kindOf(written), "invalid-argument");
  EXPECT_NE(written.error().message.find("the sending was ended"), std::string::npos);
  EXPECT_EQ(receiveAll(*other, ends.server), "all I have");
  sendAll(*other, ends.server, "thanks");
  EXPECT_EQ(receive(*system, ends.client, 6), "thanks");
  must(other->close(ends.server));
  EXPECT_EQ(receiveAll(*system, ends.client), "");
}

TEST_P(NetworkConformance, UnreadBytesMakeACloseAReset) {
  const Ends ends = connected(*system, *other);
  sendAll(*system, ends.client, "never read");
  awaitOnly(*other, ends.server, Readiness::Read);
  must(other->close(ends.server));
  awaitOnly(*system, ends.client, Readiness::Read);
  for (int time = 0; time < 2; ++time) {
    std::array<std::byte, 8> buffer{};
    const auto count = system->read(ends.client, buffer);
    ASSERT_EQ(kindOf(count), "connection-reset");
    EXPECT_NE(count.error().message.find("cannot receive from \"127.0.0.1:"), std::string::npos);
    EXPECT_NE(count.error().message.find("the other side broke the connection off"), std::string::npos);
  }
  EXPECT_EQ(kindOf(system->write(ends.client, bytes("x"))), "connection-reset");
}

// As a server that answers early and closes: the writer is stopped, and the answer is not lost.
TEST_P(NetworkConformance, WritersToTheClosedAreTold) {
  const Ends ends = connected(*system, *other);
  sendAll(*other, ends.server, "early answer");
  must(other->close(ends.server));
  const std::string piece(1000, 'x');
  std::string kind = "ok";
  for (int tries = 0; kind == "ok" && tries < 1'000'000; ++tries)
    kind = kindOf(system->write(ends.client, bytes(piece)));
  if (kind == "would-block") kind = "connection-reset";  // a full buffer: the reset is on its way
  EXPECT_EQ(kind, "connection-reset");
  EXPECT_EQ(receive(*system, ends.client, 12), "early answer");
}

TEST_P(NetworkConformance, ListenersKeepConnectionsForAccept) {
  const Listening listening = listenAt(*other);
  std::vector<Handle> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(connectTo(*system, listening.port));
    sendAll(*system, clients.back(), std::to_string(i) + ";");
  }
  for (int i = 0; i < 20; ++i) {
    const Handle server = acceptAt(*other, listening.handle);
    const std::string wanted = std::to_string(i) + ";";
    EXPECT_EQ(receive(*other, server, wanted.size()), wanted);
  }
  EXPECT_EQ(kindOf(other->accept(listening.handle)), "would-block");
}

// Who does not accept cannot be made to keep more than its line.
TEST_P(NetworkConformance, TheLineBeforeAListenerHasAnEnd) {
  SystemOptions options;
  options.limits.sockets.pendingConnections = 3;
  other = world->make(withLoopback(), options);
  const Listening listening = listenAt(*other);
  for (int i = 0; i < 20; ++i)
    must(system->watch(must(system->connect("127.0.0.1", listening.port)), Readiness::Write));
  std::size_t made = 0;
  for (;;) {
    const auto ready = must(system->awaitReady(system->deadlineClock() + milliseconds(200)));
    if (ready.empty()) break;
    made += ready.size();
  }
  EXPECT_GE(made, 3u);
  EXPECT_LE(made, 5u);
  (void)acceptAt(*other, listening.handle);
}

TEST_P(NetworkConformance, AddressesCanBeInUse) {
  const Listening listening = listenAt(*other);
  const auto again = system->listen("127.0.0.1", listening.port);
  ASSERT_EQ(kindOf(again), "address-in-use");
  EXPECT_EQ(again.error().message,
            "cannot listen on \"127.0.0.1:" + std::to_string(listening.port) + "\": the address is in use");
  must(other->close(listening.handle));
  EXPECT_EQ(kindOf(system->listen("127.0.0.1", listening.port)), "ok");
}

TEST_P(NetworkConformance, WrongHandlesAreNamed) {
  const Listening listening = listenAt(*system);
  const Ends ends = connected(*system, *other);
  const Handle lookup = must(system->resolve("127.0.0.1"));
  const auto why = [](const auto& result) { return result ? "ok" : result.error().message; };
  const std::string place = "\"127.0.0.1:" + std::to_string(listening.port) + "\"";
  std::array<std::byte, 1> one{};
  EXPECT_EQ(why(system->finishConnect(listening.handle)),
            "cannot connect to " + place + ": this handle is not a connection");
  EXPECT_EQ(why(system->shutdownWrite(lookup)),
            "cannot end the sending to \"127.0.0.1\": this handle is not a connection");
  EXPECT_EQ(why(system->finishResolve(system->standardInput())),
            "cannot look up \"handle\": this handle is not a lookup");
  EXPECT_EQ(why(system->peerAddress(listening.handle)),
            "cannot get the address of " + place + ": this handle is not a connection");
  EXPECT_EQ(why(system->read(listening.handle, one)), "cannot read \"handle\": this handle is not an open file");
  EXPECT_EQ(kindOf(system->accept(ends.client)), "invalid-argument");
  EXPECT_EQ(kindOf(system->localAddress(lookup)), "invalid-argument");
  EXPECT_EQ(kindOf(system->seek(ends.client, 0, SeekOrigin::Start)), "invalid-argument");
  EXPECT_EQ(kindOf(system->flush(ends.client)), "ok");
  must(system->close(ends.client));
  for (const Handle gone : {ends.client, Handle{12345}}) {
    EXPECT_EQ(why(system->finishConnect(gone)), "no such handle");
    EXPECT_EQ(why(system->finishResolve(gone)), "no such handle");
    EXPECT_EQ(why(system->accept(gone)), "no such handle");
    EXPECT_EQ(why(system->localAddress(gone)), "no such handle");
    EXPECT_EQ(why(system->peerAddress(gone)), "no such handle");
    EXPECT_EQ(why(system->shutdownWrite(gone)), "no such handle");
    EXPECT_EQ(why(system->watch(gone, Readiness::Read)), "no such handle");
    EXPECT_EQ(why(system->read(gone, one)), "no such handle");
  }
}

TEST_P(NetworkConformance, SocketsCountAsHandles) {
  const Listening listening = listenAt(*other);
  SystemOptions options;
  options.limits.handles = 5;  // three streams and two more
  system = world->make(withLoopback(), options);
  const Handle first = connectTo(*system, listening.port);
  (void)must(system->resolve("127.0.0.1"));
  for (const auto& full :
       {system->connect("127.0.0.1", listening.port), system->listen("127.0.0.1", 0), system->resolve("127.0.0.1")}) {
    ASSERT_EQ(kindOf(full), "too-many-handles");
    EXPECT_EQ(full.error().hint, "close what is no longer needed; 5 may be open at once");
  }
  must(system->close(first));
  const Listening own = listenAt(*system);
  (void)must(other->connect("127.0.0.1", own.port));
  awaitOnly(*system, own.handle, Readiness::Read);
  // Whoever cannot be taken in stays in line.
  EXPECT_EQ(kindOf(system->accept(own.handle)), "too-many-handles");
  SystemLimits more = system->limits();
  more.handles = 6;
  system->setLimits(more);
  EXPECT_EQ(kindOf(system->accept(own.handle)), "ok");
  EXPECT_EQ(system->usage().openHandles, 6u);
}

TEST_P(NetworkConformance, TheEndOfASystemClosesAll) {
  const Listening listening = listenAt(*other);
  const Ends ends = connected(*system, *other);
  sendAll(*other, ends.server, "last words");
  other.reset();
  EXPECT_EQ(receiveAll(*system, ends.client), "last words");
  const Handle late = must(system->connect("127.0.0.1", listening.port));
  const auto finish = [&] { return system->finishConnect(late); };
  EXPECT_EQ(kindOf(waiting(*system, late, Readiness::Write, finish)), "connection-refused");
}

// ---- Waiting.

TEST_P(NetworkConformance, ReadyHandlesComeInTheOrderOfTheirWatches) {
  std::vector<Ends> ends;
  for (int i = 0; i < 10; ++i) ends.push_back(connected(*system, *other));
  std::vector<ReadyHandle> expected;
  for (const int i : {7, 2, 9, 0, 4}) {
    must(system->watch(ends[static_cast<std::size_t>(i)].client, Readiness::Read));
    must(system->watch(ends[static_cast<std::size_t>(i)].client, Readiness::Read));
    expected.push_back({ends[static_cast<std::size_t>(i)].client, Readiness::Read});
  }
  for (const Ends& pair : ends) sendAll(*other, pair.server, "x");
  std::vector<ReadyHandle> ready;
  while (ready.size() < expected.size()) {
    const auto some = await(*system);
    ASSERT_FALSE(some.empty());
    EXPECT_TRUE(
        std::ranges::is_sorted(some, {}, [&](const ReadyHandle& one) { return std::ranges::find(expected, one); }));
    ready.insert(ready.end(), some.begin(), some.end());
  }
  EXPECT_TRUE(std::ranges::is_permutation(ready, expected));
  // One watch, one answer, though there is still something to read.
  EXPECT_EQ(kindOf(system->awaitReady({})), "invalid-argument");
  EXPECT_TRUE(must(system->awaitReady(system->deadlineClock())).empty());
}

TEST_P(NetworkConformance, ReadingAndWritingAreWatchedEachByItself) {
  const Ends ends = connected(*system, *other);
  must(system->watch(ends.client, Readiness::Read));
  must(system->watch(ends.client, Readiness::Write));
  EXPECT_EQ(await(*system), (std::vector<ReadyHandle>{{ends.client, Readiness::Write}}));
  EXPECT_TRUE(must(system->awaitReady(system->deadlineClock())).empty());
  sendAll(*other, ends.server, "x");
  EXPECT_EQ(await(*system), (std::vector<ReadyHandle>{{ends.client, Readiness::Read}}));
  must(system->watch(ends.client, Readiness::Read));
  must(system->watch(ends.client, Readiness::Write));
  EXPECT_EQ(await(*system),
            (std::vector<ReadyHandle>{{ends.client, Readiness::Read}, {ends.client, Readiness::Write}}));
}

TEST_P(NetworkConformance, AwaitingEndsAtTheMoment) {
  const Listening listening = listenAt(*system);
  must(system->watch(listening.handle, Readiness::Read));
  const auto start = system->deadlineClock();
  EXPECT_TRUE(must(system->awaitReady(start - milliseconds(1))).empty());
  EXPECT_TRUE(must(system->awaitReady(start + milliseconds(30))).empty());
  EXPECT_GE(system->deadlineClock(), start + milliseconds(30));
  // The watch is still there.
  (void)must(other->connect("127.0.0.1", listening.port));
  EXPECT_EQ(await(*system), (std::vector<ReadyHandle>{{listening.handle, Readiness::Read}}));
  // Without watches it is a sleep.
  EXPECT_TRUE(must(system->awaitReady(system->deadlineClock() + milliseconds(1))).empty());
}

TEST_P(NetworkConformance, AwaitingEndsWithTokenOrDeadline) {
  const Listening listening = listenAt(*system);
  must(system->watch(listening.handle, Readiness::Read));
  system->cancellation().setDeadline(system->deadlineClock() + milliseconds(20));
  const auto late = system->awaitReady({});
  ASSERT_EQ(kindOf(late), "timed-out");
  EXPECT_EQ(late.error().message, "cannot wait for what is watched: the deadline passed");
  EXPECT_EQ(kindOf(system->awaitReady(system->deadlineClock() - milliseconds(1))), "timed-out");
  system->cancellation().clearDeadline();
  system->cancellation().cancel();
  for (int time = 0; time < 2; ++time) EXPECT_EQ(kindOf(system->awaitReady({})), "interrupted");
  system->cancellation().reset();
  (void)must(other->connect("127.0.0.1", listening.port));
  EXPECT_EQ(await(*system), (std::vector<ReadyHandle>{{listening.handle, Readiness::Read}}));
}

TEST_P(NetworkConformance, WhatIsClosedWakesWhoWaitsForIt) {
  const Ends ends = connected(*system, *other);
  const Listening listening = listenAt(*system);
  must(system->watch(listening.handle, Readiness::Read));
  must(system->watch(ends.client, Readiness::Read));
  must(system->close(ends.client));
  EXPECT_EQ(must(system->awaitReady({})), (std::vector<ReadyHandle>{{ends.client, Readiness::Read}}));
  EXPECT_EQ(readNow(*system, ends.client), "no-such-handle");
  // The number of the next handle is another, and its own watch starts afresh.
  const Ends next = connected(*system, *other);
  must(system->watch(next.client, Readiness::Read));
  EXPECT_TRUE(must(system->awaitReady(system->deadlineClock())).empty());
}

TEST_P(NetworkConformance, OnlyWhatCanWaitIsWatched) {
  const Listening listening = listenAt(*system);
  const auto why = [](const auto& result) { return result ? "ok" : result.error().message; };
  const std::string streams =
      "cannot watch \"handle\": of the standard streams, only the input can be watched, for reading";
  EXPECT_EQ(why(system->watch(system->standardOutput(), Readiness::Write)), streams);
  EXPECT_EQ(why(system->watch(system->standardInput(), Readiness::Write)), streams);
  EXPECT_EQ(
      why(system->watch(listening.handle, Readiness::Write)),
      "cannot watch \"127.0.0.1:" + std::to_string(listening.port) + "\": only a connection becomes ready for writing");
  const auto nothing = system->awaitReady({});
  EXPECT_EQ(why(nothing), "cannot wait for what is watched: nothing is, and no moment is given");
  const auto files = world->make(readWriteIn("."));
  writeFile(*files, "f", "");
  EXPECT_EQ(why(files->watch(must(files->openFile("f", OpenFlag::Read)), Readiness::Read)),
            "cannot watch \"handle\": files and directories never wait");
}

TEST_P(NetworkConformance, MomentsNeedAClock) {
  Capabilities capabilities = withLoopback();
  capabilities.clock = ClockGrant::None;
  const auto timeless = world->make(capabilities);
  const auto waited = timeless->awaitReady(std::chrono::nanoseconds(0));
  ASSERT_EQ(kindOf(waited), "denied");
  EXPECT_EQ(waited.error().hint, "run with --allow-clock to allow it");
  const Listening listening = listenAt(*timeless);
  (void)must(other->connect("127.0.0.1", listening.port));
  must(timeless->watch(listening.handle, Readiness::Read));
  EXPECT_EQ(must(timeless->awaitReady({})), (std::vector<ReadyHandle>{{listening.handle, Readiness::Read}}));
  EXPECT_TRUE(must(timeless->awaitReady(kWithoutWaiting)).empty());  // says nothing about time
}

// ---- Names.

TEST_P(NetworkConformance, NamesAreLookedUp) {
  world->putName("www.example.org", {"93.184.216.34", "2606:2800:21f::1", "::ffff:1.1.1.1"});
  const auto guest = world->make(withNetwork({"*.example.org:80"}));
  const std::vector<std::string> expected{"93.184.216.34", "2606:2800:21f::1", "1.1.1.1"};
  EXPECT_EQ(resolved(*guest, "www.example.org"), expected);
  EXPECT_EQ(resolved(*guest, "WWW.Example.ORG"), expected);
  const Handle lookup = must(guest->resolve("www.example.org"));
  awaitOnly(*guest, lookup, Readiness::Read);
  EXPECT_EQ(must(guest->finishResolve(lookup)), expected);
  EXPECT_EQ(must(guest->finishResolve(lookup)), expected);
  awaitOnly(*guest, lookup, Readiness::Read);
}

TEST_P(NetworkConformance, UnknownNamesAreNotFound) {
  const auto guest = world->make(withNetwork({"*.example.org:80"}));
  const Handle lookup = must(guest->resolve("Nothing.example.org"));
  awaitOnly(*guest, lookup, Readiness::Read);
  for (int time = 0; time < 2; ++time) {
    const auto found = guest->finishResolve(lookup);
    ASSERT_EQ(kindOf(found), "not-found");
    EXPECT_EQ(found.error().message, "cannot look up \"Nothing.example.org\": it does not exist");
  }
}

TEST_P(NetworkConformance, AddressesAndLocalhostNeedNoLookup) {
  world->putName("localhost", {"8.8.8.8"});
  EXPECT_EQ(resolved(*system, "127.0.0.1"), std::vector<std::string>{"127.0.0.1"});
  EXPECT_EQ(resolved(*system, "0:0:0:0:0:0:0:1"), std::vector<std::string>{"::1"});
  const auto guest = world->make(withNetwork({"localhost:80", "*.localhost:80"}));
  const std::vector<std::string> loopback{"127.0.0.1", "::1"};
  EXPECT_EQ(resolved(*guest, "localhost"), loopback);
  EXPECT_EQ(resolved(*guest, "my.LocalHost"), loopback);
}

TEST_P(NetworkConformance, OnlyNamesAreLookedUp) {
  const auto guest = world->make(withNetwork({"*:*"}));
  for (const std::string name : {"", "a b", "a..b", "-a", "a.", "é.org", "127.1", "2130706433", "0x7f.0.0.1", "a\n",
                                 "[::1]", "::1%lo", "http://a", "a:80", "a/b"}) {
    const auto lookup = guest->resolve(name);
    ASSERT_EQ(kindOf(lookup), "invalid-argument") << name;
    EXPECT_NE(lookup.error().message.find("this is neither a host name in its ASCII form nor an address"),
              std::string::npos);
  }
  EXPECT_EQ(kindOf(guest->resolve(std::string(300, 'a'))), "invalid-argument");
  EXPECT_EQ(kindOf(guest->resolve(std::string("a\0b", 3))), "invalid-argument");
}

TEST_P(NetworkConformance, LookupsCanBeDropped) {
  world->putName("a.example", {"8.8.8.8"});
  const auto guest = world->make(withNetwork({"a.example:1"}));
  for (int i = 0; i < 50; ++i) {
    const Handle lookup = must(guest->resolve("a.example"));
    must(guest->watch(lookup, Readiness::Read));
    must(guest->close(lookup));
    EXPECT_EQ(must(guest->awaitReady({})), (std::vector<ReadyHandle>{{lookup, Readiness::Read}}));
    EXPECT_EQ(kindOf(guest->finishResolve(lookup)), "no-such-handle");
  }
  EXPECT_EQ(resolved(*guest, "a.example"), std::vector<std::string>{"8.8.8.8"});
}

INSTANTIATE_TEST_SUITE_P(Worlds, NetworkConformance, ::testing::ValuesIn(allWorlds()), worldName);

}  // namespace
}  // namespace tatu::os::test
