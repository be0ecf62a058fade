// Who may reach what: names that lead elsewhere, addresses in disguise, grants that are taken back.
#include "tests/unit/os/network_test_support.h"

namespace tatu::os::test {
namespace {

// In memory only: what is allowed is begun, and no packet of a test is to leave the machine.
class NetworkGrantsInMemory : public EveryWorld {
 protected:
  std::unique_ptr<System> granted(const std::vector<std::string>& grants) { return world->make(withNetwork(grants)); }
  /// "ok", or the kind of the refusal. Nothing is sent: what is allowed is closed at once.
  static std::string connecting(System& system, std::string_view address, std::uint16_t port) {
    const auto handle = system.connect(address, port);
    if (handle) must(system.close(*handle));
    return kindOf(handle);
  }
};

TEST_P(NetworkGrantsInMemory, NothingIsGrantedByDefault) {
  const auto system = world->make(Capabilities::forCommand());
  const auto name = system->resolve("example.org");
  ASSERT_EQ(kindOf(name), "denied");
  EXPECT_EQ(name.error().message, "cannot look up \"example.org\": access was not granted");
  EXPECT_EQ(name.error().flag, "--allow-net=example.org:*");
  EXPECT_EQ(name.error().hint, "run with \"--allow-net=example.org:*\" to allow it");
  const auto connection = system->connect("8.8.8.8", 443);
  ASSERT_EQ(kindOf(connection), "denied");
  EXPECT_EQ(connection.error().message, "cannot connect to \"8.8.8.8:443\": access was not granted");
  EXPECT_EQ(connection.error().flag, "--allow-net=8.8.8.8:443");
  EXPECT_EQ(system->connect("::1", 80).error().hint, "run with \"--allow-net=[::1]:80\" to allow it");
  const auto listener = system->listen("0.0.0.0", 8080);
  ASSERT_EQ(kindOf(listener), "denied");
  EXPECT_EQ(listener.error().message, "cannot listen on \"0.0.0.0:8080\": access was not granted");
  EXPECT_EQ(listener.error().hint, "run with --allow-net=0.0.0.0:8080 to allow it");
  EXPECT_EQ(system->listen("127.0.0.1", 0).error().flag, "--allow-net=127.0.0.1:*");
  EXPECT_EQ(kindOf(system->resolve("127.0.0.1")), "denied");
  EXPECT_EQ(kindOf(system->resolve("localhost")), "denied");
}

TEST_P(NetworkGrantsInMemory, TheNamedFlagAllowsIt) {
  for (const auto& [address, port] : std::vector<std::pair<std::string, std::uint16_t>>{
           {"127.0.0.1", 1}, {"::1", 65535}, {"8.8.8.8", 443}, {"::ffff:127.0.0.1", 1}, {"10.0.0.1", 1}}) {
    Capabilities capabilities;
    must(applyGrantFlag(capabilities, world->make(capabilities)->connect(address, port).error().flag));
    EXPECT_EQ(connecting(*world->make(capabilities), address, port), "ok") << address;
    EXPECT_EQ(connecting(*world->make(capabilities), address, 2), "denied") << address;
  }
  Capabilities capabilities;
  must(applyGrantFlag(capabilities, world->make(capabilities)->resolve("a.example").error().flag));
  EXPECT_EQ(kindOf(world->make(capabilities)->resolve("a.example")), "ok");
  must(applyGrantFlag(capabilities, world->make(capabilities)->listen("127.0.0.1", 0).error().flag));
  EXPECT_EQ(kindOf(world->make(capabilities)->listen("127.0.0.1", 0)), "ok");
}

TEST_P(NetworkGrantsInMemory, PortsAreChecked) {
  const auto system = granted({"127.0.0.1:8000-8010", "[::1]:9"});
  EXPECT_EQ(connecting(*system, "127.0.0.1", 8000), "ok");
  EXPECT_EQ(connecting(*system, "127.0.0.1", 8010), "ok");
  EXPECT_EQ(connecting(*system, "127.0.0.1", 7999), "denied");
  EXPECT_EQ(connecting(*system, "127.0.0.1", 8011), "denied");
  EXPECT_EQ(connecting(*system, "127.0.0.1", 9), "denied");
  EXPECT_EQ(connecting(*system, "127.0.0.1", 0), "invalid-argument");
  EXPECT_EQ(kindOf(system->listen("127.0.0.1", 0)), "denied");
}

// A name is allowed; what it means is its owner's choice. So an address counts only if it was an answer for that name
// and belongs to the internet that all share.
TEST_P(NetworkGrantsInMemory, NamesStandForTheirPublicAddresses) {
  world->putName("a.example", {"93.184.216.34", "2606:2800:21f::1"});
  const auto system = granted({"a.example:80"});
  EXPECT_EQ(connecting(*system, "93.184.216.34", 80), "denied");
  (void)resolved(*system, "A.example");
  EXPECT_EQ(connecting(*system, "93.184.216.34", 80), "ok");
  EXPECT_EQ(connecting(*system, "2606:2800:21f::1", 80), "ok");
  EXPECT_EQ(connecting(*system, "::ffff:93.184.216.34", 80), "ok");
  EXPECT_EQ(connecting(*system, "93.184.216.35", 80), "denied");
  EXPECT_EQ(system->connect("93.184.216.34", 81).error().flag, "--allow-net=a.example:81");
  // What one guest was told is nothing to another.
  EXPECT_EQ(connecting(*granted({"a.example:80"}), "93.184.216.34", 80), "denied");
}

TEST_P(NetworkGrantsInMemory, NamesDoNotLeadInside) {
  const std::vector<std::string> inside{
      "127.0.0.1", "127.9.9.9", "10.0.0.5",      "172.16.0.1",        "192.168.1.1",   "169.254.169.254", "100.64.0.1",
      "::1",       "fe80::1",   "fd00:ec2::254", "64:ff9b::10.0.0.5", "2002:7f00:1::", "::ffff:10.0.0.6"};
  world->putName("evil.example", inside);
  for (const char* grant : {"evil.example:80", "*.example:80", "*:80", "*:*"}) {
    const auto system = granted({grant});
    const auto addresses = resolved(*system, "evil.example");
    EXPECT_EQ(addresses.size(), inside.size());
    for (const std::string& address : addresses) {
      const auto refused = system->connect(address, 80);
      ASSERT_EQ(kindOf(refused), "denied") << grant << " " << address;
      const NetworkEndpoint endpoint{*NetworkAddress::parse(address), 80};
      EXPECT_EQ(refused.error().flag, "--allow-net=" + endpoint.text());
    }
  }
  // The address by itself is another matter.
  const auto system = granted({"evil.example:80", "10.0.0.0/8:80"});
  (void)resolved(*system, "evil.example");
  EXPECT_EQ(connecting(*system, "10.0.0.5", 80), "ok");
  EXPECT_EQ(connecting(*system, "192.168.1.1", 80), "denied");
}

// The name means a public address when it is checked and a private one afterwards.
TEST_P(NetworkGrantsInMemory, RebindingANameChangesNothing) {
  world->putName("swap.example", {"93.184.216.34"});
  const auto system = granted({"swap.example:80"});
  EXPECT_EQ(resolved(*system, "swap.example"), std::vector<std::string>{"93.184.216.34"});
  world->putName("swap.example", {"127.0.0.1"});
  EXPECT_EQ(connecting(*system, "127.0.0.1", 80), "denied");
  EXPECT_EQ(resolved(*system, "swap.example"), std::vector<std::string>{"127.0.0.1"});
  EXPECT_EQ(connecting(*system, "127.0.0.1", 80), "denied");
  EXPECT_EQ(connecting(*system, "93.184.216.34", 80), "ok");
}

TEST_P(NetworkGrantsInMemory, LocalhostIsLoopback) {
  world->putName("localhost.example", {"127.0.0.1"});
  const auto system = granted({"localhost:80", "localhost.example:80"});
  EXPECT_EQ(connecting(*system, "127.0.0.1", 80), "ok");
  EXPECT_EQ(connecting(*system, "::1", 80), "ok");
  EXPECT_EQ(connecting(*system, "127.0.0.1", 81), "denied");
  EXPECT_EQ(connecting(*system, "10.0.0.1", 80), "denied");
  EXPECT_EQ(connecting(*granted({"localhost.example:80"}), "127.0.0.1", 80), "denied");
  EXPECT_EQ(connecting(*granted({"*:80"}), "127.0.0.1", 80), "denied");
  const auto below = granted({"*.localhost:80"});
  EXPECT_EQ(connecting(*below, "127.0.0.1", 80), "denied");
  (void)resolved(*below, "app.localhost");
  EXPECT_EQ(connecting(*below, "127.0.0.1", 80), "ok");
  EXPECT_EQ(below->connect("127.0.0.1", 81).error().flag, "--allow-net=app.localhost:81");
}

// To connect to the address that means any is to connect to oneself, past whoever wrote "not to 127.0.0.1".
TEST_P(NetworkGrantsInMemory, AnyIsNoPlaceToConnectTo) {
  Capabilities capabilities = Capabilities::forCommand();
  must(capabilities.allow({GrantKind::All, {}}));
  const auto system = world->make(capabilities);
  for (const char* any : {"0.0.0.0", "::", "::ffff:0.0.0.0"}) {
    const auto refused = system->connect(any, 80);
    ASSERT_EQ(kindOf(refused), "invalid-argument") << any;
    EXPECT_NE(refused.error().message.find("this address means any"), std::string::npos);
  }
  EXPECT_EQ(kindOf(system->listen("0.0.0.0", 0)), "ok");
  for (const char* text : {"localhost", "127.1", "", "1.2.3.4:80", "[::1]", "2130706433"}) {
    const auto refused = system->connect(text, 80);
    ASSERT_EQ(kindOf(refused), "invalid-argument") << text;
    EXPECT_NE(refused.error().message.find("this is not an address"), std::string::npos);
    EXPECT_EQ(kindOf(system->listen(text, 80)), "invalid-argument") << text;
  }
  EXPECT_EQ(connecting(*system, "127.0.0.1", 1), "ok");
  EXPECT_EQ(connecting(*system, "::1", 1), "ok");
}

TEST_P(NetworkGrantsInMemory, ListenersNeedTheirOwnAddress) {
  EXPECT_EQ(kindOf(granted({"*:*"})->listen("0.0.0.0", 0)), "denied");
  EXPECT_EQ(kindOf(granted({"*:*"})->listen("127.0.0.1", 0)), "denied");
  EXPECT_EQ(kindOf(granted({"127.0.0.1:*"})->listen("0.0.0.0", 0)), "denied");
  EXPECT_EQ(kindOf(granted({"localhost:*"})->listen("127.0.0.1", 0)), "ok");
  EXPECT_EQ(kindOf(granted({"0.0.0.0:*"})->listen("0.0.0.0", 0)), "ok");
  EXPECT_EQ(kindOf(granted({"0.0.0.0:*"})->listen("127.0.0.1", 0)), "denied");
  EXPECT_EQ(kindOf(granted({"[::]:*"})->listen("::", 0)), "ok");
}

TEST_P(NetworkGrantsInMemory, TakenBackGrantsRefuseOpenConnectionsToo) {
  const auto other = world->make(withLoopback());
  const auto system = granted({"127.0.0.1:*", "localhost:1", "a.example:1"});
  const Ends ends = connected(*system, *other);
  const Listening listening = listenAt(*system);
  const Handle lookup = must(system->resolve("a.example"));
  must(system->watch(listening.handle, Readiness::Read));
  must(system->watch(ends.client, Readiness::Read));
  EXPECT_EQ(kindOf(system->revoke({GrantKind::Network, "127.0.0.1:80"})), "not-found");
  EXPECT_EQ(kindOf(system->revoke({GrantKind::Network, "nonsense"})), "not-found");
  must(system->revoke({GrantKind::Network, "127.0.0.1:*"}));
  EXPECT_EQ(kindOf(system->revoke({GrantKind::Network, "127.0.0.1:*"})), "not-found");
  // Who waits finds out.
  EXPECT_EQ(must(system->awaitReady({})),
            (std::vector<ReadyHandle>{{listening.handle, Readiness::Read}, {ends.client, Readiness::Read}}));
  std::array<std::byte, 1> one{};
  const auto count = system->read(ends.client, one);
  ASSERT_EQ(kindOf(count), "denied");
  EXPECT_NE(count.error().message.find("the access was taken back"), std::string::npos);
  EXPECT_EQ(kindOf(system->write(ends.client, one)), "denied");
  EXPECT_EQ(kindOf(system->shutdownWrite(ends.client)), "denied");
  EXPECT_EQ(kindOf(system->accept(listening.handle)), "denied");
  EXPECT_EQ(kindOf(system->watch(listening.handle, Readiness::Read)), "denied");
  EXPECT_EQ(connecting(*system, "127.0.0.1", 2), "denied");
  EXPECT_EQ(kindOf(system->resolve("127.0.0.1")), "ok");  // by localhost:1
  EXPECT_EQ(connecting(*system, "127.0.0.1", 1), "ok");
  EXPECT_NE(kindOf(system->finishResolve(lookup)), "denied");
  must(system->revoke({GrantKind::Network, "A.example:1"}));
  EXPECT_EQ(kindOf(system->finishResolve(lookup)), "denied");
  EXPECT_EQ(kindOf(system->close(ends.client)), "ok");
  EXPECT_EQ(receiveAll(*other, ends.server), "");
}

TEST_P(NetworkGrantsInMemory, ASecondGrantHoldsWhatTheFirstAllowed) {
  const auto other = world->make(withLoopback());
  const auto system = granted({"127.0.0.1:*", "127.0.0.0/8:*"});
  const Ends ends = connected(*system, *other);
  must(system->revoke({GrantKind::Network, "127.0.0.1:*"}));
  sendAll(*system, ends.client, "still");
  must(system->revoke({GrantKind::Network, "127.0.0.0/8:*"}));
  EXPECT_EQ(kindOf(system->write(ends.client, bytes("x"))), "denied");
}

// Accepted connections are the listener's.
TEST_P(NetworkGrantsInMemory, TakingBackAListenerTakesItsConnections) {
  const auto other = world->make(withLoopback());
  const auto system = granted({"127.0.0.1:*"});
  const Ends ends = connected(*other, *system);
  must(system->revoke({GrantKind::Network, "127.0.0.1:*"}));
  EXPECT_EQ(kindOf(system->write(ends.server, bytes("x"))), "denied");
}

TEST_P(NetworkGrantsInMemory, MessagesCannotDriveATerminal) {
  const auto system = granted({"*:*"});
  const auto refused = system->resolve("a\x1b[31m\u202e");
  ASSERT_EQ(kindOf(refused), "invalid-argument");
  EXPECT_NE(refused.error().message.find("\"a\\u{1b}[31m\\u{202e}\""), std::string::npos);
  EXPECT_LT(system->connect(std::string(100'000, 'x'), 1).error().message.size(), 1000u);
}

std::vector<WorldKind> memoryWorlds() {
  std::vector<WorldKind> worlds = allWorlds();
  std::erase_if(worlds, [](const WorldKind& kind) { return !kind.name.starts_with("Memory"); });
  return worlds;
}

INSTANTIATE_TEST_SUITE_P(Worlds, NetworkGrantsInMemory, ::testing::ValuesIn(memoryWorlds()), worldName);

TEST(NetworkGrants, WhatIsLearnedHasABound) {
  NetworkGrants grants({NetworkGrant::parse("*.example:1").value()});
  const auto address = [](std::size_t i) {
    return NetworkAddress(NetworkAddress::V4{8, 8, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)});
  };
  for (std::size_t i = 0; i <= NetworkGrants::kMostLearned; ++i) {
    grants.learn("a.example", address(i));
    grants.learn("a.example", address(i));
  }
  EXPECT_TRUE(grants.forEndpoint({address(0), 1}).empty());
  EXPECT_FALSE(grants.forEndpoint({address(1), 1}).empty());
  EXPECT_FALSE(grants.forEndpoint({address(NetworkGrants::kMostLearned), 1}).empty());
}

}  // namespace
}  // namespace tatu::os::test
