#include "os/rights.h"

#include <set>

#include "os/operation.h"
#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

/// The rule for opening, said once more in other words than the table's.
struct Expectation {
  bool valid;
  bool needsRead;
  bool needsWrite;
};

Expectation expectationFor(unsigned bits) {
  const bool read = (bits & 1) != 0, write = (bits & 2) != 0, append = (bits & 4) != 0, create = (bits & 8) != 0,
             exclusive = (bits & 16) != 0, truncate = (bits & 32) != 0;
  const bool valid = bits < 64 && (read || write || append) && !(write && append) && !(truncate && !write) &&
                     !(create && !(write || append)) && !(exclusive && !create);
  return {valid, read, write || append || create || exclusive || truncate};
}

TEST(Rights, OpenFlagTableIsExhaustive) {
  for (unsigned bits = 0; bits < 256; ++bits) {
    const OpenFlags flags = OpenFlags::fromBits(static_cast<std::uint8_t>(bits));
    const Expectation expected = expectationFor(bits);
    EXPECT_EQ(validOpenFlags(flags), expected.valid) << bits;
    if (bits >= 64) continue;
    EXPECT_EQ(rightsNeededToOpen(flags).includes(Rights::read()), expected.needsRead) << bits;
    EXPECT_EQ(rightsNeededToOpen(flags).includes(Rights::write()), expected.needsWrite) << bits;
    // No handle can do more than its opening asked of the directory.
    EXPECT_TRUE(rightsNeededToOpen(flags).includes(rightsOfHandle(flags))) << bits;
  }
}

TEST(Rights, OperationNamesAreDistinct) {
  std::set<std::string_view> names;
  for (const OperationRow& row : operationTable()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_FALSE(row.phrase.empty());
    EXPECT_EQ(&rowOf(row.operation), &row);
  }
}

Capabilities withRights(Rights rights) {
  Capabilities capabilities;
  capabilities.clock = ClockGrant::Coarse;
  capabilities.randomness = true;
  capabilities.directories.push_back({"d", rights});
  return capabilities;
}

constexpr std::array kAllRights{Rights::none(), Rights::read(), Rights::write(), Rights::readWrite()};

class RightsInEveryWorld : public EveryWorld {};

// Every set of flags against every set of rights, with the file there and not: who is refused and who is let through
// is decided by the table alone, and a refusal leaves no trace.
TEST_P(RightsInEveryWorld, OpeningObeysTheTable) {
  for (const Rights rights : kAllRights) {
    for (unsigned bits = 0; bits < 64; ++bits) {
      for (const bool exists : {false, true}) {
        auto fresh = GetParam().make();
        fresh->putDirectory(fresh->start() + "/d");
        if (exists) fresh->putFile(fresh->start() + "/d/f", "old");
        const OpenFlags flags = OpenFlags::fromBits(static_cast<std::uint8_t>(bits));
        const auto system = fresh->make(withRights(rights));
        const auto opened = system->openFile("d/f", flags);
        const Expectation expected = expectationFor(bits);
        const bool allowed = (!expected.needsRead || rights.includes(Rights::read())) &&
                             (!expected.needsWrite || rights.includes(Rights::write()));
        std::string outcome = "ok";
        if (!expected.valid)
          outcome = "invalid-argument";
        else if (!allowed)
          outcome = "denied";
        else if (!exists && !flags.has(OpenFlag::Create))
          outcome = "not-found";
        else if (exists && flags.has(OpenFlag::Exclusive))
          outcome = "already-exists";
        ASSERT_EQ(kindOf(opened), outcome) << "flags " << bits << " exists " << exists;

        const auto witness = fresh->make(readWriteIn("d"));
        const bool truncated = outcome == "ok" && flags.has(OpenFlag::Truncate);
        const bool isThere = exists || outcome == "ok";
        ASSERT_EQ(kindOf(witness->metadata("d/f")), isThere ? "ok" : "not-found") << bits;
        if (exists) {
          ASSERT_EQ(readFile(*witness, "d/f"), truncated ? "" : "old") << bits;
        }
      }
    }
  }
}

TEST_P(RightsInEveryWorld, HandlesCanOnlyDoWhatTheyWereOpenedFor) {
  world->putFile(at("f"), "text");
  const auto system = world->make(readWriteIn("."));
  std::array<std::byte, 4> buffer{};
  const Handle reader = must(system->openFile("f", OpenFlag::Read));
  EXPECT_EQ(kindOf(system->write(reader, bytes("x"))), "denied");
  EXPECT_EQ(kindOf(system->resize(reader, 0)), "denied");
  const Handle writer = must(system->openFile("f", OpenFlag::Write));
  EXPECT_EQ(kindOf(system->read(writer, buffer)), "denied");
  EXPECT_EQ(kindOf(system->nextEntries(writer, 1)), "invalid-argument");
  EXPECT_EQ(readFile(*system, "f"), "text");
}

TEST_P(RightsInEveryWorld, PathOperationsObeyTheTable) {
  struct Case {
    Rights needed;
    std::function<std::string(System&)> run;
  };
  const std::vector<Case> cases{
      {Rights::read(), [](System& s) { return kindOf(s.metadata("d/f")); }},
      {Rights::read(), [](System& s) { return kindOf(s.openDirectory("d")); }},
      {Rights::write(), [](System& s) { return kindOf(s.createDirectory("d/new")); }},
      {Rights::write(), [](System& s) { return kindOf(s.removeFile("d/f")); }},
      {Rights::write(), [](System& s) { return kindOf(s.removeDirectory("d/empty")); }},
      {Rights::write(), [](System& s) { return kindOf(s.rename("d/f", "d/g")); }},
      {Rights::write(), [](System& s) { return kindOf(s.createTemporaryFile("d")); }},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    for (const Rights rights : kAllRights) {
      auto fresh = GetParam().make();
      fresh->putDirectory(fresh->start() + "/d/empty");
      fresh->putFile(fresh->start() + "/d/f", "old");
      const auto system = fresh->make(withRights(rights));
      const std::string expected = rights.includes(cases[i].needed) ? "ok" : "denied";
      EXPECT_EQ(cases[i].run(*system), expected) << "case " << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, RightsInEveryWorld, ::testing::ValuesIn(allWorlds()), worldName);

}  // namespace
}  // namespace tatu::os::test
