// What every implementation of System must do alike.
#include <algorithm>

#include "tests/unit/os/os_test_support.h"

namespace tatu::os::test {
namespace {

class SystemConformance : public EveryWorld {
 protected:
  void SetUp() override {
    EveryWorld::SetUp();
    system = world->make(readWriteIn("."));
  }
  std::unique_ptr<System> system;
};

std::vector<std::string> names(System& system, std::string_view path, std::size_t most = 2) {
  const Handle handle = must(system.openDirectory(path));
  std::vector<std::string> result;
  for (;;) {
    const auto entries = must(system.nextEntries(handle, most));
    if (entries.empty()) break;
    EXPECT_LE(entries.size(), most);
    for (const DirectoryEntry& entry : entries) result.push_back(entry.name);
  }
  must(system.close(handle));
  return result;
}

TEST_P(SystemConformance, WritesAndReadsBack) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += static_cast<char>(i * 7);
  writeFile(*system, "f", text);
  EXPECT_EQ(readFile(*system, "f"), text);
  writeFile(*system, "f", "short");
  EXPECT_EQ(readFile(*system, "f"), "short");
}

TEST_P(SystemConformance, EmptyTransfersDoNothing) {
  writeFile(*system, "f", "abc");
  const Handle handle = must(system->openFile("f", OpenFlag::Read | OpenFlag::Write));
  EXPECT_EQ(must(system->read(handle, {})), 0u);
  EXPECT_EQ(must(system->write(handle, {})), 0u);
  EXPECT_EQ(readAllFrom(*system, handle), "abc");
}

TEST_P(SystemConformance, OneFileManyHandles) {
  writeFile(*system, "f", "");
  const Handle writer = must(system->openFile("f", OpenFlag::Write));
  const Handle reader = must(system->openFile("f", OpenFlag::Read));
  writeAllTo(*system, writer, "hello");
  EXPECT_EQ(readAllFrom(*system, reader), "hello");
}

TEST_P(SystemConformance, AppendGoesToTheEnd) {
  writeFile(*system, "f", "one");
  const Handle handle = must(system->openFile("f", OpenFlag::Append | OpenFlag::Read));
  must(system->seek(handle, 0, SeekOrigin::Start));
  writeAllTo(*system, handle, "two");
  EXPECT_EQ(must(system->seek(handle, 0, SeekOrigin::Current)), 6u);
  must(system->seek(handle, 0, SeekOrigin::Start));
  EXPECT_EQ(readAllFrom(*system, handle), "onetwo");
}

TEST_P(SystemConformance, SeeksWithinAndBehind) {
  writeFile(*system, "f", "0123456789");
  const Handle handle = must(system->openFile("f", OpenFlag::Read | OpenFlag::Write));
  EXPECT_EQ(must(system->seek(handle, -3, SeekOrigin::End)), 7u);
  EXPECT_EQ(readAllFrom(*system, handle), "789");
  EXPECT_EQ(must(system->seek(handle, 2, SeekOrigin::End)), 12u);
  writeAllTo(*system, handle, "x");
  EXPECT_EQ(must(system->size(handle)), 13u);
  EXPECT_EQ(readFile(*system, "f"), std::string("0123456789\0\0x", 13));
  EXPECT_EQ(kindOf(system->seek(handle, -1, SeekOrigin::Start)), "invalid-argument");
  EXPECT_EQ(kindOf(system->seek(handle, INT64_MAX, SeekOrigin::End)), "invalid-argument");
  EXPECT_EQ(kindOf(system->seek(handle, INT64_MIN, SeekOrigin::Current)), "invalid-argument");
  EXPECT_EQ(must(system->seek(handle, 0, SeekOrigin::Current)), 13u);
}

TEST_P(SystemConformance, HugeOffsetsFailAndChangeNothing) {
  writeFile(*system, "f", "abc");
  const Handle handle = must(system->openFile("f", OpenFlag::Write));
  must(system->seek(handle, INT64_MAX, SeekOrigin::Start));
  EXPECT_EQ(kindOf(system->write(handle, bytes("x"))), "no-space");
  EXPECT_EQ(kindOf(system->resize(handle, UINT64_MAX)), "invalid-argument");
  EXPECT_EQ(readFile(*system, "f"), "abc");
}

TEST_P(SystemConformance, Resizes) {
  writeFile(*system, "f", "abcdef");
  const Handle handle = must(system->openFile("f", OpenFlag::Write));
  must(system->resize(handle, 2));
  must(system->resize(handle, 4));
  EXPECT_EQ(readFile(*system, "f"), std::string("ab\0\0", 4));
  must(system->sync(handle));
}

TEST_P(SystemConformance, TellsWhatIsThere) {
  writeFile(*system, "f", "abc");
  must(system->createDirectory("d"));
  EXPECT_EQ(must(system->metadata("f")).kind, FileKind::File);
  EXPECT_EQ(must(system->metadata("f")).size, 3u);
  EXPECT_EQ(must(system->metadata("d")).kind, FileKind::Directory);
  EXPECT_EQ(must(system->metadata("d")).size, 0u);
  EXPECT_EQ(must(system->metadata(".")).kind, FileKind::Directory);
  EXPECT_EQ(must(system->metadata("f")).modified.count() % 1'000'000, 0);
  const Handle handle = must(system->openFile("f", OpenFlag::Read));
  EXPECT_EQ(must(system->metadataOf(handle)).size, 3u);
}

TEST_P(SystemConformance, ListsInTheOrderOfBytes) {
  for (const char* name : {"b", "a", "Z", "é", "10", "9", ".hidden"}) writeFile(*system, name, "");
  must(system->createDirectory("dir"));
  EXPECT_EQ(names(*system, "."), (std::vector<std::string>{".hidden", "10", "9", "Z", "a", "b", "dir", "é"}));
  EXPECT_EQ(names(*system, "dir"), std::vector<std::string>{});
  const Handle handle = must(system->openDirectory("."));
  const auto entries = must(system->nextEntries(handle, 100));
  EXPECT_EQ(entries[6].kind, FileKind::Directory);
  EXPECT_EQ(entries[0].kind, FileKind::File);
}

TEST_P(SystemConformance, AListingIsASnapshot) {
  writeFile(*system, "a", "");
  writeFile(*system, "b", "");
  const Handle handle = must(system->openDirectory("."));
  must(system->removeFile("b"));
  writeFile(*system, "c", "");
  EXPECT_EQ(must(system->nextEntries(handle, 10)).size(), 2u);
}

TEST_P(SystemConformance, WrongKindsAreNamed) {
  writeFile(*system, "f", "");
  must(system->createDirectory("d"));
  writeFile(*system, "d/inside", "");
  EXPECT_EQ(kindOf(system->openFile("d", OpenFlag::Read)), "is-a-directory");
  EXPECT_EQ(kindOf(system->openFile("d", OpenFlag::Write)), "is-a-directory");
  EXPECT_EQ(kindOf(system->openFile(".", OpenFlag::Read)), "is-a-directory");
  EXPECT_EQ(kindOf(system->openFile("f/x", OpenFlag::Read)), "not-a-directory");
  EXPECT_EQ(kindOf(system->openDirectory("f")), "not-a-directory");
  EXPECT_EQ(kindOf(system->openFile("no/x", OpenFlag::Write | OpenFlag::Create)), "not-found");
  EXPECT_EQ(kindOf(system->metadata("no")), "not-found");
  EXPECT_EQ(kindOf(system->removeFile("d")), "is-a-directory");
  EXPECT_EQ(kindOf(system->removeFile("no")), "not-found");
  EXPECT_EQ(kindOf(system->removeDirectory("f")), "not-a-directory");
  EXPECT_EQ(kindOf(system->removeDirectory("d")), "not-empty");
  EXPECT_EQ(kindOf(system->createDirectory("d")), "already-exists");
  EXPECT_EQ(kindOf(system->createDirectory("f")), "already-exists");
  EXPECT_EQ(kindOf(system->createDirectory("no/d")), "not-found");
  EXPECT_EQ(kindOf(system->openFile("f", OpenFlag::Write | OpenFlag::Create | OpenFlag::Exclusive)), "already-exists");
  EXPECT_NE(kindOf(system->removeDirectory(".")), "ok");
  EXPECT_NE(kindOf(system->removeFile(".")), "ok");
  EXPECT_EQ(kindOf(system->createDirectory(".")), "already-exists");
}

TEST_P(SystemConformance, RemovesAndRenames) {
  writeFile(*system, "f", "text");
  must(system->createDirectory("d"));
  must(system->rename("f", "d/g"));
  EXPECT_EQ(readFile(*system, "d/g"), "text");
  EXPECT_EQ(kindOf(system->metadata("f")), "not-found");
  writeFile(*system, "h", "other");
  must(system->rename("d/g", "h"));
  EXPECT_EQ(readFile(*system, "h"), "text");
  EXPECT_EQ(kindOf(system->rename("h", "d")), "is-a-directory");
  EXPECT_EQ(kindOf(system->rename("d", "h")), "not-a-directory");
  EXPECT_EQ(kindOf(system->rename("no", "x")), "not-found");
  must(system->rename("d", "e"));
  EXPECT_EQ(kindOf(system->rename("e", "e/inside")), "invalid-argument");
  must(system->createDirectory("full"));
  writeFile(*system, "full/x", "");
  EXPECT_EQ(kindOf(system->rename("e", "full")), "not-empty");
  must(system->rename("full", "e"));
  EXPECT_EQ(names(*system, "e"), std::vector<std::string>{"x"});
  must(system->rename("h", "h"));
  must(system->removeFile("h"));
  must(system->removeFile("e/x"));
  must(system->removeDirectory("e"));
  EXPECT_EQ(names(*system, "."), std::vector<std::string>{});
}

TEST_P(SystemConformance, ARemovedFileLivesWhileItIsOpen) {
  writeFile(*system, "f", "text");
  const Handle handle = must(system->openFile("f", OpenFlag::Read));
  must(system->removeFile("f"));
  EXPECT_EQ(kindOf(system->openFile("f", OpenFlag::Read)), "not-found");
  EXPECT_EQ(readAllFrom(*system, handle), "text");
}

TEST_P(SystemConformance, TemporaryFilesAreRemovedUnlessKept) {
  must(system->createDirectory("t"));
  const TemporaryFile first = must(system->createTemporaryFile("t"));
  const TemporaryFile second = must(system->createTemporaryFile("t/"));
  EXPECT_NE(first.path, second.path);
  EXPECT_EQ(first.path.substr(0, 6), "t/tmp-");
  writeAllTo(*system, first.handle, "kept");
  must(system->seek(first.handle, 0, SeekOrigin::Start));
  EXPECT_EQ(readAllFrom(*system, first.handle), "kept");
  must(system->rename(first.path, "t/kept"));
  EXPECT_EQ(names(*system, "t").size(), 2u);
  system.reset();
  system = world->make(readWriteIn("."));
  EXPECT_EQ(names(*system, "t"), std::vector<std::string>{"kept"});
  EXPECT_EQ(readFile(*system, "t/kept"), "kept");
}

TEST_P(SystemConformance, WhatReplacesATemporaryFileStays) {
  const TemporaryFile temporary = must(system->createTemporaryFile("."));
  writeFile(*system, "f", "mine");
  must(system->rename("f", temporary.path));
  system.reset();
  system = world->make(readWriteIn("."));
  EXPECT_EQ(readFile(*system, temporary.path), "mine");
}

TEST_P(SystemConformance, ClosedForgedAndForeignHandlesLookAlike) {
  writeFile(*system, "f", "text");
  SystemOptions options;
  options.tableNumber = 9;
  const auto other = world->make(readWriteIn("."), options);
  const Handle foreign = must(other->openFile("f", OpenFlag::Read));
  const Handle closed = must(system->openFile("f", OpenFlag::Read));
  const Handle open = must(system->openFile("f", OpenFlag::Read));
  must(system->close(closed));
  std::array<std::byte, 4> buffer{};
  for (const Handle handle : {foreign, closed, Handle{0}, Handle{12345}, Handle{UINT64_MAX}, Handle{open.number + 1}}) {
    const std::vector<OsError> errors{
        system->read(handle, buffer).error(),   system->write(handle, bytes("x")).error(),
        system->flush(handle).error(),          system->seek(handle, 0, SeekOrigin::Start).error(),
        system->size(handle).error(),           system->resize(handle, 0).error(),
        system->sync(handle).error(),           system->metadataOf(handle).error(),
        system->nextEntries(handle, 1).error(), system->close(handle).error(),
    };
    for (const OsError& error : errors) {
      EXPECT_EQ(error.kind, ErrorKind::NoSuchHandle);
      EXPECT_EQ(error.message, "no such handle");
      EXPECT_EQ(error.hint, "");
    }
  }
  EXPECT_EQ(readAllFrom(*system, open), "text");
}

TEST_P(SystemConformance, HandlesAreLimited) {
  SystemLimits limits;
  limits.handles = 5;
  system->setLimits(limits);
  writeFile(*system, "f", "");
  const Handle one = must(system->openFile("f", OpenFlag::Read));
  (void)must(system->openDirectory("."));
  const auto create = OpenFlag::Write | OpenFlag::Create;
  const auto refused = system->openFile("new", create);
  EXPECT_EQ(kindOf(refused), "too-many-handles");
  EXPECT_EQ(kindOf(system->metadata("new")), "not-found");
  EXPECT_EQ(kindOf(system->openDirectory(".")), "too-many-handles");
  EXPECT_EQ(kindOf(system->createTemporaryFile(".")), "too-many-handles");
  EXPECT_EQ(names(*world->make(readWriteIn(".")), "."), std::vector<std::string>{"f"});
  must(system->close(one));
  EXPECT_EQ(kindOf(system->openFile("new", create)), "ok");
}

TEST_P(SystemConformance, FileBytesAreLimited) {
  SystemLimits limits;
  limits.fileBytes = 10;
  system->setLimits(limits);
  const Handle handle = must(system->openFile("f", OpenFlag::Write | OpenFlag::Create));
  writeAllTo(*system, handle, "12345678");
  must(system->seek(handle, 0, SeekOrigin::Start));
  writeAllTo(*system, handle, "abcdefgh");  // grows nothing
  EXPECT_EQ(system->usage().fileBytes, 8u);
  std::string taken;
  for (;;) {
    const auto count = system->write(handle, bytes("xyz"));
    if (!count) {
      EXPECT_EQ(kindOf(count), "no-space");
      break;
    }
    taken += std::string("xyz").substr(0, *count);
  }
  EXPECT_EQ(readFile(*system, "f"), "abcdefgh" + taken);
  EXPECT_EQ(must(system->size(handle)), 10u);
  EXPECT_EQ(kindOf(system->resize(handle, 11)), "no-space");
  must(system->seek(handle, std::int64_t{1} << 40, SeekOrigin::Start));
  EXPECT_EQ(kindOf(system->write(handle, bytes("x"))), "no-space");
  EXPECT_EQ(must(system->size(handle)), 10u);
  limits.fileBytes = 12;
  system->setLimits(limits);
  must(system->resize(handle, 12));
}

TEST_P(SystemConformance, FileEntriesAreLimited) {
  writeFile(*system, "old", "");
  SystemLimits limits;
  limits.fileEntries = system->usage().fileEntries + 2;
  system->setLimits(limits);
  writeFile(*system, "a", "");
  writeFile(*system, "a", "again");
  must(system->createDirectory("b"));
  EXPECT_EQ(kindOf(system->createDirectory("c")), "no-space");
  EXPECT_EQ(kindOf(system->openFile("c", OpenFlag::Write | OpenFlag::Create)), "no-space");
  EXPECT_EQ(kindOf(system->createTemporaryFile(".")), "no-space");
  writeFile(*system, "old", "can still be written");
  EXPECT_EQ(names(*system, "."), (std::vector<std::string>{"a", "b", "old"}));
}

TEST_P(SystemConformance, ListingsAreLimited) {
  for (int i = 0; i < 5; ++i) writeFile(*system, "file" + std::to_string(i), "");
  SystemLimits limits;
  limits.directoryEntries = 4;
  system->setLimits(limits);
  EXPECT_EQ(kindOf(system->openDirectory(".")), "limit");
  limits.directoryEntries = 5;
  limits.entriesPerCall = 3;
  system->setLimits(limits);
  const Handle handle = must(system->openDirectory("."));
  EXPECT_EQ(must(system->nextEntries(handle, SIZE_MAX)).size(), 3u);
  EXPECT_EQ(must(system->nextEntries(handle, SIZE_MAX)).size(), 2u);
  limits.listingBytes = 30;  // the first listing holds 25 of them
  system->setLimits(limits);
  EXPECT_EQ(kindOf(system->openDirectory(".")), "limit");
  must(system->close(handle));
  EXPECT_EQ(kindOf(system->openDirectory(".")), "ok");
}

TEST_P(SystemConformance, CreatedNamesArePortable) {
  for (const char* name : {"con", "a.", "12:30"}) {
    EXPECT_EQ(kindOf(system->createDirectory(name)), "invalid-path") << name;
    EXPECT_EQ(kindOf(system->openFile(name, OpenFlag::Write | OpenFlag::Create)), "invalid-path") << name;
    writeFile(*system, "f", "");
    EXPECT_EQ(kindOf(system->rename("f", name)), "invalid-path") << name;
  }
  world->putFile(at("12:30"), "was there");
  EXPECT_EQ(readFile(*system, "12:30"), "was there");
  EXPECT_EQ(kindOf(system->openFile("12:30", OpenFlag::Write | OpenFlag::Create)), "ok");
  EXPECT_EQ(kindOf(system->openFile("12:30", OpenFlag::Write | OpenFlag::Create | OpenFlag::Exclusive)),
            "invalid-path");
}

TEST_P(SystemConformance, LinksThatStayInsideWorkWhereTheyAreSafe) {
  world->putDirectory(at("d"));
  world->putFile(at("d/f"), "text");
  world->putLink(at("direct"), "d/f");
  world->putLink(at("d/up"), "../d/f");
  world->putLink(at("dir"), "d");
  for (const char* name : {"direct", "d/up", "dir/f", "dir/up"}) {
    if (GetParam().followsLinks) {
      EXPECT_EQ(readFile(*system, name), "text") << name;
    } else {
      EXPECT_EQ(kindOf(system->openFile(name, OpenFlag::Read)), "denied") << name;
    }
  }
  const Handle handle = must(system->openDirectory("."));
  const auto entries = must(system->nextEntries(handle, 10));
  EXPECT_EQ(entries[1].name, "dir");
  EXPECT_EQ(entries[1].kind, FileKind::Link);
  must(system->removeFile("direct"));
  EXPECT_EQ(readFile(*system, "d/f"), "text");
}

TEST_P(SystemConformance, ClockStepsAndGrants) {
  EXPECT_EQ(must(system->wallClock()).count() % 1'000'000, 0);
  const auto before = must(system->monotonicClock());
  must(system->sleep(std::chrono::milliseconds(3)));
  EXPECT_GE(must(system->monotonicClock()) - before, std::chrono::milliseconds(2));
  must(system->sleep(std::chrono::nanoseconds(-5)));
  const auto bare = world->make(Capabilities{});
  EXPECT_EQ(kindOf(bare->wallClock()), "denied");
  EXPECT_EQ(kindOf(bare->monotonicClock()), "denied");
  EXPECT_EQ(kindOf(bare->sleep(std::chrono::nanoseconds(1))), "denied");
  std::array<std::byte, 1> one{};
  EXPECT_EQ(kindOf(bare->randomBytes(one)), "denied");
  EXPECT_EQ(kindOf(bare->read(bare->standardInput(), one)), "denied");
  EXPECT_EQ(bare->read(bare->standardInput(), one).error().flag, "--allow-input");
  EXPECT_EQ(kindOf(bare->write(bare->standardOutput(), bytes("x"))), "denied");
  EXPECT_EQ(bare->write(bare->standardError(), bytes("x")).error().flag, "--allow-output");
}

TEST_P(SystemConformance, WaitingEndsWithTheToken) {
  system->cancellation().cancel();
  EXPECT_EQ(kindOf(system->sleep(std::chrono::hours(24))), "interrupted");
  system->cancellation().reset();
  system->cancellation().setDeadline(system->deadlineClock() + std::chrono::milliseconds(5));
  EXPECT_EQ(kindOf(system->sleep(std::chrono::nanoseconds::max())), "timed-out");
  system->cancellation().clearDeadline();
  must(system->sleep(std::chrono::milliseconds(1)));
}

TEST_P(SystemConformance, RandomBytesDiffer) {
  std::array<std::byte, 64> a{}, b{};
  must(system->randomBytes(a));
  must(system->randomBytes(b));
  EXPECT_NE(a, b);
  must(system->randomBytes({}));
}

TEST_P(SystemConformance, ArgumentsAreTextAndGranted) {
  SystemOptions options;
  options.arguments = {"one",
                       "b\xff"
                       "d",
                       ""};
  EXPECT_TRUE(world->make(Capabilities{}, options)->arguments().empty());
  const auto granted = world->make(Capabilities::forCommand(), options);
  ASSERT_EQ(granted->arguments().size(), 3u);
  EXPECT_EQ(granted->arguments()[1],
            "b\xEF\xBF\xBD"
            "d");
}

TEST_P(SystemConformance, StandardHandlesAreTheSameEverywhere) {
  const auto bare = world->make(Capabilities{});
  EXPECT_EQ(system->standardInput(), bare->standardInput());
  EXPECT_NE(system->standardInput(), system->standardOutput());
  EXPECT_EQ(system->usage().openHandles, 3u);
  EXPECT_EQ(bare->usage().openHandles, 0u);
}

TEST_P(SystemConformance, EverythingIsGivenBack) {
  const std::size_t before = openDescriptors();
  {
    const auto temporary = world->make(readWriteIn("."));
    for (int i = 0; i < 20; ++i) {
      (void)must(temporary->openFile("f" + std::to_string(i), OpenFlag::Write | OpenFlag::Create));
      (void)must(temporary->createTemporaryFile("."));
      (void)must(temporary->openDirectory("."));
    }
    must(temporary->sleep(std::chrono::nanoseconds(1)));
  }
  EXPECT_EQ(openDescriptors(), before);
}

INSTANTIATE_TEST_SUITE_P(Worlds, SystemConformance, ::testing::ValuesIn(allWorlds()), worldName);

}  // namespace
}  // namespace tatu::os::test
