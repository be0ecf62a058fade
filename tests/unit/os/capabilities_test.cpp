#include "os/guest/capabilities.h"

#include <algorithm>

#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

std::string applied(std::string_view flag) {
  Capabilities capabilities;
  const auto result = applyGrantFlag(capabilities, flag);
  return result ? "ok" : result.error().message;
}

TEST(Capabilities, NothingIsGrantedByDefault) {
  const Capabilities none;
  EXPECT_FALSE(none.input || none.output || none.arguments || none.randomness || none.wholeEnvironment);
  EXPECT_EQ(none.clock, ClockGrant::None);
  EXPECT_TRUE(none.directories.empty() && none.network.empty() && none.environment.empty());
}

TEST(Capabilities, FlagsAdd) {
  Capabilities capabilities;
  must(applyGrantFlag(capabilities, "--allow-read=a"));
  must(applyGrantFlag(capabilities, "--allow-write=a"));
  must(applyGrantFlag(capabilities, "--allow-write=b=c"));
  must(applyGrantFlag(capabilities, "--allow-env=HOME"));
  must(applyGrantFlag(capabilities, "--allow-env=HOME"));
  must(applyGrantFlag(capabilities, "--allow-net=Example.ORG:443"));
  ASSERT_EQ(capabilities.directories.size(), 2u);
  EXPECT_EQ(capabilities.directories[0].rights, Rights::readWrite());
  EXPECT_EQ(capabilities.directories[1].path, "b=c");
  EXPECT_EQ(capabilities.directories[1].rights, Rights::write());
  EXPECT_EQ(capabilities.environment, std::vector<std::string>{"HOME"});
  ASSERT_EQ(capabilities.network.size(), 1u);
  EXPECT_EQ(capabilities.network[0].name, "example.org");
}

TEST(Capabilities, AllowAllGrantsEverything) {
  Capabilities capabilities;
  must(applyGrantFlag(capabilities, "--allow-all"));
  EXPECT_TRUE(capabilities.wholeEnvironment);
  EXPECT_EQ(capabilities.clock, ClockGrant::Fine);
  ASSERT_EQ(capabilities.directories.size(), 1u);
  EXPECT_EQ(capabilities.directories[0].path, "/");
  const auto coversAddress = [&](std::string_view text) {
    const NetworkAddress address = NetworkAddress::parse(text).value();
    return std::ranges::any_of(capabilities.network,
                               [&](const NetworkGrant& grant) { return grant.coversAddress(address); });
  };
  EXPECT_TRUE(capabilities.network.at(0).coversName("anything.example"));
  for (const char* text : {"8.8.8.8", "127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "fe80::1"}) {
    EXPECT_TRUE(coversAddress(text)) << text;
  }
}

TEST(Capabilities, EachFlagGrantsItsOwn) {
  const auto with = [](std::string_view flag) {
    Capabilities capabilities;
    must(applyGrantFlag(capabilities, flag));
    return capabilities;
  };
  EXPECT_EQ(with("--allow-clock").clock, ClockGrant::Coarse);
  EXPECT_EQ(with("--allow-fine-clock").clock, ClockGrant::Fine);
  EXPECT_TRUE(with("--allow-random").randomness);
  EXPECT_TRUE(with("--allow-args").arguments);
  EXPECT_TRUE(with("--allow-input").input && !with("--allow-input").output);
  EXPECT_TRUE(with("--allow-output").output && !with("--allow-output").randomness);
  Capabilities both = with("--allow-fine-clock");
  must(applyGrantFlag(both, "--allow-clock"));
  EXPECT_EQ(both.clock, ClockGrant::Fine);
}

TEST(Capabilities, FlagsAreTheTextFormOfGrants) {
  for (const GrantRow& row : grantRows()) {
    const Grant grant{row.kind, std::string(row.example)};
    EXPECT_EQ(must(parseGrantFlag(flagOf(grant))), grant) << row.flag;
    Capabilities capabilities;
    must(capabilities.allow(grant, GrantWords::Host));
  }
  Capabilities capabilities;
  const auto refused = capabilities.allow({GrantKind::Network, "host"}, GrantWords::Host);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "cannot grant \"TATU_GRANT_NETWORK host\": the port is missing");
  EXPECT_EQ(refused.error().hint.find("--allow"), std::string::npos);
}

TEST(Capabilities, MalformedFlagsSayWhatIsWrong) {
  EXPECT_EQ(applied("--allow-read="), "cannot grant \"--allow-read\": the directory is missing");
  EXPECT_EQ(applied("--allow-read"), "cannot grant \"--allow-read\": the directory is missing");
  EXPECT_EQ(applied("--allow-raed=x"), "cannot grant \"--allow-raed=x\": there is no such flag");
  EXPECT_EQ(applied("--allow-all=yes"), "cannot grant \"--allow-all=yes\": this flag takes no value");
  EXPECT_EQ(applied("--allow-env=A=B"), "cannot grant \"--allow-env=A=B\": a name has no = in it");
  EXPECT_EQ(applied("--allow-env="), "cannot grant \"--allow-env\": the name is missing");
  EXPECT_EQ(applied("--allow-net="), "cannot grant \"--allow-net\": the host is missing");
  EXPECT_EQ(applied("--allow-net=host"), "cannot grant \"--allow-net=host\": the port is missing");
  EXPECT_EQ(applied("--allow-net=[::1]"), "cannot grant \"--allow-net=[::1]\": the port is missing");
  EXPECT_EQ(applied("--allow-net=a b:1"),
            "cannot grant \"--allow-net=a b:1\": the host is not a name, address or pattern");
  for (const char* port : {"0", "65536", "-1", "1x", "", "99999999999", "2-1", "1-", "-", "0-9", "1-2-3", "1-*"}) {
    EXPECT_NE(applied("--allow-net=h:" + std::string(port)).find("the port is not a number"), std::string::npos)
        << port;
  }
  for (const char* host :
       {"::1:80",      "*",          "a..b:1",      "-a:1",      "*.*:1",        "a*:1",         "[zz]:1",
        "[1.2.3.4]:1", ":1",         "256.1.1.1:1", "127.1:1",   "0x7f000001:1", "10.0.0.1/8:1", "10.0.0.0/33:1",
        "10.0.0.0/:1", "[::1%lo]:1", "a.123:1",     "fe80::1:1", "[]:1",         "[:1",          "1.2.3.4.:1",
        "a.:1",        "é:1"}) {
    EXPECT_NE(applied("--allow-net=" + std::string(host)), "ok") << host;
  }
  for (const char* good : {"h:1", "1.2.3.4:80", "[::1]:65535", "*:*", "*.a.b:443", "h:*", "[::ffff:1.2.3.4]:1",
                           "10.0.0.0/8:5432", "[fd00::/8]:1-65535", "[::/0]:*", "a_b.c1:8000-8099"}) {
    EXPECT_EQ(applied("--allow-net=" + std::string(good)), "ok") << good;
  }
}

TEST(Capabilities, NetworkPatterns) {
  const auto grant = [](std::string_view flag) {
    Capabilities capabilities;
    must(capabilities.allowNetwork(flag));
    return capabilities.network.front();
  };
  EXPECT_TRUE(grant("A.org:80").coversName("a.org"));
  EXPECT_FALSE(grant("a.org:80").coversName("b.a.org"));
  EXPECT_TRUE(grant("*.a.org:80").coversName("b.a.org"));
  EXPECT_FALSE(grant("*.a.org:80").coversName("a.org"));
  EXPECT_FALSE(grant("*.a.org:80").coversName(".a.org"));
  EXPECT_FALSE(grant("*.a.org:80").coversName("xa.org"));
  EXPECT_TRUE(grant("*:80").coversName("a"));
  EXPECT_FALSE(grant("1.2.3.4:80").coversName("a"));
}

TEST(Capabilities, NetworkPorts) {
  const auto covers = [](std::string_view flag, std::uint16_t port) {
    return NetworkGrant::parse(flag).value().coversPort(port);
  };
  EXPECT_TRUE(covers("a:80", 80));
  EXPECT_FALSE(covers("a:80", 81));
  EXPECT_TRUE(covers("a:80-90", 80) && covers("a:80-90", 90));
  EXPECT_FALSE(covers("a:80-90", 79) || covers("a:80-90", 91));
  EXPECT_TRUE(covers("a:*", 1) && covers("a:*", 65535) && covers("a:*", 0));
  EXPECT_FALSE(covers("a:1-65535", 0));
}

TEST(Capabilities, NetworkAddresses) {
  const auto covers = [](std::string_view flag, std::string_view address) {
    return NetworkGrant::parse(flag).value().coversAddress(NetworkAddress::parse(address).value());
  };
  EXPECT_TRUE(covers("[::1]:*", "::1"));
  EXPECT_FALSE(covers("[::1]:*", "127.0.0.1"));
  EXPECT_TRUE(covers("10.0.0.0/8:1", "10.255.255.255"));
  EXPECT_FALSE(covers("10.0.0.0/8:1", "11.0.0.0"));
  EXPECT_TRUE(covers("10.1.2.0/23:1", "10.1.3.9"));
  EXPECT_TRUE(covers("127.0.0.1:1", "::ffff:127.0.0.1"));
  EXPECT_TRUE(covers("[::ffff:127.0.0.1]:1", "127.0.0.1"));
  EXPECT_FALSE(covers("0.0.0.0/0:1", "::1"));
  EXPECT_TRUE(covers("*:1", "8.8.8.8"));
  for (const char* address : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "::1", "fd00:ec2::254", "::"}) {
    EXPECT_FALSE(covers("*:1", address)) << address;
  }
  EXPECT_FALSE(covers("a.org:1", "8.8.8.8"));
}

TEST(Capabilities, FlagsAreQuotedForTheShellWhereNeeded) {
  EXPECT_EQ(flagForShell("--allow-read=data/x-1.y"), "--allow-read=data/x-1.y");
  EXPECT_EQ(flagForShell("--allow-read=my data"), "\"--allow-read=my data\"");
}

class GrantsInEveryWorld : public EveryWorld {};

TEST_P(GrantsInEveryWorld, MissingOrWrongDirectoriesAreReportedAtTheStart) {
  world->putFile(at("file"), "x");
  Capabilities missing, file;
  must(missing.allowRead("nothing"));
  must(file.allowWrite("file"));
  const auto first = world->tryMake(missing, {});
  ASSERT_FALSE(first.has_value());
  EXPECT_EQ(first.error().kind, ErrorKind::NotFound);
  EXPECT_EQ(first.error().message, "cannot grant \"nothing\": it does not exist");
  EXPECT_EQ(first.error().hint, "asked for by \"--allow-read=nothing\"");
  const auto second = world->tryMake(file, {});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().message, "cannot grant \"file\": it is not a directory");
}

TEST_P(GrantsInEveryWorld, InnerGrantsAddToOuterOnes) {
  world->putDirectory(at("a/b"));
  world->putFile(at("a/b/f"), "inner");
  world->putFile(at("a/f"), "outer");
  Capabilities capabilities;
  must(capabilities.allowRead("a"));
  must(capabilities.allowWrite("a/b"));
  const auto system = world->make(capabilities);
  EXPECT_EQ(readFile(*system, "a/b/f"), "inner");
  writeFile(*system, "a/b/new", "text");
  EXPECT_EQ(kindOf(system->openFile("a/new", OpenFlag::Write | OpenFlag::Create)), "denied");
  EXPECT_EQ(kindOf(system->openFile("a/b/f", OpenFlag::Read | OpenFlag::Write)), "ok");
}

TEST_P(GrantsInEveryWorld, TakenBackGrantsRefuseOpenHandlesToo) {
  world->putDirectory(at("a/b"));
  world->putFile(at("a/f"), "text");
  Capabilities capabilities;
  must(capabilities.allowRead("a"));
  must(capabilities.allowWrite("a/b"));
  const auto system = world->make(capabilities);
  const Handle file = must(system->openFile("a/f", OpenFlag::Read));
  const Handle listing = must(system->openDirectory("a"));
  const Handle writer = must(system->openFile("a/b/g", OpenFlag::Write | OpenFlag::Create));
  EXPECT_EQ(kindOf(system->revoke({GrantKind::Read, "nowhere"})), "not-found");
  EXPECT_EQ(kindOf(system->revoke({GrantKind::Write, "a"})), "not-found");
  must(system->revoke({GrantKind::Read, "./a"}));
  EXPECT_EQ(kindOf(system->revoke({GrantKind::Read, "a"})), "not-found");
  std::array<std::byte, 4> buffer{};
  EXPECT_EQ(kindOf(system->read(file, buffer)), "denied");
  EXPECT_EQ(kindOf(system->size(file)), "denied");
  EXPECT_EQ(kindOf(system->nextEntries(listing, 1)), "denied");
  EXPECT_EQ(kindOf(system->metadata("a/f")), "denied");
  EXPECT_EQ(kindOf(system->metadata("a/b/g")), "denied");
  EXPECT_EQ(kindOf(system->write(writer, bytes("x"))), "ok");
  EXPECT_EQ(kindOf(system->close(file)), "ok");
}

// The guest may write in `box` but not read there; a move must not be a way to read after all.
TEST_P(GrantsInEveryWorld, RenamingGivesNoRights) {
  world->putDirectory(at("box/inner"));
  world->putDirectory(at("open"));
  world->putFile(at("box/secret"), "secret");
  Capabilities capabilities;
  must(capabilities.allowWrite("box"));
  must(capabilities.allowRead("open"));
  must(capabilities.allowWrite("open"));
  const auto system = world->make(capabilities);
  const auto moved = system->rename("box/secret", "open/secret");
  ASSERT_EQ(kindOf(moved), "denied");
  EXPECT_EQ(moved.error().flag, "--allow-read=box");
  EXPECT_EQ(kindOf(system->rename("box/secret", "box/other")), "ok");
  writeFile(*system, "open/mine", "mine");
  EXPECT_EQ(kindOf(system->rename("open/mine", "box/mine")), "ok");

  // With a readable directory inside, moving it or into it would do the same trick in two steps.
  must(capabilities.allowRead("box/inner"));
  const auto nested = world->make(capabilities);
  EXPECT_EQ(kindOf(nested->rename("box/other", "box/inner/x")), "denied");
  EXPECT_EQ(kindOf(nested->rename("box/inner", "box/moved")), "denied");
  EXPECT_EQ(kindOf(nested->rename("box/other", "box/moved")), "denied");
}

TEST_P(GrantsInEveryWorld, ARefusalNamesTheFlagAndNothingElse) {
  world->putDirectory(at("data"));
  world->putFile(at("data/there"), "x");
  const auto system = world->make(Capabilities::forCommand());
  for (const char* name : {"data/there", "data/not-there", "data/there/below"}) {
    const auto opened = system->openFile(name, OpenFlag::Read);
    ASSERT_EQ(kindOf(opened), "denied");
    EXPECT_EQ(opened.error().message, "cannot open \"" + std::string(name) + "\": access was not granted");
    EXPECT_EQ(opened.error().message.find(world->start()), std::string::npos);
  }
  const auto opened = system->openFile("data/there", OpenFlag::Read | OpenFlag::Write);
  EXPECT_EQ(opened.error().flag, "--allow-read=data --allow-write=data");
  EXPECT_EQ(opened.error().hint, "run with --allow-read=data --allow-write=data to allow it");
  EXPECT_EQ(system->openDirectory("data/").error().flag, "--allow-read=data");
  EXPECT_EQ(system->openFile("/etc/passwd", OpenFlag::Read).error().flag, "--allow-read=/etc");
  EXPECT_EQ(system->environment("HOME").error().flag, "--allow-env=HOME");
}

// The flag that a refusal names is the one that helps.
TEST_P(GrantsInEveryWorld, TheNamedFlagAllowsIt) {
  world->putDirectory(at("data/sub dir"));
  world->putFile(at("data/sub dir/f"), "x");
  world->putFile(at("top"), "x");
  for (const char* name : {"data/sub dir/f", "top", "./data//sub dir/../sub dir/f"}) {
    Capabilities capabilities;
    const auto refused = world->make(capabilities)->openFile(name, OpenFlag::Read);
    must(applyGrantFlag(capabilities, refused.error().flag));
    EXPECT_EQ(readFile(*world->make(capabilities), name), "x") << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, GrantsInEveryWorld, ::testing::ValuesIn(allWorlds()), worldName);

}  // namespace
}  // namespace tatu::os::test
